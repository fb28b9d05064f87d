"""What the database holds of scores."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import JSONObject, Length, Substr

from accounts import scope
from accounts.models import User
from cells.models import Cell, Committee
from meetings.models import (
    Attendance,
    AttendanceStatus,
    Criterion,
    Measure,
    Meeting,
    MeetingKind,
    MeetingScore,
    Score,
    ScoringTable,
    State,
    SuperiorScore,
)
from meetings.scoring import Material


def tables_on(cell: Cell, day: date) -> QuerySet[ScoringTable]:
    """The tables that may serve the cell that day, the nearest committee's own first, the common
    one last."""
    path = Committee.objects.filter(pk=cell.committee_id).values("path")
    above = Q(committee__path=Substr(Subquery(path), 1, Length("committee__path")))
    return ScoringTable.objects.filter(
        Q(committee__isnull=True) | above, validity__contains=day
    ).order_by(Length("committee__path").desc(nulls_last=True))


def table_on(cell: Cell, day: date) -> ScoringTable | None:
    """The table by which the cell is scored that day, if there is one."""
    return tables_on(cell, day).first()


def scoring_table_in_use() -> Exists:
    """Whether a score points to the table, to annotate tables with."""
    return Exists(MeetingScore.objects.filter(table=OuterRef("pk")))


def materials_of(meetings: Sequence[Meeting]) -> dict[int, Material]:
    """What there is of the score of each meeting: of a signed one as it was fixed, else by the
    table of its day. Only regular meetings are scored, once a month (HD 42-HD/BTCTW).

    As many queries for a term of signed meetings as for one; what is not signed costs one more.
    """
    regular = [meeting for meeting in meetings if meeting.kind == MeetingKind.REGULAR]
    signed = [meeting for meeting in regular if meeting.is_signed]
    prefetch_related_objects(regular, "own_score__table")
    prefetch_related_objects(signed, "superior_score__rows")
    scores: dict[int, dict[int, Score]] = defaultdict(dict)
    for score in Score.objects.filter(meeting__in=signed):
        scores[score.meeting_id][score.criterion_id] = score
    heads = {meeting.pk: getattr(meeting, "own_score", None) for meeting in regular}
    criteria = _criteria({heads[one.pk].table for one in signed if heads[one.pk]})
    found = {}
    for meeting in regular:
        head = heads[meeting.pk]
        if not meeting.is_signed:
            found[meeting.pk] = _open_material(meeting, head)
        elif head:
            superior = getattr(meeting, "superior_score", None)
            rows = superior.rows.all() if superior else ()
            found[meeting.pk] = Material(
                table=head.table,
                criteria=criteria[head.table_id],
                head=head,
                scores=scores[meeting.pk],
                thematic=head.thematic,
                superior=superior,
                superior_rows={row.criterion_id: row for row in rows},
            )
    return {pk: material for pk, material in found.items() if material}


def _criteria(tables: set[ScoringTable]) -> dict[int, list[Criterion]]:
    """The criteria of each table, in order."""
    found: dict[int, list[Criterion]] = defaultdict(list)
    if tables:
        for criterion in Criterion.objects.filter(table__in=tables).order_by("position"):
            found[criterion.table_id].append(criterion)
    return found


def _open_material(meeting: Meeting, head: MeetingScore | None) -> Material | None:
    """The same while nothing is fixed, in one query: the table of the day with what was given so
    far, and what the year tells."""
    table = tables_on(meeting.cell, meeting.held_on)[:1]
    criteria = list(
        Criterion.objects.filter(table__in=Subquery(table.values("pk")))
        .annotate(
            given=FilteredRelation("scores", condition=Q(scores__meeting=meeting)),
            month_has_theme=_has_theme(meeting),
            # Asked once for the line that needs it, with the criteria: the page asks enough.
            absent_before=Case(
                When(measure=Measure.NO_LONG_ABSENCE, then=ArraySubquery(_absent_before(meeting)))
            ),
        )
        .select_related("table", "given")
        .order_by("position")
    )
    if not criteria:
        return None
    return Material(
        table=criteria[0].table,
        criteria=criteria,
        head=head,
        # Where nothing was given, the join leaves no attribute behind.
        scores={one.pk: one.given for one in criteria if hasattr(one, "given")},
        thematic=criteria[0].month_has_theme,
        absent_before={
            row["member"]: row["statuses"]
            for row in next((one.absent_before for one in criteria if one.absent_before), [])
        },
    )


def _has_theme(meeting: Meeting) -> Exists:
    """Whether the cell has a thematic meeting in the month."""
    return Exists(
        Meeting.objects.filter(
            cell=Value(meeting.cell_id), kind=MeetingKind.THEMATIC, month=Value(meeting.month)
        )
    )


def _absent_before(meeting: Meeting) -> QuerySet:
    """How those who were excused before in the year attended its regular meetings, in order.

    Meetings that a member was not bound to attend neither break a row of absences nor add to it.
    """
    earlier = Attendance.objects.filter(
        meeting__cell=meeting.cell_id,
        meeting__kind=MeetingKind.REGULAR,
        meeting__state=State.SIGNED,
        meeting__month__year=meeting.month.year,
        meeting__month__lt=meeting.month,
    ).exclude(status=AttendanceStatus.NOT_BOUND)
    return (
        earlier.order_by()
        .values("member")
        .annotate(excused=Count("pk", filter=Q(status=AttendanceStatus.EXCUSED)))
        .filter(excused__gt=0)
        .annotate(
            told=JSONObject(member="member", statuses=ArrayAgg("status", order_by="meeting__month"))
        )
        .values("told")
    )


def waiting_for_superior(user: User) -> QuerySet[Meeting]:
    """The signed meetings of the cells that the user follows which have a score of their own and
    none of the superior since they were signed, the earliest first."""
    return (
        Meeting.objects.filter(
            cell__in=scope.cells_to_oversee(user), state=State.SIGNED, own_score__isnull=False
        )
        .filter(
            ~Exists(
                SuperiorScore.objects.filter(
                    meeting=OuterRef("pk"), scored_at__gte=OuterRef("signed_at")
                )
            )
        )
        .select_related("cell", "own_score")
        .order_by("month", "cell__sort_key", "pk")
    )
