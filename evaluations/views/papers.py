"""What is printed of a round: documents, prescribed forms, workbooks."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from cells.text import fold
from documents.blocks import Document
from documents.sheets import CONTENT_TYPES, write_sheet
from evaluations import access, prescribed, printing, queries, workbook
from evaluations.figures import cells_year, members_year
from evaluations.models import CellRating, MemberRating, Status
from evaluations.proposing import Norms
from evaluations.roundpapers import paper_of
from meetings.views.common import download
from members.access import sees_particulars

NO_CACHE = "private, no-store"


def _rated(part: CellRating) -> list[MemberRating]:
    return list(
        part.members.filter(status=Status.RATED)
        .defer("self_review", "comments")
        .order_by("member__sort_key", "pk")
    )


def _ballots(part: CellRating) -> Document:
    return printing.ballot_papers(part, _rated(part), day=timezone.localdate())


def _minutes(part: CellRating) -> Document:
    return printing.count_minutes(part, _rated(part), day=timezone.localdate())


def _list(part: CellRating) -> Document:
    left = list(part.members.exclude(status=Status.RATED).order_by("member__sort_key"))
    day = timezone.localdate(part.round.ratified_at) if part.round.ratified_at else None
    day = day or part.proposed_on or timezone.localdate()
    return printing.cell_list(part, _rated(part), left, day=day)


def _grades(part: CellRating) -> Document:
    norms = Norms.of(part.round.regime)
    if not norms.criteria:
        raise Http404
    return printing.grade_sheet(part, _rated(part), norms, day=timezone.localdate())


CELL_PAPERS: dict[str, Callable[[CellRating], Document]] = {
    "ballots": _ballots,
    "count": _minutes,
    "grades": _grades,
    "list": _list,
}


@require_safe
def cell_paper(request: HttpRequest, pk: int, name: str, file_format: str) -> HttpResponse:
    """Ballots, the minutes of the count, the grades of criteria, the list of a cell."""
    part = access.cell_to_read(request.user, pk)
    if name not in CELL_PAPERS:
        raise Http404
    called = f"{name} {part.cell} {part.round.year}"
    return download(CELL_PAPERS[name](part), file_format, called)


@require_safe
def round_paper(request: HttpRequest, pk: int, name: str, file_format: str) -> HttpResponse:
    """The list of levels, or a part of a long one, and the report to the committee above."""
    round_ = access.round_to_read(request.user, pk)
    document = paper_of(round_, name)
    if document is None:
        raise Http404
    return download(document, file_format, f"{name} {round_}")


@require_safe
def closed(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """A ratification that was opened again, as it was printed."""
    round_ = access.round_to_read(request.user, pk)
    row = access.closed_to_read(round_, version)
    names = queries.lists_kept(row)
    name = request.GET.get("part")
    name = name if name in names else names[0]
    shown = {
        "round": round_,
        "closed": row,
        "document": printing.closed_paper(row, queries.kept_paper(row, name)),
        "names": names,
        "name": name,
    }
    return render(request, "evaluations/closed.html", shown)


@require_safe
def closed_paper(
    request: HttpRequest, pk: int, version: int, name: str, file_format: str
) -> HttpResponse:
    """The same as DOCX or PDF, and the report that went with it."""
    round_ = access.round_to_read(request.user, pk)
    row = access.closed_to_read(round_, version)
    kept = queries.kept_paper(row, name)
    if kept is None:
        raise Http404
    called = f"{name} {round_} lan {version}"
    return download(printing.closed_paper(row, kept), file_format, called)


@require_safe
def round_sheet(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """All cells, or all members, of a year as XLSX."""
    round_ = access.round_to_read(request.user, pk)
    norms = Norms.of(round_.regime)
    if name == "cells":
        parts = (
            queries.parts_in(round_)
            .select_related("cell")
            .defer("self_review")
            .order_by("cell__sort_key", "pk")
        )
        columns, rows = workbook.cell_columns(norms), workbook.cell_rows(parts, norms)
    elif name == "members":
        people = (
            round_.member_ratings.select_related("cell_rating__cell")
            .defer("self_review", "comments")
            .order_by("cell_rating__cell__sort_key", "member__sort_key", "pk")
        )
        columns = workbook.member_columns(norms)
        rows = workbook.member_rows(people.iterator(chunk_size=2000), norms)
    else:
        raise Http404
    response = FileResponse(
        write_sheet(columns, rows, title=f"Năm {round_.year}", file_format="xlsx"),
        as_attachment=True,
        filename=f"xep-loai-{name}-{round_.year}.xlsx",
        content_type=CONTENT_TYPES["xlsx"],
    )
    response["Cache-Control"] = NO_CACHE
    return response


# --- Prescribed forms -----------------------------------------------------------------------------
@require_safe
def cell_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of the collective on the prescribed form."""
    part = access.cell_to_read(request.user, pk)
    if not access.reads_reviews(request.user, part):
        raise PermissionDenied
    year = cells_year([part.cell_id], part.round.year, today=timezone.localdate())
    kind, fields = prescribed.of_cell(part, year[part.cell_id])
    return _filled(request, part, part, kind, fields, f"kiem diem {part.cell}")


@require_safe
def member_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The self-review of a member on the prescribed form."""
    row = access.member_to_read(request.user, pk)
    if not access.reads_reviews(request.user, row.cell_rating):
        raise PermissionDenied
    today = timezone.localdate()
    year = members_year([row.member_id], row.round.year, today=today)
    particulars = sees_particulars(request.user, row.member, day=today)
    kind, fields = prescribed.of_member(row, year[row.member_id], particulars=particulars)
    return _filled(request, row.cell_rating, row, kind, fields, f"kiem diem {row.name}")


def _filled(
    request: HttpRequest,
    part: CellRating,
    row: CellRating | MemberRating,
    kind: str,
    fields: dict[str, object],
    name: str,
) -> HttpResponse:
    try:
        content = prescribed.fill(kind, part, fields)
    except prescribed.FormFault as fault:
        messages.error(request, f"{fault} Xin báo quản trị viên thay mẫu.")
        return redirect(row)
    response = HttpResponse(content, content_type=prescribed.CONTENT_TYPE)
    called = slugify(fold(f"{name} {part.round.year}"))
    response["Content-Disposition"] = f'attachment; filename="{called}.docx"'
    response["Cache-Control"] = NO_CACHE
    return response
