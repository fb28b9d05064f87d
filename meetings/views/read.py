"""The page of the minutes, with what a reader may still do there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings import access
from meetings.forms import SuperiorForm
from meetings.models import Meeting, ReadingWay
from meetings.preparing import issue_state
from meetings.views.papers import issuing_form
from meetings.views.reading import minutes_to_read


def read_page(
    request: HttpRequest, meeting: Meeting, refused: SuperiorForm | None = None
) -> HttpResponse:
    """The minutes; who follows the cell also scores here, or mends a `refused` form."""
    record, document = minutes_to_read(request.user, meeting, how=ReadingWay.PAGE)
    page = {
        "meeting": meeting,
        "record": record,
        "document": document,
        "inside": access.sees_names(request.user, meeting),
        "writes": access.may_write(request.user, meeting),
        "manages": access.may_manage(request.user, meeting),
        "issue_state": issue_state(meeting, today=timezone.localdate()),
    }
    if meeting.is_signed and page["writes"]:
        page["issuing_form"] = issuing_form(meeting, request)
    if meeting.is_signed and record.score and access.oversees(request.user, meeting):
        page["superior_form"] = refused or SuperiorForm(sheet=record.score)
    status = 200 if refused is None else 422
    return render(request, "meetings/read.html", page, status=status)
