"""What a person is told of. The user comes first."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accounts.models import Role, RoleKind, User
from cells.models import Cell
from reports.models import (
    TROUBLED,
    Letter,
    LetterState,
    Reminder,
    ReminderChoice,
    ReminderKind,
)

UNWRITTEN = Q(by_mail=True, mailed_at__isnull=True, letter__isnull=True)
"""Reminders that are to be told in a letter and are in none yet."""


STILL_THEIRS = Exists(Role.objects.filter(user=OuterRef("user"), cell=OuterRef("cell")))
"""Reminders of a cell with which their reader still has to do: what they say is for its people."""


def reminders_of(user: User) -> QuerySet[Reminder]:
    """The user's reminders: what was not seen first, then the newest."""
    return (
        Reminder.objects.filter(STILL_THEIRS, user=user, in_app=True)
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
           (SELECT count(*) FROM {Reminder._meta.db_table} told
            WHERE user_id = %(user)s AND in_app AND seen_at IS NULL
              AND EXISTS (SELECT FROM {Role._meta.db_table}
                          WHERE user_id = %(user)s AND cell_id = told.cell_id))
"""  # noqa: S608 - names of tables
"""Written out, since every page asks it: the ORM takes longer to put it together."""


def roles_and_unseen(user: User) -> tuple[set[str], int]:
    """The kinds of the user's roles and how many reminders wait, in one query: every page asks."""
    with connection.cursor() as cursor:
        cursor.execute(ROLES_AND_UNSEEN, {"user": user.pk})
        kinds, number = cursor.fetchone()
    return set(kinds), number


def people_of(cells: Iterable[int]) -> dict[int, list[tuple[int, str, bool]]]:
    """By cell, the accounts of its secretaries and of those who follow it, each once, with the
    kind of the role and whether they can be written to."""
    rows = (
        Role.objects.filter(
            cell__in=cells,
            kind__in=[RoleKind.SECRETARY, RoleKind.OVERSEER],
            user__is_active=True,
        )
        .order_by("cell", F("kind").desc(), "user")  # secretary before overseer
        .values_list("cell", "user", "kind", "user__email")
    )
    people: dict[int, dict[int, tuple[int, str, bool]]] = defaultdict(dict)
    for cell, user, kind, email in rows:
        people[cell].setdefault(user, (user, kind, bool(email)))
    return defaultdict(list, {cell: list(found.values()) for cell, found in people.items()})


def nobody_told(cells: list[Cell]) -> list[Cell]:
    """Those of the cells that no open account works for as secretary."""
    people = people_of([cell.pk for cell in cells])
    return [
        cell
        for cell in cells
        if not any(role == RoleKind.SECRETARY for _, role, _ in people[cell.pk])
    ]


def ways_of(users: Iterable[int]) -> dict[tuple[int, str], tuple[bool, bool]]:
    """What these accounts have chosen: by account and kind, whether in the app and by mail."""
    chosen = ReminderChoice.objects.filter(user__in=users)
    return {
        (user, kind): (in_app, by_mail)
        for user, kind, in_app, by_mail in chosen.values_list("user", "kind", "in_app", "by_mail")
    }


# --- Letters --------------------------------------------------------------------------------------
def accounts_to_write() -> list[int]:
    """The accounts for which a letter waits, or is to be written."""
    unwritten = Reminder.objects.filter(UNWRITTEN, STILL_THEIRS, user=OuterRef("pk"))
    waiting = Letter.objects.filter(state=LetterState.WAITING, user=OuterRef("pk"))
    return list(
        User.objects.filter(Exists(unwritten) | Exists(waiting), is_active=True)
        .exclude(email="")
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def letters_of(cells: QuerySet[Cell], *states: str) -> QuerySet[Letter]:
    """The letters in these states to those who work for the cells or follow them, the latest first;
    with `things`, how many reminders each tells."""
    roles = Role.objects.filter(user=OuterRef("user"), cell__in=cells.order_by())
    return (
        Letter.objects.filter(Exists(roles), state__in=states)
        .select_related("user")
        .annotate(things=Count("reminders"))
        .order_by("-made_at", "-pk")
    )


def troubled_letters(cells: QuerySet[Cell]) -> QuerySet[Letter]:
    """Those of which nobody knows that they arrived."""
    return letters_of(cells, *TROUBLED)
