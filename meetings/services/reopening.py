"""Opening signed minutes again: an act of the committee's office, with its reason, on a page of
the cell's book that keeps the version which it closes."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Min

from accounts import scope
from accounts.models import User
from cells.models import Cell
from documents.stored import to_data
from meetings import printing
from meetings.book.contents import whole_rows
from meetings.models import (
    Assignment,
    AssignmentReview,
    AssignmentState,
    BookPage,
    Meeting,
    PageKind,
    Resolution,
    State,
)
from meetings.queries import heard_in_signed, record_of
from meetings.services.book import append, bind_minutes
from meetings.services.minutes import STATE_AFTER_REVIEW
from meetings.signals import minutes_reopened

SHORTEST_REASON = 10


def reopen(meeting: Meeting, *, reason: str, now: datetime, by: User) -> BookPage:
    """The page that closes the signed version; the minutes are open for the next one.

    Numbers stay. What the signature did to earlier work is taken back, unless other signed
    minutes stand on it. Raises ValidationError on `reason`, or when the minutes are not signed;
    PermissionDenied for anybody but the office of a committee above.
    """
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise ValidationError({"reason": "Xin ghi rõ lý do mở lại, ít nhất 10 chữ cái."})
    with transaction.atomic():
        book = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if not scope.cells_of_office(by).filter(pk=book.cell_id).exists():
            raise PermissionDenied
        if not book.is_signed:
            raise ValidationError("Biên bản này chưa ký hoặc đã được mở lại.")
        Cell.objects.select_for_update(no_key=True).get(pk=book.cell_id)
        page = append(_closing_page(book, reason=reason, now=now, by=by), cell=book.cell_id)
        since = _first_month(book)
        _open(book)
        _take_back(book)
        transaction.on_commit(
            lambda: minutes_reopened.send(Meeting, meeting=book, since=since), robust=True
        )
    return page


def _first_month(book: Meeting) -> date:
    """The month of the meeting, or that of the oldest work that its signature has ended."""
    ended = Assignment.objects.filter(closed_by=book)
    oldest = ended.aggregate(month=Min("meeting__month"))["month"]
    return min(oldest or book.month, book.month)


def _closing_page(book: Meeting, *, reason: str, now: datetime, by: User) -> BookPage:
    """The page with the whole version: its rows, which prove it, and its papers, to be read."""
    closed = BookPage.objects.filter(
        meeting=book, version=book.version, kind=PageKind.MINUTES
    ).first()
    if closed is None:  # signed before the book was bound
        closed = bind_minutes(book, at=now, by=by)
    record = record_of(book)
    papers = {
        "minutes": to_data(printing.minutes(record, reveal_speakers=True)),
        "without_names": to_data(printing.minutes(record, reveal_speakers=False)),
        "resolutions": [to_data(printing.resolution(record, one)) for one in record.resolutions],
    }
    return BookPage(
        kind=PageKind.REOPENING,
        meeting=book,
        version=book.version,
        reason=reason,
        content={"rows": whole_rows(book.pk, closed.schema.covers), "papers": papers},
        made_at=now,
        made_by=by,
    )


def _open(book: Meeting) -> None:
    """The next version begins with what the last one said; the next signature counts anew."""
    book.version += 1
    book.state, book.signed_at, book.signed_by, book.counts = State.OPEN, None, None, {}
    book.save(update_fields=["version", "state", "signed_at", "signed_by", "counts"])
    Resolution.objects.filter(meeting=book).update(base=None, passed=None)


def _take_back(book: Meeting) -> None:
    """Work that these minutes have ended is open again, or ended by the other signed minutes that
    found the same of it. What they handed out anew, and others have heard of, stays carried."""
    heard = heard_in_signed(Assignment.objects.filter(meeting=book, carried_from__isnull=False))
    kept = list(heard.values_list("carried_from", flat=True))
    ended = list(Assignment.objects.select_for_update().filter(closed_by=book).exclude(pk__in=kept))
    found = AssignmentReview.objects.filter(
        assignment__in=ended, status__in=STATE_AFTER_REVIEW, meeting__state=State.SIGNED
    ).order_by("-meeting__signed_at", "-pk")
    # The earliest signature comes last and stands.
    others = {
        review.assignment_id: (STATE_AFTER_REVIEW[review.status], review.meeting_id)
        for review in found
    }
    for assignment in ended:
        state = others.get(assignment.pk, (AssignmentState.OPEN, None))
        assignment.state, assignment.closed_by_id = state
    Assignment.objects.bulk_update(ended, ["state", "closed_by"])
