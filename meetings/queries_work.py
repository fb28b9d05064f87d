"""Work of a cell: its own, and that of the cells which were merged into it."""

from datetime import date

from django.db.models import Q, QuerySet

from cells.models import Cell
from meetings.models import Assignment, AssignmentState, State

MERGERS = 3
"""Through so many mergers, one after the other, work is followed."""


def of_cell(cell: Cell | int, day: date) -> Q:
    """Of assignments, those that the cell hears of on the day: what it handed out, and what cells
    handed out that had gone over into it by then."""
    heard = Q(cell=cell)
    path, over = "cell", Q()
    for _ in range(MERGERS):
        over &= Q(**{f"{path}__dissolved__lte": day})
        path += "__merged_into"
        heard |= over & Q(**{path: cell})
    return heard


def open_work(cell: Cell, day: date) -> QuerySet[Assignment]:
    """The assignments that the cell hears of, given by the day and not closed by then, the most
    urgent first."""
    closed_later = Q(closed_by__planned_at__date__gt=day)
    return (
        Assignment.objects.filter(
            of_cell(cell, day), meeting__state=State.SIGNED, given_on__lte=day
        )
        .filter(Q(state=AssignmentState.OPEN) | closed_later)
        .select_related("lead")
        .prefetch_related("helpers")
        .order_by("due", "pk")
    )
