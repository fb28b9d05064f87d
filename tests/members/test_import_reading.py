"""Odd workbooks are read as people mean them."""

from datetime import date

import pytest

from members.importing import headings, legacy, values
from members.importing.cellnames import key
from members.models import Member, MembershipKind, OfficeKind
from tests.members import workbooks as make
from tests.members.importing import confirmed, outcomes, reasons, rows, sent

pytestmark = pytest.mark.django_db

NAMES = ["Nguyễn Hữu Thảo", "Đặng Thị Hường", "Phạm Quốc Vượng"]
ODD = {
    "titled": make.titled,
    "tcvn3": lambda: make.in_old_letters(make.in_tcvn3),
    "vni": lambda: make.in_old_letters(make.in_vni),
    "decomposed capitals": make.decomposed_capitals,
    "plain": make.workbook,
}
CSV = {
    "cp1258": lambda: make.as_csv("cp1258"),
    "utf-16": lambda: make.as_csv("utf-16"),
    "utf-16 without a mark": lambda: make.as_csv("utf-16-le"),
    "utf-8 with a mark": lambda: make.as_csv("utf-8-sig", sign=";"),
    "utf-8": lambda: make.as_csv("utf-8", sign="\t"),
    "tcvn3": lambda: make.as_csv("tcvn3"),
}


def check_people(found) -> None:
    """All three of PEOPLE are new, and stand in the roll as they should once written."""
    assert reasons(found) == []
    confirmed(found)
    people = [Member.objects.get(full_name=name) for name in NAMES]
    assert [one.birth_date for one in people] == [
        date(1958, 5, 19),
        date(1971, 9, 2),
        date(2001, 11, 7),
    ]
    assert [one.gender for one in people] == ["male", "female", "male"]
    assert [one.official_on for one in people] == [date(1986, 2, 3), date(2000, 5, 19), None]
    assert [one.card_number for one in people] == ["41.000001", "41.000002", "41.000003"]
    assert [one.standings.get().kind for one in people] == ["official", "official", "probationary"]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_workbook_is_read(name, secretary_a):
    found = sent(ODD[name](), by=secretary_a)
    assert (found.state, found.new, found.refused) == ("ready", 3, 0), found.message
    check_people(found)


@pytest.mark.parametrize("name", CSV)
def test_a_csv_is_read_in_its_encoding(name, secretary_a):
    found = sent(CSV[name](), by=secretary_a, name="danh sach.csv")
    assert (found.state, found.new, found.refused) == ("ready", 3, 0), found.message
    check_people(found)


def test_totals_and_signatures_are_no_members_and_are_told(secretary_a):
    found = sent(make.titled(), by=secretary_a)
    assert list(outcomes(found)) == NAMES
    assert any("bỏ qua dòng 7, 11, 13, 14, 17" in remark for remark in found.remarks)


def test_each_sheet_is_of_its_cell(officer, cell_a, cell_b):
    found = sent(make.sheet_for_each_cell(), by=officer)
    assert [row.cell for row in rows(found)] == [cell_a, cell_b]
    assert any("Hướng dẫn" in remark for remark in found.remarks)


def test_birth_dates_under_nam_and_nu_say_the_gender_too(secretary_a):
    found = sent(make.two_rows_of_headings(), by=secretary_a)
    assert (found.new, found.refused) == (2, 0), reasons(found)
    confirmed(found)
    people = Member.objects.filter(full_name__in=NAMES).order_by("birth_date")
    assert [(one.gender, one.birth_date.year, one.official_on.year) for one in people] == [
        ("male", 1958, 1986),
        ("female", 1971, 2000),
    ]
    assert any("Quê quán" in remark for remark in found.remarks)


def test_days_are_understood_in_every_spelling(secretary_a):
    found = sent(make.many_kinds_of_dates(), by=secretary_a)
    assert found.refused == 0, reasons(found)
    confirmed(found)
    people = Member.objects.filter(full_name__startswith="Trần Văn").order_by("card_number")
    assert [one.birth_date for one in people] == [
        date(1958, 5, 19),
        date(1958, 5, 19),
        date(1958, 1, 1),
        date(1958, 1, 1),
        date(1958, 5, 19),
    ]
    assert [one.admitted_on for one in people] == [
        date(1985, 2, 3),
        date(1985, 2, 1),
        *[date(1985, 2, 3)] * 3,
    ]
    notes = [row.plan["notes"] for row in rows(found)]
    assert any("chỉ ghi năm" in note for note in notes[2])


def test_a_name_in_two_columns_is_one_name(secretary_a):
    found = sent(make.name_in_two_columns(), by=secretary_a)
    assert outcomes(found) == {"Nguyễn Hữu Thảo": "new"}


def test_a_formula_counts_by_its_result(secretary_a):
    found = sent(make.with_formulas(results=True), by=secretary_a)
    confirmed(found)
    assert Member.objects.get(full_name="Nguyễn Hữu Thảo").card_number == "41000001"


def test_a_formula_without_result_is_refused_in_its_place(secretary_a):
    found = sent(make.with_formulas(results=False), by=secretary_a)
    assert found.refused == 1
    assert reasons(found)[0].startswith("Sheet “Sheet1”, ô G2: Công thức chưa có kết quả")


def test_hidden_sheets_are_passed_over_and_told(secretary_a):
    found = sent(make.with_hidden_sheet(), by=secretary_a)
    assert list(outcomes(found)) == ["Nguyễn Hữu Thảo"]
    assert "Bỏ qua sheet đang ẩn: “Đã chuyển đi”" in found.remarks[0]


def test_offices_of_the_cell_are_taken_over(officer, committee):
    from tests.factories import CellFactory

    cell = CellFactory(committee=committee, name="Chi bộ Trường Mầm non")
    found = sent(
        make.workbook(
            make.person("Trần Thị Một", birth=1970, admitted=1995, office="Bí thư"),
            make.person("Trần Thị Hai", birth=1971, admitted=1996, office="PBT"),
            make.person("Trần Thị Ba", birth=1972, admitted=1997, office="Trưởng thôn"),
        ),
        by=officer,
        cell=cell,
    )
    assert any("Trưởng thôn" in note for note in rows(found)[2].plan["notes"])
    confirmed(found)
    offices = cell.offices.order_by("member__birth_date").values_list("kind", flat=True)
    assert list(offices) == [OfficeKind.SECRETARY, OfficeKind.DEPUTY]
    assert set(cell.memberships.values_list("kind", flat=True)) == {MembershipKind.PRIMARY}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Họ, tên khai sinh", "full_name"),
        ("HO VA TEN", "full_name"),
        ("Ngày, tháng, năm sinh", "birth_date"),
        ("Năm sinh", "birth_date"),
        ("Ngày vào Đảng\n(kết nạp)", "admitted_on"),
        ("Ngày kết nạp", "admitted_on"),
        ("Ngày chính thức", "official_on"),
        ("Số thẻ ĐV", "card_number"),
        ("Số thẻ đảng viên", "card_number"),
        ("Chi bộ", "cell"),
        ("Chức vụ", "office"),
        ("Ghi chú", "note"),
        ("Dân tộc", "unkept"),
        ("Màu mắt", None),
    ],
)
def test_headings_are_known_in_their_usual_variants(heading, field):
    assert headings.field_of(heading) == field


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("TDP 05", "Chi bộ Tổ dân phố 5"),
        ("tdp5", "Chi bộ Tổ dân phố 5"),
        ("CB TO DAN PHO SO 5", "Chi bộ Tổ dân phố 5"),
    ],
)
def test_names_of_cells_are_known_in_their_usual_variants(said, means):
    assert key(said) == key(means)


@pytest.mark.parametrize("text", ["29/02/2023", "31/04/1990", "13/1990", "1/1/85", "hôm qua", "12"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        values.day_of(text)


@pytest.mark.parametrize(
    "text",
    ["Nguyễn Thị Hường", "Đặng Đình Phương", "Huỳnh Quốc Vượng", "Lê Thị Thuỷ", "Bùi Xuân Quý"],
)
def test_old_encodings_are_told_apart(text):
    texts = [text]
    assert legacy.encoding_of(texts) == legacy.UNICODE
    for name, spell in ((legacy.TCVN3, make.in_tcvn3), (legacy.VNI, make.in_vni)):
        old = spell(text)
        assert legacy.encoding_of([old]) == name, old
        assert legacy.modern(old, name) == text
