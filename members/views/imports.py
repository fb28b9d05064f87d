"""The pages of an import: sending, progress, preview, what came of it. Plain forms throughout."""

import io

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import scope
from hmk.waking import wake
from members import access, queries
from members.forms.imports import ImportForm
from members.importing import files, returning
from members.importing.showing import shown
from members.models import ImportState, RowOutcome
from members.services import imports
from members.tasks import work_on_import

ROWS_A_PAGE = 50
IMPORTS_A_PAGE = 20


def import_list(request: HttpRequest) -> HttpResponse:
    """Takes a workbook, and lists those that the user has sent."""
    access.enroller_only(request.user)
    now = timezone.now()
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        cells=scope.cells_to_enrol(request.user),
        initial={"since": timezone.localdate(now)},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sent = imports.send(
                upload=given["file"],
                cell=given.get("cell"),
                since=given["since"],
                now=now,
                by=request.user,
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            wake(work_on_import, sent.pk)
            return redirect(sent)
    page = Paginator(queries.imports_of(request.user), IMPORTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    status = 422 if form.errors else 200
    return render(request, "members/imports.html", {"form": form, "page": page}, status=status)


@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it got; then row by row what it would do, or did."""
    found = access.import_to_read(request.user, pk)
    asked = request.GET.get("show", "")
    rows = found.rows.select_related("cell")
    if asked not in RowOutcome.values:
        asked = RowOutcome.REFUSED if found.refused and "show" not in request.GET else ""
    if asked:
        rows = rows.filter(outcome=asked)
    page = None
    if not found.is_at_work:
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
        page.object_list = [shown(row) for row in page.object_list]
    context = {
        "roll_import": found,
        "page": page,
        "asked": asked,
        "choices": [
            (choice.value, choice.label, getattr(found, choice.value)) for choice in RowOutcome
        ],
        "state": ImportState(found.state).name.lower(),
    }
    return render(request, "members/import.html", context)


@require_POST
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.import_to_read(request.user, pk)
    try:
        imports.confirm(found, seen=request.POST.get("seen", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        wake(work_on_import, found.pk)
    return redirect(found)


@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.import_to_read(request.user, pk)
    imports.ask_undo(found, by=request.user)
    wake(work_on_import, found.pk)
    return redirect(found)


@require_POST
def import_drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = access.import_to_read(request.user, pk)
    try:
        imports.drop(found, now=timezone.now(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(found)
    messages.success(request, "Đã bỏ tệp; danh sách trong sổ không thay đổi.")
    return redirect("members:imports")


@require_safe
def import_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it was sent, with a column that says what has to be put right."""
    found = access.import_to_read(request.user, pk)
    if not found.file or not default_storage.exists(found.file.name) or not found.refused:
        raise Http404
    with default_storage.open(found.file.name) as file:
        content = returning.with_reasons(found.kind, file, list(found.rows.all()))
    stem = found.name.rpartition(".")[0] or found.name
    return _sent(content, f"{stem} - cho phai sua.{found.kind}", files.CONTENT_TYPES[found.kind])


@require_safe
def import_template(request: HttpRequest) -> FileResponse:
    """An empty workbook with headings."""
    access.enroller_only(request.user)
    return _sent(returning.template(), returning.TEMPLATE_NAME, files.CONTENT_TYPES[files.XLSX])


def _sent(content: bytes, name: str, content_type: str) -> FileResponse:
    return FileResponse(
        io.BytesIO(content), as_attachment=True, filename=name, content_type=content_type
    )
