"""What a conference gave each criterion, of the cell and of its members."""

from collections.abc import Sequence
from datetime import date

from documents.blocks import (
    Block,
    Column,
    Document,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Title,
)
from evaluations.models import CellRating, Grade, MemberRating
from evaluations.printing.head import of_cell
from evaluations.proposing import Norms, grade_lines, label
from meetings.printing.tables import NUMBER
from meetings.printing.words import one_line

SHORT = {"": "", **dict(zip(Grade.labels, ("XS", "T", "TB", "K"), strict=True))}


def grade_sheet(
    part: CellRating, rows: Sequence[MemberRating], norms: Norms, *, day: date
) -> Document:
    """Both tables; empty cells where nothing is graded yet, so that it serves as a form as well."""
    held = part.meeting.held_on if part.meeting else day
    issuer = of_cell(part, held)
    year = part.round.year
    blocks: list[Block] = [
        issuer.letterhead(dated=False),
        Title("BẢNG PHÂN LOẠI TIÊU CHÍ", f"Tập thể, đảng viên năm {year}"),
        Paragraph("1. Tập thể chi bộ", indent=False, bold=True, keep_with_next=True),
        Table(
            [
                NUMBER,
                Column("Tiêu chí", 95),
                Column("Tự phân loại", 28, "center"),
                Column("Hội nghị", 28, "center"),
            ],
            [[str(one.place), one.text, one.own, one.given] for one in grade_lines(part, norms)],
        ),
        Paragraph("2. Đảng viên", indent=False, bold=True, keep_with_next=True),
        # Before the table, whose end takes the signatures: they do not stand on a page alone.
        Paragraph(
            "XS: Xuất sắc; T: Tốt; TB: Trung bình; K: Kém (hội nghị phân loại). Các tiêu chí: "
            + " ".join(f"({one.place}) {one.text}." for one in grade_lines(MemberRating(), norms)),
            italic=True,
        ),
        _members(rows, norms),
        Signatures(left=Signature(["THƯ KÝ"]), right=Signature(["T/M CHI BỘ", "BÍ THƯ"])),
    ]
    return issuer.document(f"Phân loại tiêu chí năm {year}, {part.cell}", blocks)


def _members(rows: Sequence[MemberRating], norms: Norms) -> Table:
    criteria = grade_lines(MemberRating(), norms)
    columns = [
        NUMBER,
        Column("Họ và tên", 46),
        *(Column(str(one.place), 10, "center") for one in criteria),
        Column("Mức đề nghị", 34),
    ]
    return Table(
        columns,
        [
            [
                str(number),
                one_line(row.name),
                *(SHORT[one.given] for one in grade_lines(row, norms)),
                label(row.proposed).removesuffix(" nhiệm vụ"),
            ]
            for number, row in enumerate(rows, start=1)
        ],
    )
