"""Workbooks that go out: the sender's own with a column of reasons, and the empty template."""

import csv
import io
from collections import defaultdict
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from members.importing import files, sheets
from members.models import ImportRow

HEADING = "Chỗ phải sửa (HMK)"
_WRONG = PatternFill("solid", fgColor="FBE7E6")
_WIDTH = 60

TEMPLATE_NAME = "mau-danh-sach-dang-vien.xlsx"
_COLUMNS = (
    ("STT", 6, ""),
    ("Họ và tên", 28, "như trong lý lịch đảng viên"),
    ("Ngày sinh", 14, "19/05/1958; nếu chỉ biết năm thì ghi 1958"),
    ("Giới tính", 10, "Nam hoặc Nữ"),
    ("Chi bộ", 26, "tên chi bộ; bỏ trống nếu cả tệp là của một chi bộ"),
    ("Ngày vào Đảng", 16, "ngày kết nạp"),
    ("Ngày chính thức", 16, "bỏ trống nếu còn dự bị"),
    ("Số thẻ đảng viên", 18, "bỏ trống nếu chưa có thẻ"),
    ("Chức vụ", 16, "Bí thư, Phó bí thư, Chi ủy viên; bỏ trống nếu không"),
    ("Điện thoại", 16, "chỉ chi bộ và cấp ủy viên phụ trách đọc được"),
    ("Ghi chú", 30, ""),
)


def with_reasons(kind: str, file: BinaryIO, rows: list[ImportRow]) -> bytes:
    """The file as it was sent, and in a column at its end what has to be put right in the row."""
    reasons: dict[str, dict[int, str]] = defaultdict(dict)
    first: dict[str, int] = {}
    for row in rows:
        first[row.sheet] = min(first.get(row.sheet, row.line), row.line)
        if row.reasons:
            told = [f"{one['place'].rpartition(', ')[2]}: {one['text']}" for one in row.reasons]
            reasons[row.sheet][row.line] = " ".join(told)
    if kind == files.CSV:
        return _csv(file, reasons[""], first.get("", 2))
    book = sheets.load_book(file, data_only=False)
    for name, by_row in reasons.items():
        title = next(one for one in book.sheetnames if one[:60] == name)
        _note(book[title], by_row, first[name])
    return _saved(book)


def _note(sheet: Worksheet, by_row: dict[int, str], first: int) -> None:
    said = [column for (_, column), cell in sheet._cells.items() if cell.value is not None]
    merged = [area.max_col for area in sheet.merged_cells.ranges]
    column = 1 + max([*said, *(last for last in merged if last <= sheets.MOST_COLUMNS)])
    head = sheet.cell(max(1, first - 1), column, HEADING)
    head.font = Font(bold=True)
    sheet.column_dimensions[head.column_letter].width = _WIDTH
    for row, text in by_row.items():
        cell = sheet.cell(row, column, text)
        cell.fill = _WRONG
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _csv(file: BinaryIO, by_row: dict[int, str], first: int) -> bytes:
    """In UTF-8 with its mark, which Excel knows; whatever it came in."""
    file.seek(0)
    rows = sheets.csv_rows(file)
    width = max(len(row) for row in rows)
    out = io.StringIO()
    writer = csv.writer(out)
    for number, row in enumerate(rows, 1):
        told = HEADING if number == max(1, first - 1) else by_row.get(number, "")
        writer.writerow([*row, *[""] * (width - len(row)), told])
    return out.getvalue().encode("utf-8-sig")


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def template() -> bytes:
    """An empty workbook with the headings, and a sheet that explains them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    guide = book.create_sheet("Hướng dẫn")
    guide.column_dimensions["A"].width = 90
    guide["A1"] = "Mỗi dòng một đồng chí. Thứ tự các cột thế nào cũng được; cột không có thì bỏ."
    for index, (heading, width, words) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(1, index, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="ECE8E1")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        letter = cell.column_letter
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].number_format = "@"  # dates stay as they are typed
        if words:
            guide.cell(guide.max_row + 1, 1, f"{heading}: {words}.")
    sheet.freeze_panes = "C2"
    guide.cell(
        guide.max_row + 1, 1, "Nhiều chi bộ: mỗi chi bộ một sheet mang tên chi bộ cũng được."
    )
    return _saved(book)
