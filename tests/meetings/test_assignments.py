"""Work handed out: given, rewritten, carried over once, heard of at the next meeting."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Assignment, AssignmentState, Meeting
from meetings.services import assignments, minutes, planning, record
from tests.meetings.helpers import (
    APRIL,
    LIGHTS,
    MARCH,
    NOW,
    blocks,
    give,
    given_and_signed,
    held,
    member,
    planned,
    record_now,
)

REVIEWS = {
    "done": AssignmentState.DONE,
    "dropped": AssignmentState.DROPPED,
    "in_progress": AssignmentState.OPEN,
    "not_done": AssignmentState.OPEN,
}


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return planned(cell_a, secretary_a, day=APRIL)


def review(meeting, assignment, by, status: str, **values) -> None:
    values |= {"status": status, "result": "Đã vận động 28/30 hộ."}
    record.review(meeting, assignment, values=values, by=by)


def signed(meeting, by) -> Meeting:
    return minutes.sign(held(meeting, by), now=NOW, by=by)


def test_what_one_month_hands_out_the_next_one_hears(meeting):
    offered = assignments.defaults(meeting)
    assert offered == {"due": date(2026, 4, 30), "report_month": date(2026, 5, 1)}


def test_work_is_given_on_the_day_of_the_meeting_with_its_helpers(meeting, cell_a, secretary_a):
    helpers = [member(cell_a, "Chiến"), member(cell_a, "Em")]
    given = give(meeting, secretary_a, helpers=helpers)
    given.refresh_from_db()
    assert (given.task, given.lead, given.given_on) == (LIGHTS, member(cell_a, "Dung"), APRIL)
    assert (given.target, given.unit, given.state) == (Decimal("30.00"), "hộ", AssignmentState.OPEN)
    assert set(given.helpers.all()) == set(helpers)


def test_helpers_change_only_when_they_are_named(meeting, cell_a, secretary_a):
    chien, em = member(cell_a, "Chiến"), member(cell_a, "Em")
    given = give(meeting, secretary_a, helpers=[chien])
    assignments.change(meeting, given, values={"task": "Việc khác"}, by=secretary_a)
    assert list(given.helpers.all()) == [chien]
    assignments.change(meeting, given, values={"helpers": [em]}, by=secretary_a)
    assert list(given.helpers.all()) == [em]
    assignments.change(meeting, given, values={"helpers": []}, by=secretary_a)
    assert list(given.helpers.all()) == []
    given.refresh_from_db()
    assert given.task == "Việc khác"


def test_whoever_leads_does_not_also_help(meeting, cell_a, secretary_a):
    dung, em = member(cell_a, "Dung"), member(cell_a, "Em")
    given = give(meeting, secretary_a, lead=dung, helpers=[dung, em])
    assert list(given.helpers.all()) == [em]
    assignments.change(meeting, given, values={"lead": em}, by=secretary_a)
    assert list(given.helpers.all()) == []


def test_work_is_due_on_the_day_it_is_given_at_the_earliest(meeting, secretary_a):
    with pytest.raises(ValidationError, match="Thời hạn không được trước ngày giao"):
        give(meeting, secretary_a, due=APRIL - timedelta(days=1))
    given = give(meeting, secretary_a, due=APRIL)
    early = {"due": APRIL - timedelta(days=1)}
    with pytest.raises(ValidationError, match="Thời hạn không được trước ngày giao"):
        assignments.change(meeting, given, values=early, by=secretary_a)
    assert Assignment.objects.get().due == APRIL


def test_a_day_moved_past_the_due_date_is_said_in_words(meeting, secretary_a):
    given = give(meeting, secretary_a, due=APRIL)
    later = {"planned_at": meeting.planned_at + timedelta(days=2)}
    planning.replan(meeting, values=later, by=secretary_a)
    with pytest.raises(ValidationError, match="Thời hạn không được trước ngày giao"):
        assignments.change(meeting, given, values={"task": "Việc khác"}, by=secretary_a)
    assert f"“{LIGHTS}”: thời hạn trước ngày giao." in blocks(meeting)


@pytest.mark.parametrize("field", ["lead", "helpers"])
def test_work_goes_to_members_of_the_cell(meeting, cell_a, cell_b, secretary_a, field):
    stranger = member(cell_b, "An")
    people = {field: stranger if field == "lead" else [member(cell_a, "Chiến"), stranger]}
    with pytest.raises(ValidationError) as refused:
        give(meeting, secretary_a, **people)
    assert refused.value.error_dict.keys() == {field}
    given = give(meeting, secretary_a)
    with pytest.raises(ValidationError):
        assignments.change(meeting, given, values=people, by=secretary_a)
    given.refresh_from_db()
    assert (given.lead, given.helpers.count()) == (member(cell_a, "Dung"), 0)


@pytest.mark.parametrize("values", [{"target": -1}, {"target": "nhiều"}, {"task": ""}])
def test_a_wrong_value_is_refused_by_its_field(meeting, secretary_a, values):
    with pytest.raises(ValidationError) as refused:
        give(meeting, secretary_a, **values)
    assert refused.value.error_dict.keys() == values.keys()


def test_work_is_taken_back_with_its_helpers(meeting, cell_a, secretary_a):
    given = give(meeting, secretary_a, helpers=[member(cell_a, "Chiến")])
    assignments.remove(meeting, given, by=secretary_a)
    assert not Assignment.objects.exists()
    assert not Assignment.helpers.through.objects.exists()


# --- The next meeting ---------------------------------------------------------------------------


def test_the_table_of_march_comes_up_in_april(cell_a, cell_b, secretary_a, secretary_b):
    lights = given_and_signed(cell_a, secretary_a, due=date(2026, 3, 20))
    road = given_and_signed(cell_a, secretary_a, day=date(2026, 3, 9), task="Dọn đường")
    given_and_signed(cell_b, secretary_b)
    given_and_signed(cell_a, secretary_a, day=date(2026, 4, 20), task="Giao sau")
    meeting = planned(cell_a, secretary_a, day=APRIL)
    give(meeting, secretary_a, task="Giao hôm nay")
    assert [due.assignment for due in record_now(meeting).due] == [lights, road]
    assert record_now(planned(cell_a, secretary_a, kind="extraordinary", day=APRIL)).due == []


def test_work_given_the_same_day_is_not_yet_heard_of(cell_a, secretary_a):
    today = given_and_signed(cell_a, secretary_a, day=APRIL)
    meeting = planned(cell_a, secretary_a, day=APRIL)
    assert record_now(meeting).due == []
    review(meeting, today, secretary_a, "done")
    assert [due.assignment for due in record_now(meeting).due] == [today]


def test_nothing_is_signed_before_each_has_a_status_and_a_result(cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a)
    meeting = held(planned(cell_a, secretary_a, day=APRIL), secretary_a)
    lacking = f"Nhiệm vụ “{LIGHTS}” cần tình trạng và kết quả riêng."
    assert blocks(meeting) == [lacking]
    for half in ({"status": "done", "result": " "}, {"status": "", "result": "Xong."}):
        record.review(meeting, due, values=half, by=secretary_a)
        assert blocks(meeting) == [lacking]
    review(meeting, due, secretary_a, "done")
    assert blocks(meeting) == []


@pytest.mark.parametrize("status", REVIEWS)
def test_the_signature_closes_what_the_review_ends(meeting, cell_a, secretary_a, status):
    due = given_and_signed(cell_a, secretary_a)
    review(meeting, due, secretary_a, status)
    assert Assignment.objects.get(pk=due.pk).state == AssignmentState.OPEN
    signed(meeting, secretary_a)
    due.refresh_from_db()
    assert due.state == REVIEWS[status]
    assert due.closed_by == (None if due.state == AssignmentState.OPEN else meeting)


def test_what_stays_open_is_heard_again_and_what_is_done_is_not(meeting, cell_a, secretary_a):
    open_one, done = given_and_signed(cell_a, secretary_a), given_and_signed(cell_a, secretary_a)
    review(meeting, open_one, secretary_a, "in_progress")
    review(meeting, done, secretary_a, "done")
    signed(meeting, secretary_a)
    in_may = planned(cell_a, secretary_a, day=date(2026, 5, 3))
    assert [due.assignment for due in record_now(in_may).due] == [open_one]
    in_april = {due.assignment: due.review.status for due in record_now(meeting).due}
    assert in_april == {open_one: "in_progress", done: "done"}


# --- Carrying over ------------------------------------------------------------------------------


def test_unfinished_work_is_carried_over_once(meeting, cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a, target=30, unit="hộ")
    review(meeting, due, secretary_a, "in_progress")
    new = assignments.carry_over(meeting, due, by=secretary_a)
    assert (new.task, new.lead, new.target, new.unit) == (LIGHTS, due.lead, Decimal(30), "hộ")
    assert (new.given_on, new.due) == (APRIL, date(2026, 4, 30))
    with pytest.raises(ValidationError, match="đã được chuyển tiếp"):
        assignments.carry_over(meeting, due, by=secretary_a)
    signed(meeting, secretary_a)
    due.refresh_from_db()
    assert (due.state, due.closed_by) == (AssignmentState.CARRIED, meeting)
    in_may = planned(cell_a, secretary_a, day=date(2026, 5, 3))
    assert [one.assignment for one in record_now(in_may).due] == [new]


def test_a_carried_copy_taken_back_leaves_the_work_open(meeting, cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a)
    review(meeting, due, secretary_a, "in_progress")
    copy = assignments.carry_over(meeting, due, by=secretary_a)
    assignments.remove(meeting, copy, by=secretary_a)
    assert record_now(meeting).due[0].carried_to is None
    assignments.carry_over(meeting, due, by=secretary_a)
    assignments.remove(meeting, Assignment.objects.get(carried_from=due), by=secretary_a)
    signed(meeting, secretary_a)
    due.refresh_from_db()
    assert due.state == AssignmentState.OPEN


def test_what_an_extraordinary_meeting_carries_over_is_closed_too(cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a)
    meeting = planned(cell_a, secretary_a, day=APRIL, kind="extraordinary")
    assignments.carry_over(meeting, due, by=secretary_a)
    signed(meeting, secretary_a)
    due.refresh_from_db()
    assert (due.state, due.closed_by) == (AssignmentState.CARRIED, meeting)


def test_done_is_done_even_when_carried_over(meeting, cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a)
    review(meeting, due, secretary_a, "done")
    assignments.carry_over(meeting, due, by=secretary_a)
    signed(meeting, secretary_a)
    due.refresh_from_db()
    assert due.state == AssignmentState.DONE


def test_only_open_work_from_signed_minutes_of_the_cell_is_carried(
    meeting, cell_a, cell_b, secretary_a
):
    closed = given_and_signed(cell_a, secretary_a)
    Assignment.objects.filter(pk=closed.pk).update(state="done", closed_by=closed.meeting)
    theirs, own = given_and_signed(cell_b, secretary_a), give(meeting, secretary_a)
    later = given_and_signed(cell_a, secretary_a, day=date(2026, 6, 3))
    for wrong in (closed, theirs, own, later):
        with pytest.raises(ValidationError):
            assignments.carry_over(meeting, wrong, by=secretary_a)
    assert list(meeting.assignments.all()) == [own]


def test_helpers_who_left_are_not_carried_over(meeting, cell_a, secretary_a):
    march = planned(cell_a, secretary_a, day=MARCH)
    chien, em = member(cell_a, "Chiến"), member(cell_a, "Em")
    due = give(march, secretary_a, helpers=[chien, em])
    signed(march, secretary_a)
    em.memberships.update(validity=(date(2020, 1, 1), date(2026, 3, 15)))
    assert list(assignments.carry_over(meeting, due, by=secretary_a).helpers.all()) == [chien]


def test_work_that_ended_elsewhere_is_not_reviewed_again(cell_a, secretary_a):
    assignment = given_and_signed(cell_a, secretary_a, day=MARCH)
    later = planned(cell_a, secretary_a, day=date(2026, 5, 3))
    april = planned(cell_a, secretary_a, day=APRIL)
    review(april, assignment, secretary_a, "done")
    signed(april, secretary_a)
    assignment.refresh_from_db()
    with pytest.raises(ValidationError, match="đã kết thúc ở một kỳ họp khác"):
        review(later, assignment, secretary_a, "done")
    assert not later.reviews.exists()
