"""Workbooks and CSV files as plain sheets of plain values."""

import codecs
import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import isfinite
from typing import BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from members.importing import files, legacy
from members.importing.files import AGAIN, Refused

MOST_SHEETS = 400
MOST_COLUMNS = 100
MOST_ROWS = 20_000
"""In the whole file. A province has 3,500 cells: it is imported committee by committee."""

BROKEN = "broken"
FORMULA, ERROR = "formula", "error"

Plain = str | int | float | dict | None
"""A cell as JSON keeps it: a date is text (2026-02-03), what cannot be read a dict with the why."""

_UNSEEN = dict.fromkeys((*range(9), *range(14, 32), 8203, 65279))
"""Signs that nobody sees, and of which PostgreSQL keeps no NUL."""

# Whatever openpyxl says of a workbook whose parts do not fit together.
_BROKEN = (
    AttributeError,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    OSError,
    OverflowError,
    SyntaxError,  # of both XML readers that openpyxl may use
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass
class Sheet:
    """A sheet: its rows from the first, and for merged ranges near the top their first cell."""

    name: str
    rows: list[list[Plain]]
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass
class Book:
    """What a file holds: sheets to read, and the names of those that are hidden."""

    sheets: list[Sheet]
    hidden: list[str] = field(default_factory=list)


def read(kind: str, file: BinaryIO) -> Book:
    """The sheets of a file that `files.kind_of` let pass. Raises Refused."""
    book = _read_xlsx(file) if kind == files.XLSX else Book([Sheet("", csv_rows(file))])
    total = sum(len(sheet.rows) for sheet in book.sheets)
    if total > MOST_ROWS:
        raise Refused(
            f"Tệp có {total} dòng; HMK nhận nhiều nhất {MOST_ROWS} dòng mỗi lần. Xin chia tệp."
        )
    for sheet in book.sheets:
        _modernise(sheet)
    return book


def _modernise(sheet: Sheet) -> None:
    """Text in an old encoding becomes Unicode; all text is composed, without odd blanks."""
    texts = [value for row in sheet.rows for value in row if isinstance(value, str)]
    encoding = legacy.encoding_of(texts)
    for row in sheet.rows:
        row[:] = [
            " ".join(legacy.modern(value, encoding).translate(_UNSEEN).split()) or None
            if isinstance(value, str)
            else value
            for value in row
        ]


# --- XLSX -----------------------------------------------------------------------------------------


def _read_xlsx(file: BinaryIO) -> Book:
    formulas = files.check_workbook(file)
    try:
        shown = load_book(file, data_only=True)
        written = load_book(file, data_only=False) if formulas else None
        return _book(shown, written)
    except Refused:
        raise
    except _BROKEN:
        raise Refused(f"Tệp hỏng, không đọc được. {AGAIN}") from None


def load_book(file: BinaryIO, *, data_only: bool) -> Workbook:
    """The workbook as openpyxl has it: with formulas, or with the results saved for them."""
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what a workbook has that openpyxl does not keep
        return load_workbook(file, data_only=data_only, keep_links=False)


def _book(shown: Workbook, written: Workbook | None) -> Book:
    if len(shown.worksheets) > MOST_SHEETS:
        raise Refused(f"Tệp có quá {MOST_SHEETS} sheet. Xin chia tệp.")
    book = Book([])
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            book.hidden.append(sheet.title)
            continue
        source = written[sheet.title] if written else None
        book.sheets.append(Sheet(sheet.title, _rows(sheet, source, shown.epoch), _merged(sheet)))
    if not book.sheets:
        raise Refused("Mọi sheet trong tệp đều đang ẩn. Xin cho hiện sheet cần nhập rồi gửi lại.")
    return book


def _rows(sheet: Worksheet, source: Worksheet | None, epoch: datetime) -> list[list[Plain]]:
    """The rows down to the last that says something, each up to its last cell that does."""
    # The cells that the file has, and not the rectangle around them: one cell at the end of the
    # sheet would make a rectangle of seventeen billion.
    found = {
        at: value
        for at, cell in sheet._cells.items()
        if (value := _plain(cell.value, cell.data_type, epoch)) is not None
    }
    if source is not None:
        for at, cell in source._cells.items():
            if cell.data_type == "f" and at not in found:
                found[at] = {BROKEN: FORMULA}  # its result was not saved with the file
    _refuse_size(sheet.title, found)
    rows: list[list[Plain]] = [[] for _ in range(max((row for row, _ in found), default=0))]
    for (row, column), value in sorted(found.items()):
        line = rows[row - 1]
        line.extend([None] * (column - 1 - len(line)))
        line.append(value)
    return rows


def _refuse_size(name: str, found: dict[tuple[int, int], Plain]) -> None:
    last_row = max((row for row, _ in found), default=0)
    last_column = max((column for _, column in found), default=0)
    if last_column > MOST_COLUMNS:
        where = f"Sheet “{name}”" if name else "Tệp"
        raise Refused(
            f"{where} có {last_column} cột (đến cột {letter(last_column - 1)}); HMK nhận nhiều "
            f"nhất {MOST_COLUMNS} cột. Xin xóa các cột không dùng rồi gửi lại."
        )
    if last_row > MOST_ROWS:
        where = f"Sheet “{name}”" if name else "Tệp"
        raise Refused(
            f"{where} có {last_row} dòng; HMK nhận nhiều nhất {MOST_ROWS} dòng mỗi lần. Xin chia "
            "danh sách thành nhiều tệp."
        )


def _plain(value: object, data_type: str, epoch: datetime) -> Plain:
    if data_type == "e" or (isinstance(value, float) and not isfinite(value)):
        return {BROKEN: ERROR}
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, bool):
        return "x" if value else None
    if isinstance(value, int | float) and epoch.year != 1899 and 2100 < value < 80_000:
        return from_excel(value, epoch).date().isoformat()  # a workbook that counts from 1904
    if isinstance(value, int | float | None):
        return value
    return str(value)


def _merged(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells of merged ranges that touch the first rows, and where each range begins (from 0)."""
    found = {}
    for area in sheet.merged_cells.ranges:
        if area.min_row > 15 or area.max_row - area.min_row > 15:
            continue
        for row in range(area.min_row - 1, area.max_row):
            for column in range(area.min_col - 1, min(area.max_col, MOST_COLUMNS)):
                found[row, column] = (area.min_row - 1, area.min_col - 1)
    return found


# --- CSV ------------------------------------------------------------------------------------------


def csv_rows(file: BinaryIO) -> list[list[Plain]]:
    file.seek(0)
    text = decoded(file.read())
    if "\x00" in text:
        raise Refused("Tệp CSV có ký tự lạ, không đọc được. Xin lưu lại dạng “CSV UTF-8”.")
    try:
        rows = [
            list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text))
        ]
    except csv.Error:
        raise Refused("Tệp CSV không đọc được thành bảng. Xin lưu lại dạng “CSV UTF-8”.") from None
    found = {
        (at, index): value
        for at, row in enumerate(rows, 1)
        for index, value in enumerate(row, 1)
        if value.strip()
    }
    _refuse_size("", found)
    return rows


def decoded(content: bytes) -> str:
    """The text of a CSV file: by its mark at the start, else the reading with most Vietnamese."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strict(content, encoding)
    if b"\x00" in content[:4000]:
        little = content[:4000:2].count(0) < content[1:4000:2].count(0)
        return _strict(content, "utf-16-le" if little else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _of_one_byte(content)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("Bảng mã của tệp CSV bị hỏng. Xin lưu lại dạng “CSV UTF-8”.") from None


def _of_one_byte(content: bytes) -> str:
    """windows-1258, or one of the old encodings (read as Latin-1, and made modern later)."""
    windows = legacy.normalise(content.decode("cp1258", errors="replace"))
    latin = content.decode("latin-1")
    encoding = legacy.encoding_of(latin.splitlines())
    old = legacy.modern(latin, encoding)
    return windows if legacy.syllables(windows) >= legacy.syllables(old) else old


def _sign(text: str) -> str:
    """What separates the columns: the sign that most lines of the top have most of."""
    top = text.splitlines()[:20]
    return max(",;\t|", key=lambda sign: sum(line.count(sign) for line in top))


def letter(index: int) -> str:
    """The letter of the column at this position (from 0): A, B … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def place(sheet: str, row: int, column: int | None = None) -> str:
    """Where something stands, as Excel calls it; row and column from 0."""
    where = f"dòng {row + 1}" if column is None else f"ô {letter(column)}{row + 1}"
    return f"Sheet “{sheet}”, {where}" if sheet else where[0].upper() + where[1:]


def is_blank(row: Sequence[Plain]) -> bool:
    return all(value is None or value == "" for value in row)
