"""What the workspace page shows around the record: its sections with their state, the next step."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cells.text import figure
from meetings import measures
from meetings.checklist import Finding, Part, findings
from meetings.hints import Hint, hint_of
from meetings.models import (
    AgendaItem,
    AgendaRole,
    Attendance,
    AttendanceStatus,
    MeetingKind,
    Resolution,
)
from meetings.record import Record, Verdict, allowed_statuses

LABELS = {
    Part.PLAN: ("Kế hoạch", "calendar3"),
    Part.ROLL: ("Điểm danh", "people"),
    Part.REVIEWS: ("Việc tháng trước", "clipboard-check"),
    Part.CONTENTS: ("Nội dung", "journal-text"),
    Part.OPINIONS: ("Thảo luận", "chat-left-text"),
    Part.ASSIGNMENTS: ("Phân công mới", "person-check"),
    Part.RESOLUTIONS: ("Nghị quyết, biểu quyết", "check2-square"),
    Part.SCORE: ("Chấm điểm", "award"),
    Part.CLOSING: ("Kết thúc và ký", "pen"),
}
# The items of the agenda that have a section of their own instead of notes.
PART_OF_ROLE = {
    AgendaRole.ROLL: Part.ROLL,
    AgendaRole.DISCUSSION: Part.OPINIONS,
    AgendaRole.RESOLUTION: Part.RESOLUTIONS,
    AgendaRole.SCORE: Part.SCORE,
    AgendaRole.MINUTES: Part.CLOSING,
}


def part_of_item(item: AgendaItem, record: Record) -> Part | None:
    """The section in which an item of the agenda is written; None for one with notes.

    What somebody has noted of the score by hand stays to be edited, and so does the item where
    there is no table of points.
    """
    part = PART_OF_ROLE.get(item.part)
    if part == Part.SCORE and (record.score is None or item.notes.strip()):
        return None
    return part


@dataclass(frozen=True)
class PartState:
    """A section of the page: its gaps tell whether it is done, to be looked at, or incomplete."""

    part: Part
    label: str
    icon: str
    gaps: list[Finding]
    detail: str

    @property
    def blocks(self) -> bool:
        return any(gap.blocks for gap in self.gaps)

    @property
    def chip(self) -> tuple[str, str, str]:
        """Kind, sign and word of the state, as the tag `state` takes them."""
        if self.blocks:
            return "late", "exclamation-circle", "Còn thiếu"
        if self.gaps:
            return "due", "eye", "Nên xem lại"
        return "done", "check-circle", "Đủ"


@dataclass
class Workspace:
    """The state of the whole page."""

    record: Record
    gaps: list[Finding]
    parts: list[PartState]

    @property
    def blocks(self) -> list[Finding]:
        return [gap for gap in self.gaps if gap.blocks]

    @property
    def warnings(self) -> list[Finding]:
        return [gap for gap in self.gaps if not gap.blocks]

    @property
    def next_part(self) -> PartState:
        """Where to go on: the roll call opens the meeting, then the first section with a gap.

        What only may be looked at again in the plan keeps nobody from the meeting.
        """
        if self.record.meeting.started_at is None:
            return next(part for part in self.parts if part.part == Part.ROLL)
        gaps = (p for p in self.parts if p.blocks or (p.gaps and p.part != Part.PLAN))
        return next(gaps, self.parts[-1])

    @property
    def roll_rows(self) -> list[tuple[Attendance, list[AttendanceStatus]]]:
        """Each row of the roll call with what can be said of it."""
        online = self.record.meeting.takes_online
        return [(row, allowed_statuses(row, online=online)) for row in self.record.attendances]

    @property
    def hints(self) -> list[Hint]:
        """How each review of earlier work could be said in a more specific way."""
        return [hint_of(self.record, due) for due in self.record.due]

    @cached_property
    def monotony(self) -> measures.Monotony:
        """What the meeting repeats of the last three; worked out when a template asks."""
        return measures.monotony_of(self.record)

    @property
    def verdicts(self) -> list[tuple[Resolution, Verdict]]:
        """How each vote stands."""
        return [(row, self.record.verdict(row)) for row in self.record.resolutions]


def _detail(part: Part, record: Record) -> str:
    counts = record.counts
    sheet = record.score
    numbers = {
        Part.ROLL: f"{counts.present} có mặt, {counts.absent} vắng",
        Part.REVIEWS: f"{sum(due.is_reviewed for due in record.due)}/{len(record.due)} việc",
        Part.CONTENTS: f"{sum(bool(item.notes.strip()) for item in record.agenda)} mục có nội dung",
        Part.OPINIONS: f"{len(record.opinions)} ý kiến",
        Part.ASSIGNMENTS: f"{len(record.assignments)} việc",
        Part.RESOLUTIONS: f"{len(record.resolutions)} văn bản",
        Part.SCORE: f"{figure(sheet.total.points)}/{figure(sheet.total.most)} điểm"
        if sheet
        else "",
    }
    return numbers.get(part, "")


def workspace_of(record: Record, *, now: datetime) -> Workspace:
    """The sections of the page for this record. Work of last month is a matter of the regular
    meeting only."""
    gaps = findings(record, now=now)
    shown = [
        part
        for part in Part
        if part != Part.REVIEWS or record.due or record.meeting.kind == MeetingKind.REGULAR
    ]
    if record.score is None:
        shown.remove(Part.SCORE)
    parts = [
        PartState(
            part=part,
            label=LABELS[part][0],
            icon=LABELS[part][1],
            gaps=[gap for gap in gaps if gap.part == part],
            detail=_detail(part, record),
        )
        for part in shown
    ]
    return Workspace(record=record, gaps=gaps, parts=parts)
