"""The score sheet of a meeting: what the record itself tells, what people give, what it comes to.

Nothing here asks the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from meetings import score_rules
from meetings.models import (
    Criterion,
    MeetingKind,
    MeetingScore,
    Score,
    ScoreLevel,
    ScoringTable,
    SuperiorPoints,
    SuperiorScore,
    ThematicPoints,
)
from meetings.score_facts import Facts, Proposal, facts_of, propose

if TYPE_CHECKING:
    from meetings.record import Record


@dataclass
class Material:
    """What the database holds of a score; `scores` by criterion, `superior_rows` too."""

    table: ScoringTable
    criteria: Sequence[Criterion]
    head: MeetingScore | None = None
    scores: dict[int, Score] = field(default_factory=dict)
    thematic: bool = False
    absent_before: dict[int, list[str]] = field(default_factory=dict)
    superior: SuperiorScore | None = None
    superior_rows: dict[int, SuperiorPoints] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """A criterion of the sheet: what the record proposes, what people have said, what counts."""

    criterion: Criterion
    score: Score | None
    proposal: Proposal | None
    superior: SuperiorPoints | None
    applies: bool
    """Whether the month asks for it: points for a theme only in a month with one."""

    awarded: bool
    """Whether it does not, and the table gives the points all the same."""

    @property
    def said(self) -> Decimal | None:
        return self.score.points if self.score else None

    @property
    def points(self) -> Decimal | None:
        """What counts: never a computed figure over what people have said."""
        if not self.applies:
            return self.criterion.max_points if self.awarded else None
        if self.said is not None:
            return self.said
        return self.proposal.points if self.proposal else None

    @property
    def is_overridden(self) -> bool:
        """Whether people have given other points than the record does."""
        return (
            self.said is not None
            and self.proposal is not None
            and self.proposal.points is not None
            and self.said != self.proposal.points
        )

    @property
    def asks_reason(self) -> bool:
        return self.is_overridden and not self.score.reason.strip()

    @property
    def is_low(self) -> bool:
        """Whether a remedy is asked for."""
        return self.applies and score_rules.asks_remedy(self.points, self.criterion.max_points)

    @property
    def remedy(self) -> str:
        return self.score.remedy.strip() if self.score else ""

    @property
    def mark(self) -> score_rules.Mark:
        one = self.criterion
        return score_rules.Mark(
            self.points, one.max_points, one.gate, one.thematic_only, unfounded=self.asks_reason
        )

    @property
    def superior_points(self) -> Decimal | None:
        if not self.applies:
            return self.points
        return self.superior.points if self.superior else None


@dataclass(frozen=True)
class Group:
    """Criteria under one heading, with what they come to."""

    number: int
    title: str
    lines: list[Line]

    @property
    def most(self) -> Decimal:
        """Without points that the month does not ask for."""
        counted = (line for line in self.lines if line.applies or line.awarded)
        return sum((line.criterion.max_points for line in counted), Decimal(0))

    @property
    def points(self) -> Decimal:
        return sum((line.points or Decimal(0) for line in self.lines), Decimal(0))

    @property
    def superior(self) -> Decimal:
        given = (line.superior_points or Decimal(0) for line in self.lines)
        return sum(given, Decimal(0))


@dataclass(frozen=True)
class Sheet:
    """The score of a meeting."""

    material: Material
    lines: list[Line]

    @property
    def table(self) -> ScoringTable:
        return self.material.table

    @property
    def head(self) -> MeetingScore | None:
        return self.material.head

    @property
    def approved(self) -> bool:
        return bool(self.head and self.head.approved)

    @cached_property
    def groups(self) -> list[Group]:
        grouped = groupby(self.lines, key=lambda line: line.criterion.group)
        return [Group(i, title, list(lines)) for i, (title, lines) in enumerate(grouped, start=1)]

    @cached_property
    def total(self) -> score_rules.Total:
        return self.total_of([line.mark for line in self.lines])

    def total_of(self, marks: Sequence[score_rules.Mark]) -> score_rules.Total:
        """What marks come to by the setting of the table."""
        return score_rules.add_up(
            marks, thematic=self.material.thematic, setting=self.table.thematic_points
        )

    def level_of(self, total: score_rules.Total) -> ScoreLevel:
        """The level of a complete total."""
        borders = self.table.borders
        level = score_rules.level_of(total.points, borders=borders, gates_met=total.gates_met)
        return ScoreLevel(level.value)

    @property
    def is_complete(self) -> bool:
        return not self.total.missing

    @property
    def level(self) -> ScoreLevel | None:
        """None until every criterion has its points."""
        return self.level_of(self.total) if self.is_complete else None

    @property
    def gates_missed(self) -> list[Line]:
        """What keeps a total of so many points from the level Tốt."""
        if self.total.points < self.table.good_from:
            return []
        return [line for line in self.lines if line.criterion.gate and not line.mark.is_full]

    @property
    def low(self) -> list[Line]:
        return [line for line in self.lines if line.is_low]

    @property
    def computed(self) -> list[Line]:
        return [line for line in self.lines if line.proposal is not None]

    @property
    def changed_since_approval(self) -> bool:
        """Whether the cell has approved another total than the sheet has now."""
        head = self.head
        return bool(
            head
            and head.approved
            and head.approved_total is not None
            and head.approved_total != self.total.points
        )

    @property
    def without_theme(self) -> bool:
        """Whether the table has points for a theme that the month does not have."""
        return not self.material.thematic and any(
            line.criterion.thematic_only for line in self.lines
        )

    def line_of(self, criterion: int) -> Line | None:
        return next((line for line in self.lines if line.criterion.pk == criterion), None)


def _facts(record: "Record", material: Material) -> Facts:
    # What tells of the time before a meeting looks at its record, and the record at this.
    from meetings.preparing import documents_in_time

    in_time = documents_in_time(record)
    return facts_of(record, material.table, material.absent_before, in_time=in_time)


def sheet_of(record: "Record") -> Sheet | None:
    """The sheet of the record: as fixed once signed, as the record tells it until then."""
    material = record.score_material
    if material is None or record.meeting.kind != MeetingKind.REGULAR:
        return None
    signed = record.meeting.is_signed
    facts = None if signed else _facts(record, material)
    lines = []
    for criterion in material.criteria:
        score = material.scores.get(criterion.pk)
        lines.append(
            Line(
                criterion=criterion,
                score=score,
                proposal=_proposal(criterion, material.table, score, facts),
                superior=material.superior_rows.get(criterion.pk),
                applies=material.thematic or not criterion.thematic_only,
                awarded=material.table.thematic_points == ThematicPoints.AWARD,
            )
        )
    return Sheet(material, lines)


def _proposal(
    criterion: Criterion, table: ScoringTable, score: Score | None, facts: Facts | None
) -> Proposal | None:
    if not criterion.measure:
        return None
    if facts is not None:
        return propose(criterion, table, facts)
    return Proposal(score.computed, score.basis) if score else None
