"""Reads of reserved opinions and of who has read them. The user comes first."""

from datetime import date

from django.db.models import Case, F, Q, QuerySet, Value, When

from accounts import scope
from accounts.models import User
from cells.models import Cell
from meetings.models import FollowUpState, Opinion, OpinionReading, ReservedFollowUp

OVERDUE = "overdue"
UNANSWERED = Q(answered_on__isnull=True)
STATES = {
    FollowUpState.RECORDED: UNANSWERED & Q(forwarded_on__isnull=True),
    FollowUpState.FORWARDED: UNANSWERED & Q(forwarded_on__isnull=False),
    FollowUpState.ANSWERED: ~UNANSWERED,
}


def follow_ups_of(user: User) -> QuerySet[ReservedFollowUp]:
    """The reserved opinions of the cells that the user may read. They come with their speaker:
    whether it is shown, `scope.cells_with_names` says."""
    return ReservedFollowUp.objects.filter(
        opinion__meeting__cell__in=scope.cells_to_read(user)
    ).select_related("opinion__speaker", "opinion__meeting__cell")


def overdue_of(user: User, *, today: date) -> QuerySet[ReservedFollowUp]:
    """Those that have waited for an answer longer than the committee's setting allows."""
    return follow_ups_of(user).filter(UNANSWERED, due_on__lt=today)


def reserved_page(
    user: User, *, state: str = "", cell: Cell | None = None, today: date
) -> QuerySet[ReservedFollowUp]:
    """The list: what waits for an answer first, the longest due first; then the answered ones,
    the last answered first."""
    rows = overdue_of(user, today=today) if state == OVERDUE else follow_ups_of(user)
    if state in STATES:
        rows = rows.filter(STATES[state])
    if cell is not None:
        rows = rows.filter(opinion__meeting__cell=cell)
    answered = Case(When(UNANSWERED, then=Value(0)), default=Value(1))
    waiting = Case(When(UNANSWERED, then=F("due_on")))
    return rows.order_by(answered, waiting, F("answered_on").desc(), "pk")


def readings_of(opinion: Opinion) -> QuerySet[OpinionReading]:
    """Who was shown the opinion, the last first."""
    return OpinionReading.objects.filter(opinion=opinion).select_related("user")
