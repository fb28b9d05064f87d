"""The roll of a cell on a day, on paper: for whom the cell shows it, with or without birth date
and card number."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from cells.models import Cell
from documents.blocks import (
    Block,
    Column,
    Document,
    Heading,
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
from meetings.models import MeetingRegime
from meetings.printing.head import LAYOUTS
from meetings.printing.tables import NUMBER
from meetings.printing.words import one_line
from members.exporting import STANDING, STANDINGS, Fields, RollColumn, columns_for
from members.models import Gender, MembershipKind, StandingKind

WIDE = {
    "Họ và tên": 58,
    "Ngày sinh": 26.5,
    "Giới tính": 19,
    "Ngày vào Đảng": 26.5,
    "Ngày chính thức": 26.5,
    "Số thẻ đảng viên": 27,
    "Chức vụ": 27,
    STANDING: 38,
}
"""Relative widths of what is printed with particulars, on a page lying on its side."""
NARROW = {
    "Họ và tên": 48,
    "Ngày vào Đảng": 27,
    "Ngày chính thức": 27,
    "Chức vụ": 24,
    STANDING: 29,
}
CENTERED = {"Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ đảng viên"}


def member_roll(
    cell: Cell,
    regime: MeetingRegime,
    rows: Sequence[Fields],
    *,
    day: date,
    today: date,
    particulars: bool,
    secretary: str,
    created: datetime,
) -> Document:
    """The roll of the day (`rows` as `members.exporting.fields_of` gives them, in their order),
    issued today, in the layout of `regime`."""
    known = letterhead_of(cell, regime)
    own = [row for row in rows if row["kind"] == MembershipKind.PRIMARY]
    guests = [row for row in rows if row["kind"] != MembershipKind.PRIMARY]
    layout = LAYOUTS[known["layout"]]
    blocks: list[Block] = [
        Letterhead(
            superior=known["superior"].upper(),
            issuer=known["issuer"].upper(),
            place=known["place"],
            day=today,
        ),
        Title("DANH SÁCH ĐẢNG VIÊN", f"Tính đến ngày {short_date(day)}"),
        _table(own, particulars) if own else Paragraph("Ngày này chi bộ không có đảng viên."),
        Paragraph(totals(own)),
    ]
    if guests:
        blocks += [
            Heading("Đảng viên nơi khác đến sinh hoạt tạm thời"),
            _table(guests, particulars),
            Paragraph(
                f"Sinh hoạt tạm thời tại chi bộ: {len(guests)} đồng chí, không tính vào đảng số "
                "của chi bộ."
            ),
        ]
    blocks.append(
        Signatures(
            left=Recipients([f"- {known['committee']},", "- Lưu Chi bộ."]),
            right=Signature(["T/M CHI BỘ", "BÍ THƯ"], secretary, note=None),
        )
    )
    return Document(
        layout=layout.landscape() if particulars else layout,
        title=f"Danh sách đảng viên {known['issuer']} {short_date(day)}",
        blocks=blocks,
        created=created,
        author=known["issuer"],
    )


def _table(rows: Sequence[Fields], particulars: bool) -> Table:
    widths = WIDE if particulars else NARROW
    printed = [one for one in columns_for(particulars=particulars) if one.heading in widths]
    columns = [
        Column(one.heading, widths[one.heading], "center" if one.heading in CENTERED else "left")
        for one in printed
    ]
    return Table(
        [NUMBER, *columns],
        [
            [str(number), *(_cell(one, row) for one in printed)]
            for number, row in enumerate(rows, start=1)
        ],
    )


def _cell(column: RollColumn, row: Fields) -> str:
    value = column.value(row)
    if column.heading == STANDING and row["grade"] == StandingKind.PROBATIONARY:
        value = "; ".join(filter(None, [StandingKind.PROBATIONARY.label, value]))
    if isinstance(value, date):
        return short_date(value)
    return one_line(str(value or ""))


def totals(rows: Sequence[Fields]) -> str:
    """The members of the cell's own by their standing, in a sentence; what nobody has is not said.

    Exempted, away and the others are counted among official or probationary ones.
    """

    def counted(holds: Callable[[Fields], object]) -> int:
        return sum(1 for row in rows if holds(row))

    probationary = counted(lambda row: row["grade"] == StandingKind.PROBATIONARY)
    women = counted(lambda row: row["member__gender"] == Gender.FEMALE)
    standings = {
        label[0].lower() + label[1:]: counted(lambda row, name=name: row[name])
        for name, label in STANDINGS.items()
    }
    parts = [f"chính thức {len(rows) - probationary}", f"dự bị {probationary}"]
    if rows and all(row["member__gender"] for row in rows):
        parts.append(f"nữ {women}")
    parts += [f"{label} {number}" for label, number in standings.items() if number]
    return f"Tổng số: {len(rows)} đảng viên; {', '.join(parts)}."
