from datetime import date

import pytest

from documents.wording import (
    document_number,
    issuer_lines,
    kind_of_committee,
    letters_of_committee,
    long_date,
    place_date,
    short_date,
)


@pytest.mark.parametrize(
    ("number", "kind", "issuer", "written"),
    [
        (1, "NQ", "CB", "Số 01-NQ/CB"),
        (9, "BB", "CB", "Số 09-BB/CB"),
        (10, "KL", "CB", "Số 10-KL/CB"),
        (118, "BC", "ĐU", "Số 118-BC/ĐU"),
    ],
)
def test_a_number_has_no_colon_and_a_zero_under_ten(number, kind, issuer, written):
    assert document_number(number, kind, issuer) == written


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ĐẢNG ỦY THỊ TRẤN HƯƠNG KHÊ", "ĐẢNG ỦY\nTHỊ TRẤN HƯƠNG KHÊ"),
        ("ĐẢNG ỦY XÃ HƯƠNG KHÊ", "ĐẢNG ỦY XÃ HƯƠNG KHÊ"),
        ("CHI BỘ ĐẢNG ỦY THỊ TRẤN HƯƠNG KHÊ", "CHI BỘ ĐẢNG ỦY THỊ TRẤN HƯƠNG KHÊ"),
    ],
)
def test_a_long_name_of_a_committee_breaks_after_what_it_is(name, lines):
    assert issuer_lines(name) == lines


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 3), "ngày 03 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 10), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_only_days_under_ten_and_the_months_one_and_two_take_a_zero(day, written):
    assert long_date(day) == written


def test_the_place_stands_before_the_date():
    assert place_date("Hương Khê", date(2026, 2, 3)) == "Hương Khê, ngày 03 tháng 02 năm 2026"


def test_a_short_date_has_two_digits_throughout():
    assert short_date(date(2026, 3, 9)) == "09/03/2026"


@pytest.mark.parametrize(
    ("name", "kind", "letters"),
    [
        ("Đảng ủy xã Hương Khê", "Đảng ủy", "ĐU"),
        ("Huyện ủy Hương Khê", "Huyện ủy", "HU"),
        ("Tỉnh ủy Hà Tĩnh", "Tỉnh ủy", "TU"),
        ("Ban Thường vụ", "Đảng ủy", "ĐU"),
    ],
)
def test_a_committee_signs_and_numbers_as_what_it_is(name, kind, letters):
    assert (kind_of_committee(name), letters_of_committee(name)) == (kind, letters)
