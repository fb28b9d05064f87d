"""Without network the workspace opens as it was last seen, for its own user only."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from meetings.models import Meeting
from tests.meetings.saving import (
    CONCLUSION,
    TEXT,
    deputy_a,
    drafts,
    is_saved,
    leave,
    meeting,
    server,
    sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["deputy_a", "meeting", "server"]

PAGES_KEPT = """async () => {
  const pages = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("hmk-pages-")) continue;
    for (const { url } of await (await caches.open(name)).keys()) {
      pages.push(`${name.slice(10)} ${new URL(url).pathname}`);
    }
  }
  return pages;
}"""


def is_kept(page: Page, meeting: Meeting) -> None:
    """Waits until the browser has kept the page of the meeting."""
    path = meeting.get_absolute_url()
    page.wait_for_function(
        f"async () => (await ({PAGES_KEPT})()).some((p) => p.endsWith('{path}'))"
    )


def opened(page: Page, meeting: Meeting, user, site: str = "") -> Page:
    sign_in(page, user, site)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.goto(f"{site}{meeting.get_absolute_url()}")
    is_kept(page, meeting)
    return page


def test_the_server_dies_while_typing_and_a_reload_loses_nothing(
    page, server, meeting, secretary_a
):
    opened(page, meeting, secretary_a, server.url)
    page.locator(CONCLUSION).press_sequentially("Chi bộ ")
    server.kill()
    page.locator(CONCLUSION).press_sequentially("bàn việc làm đường.")
    page.reload()
    expect(page.locator("#hmk-kept")).to_contain_text("Đang xem bản lưu lúc")
    expect(page.locator(CONCLUSION)).to_have_value("Chi bộ bàn việc làm đường.")
    # Typing goes on without a server.
    leave(page.locator(CONCLUSION), TEXT)
    expect(page.locator("#hmk-live")).to_contain_text("Mất kết nối")
    page.goto(f"{server.url}{reverse('members:list')}")
    expect(page.locator("h1")).to_contain_text("Không có mạng")
    server.start()
    page.goto(f"{server.url}{meeting.get_absolute_url()}")
    is_saved(page, "closing")
    expect(page.locator("#hmk-kept")).to_have_count(0)
    expect(page.locator(CONCLUSION)).to_have_value(TEXT)
    assert Meeting.objects.get(pk=meeting.pk).conclusion == TEXT
    assert drafts(page) == 0


def test_what_is_added_without_network_waits_in_line_and_is_sent_in_order(
    page, meeting, secretary_a
):
    opened(page, meeting, secretary_a)
    page.context.set_offline(True)
    said = [f"Ý kiến thứ {number}." for number in (1, 2, 3)]
    for text in said[:2]:
        page.locator("[name='opinion-speaker']").select_option(index=2)
        page.fill("[name='opinion-text']", text)
        page.click("text=Ghi ý kiến")
        expect(page.locator("#opinions .hmk-line")).to_contain_text(text)
        expect(page.locator("[name='opinion-text']")).to_have_value("")
    page.fill("[name='assignment-task']", TEXT)
    page.locator("[name='assignment-lead']").select_option(index=1)
    page.click("button:has-text('Giao việc')")
    expect(page.locator("#assignments .hmk-line")).to_contain_text("Chờ gửi: 1 việc")
    page.fill("[name='opinion-text']", said[2])
    page.on("dialog", lambda dialog: dialog.accept())
    for _ in range(2):
        page.reload()
        expect(page.locator("#opinions .hmk-line")).to_contain_text("Chờ gửi: 2 ý kiến")
        expect(page.locator("[name='opinion-text']")).to_have_value(said[2])
    page.context.set_offline(False)
    expect(page.locator("#hmk-live")).to_contain_text("Đã gửi xong")
    expect(page.locator("#opinions .hmk-cards > li")).to_have_count(2)
    expect(page.locator("#assignments .hmk-cards > li")).to_have_count(1)
    expect(page.locator(".hmk-line")).to_have_count(0)
    # What was half written is neither sent nor gone.
    expect(page.locator("[name='opinion-text']")).to_have_value(said[2])
    assert list(meeting.opinions.values_list("text", flat=True)) == said[:2]
    assert meeting.assignments.get().task == TEXT


def test_the_list_opens_without_network_and_leads_to_the_meeting(phone_page, meeting, secretary_a):
    page = opened(phone_page, meeting, secretary_a)
    page.goto("/meetings/")
    page.context.set_offline(True)
    page.goto("/")
    expect(page.locator("#hmk-kept")).to_be_visible()
    page.locator(f"a[href='{meeting.get_absolute_url()}']").first.tap()
    page.wait_for_url(f"**{meeting.get_absolute_url()}")
    expect(page.locator("#hmk-kept")).to_be_visible()
    expect(page.locator(".hmk-roll-row")).to_have_count(6)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.set_offline(False)


def test_sign_out_asks_about_what_waits_and_wipes_everything(page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    page.route("**/closing/", lambda route: route.abort())
    leave(page.locator(CONCLUSION), TEXT)
    expect(page.locator("#closing .hmk-savestate")).to_contain_text("Chưa gửi")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator(".hmk-menu > summary").click()
    page.click("text=Đăng xuất")
    assert "1 mục của đồng chí" in asked[0]
    assert drafts(page) == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("text=Đăng xuất")
    page.wait_for_url("**/accounts/login/")
    assert drafts(page) == 0
    page.wait_for_function(f"async () => (await ({PAGES_KEPT})()).length === 0")
    assert Meeting.objects.get(pk=meeting.pk).conclusion == ""


def test_who_signs_in_after_another_finds_nothing_of_theirs(
    page, meeting, secretary_a, deputy_a, context
):
    opened(page, meeting, secretary_a)
    context.clear_cookies()
    sign_in(page, deputy_a)
    page.wait_for_function(
        f"async () => (await ({PAGES_KEPT})()).every((page) => page.startsWith('{deputy_a.pk} '))"
    )


def test_pages_of_the_account_and_files_are_not_kept(page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    for address in (
        reverse("account_change_password"),
        reverse("members:list"),
        f"{reverse('meetings:list')}?state=open",
    ):
        page.goto(address)
    page.goto(meeting.get_absolute_url())
    is_kept(page, meeting)
    user = secretary_a.pk
    assert set(page.evaluate(PAGES_KEPT)) <= {
        f"{user} /meetings/",
        f"{user} {meeting.get_absolute_url()}",
    }
