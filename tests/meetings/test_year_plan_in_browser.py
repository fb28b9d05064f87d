"""A secretary plans a thematic meeting from the plan of the year, after the regular one."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.models import Meeting, MeetingKind, ThematicPlanLine
from tests.factories import PASSWORD, ThemeFactory, at
from tests.meetings.helpers import NOVEMBER, planned

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(date(2026, 11, 2), 8, 0))


def sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("link", name="Sinh hoạt").first).to_be_attached()


def test_from_the_library_to_a_meeting_after_the_regular_one(phone_page, cell_a, secretary_a):
    page = phone_page
    ThemeFactory(committee=cell_a.committee, title="Chỉnh trang ngõ xóm")
    planned(cell_a, secretary_a)
    sign_in(page, "bithu-a")

    page.goto("/meetings/themes/?q=chinh trang ngo")
    page.get_by_role("button", name="Đưa vào kế hoạch").click()
    expect(page.get_by_text("Đã đưa vào kế hoạch quý IV: Chỉnh trang ngõ xóm.")).to_be_visible()
    expect(page.get_by_text("Quý IV còn 59 ngày")).to_be_visible()

    page.get_by_role("link", name="Lên kế hoạch buổi quý IV").click()
    expect(page.get_by_text("không gộp")).to_be_visible()
    expect(page.get_by_label("Ngày họp")).to_be_visible()
    page.get_by_label("Họp khi nào").select_option(
        label="Ngay sau buổi thường kỳ thứ Ba, 03/11/2026, từ 21:00"
    )
    expect(page.get_by_label("Ngày họp")).to_be_hidden()
    page.get_by_role("button", name="Lên kế hoạch", exact=True).click()

    expect(page).to_have_url(re.compile(r"/meetings/\d+/$"))
    meeting = Meeting.objects.get(kind=MeetingKind.THEMATIC)
    assert meeting.planned_at == at(NOVEMBER, 21, 0)
    assert ThematicPlanLine.objects.get().meeting == meeting
    page.get_by_role("link", name="Kế hoạch chuyên đề năm 2026").click()
    expect(page.get_by_text("Đã lên lịch họp")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
