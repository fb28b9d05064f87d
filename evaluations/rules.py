"""The arithmetic of the yearly rating and of confidence polls, on plain values."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum


class Level(StrEnum):
    """The four levels, the best first (Quy định 132, 124, 366-QĐ/TW alike)."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"


LEVELS: tuple[Level, ...] = tuple(Level)


class CapBase(StrEnum):
    """Of whom the excellent may be at most the cap's percentage."""

    GOOD_ONLY = "good_only"
    GOOD_AND_ABOVE = "good_and_above"
    ALL_RATED = "all_rated"


class Left(StrEnum):
    """Why somebody on the roll is not rated in the round."""

    EXEMPTED = "exempted"
    SUSPENDED = "suspended"
    TOO_NEW = "too_new"
    TEMPORARY_HERE = "temporary_here"


# --- Who is rated ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Standing:
    """How somebody stands on the last day of the year under review."""

    exempted: bool = False
    suspended: bool = False
    temporary_here: bool = False
    admitted_on: date | None = None


@dataclass(frozen=True)
class WhoIsRated:
    """What a regime says of who is rated: whether the suspended are, and from how many months
    after admission on (None: from the first day)."""

    suspended_rated: bool
    least_months: int | None


def months_between(since: date, until: date) -> int:
    """Whole months from day to day; where the last month has no such day, up to its last one
    (Điều 147 Bộ luật Dân sự 2015)."""
    months = (until.year - since.year) * 12 + until.month - since.month
    last_day = (until + timedelta(days=1)).day == 1
    return months - (until.day < since.day and not last_day)


HALF_A_YEAR = 6


def needs_former_remark(since: date, until: date, year: int) -> bool:
    """Whether the cell left on `until` has a remark to give: six months or more of the year were
    spent there (rated where the member is now; the same under all regimes)."""
    return months_between(max(since, date(year, 1, 1)), until) >= HALF_A_YEAR


def left_out(standing: Standing, rule: WhoIsRated, *, day: date) -> Left | None:
    """Why the member is not rated on the day, or None for whoever is.

    The exempted are not rated under any regime; the suspended not since HD 21-HD/BTCTW (2019);
    who was admitted less than six months before not since Quy định 124-QĐ/TW (2023). Members
    here for a time only are rated in their own cell, with a remark of this one.
    """
    if standing.temporary_here:
        return Left.TEMPORARY_HERE
    if standing.exempted:
        return Left.EXEMPTED
    if standing.suspended and not rule.suspended_rated:
        return Left.SUSPENDED
    if (
        rule.least_months is not None
        and standing.admitted_on is not None
        and months_between(standing.admitted_on, day) < rule.least_months
    ):
        return Left.TOO_NEW
    return None


# --- The cap on the excellent ---------------------------------------------------------------------
def cap_base_of(counts: Mapping[Level, int], base: CapBase) -> int:
    """The number that the cap is a percentage of."""
    good = counts.get(Level.GOOD, 0)
    if base == CapBase.GOOD_ONLY:
        return good
    if base == CapBase.GOOD_AND_ABOVE:
        return good + counts.get(Level.EXCELLENT, 0)
    return sum(counts.values())


def most_excellent(counts: Mapping[Level, int], base: CapBase, percent: int) -> int:
    """How many may be excellent: `percent` of the base, rounded down.

    HD 21-HD/BTCTW (2019): at most 20 % of those rated "hoàn thành tốt". No source gives a
    rounding; down is the only one that never breaks "không quá". Under `good_only` moving one
    person from excellent to good raises the base: compute it anew at each change.
    """
    return cap_base_of(counts, base) * percent // 100


def over_the_cap(counts: Mapping[Level, int], base: CapBase, percent: int) -> int:
    """How many excellent too many; 0 when the cap holds."""
    return max(counts.get(Level.EXCELLENT, 0) - most_excellent(counts, base, percent), 0)


# --- Ballots --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Ballots:
    """A count of ballots on one cell or member. `votes` by level, over `base` (official members
    summoned, `meetings.rules.voting_base`)."""

    issued: int
    collected: int
    valid: int
    votes: Mapping[Level, int]
    base: int

    def faults(self) -> dict[str, str]:
        """What does not add up, by field, in words; empty when all does."""
        found = {}
        cast = sum(self.votes.values())
        if self.collected > self.issued:
            found["collected"] = f"Thu về {self.collected} phiếu, nhiều hơn {self.issued} phát ra."
        if self.valid > self.collected:
            found["valid"] = f"{self.valid} phiếu hợp lệ, nhiều hơn {self.collected} thu về."
        if cast != self.valid:
            found["votes"] = f"Các mức cộng lại {cast} phiếu, khác {self.valid} phiếu hợp lệ."
        if self.issued > self.base:
            found["issued"] = f"Phát ra {self.issued} phiếu, nhiều hơn {self.base} người được bỏ."
        return found


@dataclass(frozen=True)
class LevelRule:
    """What a level asks for under a regime: at least `points` (of 100; None without points) and
    `numerator`/`denominator` of the base voting for it or better (None: any vote is enough).
    `strict` means more than that fraction."""

    level: Level
    points: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    strict: bool = False

    def has_votes(self, votes: int, base: int) -> bool:
        """Whether so many votes over the base are enough, in integers."""
        if self.numerator is None or self.denominator is None:
            return True
        have, need = votes * self.denominator, self.numerator * base
        return have > need if self.strict else have >= need


def level_by_votes(ballots: Ballots, rules: Sequence[LevelRule]) -> Level | None:
    """The best level that enough of the base gave, each vote for a level counting for those below.

    Who votes for excellent holds the member good as well; "not completed" takes its own votes
    alone. HD 07-HD/BTCTW (2011): two thirds for excellent, more than half for good, of the cell's
    official members; what holds today is a setting of the regime. None when no level has its
    votes: then people decide.
    """
    so_far = 0
    for rule in rules:
        own = ballots.votes.get(rule.level, 0)
        so_far += own
        votes = own if rule.level == Level.NOT_COMPLETED else so_far
        if votes and rule.has_votes(votes, ballots.base):
            return rule.level
    return None


def level_by_points(points: Decimal, rules: Sequence[LevelRule]) -> Level:
    """The best level whose points are reached: 90, 70, 50 of 100 (366-QĐ/TW)."""
    for rule in rules:
        if rule.points is not None and points >= rule.points:
            return rule.level
    return Level.NOT_COMPLETED


def level_by_gates(met: Collection[str], gates: Mapping[Level, Sequence[str]]) -> Level | None:
    """The best level all of whose conditions people have confirmed; None where a regime has no
    conditions. A level without any holds by itself (366-QĐ/TW, Điều 11.1, read in digests only:
    the result is a proposal that people may leave, with their reason). What the lowest level names
    are cases that lead to it, and one is enough (132, 124-QĐ/TW: concluded "suy thoái", less than
    half of the targets, disciplined in the year).
    """
    if any(case in met for case in gates.get(Level.NOT_COMPLETED, ())):
        return Level.NOT_COMPLETED
    if not any(gates.get(level) for level in LEVELS[:-1]):
        return None
    for level in LEVELS[:-1]:
        if all(gate in met for gate in gates.get(level, ())):
            return level
    return Level.NOT_COMPLETED


def lower_of(*levels: Level | None) -> Level | None:
    """The lowest of the levels that are known."""
    known = [level for level in levels if level is not None]
    return max(known, key=LEVELS.index) if known else None


# --- Grades of criteria ---------------------------------------------------------------------------
class Grade(StrEnum):
    """The four grades of a criterion, the best first (Quy định 132, 124-QĐ/TW)."""

    EXCELLENT = "excellent"
    GOOD = "good"
    AVERAGE = "average"
    POOR = "poor"


GRADES: tuple[Grade, ...] = tuple(Grade)


@dataclass(frozen=True)
class Graded:
    """One criterion: whether it is about the results of tasks, and its grade (None: not yet)."""

    task: bool
    grade: Grade | None

    def reaches(self, least: Grade | None) -> bool:
        """Whether it is at least that. What is not asked for, or not graded yet, breaks nothing."""
        if least is None or self.grade is None:
            return True
        return GRADES.index(self.grade) <= GRADES.index(least)


@dataclass(frozen=True)
class GradeRule:
    """What a level asks of grades under a regime: each task criterion at least `task`, each other
    one at least `other`, more than half of all at least `most` (None: nothing is asked)."""

    level: Level
    task: Grade | None = None
    other: Grade | None = None
    most: Grade | None = None

    @property
    def asks(self) -> bool:
        return any((self.task, self.other, self.most))

    def least_of(self, one: Graded) -> Grade | None:
        """The grade asked of that very criterion."""
        return self.task if one.task else self.other


@dataclass(frozen=True)
class Shortfall:
    """What grades lack for a level: places of the criteria below theirs, and how many reach the
    grade of most where that is not more than half (None: nothing lacks there)."""

    below: tuple[int, ...] = ()
    most: int | None = None

    def __bool__(self) -> bool:
        return bool(self.below) or self.most is not None


def shortfall(graded: Sequence[Graded], rule: GradeRule) -> Shortfall:
    """What the grades lack for the level; empty (false) when nothing does.

    HD 21-HD/BTCTW (2019): for excellent every criterion of task results "Xuất sắc" and the others
    at least "Tốt"; for good at least "Tốt" in most. "Most" is read as more than half. 124-QĐ/TW
    with HD 25-HD/BTCTW (2023) asks much the same.
    """
    below = tuple(n for n, one in enumerate(graded) if not one.reaches(rule.least_of(one)))
    reached = sum(one.reaches(rule.most) for one in graded)
    enough = not graded or 2 * reached > len(graded)
    return Shortfall(below, None if enough else reached)


def level_by_grades(graded: Sequence[Graded], rules: Sequence[GradeRule]) -> Level | None:
    """The best level whose grades are not missed; None without any grade, and where the regime
    asks nothing of them. A level that asks nothing holds by itself (see `shortfall`)."""
    if not any(one.grade for one in graded) or not any(rule.asks for rule in rules):
        return None
    for rule in rules:
        if not shortfall(graded, rule):
            return rule.level
    return Level.NOT_COMPLETED


# --- Flags ----------------------------------------------------------------------------------------
def flag_of(years: Mapping[int, Level], year: int) -> str:
    """'failing' after two years in a row not completed (HD 02-HD/BTCTW 2021: considered for
    removal), 'failed' after one, 'commend' after five of excellence; else nothing. People decide.
    """
    if years.get(year) == Level.NOT_COMPLETED:
        return "failing" if years.get(year - 1) == Level.NOT_COMPLETED else "failed"
    if all(years.get(year - back) == Level.EXCELLENT for back in range(5)):
        return "commend"
    return ""


# --- Confidence polls -----------------------------------------------------------------------------
class PollRegime(StrEnum):
    """262-QĐ/TW (8/10/2014) and 96-QĐ/TW (2/2/2023)."""

    R2014 = "2014"
    R2023 = "2023"


class Consequence(StrEnum):
    NONE = "none"
    HALF_LOW = "half_low"
    TWO_THIRDS_LOW = "two_thirds_low"


@dataclass(frozen=True)
class Tally:
    """One person's count. Percentages are of the ballots collected, not of the valid ones
    (96-QĐ/TW, Điều 6.3): with invalid ballots they do not add up to 100."""

    collected: int
    high: int
    middle: int
    low: int

    @property
    def valid(self) -> int:
        return self.high + self.middle + self.low

    @property
    def invalid(self) -> int:
        return self.collected - self.valid

    def percent(self, votes: int) -> Decimal:
        """Of the ballots collected, to two places; 0 when none came back."""
        if not self.collected:
            return Decimal(0)
        return (Decimal(votes) * 100 / self.collected).quantize(Decimal("0.01"))

    @property
    def shares(self) -> tuple[Decimal, Decimal, Decimal]:
        """The percentages of high, middle and low."""
        return self.percent(self.high), self.percent(self.middle), self.percent(self.low)


def consequence(tally: Tally) -> Consequence:
    """What so many low votes mean: more than half, or at least two thirds, of those collected.

    In integers: exactly half has no consequence, exactly two thirds is the upper tier.
    """
    if tally.collected and 3 * tally.low >= 2 * tally.collected:
        return Consequence.TWO_THIRDS_LOW
    if 2 * tally.low > tally.collected:
        return Consequence.HALF_LOW
    return Consequence.NONE


CONSEQUENCES: dict[tuple[PollRegime, Consequence], str] = {
    (PollRegime.R2014, Consequence.HALF_LOW): (
        "Trên 50% tín nhiệm thấp: xem xét đưa ra khỏi quy hoạch; kết quả chỉ để tham khảo "
        "(262-QĐ/TW)."
    ),
    (PollRegime.R2014, Consequence.TWO_THIRDS_LOW): (
        "Từ 2/3 tín nhiệm thấp: cho thôi giữ chức hoặc xin từ chức; kết quả chỉ để tham "
        "khảo (262-QĐ/TW)."
    ),
    (PollRegime.R2023, Consequence.HALF_LOW): (
        "Trên 50% tín nhiệm thấp: đưa ra khỏi quy hoạch; xem xét cho thôi giữ chức, bố trí việc "
        "khác, từ chức hoặc bỏ phiếu tín nhiệm (96-QĐ/TW)."
    ),
    (PollRegime.R2023, Consequence.TWO_THIRDS_LOW): (
        "Từ 2/3 tín nhiệm thấp: miễn nhiệm, bố trí việc khác thấp hơn, không chờ hết nhiệm kỳ "
        "(96-QĐ/TW)."
    ),
}


def enough_present(present: int, summoned: int) -> bool:
    """A conference needs two thirds of those summoned."""
    return summoned > 0 and 3 * present >= 2 * summoned
