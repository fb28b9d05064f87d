"""The arithmetic of scoring a meeting, on plain values. No function here reads a clock or a table.

No central table of points is confirmed, so that every figure is data of a `ScoringTable`; the
levels Tốt, Khá, Trung bình, Kém from 90, 70 and 50 points are those of the tables in use under
HD 42-HD/BTCTW.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")
_STEP = re.compile(r"(>=|≥|>)\s*(\d+)\s*[:=]\s*(\d+(?:[.,]5)?)")


class Level(StrEnum):
    """How good a meeting was; other words than those of the rating at the end of the year."""

    GOOD = "good"
    FAIR = "fair"
    AVERAGE = "average"
    WEAK = "weak"


class ThematicSetting(StrEnum):
    """What becomes of the points for the theme in a month without a thematic meeting.

    No source says it, hence a setting of the table: full points, the others brought up to the
    whole, or a whole that is so many points smaller.
    """

    AWARD = "award"
    RESCALE = "rescale"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Step:
    """So many points from a figure on; with `above` only for more than the figure."""

    figure: int
    above: bool
    points: Decimal

    def holds(self, value: Fraction | int) -> bool:
        return value > self.figure if self.above else value >= self.figure


@lru_cache(maxsize=256)
def parse_steps(text: str) -> tuple[Step, ...]:
    """The steps of a criterion, one a line, '≥ 90: 4' or '> 50: 5', from the highest down.

    Raises ValueError with the line that cannot be read or does not go down.
    """
    steps: list[Step] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _STEP.fullmatch(line)
        if not found:
            raise ValueError(line)
        sign, figure, points = found.groups()
        step = Step(int(figure), sign == ">", Decimal(points.replace(",", ".")))
        before = steps[-1] if steps else None
        if before and not (_border(step) < _border(before) and step.points < before.points):
            raise ValueError(line)
        steps.append(step)
    return tuple(steps)


def _border(step: Step) -> tuple[int, bool]:
    return step.figure, step.above


def points_by_steps(steps: Sequence[Step], value: Fraction | int) -> Decimal:
    """The points of the first step that holds; none below the last."""
    return next((step.points for step in steps if step.holds(value)), Decimal(0))


def least_minutes(
    *,
    members: int,
    own: int | None,
    regime: int | None,
    small: int | None,
    large: int | None,
    large_from: int,
) -> int | None:
    """How long a meeting must last for full points: the figure that the committee above has set for
    the cell, else the longer of what the rule set and the table ask for its size."""
    if own is not None:
        return own
    by_size = large if members >= large_from else small
    known = [figure for figure in (regime, by_size) if figure is not None]
    return max(known, default=None)


def longest_run(statuses: Iterable[str], wanted: str) -> int:
    """The most consecutive entries that are `wanted`."""
    return max((len(list(run)) for status, run in groupby(statuses) if status == wanted), default=0)


@dataclass(frozen=True)
class Mark:
    """What was given for one criterion; `points` is None as long as nothing is."""

    points: Decimal | None
    most: Decimal
    gate: bool = False
    thematic: bool = False
    unfounded: bool = False
    """Given against the record without a reason: opens no gate."""

    @property
    def is_full(self) -> bool:
        return self.points == self.most and not self.unfounded


@dataclass(frozen=True)
class Total:
    """The sum over a sheet, what it is counted out of, and how many criteria have no points."""

    points: Decimal
    most: Decimal
    missing: int
    gates_met: bool


def add_up(marks: Iterable[Mark], *, thematic: bool, setting: str) -> Total:
    """The sum of a sheet.

    In a month without a thematic meeting (`thematic` False) the points for it are awarded in full,
    left out with the rest brought up to the whole (`rescale`: points × whole / rest, rounded down
    to a tenth, so that no rounding lifts a level), or left out of the whole too.
    """
    marks = list(marks)
    own = [mark for mark in marks if thematic or not mark.thematic]
    given = sum((mark.points or Decimal(0) for mark in own), Decimal(0))
    rest = sum((mark.most for mark in own), Decimal(0))
    absent = sum((mark.most for mark in marks), Decimal(0)) - rest
    points, most = given, rest
    if absent and setting == ThematicSetting.AWARD:
        points, most = given + absent, rest + absent
    elif absent and rest and setting == ThematicSetting.RESCALE:
        points, most = (
            floor_tenth(Fraction(given) * Fraction(rest + absent) / Fraction(rest)),
            rest + absent,
        )
    return Total(
        points=points,
        most=most,
        missing=sum(mark.points is None for mark in own),
        gates_met=all(mark.is_full for mark in own if mark.gate),
    )


def floor_tenth(value: Fraction) -> Decimal:
    """The figure with one decimal, rounded down."""
    tenths = value.numerator * 10 // value.denominator
    return (Decimal(tenths) * _TENTH).quantize(_TENTH, rounding=ROUND_FLOOR)


def level_of(points: Decimal, *, borders: tuple[int, int, int], gates_met: bool) -> Level:
    """The level of a total; `borders` are the least points of Tốt, Khá and Trung bình.

    Tốt also needs full marks on the gate criteria (attendance, time, opinions, minutes in the
    table of a Khối of Bình Thuận, about 2019-22); without them it is Khá.
    """
    good, fair, average = borders
    if points >= good:
        return Level.GOOD if gates_met else Level.FAIR
    if points >= fair:
        return Level.FAIR
    return Level.AVERAGE if points >= average else Level.WEAK


def asks_remedy(points: Decimal | None, most: Decimal) -> bool:
    """Whether so few points ask how it shall become better: less than half."""
    return points is not None and 2 * points < most
