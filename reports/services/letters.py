"""Letters: what waits for an account is written once, and sent once as far as mail lets itself be.

Between the moment in which a server of mail takes a letter and that in which we have noted it, a
worker can die. So a letter is claimed in a transaction of its own before it is sent, and what was
claimed and not noted as sent is unclear: it is shown to the office, which may send it again, and
is never sent again by itself.
"""

import contextlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string

from accounts import scope
from accounts.models import User
from cells.models import Committee
from reports import queries
from reports.models import TROUBLED, Letter, LetterState, Reminder
from reports.queries.reminders import STILL_THEIRS, UNWRITTEN, troubled_letters

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=2 * settings.CELERY_TASK_TIME_LIMIT)
"""After which a letter that is still being sent has lost its worker: no task lives so long."""
CUT_OFF = "Máy dừng giữa lúc gửi: thư có thể đã đi, có thể chưa."
BROKEN_OFF = "Đứt liên lạc với máy chủ thư giữa lúc gửi: thư có thể đã đi, có thể chưa."
REFUSED = "Máy chủ thư từ chối"
UNREACHED = "Không liên lạc được với máy chủ thư"
PERMANENT = 500
"""SMTP's answers from here on are final (RFC 5321, 4.2.1); those below ask for patience."""


def mail(user: int, *, now: datetime) -> int:
    """Sends the account what waits for it; returns of how many things it was written.

    What surely was not sent waits for the next round.
    """
    told = 0
    for letter in claim(user, now=now):
        state, fault = deliver(letter)
        if fault:
            log.warning("letter %s is %s: %s", letter.pk, state, fault)
        told += _note(letter, state, fault, now=now)
    return told


def claim(user: int, *, now: datetime) -> list[Letter]:
    """The letters that this worker, and no other, is to send now: of all that the account was not
    written of yet, and of what waits since an earlier round. Committed before any is sent."""
    with transaction.atomic():
        fresh = list(
            Reminder.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(UNWRITTEN, STILL_THEIRS, user=user, user__is_active=True)
            .exclude(user__email="")
            .values_list("pk", flat=True)
        )
        if fresh:
            letter = Letter.objects.create(user_id=user, made_at=now)
            Reminder.objects.filter(pk__in=fresh).update(letter=letter)
        letters = list(
            Letter.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(user=user, state=LetterState.WAITING, user__is_active=True)
            .exclude(user__email="")
            .select_related("user")
            .prefetch_related("reminders")
            .order_by("pk")
        )
        for letter in letters:
            letter.state, letter.lease_until = LetterState.SENDING, now + LEASE
            letter.attempts += 1
        Letter.objects.bulk_update(letters, ["state", "lease_until", "attempts"])
    return letters


def deliver(letter: Letter) -> tuple[LetterState, str]:
    """Hands the letter to the server of mail; gives how it stands then, and the fault in words."""
    line = get_connection()
    try:
        line.open()
    except (SMTPException, OSError) as error:
        return LetterState.WAITING, f"{UNREACHED}: {error}"
    try:
        _message(letter, line).send()
    except (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError) as error:
        code, said = _answer(error)
        state = LetterState.REFUSED if code >= PERMANENT else LetterState.WAITING
        return state, f"{REFUSED}: {said}"
    except (SMTPException, OSError) as error:
        return LetterState.UNCLEAR, f"{BROKEN_OFF} ({error})"
    finally:
        # It has taken the letter or has not; how the two part does not change it.
        with contextlib.suppress(SMTPException, OSError):
            line.close()
    return LetterState.SENT, ""


def _answer(error: SMTPException) -> tuple[int, str]:
    """The code of the server's answer, and the answer as it gave it."""
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return PERMANENT, str(error)
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return code, f"{code} {words}"


def _message(letter: Letter, line: object) -> EmailMessage:
    rows = sorted(letter.reminders.all(), key=lambda row: (row.made_at, row.pk))
    page = {"rows": rows, "user": letter.user, "site": settings.SITE_URL}
    return EmailMessage(
        f"HMK: {len(rows)} việc cần lưu ý",
        render_to_string("reports/mail/reminders.txt", page),
        None,
        [letter.user.email],
        connection=line,
        headers={"Message-ID": letter.message_id},
    )


@transaction.atomic
def _note(letter: Letter, state: LetterState, fault: str, *, now: datetime) -> int:
    """Keeps how it ended, while the attempt is still the last one; returns of how many things the
    account was written."""
    sent = state == LetterState.SENT
    kept = Letter.objects.filter(
        pk=letter.pk,
        attempts=letter.attempts,
        state__in=[LetterState.SENDING, LetterState.UNCLEAR],
    ).update(state=state, fault=fault[:300], lease_until=None, sent_at=now if sent else None)
    return letter.reminders.update(mailed_at=now) if kept and sent else 0


def settle(*, now: datetime) -> int:
    """Calls unclear what a dead worker was sending; says how many."""
    lost = Letter.objects.filter(state=LetterState.SENDING, lease_until__lt=now)
    found = lost.update(state=LetterState.UNCLEAR, lease_until=None, fault=CUT_OFF)
    if found:
        log.warning("letters: %s may or may not have been sent", found)
    return found


@transaction.atomic
def send_again(committee: Committee, letters: Iterable[int], *, by: User) -> int:
    """Lets these letters go out once more, under their old names; says how many. Only of the cells
    of the office, and only what was refused or is unclear."""
    if not scope.committees_of_office(by).filter(pk=committee.pk).exists():
        raise PermissionDenied
    chosen = troubled_letters(queries.cells_under(committee)).filter(pk__in=letters)
    ids = list(chosen.values_list("pk", flat=True))
    # A worker may have taken one of them since: whoever clicked first has sent it already.
    still = Letter.objects.filter(pk__in=ids, state__in=TROUBLED)
    return still.update(state=LetterState.WAITING, fault="")
