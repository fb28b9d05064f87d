"""Charts are drawn by Typst for every writer; workbooks hold the tables with figures as figures."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from documents import layouts
from documents.blocks import Chart, Column, Series, Table
from documents.formats import write
from documents.pdf import write_picture
from documents.preview import parts
from documents.stored import from_data, to_data
from documents.workbook import write_workbook
from tests.documents.reading import docx_text, pages_of, picture_rows
from tests.documents.samples import document

CHART = Chart(
    "line",
    "Dự họp qua các tháng",
    ["09/26", "10/26", "11/26"],
    [Series("Dự họp", [90, None, 92]), Series("Cụ thể", [60, 70.5, None])],
    top=100,
    unit="%",
)
BARS = Chart("bar", "Nhiệm vụ", ["10/26", "11/26"], [Series("Đúng kỳ", [3, 0])], top=4)


@pytest.mark.parametrize("chart", [CHART, BARS], ids=["line", "bar"])
def test_a_chart_stands_in_pdf_and_docx_with_its_caption(chart):
    paper = document(chart)
    words = " ".join(pages_of(paper))
    assert chart.caption in words
    assert all(series.name in words for series in chart.series)
    word = write(paper, "docx")[0]
    assert chart.caption in docx_text(paper)
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        (picture,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.read(picture).startswith(b"\x89PNG")
        assert "Dự họp 92% (11/26)" in archive.read("word/document.xml").decode() or chart is BARS


@pytest.mark.parametrize("chart", [CHART, BARS], ids=["line", "bar"])
def test_a_picture_has_room_below_for_marks_under_the_letters_of_its_legend(chart):
    rows = picture_rows(write_picture(chart, layouts.R2026))
    white = bytes([255]) * len(rows[0])
    assert all(row == white for row in rows[-3:]), "something is cut at the lower edge"
    assert any(row != white for row in rows)


def test_a_chart_on_the_screen_is_a_picture_with_words():
    (part,) = parts(document(CHART))
    assert part.extra.startswith("data:image/png;base64,")
    assert CHART.spoken == "Dự họp qua các tháng. Dự họp 92% (11/26); Cụ thể 70,5% (10/26)."


def test_a_chart_is_kept_as_data_and_back():
    again = from_data(to_data(CHART))
    assert write(document(again), "pdf") == write(document(CHART), "pdf")


@pytest.mark.parametrize(
    "wrong",
    [
        {"labels": []},
        {"series": []},
        {"top": 0},
        {"series": [Series("x", [1])]},
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(wrong):
    fields = {"labels": ["a", "b"], "series": [Series("x", [1, 2])], "top": 1} | wrong
    with pytest.raises(ValueError, match=r"chart|series"):
        Chart("line", "Tên", **fields)


def test_a_workbook_has_a_sheet_for_each_table_with_figures_that_can_be_counted():
    table = Table(
        [Column("Chi bộ"), Column("Số"), Column("Tỷ lệ"), Column("Ngày"), Column("Khác")],
        [
            ("Tổ dân phố 1", "1.234", "92%", "03/02/2026", "=1+1"),
            ("x", "−3", "1,5", "31/02/2026", ""),
        ],
        caption="Bảng: 1/2",
        total=("Cộng", "5", "", "", ""),
    )
    paper = document(table, CHART, table)
    content = write_workbook(paper)
    assert content == write_workbook(paper)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Bảng 1 2", "Dự họp qua các tháng", "Bảng 1 2 2"]
    rows = list(book["Bảng 1 2"].iter_rows(min_row=4, values_only=True))
    assert rows[0][:3] == ("Tổ dân phố 1", 1234, 0.92)
    assert rows[0][3].date() == date(2026, 2, 3)
    assert rows[0][4] == "'=1+1"
    assert rows[1][1:4] == (-3, 1.5, "31/02/2026")
    assert rows[2][1] == 5
    assert list(book["Dự họp qua các tháng"].iter_rows(min_row=4, values_only=True))[1] == (
        "10/26", None, 70.5,
    )  # fmt: skip


def test_thousands_of_a_chart_are_figures_in_its_sheet_and_have_their_point_on_paper():
    many = Chart("bar", "Nhiệm vụ", ["10/26"], [Series("Đúng kỳ", [12_345])], top=16_000)
    book = load_workbook(io.BytesIO(write_workbook(document(many))))
    assert book["Nhiệm vụ"]["B4"].value == 12_345
    assert "12.000" in " ".join(pages_of(document(many)))
    assert many.spoken == "Nhiệm vụ. Đúng kỳ 12.345 (10/26)."


def test_a_paper_without_tables_has_a_sheet_with_its_title():
    paper = document()
    book = load_workbook(io.BytesIO(write_workbook(paper)))
    assert book.worksheets[0]["A1"].value == paper.title
