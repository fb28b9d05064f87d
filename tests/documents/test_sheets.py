"""Tables as XLSX and CSV: what goes in comes out, and nothing of it is a formula."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from documents.sheets import BOM, SheetColumn, neutral, write_sheet

COLUMNS = [SheetColumn("TT", 6), SheetColumn("Họ và tên"), SheetColumn("Ngày sinh")]
ROWS = [[1, "Nguyễn Thị Ánh", date(1958, 5, 19)], [2, "", None]]
FORMULAS = ["=1+1", "+84 912", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"]


def written(rows, file_format) -> bytes:
    with write_sheet(COLUMNS, iter(rows), title="Danh sách", file_format=file_format) as file:
        return file.read()


def cells(rows) -> list[list]:
    sheet = load_workbook(io.BytesIO(written(rows, "xlsx"))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def lines(rows) -> list[list[str]]:
    text = written(rows, "csv").decode()
    assert text.startswith(BOM)
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_points_are_figures_that_can_be_counted():
    rows = [[Decimal("79.50"), "x", None]]
    assert cells(rows)[1][0] == 79.5
    assert lines(rows)[1][0] == "79,50"


def test_a_wide_sheet_prints_across_the_page_with_its_heading():
    sheet = load_workbook(io.BytesIO(written(ROWS, "xlsx"))).active
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_xlsx_has_a_heading_and_real_dates():
    sheet = load_workbook(io.BytesIO(written(ROWS, "xlsx"))).active
    assert [cell.value for cell in sheet[1]] == ["TT", "Họ và tên", "Ngày sinh"]
    assert sheet["B2"].value == "Nguyễn Thị Ánh"
    assert sheet["C2"].value.date() == date(1958, 5, 19)
    assert sheet["C2"].number_format == "dd/mm/yyyy"
    assert (sheet.title, sheet.freeze_panes) == ("Danh sách", "A2")


def test_several_dates_of_a_row_stay_apart():
    days = [date(1960, 1, 1), date(1985, 2, 3), date(1986, 2, 3)]
    columns = [SheetColumn(str(number)) for number in range(3)]
    with write_sheet(columns, [days, days[::-1]], title="x", file_format="xlsx") as file:
        sheet = load_workbook(file).active
        read = [[cell.value.date() for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert read == [days, days[::-1]]


def test_csv_is_read_by_excel():
    assert lines(ROWS) == [
        ["TT", "Họ và tên", "Ngày sinh"],
        ["1", "Nguyễn Thị Ánh", "19/05/1958"],
        ["2", "", ""],
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_is_neutral(text):
    sheet = load_workbook(io.BytesIO(written([[1, text, None]], "xlsx"))).active
    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].value.startswith("'")
    assert lines([[1, text, None]])[1][1].startswith("'")


@given(st.text(max_size=40))
def test_no_text_breaks_a_file_or_becomes_a_formula(text):
    assert not neutral(text).lstrip().startswith(("=", "+", "-", "@"))
    sheet = load_workbook(io.BytesIO(written([[1, text, None]], "xlsx"))).active
    assert sheet["B2"].data_type in {"s", "n", "inlineStr"}
    assert len(lines([[1, text, None]])) == 2


def test_another_format_is_a_fault():
    with pytest.raises(KeyError):
        written(ROWS, "ods")


def test_rows_are_taken_one_by_one_and_a_long_file_leaves_the_memory():
    taken = []

    def endless():
        for number in range(60_000):
            taken.append(number)
            yield [number, "Nguyễn Thị Ánh " * 3, None]

    with write_sheet(COLUMNS, endless(), title="x", file_format="csv") as file:
        assert file._rolled, "the file is on the disk"
        assert len(taken) == 60_000
