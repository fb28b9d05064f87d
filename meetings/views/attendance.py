"""Who came: a member's year, and who stayed away without a reason."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from accounts import scope
from meetings import absences
from meetings.forms.filters import AbsenceFilter, YearFilter
from meetings.models import AttendanceStatus
from members import access
from members.queries import current_cell_of, homes_of
from members.services.looks import note_look

MEMBERS_A_PAGE = 50


@require_safe
def member_year(request: HttpRequest, member_pk: int) -> HttpResponse:
    """The meetings of a year that the member was called to, and how often the member came."""
    today = localdate()
    member = access.member_to_read(request.user, member_pk, day=today)
    cell = current_cell_of(member, today)
    if access.looks_from_outside(request.user, member, day=today):
        note_look(member, cell=cell, day=today, at=now(), by=request.user)
    people = absences.people_behind(member)
    years = absences.years_of(people)
    year = YearFilter(request.GET).year_or(years[0] if years else today.year)
    rows = absences.attendance_of(people, year)
    counts = Counter(row.status for row in rows)
    months = absences.months_unexcused(rows)
    context = {
        "member": member,
        "cell": cell,
        "years": years,
        "year": year,
        "rows": rows,
        "counts": [(status.label, counts[status]) for status in AttendanceStatus if counts[status]],
        "months": months,
        "alert": absences.alert_of(months),
    }
    return render(request, "meetings/member_year.html", context)


@require_safe
def absent_list(request: HttpRequest) -> HttpResponse:
    """Members with unexcused absences this year, the most first."""
    today = localdate()
    form = AbsenceFilter(request.GET, cells=scope.cells_to_read(request.user))
    year = form.year_or(today.year)
    form.fields["year"].widget.attrs["placeholder"] = year
    cell = form.given()["cell"]
    rows = absences.absent_members(request.user, year, today=today, cell=cell)
    page = Paginator(rows, MEMBERS_A_PAGE).get_page(request.GET.get("page"))
    homes = homes_of({member.pk for member in page}, today)
    for member in page:
        member.home = homes.get(member.pk)
        member.alert = absences.alert_of(member.months)
    context = {"page": page, "form": form, "year": year, "listed_from": absences.LISTED_FROM}
    return render(request, "meetings/absences.html", context)
