"""What is written down while a meeting runs: times, notes, opinions, what became of the work."""

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.models import User
from meetings.models import (
    AgendaItem,
    Assignment,
    AssignmentReview,
    Meeting,
    Opinion,
    State,
)
from meetings.services.base import open_book, put


def conduct(meeting: Meeting, *, values: dict, by: User) -> Meeting:
    """Notes start, end, guests, dues, conclusion. The first start opens the meeting."""
    with open_book(meeting, by=by) as book:
        started = values.get("started_at", book.started_at)
        state = State.OPEN if started else State.PLANNED
        return put(book, {**values, "state": state})


def write_agenda(meeting: Meeting, item: AgendaItem, *, notes: str, by: User) -> AgendaItem:
    """Notes what was presented under an item of the agenda."""
    with open_book(meeting, by=by):
        return put(item, {"notes": notes})


def add_opinion(meeting: Meeting, *, values: dict, by: User) -> Opinion:
    """Adds what a member of the roll, or a guest, said."""
    with open_book(meeting, by=by) as book:
        last = book.opinions.aggregate(last=Max("position"))["last"] or 0
        return put(Opinion(meeting=book, position=last + 1), values)


def change_opinion(meeting: Meeting, opinion: Opinion, *, values: dict, by: User) -> Opinion:
    """Rewrites an opinion before the minutes are signed."""
    with open_book(meeting, by=by):
        return put(opinion, values)


def remove(meeting: Meeting, row: Opinion, *, by: User) -> None:
    """Takes back an opinion before the minutes are signed."""
    with open_book(meeting, by=by):
        row.delete()


def review(meeting: Meeting, assignment: Assignment, *, values: dict, by: User) -> AssignmentReview:
    """Notes what the meeting found of one assignment: status, achieved figure, result."""
    with open_book(meeting, by=by) as book:
        if assignment.cell_id != book.cell_id:
            raise ValidationError("Nhiệm vụ này thuộc chi bộ khác.")
        row = AssignmentReview.objects.filter(assignment=assignment, meeting=book).first()
        return put(row or AssignmentReview(assignment=assignment, meeting=book), values)
