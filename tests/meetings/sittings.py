"""Meetings held through the services, as a secretary holds them, for tests of what they print."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from accounts.models import User
from meetings.access import meeting_to_read
from meetings.models import Assignment, AttendanceStatus, Meeting, Resolution
from meetings.queries import record_of
from meetings.record import Record
from meetings.services import assignments, minutes, record, resolutions, roll
from tests.meetings.helpers import member


def mark(meeting: Meeting, by: User, given_name: str, status: str, reason: str = "", **more):
    """Notes in the roll call how the member of that given name attends."""
    row = meeting.attendances.get(name__endswith=f" {given_name}")
    return roll.mark(meeting, row, status=status, reason=reason, **{"votes": True} | more, by=by)


def absent(meeting: Meeting, by: User, names: Iterable[str], reason: str = "Ốm") -> None:
    """Marks members absent with a reason."""
    for name in names:
        mark(meeting, by, name, AttendanceStatus.EXCUSED, reason)


def held(meeting: Meeting, by: User, *, minutes: int = 100, **values) -> Meeting:
    """Opens and closes the meeting, with the minutes read out."""
    begun = {
        "started_at": meeting.planned_at,
        "ended_at": meeting.planned_at + timedelta(minutes=minutes),
        "minutes_read": True,
        "dues": "full",
        "conclusion": "Nhất trí với các ý kiến; giao các đồng chí thực hiện đúng thời hạn",
    }
    return record.conduct(meeting, values=begun | values, by=by)


def note(meeting: Meeting, by: User, position: int, notes: str) -> None:
    """Writes under the item of the agenda at that position."""
    item = meeting.agenda_items.get(position=position)
    record.write_agenda(meeting, item, notes=notes, by=by)


def say(meeting: Meeting, by: User, given_name: str, text: str, kind: str = "discussion") -> None:
    """Notes an opinion of a member."""
    speaker = member(meeting.cell, given_name)
    record.add_opinion(meeting, values={"speaker": speaker, "text": text, "kind": kind}, by=by)


def given(meeting: Meeting, by: User, lead: str, task: str, **values):
    """Hands out work to the member of that given name."""
    standing = assignments.defaults(meeting) | {"lead": member(meeting.cell, lead), "task": task}
    return assignments.give(meeting, values=standing | values, by=by)


def reviewed(meeting: Meeting, assignment: Assignment, by: User, status: str, **values) -> None:
    """Notes what the meeting found of earlier work."""
    fresh = Assignment.objects.get(pk=assignment.pk)
    record.review(meeting, fresh, values={"status": status} | values, by=by)


def carried(meeting: Meeting, assignment: Assignment, by: User) -> Assignment:
    """Gives earlier work out anew."""
    return assignments.carry_over(meeting, Assignment.objects.get(pk=assignment.pk), by=by)


def voted(
    meeting: Meeting, by: User, yes: int, no: int = 0, other: int = 0, **values
) -> Resolution:
    """A resolution drafted from the meeting, and the figures of its vote."""
    resolution = resolutions.draft(meeting, by=by)
    votes = {"yes": yes, "no": no, "other": other}
    return resolutions.change(meeting, resolution, values=votes | values, by=by)


def signed(meeting: Meeting, by: User, now: datetime | None = None) -> Meeting:
    """The meeting with its minutes signed an hour after its end."""
    meeting.refresh_from_db()
    return minutes.sign(meeting, now=now or meeting.ended_at + timedelta(hours=1), by=by)


def read(meeting: Meeting, by: User) -> Record:
    """The record as a view loads it."""
    return record_of(meeting_to_read(by, meeting.pk))
