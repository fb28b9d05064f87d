"""Headings of a roll as people write them, and the row in which they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cells.text import fold

WITHIN = 10
"""Headings are looked for in so many rows from the top."""

NAMES = {
    "full_name": (
        "ho va ten", "ho ten", "ho va ten khai sinh", "ho ten khai sinh", "ten khai sinh",
        "ho va ten dang vien", "ho ten dang vien", "ten dang vien", "dang vien",
        "ho chu dem va ten", "ho dem va ten", "ho va ten chu in hoa",
        "ho va ten dang vien chi bo",
    ),
    "surname": (
        "ho", "ho dem", "ho va dem", "ho lot", "ho va ten dem", "ho chu dem", "ho va chu dem",
    ),
    "given": ("ten",),
    "birth_date": (
        "ngay sinh", "nam sinh", "ngay thang nam sinh", "ngay thang sinh", "sinh ngay", "ns",
        "tuoi sinh", "ngay thang nam sinh duong lich", "sinh nam", "nam sinh ngay sinh",
    ),
    "birth_male": ("nam sinh nam", "ngay sinh nam", "ngay thang nam sinh nam", "sinh ngay nam"),
    "birth_female": ("nam sinh nu", "ngay sinh nu", "ngay thang nam sinh nu", "sinh ngay nu"),
    "gender": ("gioi tinh", "phai", "nam nu", "gioi", "gt"),
    "female": ("nu", "dang vien nu", "gioi tinh nu"),
    "male": ("nam", "gioi tinh nam"),
    "admitted_on": (
        "ngay vao dang", "ngay ket nap", "ngay vao dang csvn", "ngay vao dang cong san viet nam",
        "ngay thang nam vao dang", "vao dang", "nam vao dang", "ket nap", "ngay ket nap dang",
        "ngay vao dang du bi", "ngay vao dang lan 1", "ngay du bi", "ngay ket nap vao dang",
        "vao dang ngay", "ngay thang nam ket nap", "ngay vao dang ket nap",
        "ngay thang nam vao dang du bi", "vao dang du bi", "ngay vd",
    ),
    "official_on": (
        "ngay chinh thuc", "ngay vao dang chinh thuc", "chinh thuc", "ngay cong nhan chinh thuc",
        "ngay thang nam chinh thuc", "vao dang chinh thuc", "ngay cong nhan dang vien chinh thuc",
        "ngay chuyen chinh thuc", "ngay thang nam vao dang chinh thuc", "nam chinh thuc",
    ),
    "card_number": (
        "so the", "so the dang vien", "so the dang", "the dang", "so tdv", "ma so the",
        "so the dv", "the dang vien", "so the dang vien so",
    ),
    "cell": (
        "chi bo", "ten chi bo", "chi bo sinh hoat", "noi sinh hoat", "sinh hoat tai chi bo",
        "to chuc dang",
    ),
    "since": (
        "ngay ve chi bo", "ngay chuyen den", "ngay ve sinh hoat", "ngay chuyen sinh hoat den",
        "ve chi bo ngay", "ngay ve", "ngay den", "ve chi bo tu ngay",
    ),
    "grade": (
        "loai dang vien", "dien dang vien", "dang vien chinh thuc du bi", "chinh thuc du bi",
        "tinh trang", "du bi chinh thuc",
    ),
    "office": (
        "chuc vu", "chuc vu dang", "chuc vu trong chi bo", "chuc vu trong dang", "chuc vu chi bo",
        "chuc vu cap uy",
    ),
    "phone": ("dien thoai", "so dien thoai", "sdt", "dt", "di dong", "so dt"),
    "note": ("ghi chu", "ghi chep", "luu y"),
    "number": ("stt", "tt", "so tt", "so thu tu"),
    "unkept": (
        "dan toc", "ton giao", "que quan", "noi o", "noi o hien nay", "cho o hien nay", "dia chi",
        "noi sinh", "trinh do", "trinh do hoc van", "chuyen mon", "trinh do chuyen mon",
        "ly luan chinh tri", "ngoai ngu", "tin hoc", "nghe nghiep", "thanh phan", "cccd", "cmnd",
        "so cccd", "so cmnd", "can cuoc", "email", "thuong tru", "ho khau", "tuoi", "tuoi dang",
        "huy hieu dang", "suc khoe",
    ),
}  # fmt: skip
"""By field, its headings without diacritics and signs. What is in `unkept` is known and not read:
HMK keeps only what the work of a cell needs."""

FIELD_OF = {name: field for field, names in NAMES.items() for name in names}
_SIGNS = re.compile(r"[^a-z0-9]+")
_ASIDE = re.compile(r"\([^)]*\)")


Rows = Sequence[Sequence[object]]
Merged = dict[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Column:
    """A column of the sheet that is read: its field, its position from 0, and its heading."""

    field: str
    index: int
    heading: str


@dataclass(frozen=True)
class Head:
    """Where the headings stand: the rows below begin at `below` (from 0)."""

    columns: tuple[Column, ...]
    below: int
    first: int
    unread: tuple[str, ...]

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns}


def key(heading: object) -> str:
    """The heading without diacritics, signs and what stands in brackets."""
    text = fold(str(heading or ""))
    bare = _SIGNS.sub(" ", _ASIDE.sub(" ", text)).strip()
    return bare or _SIGNS.sub(" ", text).strip()


def field_of(heading: object) -> str | None:
    return FIELD_OF.get(key(heading))


def find_head(
    rows: Sequence[Sequence[object]], merged: dict[tuple[int, int], tuple[int, int]]
) -> Head | None:
    """The headings of the sheet, in one row or in two of which the upper spans columns.

    `merged` leads a cell of a merged range (row, column, from 0) to the first of the range. None
    where no row has a name and something else that is known.
    """
    best: tuple[int, Head] | None = None
    for at in range(min(WITHIN, len(rows))):
        for deep in (1, 2):
            if at + deep > len(rows):
                continue
            head = _head_at(rows, merged, at, deep)
            worth = len(head.fields - {"number"}) if _is_head(head) else 0
            if worth and (best is None or worth > best[0]):
                best = (worth, head)
    return best[1] if best else None


def _is_head(head: Head) -> bool:
    names = head.fields & {"full_name", "given"}
    return bool(names) and len(head.fields) > 1


def _head_at(rows: Rows, merged: Merged, at: int, deep: int) -> Head:
    width = max(len(row) for row in rows[at : at + deep])
    columns, unread = [], []
    for index in range(width):
        words = _words(rows, merged, at, deep, index)
        field = _best_field(words)
        heading = " – ".join(words)
        if field not in {None, "unkept"}:
            columns.append(Column(field, index, heading))
        elif heading and heading not in unread:
            unread.append(heading)
    return Head(_narrowed(columns), at + deep, at, tuple(unread))


def _words(
    rows: Sequence[Sequence[object]], merged: dict, at: int, deep: int, index: int
) -> list[str]:
    """The heading of the column, the upper part first; a merged cell is read in all its columns."""
    words = []
    for row in range(at, at + deep):
        origin = merged.get((row, index), (row, index))
        if origin[0] < at:
            continue  # the foot of a title
        line = rows[origin[0]]
        text = " ".join(str(line[origin[1]] or "").split()) if origin[1] < len(line) else ""
        if text and text not in words:
            words.append(text)
    return words


def _best_field(words: list[str]) -> str | None:
    """What both parts say together, else the lower, else the upper."""
    for text in (" ".join(words), *reversed(words)):
        if field := field_of(text):
            return field
    return None


def _narrowed(columns: list[Column]) -> tuple[Column, ...]:
    """`ho` and `ten` are parts of a name only where no column has the whole; of two columns for
    the name the second is more of it only under one heading. "Đảng viên" beside "Họ và tên" says
    the grade."""
    names = [column for column in columns if column.field == "full_name"]
    if not names:
        return tuple(columns)
    first = next((one for one in names if key(one.heading) != "dang vien"), names[0])
    kept = []
    for column in columns:
        if column in names and column.heading != first.heading:
            if key(column.heading) == "dang vien":
                kept.append(Column("grade", column.index, column.heading))
        elif column.field not in {"surname", "given"}:
            kept.append(column)
    return tuple(kept)
