"""The signature, and the files made from the record."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings import access, printing
from meetings.models import Meeting
from meetings.queries import record_of
from meetings.services import minutes
from meetings.views.common import download, writes
from meetings.views.reading import minutes_to_read


@writes
def sign(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Signs the minutes, or leads back to what is still missing."""
    if "read_again" not in request.POST:
        messages.error(request, "Xin đọc lại biên bản và đánh dấu xác nhận trước khi ký.")
        return redirect(f"{meeting.get_absolute_url()}#checklist")
    try:
        minutes.sign(meeting, now=timezone.now(), by=request.user)
    except minutes.NotReady as missing:
        for gap in missing.gaps[:5]:
            messages.error(request, gap.text)
        return redirect(f"{meeting.get_absolute_url()}#{missing.gaps[0].part}")
    messages.success(request, "Đã ký biên bản. Số văn bản đã được cấp.")
    return redirect(meeting)


@require_safe
def minutes_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The minutes as DOCX or PDF; a draft as long as they are not signed."""
    meeting = access.meeting_to_read(request.user, pk)
    _, document = minutes_to_read(request.user, meeting, how=file_format)
    return download(document, file_format, f"bien ban {meeting.cell} {meeting.held_on:%Y-%m-%d}")


@require_safe
def resolution_file(request: HttpRequest, pk: int, row_pk: int, file_format: str) -> HttpResponse:
    """A resolution of the meeting as DOCX or PDF."""
    meeting = access.meeting_to_read(request.user, pk)
    record = record_of(meeting)
    resolution = next((row for row in record.resolutions if row.pk == row_pk), None)
    if resolution is None:
        raise Http404
    name = f"{resolution.document_type} {meeting.cell} {meeting.held_on:%Y-%m-%d}"
    return download(printing.resolution(record, resolution), file_format, name)
