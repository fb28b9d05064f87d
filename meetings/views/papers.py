"""Papers to print beside the minutes, and the note that the documents have gone out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import cell_to_read
from documents.blocks import Document
from meetings import access, printing, queries
from meetings.forms import IssuingForm
from meetings.models import Meeting
from meetings.queries_work import open_work as open_work_of
from meetings.record import Record
from meetings.services import preparing as service
from meetings.views.common import download, written
from members.models import OfficeKind
from members.queries import office_holder

PAPERS = {
    "given-work": (printing.given_work, "phan cong nhiem vu"),
    "blank-roll": (printing.blank_roll, "diem danh"),
    "blank-agenda": (printing.blank_agenda, "chuong trinh"),
}
"""What is printed from the record alone: the writer, and how the file is called."""


@require_safe
def paper(request: HttpRequest, pk: int, name: str, file_format: str) -> HttpResponse:
    """A list or a blank form of the meeting."""
    meeting = access.meeting_to_read(request.user, pk)
    make, called = PAPERS[name]
    record: Record = queries.record_of(meeting)
    document: Document = make(record)
    return download(document, file_format, f"{called} {meeting.cell} {meeting.held_on:%Y-%m-%d}")


@require_safe
def open_work(request: HttpRequest, cell_pk: int, file_format: str) -> HttpResponse:
    """What the cell has open today, to hand round."""
    cell = cell_to_read(request.user, cell_pk)
    now = timezone.now()
    day = timezone.localdate(now)
    regime = queries.regime_on(day)
    if regime is None:
        raise Http404
    secretary = office_holder(cell, OfficeKind.SECRETARY, day)
    document = printing.open_work(
        cell,
        regime,
        list(open_work_of(cell, day)),
        day=day,
        secretary=secretary.full_name if secretary else "",
        created=now,
    )
    return download(document, file_format, f"nhiem vu {cell} {day:%Y-%m-%d}")


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes when the documents of a signed meeting went out."""
    meeting = access.meeting_to_write(request.user, pk)
    today = timezone.localdate()
    form = issuing_form(meeting, request)
    try:
        done = written(
            form,
            lambda: service.issue(meeting, values=form.all_values(), today=today, by=request.user),
        )
    except service.NotSigned:
        messages.error(request, "Ký biên bản trước rồi mới ban hành văn bản.")
        return redirect(meeting)
    if done:
        messages.success(request, "Đã ghi ngày ban hành.")
        return redirect(meeting)
    page = {"meeting": meeting, "form": form, "part": "issuing"}
    return render(request, "meetings/form_page.html", page, status=422)


def issuing_form(meeting: Meeting, request: HttpRequest) -> IssuingForm:
    """The form of the issue of a signed meeting, filled from what was noted before."""
    return IssuingForm(
        request.POST if request.method == "POST" else None,
        instance=getattr(meeting, "issuing", None),
        prefix="issuing",
        today=timezone.localdate(),
    )
