"""New work: who leads, what, by when, heard at which meeting."""

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings import rules
from meetings.models import Assignment, Meeting
from meetings.services.base import open_book, put


def defaults(meeting: Meeting) -> dict:
    """Due by the end of the meeting's month, heard at the regular meeting of the next: what one
    month hands out, the next one hears of."""
    due = max(rules.last_day(meeting.month), meeting.held_on)
    return {"due": due, "report_month": rules.next_month(meeting.month)}


def give(meeting: Meeting, *, values: dict, by: User) -> Assignment:
    """Hands out a piece of work on the day of the meeting."""
    values = dict(values)
    helpers = values.pop("helpers", [])
    with open_book(meeting, by=by) as book:
        assignment = put(Assignment(meeting=book, cell=book.cell, given_on=book.held_on), values)
        assignment.helpers.set(helpers)
        return assignment


def change(meeting: Meeting, assignment: Assignment, *, values: dict, by: User) -> Assignment:
    """Rewrites an assignment of this meeting before the minutes are signed."""
    values = dict(values)
    helpers = values.pop("helpers", None)
    with open_book(meeting, by=by) as book:
        put(assignment, {**values, "given_on": book.held_on})
        if helpers is not None:
            assignment.helpers.set(helpers)
        return assignment


def remove(meeting: Meeting, assignment: Assignment, *, by: User) -> None:
    """Takes back an assignment before the minutes are signed."""
    with open_book(meeting, by=by):
        assignment.helpers.clear()
        assignment.delete()


def carry_over(meeting: Meeting, assignment: Assignment, *, by: User) -> Assignment:
    """Gives unfinished work out anew: same people, same target, a new date."""
    with open_book(meeting, by=by) as book:
        if Assignment.objects.filter(carried_from=assignment).exists():
            raise ValidationError("Nhiệm vụ này đã được chuyển tiếp.")
        new = Assignment(
            meeting=book,
            cell=book.cell,
            given_on=book.held_on,
            carried_from=assignment,
        )
        copied = {name: getattr(assignment, name) for name in ("lead", "task", "target", "unit")}
        put(new, copied | defaults(book))
        new.helpers.set(assignment.helpers.all())
        return new
