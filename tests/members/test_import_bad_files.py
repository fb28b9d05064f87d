"""What cannot be imported is refused in clear words with its place, and nothing is written."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from members.models import RollImport
from members.services import imports
from tests.factories import TODAY, CellFactory
from tests.members import workbooks as make
from tests.members.importing import NOW, files_kept, outcomes, reasons, roll_now, sent

pytestmark = pytest.mark.django_db

AT_ONCE = {
    "a zip bomb": (make.bomb, "danh-sach.xlsx", "Tệp nén bất thường"),
    "a bomb that lies": (make.lying_bomb, "danh-sach.xlsx", "Tệp"),
    "macros": (make.with_macros, "danh-sach.xlsx", "Tệp có macro"),
    "xlsm": (make.workbook, "danh-sach.xlsm", "Tệp có macro"),
    "encrypted": (make.encrypted, "danh-sach.xlsx", "Tệp đặt mật khẩu"),
    "old Excel": (make.old_excel, "danh-sach.xls", "Excel đời cũ"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "danh-sach.xlsx", "Đây là tệp PDF"),
    "empty": (lambda: b"", "danh-sach.xlsx", "Tệp rỗng"),
    "text as a workbook": (lambda: b"abc", "danh-sach.xlsx", "không phải bảng tính"),
    "cut off": (lambda: make.workbook()[:900], "danh-sach.xlsx", "Tệp hỏng"),
    "another archive": (
        lambda: make.changed(b"PK\x05\x06" + b"\x00" * 18, "a.txt", lambda _: b"a"),
        "danh-sach.xlsx",
        "không phải bảng tính",
    ),
}
IN_THE_WORKER = {
    "300 columns": (make.wide, "Sheet “Sheet1” có 300 cột (đến cột KN)"),
    "a far cell": (make.far_cell, "có 16384 cột"),
    "no headings": (
        lambda: make.workbook(("a", "b"), head=("x", "y")),
        "không thấy dòng tiêu đề trong 10 dòng đầu",
    ),
    "headings alone": (lambda: make.workbook(("",)), "không có dòng nào ghi họ và tên"),
    "a broken part": (
        lambda: make.changed(make.workbook(), "xl/worksheets/sheet1.xml", lambda _: b"<worksheet"),
        "Tệp hỏng",
    ),
}


@pytest.mark.parametrize("what", AT_ONCE)
def test_a_file_of_another_kind_is_refused_beside_the_field(what, secretary_a):
    content, name, words = AT_ONCE[what]
    before = roll_now()
    with pytest.raises(ValidationError) as refused:
        imports.send(
            upload=make.upload(content(), name), cell=None, since=TODAY, now=NOW, by=secretary_a
        )
    assert words in refused.value.message_dict["file"][0]
    assert roll_now() == before
    assert not RollImport.objects.exists()
    assert files_kept() == 0


def test_a_file_of_50_megabytes_is_refused_with_its_size(secretary_a):
    upload = SimpleUploadedFile("danh-sach.xlsx", b"")
    upload.size = 50 * 1024 * 1024
    with pytest.raises(ValidationError) as refused:
        imports.send(upload=upload, cell=None, since=TODAY, now=NOW, by=secretary_a)
    assert "Tệp nặng 50,0 MB, lớn hơn 10 MB" in refused.value.message_dict["file"][0]


@pytest.mark.parametrize("what", IN_THE_WORKER)
def test_a_workbook_without_a_list_is_refused_as_a_whole(what, secretary_a):
    content, words = IN_THE_WORKER[what]
    before = roll_now()
    found = sent(content(), by=secretary_a)
    assert found.state == "refused"
    assert words in found.message
    assert roll_now() == before


MISTAKES = {
    "no such day": (
        {"birth": "29/02/2023"},
        "Sheet “Sheet1”, ô C2: Không có ngày 29/02/2023.",
    ),
    "born after admission": (
        {"birth": "19/05/1990", "admitted": "03/02/1985"},
        "Sheet “Sheet1”, ô E2: Ngày vào Đảng phải sau ngày sinh.",
    ),
    "under eighteen": (
        {"birth": "19/05/1990", "admitted": "03/02/2007"},
        "Sheet “Sheet1”, ô E2: Lúc này chưa đủ 18 tuổi",
    ),
    "official before admission": (
        {"admitted": "03/02/1985", "official": "03/02/1984"},
        "Sheet “Sheet1”, ô F2: Ngày chính thức không thể trước ngày vào Đảng.",
    ),
    "in the future": ({"admitted": "03/02/2030"}, "Sheet “Sheet1”, ô E2: Ngày này chưa đến."),
    "two figures of a year": (
        {"birth": "19/05/58"},
        "ô C2: “19/05/58”: xin ghi đủ bốn số của năm.",
    ),
    "no gender": ({"gender": "không rõ", "birth": 1960}, "ô D2: “không rõ” không phải Nam hay Nữ."),
    "a long card number": ({"card": "4" * 21}, "ô G2: Số thẻ dài quá 20 ký tự."),
    "an error of Excel": ({"birth": "#N/A", "card": "41"}, "ô C2: Ô báo lỗi của Excel"),
    "a day in the far past": ({"birth": "19/05/1858"}, "ô C2: Năm 1858 không đúng."),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_nothing_is_written(what, secretary_a):
    fields, words = MISTAKES[what]
    before = roll_now()
    found = sent(make.workbook(make.person("Nguyễn Hữu Thảo", **fields)), by=secretary_a)
    assert (found.state, found.refused) == ("ready", 1)
    assert words in reasons(found)[0]
    with pytest.raises(ValidationError):
        imports.confirm(found, seen=found.plan_hash, by=secretary_a)
    assert roll_now() == before


def test_two_rows_with_one_card_number_are_both_refused(secretary_a):
    found = sent(
        make.workbook(
            make.person("Trần Văn Một", birth=1958, card="42.1"),
            make.person("Trần Văn Hai", birth=1959, card="42.1"),
            make.person("Trần Văn Ba", birth=1960, card="42.3"),
        ),
        by=secretary_a,
    )
    assert list(outcomes(found).values()) == ["refused", "refused", "new"]
    assert reasons(found)[0] == (
        "Sheet “Sheet1”, ô G2: Hai dòng trong tệp cùng một số thẻ; dòng kia: "
        "Sheet “Sheet1”, dòng 3."
    )


def test_one_person_on_two_rows_is_refused_once(secretary_a):
    twice = make.person("Trần Văn Một", birth=1958)
    found = sent(make.workbook(twice, twice), by=secretary_a)
    assert [row.outcome for row in found.rows.all()] == ["new", "refused"]


def test_a_cell_that_does_not_exist_is_told(officer, cell_a):
    head = (*make.HEAD, "Chi bộ")
    people = ((*make.PEOPLE[0], "TDP 5"), (*make.PEOPLE[1], "TDP 99"))
    found = sent(make.workbook(*people, head=head), by=officer)
    assert list(outcomes(found).values()) == ["new", "refused"]
    assert reasons(found) == [
        "Sheet “Sheet1”, ô J3: Không có chi bộ “TDP 99” trong phạm vi của đồng chí."
    ]


def test_a_sheet_that_says_no_cell_is_told_where_there_are_several(officer, cell_a, cell_b):
    found = sent(make.workbook(make.PEOPLE[0]), by=officer)
    assert "Không biết dòng này của chi bộ nào (sheet “Sheet1”)" in reasons(found)[0]
    found = sent(make.workbook(make.PEOPLE[0]), by=officer, cell=cell_b)
    assert found.rows.get().cell == cell_b


def test_a_name_that_several_cells_have_is_told(officer, cell_a, committee):
    CellFactory(committee=committee, name="Tổ dân phố 05")
    found = sent(make.workbook(make.PEOPLE[0], sheet="x", head=make.HEAD), by=officer)
    assert found.refused == 1
    head = (*make.HEAD, "Chi bộ")
    found = sent(make.workbook((*make.PEOPLE[0], "TDP 5"), head=head), by=officer)
    assert "Có 2 chi bộ tên “TDP 5”" in reasons(found)[0]


class TestRights:
    def test_a_secretary_imports_into_her_own_cell_alone(self, secretary_a, cell_a, cell_b):
        head = (*make.HEAD, "Chi bộ")
        found = sent(make.workbook((*make.PEOPLE[0], cell_b.name), head=head), by=secretary_a)
        assert "Không có chi bộ" in reasons(found)[0]
        found = sent(make.workbook(make.PEOPLE[0], sheet="TDP 12"), by=secretary_a)
        assert "không thuộc phạm vi của đồng chí" in reasons(found)[0]
        with pytest.raises(ValidationError):
            sent(make.workbook(), by=secretary_a, cell=cell_b)

    @pytest.mark.parametrize("who", ["viewer", "overseer", "stranger"])
    def test_who_keeps_no_roll_sends_nothing(self, who, request, cell_a):
        user = request.getfixturevalue(who)
        with pytest.raises(Exception) as refused:
            sent(make.workbook(), by=user)
        assert type(refused.value).__name__ == "PermissionDenied"

    def test_a_member_of_another_committee_is_not_named(self, secretary_a, cell_a, cell_elsewhere):
        theirs = cell_elsewhere.memberships.first().member
        row = make.person(
            theirs.full_name, birth=theirs.birth_date, admitted=theirs.admitted_on,
            card=theirs.card_number,
        )  # fmt: skip
        found = sent(make.workbook(row), by=secretary_a)
        assert "ngoài phạm vi" in reasons(found)[0]
        assert cell_elsewhere.name not in reasons(found)[0]
