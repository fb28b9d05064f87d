"""Birthdays of a month and badges of the Party due in a year, as their reader may see them."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Case, DateField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import ExtractDay

from accounts import scope
from accounts.models import User
from cells.models import Cell
from members.badge_rules import Span, season, spans_of, whole_year
from members.models import Membership, MembershipKind
from members.rules import birthday

LAST = 99
"""After every day of a month: those whose day is not told."""


def _own(cells: QuerySet[Cell] | list[int] | Cell, day: date) -> QuerySet[Membership]:
    """The members of the cells' own on the day."""
    in_cells = Q(cell=cells) if isinstance(cells, Cell) else Q(cell__in=cells)
    return Membership.objects.filter(
        in_cells, kind=MembershipKind.PRIMARY, validity__contains=day
    ).select_related("member", "cell")


def _keys(cells: QuerySet[Cell], cell: Cell | None) -> list[int]:
    """The keys first: a planner that sees them chooses better."""
    chosen = cells if cell is None else cells.filter(pk=cell.pk)
    return list(chosen.values_list("pk", flat=True))


# --- Birthdays ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Birthdays:
    """`rows` are memberships, each with its `day` of the month (LAST where the reader does not see
    birth dates: inside the cell and its overseer do, the office of a committee has the names);
    `unnamed` counts those who are only counted for the reader."""

    rows: QuerySet[Membership]
    unnamed: int


def birthdays_of(user: User, *, month: int, today: date, cell: Cell | None = None) -> Birthdays:
    """Whose birthday is in the month, of those on the roll today in the cells that the user reads.

    The order tells nothing of a day that is not shown.
    """
    insiders = _keys(scope.cells_with_names(user), cell)
    named = {*insiders, *_keys(scope.cells_of_office(user), cell)}
    all_of_them = _own(_keys(scope.cells_to_read(user), cell), today).filter(
        member__birth_date__month=month
    )
    day = Case(
        When(cell__in=insiders, then=ExtractDay("member__birth_date")),
        default=Value(LAST),
        output_field=IntegerField(),
    )
    rows = (
        all_of_them.filter(cell__in=named)
        .annotate(day=day)
        .order_by("day", "member__sort_key", "pk")
    )
    return Birthdays(rows, all_of_them.exclude(cell__in=named).count())


# --- Badges ---------------------------------------------------------------------------------------


def badges_of(
    user: User, *, year: int, today: date, cell: Cell | None = None
) -> QuerySet[Membership]:
    """Who is due a badge in the year: each membership with `badge` (30, 40 … years) and `round`
    (the day at which it is handed over), by round, then the highest badge first."""
    return _due(_own(_keys(scope.cells_to_read(user), cell), today), year)


def _due(rows: QuerySet[Membership], year: int) -> QuerySet[Membership]:
    spans = spans_of(year, settings.BADGE_ROUNDS)
    years = whole_year(spans)
    return (
        rows.filter(reduce(or_, map(_admitted_in, years)))
        .annotate(
            badge=Case(
                *(When(_admitted_in(span), then=Value(span.years)) for span in years),
                output_field=IntegerField(),
            ),
            round=Case(
                *(When(_admitted_in(span), then=Value(span.round)) for span in spans),
                output_field=DateField(),
            ),
        )
        .order_by("round", "-badge", "member__sort_key", "pk")
    )


def _admitted_in(span: Span) -> Q:
    return Q(member__admitted_on__range=(span.first, span.last))


def reached(row: Membership) -> date:
    """The day on which the years of the row's badge are full."""
    return birthday(row.member.admitted_on, row.badge)


# --- Both, for the page of a cell -----------------------------------------------------------------


def cards_of(cell: Cell, today: date) -> dict[str, int]:
    """How many birthdays this month and badges at the rounds of the `year`, in two queries."""
    own = _own(cell, today)
    year = season(today, settings.BADGE_ROUNDS)
    return {
        "year": year,
        "birthdays": own.filter(member__birth_date__month=today.month).count(),
        "badges": _due(own, year).count(),
    }
