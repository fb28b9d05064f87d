"""Adding pages to the bound book of a cell."""

from datetime import datetime

from accounts.models import User
from cells.models import Cell
from meetings.book.contents import (
    Covers,
    contents_of_addenda,
    contents_of_minutes,
    covered_by_addendum,
    covered_by_minutes,
)
from meetings.book.pages import chained
from meetings.models import Addendum, BookPage, BookSchema, Meeting, PageKind


def bind_minutes(meeting: Meeting, *, at: datetime, by: User) -> BookPage:
    """The page of minutes that are signed in this transaction, from the rows as they stand."""
    digest, covers = covered_by_minutes()
    content = contents_of_minutes([meeting.pk], covers)[meeting.pk]
    page = BookPage(
        kind=PageKind.MINUTES,
        meeting=meeting,
        version=meeting.version,
        schema=schema_row(digest, covers),
        content_hash=content.hash,
        fingerprints=content.fingerprints,
        made_at=at,
        made_by=by,
    )
    return append(page, cell=meeting.cell_id)


def bind_addendum(addendum: Addendum) -> BookPage:
    """The page of an addendum that is signed in this transaction."""
    digest, covers = covered_by_addendum()
    content = contents_of_addenda([addendum.pk], covers)[addendum.pk]
    page = BookPage(
        kind=PageKind.ADDENDUM,
        meeting=addendum.meeting,
        version=addendum.version,
        addendum=addendum,
        schema=schema_row(digest, covers),
        content_hash=content.hash,
        fingerprints=content.fingerprints,
        made_at=addendum.signed_at,
        made_by=addendum.signed_by,
    )
    return append(page, cell=addendum.meeting.cell_id)


def schema_row(digest: str, covers: Covers) -> BookSchema:
    """The row that keeps this list of fields."""
    row, _ = BookSchema.objects.get_or_create(digest=digest, defaults={"covers": covers})
    return row


def append(page: BookPage, *, cell: int) -> BookPage:
    """Puts the page at the end of the cell's book. Two pages at once take turns: the lock on the
    cell lasts as long as the transaction."""
    Cell.objects.select_for_update(no_key=True).get(pk=cell)
    last = BookPage.objects.filter(cell=cell).order_by("-position")
    page.cell_id = cell
    chained(page, after=last.values_list("position", "hash").first() or (0, ""))
    page.save(force_insert=True)
    return page
