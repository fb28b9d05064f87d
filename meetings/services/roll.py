"""The roll call: who was bound to come and who came."""

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings import rules
from meetings.models import Attendance, AttendanceStatus, Meeting, State
from meetings.record import SEAT_FIELDS, allowed_statuses, place_fields, seat_fields, seat_of
from meetings.services.base import current, open_book, put
from members.queries import roll

AWAY_REASON = "Đi làm ăn xa"


def write(meeting: Meeting) -> None:
    """Writes the roll of the meeting's day: present unless the standing says otherwise."""
    Attendance.objects.bulk_create(_fresh_rows(meeting).values())


def _fresh_rows(meeting: Meeting) -> dict[int, Attendance]:
    """What a new roll call starts from, by member."""
    rows = {}
    for place in roll(meeting.cell, meeting.held_on):
        row = Attendance(
            meeting=meeting,
            member=place.member,
            name=place.member.full_name,
            office=place.office or "",
            **dict(zip(SEAT_FIELDS, place_fields(place), strict=True)),
        )
        row.status, row.reason = _usual_mark(row)
        rows[place.member_id] = row
    return rows


def _usual_mark(row: Attendance) -> tuple[str, str]:
    """Status and reason before anybody has said anything."""
    if not rules.bound_to_attend(seat_of(row)):
        return AttendanceStatus.NOT_BOUND, ""
    if row.away:
        return AttendanceStatus.EXCUSED, AWAY_REASON
    return AttendanceStatus.PRESENT, ""


def refresh(meeting: Meeting, *, by: User) -> None:
    """Brings the roll call up to the roll of the day; marks that still make sense stay."""
    with open_book(meeting, by=by) as book:
        renew(book)


def renew(book: Meeting) -> None:
    """The same, for a caller who has the meeting locked."""
    fresh = _fresh_rows(book)
    noted = {row.member_id: row for row in Attendance.objects.filter(meeting=book)}
    gone = noted.keys() - fresh.keys()
    Attendance.objects.filter(meeting=book, member__in=gone).delete()
    Attendance.objects.bulk_create(row for member, row in fresh.items() if member not in noted)
    # Until the meeting starts, a usual mark says nothing; from then on it says who was there.
    said = book.state != State.PLANNED
    changed = [
        _renewed(noted[member], row, said=said)
        for member, row in fresh.items()
        if member in noted and _differs(noted[member], row)
    ]
    Attendance.objects.bulk_update(changed, [*SEAT_FIELDS, "name", "office", "status", "reason"])


def _differs(old: Attendance, new: Attendance) -> bool:
    return seat_fields(old) != seat_fields(new) or (old.name, old.office) != (new.name, new.office)


def _renewed(old: Attendance, new: Attendance, *, said: bool) -> Attendance:
    untouched = not said and (old.status, old.reason) == _usual_mark(old)
    for name in (*SEAT_FIELDS, "name", "office"):
        setattr(old, name, getattr(new, name))
    if untouched or old.status not in allowed_statuses(old, online=True):
        old.status, old.reason = new.status, new.reason
    return old


def mark(
    meeting: Meeting, row: Attendance, *, status: str, reason: str, votes: bool, by: User
) -> Attendance:
    """Notes how a member attends. A reason belongs to an excused absence only, and whether
    somebody votes is asked of exempted members only."""
    with open_book(meeting, by=by) as book:
        current(row, book)
        if status not in allowed_statuses(row, online=book.takes_online):
            raise ValidationError({"status": "Trạng thái này không dùng cho đảng viên này."})
        kept = reason if status == AttendanceStatus.EXCUSED else ""
        asked = votes or not row.exempted
        return put(row, {"status": status, "reason": kept, "votes": asked})
