"""Dashboards: read only, one month at a time."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from reports import access
from reports.boards import committee_board, months_back
from reports.measures import HELD, MEASURES


def asked_month(request: HttpRequest, *, today: date) -> date:
    """The month in the address (?month=2026-10), as far as it can be read and has begun; else
    this month."""
    year, _, number = request.GET.get("month", "").partition("-")
    this_month = today.replace(day=1)
    if not (year.isascii() and number.isascii() and year.isdigit() and number.isdigit()):
        return this_month
    if not (2000 <= int(year[:5]) <= today.year and 1 <= int(number[:3]) <= 12):
        return this_month
    return min(date(int(year), int(number), 1), this_month)


@require_safe
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    """How the cells at or below the committee did in a month."""
    found = access.committee_to_read(request.user, pk)
    today = localdate()
    month = asked_month(request, today=today)
    board = committee_board(
        request.user,
        found,
        month=month,
        heat=MEASURES.get(request.GET.get("heat", ""), HELD),
        page=request.GET.get("page"),
    )
    page = {
        "board": board,
        "before": months_back(month, 1),
        "after": months_back(month, -1) if month < today.replace(day=1) else None,
    }
    return render(request, "reports/committee.html", page)
