"""The level that votes, points and conditions give together, with its reasons in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cells.text import figure
from evaluations import rules
from evaluations.models import (
    CellRating,
    CriterionGroup,
    Grade,
    Level,
    LevelNorm,
    MemberRating,
    RatingCriterion,
    RatingRegime,
    Subject,
)
from evaluations.rules import LEVELS, LevelRule
from meetings.printing.words import lines_of

SHORT = {
    Level.EXCELLENT: "Xuất sắc",
    Level.GOOD: "Tốt",
    Level.COMPLETED: "Hoàn thành",
    Level.NOT_COMPLETED: "Không hoàn thành",
}


def short(level: str) -> str:
    """The level in a word, for tables; empty for none."""
    return SHORT.get(level, "")


def label(level: str | None) -> str:
    """The level as the forms write it; empty for none."""
    return Level(level).label if level else ""


@dataclass(frozen=True)
class Norms:
    """What a regime asks for each level, read once for a page."""

    regime: RatingRegime
    rows: Sequence[LevelNorm]

    @classmethod
    def of(cls, regime: RatingRegime) -> "Norms":
        rows = sorted(regime.norms.all(), key=lambda row: LEVELS.index(rules.Level(row.level)))
        return cls(regime, rows)

    @cached_property
    def asked(self) -> list[LevelRule]:
        return [row.rule for row in self.rows]

    @cached_property
    def member_gates(self) -> dict[rules.Level, list[str]]:
        return {rules.Level(row.level): lines_of(row.member_gates) for row in self.rows}

    @cached_property
    def cell_gates(self) -> dict[rules.Level, list[str]]:
        return {rules.Level(row.level): lines_of(row.cell_gates) for row in self.rows}

    def gates_of(self, rated: CellRating | MemberRating) -> dict[rules.Level, list[str]]:
        return self.cell_gates if isinstance(rated, CellRating) else self.member_gates

    @cached_property
    def criteria(self) -> list[RatingCriterion]:
        """What is graded, of members and of cells, in order."""
        return list(self.regime.criteria.all())

    def criteria_of(self, rated: CellRating | MemberRating) -> list[RatingCriterion]:
        wanted = Subject.CELL if isinstance(rated, CellRating) else Subject.MEMBER
        return [one for one in self.criteria if one.subject == wanted]

    @cached_property
    def grades_asked(self) -> list[rules.GradeRule]:
        return [row.grade_rule for row in self.rows]

    def gate_names(self, rated: CellRating | MemberRating) -> list[str]:
        """Every condition once, in the order of the levels."""
        levels = self.gates_of(rated).items()
        lowest = rules.Level.NOT_COMPLETED
        found = [gate for level, gates in levels if level != lowest for gate in gates]
        return list(dict.fromkeys(found))

    def gates_seen(self, rated: CellRating | MemberRating) -> list[tuple[str, bool]]:
        """Every condition and whether it is met; empty as long as nobody looked."""
        if rated.gates_met is None:
            return []
        return [(one, one in rated.gates_met) for one in self.gate_names(rated)]

    def case_names(self, rated: CellRating | MemberRating) -> list[str]:
        """What leads to the lowest level by itself."""
        return self.gates_of(rated).get(rules.Level.NOT_COMPLETED, [])


@dataclass(frozen=True)
class Proposal:
    """What each ground gives by itself, and the level of all together (None: people decide)."""

    counted: bool
    by_votes: rules.Level | None
    by_points: rules.Level | None
    by_gates: rules.Level | None
    by_grades: rules.Level | None

    @property
    def level(self) -> rules.Level | None:
        """The lowest of what is known. Without a count, or where no level has its votes, none."""
        if not self.counted or self.by_votes is None:
            return None
        return rules.lower_of(self.by_votes, self.by_points, self.by_gates, self.by_grades)


def proposal_of(rated: CellRating | MemberRating, norms: Norms) -> Proposal:
    """What stands in the row, weighed by the regime."""
    ballots = rated.ballots
    points = rated.points if norms.regime.with_points else None
    return Proposal(
        counted=ballots is not None,
        by_votes=rules.level_by_votes(ballots, norms.asked) if ballots else None,
        by_points=None if points is None else rules.level_by_points(points, norms.asked),
        by_gates=None
        if rated.gates_met is None
        else rules.level_by_gates(rated.gates_met, norms.gates_of(rated)),
        by_grades=rules.level_by_grades(graded_of(rated, norms), norms.grades_asked),
    )


def graded_of(rated: CellRating | MemberRating, norms: Norms) -> list[rules.Graded]:
    """What the meeting gave each criterion, in order."""
    return [
        rules.Graded(
            task=one.group == CriterionGroup.TASK,
            grade=rules.Grade(given) if given else None,
        )
        for one in norms.criteria_of(rated)
        for given in (rated.meeting_grades.get(str(one.pk)),)
    ]


@dataclass(frozen=True)
class GradeLine:
    """One criterion with the own grade and the meeting's, in words (empty: not yet)."""

    place: int
    text: str
    is_task: bool
    own: str
    given: str


def grade_lines(rated: CellRating | MemberRating, norms: Norms) -> list[GradeLine]:
    """What was said of each criterion, in order; empty where the regime grades none."""
    return [
        GradeLine(
            place=place,
            text=one.text,
            is_task=one.group == CriterionGroup.TASK,
            own=_grade_words(rated.own_grades.get(str(one.pk))),
            given=_grade_words(rated.meeting_grades.get(str(one.pk))),
        )
        for place, one in enumerate(norms.criteria_of(rated), start=1)
    ]


def _grade_words(grade: str | None) -> str:
    return Grade(grade).label if grade else ""


def reasons_of(rated: CellRating | MemberRating, norms: Norms) -> list[str]:
    """Why the level is what it is, a sentence a ground."""
    proposal, ballots = proposal_of(rated, norms), rated.ballots
    found = []
    if ballots is None:
        found.append("Chưa có kết quả biểu quyết.")
    elif proposal.by_votes is None:
        found.append(
            f"Không mức nào đủ phiếu trên {ballots.base} người được tính; hội nghị quyết định."
        )
    else:
        found.append(f"Theo phiếu: {_votes_words(ballots, proposal.by_votes, norms)}.")
    if norms.regime.with_points:
        points = rated.points
        found.append(
            "Chưa chấm đủ điểm."
            if points is None
            else f"Theo điểm: {figure(points)} điểm, {_lower(proposal.by_points)}."
        )
    cases = [one for one in norms.case_names(rated) if one in (rated.gates_met or ())]
    if cases:
        found.append(f"Thuộc trường hợp không hoàn thành nhiệm vụ: {uncapped('; '.join(cases))}.")
    elif rated.gates_met is None and norms.gate_names(rated):
        found.append("Chưa xem xét các điều kiện.")
    elif proposal.by_gates is not None:
        found.append(f"Theo các điều kiện đã đạt: {_lower(proposal.by_gates)}.")
    return found + _grades_words(rated, proposal, norms)


def _grades_words(rated: CellRating | MemberRating, proposal: Proposal, norms: Norms) -> list[str]:
    """What the grades give, and what is short of the better levels that the votes would allow."""
    graded = graded_of(rated, norms)
    if not any(one.grade for one in graded):
        return []
    found = []
    if proposal.by_grades is not None:
        found.append(f"Theo các tiêu chí: {_lower(proposal.by_grades)}.")
        best = LEVELS.index(proposal.by_votes or LEVELS[0])
        missed = LEVELS[best : LEVELS.index(proposal.by_grades)]
        found += [
            f"Chưa đủ để {_lower(rule.level)}: {_short_words(graded, rule)}."
            for rule in norms.grades_asked
            if rule.level in missed
        ]
    if waiting := sum(one.grade is None for one in graded):
        found.append(f"Còn {waiting} tiêu chí chưa phân loại.")
    return found


def _short_words(graded: Sequence[rules.Graded], rule: rules.GradeRule) -> str:
    lack = rules.shortfall(graded, rule)
    found = [
        f"tiêu chí {place + 1} {Grade(graded[place].grade).label}, cần "
        f"{_at_least(rule.least_of(graded[place]))}"
        for place in lack.below
    ]
    if lack.most is not None:
        found.append(f"{lack.most}/{len(graded)} tiêu chí {_at_least(rule.most)}, cần quá nửa")
    return "; ".join(found)


def _at_least(grade: str) -> str:
    """'Xuất sắc', 'từ Tốt'."""
    words = Grade(grade).label
    return words if grade == rules.Grade.EXCELLENT else f"từ {words}"


def _lower(level: str | None) -> str:
    return uncapped(label(level))


def uncapped(words: str) -> str:
    """Without its first capital, for the middle of a sentence."""
    return words[:1].lower() + words[1:]


def _votes_words(ballots: rules.Ballots, level: rules.Level, norms: Norms) -> str:
    rule = next(rule for rule in norms.asked if rule.level == level)
    votes = votes_for(ballots.votes, level)
    need = ""
    if rule.numerator is not None:
        need = f", cần {'trên' if rule.strict else 'từ'} {rule.numerator}/{rule.denominator}"
    better = " trở lên" if level not in {Level.EXCELLENT, Level.NOT_COMPLETED} else ""
    return f"{_lower(level)}{better} {votes}/{ballots.base}{need}"


def votes_for(votes: Mapping[rules.Level, int], level: rules.Level) -> int:
    """The votes that count for the level: for it or a better one; alone for the lowest."""
    if level == rules.Level.NOT_COMPLETED:
        return votes.get(level, 0)
    upto = LEVELS[: LEVELS.index(level) + 1]
    return sum(votes.get(one, 0) for one in upto)


@dataclass(frozen=True)
class Cap:
    """How many may be excellent in one scope, over these counts."""

    counts: Mapping[rules.Level, int]
    regime: RatingRegime

    @property
    def most(self) -> int:
        return rules.most_excellent(
            self.counts, rules.CapBase(self.regime.cap_base), self.regime.cap_percent
        )

    @property
    def base(self) -> int:
        return rules.cap_base_of(self.counts, rules.CapBase(self.regime.cap_base))

    @property
    def excellent(self) -> int:
        return self.counts.get(rules.Level.EXCELLENT, 0)

    @property
    def over(self) -> int:
        return max(self.excellent - self.most, 0)

    @property
    def words(self) -> str:
        """'Đề nghị 8 xuất sắc; 20% của 28 (số hoàn thành tốt nhiệm vụ) là 5: vượt 3'."""
        of = self.regime.get_cap_base_display()
        found = (
            f"Xuất sắc: {self.excellent}; nhiều nhất {self.regime.cap_percent}% của {self.base} "
            f"({of[:1].lower() + of[1:]}) là {self.most}"
        )
        return f"{found}: vượt {self.over}." if self.over else f"{found}."


def counts_of(levels: Mapping[str, int]) -> dict[rules.Level, int]:
    """Counts by level, of a mapping that may have an empty level."""
    return {level: levels.get(level.value, 0) for level in LEVELS}
