"""The arithmetic of the regulations, on plain values. No function here reads a clock or a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Majority(StrEnum):
    """How many of the voting base must agree."""

    HALF = "half"
    TWO_THIRDS = "two_thirds"


MAJORITY_NAMES = {Majority.HALF: "quá nửa", Majority.TWO_THIRDS: "ít nhất hai phần ba"}

# Proposals on a person need two thirds of the official members (208-QĐ/TW, formerly 294, 24).
TWO_THIRDS_SUBJECTS = frozenset({"admission", "recognition", "removal", "progress"})


@dataclass(frozen=True)
class Seat:
    """How one member of the roll stands at one meeting."""

    official: bool
    temporary: bool = False
    exempted: bool = False
    elsewhere: bool = False
    suspended: bool = False
    attends: bool = True
    votes: bool = True


def bound_to_attend(seat: Seat) -> bool:
    """Whether absence needs a reason: not of the exempted, those elsewhere, the suspended."""
    return not (seat.exempted or seat.elsewhere or seat.suspended)


def in_voting_base(seat: Seat, *, temporary_members_vote: bool = False) -> bool:
    """Whether the member counts in the base of a vote.

    The base is the official members of the cell who are summoned, present or not, without those
    introduced to temporary activity elsewhere and without exempted members who are absent; an
    exempted member who attends and votes is added back (45-QĐ/TW 16.3a, now 208-QĐ/TW).
    Suspended members are not summoned.
    Probationary members never count (Điều 3 of the charter). Whether a temporary member counts
    is not settled by any source, hence the setting of the regime.
    """
    if not seat.official or seat.elsewhere or seat.suspended:
        return False
    if seat.temporary and not temporary_members_vote:
        return False
    if seat.exempted:
        return seat.attends and seat.votes
    return True


def voting_base(seats: Iterable[Seat], *, temporary_members_vote: bool = False) -> int:
    """How many members a vote is counted over."""
    return sum(in_voting_base(s, temporary_members_vote=temporary_members_vote) for s in seats)


def voters_present(seats: Iterable[Seat], *, temporary_members_vote: bool = False) -> int:
    """How many can raise a hand: those of the base who attend."""
    return sum(
        s.attends and in_voting_base(s, temporary_members_vote=temporary_members_vote)
        for s in seats
    )


def majority_for(subject: str) -> Majority:
    """The majority that the subject of a resolution needs."""
    return Majority.TWO_THIRDS if subject in TWO_THIRDS_SUBJECTS else Majority.HALF


def majority_needed(base: int, majority: Majority) -> int:
    """The least number of yes votes: more than half, or at least two thirds, of the base.

    Điều 9.5 of the charter for half; in integers, since 2/3 of 18 must be 12 and not 13.
    """
    if majority == Majority.TWO_THIRDS:
        return (2 * base + 2) // 3
    return base // 2 + 1


def passes(yes: int, base: int, majority: Majority) -> bool:
    """Whether `yes` votes over `base` carry the resolution. Nothing passes over an empty base."""
    return base > 0 and yes >= majority_needed(base, majority)


def usual_date(month: date, *, regime_day: int | None, cell_day: int | None) -> date:
    """When a regular meeting of the month is held by default: the cell's own day, else the
    regime's (day 03, Chỉ thị 50-CT/TW), else the fifth."""
    return month.replace(day=cell_day or regime_day or 5)


def minimum_minutes(
    *, regime: int | None, combined: int | None, own: int | None, same_day_thematic: bool
) -> int | None:
    """How long a meeting must last at least; the committee above may set a cell's own figure
    (HD 42-HD/BTCTW). None where no source gives one."""
    if own is not None:
        return own
    return combined if same_day_thematic else regime


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_day(month: date) -> date:
    """The last day of the month."""
    return next_month(month) - timedelta(days=1)


def notice_deadline(held_on: date, notice_days: int | None) -> date | None:
    """The last day to hand out notice and documents: one day before (HD 42-HD/BTCTW). None where
    no source gives one."""
    return None if notice_days is None else held_on - timedelta(days=notice_days)


def issue_deadline(held_on: date, issue_days: int | None) -> date | None:
    """The last day to issue what the meeting passed: within two days (HD 42-HD/BTCTW). None where
    no source gives one."""
    return None if issue_days is None else held_on + timedelta(days=issue_days)
