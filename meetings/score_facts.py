"""What the record of a meeting itself tells of its score, each figure with its reason in words.

Nothing here asks the database.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from cells.text import figure
from meetings import score_rules
from meetings.models import AttendanceStatus, Criterion, Measure, ReviewStatus, ScoringTable
from members.rules import COMMITTEE_FROM

if TYPE_CHECKING:
    from meetings.record import DueAssignment, Record


@dataclass(frozen=True)
class Facts:
    """What a record tells of a meeting, as far as points follow from it. None: not known yet."""

    minutes: int | None
    least: int | None
    bound: int
    came: int
    unexcused: int
    long_absent: int
    prepared: bool
    by_committee: bool
    in_time: bool | None
    attending: int
    speakers: int
    due: int
    reviewed: int
    done: int
    minutes_read: bool


@dataclass(frozen=True)
class Proposal:
    """The points that follow from the facts, and why; without points, what is missing."""

    points: Decimal | None
    basis: str


# --- What the facts say -----------------------------------------------------------------------


def propose(criterion: Criterion, table: ScoringTable, facts: Facts) -> Proposal:
    """What the record gives for a criterion with a measure."""
    return _MEASURES[criterion.measure](criterion, table, facts)


def _stepped(criterion: Criterion, value: Fraction, words: str) -> Proposal:
    points = score_rules.points_by_steps(score_rules.parse_steps(criterion.steps), value)
    return Proposal(points, words)


def _yes_or_no(criterion: Criterion, yes: bool, words: str) -> Proposal:
    return Proposal(criterion.max_points if yes else Decimal(0), words)


def _percent(part: int, whole: int) -> Fraction:
    return Fraction(100 * part, whole)


def _share(part: int, whole: int, what: str) -> str:
    tenth = score_rules.floor_tenth(_percent(part, whole))
    return f"{part}/{whole} {what}, {figure(tenth)}%"


def _duration(criterion: Criterion, _: ScoringTable, facts: Facts) -> Proposal:
    if facts.minutes is None:
        return Proposal(None, "Chưa ghi đủ giờ bắt đầu và giờ kết thúc")
    if facts.least is None:
        return Proposal(None, f"Họp {facts.minutes} phút; không có mức tối thiểu")
    words = f"Họp {facts.minutes} phút, mức tối thiểu {facts.least} phút"
    return _stepped(criterion, _percent(facts.minutes, facts.least), words)


def _attendance(criterion: Criterion, table: ScoringTable, facts: Facts) -> Proposal:
    """Exempted members are not counted; somebody absent without reason sets a bound."""
    if not facts.bound:
        return Proposal(None, "Không có đảng viên nào phải dự")
    words = _share(facts.came, facts.bound, "đồng chí dự")
    proposal = _stepped(criterion, _percent(facts.came, facts.bound), words)
    if not facts.unexcused or table.unexcused_most is None:
        return proposal
    most = min(proposal.points, Decimal(table.unexcused_most))
    return Proposal(most, f"{words}; {facts.unexcused} đồng chí vắng không lý do")


def _no_long_absence(criterion: Criterion, table: ScoringTable, facts: Facts) -> Proposal:
    allowed = f"quá {table.absences_allowed} kỳ liên tiếp trong năm"
    if facts.long_absent:
        words = f"{facts.long_absent} đồng chí vắng có lý do {allowed}"
    else:
        words = f"Không ai vắng có lý do {allowed}"
    return _yes_or_no(criterion, not facts.long_absent, words)


def _preparation(criterion: Criterion, _: ScoringTable, facts: Facts) -> Proposal:
    who = "chi ủy" if facts.by_committee else "bí thư, phó bí thư"
    if facts.prepared:
        return _yes_or_no(criterion, True, f"Đã ghi ngày {who} họp chuẩn bị")
    return _yes_or_no(criterion, False, f"Chưa ghi ngày {who} họp chuẩn bị")


def _documents(criterion: Criterion, _: ScoringTable, facts: Facts) -> Proposal:
    """What was handed out on paper HMK does not know: then people judge."""
    if facts.in_time is None:
        return Proposal(None, "Chưa ghi thông báo, tài liệu gửi trước trong HMK")
    when = "đúng hạn" if facts.in_time else "sau hạn"
    return _yes_or_no(criterion, facts.in_time, f"Thông báo, tài liệu gửi {when}")


def _speakers(criterion: Criterion, _: ScoringTable, facts: Facts) -> Proposal:
    if not facts.attending:
        return Proposal(None, "Chưa có ai dự họp")
    words = _share(facts.speakers, facts.attending, "đồng chí dự họp phát biểu")
    return _stepped(criterion, _percent(facts.speakers, facts.attending), words)


def _execution(criterion: Criterion, _: ScoringTable, facts: Facts) -> Proposal:
    """Of the work that had to be finished by the meeting; what was dropped is not counted."""
    if facts.reviewed < facts.due:
        return Proposal(None, f"Còn {facts.due - facts.reviewed} nhiệm vụ chưa đánh giá")
    if not facts.due:
        return Proposal(None, "Không có nhiệm vụ đến hạn")
    words = _share(facts.done, facts.due, "nhiệm vụ đến hạn hoàn thành")
    return _stepped(criterion, _percent(facts.done, facts.due), words)


def _minutes_read(criterion: Criterion, _: ScoringTable, facts: Facts) -> Proposal:
    if facts.minutes_read:
        return _yes_or_no(criterion, True, "Thư ký đã đọc biên bản, hội nghị thông qua")
    return Proposal(None, "Chưa ghi việc thư ký đọc biên bản")


_MEASURES = {
    Measure.DURATION: _duration,
    Measure.ATTENDANCE: _attendance,
    Measure.NO_LONG_ABSENCE: _no_long_absence,
    Measure.PREPARATION: _preparation,
    Measure.DOCUMENTS: _documents,
    Measure.SPEAKERS: _speakers,
    Measure.EXECUTION: _execution,
    Measure.MINUTES_READ: _minutes_read,
}


# --- What the record tells --------------------------------------------------------------------


def facts_of(
    record: "Record",
    table: ScoringTable,
    absent_before: dict[int, list[str]],
    *,
    in_time: bool | None,
) -> Facts:
    """The facts of a record that is not signed yet; `absent_before` says how members attended
    the earlier regular meetings of the year, `in_time` whether documents were sent in time."""
    meeting, counts = record.meeting, record.counts
    attending = {row.member_id for row in record.attendances if row.attends}
    said = {opinion.speaker_id for opinion in record.opinions}
    minutes, least = _lasted(record, table)
    prepared = meeting.prepared_on
    # Work that is still under way before its date says nothing against the month.
    due = [
        one
        for one in record.due
        if (one.assignment.due <= record.held_on or _status(one) == ReviewStatus.DONE)
        and _status(one) != ReviewStatus.DROPPED
    ]
    return Facts(
        minutes=minutes,
        least=least,
        bound=counts.bound,
        came=counts.bound - counts.absent,
        unexcused=counts.unexcused,
        long_absent=_long_absent(record, table, absent_before),
        prepared=prepared is not None and prepared <= record.held_on,
        by_committee=counts.official >= COMMITTEE_FROM,
        in_time=in_time,
        attending=len(attending),
        speakers=len(said & attending),
        due=len(due),
        reviewed=sum(bool(_status(one)) for one in due),
        done=sum(_status(one) == ReviewStatus.DONE for one in due),
        minutes_read=meeting.minutes_read,
    )


def _status(due: "DueAssignment") -> str:
    return due.review.status if due.review else ""


def _lasted(record: "Record", table: ScoringTable) -> tuple[int | None, int | None]:
    """How long the meeting took and had to; with a thematic one of its day both together."""
    meeting, partner = record.meeting, record.same_day
    together = partner.minutes if partner else None
    minutes = meeting.minutes
    if minutes is not None and together is not None:
        minutes += together
    return minutes, least_of_table(record, table)


def least_of_table(record: "Record", table: ScoringTable) -> int | None:
    """The minutes that the meeting has to take, with a thematic one of its day both together."""
    meeting, regime = record.meeting, record.meeting.regime
    together = record.same_day is not None and record.same_day.minutes is not None
    return score_rules.least_minutes(
        members=record.counts.total,
        own=meeting.cell.min_minutes,
        regime=regime.min_minutes_combined if together else regime.min_minutes,
        small=table.min_minutes,
        large=table.min_minutes_large,
        large_from=table.large_from,
    )


def _long_absent(record: "Record", table: ScoringTable, absent_before: dict[int, list[str]]) -> int:
    """How many have been excused more often in a row, this year, than the table allows."""
    found = 0
    for row in record.attendances:
        statuses = [*absent_before.get(row.member_id, ()), row.status]
        found += (
            score_rules.longest_run(statuses, AttendanceStatus.EXCUSED) > table.absences_allowed
        )
    return found
