"""The roll as a table for other programs, with the columns that its reader may see.

The headings are those that an import knows again. Birth date, card number, telephone and note
stand only in the rows of cells whose members' particulars the reader sees; who sees none gets no
such columns.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from accounts import scope
from accounts.models import User
from documents.sheets import SheetColumn, Value
from members.models import Gender, Membership, MembershipKind, OfficeKind, StandingKind

AT_ONCE = 2000
"""How many rows are fetched at a time."""

Fields = dict[str, object]
"""A row of the roll as the database gives it: see `FIELDS`."""


@dataclass(frozen=True)
class RollColumn:
    """A column of the roll; one of particulars is for the cell and its overseer alone."""

    heading: str
    width: float
    value: Callable[[Fields], Value]
    particular: bool = False

    @property
    def sheet(self) -> SheetColumn:
        return SheetColumn(self.heading, self.width)


def _plain(name: str) -> Callable[[Fields], Value]:
    return lambda row: row[name]


def _label(choices: type, name: str) -> Callable[[Fields], Value]:
    labels = dict(choices.choices)
    return lambda row: labels.get(row[name], "")


STANDING = "Tình trạng sinh hoạt"
STANDINGS = {
    "exempted": "Được miễn công tác và sinh hoạt đảng",
    "away": "Đi làm ăn xa",
    "elsewhere": "Sinh hoạt tạm thời nơi khác",
    "suspended": "Bị đình chỉ sinh hoạt",
}
"""What may hold of a row of the roll beside its grade, in the order of telling."""


def standing_words(row: Fields) -> str:
    """How the member stands beside the grade: 'Đi làm ăn xa; Sinh hoạt tạm thời nơi khác'."""
    words = [label for name, label in STANDINGS.items() if row[name]]
    if row["kind"] == MembershipKind.TEMPORARY:
        words.insert(0, MembershipKind.TEMPORARY.label)
    return "; ".join(words)


COLUMNS = (
    RollColumn("Họ và tên", 28, _plain("member__full_name")),
    RollColumn("Ngày sinh", 12, _plain("member__birth_date"), particular=True),
    RollColumn("Giới tính", 9, _label(Gender, "member__gender")),
    RollColumn("Ngày vào Đảng", 14, _plain("member__admitted_on")),
    RollColumn("Ngày chính thức", 14, _plain("member__official_on")),
    RollColumn("Số thẻ đảng viên", 16, _plain("member__card_number"), particular=True),
    RollColumn("Chi bộ", 30, _plain("cell__name")),
    RollColumn("Chức vụ", 14, _label(OfficeKind, "office")),
    RollColumn("Loại đảng viên", 14, _label(StandingKind, "grade")),
    RollColumn(STANDING, 30, standing_words),
    RollColumn("Điện thoại", 14, _plain("member__phone"), particular=True),
    RollColumn("Ghi chú", 40, _plain("member__note"), particular=True),
)
FIELDS = (
    "cell", "cell__committee", "cell__name", "kind", "grade", *STANDINGS, "office",
    "member__full_name", "member__birth_date", "member__gender", "member__admitted_on",
    "member__official_on", "member__card_number", "member__phone", "member__note",
)  # fmt: skip


def columns_for(*, particulars: bool) -> list[RollColumn]:
    """The columns for a reader who sees birth dates and the like, or does not."""
    return [one for one in COLUMNS if particulars or not one.particular]


def fields_of(rows: QuerySet[Membership]) -> list[Fields]:
    """The rows of a short roll, in their order, as the columns read them."""
    return list(rows.values(*FIELDS))


@dataclass
class RollTable:
    """The rows of a roll on their way out, counted as they go.

    `rows` is a queryset of `members.queries.roll`; read once, in two queries whatever its length.
    """

    rows: QuerySet[Membership]
    insiders: set[int]
    """The cells whose members' particulars the reader sees."""
    by_cell: Counter = field(default_factory=Counter)
    by_committee: Counter = field(default_factory=Counter)

    @classmethod
    def of(cls, user: User, rows: QuerySet[Membership]) -> "RollTable":
        """The table for that reader; cell by cell, in name order inside each."""
        insiders = set(scope.cells_with_names(user).values_list("pk", flat=True))
        ordered = rows.order_by("cell__sort_key", "cell", "member__sort_key", "member_id", "pk")
        return cls(ordered, insiders)

    @property
    def columns(self) -> list[RollColumn]:
        return columns_for(particulars=bool(self.insiders))

    @property
    def sheet_columns(self) -> list[SheetColumn]:
        return [SheetColumn("TT", 6), *(one.sheet for one in self.columns)]

    @property
    def number(self) -> int:
        """How many have gone out."""
        return self.by_cell.total()

    def __iter__(self) -> Iterator[list[Value]]:
        columns = self.columns
        found = self.rows.values(*FIELDS).iterator(chunk_size=AT_ONCE)
        for number, row in enumerate(found, start=1):
            self.by_cell[row["cell"]] += 1
            self.by_committee[row["cell__committee"]] += 1
            inside = row["cell"] in self.insiders
            yield [
                number,
                *(one.value(row) if inside or not one.particular else None for one in columns),
            ]


def name_of_export(day: date) -> str:
    """What the list is called, in the log of exports and on the sheet."""
    return f"Danh sách đảng viên ngày {day:%d/%m/%Y}"
