"""Facts that are older than the records: messages that tell of a change may be lost.

Each gives pairs of a cell and the first month whose facts are to be written anew, among the months
before `before`; later ones are written again and again anyway.
"""

from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.db import connection
from django.db.models import F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least

from meetings.models import Assignment, BookPage, Meeting, PageKind, SuperiorScore
from reports.models import CellMonth

Behind = list[tuple[int, date]]


def signed(before: date, *, of: Q | None = None) -> Behind:
    """Cells with minutes signed after their facts were written; `of` these meetings only."""
    fact = CellMonth.objects.filter(cell=OuterRef("cell"), month=OuterRef("month"))
    late = (
        Meeting.objects.filter(of or Q(), signed_at__isnull=False, month__lt=before)
        .alias(refreshed_at=Subquery(fact.values("refreshed_at")[:1]))
        .filter(Q(refreshed_at__isnull=True) | Q(refreshed_at__lt=F("signed_at")))
        .order_by()
        .values("cell")
        .annotate(own=Min("month"), oldest=Min("closed_assignments__meeting__month"))
    )
    return list(late.values_list("cell", Least("own", Coalesce("oldest", "own"))))


def closed_elsewhere(before: date) -> Behind:
    """Cells that were merged into another, whose signed minutes have ended their work since."""
    fact = CellMonth.objects.filter(cell=OuterRef("cell"), month=OuterRef("meeting__month"))
    late = (
        Assignment.objects.filter(
            cell__merged_into__isnull=False,
            closed_by__signed_at__isnull=False,
            meeting__month__lt=before,
        )
        .alias(refreshed_at=Subquery(fact.values("refreshed_at")[:1]))
        .filter(refreshed_at__lt=F("closed_by__signed_at"))
        .order_by()
        .values("cell")
    )
    return list(late.values_list("cell", Min("meeting__month")))


def _written(cell: str) -> Subquery:
    """When the facts of the meeting's month were written."""
    facts = CellMonth.objects.filter(cell=OuterRef(cell), month=OuterRef("meeting__month"))
    return Subquery(facts.values("refreshed_at")[:1])


def reopened(before: date, *, since: datetime) -> Behind:
    """Cells with minutes that were opened again since, after their facts were written; from the
    month of the oldest work that these minutes have looked at."""
    late = (
        BookPage.objects.filter(
            kind=PageKind.REOPENING, made_at__gt=since, meeting__month__lt=before
        )
        .alias(refreshed_at=_written("cell"))
        .filter(refreshed_at__lt=F("made_at"))
        .order_by()
        .values("cell")
        .annotate(
            own=Min("meeting__month"), oldest=Min("meeting__reviews__assignment__meeting__month")
        )
    )
    return list(late.values_list("cell", Least("own", Coalesce("oldest", "own"))))


def scored(before: date, *, since: datetime) -> Behind:
    """Cells that the committee above scored since, after their facts were written."""
    late = (
        SuperiorScore.objects.filter(scored_at__gt=since, meeting__month__lt=before)
        .alias(refreshed_at=_written("meeting__cell"))
        .filter(refreshed_at__lt=F("scored_at"))
        .order_by()
        .values("meeting__cell")
    )
    return list(late.values_list("meeting__cell", Min("meeting__month")))


@cache
def _acts_behind() -> str:
    path = Path(__file__).resolve().parent.parent / "sql" / "acts_behind.sql"
    return path.read_text(encoding="utf-8")


def moved(before: date, *, since: datetime) -> Behind:
    """Cells on whose roll an act was recorded since, after their facts were written."""
    with connection.cursor() as cursor:
        cursor.execute(_acts_behind(), {"since": since, "before": before})
        return cursor.fetchall()
