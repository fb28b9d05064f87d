"""From a sheet to the people on it: which rows are people, and what each says in which field."""

import re
from dataclasses import dataclass, field

from cells.text import fold
from members.importing import headings, values
from members.importing.headings import Column, Head
from members.importing.sheets import Book, Plain, Sheet, is_blank, letter, place

FIELDS = (
    "full_name", "birth_date", "gender", "admitted_on", "official_on", "card_number", "phone",
    "note", "cell", "since", "grade", "office",
)  # fmt: skip
_FOOT = re.compile(
    r"^(tong|cong|nguoi lap|lap bieu|t/?m|bi thu|pho bi thu|chu tich|noi nhan|ngay \d"
    r"|[a-z ]+, ngay|danh sach|ghi chu|luu)\b"
)
_COUNTED = re.compile(r"\(?\d{1,2}\)?")


@dataclass(frozen=True)
class Line:
    """One person of the sheet: `raw` by field as its cell says it, `at` the column of each."""

    sheet: str
    row: int
    raw: dict[str, Plain]
    at: dict[str, str]


@dataclass
class Table:
    """What is read of a sheet: its people, the words above the headings, and what is not read."""

    sheet: str
    title: str = ""
    lines: list[Line] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    """Rows (from 1) below the headings that are no people: totals, signatures."""
    found: bool = True


def tables_of(book: Book) -> list[Table]:
    """A table for each sheet that is not empty."""
    sheets = [sheet for sheet in book.sheets if any(not is_blank(row) for row in sheet.rows)]
    return [_table_of(sheet) for sheet in sheets]


def _table_of(sheet: Sheet) -> Table:
    head = headings.find_head(sheet.rows, sheet.merged)
    if head is None:
        return Table(sheet.name, found=False)
    above = [
        str(value) for row in sheet.rows[: head.first] for value in row if isinstance(value, str)
    ]
    table = Table(sheet.name, title=" ".join(above), unread=list(head.unread))
    gap = False
    for index in range(head.below, len(sheet.rows)):
        row = sheet.rows[index]
        if is_blank(row):
            gap = gap or bool(table.lines)
            continue
        line = _line_of(sheet.name, index, row, head)
        if _is_person(line, row, after_gap=gap):
            table.lines.append(line)
        else:
            table.passed.append(index + 1)
    return table


def _line_of(sheet: str, index: int, row: list[Plain], head: Head) -> Line:
    raw: dict[str, Plain] = {}
    at: dict[str, str] = {}
    for column in head.columns:
        value = row[column.index] if column.index < len(row) else None
        _put(raw, at, column, value)
    _join_name(raw, at)
    _settle_gender(raw, at)
    return Line(sheet, index + 1, raw, at)


def _put(raw: dict, at: dict, column: Column, value: Plain) -> None:
    """The first column of a field that says something has the word; parts of a name are joined."""
    if value is None or value == "":
        at.setdefault(column.field, letter(column.index))
        return
    if column.field == "full_name" and isinstance(raw.get("full_name"), str):
        raw["full_name"] = f"{raw['full_name']} {value}"
    elif column.field not in raw:
        raw[column.field] = value
        at[column.field] = letter(column.index)


def _join_name(raw: dict, at: dict) -> None:
    parts = [raw.pop(name) for name in ("surname", "given") if raw.get(name) is not None]
    places = [at.pop(name) for name in ("surname", "given") if name in at]
    if places:
        at["full_name"] = places[0]
    if parts:
        broken = next((part for part in parts if isinstance(part, dict)), None)
        raw["full_name"] = broken or " ".join(map(str, parts))


def _settle_gender(raw: dict, at: dict) -> None:
    """A birth date that stands under “Nam” or “Nữ” says both; so does a tick there."""
    for name, said in (("birth_male", "Nam"), ("birth_female", "Nữ")):
        where, value = at.pop(name, None), raw.pop(name, None)
        if value is not None and "birth_date" not in raw:
            raw |= {"birth_date": value, "gender": raw.get("gender") or said}
            at |= {"birth_date": where, "gender": at.get("gender", where)}
        elif where:
            at.setdefault("birth_date", where)
    for name, said in (("male", "Nam"), ("female", "Nữ")):
        where, value = at.pop(name, None), raw.pop(name, None)
        ticked = value is not None and not isinstance(value, dict) and values.is_ticked(value)
        if ticked and "gender" not in raw:
            raw["gender"] = said
            at["gender"] = where


def _is_person(line: Line, row: list[Plain], *, after_gap: bool) -> bool:
    """Whether the row is of a person: it has a name, or enough else that a name is missing."""
    name = line.raw.get("full_name")
    said = [key for key in line.raw if key in FIELDS and key not in {"full_name", "note"}]
    texts = [str(value) for value in row if isinstance(value, str | int | float)]
    if _repeats_headings(texts) or all(_COUNTED.fullmatch(text.strip()) for text in texts):
        return False
    if name is None:
        return len(said) >= 2
    if isinstance(name, dict):
        return True
    words = fold(str(name))
    if not any(char.isalpha() for char in words):
        return bool(said)
    if said:
        return not (_FOOT.match(words) and len(said) < 2)
    return not (after_gap or _FOOT.match(words)) or "number" in line.raw


def _repeats_headings(texts: list[str]) -> bool:
    return sum(headings.field_of(text) is not None for text in texts) >= 3


def missing_head(table: Table) -> str:
    """What is said of a sheet in which no headings were found."""
    where = place(table.sheet, 0) if table.sheet else "Tệp"
    return (
        f"{where}: không thấy dòng tiêu đề trong {headings.WITHIN} dòng đầu. Cần một dòng có cột "
        "“Họ và tên” và ít nhất một cột như “Ngày sinh”, “Ngày vào Đảng”, “Số thẻ”."
    )
