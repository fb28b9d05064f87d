"""When a cell needs the attention of the committee, and why: the town committee's own five
complaints (account of January 2019) turned into figures. They are the house's measures, not
regulation: they order a list and block nobody.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Reason(StrEnum):
    """Why a cell stands on the list. `sql/cell_month.sql` finds them, by these names."""

    NOT_HELD = "not_held"
    UNSIGNED = "unsigned"
    SIGNED_LATE = "signed_late"
    VAGUE = "vague"
    MONOTONE = "monotone"
    NO_THEMATIC = "no_thematic"
    FEW_CAME = "few_came"
    UNEXCUSED = "unexcused"
    MANY_AWAY = "many_away"
    FEW_OFFICIAL = "few_official"
    NOT_DONE = "not_done"
    OVERDUE = "overdue"


WEIGHTS: dict[Reason, int] = {
    Reason.NOT_HELD: 6,
    Reason.FEW_OFFICIAL: 5,
    Reason.NOT_DONE: 4,
    Reason.VAGUE: 4,
    Reason.MONOTONE: 4,
    Reason.NO_THEMATIC: 4,
    Reason.UNSIGNED: 3,
    Reason.FEW_CAME: 3,
    Reason.MANY_AWAY: 2,
    Reason.OVERDUE: 2,
    Reason.UNEXCUSED: 1,
    Reason.SIGNED_LATE: 1,
}
"""How much each reason weighs when the worst come first."""


@dataclass(frozen=True)
class Thresholds:
    """Where a figure begins to need attention. Shares are between 0 and 1."""

    specificity: Decimal = Decimal("0.5")
    repetition: Decimal = Decimal("0.3")
    attendance: Decimal = Decimal("0.75")
    away: Decimal = Decimal("0.25")
    execution: Decimal = Decimal("0.5")
    least_due: int = 2  # fewer assignments tell nothing of how work is carried out
    official: int = 3  # a cell has at least three official members (charter, Điều 24.1)


THRESHOLDS = Thresholds()


def share(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` between 0 and 1; None when there is nothing to share."""
    return Decimal(part) / whole if whole else None


def change(now: Decimal | int | None, before: Decimal | int | None) -> Decimal | int | None:
    """How much a figure moved; None when one of the two is not known."""
    return None if now is None or before is None else now - before
