"""The edges of months, of quarters and of the life of a cell: nobody is blamed for what could not
be done yet, or any more."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cells.models import Cell
from meetings.models import Assignment, Meeting, MeetingKind, State
from meetings.queries import regime_on
from meetings.services import minutes, reopening
from members.services import cell_merging
from reports import queries, receivers, tasks
from reports.boards import committee_board, months_back
from reports.duties import Frame, duties_of
from reports.measures import HELD, THEMATIC
from reports.models import BranchMonth, CellMonth
from reports.queries import behind
from reports.services import facts
from reports.views.boards import home_of
from tests import factories as make
from tests.meetings.helpers import given_and_signed, ready

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))
TODAY = date(2026, 11, 23)
JANUARY = date(2027, 1, 1)
REASON = "Ghi nhầm kết quả biểu quyết"

pytestmark = pytest.mark.django_db


def fact_of(cell: Cell, month: date = NOVEMBER, *, today: date = TODAY) -> CellMonth:
    facts.refresh(cells=[cell.pk], first=month, last=month, now=make.at(today))
    return CellMonth.objects.get(cell=cell, month=month)


def merge(cell: Cell, into: Cell, by, *, day: date):
    return cell_merging.merge_cells(
        cell, into=into, day=day, document="QĐ 9-QĐ/ĐU", today=TODAY, by=by
    )


class TestRunningMonth:
    @pytest.fixture(autouse=True)
    def work(self, cell_a, secretary_a) -> Assignment:
        """To be heard of in November."""
        given = make.MeetingFactory(cell=cell_a, month=OCTOBER)
        work = make.AssignmentFactory(meeting=given, report_month=NOVEMBER)
        make.marked_signed(given, by=secretary_a)
        return work

    def test_what_it_has_not_heard_of_yet_is_neither_due_nor_overdue(self, cell_a):
        fact = fact_of(cell_a)
        assert (fact.open_at_end, fact.due, fact.overdue_at_end) == (1, 0, 0)
        assert "overdue" not in fact.reasons

    def test_what_its_signed_meeting_has_left_open_is(self, cell_a, secretary_a):
        make.marked_signed(make.MeetingFactory(cell=cell_a), by=secretary_a, number=2)
        fact = fact_of(cell_a)
        assert (fact.due, fact.still_open, fact.overdue_at_end) == (1, 1, 1)
        assert "overdue" in fact.reasons

    def test_what_an_earlier_month_has_left_open_is_overdue(self, cell_a):
        fact = fact_of(cell_a, DECEMBER, today=date(2026, 12, 2))
        assert (fact.due, fact.overdue_at_end) == (0, 1)

    def test_once_it_is_over_all_of_it_is_due(self, cell_a):
        fact = fact_of(cell_a, today=DECEMBER)
        assert (fact.due, fact.still_open, fact.overdue_at_end) == (1, 1, 1)


class TestQuarter:
    def test_a_theme_of_its_last_month_is_that_of_the_whole_quarter(self, cell_a):
        make.MeetingFactory(
            cell=cell_a, kind=MeetingKind.THEMATIC, month=DECEMBER, state=State.OPEN
        )
        facts.refresh(cells=[cell_a.pk], first=OCTOBER, last=DECEMBER, now=make.at(JANUARY))
        frame = Frame.of(OCTOBER, regime_on(date(2026, 10, 31)), JANUARY)
        duties = [
            duties_of(queries.facts_of_month([cell_a], OCTOBER)[cell_a.pk], frame, writes=False),
            duties_of(queries.facts_of(cell_a, OCTOBER, OCTOBER)[0], frame, writes=False),
        ]
        assert {(one[2].state, one[2].words) for one in duties} == {("done", "1/1 buổi")}

    def test_what_it_lacks_is_not_graded_before_its_last_month(self):
        lacking = {"thematic_in_quarter": 0, "thematic_required": 1}
        months = (OCTOBER, NOVEMBER, DECEMBER)
        known = [THEMATIC.of_cell(lacking | {"month": month}) for month in months]
        assert known == [None, None, 0]
        assert [THEMATIC.grade_in(month, Decimal("0.2")) for month in months] == ["", "", "poor"]
        assert THEMATIC.grade_in(OCTOBER, Decimal(1)) == "good"

    def test_the_dashboard_does_not_compare_its_first_month_with_the_quarter_before(
        self, committee, cell_a
    ):
        september = date(2026, 9, 1)
        facts.refresh(first=september, last=NOVEMBER, now=make.at(TODAY))

        def moved(month: date) -> str:
            board = committee_board(committee, month=month, heat=HELD, page=1)
            return next(one for one in board.figures if one.label == THEMATIC.label).since_month

        assert (moved(OCTOBER), moved(NOVEMBER)) == ("", "0")


class TestLifeOfACell:
    def test_one_dissolved_before_the_day_of_the_meeting_needs_no_attention(
        self, cell_a, cell_b, officer
    ):
        merge(cell_b, cell_a, officer, day=date(2026, 11, 5))
        assert fact_of(cell_b, today=DECEMBER).reasons == []

    def test_one_dissolved_after_it_only_for_what_was_due_by_then(self, cell_a, cell_b, officer):
        merge(cell_b, cell_a, officer, day=date(2026, 9, 20))
        fact = fact_of(cell_b, date(2026, 9, 1), today=OCTOBER)
        assert (fact.official, fact.thematic_required, fact.reasons) == (0, 1, ["not_held"])

    @pytest.mark.parametrize(("day", "reasons"), [(7, ["not_held"]), (8, [])])
    def test_one_founded_after_the_day_of_the_meeting_owes_none(self, cell_a, day, reasons):
        cell_a.founded = date(2026, 11, day)
        cell_a.save(update_fields=["founded"])
        assert fact_of(cell_a, today=DECEMBER).reasons == reasons

    def test_its_duties_say_that_it_was_not_there(self, cell_a, cell_b, officer):
        merge(cell_b, cell_a, officer, day=date(2026, 11, 5))
        cell_a.founded = date(2026, 11, 12)
        cell_a.save(update_fields=["founded"])
        facts.refresh(first=NOVEMBER, last=NOVEMBER, now=make.at(TODAY))
        found = queries.facts_of_month([cell_a, cell_b], NOVEMBER)
        frame = Frame.of(NOVEMBER, regime_on(TODAY), TODAY)
        new, gone = (duties_of(found[one.pk], frame, writes=True) for one in (cell_a, cell_b))
        assert (new[0].state, new[0].words) == ("neutral", "Mới thành lập ngày 12/11/2026")
        assert {(one.state, one.words) for one in (gone[0], gone[2])} == {
            ("neutral", "Đã giải thể ngày 05/11/2026")
        }

    def test_a_committee_has_as_many_cells_as_stand_at_the_end_of_the_month(
        self, committee, cell_a, cell_b, officer
    ):
        make.MeetingFactory(cell=cell_b, month=NOVEMBER, state=State.OPEN)
        merge(cell_b, cell_a, officer, day=date(2026, 11, 20))
        facts.refresh(first=OCTOBER, last=NOVEMBER, now=make.at(TODAY))
        sums = queries.sums_by_month(committee, OCTOBER, NOVEMBER)
        told = [(row["cells"], row["members"], row["regular_held"]) for row in sums.values()]
        assert told == [(2, 12, 0), (1, 12, 0)]

    def test_a_committee_that_lost_its_cells_has_no_sums(
        self, committee, another_committee, cell_a
    ):
        facts.refresh(first=NOVEMBER, last=NOVEMBER, now=make.at(TODAY))
        assert BranchMonth.objects.filter(committee=committee).exists()
        cell_a.committee = another_committee
        cell_a.save(update_fields=["committee"])
        facts.catch_up(now=make.at(TODAY))
        assert not BranchMonth.objects.filter(committee=committee).exists()

    def test_a_dissolved_one_is_on_no_later_page(
        self, committee, cell_a, cell_b, officer, client_of, monkeypatch
    ):
        merge(cell_b, cell_a, officer, day=date(2026, 11, 5))
        facts.refresh(first=NOVEMBER, last=DECEMBER, now=make.at(date(2026, 12, 2)))
        for views in ("boards", "reminders"):
            monkeypatch.setattr(f"reports.views.{views}.localdate", lambda: date(2026, 12, 2))
        client, address = client_of(officer), f"/dashboards/committees/{committee.pk}"
        assert cell_b.name in client.get(f"{address}/duties/?month=2026-11").content.decode()
        for page in ("duties/", "remind/"):
            shown = client.get(f"{address}/{page}").content.decode()
            assert cell_a.name in shown
            assert cell_b.name not in shown
        board = committee_board(committee, month=DECEMBER, heat=HELD, page=1)
        assert {cell for cell, _ in board.heat_rows} == {cell_a, cell_b}
        BranchMonth.objects.filter(month=NOVEMBER).delete()
        board = committee_board(committee, month=DECEMBER, heat=HELD, page=1)
        assert [cell for cell, _ in board.heat_rows] == [cell_a]

    def test_the_day_begins_with_the_cell_that_stands(self, cell_a, cell_b, officer, secretary_b):
        make.RoleFactory(user=secretary_b, cell=cell_a)
        assert home_of(secretary_b) == f"/dashboards/cells/{cell_a.pk}/"
        merge(cell_a, cell_b, officer, day=date(2026, 11, 5))
        assert home_of(secretary_b) == f"/dashboards/cells/{cell_b.pk}/"


class TestWorkThatWentOver:
    @pytest.fixture
    def heard(self, cell_a, cell_b, secretary_a, secretary_b, officer) -> Meeting:
        """Signed minutes that found work of the merged cell done."""
        work = given_and_signed(cell_b, secretary_b, day=date(2026, 9, 3), report_month=OCTOBER)
        merge(cell_b, cell_a, officer, day=date(2026, 10, 20))
        facts.refresh(first=date(2026, 9, 1), last=NOVEMBER, now=make.at(date(2026, 11, 2)))
        meeting = make.MeetingFactory(cell=cell_a)
        make.AssignmentReviewFactory(meeting=meeting, assignment=work)
        make.marked_signed(meeting, by=secretary_a)
        Assignment.objects.filter(pk=work.pk).update(state="done", closed_by=meeting)
        return meeting

    def test_moves_the_facts_of_the_cell_that_gave_it(self, heard, cell_a, cell_b, monkeypatch):
        told = []
        monkeypatch.setattr(receivers, "wake", lambda task, *args: told.append((task, *args)))
        both = sorted([cell_a.pk, cell_b.pk])
        receivers.minutes_signed(meeting=heard)
        assert told == [(tasks.refresh_cells, both, "2026-09-01")]
        facts.refresh_since(both, date(2026, 9, 1), now=make.at(TODAY))
        assert CellMonth.objects.get(cell=cell_b, month=OCTOBER).done_late == 1
        # Opened again, the minutes close nothing any more.
        Assignment.objects.filter(closed_by=heard).update(state="open", closed_by=None)
        receivers.minutes_reopened(meeting=heard, since=date(2026, 9, 1))
        assert told[1] == told[0]

    def test_is_caught_up_with_when_no_message_came(self, heard, cell_b):
        assert behind.closed_elsewhere(NOVEMBER) == [(cell_b.pk, date(2026, 9, 1))]
        facts.catch_up(now=make.at(date(2026, 12, 2)))
        assert behind.closed_elsewhere(NOVEMBER) == []


class TestReopenedMinutes:
    def test_that_were_signed_in_time_are_not_late_for_being_opened_again(
        self, cell_a, secretary_a, officer
    ):
        meeting = minutes.sign(
            ready(cell_a, secretary_a), now=make.at(date(2026, 11, 4)), by=secretary_a
        )
        reopening.reopen(meeting, reason=REASON, now=make.at(date(2026, 11, 20)), by=officer)
        assert fact_of(cell_a).signed_in_time is None
        meeting.refresh_from_db()
        minutes.sign(meeting, now=make.at(date(2026, 11, 21)), by=secretary_a)
        fact = fact_of(cell_a)
        assert (fact.signed_on, fact.signed_in_time) == (date(2026, 11, 21), True)
        assert "signed_late" not in fact.reasons

    def test_that_were_late_stay_late(self, cell_a, secretary_a, officer):
        meeting = minutes.sign(ready(cell_a, secretary_a), now=make.at(TODAY), by=secretary_a)
        reopening.reopen(meeting, reason=REASON, now=make.at(TODAY, 20), by=officer)
        meeting.refresh_from_db()
        minutes.sign(meeting, now=make.at(TODAY, 21), by=secretary_a)
        assert fact_of(cell_a).signed_in_time is False


class TestOnDemand:
    def test_all_facts_are_written_anew_for_cells_where_they_stand_now(
        self, committee, another_committee, cell_a, capsys
    ):
        month = timezone.localdate().replace(day=1)
        first = months_back(month, 2)
        facts.refresh(first=first, last=month, now=timezone.now())
        CellMonth.objects.update(members=99)
        cell_a.committee = another_committee
        cell_a.save(update_fields=["committee"])
        call_command("facts")
        assert "3 cell months" in capsys.readouterr().out
        assert set(CellMonth.objects.values_list("members", flat=True)) == {6}
        assert not BranchMonth.objects.filter(committee=committee).exists()
        assert BranchMonth.objects.filter(committee=another_committee).count() == 3

    def test_since_a_month(self, cell_a, capsys):
        call_command("facts", since=timezone.localdate().replace(day=1))
        assert CellMonth.objects.filter(cell=cell_a).count() == 1

    @pytest.mark.parametrize("month", ["2026", "2026-13", "x"])
    def test_not_of_what_is_no_month(self, month, capsys):
        with pytest.raises(CommandError, match="is not a month"):
            call_command("facts", f"--since={month}")
