"""Reopening and work: what the closed minutes said of an assignment comes back or stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from meetings.models import (
    Assignment,
    AssignmentState,
    Meeting,
)
from meetings.services import (
    assignments,
    planning,
    record,
)
from tests.meetings.helpers import (
    APRIL,
    MARCH,
    NOVEMBER,
    give,
    held,
    planned,
    ready,
    record_now,
)
from tests.meetings.reopened import reopen, sign

DONE = {"status": "done", "achieved": 30, "result": "30/30 hộ đã góp."}


@pytest.fixture
def march(cell_a, secretary_a) -> Meeting:
    return sign(ready(cell_a, secretary_a, day=MARCH), secretary_a)


def heard_in(meeting: Meeting, work: Assignment, by, **values) -> None:
    fresh = Assignment.objects.get(pk=work.pk)
    record.review(meeting, fresh, values=DONE | values, by=by)


def test_work_that_the_minutes_ended_is_open_again_until_they_are_signed(
    march, cell_a, secretary_a, officer
):
    work = march.assignments.get()
    april = ready(cell_a, secretary_a, day=APRIL)
    heard_in(april, work, secretary_a)
    sign(april, secretary_a)
    meeting = reopen(april, officer)
    work.refresh_from_db()
    assert (work.state, work.closed_by) == (AssignmentState.OPEN, None)
    sign(meeting, secretary_a)
    work.refresh_from_db()
    assert (work.state, work.closed_by) == (AssignmentState.DONE, april)


def test_work_that_other_signed_minutes_ended_too_stays_ended_by_them(
    march, cell_a, secretary_a, officer
):
    work = march.assignments.get()
    meetings = [ready(cell_a, secretary_a, day=day) for day in (APRIL, NOVEMBER)]
    heard_in(meetings[0], work, secretary_a)
    heard_in(meetings[1], work, secretary_a, status="dropped")
    for due in record_now(meetings[1]).due:
        if due.review is None:
            heard_in(meetings[1], due.assignment, secretary_a)
    for meeting in meetings:
        for due in record_now(meeting).due:
            if due.review is None:
                heard_in(meeting, due.assignment, secretary_a)
        sign(meeting, secretary_a)
    reopen(meetings[0], officer)
    work.refresh_from_db()
    assert (work.state, work.closed_by) == (AssignmentState.DROPPED, meetings[1])


def carried_on(march, cell, by) -> tuple[Meeting, Assignment]:
    """A signed meeting that handed the work of March out anew."""
    work = march.assignments.get()
    april = ready(cell, by, day=APRIL)
    heard_in(april, work, by, status="in_progress")
    new = assignments.carry_over(april, work, by=by)
    return sign(april, by), new


def test_work_that_was_handed_out_anew_comes_back_unless_others_heard_of_it(
    march, cell_a, secretary_a, officer
):
    april, new = carried_on(march, cell_a, secretary_a)
    work = march.assignments.get()
    assert work.state == AssignmentState.CARRIED
    again = reopen(april, officer)
    work.refresh_from_db()
    assert work.state == AssignmentState.OPEN
    sign(again, secretary_a)
    later = ready(cell_a, secretary_a, day=NOVEMBER)
    for due in record_now(later).due:
        heard_in(later, due.assignment, secretary_a)
    sign(later, secretary_a)
    reopen(again, officer)
    work.refresh_from_db()
    assert (work.state, work.closed_by) == (AssignmentState.CARRIED, april)
    new.refresh_from_db()
    assert new.state == AssignmentState.DONE


def test_work_of_a_reopened_meeting_stays_due(march, cell_a, secretary_a, officer):
    later = held(planned(cell_a, secretary_a, day=APRIL), secretary_a)
    reopen(march, officer)
    (due,) = record_now(later).due
    assert due.assignment.meeting == march
    heard_in(later, due.assignment, secretary_a)
    assert assignments.carry_over(later, due.assignment, by=secretary_a)


def test_work_that_later_minutes_heard_of_is_not_rewritten(march, cell_a, secretary_a, officer):
    later = held(planned(cell_a, secretary_a, day=APRIL), secretary_a)
    work = march.assignments.get()
    heard_in(later, work, secretary_a)
    sign(later, secretary_a)
    meeting = reopen(march, officer)
    with pytest.raises(ValidationError, match="không sửa được"):
        assignments.change(meeting, work, values={"task": "Việc khác"}, by=secretary_a)
    with pytest.raises(ValidationError, match="không bỏ được"):
        assignments.remove(meeting, work, by=secretary_a)
    for act in (
        lambda: Assignment.objects.filter(pk=work.pk).update(task="Việc khác"),
        lambda: Assignment.objects.filter(pk=work.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="heard of assignment"), transaction.atomic():
            act()
    new = give(meeting, secretary_a)
    assignments.remove(meeting, new, by=secretary_a)


def test_work_that_an_open_meeting_has_noted_is_not_taken_back(march, cell_a, secretary_a, officer):
    later = held(planned(cell_a, secretary_a, day=APRIL), secretary_a)
    work = march.assignments.get()
    heard_in(later, work, secretary_a)
    meeting = reopen(march, officer)
    with pytest.raises(ValidationError, match="không bỏ được"):
        assignments.remove(meeting, work, by=secretary_a)
    values = {"task": "Việc sửa lại"}
    assert assignments.change(meeting, work, values=values, by=secretary_a).task == "Việc sửa lại"


def test_work_that_was_heard_of_keeps_its_day_when_the_meeting_moves(
    march, cell_a, secretary_a, officer
):
    later = held(planned(cell_a, secretary_a, day=APRIL), secretary_a)
    work = march.assignments.get()
    heard_in(later, work, secretary_a)
    sign(later, secretary_a)
    meeting = reopen(march, officer)
    moved = meeting.planned_at + timedelta(days=1)
    planning.replan(meeting, values={"planned_at": moved}, by=secretary_a)
    sign(Meeting.objects.get(pk=meeting.pk), secretary_a)
    work.refresh_from_db()
    assert work.given_on == MARCH
