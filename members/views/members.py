"""The pages of members."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts import scope
from accounts.access import cell_to_write
from accounts.models import User
from cells.models import Cell
from members import access, queries, services
from members.forms.lists import RollFilter
from members.forms.people import MemberForm, NewMemberForm
from members.guides import GUIDES
from members.state import state_of
from members.timeline import timeline_of
from members.views.looking import looked_at

MEMBERS_A_PAGE = 50


@require_safe
def member_list(request: HttpRequest) -> HttpResponse:
    """The roll of a day: of one cell, or of all that the user may read."""
    user = request.user
    form = RollFilter(request.GET, cells=scope.cells_to_read(user))
    asked = form.asked(localdate())
    rows = queries.members_of(user, **asked)
    page = Paginator(rows, MEMBERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "asked": asked,
        "narrowed": bool(asked["words"] or asked["standing"]),
        "insider_cells": set(scope.cells_with_names(user).values_list("pk", flat=True)),
        "cell_to_add_to": _cell_to_add_to(user, asked["cell"]),
        "office": scope.cells_of_office(user).exists(),
        "enrols": scope.cells_to_enrol(user).exists(),
        "past": asked["day"] != localdate(),
    }
    return render(request, "members/list.html", context)


def _cell_to_add_to(user: User, asked: Cell | None) -> Cell | None:
    """The cell that was asked for, or the only one, if the user keeps its book."""
    kept = scope.cells_to_write(user)
    if asked is not None:
        return kept.filter(pk=asked.pk).first()
    first_two = list(kept[:2])
    return first_two[0] if len(first_two) == 1 else None


@require_safe
def member_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The member's page; that of a merged double leads to the record that was kept."""
    today = localdate()
    member = access.member_to_read(request.user, pk, day=today)
    if member.merged_into_id:
        messages.info(request, f"Hồ sơ trùng của {member} đã nhập vào hồ sơ này.")
        return redirect(access.member_to_read(request.user, member.merged_into_id, day=today))
    cell = queries.current_cell_of(member, today)
    looked_at(request, member)
    acts = access.may_act(request.user, member, day=today)
    state = state_of(member, today)
    context = {
        "member": member,
        "today": today,
        "cell": cell,
        "state": state,
        "next_guide": GUIDES[state.to_do] if acts and state.to_do else None,
        "timeline": timeline_of(member),
        "writes": access.may_write(request.user, member, day=today),
        "acts": acts,
        "particulars": access.sees_particulars(request.user, member, day=today),
    }
    return render(request, "members/detail.html", context)


def member_add(request: HttpRequest, cell_pk: int) -> HttpResponse:
    cell = cell_to_write(request.user, cell_pk)
    form = NewMemberForm(request.POST or None)
    if form.is_valid():
        try:
            member = services.add_member(
                cell=cell,
                values=form.basics,
                **form.entry,
                today=localdate(),
                by=request.user,
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đồng chí {member} đã có tên trong {cell}.")
            return redirect(member)
    return render(request, "members/add.html", {"form": form, "cell": cell})


def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    today = localdate()
    member = access.member_to_write(request.user, pk, day=today)
    initial = model_to_dict(member, fields=services.BASICS)
    form = MemberForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.change_member(member, values=form.basics, today=today, by=request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "Đã lưu thông tin đảng viên.")
            return redirect(member)
    return render(request, "members/edit.html", {"form": form, "member": member})
