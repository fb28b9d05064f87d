"""The minutes of a meeting (biên bản).

What they must hold: HD 12-HD/BTCTW and the forms in use; minute taker left, chair right, no line
of place and date (Hướng dẫn 05-HD/VPTW, formerly 36-HD/VPTW).
"""

from collections.abc import Iterator
from itertools import groupby

from django.utils import timezone

from documents.blocks import Block, Document, Heading, Paragraph, Signature, Signatures, Title
from documents.wording import long_date, short_date
from meetings.models import AgendaRole, DocumentType, Mode, Section
from meetings.preparing import preparers
from meetings.printing.agenda import agenda_items, item_blocks
from meetings.printing.head import (
    Head,
    chair_words,
    comrade,
    draft_mark,
    head_of,
    made,
    meeting_words,
    number_words,
)
from meetings.printing.roll import roll_blocks
from meetings.printing.versions import addenda_blocks, version_mark
from meetings.printing.words import BLANK, bare, clock, labelled, moment_words, one_line
from meetings.record import Record

PART_NUMBERS = ("II", "III", "IV")
"""Of the three sections of an agenda; the first part of the text is the roll."""


def minutes(record: Record, *, reveal_speakers: bool) -> Document:
    """The minutes; until they are signed a draft, with dots for what is not known yet.

    Without `reveal_speakers` the discussion names nobody.
    """
    head, meeting = head_of(record), record.meeting
    subject = meeting_words(record)
    blocks: list[Block] = [
        head.letterhead(number_words(meeting.minutes_number, DocumentType.MINUTES))
    ]
    if not meeting.is_signed:
        blocks.append(draft_mark("DỰ THẢO (chưa ký)"))
    blocks += version_mark(record)
    if not reveal_speakers:
        blocks.append(draft_mark("BẢN KHÔNG GHI TÊN NGƯỜI PHÁT BIỂU"))
    blocks.append(Title("BIÊN BẢN", subject))
    blocks.append(Heading("I. Thời gian, địa điểm, thành phần"))
    blocks += [*_frame(record, head), *roll_blocks(record), *_state(record)]
    blocks += _agenda(record, reveal_speakers=reveal_speakers)
    blocks += [*_end(record), _signatures(head), *addenda_blocks(record, head)]
    return made(record, head, f"Biên bản {_title(record)}", blocks)


def _title(record: Record) -> str:
    words = meeting_words(record).replace("\n", ": ")
    return words[0].lower() + words[1:]


def _frame(record: Record, head: Head) -> Iterator[Block]:
    """When, where, in which form, who presides and who writes."""
    meeting = record.meeting
    if meeting.started_at:
        yield labelled("Bắt đầu", moment_words(meeting.started_at))
    else:
        yield labelled("Dự kiến bắt đầu", moment_words(meeting.planned_at))
    if meeting.deviation_reason.strip():
        yield labelled("Lý do dời ngày", meeting.deviation_reason)
    yield labelled("Địa điểm", meeting.place or BLANK)
    yield labelled("Hình thức", _mode(record))
    yield labelled("Chủ trì", chair_words(head))
    yield labelled("Thư ký", comrade(head.minute_taker))
    if head.presenter:
        yield labelled("Người trình bày chuyên đề", comrade(head.presenter))


def _mode(record: Record) -> str:
    meeting = record.meeting
    words = Mode(meeting.mode).label
    parts = [words[0].lower() + words[1:]]
    if meeting.mode != Mode.IN_PERSON:
        if meeting.mode_ground.strip():
            parts.append(f"lý do: {bare(meeting.mode_ground)}")
        if meeting.mode_approved_by.strip():
            parts.append(f"cấp đồng ý: {one_line(meeting.mode_approved_by)}")
    return "; ".join(parts)


def _state(record: Record) -> Iterator[Block]:
    """Dues, where the agenda has no item for them, and the preparation (HD 12, HD 42)."""
    meeting = record.meeting
    has_roll_item = any(row.role == AgendaRole.ROLL for row in record.agenda)
    if meeting.dues and not has_roll_item:
        dues = meeting.get_dues_display()
        yield labelled("Tình hình đóng đảng phí", dues[0].lower() + dues[1:])
    if meeting.prepared_on:
        who = preparers(record)
        yield labelled(
            "Công tác chuẩn bị",
            f"{who[0].upper()}{who[1:]} họp chuẩn bị ngày {short_date(meeting.prepared_on)}",
        )


def _agenda(record: Record, *, reveal_speakers: bool) -> Iterator[Block]:
    """The sections of the agenda as parts of the text, their items numbered in each."""
    numbers = iter(PART_NUMBERS)
    for section, items in groupby(agenda_items(record), key=lambda item: item.section):
        yield Heading(f"{next(numbers)}. {Section(section).label}")
        for number, item in enumerate(items, start=1):
            yield from item_blocks(record, item, number, reveal_speakers=reveal_speakers)


def _end(record: Record) -> Iterator[Block]:
    meeting = record.meeting
    if meeting.ended_at is None:
        yield Paragraph(f"Hội nghị kết thúc lúc {BLANK}")
        return
    ended = timezone.localdate(meeting.ended_at)
    same_day = meeting.started_at and timezone.localdate(meeting.started_at) == ended
    day = "cùng ngày" if same_day else long_date(ended)
    yield Paragraph(f"Hội nghị kết thúc lúc {clock(meeting.ended_at)}, {day}.")


def _signatures(head: Head) -> Signatures:
    return Signatures(
        left=Signature(["NGƯỜI GHI BIÊN BẢN"], head.minute_taker),
        right=Signature(["CHỦ TRÌ HỘI NGHỊ"], head.chair),
    )
