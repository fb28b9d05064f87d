"""The dashboard of a committee: what it says, to whom, and at what cost."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from cells.models import Cell, Committee
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from meetings.models import Meeting
from reports import queries
from reports.boards import committee_board, months_back
from reports.measures import ATTENDANCE, HELD, MEASURES, REPETITION, percent, points
from reports.models import CellMonth
from reports.rules import Reason
from reports.services import facts
from reports.wording import WORDS, changes_in_words
from tests import factories as make
from tests.cast import signed_in
from tests.hmk.demo_town import AWAY, PASSWORD, TODAY, UNFINISHED, taken_back
from tests.reports.papers import sums_for

NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
MOST_QUERIES = 15


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[Committee]:
    with django_db_blocker.unblock(), taken_back():
        build(Plan(TODAY, months=5), password=PASSWORD)
        yield Cell.objects.first().committee


@pytest.fixture
def office(town) -> Client:
    return signed_in(User.objects.get(username="vanphong"))


@pytest.fixture
def in_november(monkeypatch):
    monkeypatch.setattr("reports.views.boards.localdate", lambda: TODAY)


def address(committee: Committee, **asked: str) -> str:
    words = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/dashboards/committees/{committee.pk}/?{words}"


# --- What it says ---------------------------------------------------------------------------------
def test_the_worst_cells_come_first_with_their_reasons_in_words(town):
    board = committee_board(town, month=OCTOBER, heat=HELD, page=1)
    weights = [concern.fact.attention for concern in board.concerns]
    assert weights == sorted(weights, reverse=True)
    assert board.concerns_total == CellMonth.objects.filter(month=OCTOBER, attention__gt=0).count()
    away = CellMonth.objects.get(cell__name=AWAY, month=OCTOBER)
    assert Reason.MANY_AWAY in away.reasons or Reason.FEW_CAME in away.reasons


def test_the_cell_that_carries_nothing_out_is_named_for_it(town):
    found = CellMonth.objects.filter(cell__name=UNFINISHED, reasons__contains=[Reason.NOT_DONE])
    assert found.count() >= 3


def test_every_reason_has_words_of_its_own():
    assert WORDS.keys() == set(Reason)


def test_what_is_new_and_what_is_mended_since_last_month_is_said():
    assert changes_in_words(["vague"], ["vague"]) == "như tháng trước"
    said = changes_in_words(["vague", "overdue"], ["vague", "unexcused"])
    assert said == "mới: việc quá hạn; đã khắc phục: vắng không lý do"
    assert changes_in_words(["vague"], None) == ""


def test_nothing_is_mended_by_a_month_that_has_not_met():
    assert changes_in_words(["few_official"], ["not_held", "few_official"], met=False) == ""
    assert changes_in_words([], ["not_held"]) == "đã khắc phục: chưa họp"
    assert changes_in_words([], ["many_away"], met=False) == "đã khắc phục: nhiều người đi xa"
    assert changes_in_words([], ["unsigned", "no_thematic"]) == ""


def test_the_figures_stand_beside_last_month(town):
    board = committee_board(town, month=OCTOBER, heat=HELD, page=1)
    held, came = board.figures[1], board.figures[2]
    facts_now = CellMonth.objects.filter(month=OCTOBER)
    assert held.detail == f"{sum(fact.held for fact in facts_now)}/25"
    present = sum(fact.present for fact in facts_now)
    bound = sum(fact.bound for fact in facts_now)
    assert came.value == percent(Decimal(present) / bound)
    assert came.since_month
    assert not came.since_year  # there are no facts of a year ago


def test_a_month_of_the_heat_map_is_that_of_its_cell(town):
    board = committee_board(town, month=OCTOBER, heat=ATTENDANCE, page=1)
    for cell, months in board.heat_rows:
        for one in months:
            fact = CellMonth.objects.get(cell=cell, month=one.month)
            assert one.words == percent(fact.attendance)
            assert one.link == (fact.regular.get_absolute_url() if fact.regular else "")


# --- Rules of the figures -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "–"), (Decimal("0.005"), "1%"), (Decimal("0.914"), "91%"), (Decimal(1), "100%")],
)
def test_a_share_is_written_in_whole_percent(value, words):
    assert percent(value) == words


def test_a_change_is_written_with_its_sign():
    changes = (Decimal("0.04"), Decimal("-0.03"), Decimal("0.001"), None)
    assert [points(one) for one in changes] == ["+4", "−3", "0", ""]


def test_little_repetition_is_good_and_much_attendance_is_good():
    assert (REPETITION.grade(Decimal("0.1")), REPETITION.grade(Decimal("0.5"))) == ("good", "poor")
    assert (ATTENDANCE.grade(Decimal("0.95")), ATTENDANCE.grade(Decimal("0.5"))) == ("good", "poor")
    assert ATTENDANCE.grade(None) == ""


def test_months_back_crosses_years():
    assert months_back(date(2026, 3, 1), 12) == date(2025, 3, 1)
    assert months_back(date(2026, 1, 1), 1) == date(2025, 12, 1)
    assert months_back(date(2026, 12, 1), -1) == date(2027, 1, 1)


# --- The page -------------------------------------------------------------------------------------
@pytest.mark.parametrize("heat", [*MEASURES, "nonsense"])
def test_the_page_shows_each_measure_as_a_map(office, town, in_november, heat):
    response = office.get(address(town, month="2026-10", heat=heat))
    assert response.status_code == 200
    assert response.content.count(b'<th scope="row"><a href="/dashboards/cells/') == 25


@pytest.mark.parametrize(
    "month",
    [
        "2026-13", "abc", "2026-10-01", "9999999-01", "²⁰²⁶-10", "2026-", "-", "1999-01",
        "2026-0110", "020260-01",
    ],
)  # fmt: skip
def test_a_month_that_cannot_be_read_is_this_month(office, town, in_november, month):
    response = office.get(address(town, month=month))
    assert "tháng 11/2026" in response.content.decode()


def test_a_month_to_come_is_this_month(office, town, in_november):
    assert "tháng 11/2026" in office.get(address(town, month="2026-12")).content.decode()


@pytest.mark.django_db
def test_a_committee_without_facts_says_what_to_do(officer, committee, in_november):
    page = signed_in(officer).get(address(committee)).content.decode()
    assert "Tháng này chưa có số liệu" in page


@pytest.mark.django_db
def test_a_committee_of_one_cell_has_its_page(officer, committee, cell_a, in_november):
    facts.refresh(first=date(2026, 1, 1), last=NOVEMBER, now=make.at(TODAY))
    page = signed_in(officer).get(address(committee)).content.decode()
    assert cell_a.name in page
    assert "Chưa họp thường kỳ" not in page  # the month is not over
    assert "Tháng chưa hết" in page
    assert "0/0" not in page
    page = signed_in(officer).get(address(committee, month="2026-10")).content.decode()
    assert "Chưa họp thường kỳ tháng 10/2026" in page


@pytest.mark.django_db
def test_a_committee_above_rolls_its_branches_up(
    upper_committee, committee, cell_a, cell_elsewhere
):
    facts.refresh(first=OCTOBER, last=NOVEMBER, now=make.at(TODAY))
    board = committee_board(upper_committee, month=OCTOBER, heat=HELD, page=1)
    names = [row["committee__name"] for row, _ in board.branches]
    assert sorted(names) == sorted([committee.name, cell_elsewhere.committee.name])
    assert sum(row["cells"] for row, _ in board.branches) == board.sums["cells"] == 2


@pytest.mark.django_db
def test_committees_below_come_by_pages_and_a_page_too_far_is_the_last_there_is(
    upper_committee, monkeypatch
):
    monkeypatch.setattr("reports.boards.BRANCHES_A_PAGE", 2)
    below = [make.CommitteeFactory(parent=upper_committee) for _ in range(3)]
    upper_committee.refresh_from_db()
    for one in below:
        sums_for(one)
    pages = {
        asked: committee_board(upper_committee, month=OCTOBER, heat=HELD, page=None, branches=asked)
        for asked in (None, "2", "9", "x", "-1", "9" * 30)
    }
    numbers = {asked: len(board.branches) for asked, board in pages.items()}
    assert numbers[None] == numbers["x"] == 2
    assert pages["2"].branch_page.number == pages["9"].branch_page.number
    names = {row["committee__name"] for row, _ in pages[None].branches + pages["2"].branches}
    assert names == {one.name for one in below}
    assert all(pages.values())


# --- Cost -----------------------------------------------------------------------------------------
def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.django_db
def test_a_dashboard_costs_the_same_for_any_number_of_cells(officer, committee, in_november):
    def grown(number: int) -> int:
        for index in range(number):
            cell = make.furnished_cell(committee, f"Chi bộ số {Cell.objects.count()} {index}")
            Meeting.objects.filter(cell=cell).delete()
        facts.refresh(first=date(2026, 1, 1), last=NOVEMBER, now=make.at(TODAY))
        return cost(signed_in(officer), address(committee, month="2026-10"))

    few = grown(4)
    assert grown(4) == few <= MOST_QUERIES


def test_the_dashboard_of_the_town_asks_few_questions(office, town, in_november):
    assert cost(office, address(town, month="2026-10")) <= MOST_QUERIES


def test_reading_the_boards_one_by_one_is_one_query_each(town, django_assert_num_queries):
    cells = queries.cells_under(town)
    few = list(cells[:5])
    with django_assert_num_queries(4):  # no committee is below a town, which is known
        queries.sums_by_month(town, NOVEMBER - timedelta(days=200), NOVEMBER)
        queries.sums_by_kind(town, OCTOBER)
        queries.branches_of(town, OCTOBER, 0, 25)
        queries.attention(town, OCTOBER, 5)
        queries.heat_rows(few, OCTOBER, NOVEMBER, ATTENDANCE.columns)


@pytest.mark.django_db
def test_cells_of_one_name_are_told_apart_above_their_committees(
    upper_committee, committee, cell_a, cell_elsewhere, in_november
):
    Cell.objects.update(name="Chi bộ Thôn 1")
    facts.refresh(first=OCTOBER, last=NOVEMBER, now=make.at(TODAY))
    above, below = (
        make.RoleFactory(kind="officer", committee=one).user for one in (upper_committee, committee)
    )
    upper_committee.refresh_from_db()
    names = [committee.name, cell_elsewhere.committee.name]

    def told(user: User, of: Committee, page: str = "") -> list[int]:
        content = signed_in(user).get(f"/dashboards/committees/{of.pk}/{page}").content.decode()
        assert "Chi bộ Thôn 1" in content
        return [content.count(f"<small>{name}</small>") for name in names]

    assert told(above, upper_committee) == [1, 1]
    assert told(above, upper_committee, "?month=2026-10") == [2, 2]  # they need attention, too
    assert told(above, upper_committee, "duties/") == [1, 1]
    assert told(below, committee) == told(below, committee, "duties/") == [0, 0]
    remind = signed_in(above).get(f"/dashboards/committees/{upper_committee.pk}/remind/")
    for name in names:
        assert f"Chi bộ Thôn 1 – {name}" in remind.content.decode()
