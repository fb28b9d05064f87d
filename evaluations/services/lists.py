"""Who is rated in a round, drawn from the roll of its day, and drawn again when the roll moves."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import F, QuerySet

from cells.models import Cell
from evaluations import rules
from evaluations.models import CellRating, MemberRating, Round, Stage, Status
from evaluations.models.ratings import VOTE_FIELDS
from members.models import Membership, MembershipKind
from members.queries import roll

ROWS_AT_ONCE = 5000
DRAWN = ("name", "office", "grade", "elsewhere", "joined_on", "former_cell_id", "status")
"""What a list takes from the roll; everything else people have entered."""
NO_LEVEL = {
    "own_level": "",
    "proposed": "",
    "proposed_because": "",
    "ratified": "",
    "reason": "",
    "gates_met": None,
    "own_grades": {},
    "meeting_grades": {},
    "issued": None,
    "collected": None,
    "valid": None,
    **dict.fromkeys(VOTE_FIELDS.values()),
}


def drawn(round_: Round, ratings: dict[int, CellRating]) -> Iterator[MemberRating]:
    """The list of each of the cells (by key) as the roll of the round's day gives it; two queries
    whatever the size."""
    day = round_.rated_on
    cells = Cell.objects.filter(pk__in=ratings)
    former = _former_cells(cells, round_)
    for place in roll(cells, day).iterator(chunk_size=ROWS_AT_ONCE):
        yield _line(round_, ratings[place.cell_id], place, former.get(place.member_id))


def _line(round_: Round, rating: CellRating, place: Membership, former: int | None) -> MemberRating:
    """The member's line: rated here, or left out with the reason."""
    reason = rules.left_out(
        rules.Standing(
            exempted=place.exempted,
            suspended=place.suspended,
            temporary_here=place.kind == MembershipKind.TEMPORARY,
            admitted_on=place.member.admitted_on,
        ),
        round_.regime.who,
        day=round_.rated_on,
    )
    since = place.validity.lower
    return MemberRating(
        round=round_,
        cell_rating=rating,
        member=place.member,
        name=place.member.full_name,
        office=place.office or "",
        grade=place.grade,
        elsewhere=place.elsewhere,
        joined_on=since if since.year >= round_.year else None,
        former_cell_id=former,
        status=reason.value if reason else Status.RATED,
    )


def _former_cells(cells: QuerySet[Cell], round_: Round) -> dict[int, int]:
    """By member, the cell that was left in the year after six months of it or more."""
    new_year = date(round_.year, 1, 1)
    came = Membership.objects.filter(
        cell__in=cells,
        kind=MembershipKind.PRIMARY,
        validity__startswith__gte=new_year,
        validity__contains=round_.rated_on,
    ).values("member")
    left = Membership.objects.filter(
        member__in=came,
        kind=MembershipKind.PRIMARY,
        validity__endswith__gt=new_year,
        validity__endswith__lte=round_.rated_on,
    ).values_list("member", "cell", "validity")
    return {
        member: cell
        for member, cell, validity in left
        if rules.needs_former_remark(validity.lower, validity.upper, round_.year)
    }


def draw(round_: Round, ratings: Iterable[CellRating]) -> None:
    """Writes the lists of a new round."""
    by_cell = {rating.cell_id: rating for rating in ratings}
    MemberRating.objects.bulk_create(drawn(round_, by_cell), batch_size=ROWS_AT_ONCE)


def redraw(round_: Round, ratings: list[CellRating]) -> int:
    """Brings lists up to the roll of the round's day; gives the number of lines that changed.

    Whoever is rated no longer loses the levels (the trail keeps them), and a cell that has
    proposed and got somebody new to rate has to finish its proposal. The round must be locked.
    """
    by_cell = {rating.cell_id: rating for rating in ratings}
    old = {
        (row.cell_rating_id, row.member_id): row
        for row in MemberRating.objects.filter(cell_rating__in=ratings).defer(
            "self_review", "comments"
        )
    }
    added, changed = [], []
    for new in drawn(round_, by_cell):
        row = old.pop((new.cell_rating_id, new.member_id), None)
        if row is None:
            added.append(new)
        elif any(getattr(row, name) != getattr(new, name) for name in DRAWN):
            for name in DRAWN:
                setattr(row, name, getattr(new, name))
            changed.append(row)
    for row in old.values():
        if row.status != Status.GONE:
            row.status = Status.GONE
            changed.append(row)
    _store(added, changed)
    _send_back({row.cell_rating_id for row in [*added, *changed]})
    return len(added) + len(changed)


def _store(added: list[MemberRating], changed: list[MemberRating]) -> None:
    """First those who are rated no longer: somebody is rated once in a round."""
    fields = [name.removesuffix("_id") for name in DRAWN]
    for row in changed:
        if row.status != Status.RATED:
            for name, value in NO_LEVEL.items():
                setattr(row, name, value)
    changed.sort(key=lambda row: row.status == Status.RATED)
    for rated in (False, True):
        MemberRating.objects.bulk_update(
            [row for row in changed if (row.status == Status.RATED) == rated],
            [*fields, *NO_LEVEL],
            batch_size=500,
        )
    MemberRating.objects.bulk_create(added, batch_size=ROWS_AT_ONCE)


def _send_back(touched: set[int]) -> None:
    """Cells that proposed and now have somebody without a level go on working."""
    lacking = MemberRating.objects.filter(
        cell_rating__in=touched, status=Status.RATED, proposed=""
    ).values("cell_rating")
    CellRating.objects.filter(pk__in=lacking, stage=Stage.PROPOSED).update(
        stage=Stage.MEMBERS,
        proposed_on=None,
        ratified="",
        reason="",
        returned_because="Danh sách đảng viên của chi bộ đã thay đổi.",
    )


def differing(round_: Round) -> int:
    """How many lines of an open round no longer fit the roll; nothing is written."""
    ratings = {rating.cell_id: rating for rating in round_.cell_ratings.all()}
    old = {
        (row[0], row[1]): row[2:]
        for row in round_.member_ratings.exclude(status=Status.GONE).values_list(
            F("cell_rating_id"), F("member_id"), *DRAWN
        )
    }
    different = 0
    for new in drawn(round_, ratings):
        row = old.pop((new.cell_rating_id, new.member_id), None)
        different += row is None or row != tuple(getattr(new, name) for name in DRAWN)
    return different + len(old)
