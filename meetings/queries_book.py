"""Reads of the bound books: the terms of a cell, and all that a term's book prints."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from cells.models import Cell, Term
from meetings.models import BookPage, Meeting, PageKind, State, once_signed
from meetings.queries import records_of
from meetings.record import Record


def terms_of(cell: Cell) -> QuerySet[Term]:
    """The terms of the cell, the latest first, with their signed minutes counted (`signed`, from
    number `first` to `last`), and how many are `reopened` and wait to be signed again."""
    mine = Q(meetings__state=State.SIGNED)
    return (
        Term.objects.filter(cell=cell)
        .annotate(
            signed=Count("meetings", filter=mine),
            reopened=Count("meetings", filter=once_signed("meetings__") & ~mine),
            first=Min("meetings__minutes_number"),
            last=Max("meetings__minutes_number"),
        )
        .order_by("-validity")
    )


def last_page(cell: Cell) -> BookPage | None:
    """The page at which the chain of the cell ends."""
    pages = BookPage.objects.filter(cell=cell).defer("content", "fingerprints")
    return pages.order_by("-position").first()


@dataclass(frozen=True)
class Leaf:
    """One minutes of a book: versions that were closed, then the one that stands, if it does."""

    meeting: Meeting
    closed: list[BookPage]
    record: Record | None


def leaves_of(term: Term) -> list[Leaf]:
    """All minutes of the term in the order of their numbers, in a number of queries that no length
    of the book changes."""
    meetings = list(
        Meeting.objects.filter(once_signed(), term=term)
        .select_related(
            "cell__committee", "regime", "term", "chair", "minute_taker", "theme", "presenter"
        )
        .order_by("minutes_number")
    )
    records = records_of([meeting for meeting in meetings if meeting.is_signed])
    standing = {record.meeting.pk: record for record in records}
    closed: dict[int, list[BookPage]] = {meeting.pk: [] for meeting in meetings}
    closings = BookPage.objects.filter(meeting__in=meetings, kind=PageKind.REOPENING)
    for page in closings.order_by("version"):
        closed[page.meeting_id].append(page)
    return [Leaf(meeting, closed[meeting.pk], standing.get(meeting.pk)) for meeting in meetings]
