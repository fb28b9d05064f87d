"""The roll of a cell to print; noted each time, as every list that is carried away."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts import scope
from accounts.access import cell_to_read
from meetings import printing, queries
from meetings.views.common import download
from members.exporting import fields_of, name_of_export
from members.forms.lists import RollFilter
from members.models import OfficeKind
from members.queries import office_holder, roll
from members.services.looks import log_export


@require_GET
def member_roll(request: HttpRequest, cell_pk: int, file_format: str) -> HttpResponse:
    """The whole roll of the cell on the day (`?day=`, else today)."""
    cell = cell_to_read(request.user, cell_pk)
    now = timezone.now()
    today = timezone.localdate(now)
    form = RollFilter({"day": request.GET.get("day", "")}, cells=scope.cells_to_read(request.user))
    day = form.asked(today)["day"]
    if form.errors:
        return redirect(f"{reverse('members:list')}?{request.GET.urlencode()}&cell={cell.pk}")
    regime = queries.regime_on(today)
    if regime is None:
        raise Http404
    rows = fields_of(roll(cell, day))
    secretary = office_holder(cell, OfficeKind.SECRETARY, today)
    document = printing.member_roll(
        cell,
        regime,
        rows,
        day=day,
        today=today,
        particulars=scope.cells_with_names(request.user).filter(pk=cell.pk).exists(),
        secretary=secretary.full_name if secretary else "",
        created=now,
    )
    with transaction.atomic():
        log_export(
            what=f"{name_of_export(day)}, bản in {file_format.upper()}",
            number=len(rows),
            cell=cell,
            day=today,
            at=now,
            by=request.user,
        )
        return download(document, file_format, f"danh sach dang vien {cell} {day:%Y-%m-%d}")
