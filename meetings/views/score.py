"""The score of a meeting: the cell's own in the workspace, the superior's after the signature."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cells.forms import refuse
from meetings import access, printing, queries_scores
from meetings.checklist import Part
from meetings.forms import SuperiorForm
from meetings.models import Criterion, Meeting
from meetings.queries import record_of
from meetings.services import scores, superior
from meetings.views import page_forms
from meetings.views.common import answer_field, answer_part, refusal_of, writes, written
from meetings.views.read import read_page
from meetings.views.signing import download


@writes
def score(request: HttpRequest, meeting: Meeting, criterion_pk: int) -> HttpResponse:
    """Points, reason or remedy of one criterion."""
    criterion = get_object_or_404(Criterion, pk=criterion_pk)
    sheet = record_of(meeting).score
    line = sheet.line_of(criterion.pk) if sheet else None
    if line is None:
        raise Http404
    form = page_forms.score_form(meeting, sheet, line, request.POST)
    ok = written(
        form, lambda: scores.mark(meeting, criterion, values=form.values(), by=request.user)
    )
    return answer_field(request, meeting, form, Part.SCORE, ok=ok)


@writes
def fill(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Full points for what people judge and have not judged yet, by one tap."""
    refusal = refusal_of(lambda: scores.fill(meeting, by=request.user))
    return answer_part(request, meeting, Part.SCORE, body="score_lines", refusal=refusal)


@writes
def settle(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Who kept the score, and the approval of the cell."""
    form = page_forms.settle_form(record_of(meeting), request.POST)
    ok = written(form, lambda: scores.settle(meeting, values=form.values(), by=request.user))
    return answer_field(request, meeting, form, Part.SCORE, ok=ok)


@require_safe
def score_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The score sheet as DOCX or PDF."""
    meeting = access.meeting_to_read(request.user, pk)
    record = record_of(meeting)
    if record.score is None:
        raise Http404
    name = f"phieu cham diem {meeting.cell} {meeting.held_on:%Y-%m-%d}"
    return download(printing.score_sheet(record), file_format, name)


@require_POST
def superior_score(request: HttpRequest, pk: int) -> HttpResponse:
    """The superior's points, confirmed as a whole."""
    meeting = access.meeting_to_oversee(request.user, pk)
    record = record_of(meeting)
    if record.score is None or not meeting.is_signed:
        messages.error(request, "Buổi sinh hoạt này chưa có điểm để cấp trên chấm.")
        return redirect(meeting)
    form = SuperiorForm(request.POST, sheet=record.score)
    if form.is_valid():
        try:
            superior.score(
                meeting,
                given=form.given(),
                note=form.cleaned_data["note"],
                now=timezone.now(),
                by=request.user,
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "Đã ghi điểm của cấp trên.")
            return redirect(f"{meeting.get_absolute_url()}#score")
    return read_page(request, meeting, refused=form)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The signed meetings that wait for the score of the superior."""
    rows = queries_scores.waiting_for_superior(request.user)
    page = {"page": Paginator(rows, 25).get_page(request.GET.get("page"))}
    return render(request, "meetings/waiting_for_score.html", page)
