"""Ballots to hand out, and the minutes of their count."""

from collections.abc import Iterator, Sequence
from datetime import date

from documents.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Title,
)
from evaluations.models import VOTE_FIELDS, CellRating, Level, MemberRating
from evaluations.printing.head import of_cell
from evaluations.proposing import label
from meetings.printing.tables import NUMBER
from meetings.printing.words import BLANK, labelled, one_line, share

BOX_MM = 9
BOX = "☐"
HAND = "…………"
SHORT = {
    Level.EXCELLENT: "Hoàn thành xuất sắc",
    Level.GOOD: "Hoàn thành tốt",
    Level.COMPLETED: "Hoàn thành",
    Level.NOT_COMPLETED: "Không hoàn thành",
}
RULE = (
    "Đánh dấu X vào một ô ở mỗi dòng. Dòng không đánh dấu, hoặc đánh dấu từ hai ô trở lên, không "
    "hợp lệ đối với người đó. Không phải ký tên."
)


def ballot_papers(part: CellRating, rows: Sequence[MemberRating], *, day: date) -> Document:
    """One ballot on the cell, one on its members, to be copied for each who votes."""
    issuer = of_cell(part, day)
    year = part.round.year
    boxes = [Column(SHORT[level], 24, "center") for level in Level]
    blocks: list[Block] = [
        issuer.letterhead(dated=False),
        Title("PHIẾU XẾP LOẠI", f"Chất lượng tập thể chi bộ năm {year}"),
        Table([NUMBER, Column("Tập thể", 58), *boxes], [["1", part.called, *[BOX] * 4]],
              row_mm=BOX_MM),
        Paragraph(RULE, italic=True),
        PageBreak(),
        issuer.letterhead(dated=False),
        Title("PHIẾU XẾP LOẠI", f"Chất lượng đảng viên năm {year}"),
        Table(
            [NUMBER, Column("Họ và tên", 58), *boxes],
            [[str(n), one_line(row.name), *[BOX] * 4] for n, row in enumerate(rows, start=1)],
            row_mm=BOX_MM,
        ),
        Paragraph(RULE, italic=True),
    ]  # fmt: skip
    return issuer.document(f"Phiếu xếp loại năm {year}, {part.cell}", blocks)


def count_minutes(part: CellRating, rows: Sequence[MemberRating], *, day: date) -> Document:
    """The minutes of the count: what was issued and came back, and each level; dots where nothing
    is counted yet, so that it serves as a form as well."""
    held = part.meeting.held_on if part.meeting else day
    issuer = of_cell(part, held)
    year = part.round.year
    blocks: list[Block] = [
        issuer.letterhead(dated=False),
        Title("BIÊN BẢN KIỂM PHIẾU", f"Xếp loại chất lượng tập thể, đảng viên năm {year}"),
        labelled("Hội nghị", f"kiểm điểm, xếp loại năm {year}, {_day_words(part)}"),
        labelled("Tổ kiểm phiếu", one_line(part.tellers) or BLANK),
        labelled("Hình thức", part.get_ballot_mode_display().lower()),
        *_collective(part),
        Paragraph("2. Đối với đảng viên", indent=False, bold=True, keep_with_next=True),
        _members(rows),
        Paragraph(
            "XS: hoàn thành xuất sắc; HT: hoàn thành; KHT: không hoàn thành nhiệm vụ.", italic=True
        ),
        Paragraph("Biên bản lập thành hai bản, được tổ kiểm phiếu đọc trước hội nghị."),
        Signatures(
            left=Signature(["THƯ KÝ"]),
            right=Signature(["T/M TỔ KIỂM PHIẾU", "TỔ TRƯỞNG"]),
        ),
    ]
    return issuer.document(f"Biên bản kiểm phiếu năm {year}, {part.cell}", blocks)


def _day_words(part: CellRating) -> str:
    if part.meeting is None:
        return f"ngày {BLANK}"
    return f"ngày {part.meeting.held_on:%d/%m/%Y}"


def _collective(part: CellRating) -> Iterator[Block]:
    yield Paragraph("1. Đối với tập thể chi bộ", indent=False, bold=True, keep_with_next=True)
    yield Bullets(
        [
            f"Đảng viên chính thức được triệu tập, được tính: {_figure(part.base)};",
            f"Phiếu phát ra: {_figure(part.issued)}; thu về: {_figure(part.collected)}; hợp lệ: "
            f"{_figure(part.valid)}; không hợp lệ: {_invalid(part)};",
            *(
                f"{label(level)}: {_votes(getattr(part, name), part.base)};"
                for level, name in VOTE_FIELDS.items()
            ),
            f"Mức đề nghị: {label(part.proposed) or BLANK}.",
        ]
    )


def _figure(value: int | None) -> str:
    return HAND if value is None else str(value)


def _invalid(row: CellRating | MemberRating) -> str:
    if row.valid is None or row.collected is None:
        return HAND
    return str(row.collected - row.valid)


def _votes(votes: int | None, base: int | None) -> str:
    return HAND if votes is None or not base else share(votes, base)


def _members(rows: Sequence[MemberRating]) -> Table:
    columns = [
        NUMBER,
        Column("Họ và tên", 38),
        Column("Phát ra", 13, "center"),
        Column("Thu về", 13, "center"),
        Column("Hợp lệ", 13, "center"),
        Column("XS", 12, "center"),
        Column("Tốt", 12, "center"),
        Column("HT", 12, "center"),
        Column("KHT", 14, "center"),
        Column("Mức đề nghị", 32),
    ]
    names = ("issued", "collected", "valid", *VOTE_FIELDS.values())
    return Table(
        columns,
        [
            [
                str(number),
                one_line(row.name),
                *("" if getattr(row, name) is None else str(getattr(row, name)) for name in names),
                SHORT.get(row.proposed, ""),
            ]
            for number, row in enumerate(rows, start=1)
        ],
    )
