"""When somebody is due the badge of the Party (Huy hiệu Đảng), on plain values.

Mục 18 Hướng dẫn 01-HD/TW (28/9/2021): members with 30, 40, 45, 50 … 85, 90 (each fifth from 40)
full years in the Party are considered for it; it is handed over around 3/2, 19/5, 2/9 and 7/11 and
at other important days, so the rounds are a setting. That later guides keep the years was not read.
"""

import itertools
from dataclasses import dataclass, replace
from datetime import date, timedelta

from members.rules import birthday, years_before

YEARS = (30, *range(40, 91, 5))

DayOfYear = tuple[int, int]
"""Month and day."""
Rounds = tuple[DayOfYear, ...]
"""The days of the year at which badges are handed over, in their order."""


@dataclass(frozen=True)
class Badge:
    """A badge that somebody is due: `reached` when the years are full, `round` when it is handed
    over, the first round from that day on."""

    years: int
    reached: date
    round: date


@dataclass(frozen=True)
class Span:
    """The days of admission, both ends in, that lead to one badge at one round."""

    years: int
    round: date
    first: date
    last: date


def rounds_of(year: int, rounds: Rounds) -> list[date]:
    return [date(year, month, day) for month, day in rounds]


def season(today: date, rounds: Rounds) -> int:
    """The year of the next round: after the last one of a year, the next year is of interest."""
    return today.year if today <= rounds_of(today.year, rounds)[-1] else today.year + 1


def spans_of(year: int, rounds: Rounds) -> list[Span]:
    """For each round of the year and each badge, who is due it by the day of admission.

    What was reached after the last round of the year before waits for the first of this one.
    """
    ends = [rounds_of(year - 1, rounds)[-1], *rounds_of(year, rounds)]
    return [
        Span(
            years=years,
            round=end,
            first=years_before(before, years) + timedelta(days=1),
            last=years_before(end, years),
        )
        for before, end in itertools.pairwise(ends)
        for years in YEARS
    ]


def whole_year(spans: list[Span]) -> list[Span]:
    """The spans of a year with those of one badge joined into one, named by its last round."""
    joined: dict[int, Span] = {}
    for span in spans:
        known = joined.get(span.years, span)
        joined[span.years] = replace(span, first=min(known.first, span.first))
    return list(joined.values())


def badge_in(year: int, admitted: date, rounds: Rounds) -> Badge | None:
    """The badge that is handed over in the year to whoever was admitted on the day, if any."""
    for span in spans_of(year, rounds):
        if span.first <= admitted <= span.last:
            return Badge(span.years, birthday(admitted, span.years), span.round)
    return None
