"""Proves the book of a cell: every page is hashed again from the rows as they stand, every link to
the page before is looked at, and what is signed must have its page.

Cells are read in batches, in a number of queries that no book changes but its length in hundreds;
nothing is asked row by row. While a batch is read nobody signs in its cells, so that no page
appears between two looks.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cells.models import Cell
from meetings.book import words
from meetings.book.canonical import digest
from meetings.book.contents import (
    Content,
    Covers,
    Unreadable,
    content_of_kept,
    contents_of_addenda,
    contents_of_minutes,
)
from meetings.book.pages import page_hash
from meetings.models import Addendum, BookPage, BookSchema, Meeting, PageKind, State

CELLS_AT_ONCE = 10
PAGES_AT_ONCE = 100


@dataclass(frozen=True)
class Misfit:
    """A page that does not fit, in words; no position for what has no page at all."""

    position: int | None
    text: str


@dataclass(frozen=True)
class Checked:
    """What was found in the book of a cell: misfits in the order of its pages."""

    cell: Cell
    pages: int
    misfits: list[Misfit]

    @property
    def first(self) -> Misfit | None:
        return self.misfits[0] if self.misfits else None

    @property
    def fits(self) -> bool:
        return not self.misfits


def check(cells: QuerySet[Cell]) -> Iterator[Checked]:
    """Looks at the book of each cell, one after the other."""
    keys = list(cells.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CELLS_AT_ONCE):
        with transaction.atomic():
            locked = Cell.objects.select_for_update(no_key=True).order_by("pk")
            batch = list(locked.filter(pk__in=keys[start : start + CELLS_AT_ONCE]))
            checked = _check(batch)
        yield from checked


def _check(cells: Sequence[Cell]) -> list[Checked]:
    books: dict[int, list[BookPage]] = defaultdict(list)
    pages = BookPage.objects.filter(cell__in=cells).select_related("meeting", "addendum")
    for page in pages.order_by("cell", "position"):
        books[page.cell_id].append(page)
    contents = _Contents([page for book in books.values() for page in book])
    unbound = _unbound(cells)
    return [
        Checked(cell, len(books[cell.pk]), [*_misfits(books[cell.pk], contents), *unbound[cell.pk]])
        for cell in cells
    ]


def _misfits(book: Sequence[BookPage], contents: "_Contents") -> Iterator[Misfit]:
    position, hashed = 0, ""
    for page in book:
        if page.position != position + 1:
            yield Misfit(position + 1, words.missing_pages(position + 1, page.position - 1))
        elif problem := _problem(page, hashed, contents):
            yield Misfit(page.position, f"{words.page_name(page)}: {problem}")
        position, hashed = page.position, page.hash


def _problem(page: BookPage, previous: str, contents: "_Contents") -> str:
    """What does not fit of the page, or nothing."""
    if page.previous_hash != previous:
        return words.NOT_LINKED
    if page.pk in contents.changed:
        return words.CHANGED_PAGE
    return contents.problem_of(page)


class _Contents:
    """What pages must hold, read for many pages at once."""

    def __init__(self, pages: Sequence[BookPage]) -> None:
        self.changed = {page.pk for page in pages if page.hash != page_hash(page)}
        self.schemas = BookSchema.objects.in_bulk({page.schema_id for page in pages} - {None})
        self.closed = {
            (page.meeting_id, page.version): page
            for page in pages
            if page.kind == PageKind.REOPENING
        }
        self.found: dict[int, Content | str] = {}
        waiting: dict[tuple[str, str], list[BookPage]] = defaultdict(list)
        for page in pages:
            if page.pk not in self.changed and page.kind != PageKind.REOPENING:
                self._look(page, waiting)
        for (kind, schema), of_schema in waiting.items():
            for start in range(0, len(of_schema), PAGES_AT_ONCE):
                self._read(kind, schema, of_schema[start : start + PAGES_AT_ONCE])

    def _look(self, page: BookPage, waiting: dict[tuple[str, str], list[BookPage]]) -> None:
        """Finds where the content of the page is: in the page that closed it, or in the rows."""
        closing = self.closed.get((page.meeting_id, page.version))
        if page.kind == PageKind.ADDENDUM:
            waiting[page.kind, page.schema_id].append(page)
        elif closing is None:
            if page.meeting.is_signed and page.meeting.version == page.version:
                waiting[page.kind, page.schema_id].append(page)
            else:
                self.found[page.pk] = words.OPENED_UNSEEN
        elif closing.pk in self.changed:
            self.found[page.pk] = words.CLOSING_PAGE_CHANGED
        else:
            self.found[page.pk] = content_of_kept(closing.content["rows"])

    def _read(self, kind: str, schema: str, pages: Sequence[BookPage]) -> None:
        covers = self.schemas[schema].covers
        if digest(covers) != schema:
            self.found |= {page.pk: words.SCHEMA_CHANGED for page in pages}
            return
        try:
            contents = _contents_of(kind, covers, pages)
        except Unreadable as error:
            self.found |= {page.pk: words.unreadable(error) for page in pages}
            return
        self.found |= contents

    def problem_of(self, page: BookPage) -> str:
        """In which rows the content differs from that of the page, or nothing."""
        if page.kind == PageKind.REOPENING:
            return ""
        found = self.found[page.pk]
        if isinstance(found, str):
            return found
        if found.hash == page.content_hash:
            return ""
        return words.difference(page.fingerprints, found.fingerprints)


def _contents_of(kind: str, covers: Covers, pages: Sequence[BookPage]) -> dict[int, Content]:
    if kind == PageKind.ADDENDUM:
        found = contents_of_addenda([page.addendum_id for page in pages], covers)
        return {page.pk: found[page.addendum_id] for page in pages}
    found = contents_of_minutes([page.meeting_id for page in pages], covers)
    return {page.pk: found[page.meeting_id] for page in pages}


def _unbound(cells: Sequence[Cell]) -> dict[int, list[Misfit]]:
    """What is signed and has no page, by cell."""
    found: dict[int, list[Misfit]] = defaultdict(list)
    own = BookPage.objects.filter(
        meeting=OuterRef("pk"), version=OuterRef("version"), kind=PageKind.MINUTES
    )
    signed = Meeting.objects.filter(cell__in=cells, state=State.SIGNED)
    for meeting in signed.exclude(Exists(own)).order_by("signed_at", "pk"):
        found[meeting.cell_id].append(Misfit(None, words.without_page(meeting)))
    openings = Count("book_pages", filter=Q(book_pages__kind=PageKind.REOPENING))
    opened = Meeting.objects.filter(cell__in=cells, version__gt=1).annotate(openings=openings)
    for meeting in opened.exclude(openings=F("version") - 1).order_by("pk"):
        found[meeting.cell_id].append(Misfit(None, words.opened_without_page(meeting)))
    loose = Addendum.objects.filter(meeting__cell__in=cells, page=None).select_related("meeting")
    for addendum in loose:
        misfit = Misfit(None, words.addendum_without_page(addendum))
        found[addendum.meeting.cell_id].append(misfit)
    return found
