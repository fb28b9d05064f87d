"""Minutes that are signed, and reopened a day later."""

from datetime import date

from cells.models import Cell
from meetings.book.verifying import check
from meetings.models import Meeting
from meetings.services import minutes, reopening
from tests.factories import at
from tests.meetings.helpers import NOW

REASON = "Ghi nhầm kết quả biểu quyết"
LATER = at(date(2026, 11, 24), 8, 0)


def sign(meeting: Meeting, by) -> Meeting:
    return minutes.sign(meeting, now=NOW, by=by)


def reopen(meeting: Meeting, by, reason: str = REASON) -> Meeting:
    reopening.reopen(meeting, reason=reason, now=LATER, by=by)
    return Meeting.objects.get(pk=meeting.pk)


def books_fit() -> bool:
    return all(one.fits for one in check(Cell.objects.all()))
