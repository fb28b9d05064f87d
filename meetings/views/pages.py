"""Whole pages: the list, the plan of a new meeting, the workspace, the signed minutes."""

import re
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import scope
from accounts.access import cell_to_write
from cells.forms import refuse
from cells.models import Cell
from meetings import access, queries, queries_reserved, queries_themes
from meetings.checklist import Part
from meetings.forms import MeetingFilter, PlanForm, ThematicPlanForm
from meetings.models import MeetingKind, ThematicPlanLine
from meetings.preparing import issue_state
from meetings.services import planning
from meetings.views.common import answer_part, loaded, page_of
from meetings.views.read import read_page
from meetings.yearplan import QuarterPlan
from meetings.yearplan_rules import QuarterState
from members.queries import roll

THEMES_OFFERED = 5
NUMBER = re.compile(r"[0-9]{1,9}")


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings of every cell that the user may read; what is still to be done comes first."""
    form = MeetingFilter(request.GET, cells=scope.cells_to_read(request.user))
    asked = form.given()
    rows = queries.list_page(
        request.user, state=asked.get("state"), kind=asked.get("kind"), cell=asked["cell"]
    )
    own, today = list(scope.cells_to_write(request.user)), timezone.localdate()
    page = {
        "page": _with_issue(Paginator(rows, 25).get_page(request.GET.get("page"))),
        "form": form,
        "own_cells": own,
        "quarters": _quarters_to_mind(own, today),
        "overdue": queries_reserved.overdue_of(request.user, today=today).count(),
        "unfinished": queries.next_to_finish(request.user),
        "unissued": queries.next_to_issue(request.user),
        "kinds": MeetingKind.choices,
        "oversees": scope.cells_to_oversee(request.user).exists(),
    }
    return render(request, "meetings/list.html", page)


def _quarters_to_mind(cells: list[Cell], today: date) -> list[tuple[Cell, QuarterPlan]]:
    """The present quarter of each cell that keeps its book here, where its thematic meeting is
    neither held nor arranged."""
    if not cells:
        return []
    plans = queries_themes.year_plans(cells, today.year, today=today)
    return [
        (plan.cell, quarter)
        for plan in plans
        for quarter in plan.alerts
        if quarter.state == QuarterState.DUE
    ]


def _with_issue(page: Page) -> Page:
    """The page of the list, each meeting with how its documents stand."""
    today = timezone.localdate()
    for meeting in page.object_list:
        meeting.issue_state = issue_state(meeting, today=today)
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, cell_pk: int, kind: str) -> HttpResponse:
    """Plans a meeting of the cell. A second regular one of a month leads to the first."""
    cell = cell_to_write(request.user, cell_pk)
    if kind not in MeetingKind.values:
        raise Http404
    today = timezone.localdate()
    line = _line_to_plan(request, cell, kind)
    offered = planning.proposal(cell, kind, line=line, today=today)
    form = _plan_form(request, cell, kind, line, offered)
    if request.method == "POST" and form.is_valid():
        try:
            values = form.all_values()
            meeting = planning.plan(cell=cell, kind=kind, values=values, line=line, by=request.user)
            messages.success(request, "Đã lên kế hoạch cuộc họp.")
            return redirect(meeting)
        except planning.AlreadyPlanned as standing:
            return _already(request, form, standing)
        except ValidationError as error:
            refuse(form, error)
    page = {"form": form, "cell": cell, "kind": MeetingKind(kind), "line": line}
    page["regime"] = queries.regime_on(offered["day"])
    return render(request, "meetings/plan.html", page, status=422 if form.errors else 200)


def _line_to_plan(request: HttpRequest, cell: Cell, kind: str) -> ThematicPlanLine | None:
    """The line of the year's plan that a thematic meeting is planned from."""
    pk = request.GET.get("line", "")
    if kind != MeetingKind.THEMATIC or not NUMBER.fullmatch(pk):
        return None
    return queries_themes.open_line(cell, int(pk))


def _plan_form(
    request: HttpRequest, cell: Cell, kind: str, line: ThematicPlanLine | None, offered: dict
) -> PlanForm:
    people = [place.member for place in roll(cell, offered["day"])]
    about = {"cell": cell, "kind": kind, "people": people, "prefix": "plan", "initial": offered}
    data = request.POST or None
    if kind != MeetingKind.THEMATIC:
        return PlanForm(data, **about)
    regular = queries_themes.regular_meetings_to_follow(cell, today=timezone.localdate())
    return ThematicPlanForm(data, regular=regular, line=line, **about)


def _already(
    request: HttpRequest, form: forms.Form, standing: planning.AlreadyPlanned
) -> HttpResponse:
    meeting = standing.meeting
    form.add_error("day", f"Tháng {meeting.month:%m/%Y} chi bộ đã có buổi sinh hoạt thường kỳ.")
    page = {
        "form": form,
        "cell": meeting.cell,
        "kind": MeetingKind(meeting.kind),
        "standing": meeting,
    }
    return render(request, "meetings/plan.html", page, status=422)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The workspace for who keeps the book of an unsigned meeting; else the minutes to read."""
    meeting = access.meeting_to_read(request.user, pk)
    if not meeting.is_signed and access.may_write(request.user, meeting):
        themes = queries_themes.library(request.user, cell=meeting.cell)[:THEMES_OFFERED]
        page = page_of(loaded(request, meeting)) | {"themes": themes}
        return render(request, "meetings/workspace.html", page)
    return read_page(request, meeting)


@require_safe
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One section of the workspace anew, after a row in it was rewritten."""
    meeting = access.meeting_to_write(request.user, pk)
    if part not in list(Part) or meeting.is_signed:
        raise Http404
    if not request.htmx:
        return redirect(f"{meeting.get_absolute_url()}#{part}")
    return answer_part(request, meeting, Part(part))
