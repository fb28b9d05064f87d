"""What stands between a meeting and its signature: a pure look at the record.

Blocks follow rules that a source confirms, or stop a record that contradicts itself; everything
else is a warning that can be signed over.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.text import Truncator

from cells.text import figure
from meetings import rules, yearplan_rules
from meetings.models import AttendanceStatus, MeetingKind, Mode, Resolution
from meetings.preparing import first_notice, last_notice_day, preparers
from meetings.record import Record
from meetings.score_facts import least_of_table
from meetings.text_rules import FAULT_WORDS
from members.rules import FEWEST_OFFICIAL


class Level(StrEnum):
    BLOCK = "block"
    WARN = "warn"


class Part(StrEnum):
    """The sections of the workspace, in order; their values are the anchors on the page."""

    PLAN = "plan"
    ROLL = "roll"
    REVIEWS = "reviews"
    CONTENTS = "contents"
    OPINIONS = "opinions"
    ASSIGNMENTS = "assignments"
    RESOLUTIONS = "resolutions"
    SCORE = "score"
    CLOSING = "closing"


@dataclass(frozen=True)
class Finding:
    """A gap, where to fill it, and whether it stops the signature."""

    level: Level
    part: Part
    text: str

    @property
    def blocks(self) -> bool:
        return self.level == Level.BLOCK


def _block(part: Part, text: str) -> Finding:
    return Finding(Level.BLOCK, part, text)


def _warn(part: Part, text: str) -> Finding:
    return Finding(Level.WARN, part, text)


def shortened(text: str) -> str:
    """The text in a line of the checklist, with its cut shown."""
    return Truncator(text).chars(60)


def _plan(record: Record) -> Iterator[Finding]:
    meeting = record.meeting
    if record.rules_ended:
        yield _block(Part.PLAN, "Quy định sinh hoạt cho ngày họp đã đổi; cần áp dụng bản mới.")
    if meeting.kind == MeetingKind.THEMATIC and not (meeting.theme_id or meeting.purpose.strip()):
        yield _block(Part.PLAN, "Chưa chọn chuyên đề.")
    if meeting.kind == MeetingKind.EXTRAORDINARY and not meeting.purpose:
        yield _warn(Part.PLAN, "Chưa ghi nội dung chính của cuộc họp bất thường.")
    latest = meeting.regime.latest_usual_day
    if (
        meeting.kind == MeetingKind.REGULAR
        and latest
        and record.held_on.day > latest
        and not meeting.deviation_reason
    ):
        yield _warn(Part.PLAN, f"Họp sau ngày {latest:02d} mà chưa ghi lý do dời ngày.")
    if meeting.mode != Mode.IN_PERSON and not (meeting.mode_ground and meeting.mode_approved_by):
        yield _warn(Part.PLAN, "Họp không trực tiếp cần ghi lý do và cấp đồng ý.")
    yield from _preparation(record)


def _preparation(record: Record) -> Iterator[Finding]:
    """The committee of the cell, or its officers where it has none, meet before (HD 12, HD 42)."""
    if record.meeting.kind not in {MeetingKind.REGULAR, MeetingKind.THEMATIC}:
        return
    prepared, who = record.meeting.prepared_on, preparers(record)
    if prepared is None:
        yield _warn(Part.PLAN, f"Chưa ghi ngày {who} họp chuẩn bị.")
    elif prepared > record.held_on:
        yield _warn(Part.PLAN, f"Ngày {who} chuẩn bị lại sau ngày họp.")
    yield from _notice(record)


def _notice(record: Record) -> Iterator[Finding]:
    """Notice and documents at least one day before (HD 42)."""
    deadline, first = last_notice_day(record), first_notice(record)
    if deadline is None:
        return
    if first is None:
        yield _warn(Part.PLAN, "Chưa ghi đã báo họp cho đảng viên.")
    elif first > deadline:
        yield _warn(Part.PLAN, f"Báo họp ngày {first:%d/%m/%Y}, sau hạn {deadline:%d/%m/%Y}.")


def _officers(record: Record) -> Iterator[Finding]:
    meeting = record.meeting
    people = ((meeting.chair_id, "chủ trì"), (meeting.minute_taker_id, "thư ký"))
    for member, what in people:
        row = record.attendance_of(member)
        if member is None:
            yield _block(Part.PLAN, f"Chưa chọn {what}.")
        elif row is None:
            yield _block(Part.PLAN, f"Người {what} không có trong danh sách chi bộ ngày họp.")
        elif not row.attends:
            yield _block(Part.ROLL, f"Đồng chí {row.name} là {what} nhưng đang ghi vắng.")
    if meeting.chair_id and meeting.chair_id == meeting.minute_taker_id:
        yield _warn(Part.PLAN, "Chủ trì và thư ký nên là hai người.")


def _roll(record: Record) -> Iterator[Finding]:
    if not record.attendances:
        yield _block(Part.ROLL, "Chưa có danh sách đảng viên để điểm danh.")
        return
    if record.roll_changes:
        names = ", ".join(record.roll_changes[:5])
        # A name that changed since the first signature is no fault of minutes that are reopened.
        say = _warn if record.meeting.version > 1 else _block
        yield say(Part.ROLL, f"Danh sách chi bộ ngày họp đã đổi ({names}); cần cập nhật.")
    for row in record.attendances:
        if row.status == AttendanceStatus.EXCUSED and not row.reason.strip():
            yield _block(Part.ROLL, f"Đồng chí {row.name} vắng có lý do nhưng chưa ghi lý do.")
        if row.status == AttendanceStatus.ONLINE and not record.meeting.takes_online:
            yield _block(
                Part.ROLL, f"Đồng chí {row.name} ghi dự trực tuyến nhưng họp không trực tuyến."
            )
    counts = record.counts
    quorum = record.meeting.regime.quorum_percent
    least = rules.majority_needed(counts.base, rules.Majority.HALF)
    # No source gives a quorum. This is arithmetic: so few cannot pass anything.
    if counts.voters_present < least:
        yield _warn(
            Part.ROLL,
            f"Chỉ có {counts.voters_present} đồng chí dự họp được biểu quyết; phải từ {least} mới "
            "thông qua được nghị quyết.",
        )
    elif quorum and counts.attendance_percent < quorum:
        yield _warn(Part.ROLL, f"Tỷ lệ dự họp dưới {quorum}%.")
    if counts.official < FEWEST_OFFICIAL:
        yield _warn(
            Part.ROLL,
            f"Chi bộ còn dưới {FEWEST_OFFICIAL} đảng viên chính thức; cần báo cáo cấp ủy cấp trên.",
        )


def _reviews(record: Record) -> Iterator[Finding]:
    for due in record.due:
        if not due.is_reviewed:
            task = shortened(due.assignment.task)
            yield _block(Part.REVIEWS, f"Nhiệm vụ “{task}” cần tình trạng và kết quả riêng.")
        elif faults := record.faults[due.assignment.pk]:
            task = shortened(due.assignment.task)
            words = "; ".join(FAULT_WORDS[fault] for fault in faults)
            yield _warn(Part.REVIEWS, f"Kết quả “{task}” còn chung chung: {words}.")
        if due.falls_short:
            task, unit = shortened(due.assignment.task), due.assignment.unit
            reached = f"{figure(due.review.achieved)}/{figure(due.assignment.target)} {unit}"
            yield _warn(Part.REVIEWS, f"“{task}” ghi hoàn thành mà mới đạt {reached.strip()}.")


def _contents(record: Record) -> Iterator[Finding]:
    if not any(item.notes.strip() for item in record.agenda):
        yield _warn(Part.CONTENTS, "Chưa ghi nội dung nào theo chương trình.")
    if not record.meeting.conclusion.strip():
        yield _warn(Part.CLOSING, "Chưa ghi kết luận của chủ trì.")


def _opinions(record: Record) -> Iterator[Finding]:
    if not record.opinions:
        yield _warn(Part.OPINIONS, "Chưa ghi ý kiến nào.")
    for opinion in record.opinions:
        row = record.attendance_of(opinion.speaker_id)
        if opinion.speaker_id and row is None:
            name = opinion.speaker.full_name
            yield _block(Part.OPINIONS, f"Đồng chí {name} có ý kiến nhưng không thuộc chi bộ.")
        elif row and not row.attends:
            yield _warn(Part.OPINIONS, f"Đồng chí {row.name} có ý kiến nhưng đang ghi vắng.")


def _resolution(record: Record, resolution: Resolution) -> Iterator[Finding]:
    name = f"{resolution.get_document_type_display()} “{shortened(resolution.abstract)}”"
    if resolution.document_type not in record.meeting.regime.document_types:
        yield _block(Part.RESOLUTIONS, f"{name}: chi bộ không được ban hành loại văn bản này.")
    if not any((resolution.results, resolution.direction, resolution.execution)):
        yield _block(Part.RESOLUTIONS, f"{name}: chưa có nội dung.")
    votes = (resolution.yes, resolution.no, resolution.other)
    if None in votes:
        yield _block(Part.RESOLUTIONS, f"{name}: chưa ghi đủ kết quả biểu quyết.")
    elif sum(votes) > record.counts.voters_present:
        yield _block(
            Part.RESOLUTIONS,
            f"{name}: {sum(votes)} phiếu, nhiều hơn {record.counts.voters_present} "
            "đảng viên có quyền biểu quyết dự họp.",
        )


def _resolutions(record: Record) -> Iterator[Finding]:
    for resolution in record.resolutions:
        yield from _resolution(record, resolution)


def _assignments(record: Record) -> Iterator[Finding]:
    if record.meeting.kind == MeetingKind.REGULAR and not record.assignments:
        yield _warn(Part.ASSIGNMENTS, "Chưa giao nhiệm vụ nào cho tháng tới.")
    for assignment in record.assignments:
        task = shortened(assignment.task)
        if assignment.due < record.held_on:
            yield _block(Part.ASSIGNMENTS, f"“{task}”: thời hạn trước ngày giao.")
        if record.attendance_of(assignment.lead_id) is None:
            yield _block(Part.ASSIGNMENTS, f"“{task}”: người chủ trì không thuộc chi bộ.")
        if assignment.report_month < record.meeting.month:
            yield _block(Part.ASSIGNMENTS, f"“{task}”: kỳ báo cáo trước kỳ họp này.")


def _closing(record: Record, now: datetime) -> Iterator[Finding]:
    meeting = record.meeting
    if meeting.started_at is None or meeting.ended_at is None:
        yield _block(Part.CLOSING, "Chưa ghi đủ giờ bắt đầu và giờ kết thúc.")
    else:
        yield from _duration(record)
    if meeting.ended_at and meeting.ended_at > now:
        yield _block(Part.CLOSING, "Giờ kết thúc còn ở phía trước.")
    if not meeting.minutes_read:
        yield _block(Part.CLOSING, "Thư ký chưa đọc biên bản để hội nghị thông qua.")


def _duration(record: Record) -> Iterator[Finding]:
    """A regular meeting has its own least duration (Chỉ thị 50-CT/TW); with a thematic one on
    the same day the two also count together, one after the other, not merged (HD 42)."""
    meeting, partner = record.meeting, record.same_day
    if meeting.kind == MeetingKind.REGULAR:
        yield from _too_short(record, meeting.minutes)
    if partner is None or partner.started_at is None:
        return
    spans = [(one.started_at, one.ended_at) for one in (meeting, partner)]
    if yearplan_rules.overlap(*spans):
        yield _warn(Part.CLOSING, "Buổi thường kỳ và buổi chuyên đề trùng giờ; phải họp nối tiếp.")
    if partner.minutes is not None:
        yield from _too_short(record, meeting.minutes + partner.minutes, both=True)


def _too_short(record: Record, took: int, *, both: bool = False) -> Iterator[Finding]:
    regime = record.meeting.regime
    least = rules.minimum_minutes(
        regime=regime.min_minutes,
        combined=regime.min_minutes_combined,
        own=record.meeting.cell.min_minutes,
        same_day_thematic=both,
    )
    together = record.same_day is not None and record.same_day.minutes is not None
    if record.score and both == together:
        # The table of points may ask for more than the rules, and its minutes are a gate.
        asked = least_of_table(record, record.score.table)
        least = max(least or 0, asked or 0)
    if least and took < least:
        together = " cả hai buổi" if both else ""
        yield _warn(Part.CLOSING, f"Họp{together} {took} phút, ít hơn {least} phút theo quy định.")


def _score(record: Record) -> Iterator[Finding]:
    """Nothing here stops a signature: the tables of points are the committee's own guidance."""
    sheet = record.score
    if sheet is None:
        return
    missing = sheet.total.missing
    if missing:
        yield _warn(Part.SCORE, f"Còn {missing} tiêu chí chưa có điểm.")
    for line in sheet.lines:
        what = shortened(line.criterion.text)
        if line.asks_reason:
            yield _warn(Part.SCORE, f"“{what}”: điểm khác số liệu, chưa nêu lý do.")
        if line.is_low and not line.remedy:
            yield _warn(Part.SCORE, f"“{what}”: dưới nửa số điểm, chưa nêu cách khắc phục.")
    if not sheet.approved:
        yield _warn(Part.SCORE, "Chi bộ chưa thông qua điểm.")
    elif sheet.changed_since_approval:
        yield _warn(Part.SCORE, "Điểm đã đổi sau khi chi bộ thông qua; cần thông qua lại.")


CHECKS: tuple[Callable[[Record], Iterator[Finding]], ...] = (
    _plan,
    _officers,
    _roll,
    _reviews,
    _contents,
    _opinions,
    _assignments,
    _resolutions,
    _score,
)


def findings(record: Record, *, now: datetime) -> list[Finding]:
    """Every gap of the record, blocks first, then in the order of the sections."""
    order = list(Part)
    found = [finding for check in CHECKS for finding in check(record)]
    found += _closing(record, now)
    return sorted(found, key=lambda f: (not f.blocks, order.index(f.part)))
