"""The plan of a year: all cells, one cell, its lines."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import scope
from accounts.access import cell_to_read, cell_to_write
from cells.models import Cell
from meetings import access, queries, queries_themes
from meetings.forms import DropForm, LineForm, TakeForm, YearFilter
from meetings.models import Quarter as QuarterName
from meetings.models import ThematicPlanLine
from meetings.services import yearplan
from meetings.views.common import refusal_of, written
from meetings.yearplan_rules import Quarter
from members.queries import roll

YEARS = range(2000, 2101)
CELLS_A_PAGE = 25


@require_safe
def year_plans(request: HttpRequest) -> HttpResponse:
    """Every cell with its four quarters; who has only one cell is led to its plan."""
    today = timezone.localdate()
    form = YearFilter(request.GET)
    year = (form.cleaned_data["year"] if form.is_valid() else None) or today.year
    cells = scope.cells_to_read(request.user)
    first_two = list(cells.values_list("pk", flat=True)[:2])
    if len(first_two) == 1:
        return redirect("meetings:year-plan", first_two[0], year)
    page = Paginator(cells, CELLS_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "plans": queries_themes.year_plans(page.object_list, year, today=today),
        **_around(year),
    }
    return render(request, "meetings/year_plans.html", shown)


def _around(year: int) -> dict[str, int | None]:
    """The year, and those before and after it that have a page."""
    return {
        "year": year,
        "year_before": year - 1 if year - 1 in YEARS else None,
        "year_after": year + 1 if year + 1 in YEARS else None,
    }


@require_safe
def year_plan(request: HttpRequest, cell_pk: int, year: int) -> HttpResponse:
    """The plan of a cell: its quarters, what is due first, the next step."""
    cell = cell_to_read(request.user, cell_pk)
    _known(year)
    today = timezone.localdate()
    (plan,) = queries_themes.year_plans([cell], year, today=today)
    writes = scope.cells_to_write(request.user).filter(pk=cell.pk).exists()
    page = {"cell": cell, "plan": plan, "writes": writes, "today": today, **_around(year)}
    return render(request, "meetings/year_plan.html", page)


def _known(year: int) -> None:
    if year not in YEARS:
        raise Http404


def _line_form(
    request: HttpRequest, cell: Cell, line: ThematicPlanLine | None, initial: dict, today: date
) -> LineForm:
    people = [place.member for place in roll(cell, today)]
    data = request.POST if request.method == "POST" else None
    return LineForm(data, instance=line, prefix="line", cell=cell, people=people, initial=initial)


def _offered_quarter(year: int, today: date) -> int:
    now = Quarter.of(today)
    return now.number if now.year == year else 1


@require_http_methods(["GET", "HEAD", "POST"])
def line_add(request: HttpRequest, cell_pk: int, year: int) -> HttpResponse:
    """Puts a theme into the plan."""
    cell = cell_to_write(request.user, cell_pk)
    _known(year)
    today = timezone.localdate()
    asked = request.GET.get("quarter", "")
    quarter = int(asked) if asked in {"1", "2", "3", "4"} else _offered_quarter(year, today)
    form = _line_form(request, cell, None, {"quarter": quarter}, today)

    def write() -> None:
        values = form.all_values() | {"year": year}
        yearplan.add(cell=cell, values=values, today=today, by=request.user)

    if request.method == "POST" and written(form, write):
        messages.success(request, "Đã ghi chuyên đề vào kế hoạch.")
        return _to_plan(cell.pk, year)
    page = {"form": form, "cell": cell, "year": year, "quarter": quarter}
    return render(request, "meetings/line_form.html", page, status=422 if form.errors else 200)


def _to_plan(cell_pk: int, year: int) -> HttpResponse:
    return redirect("meetings:year-plan", cell_pk, year)


@require_POST
def line_take(request: HttpRequest, cell_pk: int, year: int) -> HttpResponse:
    """One tap in the library: the theme goes into the quarter to work on next."""
    cell = cell_to_write(request.user, cell_pk)
    _known(year)
    today = timezone.localdate()
    form = TakeForm(request.POST, themes=queries.themes_for(cell))
    if not form.is_valid():
        messages.error(request, "Xin chọn một chuyên đề trong thư viện.")
        return redirect("meetings:themes")
    theme = form.cleaned_data["theme"]
    (plan,) = queries_themes.year_plans([cell], year, today=today)
    chosen = plan.next_quarter
    quarter = chosen.quarter if chosen else Quarter(year, _offered_quarter(year, today))
    refusal = refusal_of(
        lambda: yearplan.take(cell=cell, theme=theme, quarter=quarter, today=today, by=request.user)
    )
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(
            request, f"Đã đưa vào kế hoạch {QuarterName(quarter.number).words}: {theme}."
        )
    return _to_plan(cell.pk, year)


@require_http_methods(["GET", "HEAD", "POST"])
def line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes a line of the plan."""
    line = access.line_to_write(request.user, pk)
    today = timezone.localdate()
    form = _line_form(request, line.cell, line, {}, today)

    def write() -> None:
        yearplan.change(line, values=form.all_values(), today=today, by=request.user)

    if request.method == "POST" and written(form, write):
        messages.success(request, "Đã lưu kế hoạch chuyên đề.")
        return _to_plan(line.cell_id, line.year)
    page = {"form": form, "cell": line.cell, "year": line.year, "line": line}
    return render(request, "meetings/line_form.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def line_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drops a line, asking why."""
    line = access.line_to_write(request.user, pk)
    form = DropForm(request.POST if request.method == "POST" else None, prefix="drop")

    def write() -> None:
        reason = form.cleaned_data["dropped_reason"]
        yearplan.drop(line, reason=reason, today=timezone.localdate(), by=request.user)

    if request.method == "POST" and written(form, write):
        messages.success(request, "Đã bỏ chuyên đề khỏi kế hoạch; lý do còn ghi lại.")
        return _to_plan(line.cell_id, line.year)
    page = {"form": form, "line": line, "cell": line.cell}
    return render(request, "meetings/line_drop.html", page, status=422 if form.errors else 200)


@require_POST
def line_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a dropped line back into the plan."""
    line = access.line_to_write(request.user, pk)
    refusal = refusal_of(lambda: yearplan.restore(line, by=request.user))
    if refusal:
        messages.error(request, refusal)
    return _to_plan(line.cell_id, line.year)
