"""How figures and typed text stand in the papers of a meeting."""

from decimal import Decimal

import pytest

from cells.text import figure
from documents.blocks import Bullets, Paragraph
from meetings.printing import words


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("12.00"), "12"),
        (Decimal("0.50"), "0,5"),
        (Decimal("1250.05"), "1.250,05"),
        (Decimal("9999999999.99"), "9.999.999.999,99"),
        (Decimal("100"), "100"),
        (0, "0"),
    ],
)
def test_figures_are_written_in_vietnamese(value, written):
    assert figure(value) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [(17, 20, "85%"), (9, 16, "56,3%"), (2, 3, "66,7%"), (0, 7, "0%"), (7, 7, "100%")],
)
def test_percentages_have_one_decimal_at_most(part, whole, written):
    assert words.percent(part, whole) == written


def test_a_share_of_nothing_has_no_percentage():
    assert words.share(0, 0) == "0/0"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Nhất trí", "Nhất trí."),
        ("Nhất trí.", "Nhất trí."),
        ("Hết./.", "Hết."),
        ("Hết ./.", "Hết."),
        ("Vì sao?", "Vì sao?"),
        ("Gồm:", "Gồm:"),
        ("Anh nói: “Được.”", "Anh nói: “Được.”"),
        ("Chờ...", "Chờ..."),
        ("  nhiều \n dòng ", "nhiều dòng."),
        ("", ""),
    ],
)
def test_a_line_ends_with_one_full_stop(typed, printed):
    assert words.sentence(typed) == printed


def test_typed_lines_become_paragraphs_and_lists():
    typed = "Mở đầu\n\n- một\n-Hai;\n– ba\n+ bốn\n+84 912 345\n-5 độ\n- 5 hộ\n-----\nHết"
    assert list(words.prose(typed)) == [
        Paragraph("Mở đầu."),
        Bullets(["một.", "Hai;", "ba."], "-"),
        Bullets(["bốn."], "+"),
        Paragraph("+84 912 345."),
        Paragraph("-5 độ."),
        Bullets(["5 hộ."], "-"),
        Paragraph("-----."),
        Paragraph("Hết."),
    ]


@pytest.mark.parametrize(
    ("parts", "written"), [(["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")]
)
def test_names_are_listed_as_in_speech(parts, written):
    assert words.enumeration(parts) == written
