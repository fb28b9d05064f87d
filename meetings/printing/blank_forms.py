"""Forms to fill in by hand at a meeting that is held from paper: roll call and agenda."""

from collections.abc import Iterator
from itertools import groupby

from cells.templatetags.vietnamese import weekday_date
from documents.blocks import (
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Ruled,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.wording import short_date
from meetings.heading import name_of
from meetings.models import AgendaItem, AgendaRole, Attendance, Section
from meetings.printing.head import chair_words, comrade, head_of, made, meeting_words
from meetings.printing.tables import NUMBER
from meetings.printing.words import BLANK, bare, clock, labelled, one_line
from meetings.record import Record
from members.models import MembershipKind, StandingKind

SIGNING_ROW_MM = 11
ROMAN = ("I", "II", "III")
# How many lines a hand needs under an item.
ROOM = {
    AgendaRole.NOTES: 4,
    AgendaRole.ROLL: 2,
    AgendaRole.REVIEW: 2,
    AgendaRole.DISCUSSION: 12,
    AgendaRole.ASSIGNMENTS: 6,
    AgendaRole.RESOLUTION: 2,
    AgendaRole.MINUTES: 1,
}
HAND = "…………"
"""Room for a figure written by hand."""
CLOCK = f"{HAND} giờ {HAND} phút"
VOTE = f"Tán thành: {HAND} Không tán thành: {HAND} Ý kiến khác: {HAND}"
COUNTS = f"Có mặt: {HAND} Vắng có lý do: {HAND} Vắng không lý do: {HAND} Khách: {HAND}"


def blank_roll(record: Record) -> Document:
    """The roll of the day with room for each signature and for the reason of who is absent."""
    head = head_of(record)
    rows = [
        [str(number), one_line(record.name_of(row.member_id)), _standing(row), "", ""]
        for number, row in enumerate(record.attendances, start=1)
    ]
    columns = [
        NUMBER,
        Column("Họ và tên", 55),
        Column("Đảng viên", 35),
        Column("Ký tên", 32),
        Column("Lý do vắng", 33),
    ]
    blocks: list[Block] = [
        head.letterhead(None),
        Title("DANH SÁCH ĐIỂM DANH", meeting_words(record)),
        *_frame(record),
        Table(columns, rows, row_mm=SIGNING_ROW_MM),
        Paragraph(COUNTS, indent=False, align="left"),
        Signatures(
            left=Signature(["NGƯỜI GHI BIÊN BẢN"], head.minute_taker),
            right=Signature(["CHỦ TRÌ HỘI NGHỊ"], head.chair),
        ),
    ]
    return made(record, head, f"Danh sách điểm danh {_lower(record)}", blocks)


def _standing(row: Attendance) -> str:
    """Grade, and what frees somebody from attending or counts elsewhere."""
    words = [StandingKind(row.grade).label]
    if row.membership == MembershipKind.TEMPORARY:
        words.append("Sinh hoạt tạm thời tại đây")
    if row.exempted:
        words.append("Được miễn sinh hoạt")
    if row.elsewhere:
        words.append("Sinh hoạt tạm thời nơi khác")
    if row.suspended:
        words.append("Đình chỉ sinh hoạt")
    if row.away:
        words.append("Đi làm ăn xa")
    return "\n".join(words)


def blank_agenda(record: Record) -> Document:
    """The agenda with lines for notes; work of last month and votes come with their own."""
    head = head_of(record)
    blocks: list[Block] = [
        head.letterhead(None),
        Title("CHƯƠNG TRÌNH", meeting_words(record)),
        *_frame(record),
        labelled("Chủ trì", chair_words(head)),
        labelled("Thư ký", comrade(head.minute_taker)),
        Paragraph(f"Bắt đầu lúc {CLOCK}"),
    ]
    sections = groupby(record.agenda, key=lambda item: item.section)
    for number, (section, items) in zip(ROMAN, sections, strict=False):
        blocks.append(Heading(f"{number}. {Section(section).label}"))
        for place, item in enumerate(items, start=1):
            blocks += _item(record, item, place)
    blocks.append(Paragraph(f"Kết thúc lúc {CLOCK}"))
    return made(record, head, f"Chương trình {_lower(record)}", blocks)


def _frame(record: Record) -> Iterator[Block]:
    meeting = record.meeting
    yield labelled("Thời gian", f"{clock(meeting.planned_at)}, {weekday_date(meeting.planned_at)}")
    yield labelled("Địa điểm", one_line(meeting.place) or BLANK)


def _lower(record: Record) -> str:
    words = meeting_words(record).replace("\n", ": ")
    return words[0].lower() + words[1:]


def _item(record: Record, item: AgendaItem, number: int) -> Iterator[Block]:
    yield Heading(f"{number}. {bare(item.title)}", 2)
    if item.hint.strip():
        yield Paragraph(bare(item.hint), italic=True, keep_with_next=True)
    room = ROOM.get(item.role, ROOM[AgendaRole.NOTES])
    if item.role == AgendaRole.RESOLUTION:
        yield Paragraph(VOTE, align="left", keep_with_next=True)
    if item.role == AgendaRole.REVIEW and record.due:
        for due in record.due:
            lead = name_of(record, due.assignment.lead)
            task = f"{bare(due.assignment.task)} ({lead}, hạn {short_date(due.assignment.due)})"
            yield Paragraph(f"- {task}:", keep_with_next=True)
            yield Ruled(room)
    else:
        yield Ruled(room)
