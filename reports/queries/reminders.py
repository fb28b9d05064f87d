"""What a person is told of. The user comes first."""

from django.db import connection
from django.db.models import F, QuerySet

from accounts.models import Role, User
from reports.models import Reminder, ReminderChoice, ReminderKind


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


ROLES_AND_UNSEEN = f"""
    SELECT array(SELECT DISTINCT kind FROM {Role._meta.db_table} WHERE user_id = %(user)s),
           (SELECT count(*) FROM {Reminder._meta.db_table}
            WHERE user_id = %(user)s AND in_app AND seen_at IS NULL)
"""  # noqa: S608 - names of tables
"""Written out, since every page asks it: the ORM takes longer to put it together."""


def roles_and_unseen(user: User) -> tuple[set[str], int]:
    """The kinds of the user's roles and how many reminders wait, in one query: every page asks."""
    with connection.cursor() as cursor:
        cursor.execute(ROLES_AND_UNSEEN, {"user": user.pk})
        kinds, number = cursor.fetchone()
    return set(kinds), number
