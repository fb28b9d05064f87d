"""What a person is told of. The user comes first."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from reports.models import Reminder, ReminderChoice, ReminderKind

UNSEEN = Q(in_app=True, seen_at__isnull=True)


def reminders_of(user: User) -> QuerySet[Reminder]:
    """The user's reminders: what was not seen first, then the newest."""
    return (
        Reminder.objects.filter(user=user, in_app=True)
        .select_related("cell", "sent_by")
        .order_by(F("seen_at").desc(nulls_first=True), "-made_at", "-pk")
    )


def choices_of(user: User) -> dict[str, tuple[bool, bool]]:
    """By kind, whether the user is told in the app and by mail."""
    chosen = {
        one.kind: (one.in_app, one.by_mail) for one in ReminderChoice.objects.filter(user=user)
    }
    return {kind: chosen.get(kind, (True, True)) for kind in ReminderKind.values}


def roles_and_unseen(user: User) -> tuple[set[str], int]:
    """The kinds of the user's roles and how many reminders wait, in one query: every page asks."""
    unseen = (
        Reminder.objects.filter(UNSEEN, user=OuterRef("pk"))
        .order_by()
        .values("user")
        .annotate(number=Count("pk"))
        .values("number")
    )
    found = (
        User.objects.filter(pk=user.pk)
        .order_by()
        .annotate(
            kinds=ArrayAgg("roles__kind", distinct=True, filter=Q(roles__isnull=False)),
            unseen=Coalesce(Subquery(unseen, output_field=IntegerField()), 0),
        )
        .values_list("kinds", "unseen")
    )
    kinds, number = found.get()
    return set(kinds or ()), number
