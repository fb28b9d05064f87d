"""What is printed of a round: documents, prescribed forms, workbooks."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from cells.text import fold
from documents.blocks import Document
from documents.sheets import CONTENT_TYPES, write_sheet
from evaluations import access, prescribed, printing, queries, workbook
from evaluations.figures import cells_year, members_year
from evaluations.models import CellRating, MemberRating, Round, Status
from evaluations.proposing import Norms
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
    today = timezone.localdate()
    base = queries.voting_base_of(part, today)
    return printing.ballot_papers(part, _rated(part), base=base, day=today)


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


def _day_of(round_: Round) -> date:
    return timezone.localdate(round_.ratified_at or timezone.now())


def _ratified_list(round_: Round) -> Document:
    parts = list(round_.cell_ratings.select_related("cell").order_by("cell__sort_key", "pk"))
    rows = (
        round_.member_ratings.filter(status=Status.RATED)
        .select_related("cell_rating__cell")
        .defer("self_review", "comments")
        .order_by("cell_rating__cell__sort_key", "cell_rating", "member__sort_key", "pk")
    )
    return printing.ratified_list(round_, parts, list(rows), day=_day_of(round_))


def _summary(round_: Round) -> Document:
    flags: dict[str, int] = {}
    for _, flag in queries.flags_of(round_):
        flags[flag] = flags.get(flag, 0) + 1
    return printing.summary(
        round_,
        cells=queries.cell_levels_of(round_),
        people=queries.levels_of(round_),
        statuses=queries.statuses_of(round_),
        changed=queries.changed_in(round_),
        cap=queries.cap_of(round_),
        flags=flags,
        day=_day_of(round_),
    )


ROUND_PAPERS: dict[str, Callable[[Round], Document]] = {
    "list": _ratified_list,
    "summary": _summary,
}


@require_safe
def round_paper(request: HttpRequest, pk: int, name: str, file_format: str) -> HttpResponse:
    """The list of levels, and the report to the committee above."""
    round_ = access.round_to_read(request.user, pk)
    if name not in ROUND_PAPERS:
        raise Http404
    return download(ROUND_PAPERS[name](round_), file_format, f"{name} {round_}")


@require_safe
def round_sheet(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """All cells, or all members, of a year as XLSX."""
    round_ = access.round_to_read(request.user, pk)
    norms = Norms.of(round_.regime)
    if name == "cells":
        parts = round_.cell_ratings.select_related("cell").order_by("cell__sort_key", "pk")
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
