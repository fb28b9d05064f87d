"""Who is rated in a round, drawn from the roll of its day, and drawn again when the roll moves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from cells.models import Cell, Committee
from cells.queries import in_being
from evaluations import rules
from evaluations.models import CellRating, MemberRating, Round, Stage, Status
from evaluations.models.ratings import VOTE_FIELDS
from members.models import Membership, MembershipKind
from members.queries import roll

ROWS_AT_ONCE = 5000
Key = tuple[int, int]
"""A line by the keys of the cell's part and of the member."""


class Line(NamedTuple):
    """What a list takes from the roll; everything else people have entered."""

    name: str
    office: str
    grade: str
    elsewhere: bool
    joined_on: date | None
    former_cell_id: int | None
    status: str


_TAKEN = (
    "cell_id", "member_id", "kind", "validity", "member__full_name", "member__admitted_on",
    "office", "grade", "elsewhere", "exempted", "suspended",
)  # fmt: skip


@dataclass
class Differences:
    """Lines to add, and by their keys those to change and those of whoever is on no list now."""

    added: dict[Key, Line] = field(default_factory=dict)
    changed: dict[int, Line] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.added) + len(self.changed) + len(self.gone)


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


def drawn(round_: Round, ratings: dict[int, int]) -> Iterator[tuple[Key, Line]]:
    """The lines of each cell (by its key, the key of its part) as the roll of the round's day gives
    them; two queries whatever the size."""
    cells = Cell.objects.filter(pk__in=ratings)
    former = _former_cells(cells, round_)
    who = round_.regime.who
    places = roll(cells, round_.rated_on).values_list(*_TAKEN, named=True)
    for place in places.iterator(chunk_size=ROWS_AT_ONCE):
        line = _line(place, former.get(place.member_id), round_, who)
        yield (ratings[place.cell_id], place.member_id), line


def _line(place: Any, former: int | None, round_: Round, who: rules.WhoIsRated) -> Line:
    """The member's line: rated here, or left out with the reason."""
    reason = rules.left_out(
        rules.Standing(
            exempted=place.exempted,
            suspended=place.suspended,
            temporary_here=place.kind == MembershipKind.TEMPORARY,
            admitted_on=place.member__admitted_on,
        ),
        who,
        day=round_.rated_on,
    )
    since = place.validity.lower
    return Line(
        name=place.member__full_name,
        office=place.office or "",
        grade=place.grade,
        elsewhere=place.elsewhere,
        joined_on=since if since.year >= round_.year else None,
        former_cell_id=former,
        status=reason.value if reason else Status.RATED.value,
    )


def _former_cells(cells: QuerySet[Cell], round_: Round) -> dict[int, int]:
    """By member, the cell that was left in the year after six months of it or more; not one that
    the member came back to, or that went over into the present one with all its roll."""
    new_year = date(round_.year, 1, 1)
    came = Membership.objects.filter(
        cell__in=cells,
        kind=MembershipKind.PRIMARY,
        validity__startswith__gte=new_year,
        validity__contains=round_.rated_on,
    )
    now = came.filter(member=OuterRef("member"))
    own = now.filter(Q(cell=OuterRef("cell")) | Q(cell=OuterRef("cell__merged_into")))
    left = Membership.objects.filter(
        ~Exists(own),
        member__in=came.values("member"),
        kind=MembershipKind.PRIMARY,
        validity__endswith__gt=new_year,
        validity__endswith__lte=round_.rated_on,
    ).values_list("member", "cell", "validity")
    return {
        member: cell
        for member, cell, validity in left
        if rules.needs_former_remark(validity.lower, validity.upper, round_.year)
    }


def cells_on(committee: Committee, day: date) -> QuerySet[Cell]:
    """The cells at or below the committee that are in being on the day."""
    return in_being(day).filter(committee__path__startswith=committee.path)


def cells_to_take_in(round_: Round) -> QuerySet[Cell]:
    """Cells that came to be after the round was opened and that no round of the year rates."""
    rated = CellRating.objects.filter(cell=OuterRef("pk"), round__year=round_.year)
    return cells_on(round_.committee, round_.rated_on).filter(~Exists(rated))


def add_parts(round_: Round, cells: QuerySet[Cell]) -> list[CellRating]:
    """A part of the round for each of these cells, without its list."""
    mode = round_.regime.ballot_mode
    return CellRating.objects.bulk_create(
        [
            CellRating(round=round_, cell=cell, ballot_mode=mode)
            for cell in cells.order_by("sort_key")
        ],
        batch_size=ROWS_AT_ONCE,
    )


def draw(round_: Round, ratings: Iterable[CellRating]) -> None:
    """Writes the lists of a new round."""
    lines = drawn(round_, {rating.cell_id: rating.pk for rating in ratings})
    new = (new_line(round_, key, line) for key, line in lines)
    MemberRating.objects.bulk_create(new, batch_size=ROWS_AT_ONCE)


def new_line(round_: Round, key: Key, line: Line) -> MemberRating:
    """The row of somebody who stands on no list yet, not saved."""
    rating, member = key
    return MemberRating(round=round_, cell_rating_id=rating, member_id=member, **line._asdict())


def redraw(round_: Round, ratings: dict[int, int]) -> int:
    """Brings the lists of these cells (by key, the key of its part) up to the roll of the round's
    day; gives the number of lines that changed.

    Whoever is rated no longer loses the levels (the trail keeps them), and a cell that has
    proposed and got somebody new to rate has to finish its proposal. The round must be locked.
    """
    found = _differences(round_, ratings)
    added = [new_line(round_, key, line) for key, line in found.added.items()]
    rows = MemberRating.objects.filter(pk__in=[*found.changed, *found.gone])
    changed = list(rows.defer("self_review", "comments"))
    for row in changed:
        if row.pk in found.changed:
            for name, value in found.changed[row.pk]._asdict().items():
                setattr(row, name, value)
        else:
            row.status = Status.GONE
    _store(added, changed)
    _send_back({row.cell_rating_id for row in [*added, *changed]})
    return len(added) + len(changed)


def _differences(round_: Round, ratings: dict[int, int]) -> Differences:
    """What the lists of these cells say otherwise than the roll."""
    stand = {
        (rating, member): (pk, Line(*line))
        for pk, rating, member, *line in MemberRating.objects.filter(
            cell_rating__in=ratings.values()
        ).values_list("pk", "cell_rating_id", "member_id", *Line._fields)
    }
    found = Differences()
    for key, line in drawn(round_, ratings):
        pk, old = stand.pop(key, (None, None))
        if pk is None:
            found.added[key] = line
        elif line != old:
            found.changed[pk] = line
    found.gone = [pk for pk, old in stand.values() if old.status != Status.GONE]
    return found


def _store(added: list[MemberRating], changed: list[MemberRating]) -> None:
    """First those who are rated no longer: somebody is rated once in a round."""
    fields = [name.removesuffix("_id") for name in Line._fields]
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
    """How many lines of an open round no longer fit the roll, those of cells that are not in it
    yet among them; nothing is written."""
    new = roll(cells_to_take_in(round_), round_.rated_on).count()
    return new + _differences(round_, parts_of(round_.cell_ratings.all())).number


def parts_of(ratings: QuerySet[CellRating]) -> dict[int, int]:
    """By key of the cell, the key of its part in the round."""
    return dict(ratings.values_list("cell_id", "pk"))
