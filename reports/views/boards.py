"""Dashboards: read only, one month at a time."""

import re
from datetime import date

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts import scope
from accounts.access import cell_and_pen
from accounts.models import RoleKind, User
from cells.models import Cell, Committee
from cells.queries import standing
from meetings.queries import regime_on
from meetings.rules import last_day
from reports import access, queries
from reports.boards import committee_board, months_back
from reports.cellboards import cell_board, step_above
from reports.duties import LABELS, Frame, duties_of
from reports.measures import HELD, MEASURES
from reports.queries.reminders import troubled_letters

CELLS_A_PAGE = 25
WRITTEN_MONTH = re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})", re.ASCII)


def asked_month(request: HttpRequest, *, today: date) -> date:
    """The month in the address (?month=2026-10), as far as it can be read and has begun; else
    this month."""
    this_month = today.replace(day=1)
    written = WRITTEN_MONTH.fullmatch(request.GET.get("month", ""))
    if not written:
        return this_month
    year, number = int(written["year"]), int(written["number"])
    if not (2000 <= year <= today.year and 1 <= number <= 12):
        return this_month
    return min(date(year, number, 1), this_month)


@require_safe
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    """How the cells at or below the committee did in a month."""
    found = access.committee_to_read(request.user, pk)
    today = localdate()
    month = asked_month(request, today=today)
    board = committee_board(
        found,
        month=month,
        heat=MEASURES.get(request.GET.get("heat", ""), HELD),
        page=request.GET.get("page"),
        branches=request.GET.get("branches"),
    )
    page = {"board": board} | _months(month, today)
    return render(request, "reports/committee.html", page)


def _months(month: date, today: date) -> dict:
    """The months to turn to; nothing beyond this one."""
    following = months_back(month, -1)
    return {
        "month": month,
        "before": months_back(month, 1),
        "after": following if following <= today else None,
    }


@require_safe
def duties(request: HttpRequest, pk: int) -> HttpResponse:
    """What each cell at or below the committee owes in a month: done, due or late."""
    found, office = access.committee_and_office(request.user, pk)
    return _duties(request, queries.cells_under(found), found, office=office)


@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    """The same of all cells that the user may read, for whoever follows a few of them."""
    cells = scope.cells_to_read(request.user).order_by("sort_key", "pk")
    return _duties(request, cells, None)


def _duties(
    request: HttpRequest,
    cells: QuerySet[Cell],
    committee: Committee | None,
    *,
    office: bool = False,
) -> HttpResponse:
    today = localdate()
    month = asked_month(request, today=today)
    there = standing(cells, month, last_day(month))
    several = committee is not None and not committee.is_leaf()
    named = queries.named(there, of_several=several)
    page = Paginator(named, CELLS_A_PAGE).get_page(request.GET.get("page"))
    facts = queries.facts_of_month(page, month)
    frame = Frame.of(month, regime_on(last_day(month)), today)
    own = set(scope.held_by(request.user).cells(RoleKind.SECRETARY))
    rows = [
        (one, duties_of(facts[one.pk], frame, writes=one.pk in own) if one.pk in facts else [])
        for one in page
    ]
    shown = {"committee": committee, "page": page, "rows": rows, "frame": frame, "labels": LABELS}
    shown["office"] = office
    shown["troubled_letters"] = troubled_letters(cells).count() if office else 0
    return render(request, "reports/duties.html", shown | _months(month, today))


@require_safe
def cell(request: HttpRequest, pk: int) -> HttpResponse:
    """How one cell stands: next step, duties, trend, attendance, open work."""
    found, writes = cell_and_pen(request.user, pk)
    today = localdate()
    month = asked_month(request, today=today)
    board = cell_board(found, month=month, today=today, writes=writes)
    page = {"board": board, "today": today, "writes": writes}
    if not writes:
        page["step"] = step_above(board, request.user)
    return render(request, "reports/cell.html", page | _months(month, today))


def home_of(user: User) -> str:
    """Where the user's day begins: the own cell, one that stands first of all; else the committee,
    else the cells followed."""
    own = (
        scope.cells_to_write(user)
        .order_by(F("dissolved").asc(nulls_first=True), "sort_key")
        .values_list("pk", flat=True)[:1]
    )
    if own:
        return reverse("reports:cell", args=own)
    top = scope.committees_to_read(user).order_by("depth", "path").first()
    return reverse("reports:committee", args=[top.pk]) if top else reverse("reports:followed")


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Leads everybody to the dashboard that is theirs."""
    return redirect(home_of(request.user))
