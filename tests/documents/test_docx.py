import io
import zipfile

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn

from documents.blocks import Column, Paragraph, Run, Table
from documents.docx import write_docx
from documents.layouts import R2026
from tests.documents.reading import docx_of
from tests.documents.samples import TASKS, document, minutes, resolution

FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def test_the_page_has_the_official_size_and_margins():
    section = docx_of(minutes()).sections[0]
    measures = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    ]
    assert [round(measure.mm) for measure in measures] == [210, 297, 20, 20, 30, 15]


def test_a_wide_page_says_that_it_lies():
    section = docx_of(document(layout=R2026.landscape())).sections[0]
    assert section.orientation == 1
    assert round(section.page_width.mm) == 297


def test_every_style_in_use_is_times_new_roman_in_every_script():
    word = docx_of(minutes())
    for paragraph in word.paragraphs:
        fonts = paragraph.style.element.rPr.rFonts
        assert {fonts.get(qn(f"w:{slot}")) for slot in FONT_SLOTS} == {"Times New Roman"}


def test_running_text_has_the_official_size_spacing_and_indent():
    (paragraph,) = (p for p in docx_of(minutes()).paragraphs if p.text.startswith("Hôm nay"))
    form = paragraph.style.paragraph_format
    assert paragraph.style.font.size.pt == 14
    assert form.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert form.line_spacing.pt == 20
    assert form.space_after.pt == 6
    assert round(form.first_line_indent.mm) == 10
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY


def test_the_page_number_is_a_field_missing_on_the_first_page():
    section = docx_of(minutes()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml


def test_only_the_header_row_is_repeated_and_no_row_is_cut():
    table = docx_of(minutes()).tables[1]
    marks = [
        (
            row._tr.find(f".//{qn('w:tblHeader')}") is not None,
            row._tr.find(f".//{qn('w:cantSplit')}") is not None,
        )
        for row in table.rows
    ]
    assert marks == [(True, True)] + [(False, True)] * 33


@pytest.mark.parametrize(("rows", "kept"), [(6, [True] * 6 + [False]), (9, [False] * 10)])
def test_the_rows_of_a_small_table_stay_together(rows, kept):
    written = docx_of(document(Table([Column("Kết quả")], [["Đạt"]] * rows))).tables[0]
    first = [row.cells[0].paragraphs[0] for row in written.rows]
    assert [bool(one.paragraph_format.keep_with_next) for one in first] == kept


def test_the_widths_of_grid_and_cells_agree_and_fill_the_page():
    table = docx_of(document(TASKS)).tables[0]
    grid = [column.width for column in table.columns]
    assert sum(width.mm for width in grid) == pytest.approx(165, abs=0.5)
    assert all([cell.width for cell in row.cells] == grid for row in table.rows)


def test_the_letterhead_has_no_rules_but_one_under_the_party():
    table = docx_of(minutes()).tables[0]
    assert table.style.name == "Normal Table"
    party = table.rows[0].cells[1].paragraphs[0]
    assert party.text == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert party._p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}") is not None
    assert table._tbl.xml.count("<w:pBdr>") == 1


def test_signatures_stand_side_by_side_and_stay_with_the_text():
    word = docx_of(minutes())
    left, right = word.tables[-1].rows[0].cells
    assert [p.text for p in left.paragraphs][::2] == ["NGƯỜI GHI BIÊN BẢN", "Trần Thị Ngưỡng"]
    assert [p.text for p in right.paragraphs][::2] == ["CHỦ TRÌ HỘI NGHỊ", "Nguyễn Văn Ổn"]
    closing, spacer = word.paragraphs[-3:-1]
    assert closing.text.startswith("Biên bản đã được đọc")
    assert closing.paragraph_format.keep_with_next
    assert spacer.paragraph_format.keep_with_next


def test_runs_keep_their_faces():
    (paragraph,) = docx_of(
        document(Paragraph([Run("a", bold=True), Run("b", italic=True), Run("c")]))
    ).paragraphs
    assert [(r.text, r.bold, r.italic) for r in paragraph.runs] == [
        ("a", True, None),
        ("b", None, True),
        ("c", None, None),
    ]


def test_the_properties_come_from_the_document():
    properties = docx_of(minutes()).core_properties
    assert properties.title == "Biên bản sinh hoạt chi bộ tháng 02 năm 2026"
    assert properties.author == properties.last_modified_by == "Chi bộ Tổ dân phố 5"
    assert properties.language == "vi-VN"
    assert properties.comments == ""
    assert properties.created == properties.modified == minutes().created


def test_no_entry_of_the_file_tells_when_it_was_written():
    with zipfile.ZipFile(io.BytesIO(write_docx(resolution()))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
