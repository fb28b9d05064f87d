"""The roll call: who was bound to come and who came."""

from dataclasses import replace

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings import rules
from meetings.models import Attendance, AttendanceStatus, Meeting
from meetings.record import seat_fields, seat_of
from meetings.services.base import open_book, put
from members.queries import roll

AWAY_REASON = "Đi làm ăn xa"
SEAT_FIELDS = ("membership", "grade", "exempted", "away", "elsewhere", "suspended")


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
            membership=place.kind,
            grade=place.grade,
            exempted=place.exempted,
            away=place.away,
            elsewhere=place.elsewhere,
            suspended=place.suspended,
            status=AttendanceStatus.PRESENT,
        )
        if not rules.bound_to_attend(seat_of(row)):
            row.status = AttendanceStatus.NOT_BOUND
        elif row.away:
            row.status, row.reason = AttendanceStatus.EXCUSED, AWAY_REASON
        rows[place.member_id] = row
    return rows


def refresh(meeting: Meeting, *, by: User) -> None:
    """Brings the roll call up to the roll of the day; marks that still make sense stay."""
    with open_book(meeting, by=by) as book:
        fresh = _fresh_rows(book)
        noted = {row.member_id: row for row in Attendance.objects.filter(meeting=book)}
        gone = noted.keys() - fresh.keys()
        Attendance.objects.filter(meeting=book, member__in=gone).delete()
        Attendance.objects.bulk_create(row for member, row in fresh.items() if member not in noted)
        changed = [
            _renewed(noted[member], row)
            for member, row in fresh.items()
            if member in noted and _differs(noted[member], row)
        ]
        Attendance.objects.bulk_update(
            changed, [*SEAT_FIELDS, "name", "office", "status", "reason"]
        )


def _differs(old: Attendance, new: Attendance) -> bool:
    return seat_fields(old) != seat_fields(new) or (old.name, old.office) != (new.name, new.office)


def _renewed(old: Attendance, new: Attendance) -> Attendance:
    for name in (*SEAT_FIELDS, "name", "office"):
        setattr(old, name, getattr(new, name))
    if old.status not in allowed_statuses(old, online=True):
        old.status, old.reason = new.status, new.reason
    return old


def allowed_statuses(row: Attendance, *, online: bool) -> list[AttendanceStatus]:
    """What can be said of the member: whoever is not bound to come is never absent."""
    status = AttendanceStatus
    there = [status.PRESENT, *([status.ONLINE] if online else [])]
    if rules.bound_to_attend(replace(seat_of(row), attends=True)):
        return [*there, status.EXCUSED, status.UNEXCUSED]
    return [*there, status.NOT_BOUND]


def mark(
    meeting: Meeting, row: Attendance, *, status: str, reason: str, votes: bool, by: User
) -> Attendance:
    """Notes how a member attends. A reason belongs to an excused absence only."""
    with open_book(meeting, by=by) as book:
        if status not in allowed_statuses(row, online=book.takes_online):
            raise ValidationError({"status": "Trạng thái này không dùng cho đảng viên này."})
        kept = reason if status == AttendanceStatus.EXCUSED else ""
        return put(row, {"status": status, "reason": kept, "votes": votes})
