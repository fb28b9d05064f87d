"""What goes into the calendar of a user."""

from datetime import date, timedelta

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts import scope
from accounts.models import User
from meetings.models import Assignment, AssignmentState, CalendarToken, Meeting, State

PAST = timedelta(days=366)
OVERDUE = timedelta(days=60)
MOST_MEETINGS = 2000
"""The latest of whoever reads many cells: no telephone takes a calendar of a province."""


def reader(digest: str) -> User | None:
    """Whose calendar lies under the address with that digest; nobody's once signed off."""
    token = (
        CalendarToken.objects.filter(digest=digest, user__is_active=True)
        .select_related("user")
        .first()
    )
    return token.user if token else None


def meetings_for(user: User, today: date) -> QuerySet[Meeting]:
    """The meetings that the user may read: all that are not signed, and those of the last twelve
    months. Each with `changes` and `changed_at`, from its history."""
    history = (
        Meeting.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk")).order_by().values("pgh_obj")
    )
    number = history.annotate(number=Count("pk")).values("number")
    last = history.annotate(last=Max("pgh_created_at")).values("last")
    return (
        Meeting.objects.filter(cell__in=scope.cells_to_read(user))
        .filter(~Q(state=State.SIGNED) | Q(planned_at__date__gte=today - PAST))
        .select_related("cell", "regime", "theme")
        .prefetch_related("agenda_items")
        .annotate(
            changes=Coalesce(Subquery(number), 1) - 1,
            changed_at=Coalesce(Subquery(last), F("planned_at")),
        )
        .order_by("-planned_at", "-pk")[:MOST_MEETINGS]
    )


def deadlines_for(user: User, today: date) -> QuerySet[Assignment]:
    """The open assignments of the cells whose book the user keeps, or that went
    over into them, but those long overdue."""
    mine = scope.cells_to_write(user)
    return (
        Assignment.objects.filter(
            Q(cell__in=mine) | Q(cell__merged_into__in=mine),
            state=AssignmentState.OPEN,
            meeting__state=State.SIGNED,
            due__gte=today - OVERDUE,
        )
        .select_related("cell", "meeting")
        .order_by("due", "pk")
    )
