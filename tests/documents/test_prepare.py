import unicodedata
from datetime import datetime

import pytest

from documents.blocks import (
    Bullets,
    Column,
    Heading,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)
from documents.layouts import R2018, R2026
from documents.prepare import clean, column_widths_mm, evenly_broken, prepared
from tests.documents.samples import document


def texts(*blocks) -> list[str]:
    return ["".join(run.text for run in block.runs) for block in prepared(document(*blocks)).blocks]


def test_text_is_composed():
    assert clean(unicodedata.normalize("NFD", "Tiếng Việt Đặng")) == "Tiếng Việt Đặng"


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x1b", "\ud800", "\ufffe", "\u202e", "\ufeff"]
)
def test_what_cannot_be_seen_or_written_is_left_out(character):
    assert clean(f"a{character}b") == "ab"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_every_kind_of_line_end_is_one_line_end(end):
    assert clean(f"a{end}b") == "a\nb"


def test_tabs_and_rows_of_spaces_become_one_space():
    assert clean("a \t  b\u3000c") == "a b c"


def test_a_hard_space_stays():
    assert clean("10\u00a0mm") == "10\u00a0mm"


def test_lines_of_a_paragraph_become_paragraphs_without_empty_ones():
    assert texts(Paragraph("một\n\n hai \nba")) == ["một", " hai ", "ba"]


def test_a_line_break_within_a_run_keeps_the_face_of_each_half():
    (first, second) = prepared(
        document(Paragraph([Run("a", bold=True), Run("b\nc", italic=True)]))
    ).blocks
    assert first.runs == (Run("a", bold=True), Run("b", italic=True))
    assert second.runs == (Run("c", italic=True),)


def test_bullets_become_paragraphs_with_the_marker():
    assert texts(Bullets(["một", [Run("hai", bold=True)]], marker="+")) == ["+ một", "+ hai"]


def test_only_the_paragraph_before_a_signature_stays_with_it():
    end = Signatures(right=Signature(["BÍ THƯ"]))
    blocks = prepared(document(Paragraph("một"), Paragraph("hai"), end)).blocks
    assert [block.keep_with_next for block in blocks[:2]] == [False, True]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("CHI BỘ TRƯỜNG MẦM NON THẠCH ĐÀI", "CHI BỘ TRƯỜNG\nMẦM NON THẠCH ĐÀI"),
        ("CHI BỘ TRƯỜNG TIỂU HỌC HƯƠNG KHÊ", "CHI BỘ TRƯỜNG\nTIỂU HỌC HƯƠNG KHÊ"),
        (
            "CHI BỘ TRƯỜNG TRUNG HỌC CƠ SỞ HƯƠNG KHÊ",
            "CHI BỘ TRƯỜNG TRUNG HỌC\nCƠ SỞ HƯƠNG KHÊ",
        ),
        ("CHI BỘ TỔ DÂN PHỐ PHÚ THƯỢNG SỐ 12", "CHI BỘ TỔ DÂN PHỐ\nPHÚ THƯỢNG SỐ 12"),
    ],
)
def test_a_long_name_is_broken_between_words_into_lines_of_like_length(name, lines):
    assert evenly_broken(name, 26) == lines


def test_a_name_is_broken_within_a_word_rather_than_on_one_line_more():
    assert evenly_broken("XXXX XXXX TIỂU HỌC XXXX XXX", 15) == "XXXX XXXX TIỂU\nHỌC XXXX XXX"


def test_a_name_that_fits_stays_on_its_line():
    assert evenly_broken("CHI BỘ TỔ DÂN PHỐ 5", 27) == "CHI BỘ TỔ DÂN PHỐ 5"


def test_column_widths_fill_the_text_width():
    assert column_widths_mm([1, 2, 2], 165) == [33, 66, 66]


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="2 cells in 1 columns"):
        Table([Column("TT")], [["1", "2"]])


def test_a_total_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="cells"):
        Table([Column("TT")], [["1"]], total=[])


def test_a_column_without_width_is_refused():
    with pytest.raises(ValueError, match="wider"):
        Table([Column("TT", 0)], [])


def test_a_fourth_level_of_headings_is_refused():
    with pytest.raises(ValueError, match="level"):
        Heading("a", 4)


def test_a_time_of_creation_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        document(created=datetime(2026, 2, 3))  # noqa: DTZ001


def test_each_layout_names_its_source_and_only_the_read_one_is_confirmed():
    assert "399-QĐ/TW" in R2026.source
    assert "66-QĐ/TW" in R2018.source
    assert (R2026.confirmed, R2018.confirmed) == (True, False)


def test_the_lines_of_every_layout_are_within_the_rule():
    assert all(18 <= layout.line_pt <= 22 for layout in (R2026, R2018))


def test_a_page_on_its_side_keeps_the_binding_margin():
    wide = R2026.landscape()
    assert (wide.page_width_mm, wide.page_height_mm, wide.top_mm) == (297, 210, 30)
    assert wide.text_width_mm == 257
