"""The invitation to a meeting, as a document and as a message for the telephone.

It is an unnumbered "Giấy mời" under every rule set: 66-QĐ/TW (Điều 9) gave a cell no thông báo at
all, and under 399-QĐ/TW a numbered one would take its place in the term's series before it is
certain that the meeting is held, and leave a gap where a plan is taken back. What it says and to
whom it goes: HD 42-HD/BTCTW (time, place, content; the members and who follows the cell).
"""

from collections.abc import Iterator, Sequence
from datetime import date

from cells.templatetags.vietnamese import weekday_date
from documents.blocks import (
    Block,
    Document,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Title,
)
from meetings.models import MeetingKind, Mode, PreparationTask
from meetings.printing.head import chair_words, head_of, made, meeting_words
from meetings.printing.preparation_text import COUNTED, tasks_table
from meetings.printing.resolution_text import SIGNING
from meetings.printing.words import bare, clock, labelled, one_line, quoted, unmarked
from meetings.record import Record

MOST_LINES = 8
"""Of an agenda with a line for each item: a longer one is run together, to stay on one page."""


def notice(
    record: Record,
    *,
    day: date | None,
    overseers: Sequence[str],
    tasks: Sequence[PreparationTask] = (),
) -> Document:
    """The invitation, dated `day`; without one its line of place and date is left out."""
    head = head_of(record)
    subject = meeting_words(record)
    office = SIGNING.get(head.chair_office, "CHỦ TRÌ HỘI NGHỊ")
    blocks: list[Block] = [
        head.letterhead(None, day),
        Title("GIẤY MỜI", subject),
        Paragraph(f"Kính gửi: Các đồng chí đảng viên {head.issuer}.", align="center", indent=False),
        Paragraph(f"{head.issuer} kính mời đồng chí dự họp như sau:", keep_with_next=True),
        *_frame(record, chair_words(head)),
        *_agenda(record),
        *_tasks(record, tasks),
        *_documents(record),
        Paragraph(
            "Đề nghị các đồng chí dự họp đầy đủ, đúng giờ, nghiên cứu trước nội dung và chuẩn bị ý "
            "kiến phát biểu. Đồng chí nào không dự được thì báo lý do với chủ trì trước giờ họp."
        ),
        Signatures(
            left=_recipients(overseers),
            right=Signature(["T/M CHI BỘ", office], head.chair, note=None),
        ),
    ]
    title = subject.replace("\n", ": ")
    return made(record, head, f"Giấy mời {title[0].lower()}{title[1:]}", blocks)


def _frame(record: Record, chair: str) -> Iterator[Block]:
    meeting = record.meeting
    yield labelled("Thời gian", f"{clock(meeting.planned_at)}, {weekday_date(meeting.planned_at)}")
    yield labelled("Địa điểm", one_line(meeting.place))
    if meeting.mode != Mode.IN_PERSON:
        words = Mode(meeting.mode).label
        yield labelled("Hình thức", words[0].lower() + words[1:])
    yield labelled("Chủ trì", chair)


def _agenda(record: Record) -> Iterator[Block]:
    """What the preparation agreed on, else the skeleton of the rules."""
    agreed = getattr(record.meeting, "preparation", None)
    titles = unmarked(agreed.agenda) if agreed else []
    titles = [bare(COUNTED.sub("", title)) for title in titles] or [
        bare(item.title) for item in record.agenda
    ]
    if 1 < len(titles) <= MOST_LINES:
        yield labelled("Nội dung", "gồm các mục sau:")
        yield from (Paragraph(f"{i}. {title}.") for i, title in enumerate(titles, start=1))
    elif titles:
        yield labelled("Nội dung", "; ".join(titles))


def _tasks(record: Record, tasks: Sequence[PreparationTask]) -> Iterator[Block]:
    if tasks:
        yield labelled("Phân công chuẩn bị", "như bảng dưới đây")
        yield tasks_table(record, list(tasks))


def _documents(record: Record) -> Iterator[Block]:
    names = [one_line(row.name) for row in record.attachments]
    if names:
        yield labelled("Tài liệu gửi kèm", "; ".join(names))


def _recipients(overseers: Sequence[str]) -> Recipients:
    above = [f"- Đồng chí {one_line(name)} (phụ trách chi bộ)," for name in overseers]
    return Recipients(["- Đảng viên chi bộ,", *above, "- Lưu Chi bộ."])


def message(record: Record) -> str:
    """The invitation in a few plain lines, to be copied into Zalo or an SMS."""
    meeting, head = record.meeting, head_of(record)
    words = {
        MeetingKind.REGULAR: f"sinh hoạt chi bộ thường kỳ tháng {meeting.month:%m/%Y}",
        MeetingKind.THEMATIC: f"sinh hoạt chuyên đề {quoted(head.theme)}"
        if head.theme
        else "sinh hoạt chuyên đề",
        MeetingKind.EXTRAORDINARY: "họp chi bộ bất thường",
    }.get(meeting.kind, "hội nghị kiểm điểm")
    lines = [
        f"{head.issuer} kính mời đồng chí dự {words}.",
        f"Thời gian: {clock(meeting.planned_at)}, {weekday_date(meeting.planned_at)}.",
        f"Địa điểm: {bare(meeting.place)}.",
    ]
    if meeting.purpose.strip():
        lines.append(f"Nội dung: {bare(meeting.purpose)}.")
    if record.attachments:
        lines.append(f"Có {len(record.attachments)} tài liệu gửi kèm, xin đọc trước.")
    tell = f"đồng chí {head.chair}" if head.chair else "bí thư"
    lines.append(f"Không dự được xin báo {tell} trước giờ họp.")
    return "\n".join(lines)
