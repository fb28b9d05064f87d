"""What is written down while a meeting runs: times, notes, opinions, what became of the work."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from meetings.models import (
    AgendaItem,
    Assignment,
    AssignmentReview,
    AssignmentState,
    Meeting,
    Opinion,
    ProposalAnswer,
    State,
)
from meetings.queries import review_of
from meetings.services.assignments import due_here
from meetings.services.base import chosen, current, open_book, put, refuse_strangers
from meetings.services.reserved import refuse_if_followed


def conduct(meeting: Meeting, *, values: dict, by: User) -> Meeting:
    """Notes start, end, guests, dues, conclusion. The first start opens the meeting.

    The day itself is changed in the plan: term, rules, month and roll follow it.
    """
    with open_book(meeting, by=by) as book:
        started = values.get("started_at", book.started_at)
        day = timezone.localdate(book.planned_at)
        if started and timezone.localdate(started) != day:
            problem = f"Giờ bắt đầu phải trong ngày họp {day:%d/%m/%Y}; đổi ngày ở phần kế hoạch."
            raise ValidationError({"started_at": problem})
        state = State.OPEN if started or book.version > 1 else State.PLANNED
        return put(book, {**values, "state": state})


def write_agenda(meeting: Meeting, item: AgendaItem, *, notes: str, by: User) -> AgendaItem:
    """Notes what was presented under an item of the agenda."""
    with open_book(meeting, by=by) as book:
        return put(current(item, book), {"notes": notes})


def add_opinion(meeting: Meeting, *, values: dict, by: User) -> Opinion:
    """Adds what a member of the roll, or a guest, said."""
    with open_book(meeting, by=by) as book:
        refuse_strangers(book.cell, book.held_on, chosen(values, "speaker"))
        last = book.opinions.aggregate(last=Max("position"))["last"] or 0
        return put(Opinion(meeting=book, position=last + 1), values)


def change_opinion(meeting: Meeting, opinion: Opinion, *, values: dict, by: User) -> Opinion:
    """Rewrites an opinion before the minutes are signed."""
    with open_book(meeting, by=by) as book:
        current(opinion, book)
        refuse_if_followed(opinion, kind=values.get("kind", opinion.kind))
        refuse_strangers(book.cell, book.held_on, chosen(values, "speaker", before=opinion))
        return put(opinion, values)


def remove(meeting: Meeting, row: Opinion, *, by: User) -> None:
    """Takes back an opinion before the minutes are signed.

    Raises ValidationError for a proposal in reopened minutes that a later meeting has settled.
    """
    with open_book(meeting, by=by) as book:
        refuse_if_followed(row)
        if ProposalAnswer.objects.filter(opinion=row).exists():
            raise ValidationError(
                "Kiến nghị này đã được giải quyết ở kỳ họp sau nên không xóa được."
            )
        Opinion.objects.filter(pk=row.pk, meeting=book).delete()


def review(meeting: Meeting, assignment: Assignment, *, values: dict, by: User) -> AssignmentReview:
    """Notes what the meeting found of one assignment: status, achieved figure, result."""
    with open_book(meeting, by=by) as book:
        due_here(assignment, book)
        row = review_of(book, assignment)
        if row is None and assignment.state != AssignmentState.OPEN:
            raise ValidationError("Nhiệm vụ này đã kết thúc ở một kỳ họp khác.")
        return put(row or AssignmentReview(assignment=assignment, meeting=book), values)
