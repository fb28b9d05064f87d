"""The parts of the workspace that save themselves: each POST writes one small form."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cells.forms import refuse
from meetings import access
from meetings.checklist import Part
from meetings.forms import MarkForm
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.queries import record_of, review_of
from meetings.services import assignments, planning, proposals, record, roll
from meetings.views import page_forms
from meetings.views.common import (
    answer_field,
    answer_part,
    loaded,
    page_of,
    refusal_of,
    writes,
    written,
)
from meetings.workspace import Workspace

MONOTONY, HINTS = "meetings/parts/monotony.html", "meetings/parts/hints.html"
PROPOSAL = "meetings/parts/proposal_state.html"


@writes
def replan(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = page_forms.plan_form(record_of(meeting), request.POST)
    try:
        ok = written(form, lambda: planning.replan(meeting, values=form.values(), by=request.user))
    except planning.AlreadyPlanned as standing:
        month = f"{standing.meeting.month:%m/%Y}"
        refuse(form, ValidationError({"day": f"Tháng {month} đã có buổi sinh hoạt thường kỳ."}))
        ok = False
    return answer_field(request, meeting, form, Part.PLAN, ok=ok)


@writes
def renew_rules(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    refusal = refusal_of(lambda: planning.renew_rules(meeting, by=request.user))
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, "Cuộc họp đã theo quy định mới.")
    return redirect(meeting)


@writes
def cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    refusal = refusal_of(lambda: planning.cancel(meeting, by=request.user))
    if refusal:
        messages.error(request, refusal)
        return redirect(meeting)
    messages.success(request, "Đã bỏ kế hoạch cuộc họp.")
    return redirect("meetings:list")


@writes
def start(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Opens the meeting: now when it is being held, at the planned time when entered later."""
    now = timezone.now().replace(second=0, microsecond=0)
    today = timezone.localdate(now) == meeting.held_on
    moment = now if today else meeting.planned_at
    values = {"started_at": moment}
    refusal = refusal_of(lambda: record.conduct(meeting, values=values, by=request.user))
    return answer_part(request, meeting, Part.ROLL, body="opening", refusal=refusal)


@writes
def opening(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = page_forms.opening_form(record_of(meeting), request.POST)
    ok = written(form, lambda: record.conduct(meeting, values=form.values(), by=request.user))
    return answer_field(request, meeting, form, Part.ROLL, ok=ok)


@writes
def closing(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = page_forms.closing_form(record_of(meeting), request.POST)
    ok = written(form, lambda: record.conduct(meeting, values=form.values(), by=request.user))
    return answer_field(request, meeting, form, Part.CLOSING, ok=ok, also=MONOTONY)


@writes
def refresh_roll(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    roll.refresh(meeting, by=request.user)
    return answer_part(request, meeting, Part.ROLL)


@writes
def mark(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    """One tap on the roll call."""
    row = access.part_to_write(Attendance, meeting, row_pk)
    form = page_forms.mark_form(row, request.POST)
    ok = written(
        form,
        lambda: roll.mark(
            meeting,
            row,
            status=form.cleaned_data["status"],
            reason=form.cleaned_data["reason"],
            votes=form.cleaned_data["votes"] or not form.asks_votes,
            by=request.user,
        ),
    )
    error = " ".join(problem for problems in form.errors.values() for problem in problems)
    if not request.htmx:
        if not ok:
            messages.error(request, _both_texts(form) or error)
        return redirect(f"{meeting.get_absolute_url()}#{Part.ROLL}")
    workspace = loaded(request, meeting)
    page = page_of(workspace) | {
        **_row_of(workspace, row),
        "error": error,
        "mine": form if form.conflicts else None,
        "oob": True,
    }
    return render(request, "meetings/mark_answer.html", page, status=200 if ok else 422)


def _both_texts(form: MarkForm) -> str:
    """What the two marks of a refused tap are, in words."""
    return " ".join(
        f"Chưa ghi: nơi khác vừa ghi «{one.standing or 'không'}», đồng chí chọn «{one.mine}»."
        for one in form.conflicts
    )


def _row_of(workspace: Workspace, row: Attendance) -> dict:
    found = next((line for line in workspace.roll_rows if line[0].pk == row.pk), (row, []))
    return {"row": found[0], "choices": found[1]}


@writes
def review(request: HttpRequest, meeting: Meeting, assignment_pk: int) -> HttpResponse:
    assignment = access.due_assignment(meeting, assignment_pk)
    row = review_of(meeting, assignment)
    form = page_forms.review_form(record_of(meeting), assignment, row, request.POST)
    ok = written(
        form,
        lambda: record.review(meeting, assignment, values=form.values(), by=request.user),
    )
    return answer_field(request, meeting, form, Part.REVIEWS, ok=ok, also=HINTS)


@writes
def carry(request: HttpRequest, meeting: Meeting, assignment_pk: int) -> HttpResponse:
    """Unfinished work goes on by one tap."""
    assignment = access.due_assignment(meeting, assignment_pk)
    refusal = refusal_of(lambda: assignments.carry_over(meeting, assignment, by=request.user))
    also = (Part.ASSIGNMENTS,)
    return answer_part(request, meeting, Part.REVIEWS, also=also, refusal=refusal)


@writes
def agenda(request: HttpRequest, meeting: Meeting, item_pk: int) -> HttpResponse:
    item = access.part_to_write(AgendaItem, meeting, item_pk)
    form = page_forms.agenda_form(item, request.POST)
    ok = written(
        form,
        lambda: record.write_agenda(
            meeting, item, notes=form.cleaned_data["notes"], by=request.user
        ),
    )
    return answer_field(request, meeting, form, Part.CONTENTS, ok=ok, also=MONOTONY)


@writes
def answer_proposal(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    proposal = access.proposal_to_answer(meeting, row_pk)
    form = page_forms.answer_form(meeting, proposal, request.POST)
    ok = written(
        form,
        lambda: proposals.answer(
            meeting, proposal, text=form.cleaned_data["text"], by=request.user
        ),
    )
    return answer_field(request, meeting, form, Part.CONTENTS, ok=ok, also=PROPOSAL)
