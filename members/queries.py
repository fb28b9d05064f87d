"""The roll of a cell, and members as a user may see them."""

from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts import scope
from accounts.models import User
from cells.models import Cell
from cells.text import fold
from members.models import (
    Member,
    Membership,
    MembershipKind,
    Office,
    OfficeKind,
    Standing,
    StandingKind,
)


def _standing(day: date, kind: str) -> Exists:
    return Exists(
        Standing.objects.filter(member=OuterRef("member"), kind=kind, validity__contains=day)
    )


def roll(cells: Cell | QuerySet[Cell], day: date) -> QuerySet[Membership]:
    """The roll of a cell (or of several) on a day, in name order, in one query.

    Each row is a membership with its member and, for that day: `grade` (official or
    probationary), `exempted`, `away`, `elsewhere`, `suspended` (booleans) and `office`
    (kind, or None).
    """
    in_cells = Q(cell=cells) if isinstance(cells, Cell) else Q(cell__in=cells)
    office = Office.objects.filter(
        member=OuterRef("member"), cell=OuterRef("cell"), validity__contains=day
    )
    return (
        Membership.objects.filter(in_cells, validity__contains=day)
        .select_related("member")
        .annotate(
            grade=Case(
                When(_standing(day, StandingKind.PROBATIONARY), then=Value("probationary")),
                default=Value("official"),
            ),
            exempted=_standing(day, StandingKind.EXEMPTED),
            away=_standing(day, StandingKind.AWAY),
            elsewhere=_standing(day, StandingKind.TEMPORARILY_ELSEWHERE),
            suspended=_standing(day, StandingKind.SUSPENDED),
            office=Subquery(office.values("kind")[:1]),
        )
        .order_by("cell__sort_key", "member__sort_key", "pk")
    )


def office_holder(cell: Cell, kind: OfficeKind, day: date) -> Member | None:
    """Who holds the office in the cell on the day."""
    return Member.objects.filter(
        offices__cell=cell, offices__kind=kind, offices__validity__contains=day
    ).first()


def members_of(user: User, *, day: date, words: str = "", cell: Cell | None = None) -> QuerySet:
    """The roll of every cell that the user may read, narrowed by words or to one cell."""
    rows = roll(scope.cells_to_read(user) if cell is None else cell, day).select_related(
        "member", "cell"
    )
    if words:
        rows = rows.filter(member__search_text__contains=fold(words))
    return rows


def current_cell_of(member: Member, day: date) -> Cell | None:
    """The primary cell of the member on the day, else the last one."""
    return (
        Cell.objects.filter(
            memberships__member=member,
            memberships__kind=MembershipKind.PRIMARY,
            memberships__validity__startswith__lte=day,
        )
        .order_by("-memberships__validity__startswith")
        .first()
    )
