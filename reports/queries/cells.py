"""What the dashboard of one cell reads. Each is one query."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DecimalField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject

from cells.models import Cell
from evaluations.models import CellRating, RoundState
from meetings.models import (
    Assignment,
    AssignmentState,
    Attendance,
    Meeting,
    MeetingKind,
    ReservedFollowUp,
    Resolution,
    State,
)
from meetings.queries_reserved import UNANSWERED
from meetings.queries_work import of_cell
from meetings.yearplan_rules import Quarter
from reports.models import CellMonth


class Median(Aggregate):
    """The middle value of a column; NULLs do not count."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DecimalField()


def facts_of(cell: Cell, first: date, last: date) -> list[CellMonth]:
    """The facts of the cell from month to month."""
    rows = with_duties(CellMonth.objects.filter(cell=cell, month__range=(first, last)), last)
    return list(rows.order_by("month"))


OWED = (
    "cell", "month", "regular", "regular_state", "regular_on", "days_late", "signed_on",
    "signed_in_time", "thematic_in_quarter", "thematic_required", "score", "superior_score",
    "superior_level",
)  # fmt: skip
"""What the duties of a month speak of."""


def facts_of_month(cells: Iterable[Cell], month: date) -> dict[int, CellMonth]:
    """What the duties of these cells in the month speak of, by cell."""
    ids = [cell.pk for cell in cells]
    rows = with_duties(CellMonth.objects.filter(cell__in=ids, month=month).only(*OWED), month)
    return {fact.cell_id: fact for fact in rows}


def with_duties(facts: QuerySet[CellMonth], month: date) -> QuerySet[CellMonth]:
    """The facts with what else duties speak of: `founded` and `dissolved` of the cell,
    `thematic_by_now` (held so far in the quarter of `month`, also later than it), and `rating`: how
    far the cell's rating of that year is, before its round is opened that of the year before while
    it is not ratified, or None. A dict of `id`, `year`, `stage`, `by` (the day by which the cell
    proposes, ISO), `state` (that of the round) and `level`."""
    quarter = Quarter.of(month)
    latest = CellMonth.objects.filter(
        cell=OuterRef("cell"), month__range=(quarter.first, quarter.last)
    ).order_by("-month")
    year = Q(round__year=month.year)
    unfinished = Q(round__year=month.year - 1, round__state=RoundState.OPEN)
    ratings = CellRating.objects.filter(year | unfinished, cell=OuterRef("cell")).order_by(
        "-round__year", "pk"
    )
    told = JSONObject(
        id="pk", year="round__year", stage="stage", by="round__cell_by", state="round__state",
        level="ratified",
    )  # fmt: skip
    return facts.annotate(
        rating=Subquery(ratings.values(told=told)[:1]),
        thematic_by_now=Subquery(latest.values("thematic_in_quarter")[:1]),
        founded=F("cell__founded"),
        dissolved=F("cell__dissolved"),
    )


def medians_of_like(cell: Cell, first: date, last: date) -> dict[date, dict[str, Any]]:
    """By month, the medians of attendance, points, specificity, repetition and execution of the
    cells of the same kind in the same committee; none where the cell is the only one."""
    whole = {"output_field": DecimalField(max_digits=12, decimal_places=6)}
    rows = (
        CellMonth.objects.filter(
            cell__kind=cell.kind, cell__committee=cell.committee_id, month__range=(first, last)
        )
        .order_by("month")
        .values("month")
        .annotate(
            attendance=Median(F("present") * 1.0 / F("bound"), filter=Q(bound__gt=0), **whole),
            score_=Median(
                Coalesce("superior_score", "score") / Value(Decimal(100), **whole), **whole
            ),
            specificity=Median("review_specificity"),
            repetition_=Median("repetition"),
            execution=Median(F("done_on_time") * 1.0 / F("due"), filter=Q(due__gt=0), **whole),
            cells=Count("pk"),
        )
        .filter(cells__gt=1)
    )
    return {row["month"]: row for row in rows}


def attendance_by_member(cell: Cell, first: date, last: date) -> list[dict[str, Any]]:
    """How each member of the cell attended the regular meetings of these months: rows of
    `member`, `called`, `status`, `month`, in the order of names."""
    return list(
        Attendance.objects.filter(
            meeting__cell=cell,
            meeting__kind=MeetingKind.REGULAR,
            meeting__month__range=(first, last),
            meeting__state__in=[State.OPEN, State.SIGNED],
        )
        .order_by("member__sort_key", "member", "meeting__month")
        .values("member", "status", called=F("member__full_name"), month=F("meeting__month"))
    )


def open_work(cell: Cell, today: date) -> QuerySet[Assignment]:
    """The work of signed meetings that is not finished, what is due first; also that of
    cells which were merged into this one."""
    return (
        Assignment.objects.filter(
            of_cell(cell, today),
            state=AssignmentState.OPEN,
            meeting__state=State.SIGNED,
        )
        .select_related("lead", "meeting")
        .order_by("due", "pk")
    )


def recent_resolutions(cell: Cell, limit: int) -> list[Resolution]:
    """The last resolutions that passed, with how much of the work of their meeting is `handed_out`
    and `finished`."""
    return list(
        Resolution.objects.filter(meeting__cell=cell, passed=True, meeting__state=State.SIGNED)
        .select_related("meeting")
        .annotate(
            handed_out=Count("meeting__assignments"),
            finished=Count(
                "meeting__assignments", filter=Q(meeting__assignments__state=AssignmentState.DONE)
            ),
        )
        .order_by("-meeting__planned_at", "-pk")[:limit]
    )


def unanswered(cell: Cell) -> list[ReservedFollowUp]:
    """The reserved opinions of the cell that wait for an answer, what is due first."""
    return list(
        ReservedFollowUp.objects.filter(UNANSWERED, opinion__meeting__cell=cell)
        .select_related("opinion__meeting")
        .order_by("due_on", "pk")
    )


def waiting_meeting(cell: Cell) -> Meeting | None:
    """The earliest meeting of the cell whose minutes are not signed."""
    return (
        Meeting.objects.filter(cell=cell)
        .exclude(state=State.SIGNED)
        .order_by("planned_at", "pk")
        .first()
    )
