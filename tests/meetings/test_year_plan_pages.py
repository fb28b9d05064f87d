"""The pages of the plan of the year: what they show, offer and refuse, and what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting, ThematicPlanLine
from meetings.services import planning
from tests.factories import PlanLineFactory, ThemeFactory, at, furnished_cell
from tests.meetings.helpers import NOVEMBER, member, planned

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(TODAY, 8, 0))


@pytest.fixture
def browser(client_of, secretary_a):
    return client_of(secretary_a)


@pytest.fixture
def line(cell_a) -> ThematicPlanLine:
    theme = ThemeFactory(committee=cell_a.committee, title="Chỉnh trang ngõ xóm")
    return PlanLineFactory(cell=cell_a, theme=theme, presenter=member(cell_a, "Dung"))


def page_of_year(cell, year=2026) -> str:
    return reverse("meetings:year-plan", args=[cell.pk, year])


def plan_form(cell, line=None) -> str:
    url = reverse("meetings:plan", args=[cell.pk, "thematic"])
    return f"{url}?line={line.pk}" if line else url


def shown(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_leads_from_the_due_quarter_to_its_meeting(browser, cell_a, line):
    page = shown(browser.get(page_of_year(cell_a)))
    assert "Quý IV còn 59 ngày mà chưa họp" in page
    assert page.index("Quý IV</h2>") < page.index("Quý I</h2>")
    assert f"{plan_form(cell_a, line)}" in page
    form = shown(browser.get(plan_form(cell_a, line)))
    assert "Theo kế hoạch quý IV năm 2026: Chỉnh trang ngõ xóm." in form
    assert f'<option value="{line.theme_id}" selected>' in form
    assert f'<option value="{line.presenter_id}" selected>' in form


def sent(cell, line, **values) -> dict:
    usual = {
        "place": "Nhà văn hóa",
        "mode": "in_person",
        "theme": line.theme_id,
        "presenter": line.presenter_id,
        "day": "20/11/2026",
        "clock": "19:30",
    }
    return {f"plan-{name}": value for name, value in (usual | values).items()}


def test_the_plan_form_ties_the_meeting_to_its_line(browser, cell_a, line):
    answer = browser.post(plan_form(cell_a, line), sent(cell_a, line))
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert meeting.planned_at == at(date(2026, 11, 20))
    line.refresh_from_db()
    assert line.meeting == meeting
    assert "Đã lên lịch" in shown(browser.get(page_of_year(cell_a)))


def test_a_thematic_meeting_follows_the_regular_one_of_the_day(browser, cell_a, secretary_a, line):
    regular = planned(cell_a, secretary_a)
    form = shown(browser.get(plan_form(cell_a, line)))
    assert "Ngay sau buổi thường kỳ thứ Ba, 03/11/2026, từ 21:00" in form
    assert "không gộp" in form
    assert "ít nhất 90 phút, cả hai buổi ít nhất 120 phút" in form
    # What was typed as a day of its own no longer counts, not even nonsense.
    browser.post(plan_form(cell_a, line), sent(cell_a, line, after=regular.pk, day="x", clock=""))
    meeting = Meeting.objects.exclude(pk=regular.pk).get()
    assert meeting.planned_at == at(NOVEMBER, 21, 0)
    assert "không thay buổi thường kỳ" in shown(browser.get(meeting.get_absolute_url()))


def test_a_cells_own_minimum_says_when_the_second_meeting_begins(
    browser, cell_a, secretary_a, line
):
    cell_a.min_minutes = 45
    cell_a.save()
    planned(cell_a, secretary_a)
    form = shown(browser.get(plan_form(cell_a, line)))
    assert "từ 20:15" in form
    assert "buổi thường kỳ ít nhất 45 phút" in form


def test_a_regular_meeting_that_ends_after_midnight_is_not_followed(
    browser, cell_a, secretary_a, line
):
    planned(cell_a, secretary_a, planned_at=at(NOVEMBER, 23, 0))
    assert "Ngay sau buổi thường kỳ" not in shown(browser.get(plan_form(cell_a, line)))


def test_without_a_regular_meeting_the_form_says_what_to_do_first(browser, cell_a):
    form = shown(browser.get(plan_form(cell_a)))
    assert "lên kế hoạch buổi thường kỳ trước" in form
    assert "plan-after" not in form


@pytest.mark.parametrize("values", [{"after": "999999"}, {"after": "x"}, {"theme": "999999"},
                                    {"presenter": "0"}, {"purpose": "Tên riêng"}, {"day": ""},
                                    {"day": "31/02/2026"}, {"clock": "25:00"}])  # fmt: skip
def test_nonsense_is_refused_beside_what_was_typed(browser, cell_a, secretary_a, line, values):
    planned(cell_a, secretary_a)
    answer = browser.post(plan_form(cell_a, line), sent(cell_a, line, **values))
    assert answer.status_code == 422
    assert "plan-place" in answer.content.decode()
    assert Meeting.objects.count() == 1
    line.refresh_from_db()
    assert line.meeting is None


@pytest.mark.parametrize("pk", ["x", "", "-1", "99999999999999999999", "999999", "²"])
def test_a_line_that_is_not_there_plans_without_one(browser, cell_a, pk):
    url = reverse("meetings:plan", args=[cell_a.pk, "thematic"])
    assert browser.get(url, {"line": pk}).status_code == 200


def test_adding_changing_dropping_and_restoring_a_line(browser, cell_a, line):
    add = reverse("meetings:line-add", args=[cell_a.pk, 2026])
    assert 'value="3" selected' in shown(browser.get(add, {"quarter": "3"}))
    assert 'value="4" selected' in shown(browser.get(add, {"quarter": "x"}))
    answer = browser.post(add, {"line-quarter": "1", "line-title": "Nước sạch", "line-note": "Gấp"})
    assert answer.url == page_of_year(cell_a)
    new = ThematicPlanLine.objects.get(title="Nước sạch")
    edit = reverse("meetings:line-edit", args=[new.pk])
    browser.post(edit, {"line-quarter": "2", "line-title": "Nước sạch", "line-note": ""})
    new.refresh_from_db()
    assert (new.quarter, new.note) == (2, "")
    drop = reverse("meetings:line-drop", args=[new.pk])
    assert browser.post(drop, {"drop-dropped_reason": " "}).status_code == 422
    browser.post(drop, {"drop-dropped_reason": "Hết kinh phí"})
    assert "Bỏ ngày 02/11/2026: Hết kinh phí" in shown(browser.get(page_of_year(cell_a)))
    browser.post(reverse("meetings:line-restore", args=[new.pk]))
    new.refresh_from_db()
    assert new.dropped_on is None


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"quarter": "7", "title": "Nước"},
        {"quarter": "1", "title": "Nước\x00"},
        {"quarter": "1", "title": "x" * 300},
        {"quarter": "1", "theme": "x"},
        {"quarter": "1", "title": "Nước", "presenter": "999999"},
    ],
)
def test_a_line_with_a_fault_keeps_what_was_typed(browser, cell_a, values):
    add = reverse("meetings:line-add", args=[cell_a.pk, 2026])
    answer = browser.post(add, {f"line-{name}": value for name, value in values.items()})
    assert answer.status_code == 422
    assert not ThematicPlanLine.objects.exists()
    if values.get("title") == "Nước":
        assert 'value="Nước"' in answer.content.decode()


@pytest.mark.parametrize("year", [1999, 2101, 99999999])
def test_a_year_out_of_reason_is_not_found(browser, cell_a, year):
    assert browser.get(page_of_year(cell_a, year)).status_code == 404


def test_readers_see_the_plan_without_its_buttons(client_of, cell_a, overseer, line):
    page = shown(client_of(overseer).get(page_of_year(cell_a)))
    assert "Chỉnh trang ngõ xóm" in page
    assert "Hồ Thị Mai Dung" in page
    assert "Lên kế hoạch buổi sinh hoạt" not in page
    assert "csrfmiddlewaretoken" not in page.split("<main")[1]


def test_who_has_one_cell_is_led_to_its_plan(browser, cell_a):
    answer = browser.get(reverse("meetings:year-plans"))
    assert answer.url == page_of_year(cell_a)


def test_a_committee_sees_all_cells_by_quarters(
    client_of, officer, cell_a, cell_b, secretary_a, line
):
    planning.plan(
        cell=cell_a,
        kind="thematic",
        values={"planned_at": at(NOVEMBER), "place": "Nhà", "theme": line.theme},
        line=line,
        by=secretary_a,
    )
    browser = client_of(officer)
    page = shown(browser.get(reverse("meetings:year-plans")))
    first, second = page.index("Tổ dân phố 5<"), page.index("Tổ dân phố 12<")
    assert "Đã lên lịch" in page[first:second]
    assert "Chưa lên lịch" in page[second:]
    for year in ("x", "1", "99999999999999999999", "2024"):
        assert browser.get(reverse("meetings:year-plans"), {"year": year}).status_code == 200


def cost(browser, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def test_more_cells_and_lines_cost_no_more_queries(
    client_of, officer, committee, cell_a, secretary_a
):
    browser, url = client_of(officer), reverse("meetings:year-plans")
    for number in (1, 2):
        PlanLineFactory(cell=furnished_cell(committee, f"Chi bộ số {number}"))
    few = cost(browser, url)
    for number in range(3, 9):
        PlanLineFactory.create_batch(2, cell=furnished_cell(committee, f"Chi bộ số {number}"))
    assert cost(browser, url) == few <= 15

    PlanLineFactory(cell=cell_a, presenter=member(cell_a, "Dung"))
    of_cell = page_of_year(cell_a)
    few = cost(browser, of_cell)
    for quarter in (1, 2, 3, 4):
        PlanLineFactory.create_batch(
            2, cell=cell_a, quarter=quarter, presenter=member(cell_a, "An")
        )
    assert cost(browser, of_cell) == few <= 15
