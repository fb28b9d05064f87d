"""What the page of a year's plan shows: its quarters with their state, what is due, the next step.
Nothing here asks the database."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cells.models import Cell
from meetings import yearplan_rules as rules
from meetings.models import LineState, Meeting, Quarter, ThematicPlanLine
from meetings.yearplan_rules import QuarterState

URGENCY = list(QuarterState)
# The sign and the words of a state, as the tag `state` takes them.
QUARTER_CHIPS = {
    QuarterState.DUE: ("due", "clock", "Chưa lên lịch"),
    QuarterState.LATE: ("late", "exclamation-triangle", "Không họp chuyên đề"),
    QuarterState.ARRANGED: ("neutral", "calendar-check", "Đã lên lịch"),
    QuarterState.AHEAD: ("neutral", "calendar3", "Chưa đến"),
    QuarterState.DONE: ("done", "check-circle", "Đã sinh hoạt"),
    QuarterState.NOT_ASKED: ("neutral", "dash-circle", "Không yêu cầu"),
}
LINE_CHIPS = {
    LineState.PLANNED: ("neutral", "list-check"),
    LineState.MEETING_PLANNED: ("due", "calendar-check"),
    LineState.HELD: ("done", "check-circle"),
    LineState.LATE: ("late", "exclamation-triangle"),
    LineState.DROPPED: ("neutral", "slash-circle"),
}


@dataclass(frozen=True)
class LineOnDay:
    """A line of the plan as it stands on the day."""

    line: ThematicPlanLine
    state: LineState

    @property
    def chip(self) -> tuple[str, str, str]:
        return *LINE_CHIPS[self.state], self.state.label

    @property
    def can_be_planned(self) -> bool:
        return self.state in {LineState.PLANNED, LineState.LATE}

    @property
    def other_theme(self) -> str:
        """What the meeting treats, where that is something else than was planned."""
        meeting = self.line.meeting
        title = meeting.theme_title if meeting else ""
        return "" if title == self.line.name else title


@dataclass(frozen=True)
class QuarterPlan:
    """A quarter: its lines, its meetings that no line names, and where it stands."""

    quarter: rules.Quarter
    asked: int
    lines: list[LineOnDay]
    meetings: list[Meeting]
    today: date

    @property
    def label(self) -> str:
        return Quarter(self.quarter.number).label

    @property
    def words(self) -> str:
        """Its name within a sentence."""
        return Quarter(self.quarter.number).words

    @property
    def held(self) -> int:
        return sum(meeting.started_at is not None for meeting in self.meetings)

    @property
    def arranged(self) -> int:
        return len(self.meetings) - self.held

    @property
    def state(self) -> QuarterState:
        return rules.quarter_state(
            self.quarter,
            needed=self.asked,
            held=self.held,
            arranged=self.arranged,
            today=self.today,
        )

    @property
    def chip(self) -> tuple[str, str, str]:
        return QUARTER_CHIPS[self.state]

    @property
    def days_left(self) -> int:
        return rules.days_left(self.quarter, self.today)

    @property
    def is_open(self) -> bool:
        """Whether a theme may still be put into it in time."""
        return self.today <= self.quarter.last

    @property
    def to_plan(self) -> LineOnDay | None:
        """The first line that still needs its meeting."""
        return next((one for one in self.lines if one.can_be_planned), None)

    @property
    def unlisted(self) -> list[Meeting]:
        """Meetings that no line of this quarter names."""
        named = {one.line.meeting_id for one in self.lines}
        return [meeting for meeting in self.meetings if meeting.pk not in named]

    @property
    def alert(self) -> str:
        """What is wrong with the quarter, in words; empty when nothing is."""
        if self.state == QuarterState.LATE:
            return f"{self.label} đã hết, chi bộ họp chuyên đề {self.held}/{self.asked} buổi."
        if self.state == QuarterState.DUE:
            when = f"còn {self.days_left} ngày" if self.days_left else "hết hôm nay"
            return f"{self.label} {when} mà chưa họp, chưa lên lịch đủ buổi chuyên đề."
        return ""


@dataclass(frozen=True)
class YearPlan:
    """The plan of a cell for a year. `asked`: meetings that each quarter asks for."""

    cell: Cell
    year: int
    today: date
    asked: dict[int, int]
    lines: list[ThematicPlanLine]
    meetings: list[Meeting]

    @cached_property
    def quarters(self) -> list[QuarterPlan]:
        """The four quarters in the order of the year."""
        return [self._quarter(rules.Quarter(self.year, number)) for number in range(1, 5)]

    def _quarter(self, quarter: rules.Quarter) -> QuarterPlan:
        lines = [
            LineOnDay(line, line.state_on(self.today))
            for line in self.lines
            if line.quarter == quarter.number
        ]
        lines.sort(key=lambda one: one.state == LineState.DROPPED)
        asked = self.asked[quarter.number] if self._in_being(quarter) else 0
        meetings = [meeting for meeting in self.meetings if meeting.month in quarter]
        return QuarterPlan(quarter, asked, lines, meetings, self.today)

    def _in_being(self, quarter: rules.Quarter) -> bool:
        founded, dissolved = self.cell.founded, self.cell.dissolved
        return not (
            (founded and founded > quarter.last) or (dissolved and dissolved <= quarter.last)
        )

    @cached_property
    def due_first(self) -> list[QuarterPlan]:
        """The quarters, those that need a hand first."""
        return sorted(self.quarters, key=lambda one: (URGENCY.index(one.state), one.quarter))

    @property
    def alerts(self) -> list[QuarterPlan]:
        return [one for one in self.due_first if one.alert]

    @property
    def next_quarter(self) -> QuarterPlan | None:
        """The quarter to work on: the first that is due, or ahead without any line."""
        due = [one for one in self.due_first if one.state == QuarterState.DUE]
        empty = [one for one in self.quarters if one.is_open and one.asked and not one.lines]
        return next(iter([*due, *empty]), None)

    @property
    def arranged(self) -> Meeting | None:
        """The next meeting that has its day."""
        return next((meeting for meeting in self.meetings if meeting.started_at is None), None)
