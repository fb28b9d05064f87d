"""Acts on signed minutes, and the versions that were signed before."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from meetings import access, printing
from meetings.forms import AddendumForm, ReopenForm
from meetings.models import Meeting, ReadingWay
from meetings.services import addenda, reopening
from meetings.views.common import download, written
from meetings.views.reading import closed_minutes_to_read

NOT_SIGNED = "Biên bản này chưa ký hoặc đang mở lại, nên chưa làm được việc đó."


@require_http_methods(["GET", "HEAD", "POST"])
def add_addendum(request: HttpRequest, pk: int) -> HttpResponse:
    """An addendum to signed minutes."""
    meeting = access.meeting_to_write(request.user, pk)
    form = AddendumForm(request.POST or None)

    def write() -> None:
        values = form.cleaned_data
        addenda.add(meeting, values=values, now=timezone.now(), by=request.user)

    done = "Đã ký phụ lục đính chính; phụ lục in kèm biên bản."
    return _act(request, meeting, form, write, page="meetings/addendum.html", done=done)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks the committee's office for the reason, and opens the minutes again."""
    meeting = access.meeting_to_manage(request.user, pk)
    form = ReopenForm(request.POST or None)

    def write() -> None:
        reason = form.cleaned_data["reason"]
        reopening.reopen(meeting, reason=reason, now=timezone.now(), by=request.user)

    done = "Đã mở lại biên bản; thư ký chi bộ sửa rồi ký lại. Bản đã ký trước vẫn đọc được."
    return _act(request, meeting, form, write, page="meetings/reopen.html", done=done)


def _act(
    request: HttpRequest,
    meeting: Meeting,
    form: forms.Form,
    write: Callable[[], None],
    *,
    page: str,
    done: str,
) -> HttpResponse:
    if not meeting.is_signed:
        messages.error(request, NOT_SIGNED)
        return redirect(meeting)
    if request.method == "POST" and written(form, write):
        messages.success(request, done)
        return redirect(meeting)
    status = 422 if form.errors else 200
    return render(request, page, {"meeting": meeting, "form": form}, status=status)


@require_safe
def version(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """The minutes of an earlier signature, as they were printed then."""
    meeting = access.meeting_to_read(request.user, pk)
    closing = access.closing_page(meeting, version)
    page = {
        "meeting": meeting,
        "closing": closing,
        "document": closed_minutes_to_read(request.user, closing, how=ReadingWay.PAGE),
        "others": printing.closed_resolutions(closing),
    }
    return render(request, "meetings/version.html", page)


@require_safe
def version_file(request: HttpRequest, pk: int, version: int, file_format: str) -> HttpResponse:
    """The same as DOCX or PDF."""
    meeting = access.meeting_to_read(request.user, pk)
    closing = access.closing_page(meeting, version)
    document = closed_minutes_to_read(request.user, closing, how=file_format)
    name = f"bien ban {meeting.cell} {meeting.held_on:%Y-%m-%d} lan {version}"
    return download(document, file_format, name)
