"""The browser works, sees the pages of the test's own server, and obeys the guards."""

import pytest
from playwright.sync_api import Page

from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("thu", password="mat-khau-thu-nghiem")


def sign_in(page: Page) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "thu")
    page.fill("input[name=password]", "mat-khau-thu-nghiem")
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()


def test_a_desktop_browser_signs_in(page: Page, user) -> None:
    sign_in(page)
    assert "/accounts/login/" not in page.url
    assert page.evaluate("[navigator.language, innerWidth]") == ["vi-VN", 1280]
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert zone in {"Asia/Ho_Chi_Minh", "Asia/Saigon"}


def test_a_phone_is_narrow_and_has_a_touch_screen(phone_page: Page) -> None:
    phone_page.goto("/accounts/login/")
    assert phone_page.evaluate("innerWidth") == 390
    assert phone_page.evaluate("matchMedia('(pointer: coarse)').matches")
    # The whole page fits the width: nobody should have to scroll sideways.
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390
