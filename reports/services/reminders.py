"""Tells people in time: each thing once, by the bell and by mail, as they choose."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts import scope
from accounts.models import Role, RoleKind, User
from cells.models import Cell, Committee
from evaluations.models import Round
from reports.models import Reminder, ReminderChoice, ReminderKind
from reports.reminding import Due, due_on

log = logging.getLogger(__name__)

TOLD_ABOVE = {
    ReminderKind.NOT_HELD,
    ReminderKind.UNSIGNED,
    ReminderKind.THEMATIC,
    ReminderKind.RATING,
}
"""What the member of the committee above who follows the cell is told of too."""
BATCH = 2000


def remind(*, now: datetime) -> int:
    """Writes the reminders of the day; returns how many are new. Run twice, it changes nothing."""
    return _tell(list(due_on(timezone.localdate(now))), now=now)


def _tell(found: list[Due], *, now: datetime, by: User | None = None) -> int:
    people = _people_of({due.cell for due in found})
    choices = {
        (user, kind): (in_app, by_mail)
        for user, kind, in_app, by_mail in ReminderChoice.objects.values_list(
            "user", "kind", "in_app", "by_mail"
        )
    }
    rows = []
    for due in found:
        for user, role in people[due.cell]:
            in_app, by_mail = choices.get((user, due.kind), (True, True))
            theirs = role == RoleKind.SECRETARY or due.kind in TOLD_ABOVE
            if theirs and (in_app or by_mail):
                ways = {"in_app": in_app, "by_mail": by_mail}
                rows.append(_reminder(due, user, sent_by=by, made_at=now, **ways))
    before = Reminder.objects.count()
    with transaction.atomic():
        Reminder.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
        return Reminder.objects.count() - before


def _reminder(due: Due, user: int, **more: object) -> Reminder:
    return Reminder(
        user_id=user,
        kind=due.kind,
        cell_id=due.cell,
        subject=due.subject,
        text=due.text,
        link=due.link,
        **more,
    )


def _people_of(cells: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """By cell, the accounts of its secretaries and of those who follow it, each once."""
    rows = (
        Role.objects.filter(
            cell__in=cells,
            kind__in=[RoleKind.SECRETARY, RoleKind.OVERSEER],
            user__is_active=True,
        )
        .order_by("cell", F("kind").desc(), "user")  # secretary before overseer
        .values_list("cell", "user", "kind")
    )
    people: dict[int, dict[int, str]] = defaultdict(dict)
    for cell, user, kind in rows:
        people[cell].setdefault(user, kind)
    return defaultdict(list, {cell: list(found.items()) for cell, found in people.items()})


def remind_cells(
    committee: Committee, cells: list[Cell], *, text: str, now: datetime, by: User
) -> int:
    """The office's own words to the secretaries of chosen cells; returns how many accounts were
    told. The same words on the same day reach nobody twice."""
    if not scope.committees_of_office(by).filter(pk=committee.pk).exists():
        raise PermissionDenied
    below = set(
        scope.cells_of_office(by)
        .filter(committee__path__startswith=committee.path)
        .values_list("pk", flat=True)
    )
    if not cells or not {cell.pk for cell in cells} <= below:
        raise ValidationError({"cells": "Xin chọn chi bộ trực thuộc để nhắc."})
    told = hashlib.sha256(text.encode()).hexdigest()[:24]
    subject = f"{timezone.localdate(now)}-{by.pk}-{told}"
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


# --- Mail -----------------------------------------------------------------------------------------
def to_mail() -> list[int]:
    """The accounts for whom a letter waits."""
    return list(
        Reminder.objects.filter(by_mail=True, mailed_at__isnull=True, user__is_active=True)
        .exclude(user__email="")
        .order_by("user")
        .values_list("user", flat=True)
        .distinct()
    )


def mail(user_pk: int, *, now: datetime) -> int:
    """One letter with all that the account has not been written of yet; returns of how many
    things. A server of mail that is down leaves them for the next round; two workers at once
    write one letter, since the rows are locked while it is sent.
    """
    with transaction.atomic():
        rows = list(
            Reminder.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(user=user_pk, by_mail=True, mailed_at__isnull=True, user__is_active=True)
            .exclude(user__email="")
            .select_related("user")
            .order_by("made_at", "pk")
        )
        if not rows:
            return 0
        page = {"rows": rows, "user": rows[0].user, "site": settings.SITE_URL}
        try:
            send_mail(
                f"HMK: {len(rows)} việc cần lưu ý",
                render_to_string("reports/mail/reminders.txt", page),
                None,
                [rows[0].user.email],
            )
        except (SMTPException, OSError) as error:
            log.warning("no letter to account %s: %s", user_pk, error)
            return 0
        Reminder.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=now)
    return len(rows)
