"""Tells people in time: each thing once, by the bell and by mail, as they choose."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts import scope
from accounts.models import RoleKind, User
from cells.models import Cell, Committee
from cells.queries import standing
from evaluations.models import Round
from reports.models import Reminder, ReminderChoice, ReminderKind
from reports.queries import reminders as queries
from reports.reminding import Due, due_on

TOLD_ABOVE = {
    ReminderKind.NOT_HELD,
    ReminderKind.UNSIGNED,
    ReminderKind.THEMATIC,
    ReminderKind.RATING,
}
"""What the member of the committee above who follows the cell is told of too."""
INSERT = """
    INSERT INTO reports_reminder
        (user_id, kind, cell_id, subject, text, link, in_app, by_mail, sent_by_id, made_at)
    SELECT told.*, %(by)s::bigint, %(now)s
    FROM unnest(%(users)s::bigint[], %(kinds)s::varchar[], %(cells)s::bigint[],
                %(subjects)s::varchar[], %(texts)s::text[], %(links)s::varchar[],
                %(in_app)s::boolean[], %(by_mail)s::boolean[]) AS told
    ON CONFLICT (user_id, kind, cell_id, subject) DO NOTHING
"""


def remind(*, now: datetime) -> int:
    """Writes the reminders of the day; returns how many are new. Run twice, it changes nothing."""
    return _tell(list(due_on(timezone.localdate(now))), now=now)


def _tell(found: list[Due], *, now: datetime, by: User | None = None) -> int:
    people = queries.people_of({due.cell for due in found})
    ways = queries.ways_of({user for told in people.values() for user, *_ in told})
    rows = []
    for due in found:
        for user, role, reached in people[due.cell]:
            in_app, by_mail = ways.get((user, due.kind), (True, True))
            # Without an address there is no letter, nor a heap of old ones once there is one.
            by_mail = by_mail and reached
            theirs = role == RoleKind.SECRETARY or due.kind in TOLD_ABOVE
            if theirs and (in_app or by_mail):
                rows.append((user, due, in_app, by_mail))
    return _insert(rows, now=now, by=by)


def _insert(
    rows: list[tuple[int, Due, bool, bool]], *, now: datetime, by: User | None = None
) -> int:
    """Writes what its people were not told of before, in one statement; says how much it was."""
    text = Reminder._meta.get_field("text").get_prep_value
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            {
                "users": [user for user, *_ in rows],
                "kinds": [str(due.kind) for _, due, *_ in rows],
                "cells": [due.cell for _, due, *_ in rows],
                "subjects": [due.subject for _, due, *_ in rows],
                "texts": [text(due.text) for _, due, *_ in rows],
                "links": [due.link for _, due, *_ in rows],
                "in_app": [in_app for *_, in_app, _ in rows],
                "by_mail": [by_mail for *_, by_mail in rows],
                "by": by.pk if by else None,
                "now": now,
            },
        )
        return cursor.rowcount


def remind_cells(
    committee: Committee, cells: list[Cell], *, text: str, now: datetime, by: User
) -> int:
    """The office's own words to the secretaries of chosen cells; returns how many accounts were
    told. The same words on the same day reach nobody twice."""
    if not scope.committees_of_office(by).filter(pk=committee.pk).exists():
        raise PermissionDenied
    today = timezone.localdate(now)
    office = scope.cells_of_office(by).filter(committee__path__startswith=committee.path)
    below = set(standing(office, today, today).values_list("pk", flat=True))
    if not cells or not {cell.pk for cell in cells} <= below:
        raise ValidationError({"cells": "Xin chọn chi bộ trực thuộc để nhắc."})
    told = hashlib.sha256(text.encode()).hexdigest()[:24]
    subject = f"{today}-{by.pk}-{told}"
    found = [
        Due(ReminderKind.OFFICE, cell.pk, subject, text, reverse("reports:cell", args=[cell.pk]))
        for cell in cells
    ]
    return _tell(found, now=now, by=by)


def tell_ratified(round_: Round) -> int:
    """Tells each cell of the round, and who follows it, that its result is there."""
    text = f"Đảng ủy đã công nhận kết quả xếp loại năm {round_.year}. Xin mở xem và báo đã nhận."
    subject = f"{round_.pk}-{round_.version}"
    found = [
        Due(ReminderKind.RATING, cell, subject, text, reverse("evaluations:cell", args=[pk]))
        for pk, cell in round_.cell_ratings.order_by("pk").values_list("pk", "cell")
    ]
    return _tell(found, now=round_.ratified_at)


def see(user: User, reminders: Iterable[int] | None = None, *, now: datetime) -> int:
    """Marks these reminders of the user (all when None) as seen."""
    rows = Reminder.objects.filter(user=user, seen_at__isnull=True)
    if reminders is not None:
        rows = rows.filter(pk__in=reminders)
    return rows.update(seen_at=now)


def choose(user: User, choices: dict[str, tuple[bool, bool]]) -> None:
    """Keeps how the user wants to be told: by kind, in the app and by mail."""
    ReminderChoice.objects.bulk_create(
        (
            ReminderChoice(user=user, kind=kind, in_app=in_app, by_mail=by_mail)
            for kind, (in_app, by_mail) in choices.items()
        ),
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["in_app", "by_mail"],
    )
