"""The roll leaves as a file: with what its reader may see, neutral, and noted."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from members.models import LookKind, MemberLook
from tests.factories import (
    MemberFactory,
    MembershipFactory,
    RoleFactory,
    UserFactory,
    member_of,
)
from tests.members.importing import outcomes, reasons, sent

PARTICULARS = {"Ngày sinh", "Số thẻ đảng viên", "Điện thoại", "Ghi chú"}
XLSX = reverse("members:export", args=["xlsx"])
CSV = reverse("members:export", args=["csv"])


def body(response) -> bytes:
    assert response.status_code == 200, response
    return b"".join(response)


def table(client, asked=None) -> list[dict]:
    """The rows of the CSV by heading."""
    text = body(client.get(CSV, asked)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def exports() -> list[MemberLook]:
    return list(MemberLook.objects.filter(kind=LookKind.EXPORT).order_by("pk"))


@pytest.fixture
def everything(cell_a):
    return member_of(
        cell_a,
        "Trần Thị Đủ",
        gender="female",
        phone="0912 345 678",
        note="=HYPERLINK(1)",
        card_number="40.777777",
        standings=("away",),
        office="committee_member",
    )


class TestColumns:
    def test_the_secretary_gets_all(self, client_of, secretary_a, everything, cell_a):
        row = next(r for r in table(client_of(secretary_a)) if r["Họ và tên"] == "Trần Thị Đủ")
        assert row == {
            "TT": "4", "Họ và tên": "Trần Thị Đủ", "Ngày sinh": "19/05/1958", "Giới tính": "Nữ",
            "Ngày vào Đảng": "03/02/1985", "Ngày chính thức": "03/02/1986",
            "Số thẻ đảng viên": "40.777777", "Chi bộ": cell_a.name, "Chức vụ": "Chi ủy viên",
            "Loại đảng viên": "Chính thức", "Tình trạng sinh hoạt": "Đi làm ăn xa",
            "Điện thoại": "0912 345 678", "Ghi chú": "'=HYPERLINK(1)",
        } | {"TT": row["TT"]}  # fmt: skip

    @pytest.mark.parametrize("name", ["officer", "viewer"])
    def test_who_sees_no_particulars_gets_no_such_columns(
        self, request, name, client_of, everything
    ):
        client = client_of(request.getfixturevalue(name))
        rows = table(client)
        assert rows
        assert not PARTICULARS & rows[0].keys()
        for url in (XLSX, CSV):
            sent = body(client.get(url))
            assert b"40.777777" not in sent
            assert b"1958" not in sent
        sheet = load_workbook(io.BytesIO(body(client.get(XLSX)))).active
        assert not PARTICULARS & {cell.value for cell in sheet[1]}

    def test_who_keeps_one_cell_and_reads_all_sees_only_its_own(
        self, client_of, secretary_a, committee, cell_a, cell_b
    ):
        RoleFactory(user=secretary_a, kind="viewer", committee=committee)
        rows = table(client_of(secretary_a))
        assert {r["Chi bộ"] for r in rows if r["Ngày sinh"]} == {cell_a.name}
        assert {r["Chi bộ"] for r in rows if not r["Ngày sinh"]} == {cell_b.name}

    def test_the_order_is_vietnamese_cell_by_cell(self, client_of, officer, cell_a, cell_b):
        rows = table(client_of(officer))
        assert [r["Họ và tên"].split()[-1] for r in rows[:6]] == [
            "An", "Bình", "Chiến", "Dung", "Đức", "Em",
        ]  # fmt: skip
        assert [r["Chi bộ"] for r in rows] == [cell_a.name] * 6 + [cell_b.name] * 6
        assert [r["TT"] for r in rows] == [str(n) for n in range(1, 13)]


class TestWhat:
    def test_only_what_the_list_shows(self, client_of, officer, cell_a, cell_b, cell_elsewhere):
        client = client_of(officer)
        assert len(table(client)) == 12
        assert len(table(client, {"cell": cell_a.pk})) == 6
        assert [r["Họ và tên"] for r in table(client, {"q": "mai duc"})] == ["Hồ Thị Mai Đức"]
        found = table(client, {"standing": "probationary"})
        assert {r["Loại đảng viên"] for r in found} == {"Dự bị"}
        assert not table_or_nothing(client, {"cell": cell_elsewhere.pk, "q": "Quang Lạ"})

    def test_of_an_earlier_day(self, client_of, secretary_a, cell_a):
        member_of(cell_a, "Trần Thị Xưa", until=date(2024, 1, 1))
        names = [r["Họ và tên"] for r in table(client_of(secretary_a), {"day": "31/12/2023"})]
        assert "Trần Thị Xưa" in names

    def test_a_guest_is_told_as_one(self, client_of, secretary_a, cell_a):
        MembershipFactory(
            member=MemberFactory(full_name="Trần Khách"), cell=cell_a, kind="temporary"
        )
        row = next(r for r in table(client_of(secretary_a)) if r["Họ và tên"] == "Trần Khách")
        assert row["Tình trạng sinh hoạt"] == "Sinh hoạt tạm thời"

    def test_nothing_to_export_leads_back(self, client_of, secretary_a, stranger):
        for user, asked in ((secretary_a, {"q": "khong co ai"}), (stranger, {})):
            response = client_of(user).get(XLSX, asked, follow=True)
            assert "Không có đảng viên nào để xuất" in response.content.decode()
        assert not exports()

    @pytest.mark.parametrize("asked", [{"day": "29/02/2023"}, {"standing": "ghost"}])
    def test_what_cannot_be_understood_leads_back_to_its_fault(self, client_of, officer, asked):
        response = client_of(officer).get(CSV, asked)
        assert response.status_code == 302
        assert not exports()

    def test_other_formats_are_not_there(self, client_of, officer):
        assert client_of(officer).get(reverse("members:export", args=["ods"])).status_code == 404

    def test_the_name_of_the_file(self, client_of, officer, cell_a):
        response = client_of(officer).get(XLSX, {"cell": cell_a.pk, "day": "01/02/2026"})
        body(response)
        assert response["Content-Disposition"] == (
            'attachment; filename="danh-sach-dang-vien-chi-bo-to-dan-pho-5-2026-02-01.xlsx"'
        )
        assert response["Cache-Control"] == "private, no-store"


def table_or_nothing(client, asked) -> list:
    response = client.get(CSV, asked)
    return list(response) if response.status_code == 200 else []


class TestLog:
    def test_of_one_cell(self, client_of, secretary_a, officer, cell_a):
        body(client_of(secretary_a).get(XLSX, {"standing": "official"}))
        (line,) = exports()
        assert (line.user, line.cell, line.committee, line.number) == (secretary_a, cell_a, None, 5)
        assert line.what == ("Danh sách đảng viên ngày 23/11/2026, XLSX, tình trạng Chính thức")
        page = client_of(officer).get(reverse("members:looks")).content.decode()
        assert line.what in page
        assert "5 đồng chí" in page

    def test_each_office_reads_of_its_own(
        self, client_of, upper_committee, officer, other_officer, cell_a, cell_b, cell_elsewhere
    ):
        above = UserFactory()
        RoleFactory(user=above, kind="viewer", committee=upper_committee)
        body(client_of(above).get(CSV))
        assert {(one.committee, one.number) for one in exports()} == {
            (cell_a.committee, 12),
            (cell_elsewhere.committee, 6),
        }
        for user in (officer, other_officer):
            page = client_of(user).get(reverse("members:looks"))
            assert page.context["page"].paginator.count == 1

    def test_each_time_anew(self, client_of, secretary_a):
        client = client_of(secretary_a)
        for url in (XLSX, CSV, XLSX):
            body(client.get(url))
        assert len(exports()) == 3

    def test_a_long_question_fits_into_the_log(self, client_of, officer, cell_a):
        client_of(officer).get(CSV, {"q": "x" * 100})
        body(client_of(officer).get(CSV, {"q": "Thị", "standing": "official"}))
        assert len(exports()[0].what) <= 200


@pytest.mark.parametrize(("url", "name"), [(XLSX, "roll.xlsx"), (CSV, "roll.csv")])
def test_an_import_knows_it_again_and_finds_nothing_new(client_of, secretary_a, cell_a, url, name):
    member_of(cell_a, "Trần Thị Đủ", gender="female", standings=("away",), office="deputy")
    content = body(client_of(secretary_a).get(url))
    found = sent(content, by=secretary_a, name=name)
    assert set(outcomes(found).values()) == {"same"}, reasons(found)
    assert len(outcomes(found)) == 7


@pytest.mark.parametrize("url", [XLSX, CSV])
def test_costs_the_same_for_twice_as_many(url, client_of, officer, cell_a, cell_b):
    client = client_of(officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            body(client.get(url))
        return len(captured)

    cost()  # the first visit writes the session
    before = cost()
    for _ in range(12):
        member_of(cell_a, standings=("away",))
    assert cost() == before


def test_the_list_offers_it(client_of, officer, cell_a):
    page = client_of(officer).get(reverse("members:list"), {"cell": cell_a.pk, "q": "mai"})
    assert f"{XLSX}?cell={cell_a.pk}&amp;q=mai" in page.content.decode()
