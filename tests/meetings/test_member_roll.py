"""The printed roll of a cell says the same in both formats, to whom it may say it, and is noted."""

from datetime import date

import pytest
from django.urls import reverse
from freezegun import freeze_time

from documents.blocks import Table
from documents.layouts import R2026
from meetings import printing, queries
from meetings.printing.member_roll import totals
from members.exporting import fields_of
from members.models import LookKind, MemberLook
from members.queries import roll
from tests.factories import MemberFactory, MembershipFactory, member_of
from tests.meetings.helpers import NOW
from tests.meetings.papers import in_order, said
from tests.members.test_lists import cost

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def printed(cell, *, day=TODAY, particulars=True):
    return printing.member_roll(
        cell,
        queries.regime_on(TODAY),
        fields_of(roll(cell, day)),
        day=day,
        today=TODAY,
        particulars=particulars,
        secretary="Lê Thị Mai An",
        created=NOW,
    )


@pytest.fixture
def full_cell(cell_a):
    member_of(cell_a, "Đỗ Thị Xa", standings=("away", "exempted"), card_number="40.555555")
    member_of(cell_a, "Đỗ Thị Nơi Khác", standings=("elsewhere",))
    MembershipFactory(member=MemberFactory(full_name="Trần Khách"), cell=cell_a, kind="temporary")
    return cell_a


def test_inside_the_cell_it_has_everything(full_cell):
    document = printed(full_cell)
    assert document.layout == R2026.landscape()
    in_order(
        said(document),
        "ĐẢNG BỘ THỊ TRẤN HƯƠNG THỬ", "CHI BỘ TỔ DÂN PHỐ 5", "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Hương Thử, ngày 23 tháng 11 năm 2026", "DANH SÁCH ĐẢNG VIÊN", "Tính đến ngày 23/11/2026",
        "Lê Thị Mai An", "19/05/1958", "03/02/1985", "03/02/1986", "40.", "Bí thư",
        "Đỗ Thị Xa", "40.555555", "Được miễn công tác và sinh hoạt đảng; Đi làm ăn xa",
        "Tổng số: 8 đảng viên; chính thức 7, dự bị 1, được miễn công tác và sinh hoạt đảng 1, "
        "đi làm ăn xa 1, sinh hoạt tạm thời nơi khác 1.",
        "Đảng viên nơi khác đến sinh hoạt tạm thời", "Trần Khách",
        "Sinh hoạt tạm thời tại chi bộ: 1 đồng chí, không tính vào đảng số của chi bộ.",
        "Nơi nhận:", "- Đảng ủy thị trấn Hương Thử,", "- Lưu Chi bộ.",
        "T/M CHI BỘ", "BÍ THƯ", "Lê Thị Mai An",
    )  # fmt: skip


def test_names_stand_the_vietnamese_way(cell_a):
    (table,) = (block for block in printed(cell_a).blocks if isinstance(block, Table))
    given = [row[1].split()[-1] for row in table.rows]
    assert given == ["An", "Bình", "Chiến", "Dung", "Đức", "Em"]


def test_from_outside_it_has_no_birth_date_and_no_card_number(full_cell):
    document = printed(full_cell, particulars=False)
    text = said(document)
    assert document.layout == R2026
    assert "03/02/1985" in text
    for hidden in ("1958", "40.", "Ngày sinh", "Số thẻ"):
        assert hidden not in text


def test_of_an_earlier_day_and_of_nobody(cell_a):
    member_of(cell_a, "Trần Thị Xưa", until=date(2024, 1, 1))
    before = said(printed(cell_a, day=date(2023, 12, 31)))
    assert "Trần Thị Xưa" in before
    assert "Tính đến ngày 31/12/2023" in before
    assert "Trần Thị Xưa" not in said(printed(cell_a))
    assert "chi bộ không có đảng viên" in said(printed(cell_a, day=date(1990, 1, 1)))


def test_women_are_counted_where_it_is_known_of_all(cell_a):
    rows = fields_of(roll(cell_a, TODAY))
    assert "nữ" not in totals(rows)
    for number, row in enumerate(rows):
        row["member__gender"] = "female" if number < 2 else "male"
    assert "nữ 2" in totals(rows)


@freeze_time(NOW)
class TestPage:
    def get(self, client, cell, file_format="pdf", **asked):
        return client.get(reverse("meetings:member-roll", args=[cell.pk, file_format]), asked)

    @pytest.mark.parametrize("file_format", ["pdf", "docx"])
    def test_each_print_is_noted(self, client_of, secretary_a, cell_a, file_format):
        response = self.get(client_of(secretary_a), cell_a, file_format, day="01/02/2026")
        assert response.status_code == 200
        assert (
            f"danh-sach-dang-vien-chi-bo-to-dan-pho-5-2026-02-01.{file_format}"
            in (response["Content-Disposition"])
        )
        line = MemberLook.objects.get(kind=LookKind.EXPORT)
        assert (line.user, line.cell, line.number) == (secretary_a, cell_a, 6)
        assert line.what == (f"Danh sách đảng viên ngày 01/02/2026, bản in {file_format.upper()}")

    def test_a_day_that_is_none_leads_to_the_list_that_says_so(
        self, client_of, secretary_a, cell_a
    ):
        response = self.get(client_of(secretary_a), cell_a, day="31/02/2026")
        assert response.status_code == 302
        assert response.url.startswith(reverse("members:list"))
        assert not MemberLook.objects.exists()

    def test_costs_the_same_for_twice_as_many(self, client_of, secretary_a, cell_a):
        client = client_of(secretary_a)
        url = reverse("meetings:member-roll", args=[cell_a.pk, "docx"])
        before = cost(client, url)
        for _ in range(6):
            member_of(cell_a, standings=("away",))
        assert cost(client, url) == before
