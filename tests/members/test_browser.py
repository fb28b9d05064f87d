"""On a phone, by hand: sign in, find the way, mistype, mend, and print."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from members.models import Member
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, username: str) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.locator("summary").first).to_be_visible()


def fits(page: Page) -> bool:
    """Nothing has to be pushed sideways, and every target is large enough for a thumb."""
    return page.evaluate(
        """() => {
          const wide = document.documentElement.scrollWidth > window.innerWidth;
          const small = [...document.querySelectorAll("main button, main .btn, main summary")]
            .filter((one) => one.offsetHeight && one.offsetHeight < 44);
          return !wide && small.length === 0;
        }"""
    )


def test_every_page_fits_a_phone(phone_page, secretary_a, cell_a, member_a):
    sign_in(phone_page, secretary_a.username)
    for address in (
        reverse("cells:detail", args=[cell_a.pk]),
        reverse("members:list"),
        reverse("members:add", args=[cell_a.pk]),
        reverse("members:detail", args=[member_a.pk]),
        reverse("members:edit", args=[member_a.pk]),
        reverse("members:act-menu", args=[member_a.pk]),
        reverse("members:act", args=[member_a.pk, "exempted"]),
        reverse("members:act", args=[member_a.pk, "transferred"]),
        reverse("members:waiting"),
        reverse("cells:offices", args=[cell_a.pk]),
        reverse("cells:congress", args=[cell_a.pk]),
        reverse("cells:office-change", args=[cell_a.pk]),
        reverse("account_change_password"),
        reverse("mfa_index"),
    ):
        phone_page.goto(address)
        assert fits(phone_page), address


def test_a_mistake_is_shown_where_it_is_and_mended(phone_page, secretary_a, cell_a):
    page = phone_page
    sign_in(page, secretary_a.username)
    page.locator("summary", has_text="Danh mục").click()
    page.locator(".hmk-menu-panel").get_by_role("link", name="Đảng viên").click()
    page.get_by_role("link", name="Thêm đảng viên").click()
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Mới")
    page.get_by_label("Từ ngày", exact=False).first.press_sequentially("03021986")
    page.get_by_label("Về chi bộ từ ngày").press_sequentially("01022020")
    page.get_by_label("Ngày sinh").press_sequentially("29021961")
    page.get_by_role("button", name="Thêm vào danh sách").click()
    birth = page.get_by_label("Ngày sinh")
    expect(birth).to_be_focused()
    expect(birth).to_have_value("29/02/1961")
    expect(page.get_by_text("Ngày không có thật")).to_be_visible()
    birth.fill("28/02/1961")
    page.get_by_role("button", name="Thêm vào danh sách").click()
    expect(page.get_by_role("heading", name="Nguyễn Thị Mới")).to_be_visible()
    assert Member.objects.filter(full_name="Nguyễn Thị Mới").count() == 1


def test_pages_read_without_script(new_context, live_server, secretary_a, member_a):
    page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    sign_in(page, secretary_a.username)
    page.goto(reverse("members:list"))
    expect(page.get_by_role("link", name=member_a.full_name)).to_be_visible()
    page.locator("summary", has_text="Danh mục").click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()


def test_paper_shows_no_buttons(page, secretary_a, member_a):
    sign_in(page, secretary_a.username)
    page.goto(reverse("members:list"))
    page.emulate_media(media="print")
    expect(page.locator(".hmk-brandbar")).to_be_hidden()
    expect(page.locator(".hmk-actionbar")).to_be_hidden()
    expect(page.get_by_role("heading", name=re.compile("Đảng viên"))).to_be_visible()


def test_the_first_key_leads_past_the_bar(page, secretary_a):
    sign_in(page, secretary_a.username)
    page.goto(reverse("members:list"))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
