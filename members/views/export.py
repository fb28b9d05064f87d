"""The roll carried away as a file; noted each time."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from accounts import scope
from cells.text import fold
from documents.sheets import CONTENT_TYPES, write_sheet
from members import queries
from members.exporting import RollTable, name_of_export
from members.forms.lists import RollFilter
from members.services.looks import log_exports

SHEET = "Danh sách đảng viên"


@require_GET
def export(request: HttpRequest, sheet_format: str) -> HttpResponse:
    """The list that the same question shows on the page, whole, as XLSX or CSV."""
    if sheet_format not in CONTENT_TYPES:
        raise Http404
    form = RollFilter(request.GET, cells=scope.cells_to_read(request.user))
    asked = form.asked(localdate())
    shown = f"{reverse('members:list')}?{request.GET.urlencode()}"
    if form.errors:
        return redirect(shown)
    with transaction.atomic():
        table = RollTable.of(request.user, queries.members_of(request.user, **asked))
        file = write_sheet(table.sheet_columns, table, title=SHEET, file_format=sheet_format)
        if not table.number:
            file.close()
            messages.warning(request, "Không có đảng viên nào để xuất với điều kiện lọc này.")
            return redirect(shown)
        log_exports(
            what=f"{name_of_export(asked['day'])}, {sheet_format.upper()}{form.words_of_filter()}",
            by_cell=table.by_cell,
            by_committee=table.by_committee,
            day=localdate(),
            at=now(),
            by=request.user,
        )
    name = slugify(fold(f"danh sach dang vien {asked['cell'] or ''} {asked['day']:%Y-%m-%d}"))
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{name}.{sheet_format}",
        content_type=CONTENT_TYPES[sheet_format],
    )
    response["Cache-Control"] = "private, no-store"
    return response
