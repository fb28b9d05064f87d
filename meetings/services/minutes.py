"""Signing the minutes: one transaction that numbers, fixes and closes the record."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, When

from accounts.models import User
from cells.models import Cell, Term
from meetings import measures, rules
from meetings.checklist import Finding, findings
from meetings.heading import issuer_of, signers_of
from meetings.models import (
    Assignment,
    AssignmentState,
    Attendance,
    DocumentType,
    Meeting,
    NumberSeries,
    Resolution,
    ReviewStatus,
    State,
)
from meetings.queries import heard_in_signed, record_of
from meetings.record import Record, seat_of
from meetings.services import reserved, scores
from meetings.services.base import open_book
from meetings.services.book import bind_minutes
from meetings.signals import minutes_signed

STATE_AFTER_REVIEW = {
    ReviewStatus.DONE: AssignmentState.DONE,
    ReviewStatus.DROPPED: AssignmentState.DROPPED,
}


class NotReady(Exception):
    """Something stops the signature; `gaps` says what."""

    def __init__(self, gaps: list[Finding]) -> None:
        super().__init__("; ".join(gap.text for gap in gaps))
        self.gaps = gaps


def sign(meeting: Meeting, *, now: datetime, by: User) -> Meeting:
    """Signs the minutes: numbers from the term's series without gap; counts, measures and
    letterhead fixed.

    Raises NotReady with the gaps, MeetingSigned when somebody was faster, PermissionDenied.
    Everything else of the meeting is written before its state: from then on a database trigger
    refuses any change. The page of the bound book comes last, from what the database then holds.
    """
    with open_book(meeting, by=by) as book:
        # Two meetings of a cell may hear of the same assignment: one signature at a time.
        Cell.objects.select_for_update(no_key=True).get(pk=book.cell_id)
        record = record_of(book)
        gaps = [finding for finding in findings(record, now=now) if finding.blocks]
        if gaps:
            raise NotReady(gaps)
        _fix_roll(record)
        _date_work(book)
        _number_resolutions(record)
        _close_reviewed(record)
        scores.fix(record)
        if book.minutes_number is None:
            book.minutes_number = take_number(book.term, DocumentType.MINUTES)
        book.letterhead = issuer_of(record) | signers_of(record)
        book.counts = asdict(record.counts)
        book.review_specificity = measures.specificity_of(record)
        book.repetition = measures.monotony_of(record).share
        book.signed_at, book.signed_by, book.state = now, by, State.SIGNED
        book.save()
        reserved.follow(book, record.opinions, now=now)
        bind_minutes(book, at=now, by=by)
        # Signed is signed: a listener that fails is logged and takes nothing back.
        transaction.on_commit(lambda: minutes_signed.send(Meeting, meeting=book), robust=True)
    return book


def take_number(term: Term, document_type: str) -> int:
    """The next number of the type in the term. The row lock lasts as long as the
    transaction, so that a number is never given twice, and a rolled back one is not lost."""
    key = {"term": term, "document_type": document_type}
    NumberSeries.objects.get_or_create(**key)
    series = NumberSeries.objects.select_for_update().get(**key)
    series.last_number = F("last_number") + 1
    series.save(update_fields=["last_number"])
    series.refresh_from_db()
    return series.last_number


def _fix_roll(record: Record) -> None:
    """Notes on each row whether it counts in the voting base."""
    rule = record.meeting.regime.temporary_members_vote
    counted = [
        row.pk
        for row in record.attendances
        if rules.in_voting_base(seat_of(row), temporary_members_vote=rule)
    ]
    Attendance.objects.filter(meeting=record.meeting).update(
        counts_in_base=Case(When(pk__in=counted, then=True), default=False)
    )


def _date_work(book: Meeting) -> None:
    """Work is given on the day that was held; what later minutes have heard of keeps its day."""
    other_day = Assignment.objects.filter(meeting=book).exclude(given_on=book.held_on)
    heard = heard_in_signed(other_day).values_list("pk", flat=True)
    other_day.exclude(pk__in=list(heard)).update(given_on=book.held_on)


def _number_resolutions(record: Record) -> None:
    """Counts each vote over the base; only what passed gets a number. One that was given by an
    earlier version of the minutes stays, whatever the vote now comes to.

    In the order of their types, so that two signatures lock the series in the same order.
    """
    base = record.counts.base
    for resolution in sorted(record.resolutions, key=lambda r: (r.document_type, r.pk)):
        majority = rules.majority_for(resolution.subject)
        resolution.base = base
        resolution.passed = rules.passes(resolution.yes, base, majority)
        if resolution.passed and resolution.number is None:
            resolution.term = record.meeting.term
            resolution.number = take_number(record.meeting.term, resolution.document_type)
    Resolution.objects.bulk_update(record.resolutions, ["base", "passed", "term", "number"])


def _close_reviewed(record: Record) -> None:
    """Carries what the meeting found over to the assignments themselves: what a review ends is
    ended, what this meeting gave out anew is carried, reviewed here or not."""
    ends = {
        new.carried_from: AssignmentState.CARRIED for new in record.assignments if new.carried_from
    }
    for due in record.due:
        state = STATE_AFTER_REVIEW.get(due.review.status) if due.review else None
        if state:
            ends.pop(due.assignment, None)
            ends[due.assignment] = state
    closed = [one for one in ends if one.state == AssignmentState.OPEN]
    for assignment in closed:
        assignment.state, assignment.closed_by = ends[assignment], record.meeting
    Assignment.objects.bulk_update(closed, ["state", "closed_by"])
