"""The bound book of a cell: its terms, the proof of its chain, the book of a term as one file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import cell_to_read
from cells.models import Cell
from meetings import access, printing, queries_book
from meetings.book.verifying import check
from meetings.models import ReadingWay
from meetings.services import reserved
from meetings.views.signing import download


@require_safe
def book(request: HttpRequest, cell_pk: int) -> HttpResponse:
    """The terms of the cell with their minutes, and where the chain ends."""
    cell = cell_to_read(request.user, cell_pk)
    return render(request, "meetings/book.html", _page(cell))


@require_safe
def book_check(request: HttpRequest, cell_pk: int) -> HttpResponse:
    """The same with the book proved, page by page."""
    cell = cell_to_read(request.user, cell_pk)
    (checked,) = check(Cell.objects.filter(pk=cell.pk))
    return render(request, "meetings/book.html", _page(cell) | {"checked": checked})


def _page(cell: Cell) -> dict:
    return {
        "cell": cell,
        "terms": queries_book.terms_of(cell),
        "end": queries_book.last_page(cell),
    }


@require_safe
def book_file(request: HttpRequest, pk: int) -> HttpResponse:
    """All minutes of the term as one PDF, with the names that the reader may see."""
    term = access.term_to_read(request.user, pk)
    leaves, end = queries_book.leaves_of(term), queries_book.last_page(term.cell)
    if not leaves or end is None:
        raise Http404
    opinions = [opinion for leaf in leaves if leaf.record for opinion in leaf.record.opinions]
    reserved.note_readings(opinions, how=ReadingWay.PDF, now=timezone.now(), by=request.user)
    names = access.sees_names_in(request.user, term.cell)
    document = printing.book(leaves, end, reveal_speakers=names)
    return download(document, "pdf", f"so bien ban {term.cell} {term.name}")
