"""Scores of the demonstration: points by the rules of the pages, approved by the cell, and those of
the superior for the cells that the visitor follows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

from accounts.models import User
from hmk.demo.calendar import add_months
from hmk.demo.copying import Copier
from hmk.demo.minutes import Sitting
from hmk.demo.places import Place
from hmk.demo.plan import Plan, Weakness
from meetings import rules, score_rules
from meetings.models import (
    Attachment,
    AttendanceStatus,
    Criterion,
    Measure,
    MeetingScore,
    NoticeGiven,
    Opinion,
    ReviewStatus,
    Score,
    ScoreLevel,
    ScoringTable,
    SuperiorPoints,
    SuperiorScore,
)
from meetings.score_facts import Facts, propose
from meetings.score_rules import Mark

Row = TypeVar("Row", Opinion, NoticeGiven, Attachment)
TENTH = Decimal("0.1")
REMEDIES = {
    Measure.DURATION: "Bắt đầu đúng giờ, dành đủ thời gian cho thảo luận.",
    Measure.ATTENDANCE: "Chi ủy báo lịch trước ba ngày, nhắc riêng đồng chí hay vắng.",
    Measure.NO_LONG_ABSENCE: "Giữ liên lạc với đảng viên đi làm ăn xa, gửi kết luận sau mỗi kỳ họp.",
    Measure.SPEAKERS: "Gửi trước câu hỏi gợi ý, chủ trì mời từng đồng chí phát biểu.",
    Measure.EXECUTION: "Chia việc nhỏ hơn, mỗi việc một người chịu trách nhiệm, kiểm tra giữa tháng.",
}
REMEDY = "Phân công một đồng chí theo dõi, kỳ sau kiểm điểm lại."
REASONS = (
    "Nội dung còn chung chung, chưa bám nghị quyết của Đảng ủy",
    "Dự họp thấy bắt đầu muộn, còn trao đổi ngoài chương trình",
    "Kết luận chưa rõ người chịu trách nhiệm",
    "Biên bản ghi tắt, chưa nêu ý kiến khác nhau",
)
NOTES = (
    "Chi bộ sinh hoạt nền nếp, cần thêm ý kiến tự phê bình và phê bình.",
    "Đề nghị chi bộ tăng số đồng chí phát biểu ở các kỳ sau.",
    "",
)
WORTH_HALF = {Weakness.VAGUE, Weakness.MONOTONE}
TEN = 10


@dataclass(frozen=True)
class Table:
    """A table of points with its lines, read once."""

    table: ScoringTable
    criteria: Sequence[Criterion]

    @classmethod
    def load(cls) -> list["Table"]:
        """The common tables."""
        tables = ScoringTable.objects.filter(committee=None).prefetch_related("criteria")
        return [
            cls(table, sorted(table.criteria.all(), key=lambda line: line.position))
            for table in tables
        ]


@dataclass(frozen=True)
class Sheet:
    """A score as it was signed: the head, and the points of each line."""

    head: MeetingScore
    table: Table
    points: dict[int, Decimal]


class Assessor:
    """Scores the regular meetings of one cell, with dice of its own."""

    def __init__(self, plan: Plan, place: Place, tables: Sequence[Table], copier: Copier):
        self.place, self.tables, self.copier = place, tables, copier
        self.rng = plan.random("score", place.index)
        self.attended: dict[tuple[int, int], list[str]] = defaultdict(list)
        self.sheets: list[Sheet] = []

    def score(self, sitting: Sitting, *, thematic: bool, by_committee: bool) -> None:
        """Notes who came, and writes the score where a table serves the day."""
        for row in sitting.present.rows:
            if row.status != AttendanceStatus.NOT_BOUND:
                self.attended[sitting.slot.month.year, row.member_id].append(row.status)
        table = next((one for one in self.tables if sitting.slot.day in one.table.validity), None)
        if table is not None:
            facts = self._facts(sitting, table.table, by_committee=by_committee)
            self._write(sitting, table, facts, thematic=thematic)

    def _facts(self, sitting: Sitting, table: ScoringTable, *, by_committee: bool) -> Facts:
        meeting, counts, slot = sitting.meeting, sitting.present.counts, sitting.slot
        due = [
            one.status
            for one in sitting.found
            if (one.job.row.due <= slot.day or one.status == ReviewStatus.DONE)
            and one.status != ReviewStatus.DROPPED
        ]
        return Facts(
            minutes=meeting.minutes,
            least=score_rules.least_minutes(
                members=counts.total,
                own=self.place.cell.min_minutes,
                regime=meeting.regime.min_minutes,
                small=table.min_minutes,
                large=table.min_minutes_large,
                large_from=table.large_from,
            ),
            bound=counts.bound,
            came=counts.bound - counts.absent,
            unexcused=counts.unexcused,
            long_absent=self._long_absent(sitting, table.absences_allowed),
            prepared=meeting.prepared_on is not None,
            by_committee=by_committee,
            in_time=self._in_time(sitting),
            attending=counts.present,
            speakers=len({one.speaker_id for one in self._last(Opinion, meeting.id)} - {None}),
            due=len(due),
            reviewed=len(due),
            done=due.count(ReviewStatus.DONE),
            minutes_read=meeting.minutes_read,
        )

    def _long_absent(self, sitting: Sitting, allowed: int) -> int:
        year = sitting.slot.month.year
        runs = (
            score_rules.longest_run(self.attended[year, row.member_id], AttendanceStatus.EXCUSED)
            for row in sitting.present.rows
        )
        return sum(run > allowed for run in runs)

    def _in_time(self, sitting: Sitting) -> bool | None:
        """Whether notice or documents were there by the last day; None without either."""
        meeting, slot = sitting.meeting, sitting.slot
        deadline = rules.notice_deadline(slot.day, meeting.regime.notice_days)
        days = [one.given_on for one in self._last(NoticeGiven, meeting.id)]
        days += [one.uploaded_at.date() for one in self._last(Attachment, meeting.id)]
        return min(days) <= deadline if days and deadline else None

    def _last(self, model: type[Row], meeting: int) -> Iterator[Row]:
        """The rows of the meeting, which were the last of their model to be written."""
        for row in reversed(self.copier.rows[model]):
            if row.meeting_id != meeting:
                return
            yield row

    def _write(self, sitting: Sitting, table: Table, facts: Facts, *, thematic: bool) -> None:
        points: dict[int, Decimal] = {}
        for criterion in table.criteria:
            if criterion.thematic_only and not thematic:
                continue
            points[criterion.id] = self._line(sitting, table.table, criterion, facts)
        total = _total(table, points, thematic=thematic)
        level = _level(table, total)
        head = self.copier.add(
            MeetingScore,
            meeting=sitting.meeting,
            table=table.table,
            scored_by=sitting.present.taker,
            approved=True,
            approved_total=total.points.quantize(TENTH),
            thematic=thematic,
            total=total.points.quantize(TENTH),
            level=level,
        )
        self.sheets.append(Sheet(head, table, points))

    def _line(
        self, sitting: Sitting, table: ScoringTable, criterion: Criterion, facts: Facts
    ) -> Decimal:
        """Writes a line of the sheet; what it comes to."""
        told = propose(criterion, table, facts) if criterion.measure else None
        computed = told.points if told else None
        said = self._judged(criterion) if computed is None else None
        points = (said if computed is None else computed).quantize(TENTH)
        low = score_rules.asks_remedy(points, criterion.max_points)
        self.copier.add(
            Score,
            meeting=sitting.meeting,
            criterion=criterion,
            points=None if said is None else points,
            computed=None if computed is None else points,
            basis=told.basis if told else "",
            remedy=REMEDIES.get(criterion.measure, REMEDY) if low else "",
        )
        return points

    def _judged(self, criterion: Criterion) -> Decimal:
        """What people give: nearly always all of it, weak cells now and then less."""
        most, rng = int(criterion.max_points), self.rng
        if criterion.measure:
            return Decimal(most)
        if most == TEN:
            weak = self.place.weakness in WORTH_HALF
            return Decimal(rng.choice((4, 5, 6) if weak else (8, 9, 9, 10)))
        chance = 0.3 if self.place.weakness else 0.1
        less = rng.random() < (chance if most > 1 else chance / 3)
        return Decimal(most - less)


def _total(table: Table, points: dict[int, Decimal], *, thematic: bool) -> score_rules.Total:
    marks = [
        Mark(points.get(line.id), line.max_points, line.gate, line.thematic_only)
        for line in table.criteria
    ]
    return score_rules.add_up(marks, thematic=thematic, setting=table.table.thematic_points)


def _level(table: Table, total: score_rules.Total) -> ScoreLevel:
    borders = table.table.borders
    return ScoreLevel(
        score_rules.level_of(total.points, borders=borders, gates_met=total.gates_met).value
    )


def look_over(plan: Plan, sheets: Iterable[Sheet], overseer: User, copier: Copier) -> None:
    """The scores of the superior: of all but the last two months, a few forgotten ones left."""
    rng = plan.random("superior")
    for sheet in sheets:
        meeting = sheet.head.meeting
        at = meeting.signed_at + timedelta(days=rng.randint(2, 9), minutes=rng.randint(0, 200))
        waits = meeting.month >= add_months(plan.this_month, -1) or rng.random() < 0.08
        if waits or at.date() >= plan.today:
            continue
        other = _other_points(sheet, rng.choice((0, 0, 0, 1, 2)), rng)
        given = sheet.points | {key: points for key, (points, _) in other.items()}
        total = _total(sheet.table, given, thematic=sheet.head.thematic)
        score = copier.add(
            SuperiorScore,
            meeting=meeting,
            total=total.points.quantize(TENTH),
            level=_level(sheet.table, total),
            note=rng.choice(NOTES),
            scored_by=overseer,
            scored_by_name=overseer.full_name,
            scored_at=at,
        )
        for key, points in given.items():
            reason = other[key][1] if key in other else ""
            copier.add(SuperiorPoints, score=score, criterion_id=key, points=points, reason=reason)


def _other_points(sheet: Sheet, number: int, rng: Random) -> dict[int, tuple[Decimal, str]]:
    """A point less for so many criteria that people judge, each with its reason."""
    judged = [
        line.id
        for line in sheet.table.criteria
        if not line.measure and sheet.points.get(line.id, 0) > 1
    ]
    chosen = rng.sample(judged, min(number, len(judged)))
    return {key: (sheet.points[key] - 1, rng.choice(REASONS)) for key in chosen}
