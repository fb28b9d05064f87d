"""A round as the services play it, for tests of this app."""

from datetime import date

from accounts.models import RoleKind, User
from cells.models import Cell
from evaluations.models import (
    CellRating,
    ConfidencePoll,
    CriterionGroup,
    Level,
    MemberRating,
    PollRules,
    Round,
    Status,
)
from evaluations.proposing import Norms
from evaluations.services import cells, polls
from evaluations.services.rounds import open_round
from members.models import Membership, Office, Standing
from tests import factories as make

NOW = make.at(make.TODAY)
YEAR_END = date(2026, 12, 31)
E, G, C, N = Level


def opened(committee, by, **values) -> Round:
    """A round as it has just been opened."""
    usual = {"year": 2026, "rated_on": YEAR_END, "deadlines": {}, "now": NOW}
    return open_round(committee, **usual | values, by=by)


def opened_in(year: int, committee, by) -> Round:
    """A round of a year before the cast of the tests: its cells and people are made older."""
    day = date(2010, 1, 1)
    Cell.objects.update(founded=day)
    for model in (Membership, Standing, Office):
        model.objects.filter(validity__startswith=make.LONG_AGO).update(validity=(day, None))
    return opened(committee, by, year=year, rated_on=date(year, 12, 31))


def counted(level: str, number: int) -> dict[str, int]:
    """Everybody for one level."""
    votes = dict.fromkeys(("votes_excellent", "votes_good", "votes_completed",
                           "votes_not_completed"), 0)  # fmt: skip
    return {"valid": number, **votes, f"votes_{level}": number}


def collective(rating: CellRating, level: str = G, *, by: User, number: int = 4) -> CellRating:
    """The cell itself is voted on."""
    values = {"issued": number, "collected": number, **counted(level, number)}
    values |= {"proposed": level, "proposed_because": "Hội nghị thống nhất"}
    return cells.count_collective(rating, values=values, day=make.TODAY, by=by)


def rated(rating: CellRating) -> list[MemberRating]:
    """The lines of the cell's members who are rated, in the order of names."""
    return list(
        MemberRating.objects.filter(cell_rating=rating, status=Status.RATED).order_by(
            "member__sort_key"
        )
    )


def propose(
    rating: CellRating, levels: list[str] | None = None, *, by: User, cell_level: str = G
) -> CellRating:
    """The cell plays its part to the end: `levels` for its members in order, else good for all."""
    collective(rating, cell_level, by=by)
    rows = rated(rating)
    wanted = levels or [G] * len(rows)
    MemberRating.objects.bulk_update(
        [_with(row, level) for row, level in zip(rows, wanted, strict=True)],
        ["proposed", "proposed_because"],
    )
    return cells.submit(rating, today=make.TODAY, by=by)


def _with(row: MemberRating, level: str) -> MemberRating:
    row.proposed, row.proposed_because = level, "Hội nghị thống nhất"
    return row


def secretary_of(cell: Cell) -> User:
    """Somebody who keeps the cell's book."""
    user = make.UserFactory()
    make.RoleFactory(user=user, kind=RoleKind.SECRETARY, cell=cell)
    return user


PERSONS = "Trần Văn Lãnh; Bí thư Đảng ủy\nLê Thị Đạo; Phó bí thư Đảng ủy"


def held(committee, *, by: User, persons: str = PERSONS, **values) -> ConfidencePoll:
    """A confidence poll with two persons and 30 ballots collected."""
    usual = {
        "title": "Hội nghị Ban Chấp hành lần thứ 12", "held_on": make.TODAY, "place": "Hội trường",
        "regime": PollRules.R2023, "summoned": 33, "present": 31, "issued": 31, "collected": 30,
    }  # fmt: skip
    return polls.hold(committee, values=usual | values, persons=persons, by=by)


def graded(row, *, tasks: str, others: str, **places: str) -> dict[str, str]:
    """The same grade for all criteria of a group, and others by place ('at_3')."""
    found = {}
    for place, one in enumerate(Norms.of(row.round.regime).criteria_of(row), start=1):
        usual = tasks if one.group == CriterionGroup.TASK else others
        found[str(one.pk)] = places.get(f"at_{place}", usual)
    return found
