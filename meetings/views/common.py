"""How every part of the workspace is saved and answered."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from cells.forms import refuse
from cells.text import fold
from documents.blocks import Document
from documents.formats import write
from meetings import access
from meetings.checklist import Part
from meetings.forms.seen import KnowsWhatWasSeen
from meetings.models import Meeting
from meetings.preparing import steps_before
from meetings.queries import record_of
from meetings.services import sending
from meetings.services.base import MeetingSigned
from meetings.views.page_forms import PageForms
from meetings.workspace import Workspace, workspace_of

SIGNED = "Biên bản đã ký nên không sửa được nữa. Nội dung vừa gửi không được ghi."


def writes(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A POST on a meeting by someone who keeps its cell's book; nothing once it is signed."""

    @wraps(view)
    @require_POST
    def wrapper(request: HttpRequest, pk: int, **kwargs: int) -> HttpResponse:
        meeting = access.meeting_to_write(request.user, pk)
        if meeting.is_signed:
            return _signed(request, meeting)
        try:
            return view(request, meeting, **kwargs)
        except MeetingSigned:
            return _signed(request, meeting)
        except Meeting.DoesNotExist:
            # Somebody took the plan back in this very moment.
            raise Http404 from None

    return wrapper


def _signed(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Says that it is too late, on the page that now shows the signed minutes."""
    messages.error(request, SIGNED)
    if request.htmx:
        return HttpResponse(status=409, headers={"HX-Redirect": meeting.get_absolute_url()})
    return redirect(meeting)


def loaded(request: HttpRequest, meeting: Meeting) -> Workspace:
    """The workspace as it stands in the database now."""
    fresh = access.meeting_to_read(request.user, meeting.pk)
    return workspace_of(record_of(fresh), now=timezone.now())


def written(form: forms.Form, write: Callable[[], Any]) -> bool:
    """Whether the form held and its write went through; refusals stand in the form.

    A change is compared to what stands, an addition is looked for among those that were sent
    already, both in the transaction of the write.
    """
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            if not isinstance(form, KnowsWhatWasSeen):
                write()
                return True
            return _add(form, write) if form.adds else _change(form, write)
    except ValidationError as error:
        refuse(form, error)
        return False


def _add(form: KnowsWhatWasSeen, write: Callable[[], Any]) -> bool:
    sent = [(name, values) for name, values in form.data.lists() if name != "csrfmiddlewaretoken"]
    sent += [(name, [file.name, str(file.size)]) for name, file in form.files.items()]
    if "once" not in form.data or sending.first_time(sent):
        write()
    return True


def _change(form: KnowsWhatWasSeen, write: Callable[[], Any]) -> bool:
    form.hold()
    standing = form.standing()
    if standing is not None and form.sent_marks():
        if not form.compare(standing):
            return False
        if not form.written_names() and not form.computes:
            return True
    write()
    form.settle(form.standing())
    return True


def refusal_of(write: Callable[[], Any]) -> str:
    """The words with which a service refused a write that has no form; empty when it went
    through."""
    try:
        write()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def answer_field(
    request: HttpRequest,
    meeting: Meeting,
    form: forms.Form,
    part: Part,
    *,
    ok: bool,
    also: str = "",
) -> HttpResponse:
    """After a form that saves itself: when it was saved or what is wrong, beside what was typed,
    which stays untouched. The template `also` brings what else of the page a save changes."""
    if not request.htmx:
        return _answer_page(request, meeting, form, part, ok=ok)
    page = {"workspace": loaded(request, meeting), "form": form, "ok": ok, "oob": True}
    page |= {"meeting": meeting, "also_saved": also if ok else ""}
    return render(request, "meetings/saved.html", page, status=200 if ok else 422)


def _answer_page(
    request: HttpRequest, meeting: Meeting, form: forms.Form, part: Part, *, ok: bool
) -> HttpResponse:
    """The same without htmx: back to the section, or the form alone with its errors."""
    if ok:
        return redirect(f"{meeting.get_absolute_url()}#{part}")
    page = {"meeting": meeting, "form": form, "part": part}
    return render(request, "meetings/form_page.html", page, status=422)


def page_of(workspace: Workspace, refused: dict[Part, forms.Form] | None = None) -> dict[str, Any]:
    """What the templates of the workspace look at."""
    return {
        "workspace": workspace,
        "record": workspace.record,
        "meeting": workspace.record.meeting,
        "forms": PageForms(workspace.record, refused or {}),
        "steps": steps_before(workspace.record),
    }


def _bodies(parts: tuple[Part, ...]) -> list[str]:
    return [f"meetings/parts/{part}.html" for part in parts]


def answer_part(
    request: HttpRequest,
    meeting: Meeting,
    part: Part,
    *,
    form: forms.Form | None = None,
    also: tuple[Part, ...] = (),
    body: str = "",
    refusal: str = "",
) -> HttpResponse:
    """After a row was added, changed or taken back: the section anew, or only its `body`. A
    refused `form` comes back in it with what was typed, a `refusal` of a service in its words."""
    refused = form is not None and not form.is_valid()
    if not request.htmx:
        if refusal:
            messages.error(request, refusal)
        return _answer_page(request, meeting, form, part, ok=not refused)
    workspace = loaded(request, meeting)
    page = page_of(workspace, {part: form} if refused else {})
    page |= {
        "part": part,
        "body": f"meetings/parts/{body or part}.html",
        "also": _bodies(also),
        "oob": True,
        "refusal": refusal,
    }
    status = 422 if refused or refusal else 200
    return render(request, "meetings/part_answer.html", page, status=status)


def download(document: Document, file_format: str, name: str) -> HttpResponse:
    """The document as a file that no cache keeps; a PDF opens in the browser."""
    content, content_type, suffix = write(document, file_format)
    response = HttpResponse(content, content_type=content_type)
    kind = "inline" if file_format == "pdf" else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{slugify(fold(name))}{suffix}"'
    response["Cache-Control"] = "private, no-store"
    return response
