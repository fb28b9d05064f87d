"""One member in a round: the review with the year's figures beside it, remarks, the level."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from evaluations import access, queries
from evaluations.figures import members_year
from evaluations.forms.cells import MemberForm, RemarkForm
from evaluations.models import MemberRating
from evaluations.proposing import Norms, grade_lines, reasons_of
from evaluations.services import cells
from evaluations.views.cells import attach_page, decide_page
from evaluations.views.common import form_page, one_click
from evaluations.views.rounds import FORM


def _about(row: MemberRating) -> str:
    return f"Đồng chí {row.name}, {row.cell_rating.cell}, năm {row.round.year}"


def _year(row: MemberRating):
    found = members_year([row.member_id], row.round.year, today=timezone.localdate())
    return found[row.member_id]


@require_safe
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """The member's line. Texts are for the cell, its overseer and the office that ratifies."""
    row = access.member_to_read(request.user, pk)
    part = row.cell_rating
    sees = access.reads_reviews(request.user, part)
    remarks = list(row.remarks.all()) if sees else []
    norms = Norms.of(row.round.regime)
    shown = {
        "row": row,
        "part": part,
        "round": row.round,
        "year": _year(row),
        "reasons": reasons_of(row, norms) if row.is_rated else [],
        "grades": grade_lines(row, norms) if row.is_rated else [],
        "gates": norms.gates_seen(row),
        "remarks": remarks,
        "asked": queries.needs_remark(row, {remark.kind for remark in row.remarks.all()}),
        "files": row.files.all() if sees else [],
        "sees": sees,
        "writes": access.writes(request.user, part),
        "decides": access.decides(request.user, part),
        "open": not row.round.is_ratified and not part.is_proposed,
    }
    return render(request, "evaluations/member.html", shown)


@FORM
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The self-review and what others said, with the year's figures beside it."""
    row = access.member_to_write(request.user, pk)
    year = _year(row)
    form = MemberForm(
        request.POST or None,
        instance=row,
        prefix="review",
        norms=Norms.of(row.round.regime),
        work=year.work,
    )
    return form_page(
        request,
        form,
        lambda: cells.review_member(row, values=form.values(), by=request.user),
        title="Kiểm điểm đảng viên",
        about=_about(row),
        back=row.get_absolute_url(),
        done="Đã lưu bản kiểm điểm.",
        then=row,
        year=year,
        template="evaluations/review.html",
    )


@FORM
def remark_add(request: HttpRequest, pk: int) -> HttpResponse:
    """What another cell says of the member."""
    row = access.member_to_write(request.user, pk)
    form = RemarkForm(request.POST or None, prefix="remark")
    return form_page(
        request,
        form,
        lambda: cells.add_remark(row, values=form.all_values(), by=request.user),
        title="Thêm nhận xét",
        about=_about(row),
        back=row.get_absolute_url(),
        done="Đã ghi nhận xét.",
        then=row,
    )


@require_POST
def remark_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a remark back."""
    remark = access.remark_to_write(request.user, pk)
    return one_click(
        request,
        lambda: cells.remove_remark(remark, by=request.user),
        done="Đã bỏ nhận xét.",
        then=remark.rating,
    )


@FORM
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The level that the committee means to ratify for the member."""
    row = access.member_to_decide(request.user, pk)
    if not row.is_rated:
        messages.error(request, "Đồng chí này không thuộc diện xếp loại tại chi bộ.")
        return redirect(row)
    return decide_page(request, row, row.cell_rating, about=_about(row))


@FORM
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """A form of the member that was filled in elsewhere."""
    row = access.member_to_write(request.user, pk)
    return attach_page(request, row.cell_rating, row, about=_about(row))
