"""Vague results and repeated words are told while they are typed, in a real browser."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.services import minutes, record
from tests.factories import PASSWORD, at
from tests.meetings.helpers import given_and_signed, held, planned

pytestmark = pytest.mark.django_db(transaction=True)

OCTOBER, NOVEMBER = date(2026, 10, 3), date(2026, 11, 3)
ROAD = (
    "Chi bộ bàn việc làm đường ngõ ba dài hai trăm mét, mỗi hộ góp ba ngày công, tổ trưởng lập "
    "danh sách những hộ chưa thống nhất về mức đóng góp."
)


@pytest.fixture
def meeting(cell_a, secretary_a, monkeypatch):
    """November's meeting, open: October spoke of the road and handed out the lamps."""
    monkeypatch.setattr(timezone, "now", lambda: at(NOVEMBER, 19, 40))
    october = held(planned(cell_a, secretary_a, day=OCTOBER), secretary_a, conclusion=ROAD)
    minutes.sign(october, now=at(OCTOBER, 22), by=secretary_a)
    given_and_signed(cell_a, secretary_a, day=OCTOBER, target=30, unit="hộ", due=NOVEMBER)
    november = planned(cell_a, secretary_a, day=NOVEMBER)
    return record.conduct(november, values={"started_at": at(NOVEMBER)}, by=secretary_a)


@pytest.fixture
def workspace(page, meeting, secretary_a) -> Page:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", secretary_a.username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/dashboards/**")
    page.goto(meeting.get_absolute_url())
    return page


def test_a_vague_result_is_hinted_and_a_specific_one_takes_the_hint_away(workspace):
    card = workspace.locator("#reviews .hmk-cards > li").first
    hint, result = card.locator(".hmk-hint"), card.locator("[name$='-result']")
    card.locator("label:has-text('Hoàn thành')").first.click()
    expect(hint).to_contain_text("Còn chung chung: chưa ghi kết quả")
    result.fill("Cơ bản xong.")
    result.press("Tab")
    expect(hint).to_contain_text("quá ngắn")
    expect(hint).to_contain_text("đạt 30/30 hộ")
    expect(hint.locator("[data-use-template]")).to_have_count(0)
    result.fill("Đã lắp 12 bóng đèn ở ngõ 3, thu đủ tiền của 28/30 hộ.")
    result.press("Tab")
    expect(hint).to_contain_text("Kết quả đã cụ thể")
    expect(hint).not_to_contain_text("chung chung")


def test_the_example_fills_an_empty_result_only_and_waits_for_its_blanks(workspace, meeting):
    card = workspace.locator("#reviews .hmk-cards > li").first
    hint, result = card.locator(".hmk-hint"), card.locator("[name$='-result']")
    button = hint.locator("[data-use-template]")
    result.fill("Đã có vài")
    button.dispatch_event("click")
    expect(result).to_have_value("Đã có vài")
    result.fill("")
    button.click()
    expect(result).to_have_value(
        "Vận động các hộ ngõ 3 góp tiền lắp đèn đường: đạt [mấy]/30 hộ, xong ngày [ngày] (thời hạn "
        "03/11/2026); đồng chí Hồ Thị Mai Dung chủ trì, [đã làm những gì]."
    )
    expect(result).to_be_focused()
    expect(hint).to_contain_text("còn chỗ trong ngoặc vuông chưa điền")
    assert meeting.reviews.get().result.count("[") == 3


def test_a_repeated_passage_is_marked_as_soon_as_it_is_saved(workspace):
    notes = workspace.locator("#contents textarea").nth(2)
    notes.fill(f"Tháng này mưa nhiều, nước ngập đầu ngõ. {ROAD}")
    notes.press("Tab")
    line = workspace.locator("#monotony-line")
    expect(line).to_contain_text("với 1 kỳ gần nhất")
    line.click()
    mark = workspace.locator("#monotony mark")
    expect(mark).to_have_text(ROAD.rstrip("."))
    expect(workspace.locator("#monotony-texts")).to_contain_text("(kỳ 03/10/2026)")
    expect(workspace.locator("#monotony-closing")).to_contain_text("với 1 kỳ gần nhất")
    notes.fill("Tháng này mưa nhiều, nước ngập đầu ngõ, bà con tự khơi cống trong hai buổi sáng.")
    notes.press("Tab")
    expect(mark).to_have_count(0)
    expect(workspace.locator("#monotony")).to_have_attribute("open", "")
