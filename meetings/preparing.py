"""What the record tells of the time before and after a meeting. Nothing here but `stamp_of` asks
the database."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils import timezone

from meetings import rules
from meetings.models import Meeting, Preparation
from meetings.record import Record
from members.rules import COMMITTEE_FROM


def preparers(record: Record) -> str:
    """Who prepares: the committee of the cell, or its officers where it elects none (Điều 24.4
    of the charter: from nine official members)."""
    return "chi ủy" if record.counts.official >= COMMITTEE_FROM else "bí thư, phó bí thư"


def last_notice_day(record: Record) -> date | None:
    """The last day on which notice and documents are in time."""
    return rules.notice_deadline(record.held_on, record.meeting.regime.notice_days)


def stamp_of(row: Preparation | None) -> str:
    """A digest of what stands in the minutes of a preparation; empty for none."""
    if row is None:
        return ""
    people = list(row.participants.order_by("pk").values_list("member", "attends"))
    tasks = list(row.tasks.order_by("position").values_list("what", "member", "due"))
    own = Preparation.objects.filter(pk=row.pk).values_list().get()
    return sha256(repr((own, people, tasks)).encode()).hexdigest()


def first_notice(record: Record) -> date | None:
    """The day on which the members were first told of the meeting."""
    return min((notice.given_on for notice in record.notices), default=None)


def documents_in_time(record: Record) -> bool | None:
    """Whether documents or notice were with the members by the last day (HD 42-HD/BTCTW: at least
    one day before). None where nothing is recorded, or no source sets a day."""
    deadline = last_notice_day(record)
    days = [timezone.localdate(row.uploaded_at) for row in record.attachments]
    days += [notice.given_on for notice in record.notices]
    if deadline is None or not days:
        return None
    return min(days) <= deadline


@dataclass(frozen=True)
class IssueState:
    """How a signed meeting stands with the issue of its documents; `kind` as the chips have it."""

    kind: str
    sign: str
    words: str

    @property
    def is_open(self) -> bool:
        return self.kind != "done"


def issue_state(meeting: Meeting, *, today: date) -> IssueState | None:
    """None before the signature, and where no source sets a day and nothing was noted.

    The meeting comes with its `issuing` and `regime`.
    """
    if not meeting.is_signed:
        return None
    deadline = rules.issue_deadline(meeting.held_on, meeting.regime.issue_days)
    issuing = getattr(meeting, "issuing", None)
    if issuing is not None:
        day = f"{issuing.issued_on:%d/%m/%Y}"
        if deadline and issuing.issued_on > deadline:
            late = (issuing.issued_on - deadline).days
            return IssueState("done", "check-circle", f"Ban hành {day}, chậm {late} ngày")
        return IssueState("done", "check-circle", f"Ban hành {day}")
    if deadline is None:
        return None
    if today > deadline:
        return IssueState("late", "exclamation-triangle", f"Quá hạn ban hành {deadline:%d/%m/%Y}")
    return IssueState("due", "clock", f"Ban hành trước hết ngày {deadline:%d/%m/%Y}")


@dataclass(frozen=True)
class Step:
    """One of the three things to do before a meeting: the address of its page, how it stands."""

    name: str
    label: str
    icon: str
    kind: str
    state: str
    detail: str


def _preparation_step(record: Record) -> Step:
    meeting, who = record.meeting, preparers(record)
    kind, state, detail = "due", "Chưa ghi", f"{who.capitalize()} họp trước, có biên bản riêng."
    if meeting.prepared_on:
        kind, state = "done", "Đã họp"
        detail = f"{who.capitalize()} họp ngày {meeting.prepared_on:%d/%m/%Y}"
        written = getattr(meeting, "preparation", None) is not None
        detail += ", có biên bản." if written else ", chưa ghi biên bản."
    return Step("preparation", "Họp chuẩn bị", "people", kind, state, detail)


def _notice_step(record: Record) -> Step:
    first, deadline = first_notice(record), last_notice_day(record)
    by = f" trước hết ngày {deadline:%d/%m/%Y}" if deadline else ""
    kind, state, detail = "due", "Chưa ghi", f"Báo họp cho đảng viên{by}."
    if first:
        kind, state, detail = "done", "Đã báo", f"Báo họp ngày {first:%d/%m/%Y}."
        if deadline and first > deadline:
            kind, state = "late", "Báo muộn"
    return Step("notice", "Giấy mời, báo họp", "envelope", kind, state, detail)


def _documents_step(record: Record) -> Step:
    number = len(record.attachments)
    if number:
        return Step("documents", "Tài liệu", "paperclip", "done", f"{number} tệp", "")
    detail = "Đưa tài liệu lên để đảng viên đọc trước (không bắt buộc)."
    return Step("documents", "Tài liệu", "paperclip", "neutral", "Chưa có", detail)


def steps_before(record: Record) -> list[Step]:
    """What is done before the meeting, in its order."""
    return [_preparation_step(record), _notice_step(record), _documents_step(record)]
