"""One member in a round: the review with the year's figures beside it, remarks, the level."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from evaluations import access, queries
from evaluations.figures import members_year
from evaluations.forms.cells import MemberForm, RemarkForm, ResidenceForm, SayForm
from evaluations.models import MemberRating, RemarkKind
from evaluations.proposing import Norms, grade_lines, reasons_of
from evaluations.services import cells
from evaluations.views.cells import attach_page, decide_page
from evaluations.views.common import form_page, one_click
from evaluations.views.rounds import FORM, ROWS_A_PAGE


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
    remarks = list(row.remarks.select_related("by_cell", "written_by")) if sees else []
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
        "files": queries.with_ratified(row.files.all()) if sees else [],
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
    year, norms = _year(row), Norms.of(row.round.regime)
    reasons = reasons_of(row, norms) if row.ballots else []
    form = MemberForm(
        request.POST or None, instance=row, prefix="review", norms=norms, work=year.work
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
        reasons=reasons,
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


@FORM
def residence(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks a cell for the remark of the place of residence."""
    row = access.member_to_write(request.user, pk)
    form = ResidenceForm(
        request.POST or None,
        instance=row,
        prefix="residence",
        cells=queries.may_say_of_residence(row.cell_rating),
    )
    return form_page(
        request,
        form,
        lambda: cells.ask_residence(row, values=form.values(), by=request.user),
        title="Xin nhận xét nơi cư trú",
        about=_about(row),
        back=row.get_absolute_url(),
        done="Đã ghi; chi bộ được xin thấy trong danh sách của mình.",
        then=row,
    )


@require_safe
def remarks_asked(request: HttpRequest) -> HttpResponse:
    """What other cells ask the user's cells to say of members who are rated there."""
    rows = queries.remarks_asked(request.user)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "evaluations/remarks.html", {"page": page})


@FORM
def remark_write(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The remark of a cell on a member who is rated elsewhere."""
    asked, remark = access.remark_asked(request.user, pk, kind)
    if asked["closed"]:
        messages.error(request, "Chi bộ chính thức đã gửi đề nghị nên không ghi nhận xét nữa.")
        return redirect("evaluations:remarks-asked")
    form = SayForm(request.POST or None, instance=remark, prefix="say")
    return form_page(
        request,
        form,
        lambda: cells.say(
            remark.rating,
            kind=kind,
            cell=remark.by_cell,
            values=form.values(),
            by=request.user,
        ),
        title=RemarkKind(kind).label,
        about=f"Đồng chí {asked['name']}, xếp loại tại {asked['home']}, năm {asked['year']}",
        back=reverse("evaluations:remarks-asked"),
        done="Đã ghi nhận xét; chi bộ chính thức đọc được ngay.",
        then="evaluations:remarks-asked",
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
