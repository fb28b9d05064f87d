"""The page of progress in a real browser, while a real worker makes the reports."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from hmk import waking
from hmk.celery import app
from reports.boards import months_back
from reports.models import CellMonth, Report, ReportState
from reports.services import making
from tests import factories as make
from tests.browser import DESKTOP
from tests.meetings.saving import sign_in
from tests.reports.papers import facts_for
from tests.reports.workers import broker, staff

__all__ = ["broker", "staff"]

pytestmark = pytest.mark.django_db(transaction=True)

CELLS = 25


@pytest.fixture(autouse=True)
def _asks_this_broker(broker, staff, monkeypatch, settings):
    monkeypatch.setattr(app.conf, "broker_write_url", broker.url)
    monkeypatch.setattr(app.conf, "broker_url", broker.url)
    monkeypatch.setattr(waking.Rest, "until", 0.0)
    settings.MEDIA_ROOT = staff.media


@pytest.fixture
def cells(committee) -> list:
    """Twenty-five; the last has no facts, so that its report cannot be made."""
    month = last_month()
    found = [
        make.CellFactory(committee=committee, name=f"Chi bộ số {number:02}")
        for number in range(1, CELLS + 1)
    ]
    for cell in found[:-1]:
        facts_for(cell, month, members=6, official=6)
    return found


def last_month():
    return months_back(timezone.localdate().replace(day=1), 1)


def ask_for_the_month(page: Page) -> None:
    page.goto("/reports/start/")
    page.get_by_label("Báo cáo tháng của chi bộ").check()
    page.get_by_label("Kỳ").select_option(f"{last_month():%Y-%m}")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/reports/progress/**")


def count_of(page: Page, label: str):
    return page.locator("#progress dl div", has_text=label).locator("dd")


def test_the_bar_moves_faults_are_told_and_what_failed_is_made_again(
    page: Page, staff, cells, officer
):
    sign_in(page, officer)
    ask_for_the_month(page)
    expect(page.locator("#progress h2")).to_have_text(f"Đang lập: 0/{CELLS} báo cáo")
    expect(page.locator("progress")).to_have_attribute("value", "0")
    page.evaluate("window.stayed = true")

    staff.worker("reports")
    expect(page.locator("#progress h2")).to_have_text(f"Đã xong {CELLS} báo cáo", timeout=60_000)
    steps = Report.objects.values("finished_at").distinct().count()
    assert steps > 5, "the bar moves"
    assert page.evaluate("window.stayed"), "only the part that moves was loaded anew"
    expect(page.locator("progress")).to_have_attribute("value", str(CELLS))
    expect(count_of(page, "Đã lập")).to_have_text(str(CELLS - 1))
    expect(count_of(page, "Không lập được")).to_have_text("1")
    fault = page.locator(".hmk-faults li")
    expect(fault).to_contain_text(cells[-1].name)
    expect(fault).to_contain_text(making.NO_FACTS)
    assert page.locator("#progress").get_attribute("hx-trigger") is None, "it asks no more"

    facts_for(cells[-1], last_month(), members=6, official=6)
    page.get_by_role("button", name="Lập lại báo cáo lỗi").click()
    expect(count_of(page, "Không lập được")).to_have_text("0", timeout=60_000)
    expect(count_of(page, "Đã lập")).to_have_text(str(CELLS), timeout=60_000)
    assert Report.objects.filter(state=ReportState.READY).count() == CELLS


def test_what_waits_is_cancelled_and_asked_for_again(phone_page: Page, cells, officer):
    page = phone_page
    sign_in(page, officer)
    ask_for_the_month(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Hủy phần chưa lập").click()
    expect(page.get_by_text(f"Đã hủy {CELLS} báo cáo chưa lập.")).to_be_visible()
    expect(count_of(page, "Đã hủy")).to_have_text(str(CELLS))
    expect(page.get_by_role("button", name="Hủy phần chưa lập")).to_have_count(0)
    page.get_by_role("button", name="Lập lại báo cáo lỗi").click()
    expect(count_of(page, "Đang chờ, đang lập")).to_have_text(str(CELLS))


def test_without_script_the_page_is_read_and_loaded_anew_by_hand(
    new_context, watched, cells, officer
):
    page = watched(new_context(**DESKTOP, java_script_enabled=False).new_page())
    sign_in(page, officer)
    ask_for_the_month(page)
    expect(page.locator("#progress h2")).to_have_text(f"Đang lập: 0/{CELLS} báo cáo")
    reports = making.claim(now=timezone.now())
    making.build(reports, clock=timezone.now)
    making.finish(reports, now=timezone.now())
    page.get_by_role("link", name="Tải lại").click()
    expect(page.locator("#progress h2")).to_have_text(f"Đã xong {CELLS} báo cáo")
    expect(page.locator(".hmk-faults li")).to_contain_text(making.NO_FACTS)
    page.get_by_role("button", name="Lập lại báo cáo lỗi").click()
    expect(page.get_by_text("1 báo cáo được đưa vào lập lại.")).to_be_visible()
    page.get_by_role("button", name="Hủy phần chưa lập").click()
    expect(count_of(page, "Đã hủy")).to_have_text("1")
    assert CellMonth.objects.count() == CELLS - 1
