"""The bell on a phone: what waits is counted, and the bar still fits."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.meetings.saving import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_bar_of_a_phone_has_room_for_many_reminders(phone_page: Page, cell_a, secretary_a):
    make.ReminderFactory.create_batch(12, user=secretary_a, cell=cell_a)
    page = sign_in(phone_page, secretary_a)
    expect(page.locator(".hmk-bell")).to_contain_text("12")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click(".hmk-bell")
    expect(page.locator("h1")).to_have_text("Lời nhắc")
    page.get_by_role("button", name="Đã xem tất cả").click()
    expect(page.locator(".hmk-bell-count")).to_have_count(0)
