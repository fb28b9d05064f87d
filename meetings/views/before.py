"""The pages of the time before a meeting: preparation, notice, documents. Plain forms."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from documents.blocks import Document
from meetings import access, preparing, printing
from meetings.attachment_files import CONTENT_TYPES, MOST_FILES, SHOWN_IN_BROWSER
from meetings.forms import AttachmentForm, NoticeForm, PreparationForm, PreparationTasks
from meetings.models import Attachment, Meeting, NoticeGiven, Preparation
from meetings.queries import overseers_of, record_of
from meetings.record import Record
from meetings.services import attachments
from meetings.services import preparing as service
from meetings.views.common import download, refusal_of, writes, written
from members.models import Member

NOTHING = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"
SANDBOX = f"sandbox; {NOTHING}"
"""Without any right. Chromium shows no PDF in a sandbox; it has one of its own for them."""


def before_signature(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page with a form on an unsigned meeting, for who keeps its cell's book."""
    posted = writes(view)

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def wrapper(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method == "POST":
            return posted(request, pk)
        meeting = access.meeting_to_write(request.user, pk)
        return redirect(meeting) if meeting.is_signed else view(request, meeting)

    return wrapper


# --- Preparation ------------------------------------------------------------------------------


def _standing(meeting: Meeting) -> Preparation | None:
    return getattr(meeting, "preparation", None)


def _preparers(record: Record, standing: Preparation | None) -> tuple[list[Member], list[Member]]:
    """Who belongs to the preparation, and who of them attends: the officers of the day, and
    whoever its minutes name already; the whole roll where nobody holds an office."""
    noted = list(standing.participants.select_related("member")) if standing else []
    people = {row.member_id: row.member for row in noted}
    people |= {row.member_id: row.member for row in record.attendances if row.office}
    if not people:
        people = {row.member_id: row.member for row in record.attendances}
        return list(people.values()), []
    there = [row.member for row in noted if row.attends] if standing else list(people.values())
    return list(people.values()), there


def _forms_of(request: HttpRequest, record: Record) -> tuple[PreparationForm, PreparationTasks]:
    standing = _standing(record.meeting)
    people, attending = _preparers(record, standing)
    offered = {} if standing else _offered(record, people)
    data = request.POST if request.method == "POST" else None
    form = PreparationForm(
        data, instance=standing, prefix="prepare", people=people, attending=attending,
        initial=offered,
    )  # fmt: skip
    everybody = [row.member for row in record.attendances]
    tasks = PreparationTasks(
        data,
        prefix="tasks",
        form_kwargs={"people": everybody},
        initial=list(standing.tasks.values("what", "member", "due")) if standing else [],
    )
    return form, tasks


def _offered(record: Record, people: list[Member]) -> dict:
    """What the form begins with: the usual place, the chair, the agenda of the rules."""
    meeting = record.meeting
    chair = meeting.chair if meeting.chair in people else None
    others = [person for person in people if person != chair]
    return {
        "day": meeting.prepared_on,
        "place": meeting.place,
        "chair": chair,
        "minute_taker": others[0] if others else chair,
        "agenda": "\n".join(item.title for item in record.agenda),
    }


@before_signature
def preparation(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Writes the minutes of the preparation."""
    record = record_of(meeting)
    form, tasks = _forms_of(request, record)
    refused = request.method == "POST"
    if (
        refused
        and tasks.is_valid()
        and written(form, lambda: _prepare(request, meeting, form, tasks))
    ):
        messages.success(request, "Đã ghi biên bản họp chuẩn bị.")
        return redirect(f"{meeting.get_absolute_url()}#plan")
    page = {
        "meeting": meeting,
        "record": record,
        "form": form,
        "tasks": tasks,
        "standing": _standing(meeting),
        "who": preparing.preparers(record),
        "refused": refused,
    }
    return render(request, "meetings/preparation.html", page, status=422 if refused else 200)


def _prepare(
    request: HttpRequest, meeting: Meeting, form: PreparationForm, tasks: PreparationTasks
) -> None:
    service.prepare(
        meeting,
        values=form.all_values(),
        attending=form.cleaned_data["attending"],
        absent=form.absent,
        tasks=tasks.values(),
        seen=form.cleaned_data["seen"],
        by=request.user,
    )


@writes
def preparation_remove(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    service.unprepare(meeting, by=request.user)
    messages.success(request, "Đã bỏ biên bản họp chuẩn bị.")
    return redirect(f"{meeting.get_absolute_url()}#plan")


@require_safe
def preparation_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The minutes of the preparation as DOCX or PDF."""
    meeting = access.meeting_to_read(request.user, pk)
    row = _standing(meeting)
    if row is None:
        raise Http404
    document = printing.preparation(
        record_of(meeting), row, list(row.participants.all()), _tasks_of(meeting)
    )
    return download(document, file_format, f"hop chuan bi {meeting.cell} {row.held_on:%Y-%m-%d}")


def _tasks_of(meeting: Meeting) -> list:
    row = _standing(meeting)
    return list(row.tasks.select_related("member")) if row else []


# --- Notice -----------------------------------------------------------------------------------


def _notice(record: Record) -> Document:
    """The invitation, dated by the day on which it first went out, else today, while the meeting
    lies ahead."""
    today = timezone.localdate()
    ahead = today if today <= record.held_on and not record.meeting.is_signed else None
    return printing.notice(
        record,
        day=preparing.first_notice(record) or ahead,
        overseers=overseers_of(record.meeting.cell),
        tasks=_tasks_of(record.meeting),
    )


@before_signature
def notice(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The invitation to print, the text to copy, and what was done with them."""
    today = timezone.localdate()
    form = NoticeForm(request.POST or None, prefix="notice", today=today)
    if request.method == "POST" and written(
        form,
        lambda: service.note_notice(
            meeting, values=form.all_values(), today=today, by=request.user
        ),
    ):
        messages.success(request, "Đã ghi việc báo họp.")
        return redirect("meetings:notice", meeting.pk)
    record = record_of(meeting)
    page = {
        "meeting": meeting,
        "record": record,
        "form": form,
        "deadline": preparing.last_notice_day(record),
        "message": printing.message(record),
        "document": _notice(record),
    }
    return render(request, "meetings/notice.html", page, status=422 if form.errors else 200)


@writes
def notice_remove(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    row = access.part_to_write(NoticeGiven, meeting, row_pk)
    service.withdraw_notice(meeting, row, by=request.user)
    return redirect("meetings:notice", meeting.pk)


@require_safe
def notice_file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The invitation as DOCX or PDF."""
    meeting = access.meeting_to_read(request.user, pk)
    name = f"giay moi {meeting.cell} {meeting.held_on:%Y-%m-%d}"
    return download(_notice(record_of(meeting)), file_format, name)


# --- Documents --------------------------------------------------------------------------------


@before_signature
def documents(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The files of a meeting, and a form for another one."""
    form = AttachmentForm(request.POST or None, request.FILES or None, prefix="attach")
    if request.method == "POST" and written(form, lambda: _attach(request, meeting, form)):
        messages.success(request, "Đã đưa tài liệu lên.")
        return redirect("meetings:documents", meeting.pk)
    record = record_of(meeting)
    page = {
        "meeting": meeting,
        "record": record,
        "form": form,
        "deadline": preparing.last_notice_day(record),
        "most": MOST_FILES,
        "full": len(record.attachments) >= MOST_FILES,
    }
    return render(request, "meetings/documents.html", page, status=422 if form.errors else 200)


def _attach(request: HttpRequest, meeting: Meeting, form: AttachmentForm) -> None:
    attachments.attach(
        meeting,
        upload=form.cleaned_data["file"],
        kind=form.cleaned_data["kind"],
        now=timezone.now(),
        by=request.user,
    )


@writes
def attachment_remove(request: HttpRequest, meeting: Meeting, row_pk: int) -> HttpResponse:
    row = access.part_to_write(Attachment, meeting, row_pk)
    refusal = refusal_of(lambda: attachments.detach(meeting, row, by=request.user))
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, "Đã bỏ tài liệu.")
    return redirect("meetings:documents", meeting.pk)


@require_safe
def attachment_file(request: HttpRequest, pk: int, row_pk: int) -> FileResponse:
    """A file of the meeting. What a browser can show opens in a place without any rights; what
    it cannot is saved."""
    meeting = access.meeting_to_read(request.user, pk)
    row = access.part_to_write(Attachment, meeting, row_pk)
    if not default_storage.exists(row.file.name):
        raise Http404
    response = FileResponse(
        default_storage.open(row.file.name),
        as_attachment=row.content_type not in SHOWN_IN_BROWSER,
        filename=row.name,
        content_type=row.content_type,
    )
    response["Cache-Control"] = "private, no-store"
    pdf = row.content_type == CONTENT_TYPES["pdf"]
    response["Content-Security-Policy"] = NOTHING if pdf else SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
