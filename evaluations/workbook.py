"""A round as a workbook: cells and members, a row each."""

from collections.abc import Iterator, Sequence

from documents.sheets import SheetColumn, Value
from evaluations.models import VOTE_FIELDS, CellRating, MemberRating
from evaluations.proposing import Norms, grade_lines, label
from members.models import OfficeKind

_COUNT = [
    SheetColumn("Được tính", 10),
    SheetColumn("Phát ra", 9),
    SheetColumn("Thu về", 9),
    SheetColumn("Hợp lệ", 9),
    SheetColumn("Xuất sắc", 9),
    SheetColumn("Tốt", 9),
    SheetColumn("Hoàn thành", 11),
    SheetColumn("Không hoàn thành", 11),
]
_LEVELS = [
    SheetColumn("Tự nhận", 28),
    SheetColumn("Điểm", 8),
    SheetColumn("Chi bộ đề nghị", 28),
    SheetColumn("Công nhận", 28),
    SheetColumn("Lý do khác đề nghị", 40),
]
_CELL = [SheetColumn("Chi bộ", 36), SheetColumn("Bước", 22)]
_MEMBER = [
    SheetColumn("Chi bộ", 36),
    SheetColumn("Họ và tên", 28),
    SheetColumn("Chức vụ", 16),
    SheetColumn("Diện", 40),
]


def cell_columns(norms: Norms) -> list[SheetColumn]:
    """The heads of the sheet of cells; two columns a criterion where the regime grades them."""
    return [*_CELL, *_LEVELS, *_COUNT, *_criteria(norms, CellRating())]


def member_columns(norms: Norms) -> list[SheetColumn]:
    """The same of the sheet of members."""
    return [*_MEMBER, *_LEVELS, *_COUNT, *_criteria(norms, MemberRating())]


def _criteria(norms: Norms, row: CellRating | MemberRating) -> Iterator[SheetColumn]:
    for line in grade_lines(row, norms):
        yield SheetColumn(f"{line.place}. {line.text}: tự phân loại", 18)
        yield SheetColumn(f"{line.place}. {line.text}: hội nghị", 18)


def _grades(row: CellRating | MemberRating, norms: Norms) -> list[Value]:
    lines = grade_lines(row, norms)
    return [grade or None for line in lines for grade in (line.own, line.given)]


def _levels(row: CellRating | MemberRating) -> list[Value]:
    return [
        label(row.own_level),
        row.points,
        label(row.proposed),
        label(row.ratified),
        row.reason or None,
    ]


def _count(row: CellRating | MemberRating) -> list[Value]:
    names = ("base", "issued", "collected", "valid", *VOTE_FIELDS.values())
    return [getattr(row, name) for name in names]


def cell_rows(parts: Sequence[CellRating], norms: Norms) -> Iterator[list[Value]]:
    """A row a cell; each needs its `cell`."""
    for part in parts:
        yield [
            part.called, part.get_stage_display(), *_levels(part), *_count(part),
            *_grades(part, norms),
        ]  # fmt: skip


def member_rows(rows: Iterator[MemberRating], norms: Norms) -> Iterator[list[Value]]:
    """A row a member, those left out with their reason; each needs its `cell_rating.cell`."""
    for row in rows:
        office = OfficeKind(row.office).label if row.office in OfficeKind.values else None
        yield [
            row.cell_rating.called, row.name, office, row.get_status_display(), *_levels(row),
            *_count(row), *_grades(row, norms),
        ]  # fmt: skip
