"""The dashboard of one cell and the calendar of duties."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from statistics import median

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from cells.models import Cell
from evaluations.services.committee import ratify
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from meetings.models import (
    Assignment,
    AssignmentState,
    Attendance,
    MeetingKind,
    MeetingRegime,
    OpinionKind,
)
from members.services.cell_merging import merge_cells
from reports.cellboards import cell_board
from reports.duties import Frame, duties_of, end_of_quarter
from reports.models import CellMonth
from reports.queries import facts_of_month, medians_of_like
from reports.services import facts
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import opened, propose
from tests.hmk.demo_town import PASSWORD, TODAY, taken_back
from tests.meetings.helpers import given_and_signed, ready
from tests.meetings.scoring import signed

NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
SHOWN = "Chi bộ Tổ dân phố 5"


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), taken_back():
        build(Plan(TODAY, months=5), password=PASSWORD)
        yield


@pytest.fixture
def in_november(monkeypatch):
    monkeypatch.setattr("reports.views.boards.localdate", lambda: TODAY)


def board_of(name: str, month: date = OCTOBER):
    return cell_board(Cell.objects.get(name=name), month=month, today=TODAY, writes=True)


# --- One cell -------------------------------------------------------------------------------------
def test_each_member_has_a_line_that_adds_up(town):
    board = board_of(SHOWN)
    for line in board.lines:
        rows = Attendance.objects.filter(
            member=line.member,
            meeting__cell=board.cell,
            meeting__kind=MeetingKind.REGULAR,
            meeting__month__range=(board.months[0], board.months[-1]),
        )
        statuses = list(rows.values_list("status", flat=True))
        assert line.present == sum(s in {"present", "online"} for s in statuses)
        assert (line.excused, line.unexcused) == (
            statuses.count("excused"),
            statuses.count("unexcused"),
        )
    assert len(board.lines) > 20


def test_the_open_work_is_what_signed_meetings_handed_out_and_nobody_closed(town):
    board = board_of(SHOWN, NOVEMBER)
    open_now = Assignment.objects.filter(
        cell=board.cell, state=AssignmentState.OPEN, meeting__state="signed"
    )
    assert {one.pk for one in board.work} == set(open_now.values_list("pk", flat=True))
    assert [one.due for one in board.work] == sorted(one.due for one in board.work)


def test_the_median_is_that_of_the_cells_of_the_same_kind(town):
    board = board_of(SHOWN)
    like = CellMonth.objects.filter(month=OCTOBER, cell__kind=board.cell.kind, bound__gt=0)
    middle = median(float(fact.present / fact.bound) for fact in like)
    month, values = board.chart.rows[-1]
    assert month == OCTOBER
    assert values[1] == int(middle * 100 + 0.5)


def test_the_secretary_is_led_to_the_waiting_meeting(town, in_november):
    client = signed_in(User.objects.get(username="bithu-tdp05"))
    cell = Cell.objects.get(name=SHOWN)
    page = client.get(f"/dashboards/cells/{cell.pk}/").content.decode()
    assert "Ghi tiếp: sinh hoạt thường kỳ tháng 11/2026" in page


def test_a_reader_is_led_to_nothing_that_is_not_the_readers(town, in_november):
    client = signed_in(User.objects.get(username="lanhdao"))
    cell = Cell.objects.get(name=SHOWN)
    page = client.get(f"/dashboards/cells/{cell.pk}/").content.decode()
    assert "Ghi tiếp" not in page
    assert "/meetings/new/" not in page


@pytest.mark.django_db
def test_the_overseer_is_led_to_the_score_and_before_it_to_the_reserved_opinion(
    cell_a, secretary_a, overseer, officer, viewer, in_november
):
    def led(user: User) -> list[str]:
        page = signed_in(user).get(f"/dashboards/cells/{cell_a.pk}/").content.decode()
        return re.findall(r'btn-primary" href="([^"]+)"', page)

    meeting = signed(ready(cell_a, secretary_a), secretary_a)
    assert led(overseer) == [f"{meeting.get_absolute_url()}#score"]
    assert led(officer) == led(viewer) == []
    earlier = make.MeetingFactory(cell=cell_a, month=OCTOBER)
    opinion = make.OpinionFactory(meeting=earlier, kind=OpinionKind.RESERVED)
    make.marked_signed(earlier, by=secretary_a, number=2)
    waiting = make.FollowUpFactory(opinion=opinion)
    answer = reverse("meetings:reserved-detail", args=[waiting.pk])
    assert led(overseer) == led(officer) == [answer]
    assert led(viewer) == []


@pytest.mark.django_db
def test_a_cell_alone_of_its_kind_is_compared_with_nobody(cell_a, cell_b):
    Cell.objects.filter(pk=cell_b.pk).update(kind="school")
    facts.refresh(first=OCTOBER, last=OCTOBER, now=make.at(TODAY))
    assert medians_of_like(cell_a, OCTOBER, OCTOBER) == {}
    Cell.objects.filter(pk=cell_b.pk).update(kind=cell_a.kind)
    assert list(medians_of_like(cell_a, OCTOBER, OCTOBER)) == [OCTOBER]


@pytest.mark.django_db
def test_the_open_work_is_that_of_the_printed_list_through_two_mergers(
    committee, cell_a, cell_b, secretary_b, officer
):
    work = given_and_signed(cell_b, secretary_b, day=date(2026, 9, 3))
    third = make.TermFactory(cell=make.CellFactory(committee=committee)).cell
    for cell, into, day in ((cell_b, third, 1), (third, cell_a, 20)):
        merge_cells(cell, into=into, day=date(2026, 10, day), today=TODAY, by=officer)
    assert cell_board(cell_a, month=NOVEMBER, today=TODAY, writes=True).work == [work]


@pytest.mark.django_db
def test_a_dissolved_cell_is_led_to_no_meeting(cell_a, secretary_a, in_november):
    Cell.objects.filter(pk=cell_a.pk).update(dissolved=date(2026, 11, 1))
    page = signed_in(secretary_a).get(f"/dashboards/cells/{cell_a.pk}/").content.decode()
    assert "/meetings/new/" not in page


@pytest.mark.django_db
def test_a_new_cell_has_a_page_that_says_what_is_missing(secretary_a, cell_a, in_november):
    page = signed_in(secretary_a).get(f"/dashboards/cells/{cell_a.pk}/").content.decode()
    assert "Tháng này chưa có số liệu" in page
    assert "Lên kế hoạch họp thường kỳ" in page


# --- Duties ---------------------------------------------------------------------------------------
def frame(today: date, month: date = NOVEMBER) -> Frame:
    regime = MeetingRegime(latest_usual_day=7, issue_days=2)
    return Frame.of(month, regime, today)


def fact(**known) -> CellMonth:
    return CellMonth(cell_id=1, month=NOVEMBER, thematic_required=1, **known)


def states(given: CellMonth, today: date) -> list[str]:
    return [duty.state for duty in duties_of(given, frame(today), writes=True)]


def test_a_regular_meeting_is_due_until_its_last_day_and_late_after_it():
    assert states(fact(), date(2026, 11, 7))[0] == "due"
    assert states(fact(), date(2026, 11, 8))[0] == "late"
    held = fact(regular_state="open", regular_id=1, regular_on=date(2026, 11, 9), days_late=2)
    duty = duties_of(held, frame(date(2026, 11, 9)), writes=True)[0]
    assert (duty.state, duty.words) == ("done", "09/11/2026, muộn 2 ngày")


def test_minutes_are_due_two_days_after_the_meeting():
    held = fact(regular_state="open", regular_id=1, regular_on=date(2026, 11, 3))
    assert states(held, date(2026, 11, 5))[1] == "due"
    assert states(held, date(2026, 11, 6))[1] == "late"
    assert states(fact(), date(2026, 11, 6))[1] == "neutral"


def test_a_thematic_meeting_is_owed_until_the_quarter_ends():
    assert states(fact(), date(2026, 12, 31))[2] == "due"
    assert states(fact(), date(2027, 1, 1))[2] == "late"
    assert states(fact(thematic_in_quarter=1), date(2026, 11, 3))[2] == "done"
    assert end_of_quarter(date(2026, 2, 1)) == date(2026, 3, 31)


def test_without_a_rule_of_days_the_month_itself_is_the_limit():
    free = Frame.of(NOVEMBER, None, TODAY)
    assert free.regular_by == date(2026, 11, 30)
    held = fact(regular_state="open", regular_id=1, regular_on=date(2026, 11, 3))
    assert duties_of(held, free, writes=False)[1].words == "Chưa ký"


def test_the_superior_owes_a_score_once_the_cell_has_scored_itself():
    assert states(fact(), TODAY)[3] == "neutral"
    signed = {"regular_state": "signed", "regular_id": 1, "regular_on": date(2026, 11, 3)}
    signed["signed_on"] = date(2026, 11, 4)
    assert states(fact(**signed, score=Decimal(85)), TODAY)[3] == "due"
    scored = fact(
        **signed, score=Decimal(85), superior_score=Decimal("82.5"), superior_level="fair"
    )
    duty = duties_of(scored, frame(TODAY), writes=True)[3]
    assert (duty.state, duty.words) == ("done", "82,5 điểm, Khá")


def test_the_rating_of_the_year_is_owed_by_its_day():
    def duty(today: date, **rating: object) -> tuple[str, str]:
        one = fact()
        told = {"id": 7, "year": 2026, "stage": "members", "by": "2026-12-10"}
        one.rating = told | {"state": "open", "level": ""} | rating
        found = duties_of(one, frame(today), writes=True)[4]
        return found.state, found.words

    assert states(fact(), TODAY)[4] == "neutral"
    assert duty(date(2026, 12, 10)) == ("due", "Hạn 10/12/2026")
    assert duty(date(2026, 12, 11))[0] == "late"
    assert duty(date(2026, 12, 11), stage="proposed")[0] == "done"
    ratified = duty(date(2027, 1, 5), state="ratified", stage="proposed", level="good")
    assert ratified == ("done", "Đã công nhận: Hoàn thành tốt nhiệm vụ")


@pytest.mark.django_db
def test_a_rating_that_is_not_ratified_is_owed_beyond_new_year(
    committee, cell_a, cell_b, secretary_a, secretary_b, officer
):
    january = date(2027, 1, 1)
    facts.refresh(first=NOVEMBER, last=january, now=make.at(january))

    def told(month: date) -> list[tuple[str, str]]:
        known = facts_of_month([cell_a, cell_b], month)
        of = Frame.of(month, None, january)
        duties = [duties_of(known[one.pk], of, writes=True)[4] for one in (cell_a, cell_b)]
        return [(one.state, one.words) for one in duties]

    assert told(january) == [("neutral", "Chưa mở đợt năm 2027")] * 2
    deadlines = {"cell_by": date(2026, 12, 10)}
    round_ = opened(committee, officer, deadlines=deadlines)
    propose(round_.cell_ratings.get(cell=cell_a), by=secretary_a)
    proposed = ("done", "Chi bộ đã đề nghị")
    assert told(NOVEMBER) == [proposed, ("late", "Hạn 10/12/2026")]
    assert told(january) == [
        ("done", "Năm 2026: chi bộ đã đề nghị"),
        ("late", "Năm 2026: hạn 10/12/2026"),
    ]
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    ratify(round_, now=make.at(january), by=officer)
    assert told(january) == [("neutral", "Chưa mở đợt năm 2027")] * 2


def test_only_who_writes_is_led_to_plan():
    assert duties_of(fact(), frame(TODAY), writes=True)[0].link == "/meetings/new/1/regular/"
    assert duties_of(fact(), frame(TODAY), writes=False)[0].link == ""


# --- Cost -----------------------------------------------------------------------------------------
def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_page_of_a_cell_asks_few_questions(town, in_november):
    client = signed_in(User.objects.get(username="bithu-tdp05"))
    cells = Cell.objects.filter(name=SHOWN)
    assert cost(client, f"/dashboards/cells/{cells.get().pk}/") <= 15


@pytest.mark.django_db
def test_duties_cost_the_same_for_any_number_of_cells(officer, committee, in_november):
    def grown() -> int:
        for _ in range(4):
            make.furnished_cell(committee, f"Chi bộ số {Cell.objects.count()}")
        facts.refresh(first=OCTOBER, last=NOVEMBER, now=make.at(TODAY))
        return cost(signed_in(officer), f"/dashboards/committees/{committee.pk}/duties/")

    few = grown()
    assert grown() == few <= 15


@pytest.mark.django_db
def test_whoever_follows_cells_sees_their_duties_only(overseer, cell_a, cell_b, in_november):
    facts.refresh(first=OCTOBER, last=NOVEMBER, now=make.at(TODAY))
    page = signed_in(overseer).get("/dashboards/followed/").content.decode()
    assert cell_a.name in page
    assert cell_b.name not in page


@pytest.mark.django_db
def test_everybody_is_led_to_the_dashboard_that_is_theirs(
    secretary_a, overseer, officer, viewer, stranger, cell_a, committee
):
    led = {
        user: signed_in(user).get("/dashboards/").url
        for user in (secretary_a, overseer, officer, viewer, stranger)
    }
    assert led[secretary_a] == f"/dashboards/cells/{cell_a.pk}/"
    assert led[officer] == led[viewer] == f"/dashboards/committees/{committee.pk}/"
    assert led[overseer] == led[stranger] == "/dashboards/followed/"
