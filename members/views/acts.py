"""Acts on members: the menu of what makes sense, a guided page for each, and corrections."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from members import access, guides, services
from members.forms.acts import CorrectionForm, ReceiveForm
from members.models import Member, MemberAct
from members.queries import waiting_moves
from members.rules import working_days
from members.services import moves
from members.state import state_of
from members.views.guided import guided
from members.views.looking import looked_at


@require_safe
def act_menu(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be recorded of the member today."""
    today = localdate()
    member = access.member_to_act_on(request.user, pk, day=today)
    looked_at(request, member)
    state = state_of(member, today)
    context = {"member": member, "state": state, "groups": guides.offered(state)}
    return render(request, "members/act_menu.html", context)


def act(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One act, guided."""
    today = localdate()
    member = access.member_to_act_on(request.user, pk, day=today)
    guide = guides.GUIDES.get(kind)
    if guide is None:
        raise Http404
    looked_at(request, member)
    form = guide.form(request.POST or None, member=member, user=request.user, today=today)

    def write() -> MemberAct:
        return guide.run(member, **form.values, today=today, by=request.user)

    return guided(
        request,
        form,
        write,
        done=partial(_done, request, member),
        about=f"Đồng chí {member}",
        title=guide.label,
        lead=guide.lead,
        back=reverse("members:act-menu", args=[member.pk]),
    )


def correct(request: HttpRequest, pk: int, act_pk: int) -> HttpResponse:
    """Takes an act of the member back, with the reason."""
    today = localdate()
    wrong = access.act_of_member(request.user, pk, act_pk, day=today)
    looked_at(request, wrong.member)
    form = CorrectionForm(request.POST or None)

    def write() -> MemberAct:
        reason = form.cleaned_data["reason"]
        return services.correct(wrong, reason=reason, today=today, by=request.user)

    return guided(
        request,
        form,
        write,
        done=partial(_done, request, wrong.member),
        about=f"Đồng chí {wrong.member}",
        title=f"Đính chính: {wrong.get_kind_display().lower()} ngày {wrong.day:%d/%m/%Y}",
        lead="Mọi thứ trở lại như trước khi ghi việc này. Việc cũ và lý do vẫn còn trong sổ.",
        back=wrong.member.get_absolute_url(),
    )


def _done(request: HttpRequest, member: Member, recorded: MemberAct) -> HttpResponse:
    messages.success(request, f"Đã ghi: {recorded.get_kind_display().lower()}, đồng chí {member}.")
    for warning in recorded.warnings:
        messages.warning(request, warning)
    return redirect(member)


# --- Moves between cells that wait for an answer --------------------------------------------------


@require_safe
def waiting_list(request: HttpRequest) -> HttpResponse:
    """Members on their way between the cells that the user reads, the longest waiting first."""
    today = localdate()
    kept = access.cells_enrolled(request.user)
    rows = [
        {
            "act": move,
            "days": working_days(move.day, today),
            "receives": move.cell_to_id in kept,
            "withdraws": move.cell_from_id in kept or move.cell_to_id in kept,
        }
        for move in waiting_moves(request.user)[:200]
    ]
    context = {"rows": rows, "limit": settings.TRANSFER_WORKING_DAYS, "today": today}
    return render(request, "members/waiting.html", context)


def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """The cell that a member was sent to puts the member on its roll."""
    today = localdate()
    move = access.act_to_answer(request.user, pk)
    form = ReceiveForm(request.POST or None, member=move.member, user=request.user, today=today)

    def write() -> MemberAct:
        return moves.receive(move, **form.values, today=today, by=request.user)

    return guided(
        request,
        form,
        write,
        done=partial(_done, request, move.member),
        about="Chờ tiếp nhận",
        title=f"Tiếp nhận đồng chí {move.member}",
        lead=f"{move.cell_from} giới thiệu đến {move.cell_to} từ ngày {move.day:%d/%m/%Y}.",
        back=reverse("members:waiting"),
    )


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Either cell takes a waiting move back."""
    today = localdate()
    move = access.act_to_withdraw(request.user, pk)
    form = CorrectionForm(request.POST or None)

    def write() -> MemberAct:
        reason = form.cleaned_data["reason"]
        return services.correct(move, reason=reason, today=today, by=request.user)

    def done(_: MemberAct) -> HttpResponse:
        messages.success(request, f"Đã rút việc giới thiệu đồng chí {move.member}.")
        return redirect("members:waiting")

    return guided(
        request,
        form,
        write,
        done=done,
        about="Chờ tiếp nhận",
        title=f"Rút lại: {move.get_kind_display().lower()}",
        lead=f"Đồng chí {move.member} ở lại {move.cell_from} như trước.",
        back=reverse("members:waiting"),
    )
