"""The one way to show the minutes: with the names that the reader may see, and noted."""

from django.utils import timezone

from accounts.models import User
from documents.blocks import Document
from meetings import access, printing
from meetings.models import BookPage, Meeting
from meetings.queries import record_of
from meetings.record import Record
from meetings.services import reserved


def minutes_to_read(user: User, meeting: Meeting, *, how: str) -> tuple[Record, Document]:
    """The record and its minutes, speakers by name only inside the cell and for its overseer.

    Whoever is shown a reserved opinion is noted: every reader of signed minutes, the cell's own
    secretary too, and every reader of a draft but those who write it. `how` is a ReadingWay.
    """
    record = record_of(meeting)
    if meeting.is_signed or not access.may_write(user, meeting):
        reserved.note_readings(record.opinions, how=how, now=timezone.now(), by=user)
    names = access.sees_names(user, meeting)
    return record, printing.minutes(record, reveal_speakers=names)


def closed_minutes_to_read(user: User, closing: BookPage, *, how: str) -> Document:
    """The same of an earlier version. What was reserved in it still stands in the meeting."""
    meeting = closing.meeting
    reserved.note_readings(meeting.opinions.all(), how=how, now=timezone.now(), by=user)
    names = access.sees_names(user, meeting)
    return printing.closed_minutes(closing, reveal_speakers=names)
