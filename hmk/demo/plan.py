"""What to build: the size, the seed and the day that counts as today."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from random import Random

from hmk.demo.calendar import add_months

ONE_COMMITTEE = 40  # more cells than this need a tree of committees
LEAST_CELLS = 6
MEMBERS_PER_CELL = 4  # the least


class Weakness(StrEnum):
    """The five complaints of the town committee; each is played by one residential cell."""

    VAGUE = "vague"
    MONOTONE = "monotone"
    FEW_THEMATIC = "few_thematic"
    AWAY = "away"
    UNFINISHED = "unfinished"


# By the number of the residential group.
WEAK = {
    3: Weakness.VAGUE,
    8: Weakness.MONOTONE,
    11: Weakness.FEW_THEMATIC,
    14: Weakness.AWAY,
    17: Weakness.UNFINISHED,
}
SHOWN = 5  # the group whose secretary the visitor plays
HALF_FILLED = 6  # its minutes of this month are open
STILL_PLANNED = 7
SIGNS_LATE = 13


class PlanError(ValueError):
    """A size that cannot be built; the text says why, for whoever typed it."""


@dataclass(frozen=True)
class Plan:
    """The order for one demonstration."""

    today: date
    cells: int = 25
    members: int = 800
    months: int = 24
    seed: int = 1

    def __post_init__(self) -> None:
        if self.cells < LEAST_CELLS:
            raise PlanError(f"at least {LEAST_CELLS} cells are needed")
        if self.members < MEMBERS_PER_CELL * self.cells:
            raise PlanError(f"at least {MEMBERS_PER_CELL} members for each cell are needed")
        if self.months < 1:
            raise PlanError("at least one month is needed")

    @cached_property
    def this_month(self) -> date:
        return self.today.replace(day=1)

    @cached_property
    def first_month(self) -> date:
        return add_months(self.this_month, -self.months)

    @cached_property
    def all_months(self) -> list[date]:
        """The whole months, then the current one."""
        return [add_months(self.first_month, step) for step in range(self.months + 1)]

    def random(self, *words: object) -> Random:
        """A stream of its own for each purpose, so that one part never shifts another."""
        return Random(":".join(map(str, (self.seed, *words))))
