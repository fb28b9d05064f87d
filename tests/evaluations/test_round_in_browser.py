"""A whole year of 25 cells, from its opening to the printed list: the office and one cell play all
that has to be clicked, the other cells repeat by the services what the first has done."""

import io
import re
import unicodedata
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from cells.models import Cell
from evaluations.models import Level, MemberRating, Round
from evaluations.services import committee as office
from tests import factories as make
from tests.documents.reading import squeezed
from tests.evaluations.acting import E, G, propose, rated, secretary_of
from tests.factories import PASSWORD, at

pytestmark = pytest.mark.django_db(transaction=True)
CELLS = 25


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(date(2026, 12, 10), 8, 0))


@pytest.fixture
def town(committee, cell_a) -> list[Cell]:
    """The cell of our secretary and 24 more."""
    others = [
        make.furnished_cell(committee, f"Chi bộ Thôn {number}", people=f"Thôn {number}")
        for number in range(1, CELLS)
    ]
    return [cell_a, *others]


def sign_in(page: Page, username: str) -> None:
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("a[href='/ratings/']").first).to_be_attached()


def open_the_year(page: Page) -> None:
    page.goto("/ratings/")
    page.get_by_role("link", name="Mở năm xếp loại").click()
    expect(page.get_by_label("Ngày chốt danh sách")).to_have_value("31/12/2026")
    page.get_by_role("button", name="Mở năm xếp loại").click()
    expect(page.get_by_text("Đã mở đợt xếp loại năm 2026.")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(CELLS)


def play_a_cell(page: Page) -> None:
    """What the secretary of one cell does, on a phone."""
    page.goto("/ratings/")
    page.get_by_role("link", name="Năm 2026").click()
    page.get_by_role("link", name="Viết báo cáo tập thể").click()
    page.get_by_label("Báo cáo kiểm điểm tập thể").fill("Chi bộ họp đủ 11 kỳ, đạt 9/11 chỉ tiêu.")
    page.get_by_label("Tự nhận mức").select_option(label="Hoàn thành tốt nhiệm vụ")
    page.get_by_label("Chủ trì khi kiểm điểm bí thư").select_option(label="Phan Thị Mai Bình")
    page.get_by_label("Tổ kiểm phiếu").fill("Hồ Thị Mai Chiến, Hồ Thị Mai Dung")
    page.get_by_role("button", name="Lưu").click()

    page.get_by_role("link", name="Ghi phiếu xếp loại chi bộ").click()
    votes = {"issued": 5, "collected": 5, "valid": 5, "votes_excellent": 0, "votes_good": 3,
             "votes_completed": 1, "votes_not_completed": 0}  # fmt: skip
    for name, number in votes.items():
        page.locator(f"[name=vote-{name}]").fill(str(number))
    expect(page.get_by_text("Còn thiếu 1 phiếu.")).to_be_visible()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Các mức cộng lại 4 phiếu, khác 5 phiếu hợp lệ.")).to_be_visible()
    page.locator("[name=vote-votes_good]").fill("4")
    expect(page.get_by_text("Khớp: 5 phiếu.")).to_be_visible()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã ghi kết quả biểu quyết của tập thể.")).to_be_visible()

    page.get_by_role("link", name="Hồ Thị Mai Chiến").click()
    page.get_by_role("link", name="Ghi kiểm điểm").click()
    page.get_by_label("Bản tự kiểm điểm").fill("Đã vận động 12 hộ; còn vắng một buổi.")
    page.get_by_label("Tự nhận mức").select_option(label="Hoàn thành xuất sắc nhiệm vụ")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã vận động 12 hộ; còn vắng một buổi.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Chi bộ Tổ dân phố 5")).first.click()

    page.get_by_role("link", name="Ghi phiếu đảng viên (còn 6)").click()
    page.locator("[name=issued]").fill("5")
    page.locator("[name=collected]").fill("5")
    rows = page.locator("[data-ballot-row]")
    for number in range(rows.count()):
        figures = [5, 4, 1, 0, 0] if number < 2 else [5, 0, 5, 0, 0]
        for place, figure in enumerate(figures):
            rows.nth(number).locator("input").nth(place).fill(str(figure))
    expect(page.get_by_text("Khớp: 5 phiếu.")).to_have_count(6)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("2. Đảng viên: 6/6 đã có mức đề nghị")).to_be_visible()
    expect(page.get_by_text(re.compile("Xuất sắc: 2; .* là 1: vượt 1"))).to_be_visible()
    expect(page.get_by_text("Đảng ủy cân đối khi công nhận")).to_be_visible()
    page.get_by_role("button", name="Gửi đề nghị lên Đảng ủy").click()
    expect(page.get_by_text("Đã gửi đề nghị xếp loại lên Đảng ủy.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def balance_and_ratify(page: Page, round_: Round, officer) -> None:
    """Fifty are proposed as excellent, thirty may be: the office gives its reasons twenty times."""
    page.goto(round_.get_absolute_url())
    page.get_by_role("link", name="Công nhận kết quả").click()
    expect(page.get_by_text(re.compile("Vượt tỷ lệ xuất sắc .* vượt 20"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Công nhận"))).to_have_count(0)
    page.goto(f"/ratings/{round_.pk}/members/?level=excellent")
    page.get_by_role("link", name="Lê Thôn 1 An").click()
    page.get_by_role("link", name="Mức công nhận").click()
    page.locator("[name=level]").select_option(label="Hoàn thành tốt nhiệm vụ")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Mức khác mức chi bộ đề nghị: xin ghi lý do.")).to_be_visible()
    page.locator("[name=reason]").fill("Cân đối chung toàn Đảng bộ")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("khác đề nghị")).to_be_visible()
    left = MemberRating.objects.filter(round=round_, proposed=E, ratified="")
    for row in left.select_related("cell_rating").order_by("pk")[:19]:
        office.decide(row, level=G, reason="Cân đối chung toàn Đảng bộ", by=officer)
    page.goto(f"/ratings/{round_.pk}/ratify/")
    page.get_by_role("button", name="Công nhận kết quả năm 2026").click()
    expect(page.get_by_text("Đã công nhận kết quả xếp loại")).to_be_visible()


def printed_list(page: Page) -> str:
    address = page.get_by_role("link", name="PDF").first.get_attribute("href")
    answer = page.request.get(address)
    assert answer.ok
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return unicodedata.normalize("NFC", "".join(one.extract_text() for one in pages))


def test_a_year_of_25_cells_from_its_opening_to_the_printed_list(
    page, phone_page, town, officer, secretary_a
):
    sign_in(page, "vanphong")
    open_the_year(page)
    round_ = Round.objects.get()

    sign_in(phone_page, "bithu-a")
    play_a_cell(phone_page)
    for cell in town[1:]:
        part = round_.cell_ratings.get(cell=cell)
        propose(part, [E, E, G, G, G, G], by=secretary_of(cell))

    balance_and_ratify(page, round_, officer)
    text = squeezed(printed_list(page))
    for cell in town:
        assert squeezed(cell.name) in text
    for row in rated(round_.cell_ratings.get(cell=town[0])):
        assert squeezed(row.name) in text
    levels = MemberRating.objects.filter(round=round_).values_list("ratified", flat=True)
    assert list(levels).count(Level.EXCELLENT) == 30

    phone_page.goto("/ratings/")
    phone_page.get_by_role("link", name="Năm 2026").click()
    expect(phone_page.get_by_text("Kết quả được công nhận ngày 10/12/2026")).to_be_visible()
    phone_page.get_by_role("button", name="Chi bộ đã nhận kết quả").click()
    expect(phone_page.get_by_text("đã nhận kết quả ngày 10/12/2026")).to_be_visible()
