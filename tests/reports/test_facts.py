"""The facts of cells and months: what one statement adds up is what the raw records give."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cells.models import Cell
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from meetings.models import (
    Assignment,
    AssignmentState,
    Attendance,
    BookPage,
    Meeting,
    MeetingKind,
    MeetingRegime,
    MeetingScore,
    Opinion,
    OpinionKind,
    PageKind,
    Resolution,
    ScoreLevel,
    State,
    SuperiorScore,
)
from meetings.rules import last_day
from members.models import Membership, MembershipKind, Standing, StandingKind
from reports.models import SUMMED, BranchMonth, CellMonth
from reports.rules import THRESHOLDS, WEIGHTS, Reason
from reports.services import facts
from tests import factories as make
from tests.hmk.demo_town import PASSWORD, TODAY, taken_back

MONTHS = 5
FIRST, LAST = date(2026, 6, 1), date(2026, 11, 1)
NOW = make.at(TODAY)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), taken_back():
        build(Plan(TODAY, months=MONTHS), password=PASSWORD)
        facts.refresh(first=FIRST, last=LAST, now=NOW)
        yield


def months() -> list[date]:
    return [date(2026, number, 1) for number in range(FIRST.month, LAST.month + 1)]


def reasons_of(fact: dict[str, Any], *, over: bool, month: int) -> list[str]:
    """Why the committee should look at the cell, as `reports.rules` names it."""
    held = fact["regular_state"] in {"open", "signed"}
    limit = THRESHOLDS

    def below(name: str, least: Decimal) -> bool:
        return fact[name] is not None and fact[name] < least

    found = {
        Reason.NOT_HELD: over and not held,
        Reason.UNSIGNED: over and fact["regular_state"] == "open",
        Reason.SIGNED_LATE: fact["signed_in_time"] is False,
        Reason.VAGUE: below("review_specificity", limit.specificity),
        Reason.MONOTONE: (fact["repetition"] or 0) > limit.repetition,
        Reason.NO_THEMATIC: over
        and month % 3 == 0
        and fact["thematic_in_quarter"] < fact["thematic_required"],
        Reason.FEW_CAME: fact["bound"] > 0
        and Decimal(fact["present"]) / fact["bound"] < limit.attendance,
        Reason.UNEXCUSED: fact["unexcused"] > 0,
        Reason.MANY_AWAY: fact["away"] > limit.away * fact["members"],
        Reason.FEW_OFFICIAL: fact["official"] < limit.official,
        Reason.NOT_DONE: over
        and fact["due"] >= limit.least_due
        and fact["done_on_time"] < limit.execution * fact["due"],
        Reason.OVERDUE: fact["overdue_at_end"] > 0,
    }
    assert found.keys() == set(Reason)
    return [reason for reason in found if found[reason]]


@dataclass
class Raw:
    """Every record of the town, read once, to be added up in plain Python."""

    memberships: list
    standings: list
    meetings: list
    attendances: list
    opinions: list
    resolutions: list
    assignments: list
    regimes: list
    scores: list
    superior: list
    pages: list

    @classmethod
    def read(cls) -> "Raw":
        return cls(
            list(Membership.objects.all()),
            list(Standing.objects.all()),
            list(Meeting.objects.select_related("regime")),
            list(Attendance.objects.select_related("meeting")),
            list(Opinion.objects.select_related("meeting")),
            list(Resolution.objects.select_related("meeting")),
            list(Assignment.objects.select_related("meeting", "closed_by")),
            list(MeetingRegime.objects.all()),
            list(MeetingScore.objects.filter(meeting__state=State.SIGNED)),
            list(SuperiorScore.objects.all()),
            list(BookPage.objects.filter(kind=PageKind.MINUTES)),
        )

    def of(self, cell: Cell, month: date) -> dict[str, Any]:
        """The facts of one cell and month, as a person with the books at hand would count them."""
        found = {
            **self._roll(cell, last_day(month)),
            **self._meetings(cell, month),
            **self._said(cell, month),
            **self._work(cell, month),
        }
        reasons = reasons_of(found, over=last_day(month) < TODAY, month=month.month)
        return found | {
            "reasons": reasons,
            "attention": sum(WEIGHTS[reason] for reason in reasons),
        }

    def _roll(self, cell: Cell, day: date) -> dict[str, int]:
        rows = [m for m in self.memberships if m.cell_id == cell.pk and day in m.validity]
        own = [m for m in rows if m.kind == MembershipKind.PRIMARY]

        def stand(kind: str) -> int:
            standing = {s.member_id for s in self.standings if s.kind == kind and day in s.validity}
            return sum(m.member_id in standing for m in own)

        probationary = stand(StandingKind.PROBATIONARY)
        return {
            "members": len(own),
            "official": len(own) - probationary,
            "probationary": probationary,
            "exempted": stand(StandingKind.EXEMPTED),
            "away": stand(StandingKind.AWAY),
            "elsewhere": stand(StandingKind.TEMPORARILY_ELSEWHERE),
            "suspended": stand(StandingKind.SUSPENDED),
            "temporary_here": len(rows) - len(own),
        }

    def _meetings(self, cell: Cell, month: date) -> dict[str, Any]:
        quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
        held = [m for m in self.meetings if m.cell_id == cell.pk and m.state != State.PLANNED]
        here = [m for m in held if m.month == month]
        regular = next(
            (
                m
                for m in self.meetings
                if m.cell_id == cell.pk and m.month == month and m.kind == MeetingKind.REGULAR
            ),
            None,
        )
        rules = next((r for r in self.regimes if last_day(month) in r.validity), None)
        found = {
            "thematic": sum(m.kind == MeetingKind.THEMATIC for m in here),
            "extraordinary": sum(m.kind == MeetingKind.EXTRAORDINARY for m in here),
            "review": sum(m.kind == MeetingKind.REVIEW for m in here),
            "thematic_in_quarter": sum(
                m.kind == MeetingKind.THEMATIC and quarter <= m.month <= month for m in held
            ),
            "thematic_required": rules.thematic_per_quarter if rules else 0,
            "regular_id": regular.pk if regular else None,
            "regular_state": regular.state if regular else "none",
        }
        return found | self._regular(regular) | self._points(regular)

    def _regular(self, meeting: Meeting | None) -> dict[str, Any]:
        held = meeting is not None and meeting.state != State.PLANNED
        bound = [
            a
            for a in self.attendances
            if held
            and a.meeting_id == meeting.pk
            and not (a.exempted or a.elsewhere or a.suspended)
        ]
        latest = meeting.regime.latest_usual_day if held else None
        signed = timezone.localdate(meeting.signed_at) if held and meeting.signed_at else None
        limit = meeting.regime.issue_days if signed else None
        return {
            "regular_on": meeting.held_on if held else None,
            "days_late": max(meeting.held_on.day - latest, 0) if latest else None,
            "minutes": meeting.minutes if held else None,
            "signed_on": signed,
            "signed_in_time": (
                None
                if limit is None
                else self._first_signed(meeting) <= meeting.held_on + timedelta(days=limit)
            ),
            "bound": len(bound),
            "present": sum(a.attends for a in bound),
            "excused": sum(a.status == "excused" for a in bound),
            "unexcused": sum(a.status == "unexcused" for a in bound),
            "review_specificity": meeting.review_specificity if signed else None,
            "repetition": meeting.repetition if signed else None,
        }

    def _first_signed(self, meeting: Meeting) -> date:
        """The day of the first signature, before the minutes were ever opened again."""
        moments = [page.made_at for page in self.pages if page.meeting_id == meeting.pk]
        return timezone.localdate(min([meeting.signed_at, *moments]))

    def _points(self, meeting: Meeting | None) -> dict[str, Any]:
        def of(rows: list) -> tuple[Decimal | None, str]:
            row = next((r for r in rows if meeting and r.meeting_id == meeting.pk), None)
            return (row.total, row.level) if row else (None, "")

        (score, level), (superior_score, superior_level) = of(self.scores), of(self.superior)
        return {
            "score": score,
            "level": level,
            "superior_score": superior_score,
            "superior_level": superior_level,
        }

    def _said(self, cell: Cell, month: date) -> dict[str, int]:
        def signed_here(rows: list) -> list:
            return [
                r
                for r in rows
                if r.meeting.cell_id == cell.pk
                and r.meeting.month == month
                and r.meeting.state == State.SIGNED
            ]

        kinds = [o.kind for o in signed_here(self.opinions)]
        voted = signed_here(self.resolutions)
        return {kind.value: kinds.count(kind) for kind in OpinionKind} | {
            "resolutions_voted": len(voted),
            "resolutions_passed": sum(bool(r.passed) for r in voted),
        }

    def _work(self, cell: Cell, month: date) -> dict[str, int]:
        handed_out = [
            a
            for a in self.assignments
            if a.cell_id == cell.pk and a.meeting.state == State.SIGNED and a.meeting.month <= month
        ]
        heard = self._heard(cell, month)
        due = [a for a in handed_out if a.report_month == month and heard(a)]
        done = [a for a in due if a.state == AssignmentState.DONE]
        in_time = [a for a in done if a.closed_by.month <= a.report_month]
        open_then = [a for a in handed_out if a.closed_by is None or a.closed_by.month > month]
        return {
            "given": sum(a.meeting.month == month for a in handed_out),
            "due": len(due),
            "done_on_time": len(in_time),
            "done_late": len(done) - len(in_time),
            "carried": sum(a.state == AssignmentState.CARRIED for a in due),
            "dropped": sum(a.state == AssignmentState.DROPPED for a in due),
            "still_open": sum(a.state == AssignmentState.OPEN for a in due),
            "open_at_end": len(open_then),
            "overdue_at_end": sum(a.report_month < month or a in due for a in open_then),
        }

    def _heard(self, cell: Cell, month: date) -> Callable[[Assignment], bool]:
        """Whether the month has had its say on work: it is over, or its meeting is signed."""
        over = last_day(month) < TODAY
        days = [
            m.held_on
            for m in self.meetings
            if m.cell_id == cell.pk and m.month == month and m.kind == MeetingKind.REGULAR
            if m.state == State.SIGNED
        ]
        return lambda a: (
            over or a.state != AssignmentState.OPEN or any(a.given_on <= day for day in days)
        )


def test_the_facts_are_what_the_raw_records_give(town):
    raw = Raw.read()
    shown = ("regular_state", "thematic", "away", "days_late", "due", "level", "superior_level")
    seen = {name: set() for name in shown}
    for fact in CellMonth.objects.select_related("cell"):
        expected = raw.of(fact.cell, fact.month)
        assert {name: getattr(fact, name) for name in expected} == expected, str(fact)
        for name, values in seen.items():
            values.add(expected[name])
    assert CellMonth.objects.count() == 25 * len(months())
    for name, values in seen.items():
        assert len(values) > 1, f"the town shows only one value of {name}"


def test_every_reason_but_the_rarest_is_found_in_the_town(town):
    found = {reason for fact in CellMonth.objects.all() for reason in fact.reasons}
    assert found >= set(Reason) - {Reason.FEW_OFFICIAL, Reason.NOT_HELD, Reason.UNSIGNED}


def test_a_committee_has_the_sums_of_its_cells(town):
    town_committee = Cell.objects.first().committee
    branches = BranchMonth.objects.filter(committee=town_committee)
    for month in months():
        cells = list(CellMonth.objects.filter(month=month).select_related("cell"))
        for kind in {fact.cell.kind for fact in cells}:
            of_kind = [fact for fact in cells if fact.cell.kind == kind]
            branch = branches.get(month=month, kind=kind)
            for name in SUMMED:
                assert getattr(branch, name) == sum(getattr(fact, name) for fact in of_kind), name
            assert branch.cells == len(of_kind)
            assert branch.regular_held == sum(fact.held for fact in of_kind)
            assert branch.needing_attention == sum(bool(fact.reasons) for fact in of_kind)
            known = [f.repetition for f in of_kind if f.repetition is not None]
            assert (branch.repetition_known, branch.repetition_sum) == (len(known), sum(known))
            points = [f.points for f in of_kind if f.points is not None]
            assert (branch.scored, branch.points_sum) == (len(points), sum(points))
            for level in ScoreLevel:
                assert getattr(branch, f"level_{level}") == sum(
                    (fact.superior_level or fact.level) == level for fact in of_kind
                )
            assert branch.superior_scored == sum(f.superior_score is not None for f in of_kind)
            assert branch.thematic_done == sum(
                fact.thematic_in_quarter >= fact.thematic_required for fact in of_kind
            )
    assert branches.count() == len({c.kind for c in Cell.objects.all()}) * len(months())


def test_every_fact_is_counted_anew_by_the_test():
    """A new column without a recount would go unproved."""
    counted = set(Raw(*[[] for _ in fields(Raw)]).of(Cell(pk=1), FIRST))
    proved_elsewhere = {"id", "cell_id", "month", "refreshed_at"}
    columns = {field.attname for field in CellMonth._meta.concrete_fields}
    assert columns - counted == proved_elsewhere


def test_a_second_refresh_changes_nothing_but_its_time(town):
    before = list(CellMonth.objects.order_by("pk").values())
    facts.refresh(first=FIRST, last=LAST, now=NOW + timedelta(minutes=5))
    after = list(CellMonth.objects.order_by("pk").values())
    assert [row | {"refreshed_at": NOW} for row in after] == before


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 6])
def test_any_number_of_cells_and_months_is_one_statement_each_for_cells_and_branches(count):
    cells = [make.furnished_cell(make.CommitteeFactory(), f"Chi bộ {n}").pk for n in range(count)]
    with CaptureQueriesContext(connection) as queries:
        facts.refresh(cells=cells, first=date(2026, 1, 1), last=date(2026, 11, 1), now=NOW)
    writes = [query["sql"] for query in queries if query["sql"].startswith("INSERT")]
    assert len(writes) == 2
    assert len(queries) <= 9
    assert CellMonth.objects.count() == 11 * count


@pytest.mark.django_db
def test_a_cell_has_facts_only_while_it_is_in_being():
    cell = make.CellFactory(founded=date(2026, 3, 15), dissolved=date(2026, 6, 1))
    facts.refresh(first=date(2026, 1, 1), last=date(2026, 8, 1), now=NOW)
    assert [fact.month.month for fact in cell.months.order_by("month")] == [3, 4, 5]


@pytest.mark.django_db
def test_facts_of_a_time_before_the_cell_go_when_its_founding_is_moved():
    cell = make.CellFactory(founded=date(2026, 3, 15))
    facts.refresh(first=date(2026, 3, 1), last=date(2026, 5, 1), now=NOW)
    cell.founded = date(2026, 5, 2)
    cell.save(update_fields=["founded"])
    facts.refresh(first=date(2026, 3, 1), last=date(2026, 5, 1), now=NOW + timedelta(hours=1))
    assert [fact.month.month for fact in cell.months.all()] == [5]
