"""Birthdays of a month and badges of the Party due in a year."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts import scope
from members import anniversaries
from members.forms.lists import BadgeFilter, BirthdayFilter

ROWS_A_PAGE = 100


@require_safe
def birthdays(request: HttpRequest) -> HttpResponse:
    """Whose birthday is in a month: with the day inside the cell, by name for the office, by
    number for leaders."""
    today = localdate()
    form = BirthdayFilter(request.GET, cells=scope.cells_to_read(request.user))
    asked = form.asked(today)
    found = anniversaries.birthdays_of(request.user, today=today, **asked)
    page = Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.shows_day = row.day != anniversaries.LAST
        row.age = today.year - row.member.birth_date.year
    context = {"page": page, "form": form, "asked": asked, "unnamed": found.unnamed}
    context["shows_days"] = any(row.shows_day for row in page)
    return render(request, "members/birthdays.html", context | {"today": today})


@require_safe
def badges(request: HttpRequest) -> HttpResponse:
    """Who is due a badge of the Party in a year, round by round."""
    today = localdate()
    form = BadgeFilter(request.GET, cells=scope.cells_to_read(request.user))
    asked = form.asked(today)
    form.fields["year"].widget.attrs["placeholder"] = asked["year"]
    rows = anniversaries.badges_of(request.user, today=today, **asked)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.reached = anniversaries.reached(row)
    return render(
        request, "members/badges.html", {"page": page, "form": form, "asked": asked, "today": today}
    )
