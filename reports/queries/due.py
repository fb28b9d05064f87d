"""What cells are behind with on a day, or soon will be: one query each, for all cells at once."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from cells.models import Cell
from cells.queries import in_being
from meetings.models import Assignment, AssignmentState, Meeting, MeetingKind, State
from meetings.queries_work import MERGERS


def _regular(month: date) -> QuerySet[Meeting]:
    return Meeting.objects.filter(cell=OuterRef("pk"), kind=MeetingKind.REGULAR, month=month)


def without_meeting(today: date, *, by: date) -> QuerySet[Cell]:
    """The cells that have held no regular meeting in the month of the day, though they were there
    by the last day for it."""
    held = _regular(today.replace(day=1)).exclude(state=State.PLANNED)
    there = Q(founded__isnull=True) | Q(founded__lte=by)
    return in_being(today).order_by("pk").filter(there, ~Exists(held))


def without_plan(today: date, *, usual_day: int, notice_days: int) -> QuerySet[Cell]:
    """The cells that have planned no regular meeting in the month although their usual day (else
    `usual_day`) is so near; with it as `day`."""
    return (
        in_being(today)
        .order_by("pk")
        .filter(~Exists(_regular(today.replace(day=1))))
        .annotate(day=Coalesce("usual_day", usual_day))
        .filter(day__lte=today.day + notice_days)
    )


def unsigned_meetings() -> QuerySet[Meeting]:
    """The meetings that were held, are not signed, and have a deadline for it."""
    return (
        Meeting.objects.filter(
            state=State.OPEN, started_at__isnull=False, regime__issue_days__isnull=False
        )
        .select_related("cell", "regime")
        .order_by("pk")
    )


def short_of_themes(today: date, *, first: date, last: date, wanted: int) -> QuerySet[Cell]:
    """The cells with fewer thematic meetings than `wanted` from day to day, held or arranged for
    today or later; with their `themes`, those held."""
    ours = Q(meetings__kind=MeetingKind.THEMATIC, meetings__month__range=(first, last))
    held = ours & Q(meetings__state__in=[State.OPEN, State.SIGNED])
    ahead = ours & Q(meetings__state=State.PLANNED, meetings__planned_at__date__gte=today)
    cells = (
        in_being(today)
        .order_by("pk")
        .annotate(
            themes=Count("meetings", filter=held), arranged=Count("meetings", filter=held | ahead)
        )
    )
    return cells.filter(arranged__lt=wanted)


def work_due(first: date, last: date) -> QuerySet[Assignment]:
    """The open work of signed meetings that is due from day to day, with the cells into which its
    own may have gone over."""
    rows = Assignment.objects.filter(
        state=AssignmentState.OPEN, meeting__state=State.SIGNED, due__range=(first, last)
    )
    return rows.select_related(f"cell{'__merged_into' * MERGERS}", "lead").order_by("due", "pk")
