"""An import on a phone: the page goes on by itself as soon as the worker is done."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from members.models import Member, RollImport
from members.services import imports
from tests.factories import TODAY
from tests.members.importing import NOW
from tests.members.test_browser import fits, sign_in
from tests.members.workbooks import workbook

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_list_is_sent_looked_at_and_confirmed(phone_page, secretary_a, monkeypatch):
    monkeypatch.setattr("members.views.imports.wake", lambda *_: True)
    page = phone_page
    sign_in(page, secretary_a.username)
    page.goto(reverse("members:imports"))
    assert fits(page)
    page.get_by_label("Tệp Excel hoặc CSV").set_input_files(
        {"name": "danh-sach.xlsx", "mimeType": "application/zip", "buffer": workbook()}
    )
    page.get_by_label("Có tên trong chi bộ từ ngày").fill("01/11/2026")
    page.get_by_role("button", name="Gửi tệp, xem trước").click()
    expect(page.get_by_text("Đang đọc tệp")).to_be_visible()
    found = RollImport.objects.get()
    assert imports.work(found.pk, now=NOW, today=TODAY)
    expect(page.get_by_text("Nguyễn Hữu Thảo")).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Xác nhận, ghi vào sổ").click()
    expect(page.get_by_text("Đang ghi vào sổ")).to_be_visible()
    assert imports.work(found.pk, now=NOW, today=TODAY)
    expect(page.get_by_text("Đã ghi vào sổ lúc")).to_be_visible()
    assert Member.objects.filter(card_number="41.000001").exists()
