"""What stands at the head and the foot of a meeting's documents; fixed when the minutes are signed,
so that a later name changes nothing that was issued."""

from cells.models import Cell
from meetings.models import MeetingRegime
from meetings.record import Record
from members.models import Member


def letterhead_of(cell: Cell, regime: MeetingRegime) -> dict[str, str]:
    """Who issues the cell's documents, and in which layout, as it is today."""
    return {
        "superior": cell.committee.name,
        "committee": cell.committee.committee_name,
        "issuer": cell.name,
        "place": cell.committee.place,
        "layout": regime.layout,
    }


def issuer_of(record: Record) -> dict[str, str]:
    """The same of a meeting: as its first signature fixed it, else as it is today."""
    meeting = record.meeting
    today = letterhead_of(meeting.cell, meeting.regime)
    return today | {name: meeting.letterhead[name] for name in today if name in meeting.letterhead}


def signers_of(record: Record) -> dict[str, str]:
    """Who signs, with the office of the chair, and what a thematic meeting treated."""
    meeting = record.meeting
    chair = record.attendance_of(meeting.chair_id)
    return {
        "chair": name_of(record, meeting.chair),
        "chair_office": chair.office if chair else "",
        "minute_taker": name_of(record, meeting.minute_taker),
        "theme": meeting.theme_title,
        "presenter": name_of(record, meeting.presenter),
    }


def name_of(record: Record, member: Member | None) -> str:
    """The name on the roll of that day, else the member's own; empty without a member."""
    if member is None:
        return ""
    return record.name_of(member.pk) or member.full_name
