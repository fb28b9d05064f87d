"""The demonstration: what a visitor must be able to believe, and what it must never do."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import mean

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import scope
from accounts.models import Role, RoleKind, User
from cells.models import Cell
from hmk.demo.builder import build
from hmk.demo.dissent import PLANTED
from hmk.demo.plan import Plan
from meetings import checklist, measures, rules
from meetings.book.verifying import check
from meetings.models import (
    AgendaItem,
    Assignment,
    AssignmentReview,
    AssignmentState,
    BookPage,
    LineState,
    Meeting,
    MeetingKind,
    Opinion,
    OpinionKind,
    OpinionReading,
    ProposalAnswer,
    ReservedFollowUp,
    Resolution,
    ReviewStatus,
    State,
    ThematicPlanLine,
)
from meetings.queries import earlier_texts, record_of, roll_changes
from members.models import Office, OfficeKind
from members.queries import office_holder
from tests.hmk.demo_town import (
    ACCOUNTS,
    AWAY,
    FEW_THEMATIC,
    MONOTONE,
    MONTHS,
    PASSWORD,
    TODAY,
    UNFINISHED,
    VAGUE,
    VISITED,
    WEAK,
    by_cell,
    check_numbers,
    check_texts_change,
    signed,
    taken_back,
    texts_of,
)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    """The town of 25 cells, with fewer months than the command builds by default."""
    with django_db_blocker.unblock(), taken_back():
        yield build(Plan(TODAY, months=MONTHS), password=PASSWORD)


# --- Accounts -------------------------------------------------------------------------------------
@pytest.mark.parametrize("username", ACCOUNTS)
def test_each_account_signs_in_and_has_its_roles(town, username) -> None:
    user = User.objects.get(username=username)
    assert list(Role.objects.filter(user=user).values_list("kind", flat=True)) == ACCOUNTS[username]
    assert user.is_staff == user.is_superuser == (username == "admin")
    client = Client()
    form = {"login": username, "password": PASSWORD}
    assert client.post(reverse("account_login"), form).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_secretary_is_the_secretary(town) -> None:
    cell = Cell.objects.get(name="Chi bộ Tổ dân phố 5")
    user = User.objects.get(username="bithu-tdp05")
    assert office_holder(cell, OfficeKind.SECRETARY, TODAY).full_name == user.full_name
    assert list(scope.cells_to_write(user)) == [cell]
    assert Role.objects.filter(kind=RoleKind.SECRETARY).count() == 25


# --- Signed meetings ------------------------------------------------------------------------------
def test_signed_minutes_leave_no_gap(town) -> None:
    for meeting in signed()[::9]:
        record = record_of(meeting)
        blocks = [
            one.text for one in checklist.findings(record, now=meeting.signed_at) if one.blocks
        ]
        assert blocks == [], f"{meeting}"


def test_every_open_assignment_is_heard(town) -> None:
    """Replays each cell: a regular meeting hears of all that was open on its day, and only that."""
    work, heard = defaultdict(list), defaultdict(set)
    for assignment in Assignment.objects.select_related("closed_by"):
        work[assignment.cell_id].append(assignment)
    for review in AssignmentReview.objects.all():
        heard[review.meeting_id].add(review.assignment_id)
    for meeting in signed():
        due = {
            one.pk
            for one in work[meeting.cell_id]
            if one.given_on < meeting.held_on
            and (one.closed_by is None or one.closed_by.started_at >= meeting.started_at)
        }
        assert heard[meeting.pk] == (due if meeting.kind == MeetingKind.REGULAR else set())


def test_assignments_follow_their_reviews(town) -> None:
    """Done and dropped close the work, unfinished work stays open or is carried over."""
    related = ("assignment__carried_to", "meeting")
    for review in AssignmentReview.objects.select_related(*related):
        assignment, status = review.assignment, review.status
        if review.meeting.state != State.SIGNED:
            continue
        closed_here = assignment.closed_by_id == review.meeting_id
        assert closed_here or status in {ReviewStatus.IN_PROGRESS, ReviewStatus.NOT_DONE}
        if closed_here and assignment.state == AssignmentState.CARRIED:
            new = assignment.carried_to
            assert (new.task, new.target, new.meeting_id) == (
                assignment.task, assignment.target, review.meeting_id,
            )  # fmt: skip
    closed = Assignment.objects.exclude(state=AssignmentState.OPEN)
    assert not closed.exclude(reviews__meeting=F("closed_by")).exists()


def test_votes_fit_those_who_were_there(town) -> None:
    for resolution in Resolution.objects.select_related("meeting"):
        counts = resolution.meeting.counts
        votes = resolution.yes + resolution.no + resolution.other
        assert votes <= counts["voters_present"] <= resolution.base == counts["base"]
        majority = rules.majority_for(resolution.subject)
        assert resolution.passed == rules.passes(resolution.yes, resolution.base, majority)
        assert (resolution.number is not None) == resolution.passed
    assert Resolution.objects.filter(subject="admission").exists()
    assert Resolution.objects.filter(passed=False).exists()


def test_numbers_have_no_gap(town) -> None:
    check_numbers()


def test_the_roll_call_is_the_roll_of_the_day(town) -> None:
    for meeting in Meeting.objects.select_related("cell").order_by("pk")[::8]:
        attendances = meeting.attendances.all()
        assert roll_changes(meeting, list(attendances)) == [], meeting


def test_counts_are_those_of_the_roll_call(town) -> None:
    for meeting in signed()[::10]:
        rows = list(meeting.attendances.all())
        assert meeting.counts["present"] == sum(row.attends for row in rows)
        assert meeting.counts["base"] == sum(row.counts_in_base for row in rows)
        assert meeting.letterhead["chair"] == meeting.chair.full_name


def test_meetings_are_long_enough_and_signed_soon(town) -> None:
    for meeting in signed():
        assert meeting.ended_at < meeting.signed_at
        assert meeting.held_on.month == meeting.month.month
        late = meeting.cell.name == "Chi bộ Tổ dân phố 13"
        assert meeting.signed_at - meeting.ended_at < timedelta(days=11 if late else 4)
    regular = [
        one for one in signed() if one.kind == MeetingKind.REGULAR and not one.cell.min_minutes
    ]
    assert sum(one.minutes >= 90 for one in regular) > 0.85 * len(regular)


def test_every_signed_record_has_its_page_and_every_book_fits(town) -> None:
    assert BookPage.objects.filter(kind="minutes").count() >= len(signed())
    found = list(check(Cell.objects.all()))
    assert [one.first for one in found if one.first] == []
    assert min(one.pages for one in found) >= MONTHS
    (addendum,) = BookPage.objects.filter(kind="addendum")
    (closing,) = BookPage.objects.filter(kind="reopening")
    again = closing.meeting
    assert (again.state, again.version) == (State.SIGNED, 2)
    names = {addendum.cell.name, closing.cell.name}
    assert len(names - {"Chi bộ Tổ dân phố 5", *WEAK}) == 2


# --- Believed -------------------------------------------------------------------------------------
def test_texts_change_from_month_to_month(town) -> None:
    check_texts_change()


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[place : place + 5]) for place in range(len(words) - 4)}


def repetition(meetings: list[Meeting]) -> float:
    """The mean share of 5-word shingles that stand in the three meetings before."""
    texts = texts_of(meetings)
    pages = [shingles(texts[meeting.pk]) for meeting in meetings]
    shares = [
        len(page & set().union(*pages[place - 3 : place])) / len(page)
        for place, page in enumerate(pages)
        if place >= 3
    ]
    return sum(shares) / len(shares)


def test_no_template_is_left_open(town) -> None:
    for model, field in (
        (AgendaItem, "notes"),
        (Opinion, "text"),
        (Assignment, "task"),
        (AssignmentReview, "result"),
        (Meeting, "conclusion"),
        (Resolution, "direction"),
    ):
        assert not model.objects.filter(**{f"{field}__regex": r"[\[\]{}|]"}).exists()
    assert not Opinion.objects.filter(text="").exists()


def test_the_weak_cells_are_weak_and_the_others_are_not(town) -> None:
    regular = by_cell([one for one in signed() if one.kind == MeetingKind.REGULAR])
    repeated = {name: repetition(meetings) for name, meetings in regular.items()}
    assert repeated.pop(MONOTONE) > 0.75
    assert max(repeated.values()) < 0.4

    specific, done = defaultdict(list), defaultdict(list)
    for row in AssignmentReview.objects.select_related("assignment__cell"):
        name = row.assignment.cell.name
        done[name].append(row.status == ReviewStatus.DONE)
        if row.assignment.target is not None:
            specific[name].append(row.achieved is not None)
    share = {name: sum(rows) / len(rows) for name, rows in specific.items()}
    assert share.pop(VAGUE) == 0
    share.pop(UNFINISHED)
    assert min(share.values()) > 0.7
    finished = {name: sum(rows) / len(rows) for name, rows in done.items()}
    assert finished[UNFINISHED] == min(finished.values()) < 0.45

    thematic = Counter(one.cell.name for one in signed() if one.kind == MeetingKind.THEMATIC)
    assert thematic[FEW_THEMATIC] <= 1 < sum(thematic.values()) / 25

    came = {
        name: sum(one.counts["present_official"] / one.counts["official"] for one in meetings)
        / len(meetings)
        for name, meetings in regular.items()
    }
    assert came[AWAY] == min(came.values()) < 0.6


def test_the_stored_measures_show_who_is_vague_and_who_is_monotone(town) -> None:
    """In regular meetings; the cell that stalls has little to tell either."""
    regular = by_cell([one for one in signed() if one.kind == MeetingKind.REGULAR])
    specific = {
        name: mean(one.review_specificity for one in meetings if one.review_specificity is not None)
        for name, meetings in regular.items()
    }
    assert specific.pop(VAGUE) < 0.1
    assert specific.pop(UNFINISHED) < 0.6
    assert min(specific.values()) > 0.9
    repeated = {
        name: mean(one.repetition for one in meetings if one.repetition is not None)
        for name, meetings in regular.items()
    }
    assert repeated.pop(MONOTONE) > 0.75
    assert max(repeated.values()) < 0.2


def test_the_stored_measures_are_those_that_a_signature_would_store(town) -> None:
    for meeting in signed()[::7]:
        record = record_of(meeting)
        record.earlier = earlier_texts(meeting)
        assert meeting.review_specificity == measures.specificity_of(record), meeting
        assert meeting.repetition == measures.monotony_of(record).share, meeting


def test_proposals_are_settled_later_and_some_still_wait(town) -> None:
    answers = ProposalAnswer.objects.select_related("opinion__meeting", "meeting")
    for answer in answers:
        asked = answer.opinion.meeting
        assert (answer.asked, answer.asked_on) == (answer.opinion.text, asked.held_on)
        assert asked.started_at < answer.meeting.started_at
        assert asked.cell_id == answer.meeting.cell_id
    proposals = Opinion.objects.filter(kind=OpinionKind.PROPOSAL, meeting__state=State.SIGNED)
    assert 0.5 < answers.count() / proposals.count() < 0.95
    waiting = record_of(Meeting.objects.get(cell__name=VISITED, state=State.PLANNED)).proposals
    assert waiting


def test_every_cell_has_its_plan_of_the_year(town) -> None:
    lines = ThematicPlanLine.objects.filter(year=2026).select_related("cell", "meeting")
    by_name = defaultdict(list)
    for line in lines:
        by_name[line.cell.name].append(line)
    assert len(by_name) == 25
    thematic = Meeting.objects.filter(kind=MeetingKind.THEMATIC)
    assert not thematic.filter(plan_line__isnull=True).exists(), "every meeting has its line"
    states = Counter(line.state_on(TODAY) for line in lines)
    assert states.keys() >= {LineState.HELD, LineState.PLANNED, LineState.LATE, LineState.DROPPED}
    assert states[LineState.HELD] > 20
    for line in lines.filter(meeting__isnull=False):
        assert (line.meeting.cell_id, line.theme_id) == (line.cell_id, line.meeting.theme_id)
        assert line.quarter == (line.meeting.month.month + 2) // 3
    assert len(by_name[FEW_THEMATIC]) == min(len(found) for found in by_name.values())


def test_reserved_opinions_are_followed_and_read(town) -> None:
    reserved = Opinion.objects.filter(kind="reserved", meeting__state=State.SIGNED)
    follow_ups = ReservedFollowUp.objects.select_related("opinion__meeting__cell")
    assert {one.opinion_id for one in follow_ups} == set(reserved.values_list("pk", flat=True))
    planted = {one.text: one for one in PLANTED.values()}
    states = {one.opinion.text: one.state for one in follow_ups if one.opinion.text in planted}
    assert states == {text: one.state for text, one in planted.items()}
    overdue = [one for one in follow_ups if one.overdue_days(TODAY)]
    assert {"Chi bộ Tổ dân phố 4", "Chi bộ Tổ dân phố 9"} <= {
        one.opinion.meeting.cell.name for one in overdue
    }
    for one in follow_ups:
        days = [one.recorded_on, one.forwarded_on, one.answered_on]
        known = [day for day in days if day]
        assert known == sorted(known)
        assert known[-1] <= TODAY
    readers = set(OpinionReading.objects.values_list("user__username", flat=True))
    assert readers == {"phutrach", "vanphong"}


# --- The current month ----------------------------------------------------------------------------
def test_the_visitor_has_a_meeting_to_hold(town) -> None:
    meeting = Meeting.objects.get(cell__name=VISITED, month=date(2026, 11, 1))
    assert (meeting.state, meeting.kind) == (State.PLANNED, MeetingKind.REGULAR)
    assert meeting.held_on == TODAY
    assert meeting.deviation_reason
    record = record_of(meeting)
    assert len(record.due) == 3
    assert record.roll_changes == []
    assert record.agenda
    assert not any(item.notes for item in record.agenda)
    assert not any(row.status == "unexcused" for row in record.attendances)


def test_this_month_is_under_way(town) -> None:
    month = Meeting.objects.filter(month=date(2026, 11, 1), kind=MeetingKind.REGULAR)
    states = Counter(month.values_list("state", flat=True))
    assert states == {State.SIGNED: 22, State.OPEN: 1, State.PLANNED: 2}
    half = record_of(month.get(state=State.OPEN))
    assert half.meeting.started_at
    assert half.meeting.signed_at is None
    assert 0 < sum(bool(item.notes) for item in half.agenda) < len(half.agenda)
    assert 0 < sum(one.is_reviewed for one in half.due) < len(half.due)
    assert half.opinions
    assert timezone.localdate(half.meeting.started_at) <= TODAY


# --- What a reader of the minutes found -----------------------------------------------------------
def test_nobody_meets_at_the_lunar_new_year(town) -> None:
    held = {meeting.held_on for meeting in signed()}
    for tet in (date(2025, 1, 29), date(2026, 2, 17)):
        assert not {day for day in held if -2 <= (day - tet).days <= 6}


def test_a_cell_without_a_committee_does_not_speak_of_one(town) -> None:
    with_one = set(
        Office.objects.filter(kind=OfficeKind.COMMITTEE_MEMBER).values_list("cell", flat=True)
    )
    small = [meeting for meeting in signed() if meeting.cell_id not in with_one]
    assert small
    assert not [text for text in texts_of(small).values() if "chi ủy" in text.lower()]
    assert not Resolution.objects.filter(meeting__in=small, execution__icontains="chi ủy").exists()


def test_the_minutes_item_holds_only_corrections(town) -> None:
    notes = AgendaItem.objects.filter(meeting__in=signed(), role="minutes").exclude(notes="")
    assert not notes.filter(notes__icontains="nhất trí").exists()
