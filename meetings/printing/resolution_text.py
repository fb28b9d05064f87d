"""A resolution of a cell, or another document that a meeting has voted on.

The parts of the monthly one follow the model of 2026: results with the table of every task,
direction with the table of new work, execution, the vote. Signed 'T/M CHI BỘ' by the secretary or
the deputy, without K/T (Hướng dẫn 05-HD/VPTW); whoever else has presided signs as what they are.
"""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from documents.blocks import (
    Block,
    Document,
    Heading,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Title,
)
from documents.wording import long_date
from meetings import rules
from meetings.composing import GENERAL_SUBJECTS
from meetings.models import MeetingKind, Resolution, Subject
from meetings.printing.head import (
    Head,
    chair_words,
    comrade,
    draft_mark,
    head_of,
    made,
    number_words,
)
from meetings.printing.roll import absence_words
from meetings.printing.score_text import score_blocks
from meetings.printing.tables import assigned, reviewed
from meetings.printing.votes import has_passed, lapsed, passing_sentence
from meetings.printing.words import bare, clock, prose, sentence
from meetings.record import Record
from members.models import OfficeKind

PARTS = {
    Subject.MONTHLY: (
        "Kết quả thực hiện nhiệm vụ tháng trước",
        "Phương hướng, nhiệm vụ",
        "Tổ chức thực hiện",
    ),
    Subject.THEMATIC: (
        "Tình hình, kết quả",
        "Phương hướng, nhiệm vụ",
        "Tổ chức thực hiện",
    ),
}
REVIEWED = "Kết quả thực hiện từng nhiệm vụ được giao"
ASSIGNED = "Phân công nhiệm vụ"
ROMAN = ("I", "II", "III")
SIGNING = {
    OfficeKind.SECRETARY: "BÍ THƯ",
    OfficeKind.DEPUTY: "PHÓ BÍ THƯ",
    OfficeKind.COMMITTEE_MEMBER: "CHI ỦY VIÊN",
}


def resolution(record: Record, resolution: Resolution) -> Document:
    """The document; a draft that says so while it is not signed, or when it did not pass."""
    head = head_of(record)
    kind = resolution.get_document_type_display()
    number = number_words(resolution.number, resolution.document_type)
    blocks: list[Block] = [head.letterhead(number, record.held_on)]
    blocks += _draft(record, resolution)
    blocks.append(Title(kind.upper(), bare(resolution.abstract)))
    if resolution.subject == Subject.MONTHLY:
        blocks.append(_intro(record, head))
    blocks += _parts(record, resolution)
    if resolution.subject == Subject.MONTHLY:
        blocks += score_blocks(record)
    blocks.append(Paragraph(passing_sentence(record, resolution)))
    blocks.append(Signatures(left=_recipients(head), right=_signature(head)))
    return made(record, head, f"{kind}: {bare(resolution.abstract)}", blocks)


def _draft(record: Record, resolution: Resolution) -> Iterator[Block]:
    if lapsed(record, resolution):
        yield draft_mark("KHÔNG CÓ HIỆU LỰC (KHÔNG ĐƯỢC THÔNG QUA KHI LẬP LẠI BIÊN BẢN)")
    elif has_passed(record, resolution) is False:
        yield draft_mark("DỰ THẢO (KHÔNG ĐƯỢC THÔNG QUA)")
    elif not record.meeting.is_signed:
        yield draft_mark("DỰ THẢO (chưa ký)")


def _intro(record: Record, head: Head) -> Paragraph:
    """Date, counts, duration, chair and minute taker in one paragraph."""
    meeting, counts = record.meeting, record.counts
    kind = {
        MeetingKind.REGULAR: f"sinh hoạt thường kỳ tháng {meeting.month:%m/%Y}",
        MeetingKind.THEMATIC: "sinh hoạt chuyên đề",
    }.get(meeting.kind, "họp")
    sentences = [
        f"{_capital(long_date(record.held_on))}, {head.issuer} tổ chức {kind}.",
        f"Tổng số đảng viên: {counts.total} đồng chí (chính thức {counts.official}, "
        f"dự bị {counts.probationary}); có mặt {counts.present}; {absence_words(counts)}.",
    ]
    if meeting.started_at and meeting.ended_at:
        sentences.append(
            f"Thời gian: từ {clock(meeting.started_at)} đến {clock(meeting.ended_at)}"
            f"{_day_of_end(record)} ({meeting.minutes} phút)."
        )
    sentences.append(
        sentence(f"Chủ trì: {chair_words(head)}; thư ký: {comrade(head.minute_taker)}")
    )
    return Paragraph(" ".join(sentences))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day_of_end(record: Record) -> str:
    ended = timezone.localdate(record.meeting.ended_at)
    return "" if ended == record.held_on else f" {long_date(ended)}"


def _parts(record: Record, resolution: Resolution) -> Iterator[Block]:
    """The parts that hold something, numbered where there are several to tell apart."""
    carries = _carries_tables(record, resolution)
    texts = (resolution.results, resolution.direction, resolution.execution)
    tables = (
        [reviewed(record, REVIEWED)] if carries and record.due else [],
        [assigned(record, ASSIGNED)] if carries and record.assignments else [],
        [],
    )
    titles = PARTS.get(resolution.subject, ("", "", ""))
    parts = [
        (title, [*prose(text), *table])
        for title, text, table in zip(titles, texts, tables, strict=True)
        if text.strip() or table
    ]
    headed = resolution.subject == Subject.MONTHLY or (
        resolution.subject in PARTS and len(parts) > 1
    )
    yield from _numbered(parts) if headed else (block for _, blocks in parts for block in blocks)


def _numbered(parts: Iterable[tuple[str, list[Block]]]) -> Iterator[Block]:
    for number, (title, blocks) in zip(ROMAN, parts, strict=False):
        yield Heading(f"{number}. {title}")
        yield from blocks


def _carries_tables(record: Record, resolution: Resolution) -> bool:
    """Whether the work of the meeting is told here: in its resolution of the most general kind."""
    if rules.majority_for(resolution.subject) == rules.Majority.TWO_THIRDS:
        return False
    subjects = {other.subject for other in record.resolutions} | {resolution.subject}
    return resolution.subject == next(
        subject for subject in GENERAL_SUBJECTS if subject in subjects
    )


def _recipients(head: Head) -> Recipients:
    return Recipients([f"- {head.committee} (báo cáo),", "- Đảng viên chi bộ,", "- Lưu Chi bộ."])


def _signature(head: Head) -> Signature:
    office = SIGNING.get(head.chair_office, "CHỦ TRÌ HỘI NGHỊ")
    return Signature(["T/M CHI BỘ", office], head.chair, note=None)
