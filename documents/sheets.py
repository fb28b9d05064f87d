"""Tables for other programs, as XLSX and CSV: written row by row, so that a file of any length
takes the same memory."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from documents.wording import short_date

SheetFormat = Literal["xlsx", "csv"]
Value = str | int | Decimal | date | None

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
BOM = "\ufeff"
"""By it Excel knows that a CSV is UTF-8."""
IN_MEMORY = 2**21
"""Bytes; a longer file goes to the disk."""

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet; `width` is in characters."""

    heading: str
    width: float = 14


def neutral(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula (CWE-1236): one that begins like a
    formula gets an apostrophe before it. Nothing that cannot be seen is left in it."""
    marked = f"'{text}" if _FORMULA.match(text) else text
    return _ILLEGAL.sub("", marked)


def write_sheet(
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[Value]],
    *,
    title: str,
    file_format: SheetFormat,
) -> IO[bytes]:
    """One sheet with its headings in the first row, as a file open at its beginning; KeyError on
    any other format. `rows` are read once, one after the other."""
    writer = {"xlsx": _write_xlsx, "csv": _write_csv}[file_format]
    with ExitStack() as on_failure:
        file = on_failure.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))
        writer(file, columns, rows, title)
        file.seek(0)
        on_failure.pop_all()
    return file


def _write_csv(
    file: IO[bytes], columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]], _: str
) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write(BOM)
    writer = csv.writer(text)
    writer.writerow([column.heading for column in columns])
    writer.writerows([_as_text(value) for value in row] for row in rows)
    text.detach()


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return neutral(value) if isinstance(value, str) else str(value)


def _write_xlsx(
    file: IO[bytes], columns: Sequence[SheetColumn], rows: Iterable[Sequence[Value]], title: str
) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    headings = [WriteOnlyCell(sheet, column.heading) for column in columns]
    for cell in headings:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.append(headings)
    dated = WriteOnlyCell(sheet)
    for row in rows:
        sheet.append(_cells(row, dated))
    book.save(file)


def _cells(row: Sequence[Value], dated: WriteOnlyCell) -> Iterator[object]:
    """The cells of a row: a date is a date to the program, written the Vietnamese way.

    The sheet takes one cell, writes it and asks for the next: so one serves for all dates.
    """
    for value in row:
        if isinstance(value, str):
            yield neutral(value)
        elif isinstance(value, date):
            dated.value = value
            dated.number_format = "dd/mm/yyyy"
            yield dated
        else:
            yield value
