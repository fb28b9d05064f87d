"""The pages of cells. They stand here because they show rolls, which cells know nothing of."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts import scope
from accounts.access import cell_to_read
from cells.queries import named, term_on
from members import anniversaries, queries, rules
from members.forms.lists import CellFilter
from members.models import OfficeKind

CELLS_A_PAGE = 50


@require_safe
def cell_list(request: HttpRequest) -> HttpResponse:
    """Every cell that the user may read; who has only one is led to it."""
    cells = scope.cells_to_read(request.user)
    if not request.GET:
        first_two = list(cells.values_list("pk", flat=True)[:2])
        if len(first_two) == 1:
            return redirect("cells:detail", first_two[0])
    form = CellFilter(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = queries.with_heads(named(cells, words) if words else cells, localdate())
    page = Paginator(rows, CELLS_A_PAGE).get_page(request.GET.get("page"))
    for cell in page:
        if not cell.dissolved:
            cell.flag = rules.flag_of_cell(cell.official, has_committee=cell.has_committee)
    return render(request, "cells/list.html", {"page": page, "form": form, "words": words})


@require_safe
def cell_detail(request: HttpRequest, pk: int) -> HttpResponse:
    cell = cell_to_read(request.user, pk)
    today = localdate()
    figures = queries.figures_of(cell, today)
    offices = list(queries.offices_of(cell, today))
    has_committee = any(one.kind == OfficeKind.COMMITTEE_MEMBER for one in offices)
    findings = rules.findings_of_size(figures["official"], has_committee=has_committee)
    context = {
        "cell": cell,
        "today": today,
        "term": term_on(cell, today),
        "offices": offices,
        "figures": figures,
        "cards": anniversaries.cards_of(cell, today),
        "findings": [] if cell.dissolved and cell.dissolved <= today else findings,
        "writes": scope.cells_to_write(request.user).filter(pk=cell.pk).exists(),
    }
    return render(request, "cells/detail.html", context)
