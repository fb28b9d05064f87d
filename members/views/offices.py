"""Terms and offices of a cell, and the merging of one cell into another."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts import scope
from accounts.access import cell_to_read
from cells.models import Cell
from cells.queries import in_being, term_on
from members import access, queries, rules, services
from members.forms.acts import CorrectionForm
from members.forms.cells import CongressForm, LeaveOfficeForm, MergeCellsForm, OfficeForm
from members.models import ActKind, MemberAct, OfficeKind
from members.services import cell_merging, terms
from members.telling import told_of
from members.views.guided import guided


@require_safe
def offices(request: HttpRequest, pk: int) -> HttpResponse:
    """Who leads the cell now and who led it, term by term, and the acts behind it."""
    cell = cell_to_read(request.user, pk)
    today = localdate()
    acts = list(queries.journal_of_cell(cell)[:100])
    told = told_of({act.pk: act.changes for act in acts})
    sitting = list(queries.offices_of(cell, today))
    figures = queries.figures_of(cell, today)
    kinds = {office.kind for office in sitting}
    has_committee = OfficeKind.COMMITTEE_MEMBER in kinds
    context = {
        "cell": cell,
        "today": today,
        "term": term_on(cell, today),
        "offices": sitting,
        "terms": queries.terms_of(cell),
        "journal": [(act, told[act.pk]) for act in acts],
        "doubts": rules.doubts_of_election(figures["official"], has_committee=has_committee),
        "enrols": scope.cells_to_enrol(request.user).filter(pk=cell.pk).exists(),
        "merges": not cell.dissolved
        and scope.cells_of_office(request.user).filter(pk=cell.pk).exists(),
    }
    return render(request, "cells/offices.html", context)


def congress(request: HttpRequest, pk: int) -> HttpResponse:
    cell = access.cell_to_enrol(request.user, pk)
    today = localdate()
    form = CongressForm(request.POST or None, members=queries.electable(cell, today))

    def write() -> MemberAct:
        return terms.hold_congress(cell, **form.values, today=today, by=request.user)

    return _guided(
        request,
        cell,
        form,
        write,
        title="Đại hội chi bộ, nhiệm kỳ mới",
        lead="Nhiệm kỳ cũ và các chức vụ cũ hết vào hôm trước; số văn bản bắt đầu lại từ 01.",
    )


def office_change(request: HttpRequest, pk: int) -> HttpResponse:
    cell = access.cell_to_enrol(request.user, pk)
    today = localdate()
    form = OfficeForm(request.POST or None, members=queries.electable(cell, today))

    def write() -> MemberAct:
        return terms.take_office(cell, **form.values, today=today, by=request.user)

    return _guided(
        request,
        cell,
        form,
        write,
        title="Kiện toàn chức vụ",
        lead="Thay đổi trong nhiệm kỳ. Bí thư mới thay bí thư cũ từ ngày này.",
    )


def office_end(request: HttpRequest, pk: int) -> HttpResponse:
    cell = access.cell_to_enrol(request.user, pk)
    today = localdate()
    form = LeaveOfficeForm(request.POST or None, members=queries.in_office(cell, today))

    def write() -> MemberAct:
        return terms.leave_office(cell, **form.values, today=today, by=request.user)

    return _guided(
        request,
        cell,
        form,
        write,
        title="Thôi giữ chức vụ",
        lead="Đồng chí vẫn là đảng viên của chi bộ.",
    )


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """The office of the committee above merges the cell into another of its cells."""
    cell = access.cell_of_office(request.user, pk)
    today = localdate()
    others = scope.cells_of_office(request.user).filter(pk__in=in_being(today)).exclude(pk=cell.pk)
    form = MergeCellsForm(request.POST or None, cells=others)

    def write() -> MemberAct:
        return cell_merging.merge_cells(cell, **form.values, today=today, by=request.user)

    return _guided(
        request,
        cell,
        form,
        write,
        title="Sáp nhập chi bộ",
        lead=f"Cả danh sách của {cell} chuyển sang chi bộ khác; {cell} giải thể.",
    )


def correct(request: HttpRequest, pk: int, act_pk: int) -> HttpResponse:
    """Takes a congress or a merger back, with the reason."""
    today = localdate()
    wrong = access.act_of_cell(request.user, pk, act_pk, day=today)
    form = CorrectionForm(request.POST or None)

    def write() -> MemberAct:
        reason = form.cleaned_data["reason"]
        return services.correct(wrong, reason=reason, today=today, by=request.user)

    return _guided(
        request,
        wrong.cell_from or wrong.cell_to,
        form,
        write,
        title=f"Đính chính: {wrong.get_kind_display().lower()} ngày {wrong.day:%d/%m/%Y}",
        lead="Mọi thứ trở lại như trước khi ghi việc này. Việc cũ và lý do vẫn còn trong sổ.",
    )


def _guided(request: HttpRequest, cell: Cell, form, write, **words: str) -> HttpResponse:
    return guided(
        request,
        form,
        write,
        done=partial(_done, request, cell),
        about=str(cell),
        back=reverse("cells:offices", args=[cell.pk]),
        **words,
    )


def _done(request: HttpRequest, cell: Cell, act: MemberAct) -> HttpResponse:
    messages.success(request, f"Đã ghi: {act.get_kind_display().lower()}, {cell}.")
    for warning in act.warnings:
        messages.warning(request, warning)
    if act.kind == ActKind.CELLS_MERGED:
        return redirect(act.cell_to)
    return redirect("cells:offices", cell.pk)
