"""How many thematic meetings a quarter asks for, and when a same-day one begins: plain values.

At least one a quarter (Nghị quyết 22-NQ/TW of 2008, HD 12-HD/BTCTW, kept by HD 42-HD/BTCTW);
the rule set of the day holds the figure.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from meetings.rules import last_day

USUAL_MINUTES = 90
"""How long a regular meeting is taken to last where no rule says it: only a time to begin with."""


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year, 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def middle_of_first_month(self) -> date:
        """Between two regular meetings, which are held early in a month."""
        return self.first.replace(day=15)

    @property
    def last(self) -> date:
        return last_day(date(self.year, 3 * self.number, 1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class QuarterState(StrEnum):
    """Where a quarter stands; its order is what needs a hand first."""

    DUE = "due"
    LATE = "late"
    ARRANGED = "arranged"
    AHEAD = "ahead"
    DONE = "done"
    NOT_ASKED = "not_asked"


def quarter_state(
    quarter: Quarter, *, needed: int, held: int, arranged: int, today: date
) -> QuarterState:
    """`held` meetings have begun, `arranged` ones have their day; `needed` is what the rule set
    asks for. A quarter is due while it runs and lacks both, late once it has closed."""
    if held >= needed:
        return QuarterState.DONE if needed or held else QuarterState.NOT_ASKED
    if today > quarter.last:
        return QuarterState.LATE
    if held + arranged >= needed:
        return QuarterState.ARRANGED
    return QuarterState.DUE if today >= quarter.first else QuarterState.AHEAD


def days_left(quarter: Quarter, today: date) -> int:
    """Days after today until the quarter closes; 0 on its last day and later."""
    return max(0, (quarter.last - today).days)


def begins_after(
    *, regular_starts: datetime, regular_ends: datetime | None, least: int | None
) -> datetime:
    """When a thematic meeting begins that follows the regular one of the day.

    One after the other, not merged (HD 42-HD/BTCTW): at the end of the regular meeting, while
    that is not known after its least duration.
    """
    return regular_ends or regular_starts + timedelta(minutes=least or USUAL_MINUTES)


def overlap(
    first: tuple[datetime, datetime | None], second: tuple[datetime, datetime | None]
) -> bool:
    """Whether two meetings of a day run at the same time; an end not known is no overlap."""
    (early_start, early_end), (late_start, _) = sorted((first, second), key=lambda span: span[0])
    return early_end is not None and early_start <= late_start < early_end
