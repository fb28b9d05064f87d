"""Reads of the plan of the year and of the library of themes. The user comes first."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts import scope
from accounts.models import User
from cells.models import Cell
from cells.text import fold
from meetings.models import Meeting, MeetingKind, MeetingRegime, ThematicPlanLine, Theme
from meetings.yearplan import YearPlan
from meetings.yearplan_rules import Quarter

FOLLOWED_FOR = timedelta(days=31)
REGULAR_CHOICES = 6


def year_plans(cells: Iterable[Cell], year: int, *, today: date) -> list[YearPlan]:
    """The plan of each cell for the year, in three queries for all of them."""
    cells = list(cells)
    lines, meetings = defaultdict(list), defaultdict(list)
    found = ThematicPlanLine.objects.filter(cell__in=cells, year=year)
    for line in found.select_related("theme", "presenter", "meeting__theme"):
        lines[line.cell_id].append(line)
    thematic = Meeting.objects.filter(
        cell__in=cells,
        kind=MeetingKind.THEMATIC,
        month__range=(date(year, 1, 1), date(year, 12, 1)),
    )
    for meeting in thematic.select_related("theme").order_by("planned_at", "pk"):
        meetings[meeting.cell_id].append(meeting)
    asked = _asked(year)
    return [
        YearPlan(
            cell=cell,
            year=year,
            today=today,
            asked=asked,
            lines=lines[cell.pk],
            meetings=meetings[cell.pk],
        )
        for cell in cells
    ]


def _asked(year: int) -> dict[int, int]:
    """How many thematic meetings each quarter asks for; 0 where no rule set covers its end."""
    regimes = list(MeetingRegime.objects.filter(validity__overlap=(date(year, 1, 1), None)))
    asked = {}
    for number in range(1, 5):
        last = Quarter(year, number).last
        regime = next((one for one in regimes if last in one.validity), None)
        asked[number] = regime.thematic_per_quarter if regime else 0
    return asked


def open_line(cell: Cell, pk: int) -> ThematicPlanLine | None:
    """The line of the cell's plan, while it has no meeting and is not dropped."""
    return (
        ThematicPlanLine.objects.select_related("theme", "presenter", "cell__committee")
        .filter(cell=cell, pk=pk, meeting__isnull=True, dropped_on__isnull=True)
        .first()
    )


def regular_meetings_to_follow(cell: Cell, *, today: date) -> list[Meeting]:
    """The regular meetings that a thematic one may follow on the same day: those to come, and
    those of the last month, whose book may be written later."""
    return list(
        Meeting.objects.filter(
            cell=cell, kind=MeetingKind.REGULAR, planned_at__date__gte=today - FOLLOWED_FOR
        )
        .select_related("regime", "cell")
        .order_by("planned_at")[:REGULAR_CHOICES]
    )


def themes_of(user: User, *, cell: Cell | None = None) -> QuerySet[Theme]:
    """The themes that the user may look at: common ones, those of the committees above the cells
    of the user (or above the one), and those of the committees whose library the user keeps."""
    below = _cells(user, cell).filter(committee__path__startswith=OuterRef("committee__path"))
    return Theme.objects.filter(
        Q(committee__isnull=True)
        | Q(Exists(below))
        | Q(committee__in=scope.committees_of_office(user))
    )


def _cells(user: User, cell: Cell | None) -> QuerySet[Cell]:
    cells = scope.cells_to_read(user)
    return cells if cell is None else cells.filter(pk=cell.pk)


def library(
    user: User, *, cell: Cell | None = None, words: str = "", field: str = "", retired: bool = False
) -> QuerySet[Theme]:
    """The themes with how often (`treated`) and when `last` the cells of the user, or the one,
    have treated each; what was not treated for longest comes first."""
    figures = (
        Meeting.objects.filter(
            theme=OuterRef("pk"),
            kind=MeetingKind.THEMATIC,
            started_at__isnull=False,
            cell__in=_cells(user, cell),
        )
        .order_by()
        .values("theme")
    )
    rows = (
        themes_of(user, cell=cell)
        .filter(active=not retired)
        .annotate(
            treated=Coalesce(Subquery(figures.annotate(number=Count("pk")).values("number")), 0),
            last=Subquery(figures.annotate(day=Max("started_at")).values("day")),
        )
    )
    if words:
        rows = rows.filter(search_text__contains=fold(words))
    if field:
        rows = rows.filter(field=field)
    return rows.select_related("committee").order_by(
        F("last").asc(nulls_first=True), "sort_key", "pk"
    )
