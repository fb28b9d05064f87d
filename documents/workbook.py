"""Writes the tables and charts of a document as XLSX: the same words and figures as its papers,
for whoever goes on counting with them."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.blocks import Chart, Column, Document, Table
from documents.docx_xml import EARLIEST_ZIP_TIME
from documents.prepare import clean, map_texts
from documents.sheets import neutral
from documents.wording import amount

LETTERS_OF_A_PAGE = 90
"""Room over the whole width of a table, in characters of a sheet."""
MOST_SHEETS = 60
_WHOLE = re.compile(r"[−-]?\d{1,3}(\.\d{3})*")
_DECIMAL = re.compile(r"[−-]?\d{1,3}(\.\d{3})*,\d+")
_PERCENT = re.compile(r"\d{1,3}(,\d)?%")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")
_THIN = Side(style="thin")


def write_workbook(document: Document) -> bytes:
    """The document's tables and charts, a sheet for each; the same document gives the same bytes.

    A document without any has one empty sheet with its title.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.title = document.title
    book.properties.creator = document.author
    for block in document.blocks:
        if isinstance(block, Table | Chart) and len(book.sheetnames) < MOST_SHEETS:
            table = _table_of(map_texts(block, clean))
            _fill(book.create_sheet(_name(table.caption or "Bảng", book.sheetnames)), table)
    if not book.sheetnames:
        book.create_sheet(_name(document.title, []))["A1"] = neutral(document.title)
    return _without_clock(book, document)


def _table_of(block: Table | Chart) -> Table:
    """A chart as the table behind it."""
    if isinstance(block, Table):
        return block
    rows = [
        (label, *("" if one is None else amount(one) for one in values))
        for label, *values in zip(
            block.labels, *(series.values for series in block.series), strict=True
        )
    ]
    columns = [Column("Kỳ"), *(Column(series.name, align="right") for series in block.series)]
    return Table(columns, rows, caption=block.caption)


def _name(caption: str, taken: Sequence[str]) -> str:
    """A name that Excel takes and no other sheet has."""
    plain = " ".join(_FORBIDDEN_IN_NAMES.sub(" ", caption).split()) or "Bảng"
    name = plain[:31].strip()
    number = 2
    while name.casefold() in {one.casefold() for one in taken}:
        name = f"{plain[:27].strip()} {number}"
        number += 1
    return name


def _fill(sheet: Worksheet, table: Table) -> None:
    whole = sum(column.width for column in table.columns)
    for number, column in enumerate(table.columns, start=1):
        letters = max(8.0, LETTERS_OF_A_PAGE * column.width / whole)
        sheet.column_dimensions[get_column_letter(number)].width = letters
    sheet["A1"] = neutral(table.caption or "")
    sheet["A1"].font = Font(bold=True)
    frame = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    for at, texts in enumerate([[c.header for c in table.columns], *table.all_rows], start=3):
        for number, text in enumerate(texts, start=1):
            cell = sheet.cell(at, number)
            _put(cell, text, heads=at == 3)
            cell.border = frame
            if at == 3 or texts is table.total:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"


def _put(cell: Cell, text: str, *, heads: bool) -> None:
    """The text as what it means: a number, a share, a day, else itself."""
    cell.alignment = Alignment(wrap_text=True, vertical="center" if heads else "top")
    if heads:
        cell.value = neutral(text)
    elif _WHOLE.fullmatch(text):
        cell.value, cell.number_format = int(text.replace(".", "").replace("−", "-")), "#,##0"
    elif _DECIMAL.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".").replace("−", "-")
        cell.value, cell.number_format = float(plain), "#,##0.0##"
    elif _PERCENT.fullmatch(text):
        tenths = int(text[:-1].replace(",", "")) if "," in text else int(text[:-1]) * 10
        cell.value, cell.number_format = tenths / 1000, "0.0%" if "," in text else "0%"
    elif (found := _DAY.fullmatch(text)) and _is_day(*found.groups()):
        cell.value = date(int(found[3]), int(found[2]), int(found[1]))
        cell.number_format = "dd/mm/yyyy"
    else:
        cell.value = neutral(text)


def _is_day(day: str, month: str, year: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _without_clock(book: Workbook, document: Document) -> bytes:
    """The file, in which nothing tells when it was written but the document's own moment."""
    buffer, result = io.BytesIO(), io.BytesIO()
    book.save(buffer)
    moment = document.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with (
        zipfile.ZipFile(buffer) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, EARLIEST_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return result.getvalue()
