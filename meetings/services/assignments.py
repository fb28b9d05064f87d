"""New work: who leads, what, by when, heard at which meeting."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from cells.models import Cell
from meetings import rules
from meetings.models import Assignment, AssignmentState, Meeting
from meetings.queries import heard_in_signed
from meetings.queries_work import of_cell
from meetings.services.base import chosen, current, open_book, put, refuse_strangers
from members.models import Member, Membership


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
        people = {**chosen(values, "lead"), "helpers": list(helpers)}
        refuse_strangers(book.cell, book.held_on, people)
        assignment = put(Assignment(meeting=book, cell=book.cell, given_on=book.held_on), values)
        _set_helpers(assignment, helpers)
        return assignment


def change(meeting: Meeting, assignment: Assignment, *, values: dict, by: User) -> Assignment:
    """Rewrites an assignment of this meeting before the minutes are signed."""
    values = dict(values)
    helpers = values.pop("helpers", None)
    with open_book(meeting, by=by) as book:
        current(assignment, book)
        _refuse_heard(assignment, book)
        known = set(assignment.helpers.all())
        new = [member for member in helpers or () if member not in known]
        people = {**chosen(values, "lead", before=assignment), "helpers": new}
        refuse_strangers(book.cell, book.held_on, people)
        put(assignment, {**values, "given_on": book.held_on})
        _set_helpers(assignment, known if helpers is None else helpers)
        return assignment


def _set_helpers(assignment: Assignment, helpers: Iterable[Member]) -> None:
    """Whoever leads the work does not also help with it."""
    assignment.helpers.set([member for member in helpers if member.pk != assignment.lead_id])


def remove(meeting: Meeting, assignment: Assignment, *, by: User) -> None:
    """Takes back an assignment before the minutes are signed."""
    with open_book(meeting, by=by) as book:
        own = Assignment.objects.filter(pk=assignment.pk, meeting=book)
        if own.filter(Q(reviews__isnull=False) | Q(carried_to__isnull=False)).exists():
            raise ValidationError("Cuộc họp khác đã đánh giá nhiệm vụ này, nên không bỏ được nữa.")
        own.delete()


def _refuse_heard(assignment: Assignment, book: Meeting) -> None:
    """Reopened minutes do not rewrite what later ones, signed since, say of their work."""
    if book.version == 1:
        return
    # A later meeting that is being signed hears of the work first.
    Cell.objects.select_for_update(no_key=True).get(pk=book.cell_id)
    if heard_in_signed(Assignment.objects.filter(pk=assignment.pk)).exists():
        raise ValidationError(
            "Biên bản ký sau đã đánh giá nhiệm vụ này, nên không sửa được; "
            "cần thì ghi vào kết luận hoặc lập phụ lục đính chính."
        )


def due_here(assignment: Assignment, book: Meeting) -> None:
    """Raises ValidationError unless the meeting can hear of the assignment: it is work of the
    cell (or of one that was merged into it), from minutes that are signed, given out by the day of
    the meeting."""
    work = Assignment.objects.filter(of_cell(book.cell_id, book.held_on), pk=assignment.pk)
    if not work.exists():
        raise ValidationError("Nhiệm vụ này thuộc chi bộ khác.")
    if not assignment.meeting.was_signed or assignment.given_on > book.held_on:
        raise ValidationError("Nhiệm vụ này chưa được giao ở một cuộc họp trước đó.")


def carry_over(meeting: Meeting, assignment: Assignment, *, by: User) -> Assignment:
    """Gives unfinished work out anew: same people as far as they are still here, same target, a
    new date."""
    with open_book(meeting, by=by) as book:
        # Two meetings may carry the same work over: the second one finds it carried.
        assignment = Assignment.objects.select_for_update(of=["self"]).get(pk=assignment.pk)
        due_here(assignment, book)
        if Assignment.objects.filter(carried_from=assignment).exists():
            raise ValidationError("Nhiệm vụ này đã được chuyển tiếp.")
        if assignment.state != AssignmentState.OPEN:
            raise ValidationError("Nhiệm vụ này đã kết thúc, không chuyển tiếp được.")
        new = Assignment(
            meeting=book,
            cell=book.cell,
            given_on=book.held_on,
            carried_from=assignment,
        )
        copied = {name: getattr(assignment, name) for name in ("lead", "task", "target", "unit")}
        put(new, copied | defaults(book))
        here = Membership.objects.filter(cell=book.cell_id, validity__contains=book.held_on)
        new.helpers.set(assignment.helpers.filter(pk__in=here.values("member")))
        return new
