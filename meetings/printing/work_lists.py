"""Lists of work to hand out: what a meeting gave, and what a cell has open on a day."""

from collections.abc import Sequence
from datetime import date, datetime

from cells.models import Cell
from documents.blocks import (
    Block,
    Column,
    Document,
    Letterhead,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.wording import short_date
from meetings.heading import letterhead_of
from meetings.models import Assignment, MeetingRegime
from meetings.printing.head import LAYOUTS, draft_mark, head_of, made, meeting_words
from meetings.printing.resolution_text import SIGNING
from meetings.printing.tables import NUMBER, assigned
from meetings.printing.words import lines_of, one_line, sentence
from meetings.record import Record

RECIPIENTS = ("- Các đồng chí được phân công,", "- Lưu Chi bộ.")


def given_work(record: Record) -> Document:
    """What the meeting has handed out."""
    head = head_of(record)
    office = SIGNING.get(head.chair_office, "CHỦ TRÌ HỘI NGHỊ")
    subject = meeting_words(record)
    blocks: list[Block] = [head.letterhead(None, record.held_on)]
    if not record.meeting.is_signed:
        blocks.append(draft_mark("DỰ THẢO (chưa ký)"))
    blocks += [
        Title("BẢNG PHÂN CÔNG NHIỆM VỤ", subject),
        assigned(record) if record.assignments else Paragraph("Không phân công nhiệm vụ mới."),
        Signatures(
            left=Recipients(RECIPIENTS),
            right=Signature(["T/M CHI BỘ", office], head.chair, note=None),
        ),
    ]
    title = subject.replace("\n", ": ")
    return made(record, head, f"Bảng phân công nhiệm vụ {title[0].lower()}{title[1:]}", blocks)


def open_work(
    cell: Cell,
    regime: MeetingRegime,
    assignments: Sequence[Assignment],
    *,
    day: date,
    secretary: str,
    created: datetime,
) -> Document:
    """What the cell has open on the day, the most urgent first as it comes."""
    known = letterhead_of(cell, regime)
    blocks: list[Block] = [
        Letterhead(
            superior=known["superior"].upper(),
            issuer=known["issuer"].upper(),
            place=known["place"],
            day=day,
        ),
        Title("DANH SÁCH NHIỆM VỤ ĐANG THỰC HIỆN", f"Tính đến ngày {short_date(day)}"),
        _open_table(assignments, day)
        if assignments
        else Paragraph("Không có nhiệm vụ nào đang thực hiện."),
        Signatures(
            left=Recipients(RECIPIENTS),
            right=Signature(["T/M CHI BỘ", "BÍ THƯ"], secretary, note=None),
        ),
    ]
    return Document(
        layout=LAYOUTS[known["layout"]],
        title=f"Danh sách nhiệm vụ đang thực hiện {known['issuer']} {short_date(day)}",
        blocks=blocks,
        created=created,
        author=known["issuer"],
    )


def _open_table(assignments: Sequence[Assignment], day: date) -> Table:
    columns = [
        NUMBER,
        Column("Nhiệm vụ", 50),
        Column("Chủ trì, phối hợp", 38),
        Column("Chỉ tiêu", 20),
        Column("Thời hạn", 27.5, "center"),
        Column("Tình hình", 22),
    ]
    rows = [[str(i), *_open_row(row, day)] for i, row in enumerate(assignments, start=1)]
    if not any(row[3] for row in rows):
        columns.pop(3)
        rows = [[*row[:3], *row[4:]] for row in rows]
    return Table(columns, rows)


def _open_row(row: Assignment, day: date) -> list[str]:
    task = "\n".join(sentence(line) for line in lines_of(row.task))
    people = f"Chủ trì: {one_line(row.lead.full_name)}"
    helpers = ", ".join(one_line(helper.full_name) for helper in row.helpers.all())
    if helpers:
        people += f"\nPhối hợp: {helpers}"
    left = (row.due - day).days
    words = f"Quá hạn {-left} ngày" if left < 0 else f"Còn {left} ngày" if left else "Đến hạn"
    return [
        f"{task}\n(Giao ngày {short_date(row.given_on)})",
        people,
        one_line(row.target_text),
        short_date(row.due),
        words,
    ]
