"""What is typed survives a dead server, a reload, a closed tab, an ended session."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import RoleKind
from meetings.models import AttendanceStatus, Meeting
from tests.factories import PASSWORD
from tests.meetings.helpers import planned, voted
from tests.meetings.saving import (
    CONCLUSION,
    NOVEMBER_3,
    OTHER,
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


def text_of(meeting: Meeting) -> str:
    return Meeting.objects.get(pk=meeting.pk).conclusion


def opened(page: Page, meeting: Meeting, user, site: str = "") -> Page:
    sign_in(page, user, site)
    page.goto(f"{site}{meeting.get_absolute_url()}")
    return page


def test_what_is_typed_while_the_server_is_dead_is_sent_when_it_lives_again(
    page, server, meeting, secretary_a
):
    opened(page, meeting, secretary_a, server.url)
    server.kill()
    field = page.locator(CONCLUSION)
    leave(field, TEXT)
    expect(page.locator("#hmk-live")).to_contain_text("Mất kết nối")
    expect(page.locator("#closing .hmk-savestate")).to_contain_text("Chưa gửi")
    field.press_sequentially(" Trước Tết.")
    server.start()
    expect(page.locator("#hmk-live")).to_contain_text("Đã gửi xong")
    is_saved(page, "closing")
    assert text_of(meeting) == f"{TEXT} Trước Tết."
    assert drafts(page) == 0


def test_a_text_is_saved_in_a_pause_without_leaving_the_field(page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    field = page.locator(CONCLUSION)
    field.press_sequentially("Nhất trí")
    is_saved(page, "closing")
    assert text_of(meeting) == "Nhất trí"
    expect(field).to_be_focused()
    field.press_sequentially(" làm đường.")
    expect(field).to_have_value("Nhất trí làm đường.")
    is_saved(page, "closing")
    assert text_of(meeting) == "Nhất trí làm đường."


@pytest.mark.parametrize("native", [False, True], ids=["by-the-server", "by-the-browser"])
def test_what_is_typed_beside_an_empty_required_field_is_never_said_to_be_saved(
    page, cell_a, secretary_a, native
):
    meeting = planned(cell_a, secretary_a, day=NOVEMBER_3)
    opened(page, meeting, secretary_a)
    if native:  # as if the browser's own check stopped the form before it is sent
        page.evaluate("document.querySelector('#plan form[hx-trigger]').noValidate = false")
    state = page.locator("#plan .hmk-savestate")
    leave(page.locator("[name='plan-place']"), "")
    expect(state).to_contain_text("Chưa lưu")
    if not native:
        expect(page.locator("[id='error_id_plan-place']")).to_contain_text("Xin nhập mục này")
    leave(page.locator("[name='plan-deviation_reason']"), TEXT)
    expect(state).to_contain_text("Chưa lưu")
    assert drafts(page) == 2
    assert Meeting.objects.get(pk=meeting.pk).deviation_reason == ""
    leave(page.locator("[name='plan-place']"), OTHER)
    is_saved(page, "plan")
    kept = Meeting.objects.get(pk=meeting.pk)
    assert (kept.place, kept.deviation_reason) == (OTHER, TEXT)
    assert drafts(page) == 0


def test_votes_that_cannot_be_are_refused_beside_their_field(page, meeting, secretary_a):
    resolution = voted(meeting, secretary_a)
    opened(page, meeting, secretary_a)
    name = f"resolution-{resolution.pk}"
    for field, typed in (("other", "-2"), ("no", "năm")):
        leave(page.locator(f"[name='{name}-{field}']"), typed)
        expect(page.locator(f"[id='error_id_{name}-{field}'] p")).to_be_visible()
        expect(page.locator(f"[name='{name}-{field}']")).to_have_value(typed)
    leave(page.locator(f"[name='{name}-abstract']"), TEXT)
    expect(page.locator("#resolutions .hmk-savestate")).to_contain_text("Chưa lưu")
    for field in ("other", "no"):
        leave(page.locator(f"[name='{name}-{field}']"), "0")
    is_saved(page, "resolutions")
    assert meeting.resolutions.get().abstract == TEXT
    assert drafts(page) == 0


def test_a_closed_tab_gives_its_text_to_the_next_one(context, page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    page.route("**/closing/", lambda route: route.abort())
    leave(page.locator(CONCLUSION), TEXT)
    expect(page.locator("#hmk-live")).to_contain_text("Mất kết nối")
    again = context.new_page()
    again.goto(meeting.get_absolute_url())
    # As long as the first tab is open, the text is its own.
    expect(again.locator(CONCLUSION)).to_have_value("")
    page.close()
    expect(again.locator(CONCLUSION)).to_have_value(TEXT)
    is_saved(again, "closing")
    assert text_of(meeting) == TEXT
    assert drafts(again) == 0


def test_a_session_that_ends_keeps_the_text_and_sends_it_after_the_sign_in(
    page, meeting, secretary_a
):
    opened(page, meeting, secretary_a)
    Session.objects.all().delete()
    leave(page.locator(CONCLUSION), TEXT)
    expect(page.locator("#hmk-live")).to_contain_text("nội dung vừa gõ vẫn còn ở đây")
    with page.context.expect_page() as other:
        page.click("#hmk-live a")
    tab = other.value
    tab.fill("input[name=login]", secretary_a.username)
    tab.fill("input[name=password]", PASSWORD)
    tab.press("input[name=password]", "Enter")
    tab.wait_for_url("**/dashboards/**")
    is_saved(page, "closing")
    assert text_of(meeting) == TEXT


def test_a_session_that_ends_and_a_reload_lose_nothing(page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    Session.objects.all().delete()
    leave(page.locator(CONCLUSION), TEXT)
    expect(page.locator("#hmk-live")).to_contain_text("Phiên làm việc đã hết")
    page.reload()
    sign_in(page, secretary_a)
    page.goto(meeting.get_absolute_url())
    is_saved(page, "closing")
    assert text_of(meeting) == TEXT


def test_a_tap_on_the_roll_call_waits_for_the_network(phone_page, meeting, secretary_a):
    page = opened(phone_page, meeting, secretary_a)
    page.context.set_offline(True)
    row = page.locator(".hmk-roll-row").nth(2)
    row.locator("label.is-unexcused").tap()
    expect(row).to_contain_text("Chưa gửi")
    page.context.set_offline(False)
    expect(page.locator("#hmk-live")).to_contain_text("Đã gửi xong")
    statuses = list(meeting.attendances.values_list("status", flat=True))
    assert statuses.count(AttendanceStatus.UNEXCUSED) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_opinion_that_could_not_be_sent_is_added_once(page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    page.locator("[name='opinion-speaker']").select_option(index=2)
    page.fill("[name='opinion-text']", TEXT)
    # The server writes it, and the answer is lost on the way.
    page.route("**/opinions/", lambda route: (route.fetch(), route.abort()))
    page.click("text=Ghi ý kiến")
    expect(page.locator("#opinions .hmk-line")).to_contain_text("Chờ gửi: 1 ý kiến")
    assert meeting.opinions.count() == 1
    page.unroute("**/opinions/")
    expect(page.locator("#opinions .hmk-cards > li")).to_have_count(1)
    expect(page.locator("[name='opinion-text']")).to_have_value("")
    assert meeting.opinions.count() == 1
    assert drafts(page) == 0


def test_what_waits_and_is_refused_opens_in_the_form_again(page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    page.locator("[name='opinion-speaker']").select_option(index=2)
    speaker = page.locator("[name='opinion-speaker']").input_value()
    page.fill("[name='opinion-text']", TEXT)
    page.context.set_offline(True)
    page.click("text=Ghi ý kiến")
    line = page.locator("#opinions .hmk-line")
    expect(line).to_contain_text(TEXT)
    # Meanwhile another one is half written, and the speaker turns out to be absent.
    page.fill("[name='opinion-text']", OTHER)
    absent = AttendanceStatus.UNEXCUSED
    meeting.attendances.filter(member=speaker).update(status=absent)
    page.context.set_offline(False)
    expect(line).to_contain_text("Máy chủ chưa nhận mục này")
    expect(page.locator("[name='opinion-text']")).to_have_value(OTHER)
    page.fill("[name='opinion-text']", "")
    page.evaluate("HMK.flush()")
    expect(page.locator("[name='opinion-text']")).to_have_value(TEXT)
    expect(page.locator("[id='error_id_opinion-speaker'] p")).to_be_visible()
    expect(line).to_have_count(0)
    assert meeting.opinions.count() == 0
    page.locator("[name='opinion-speaker']").select_option(index=1)
    page.click("text=Ghi ý kiến")
    expect(page.locator("#opinions .hmk-cards > li")).to_have_count(1)
    assert meeting.opinions.get().text == TEXT
    assert drafts(page) == 0


def test_a_half_written_opinion_is_there_after_a_reload_and_not_sent(page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    page.fill("[name='opinion-text']", TEXT)
    page.reload()
    expect(page.locator("[name='opinion-text']")).to_have_value(TEXT)
    expect(page.locator("#opinions")).to_contain_text("Đã điền lại nội dung gõ dở")
    page.click("text=Bỏ, nhập lại từ đầu")
    expect(page.locator("[name='opinion-text']")).to_have_value("")
    page.reload()
    expect(page.locator("[name='opinion-text']")).to_have_value("")
    assert meeting.opinions.count() == 0


def test_a_row_taken_back_beside_it_does_not_wipe_a_half_written_opinion(
    page, meeting, secretary_a
):
    opened(page, meeting, secretary_a)
    page.locator("[name='opinion-speaker']").select_option(index=2)
    page.fill("[name='opinion-text']", OTHER)
    page.click("text=Ghi ý kiến")
    page.fill("[name='opinion-text']", TEXT)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#opinions .hmk-cards button:has-text('Xóa')")
    expect(page.locator("#opinions .hmk-cards > li")).to_have_count(0)
    expect(page.locator("[name='opinion-text']")).to_have_value(TEXT)


def test_an_opinion_that_was_being_mended_opens_again_and_is_saved(page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    page.locator("[name='opinion-speaker']").select_option(index=2)
    page.fill("[name='opinion-text']", OTHER)
    page.click("text=Ghi ý kiến")
    page.click("#opinions .hmk-cards a:has-text('Sửa')")
    page.route("**/opinions/*/", lambda route: route.abort())
    leave(page.locator("#opinions .hmk-cards textarea"), TEXT)
    expect(page.locator("#opinions .hmk-cards .hmk-savestate")).to_contain_text("Chưa gửi")
    page.reload()
    expect(page.locator("#opinions .hmk-cards textarea")).to_have_value(TEXT)
    assert meeting.opinions.get().text == OTHER
    page.unroute("**/opinions/*/")
    is_saved(page, "opinions")
    assert meeting.opinions.get().text == TEXT


def test_drafts_of_another_user_are_neither_shown_nor_sent(page, meeting, secretary_a, deputy_a):
    opened(page, meeting, secretary_a)
    Session.objects.all().delete()
    leave(page.locator(CONCLUSION), TEXT)
    expect(page.locator("#hmk-live")).to_contain_text("Phiên làm việc đã hết")
    other = opened(page.context.new_page(), meeting, deputy_a)
    expect(other.locator(CONCLUSION)).to_have_value("")
    # The page of the first user stays his: the session of another does not send for him.
    with page.expect_response("**/closing/") as answer:
        page.bring_to_front()
        leave(page.locator(CONCLUSION), OTHER)
    assert answer.value.status == 401
    assert text_of(meeting) == ""
    assert drafts(page) == 1


def test_what_nobody_takes_any_more_is_still_there_to_copy(page, meeting, secretary_a):
    opened(page, meeting, secretary_a)
    page.context.set_offline(True)
    leave(page.locator(CONCLUSION), TEXT)
    expect(page.locator("#hmk-live")).to_contain_text("Mất kết nối")
    secretary_a.roles.update(kind=RoleKind.OVERSEER)
    page.context.set_offline(False)
    page.goto(meeting.get_absolute_url())
    expect(page.locator("#hmk-leftovers")).to_contain_text(TEXT)
    page.click("text=Bỏ nội dung này")
    expect(page.locator("#hmk-leftovers")).to_have_count(0)
    assert drafts(page) == 0


def test_a_member_half_typed_is_there_after_the_session_ended(page, cell_a, secretary_a):
    sign_in(page, secretary_a)
    page.goto(reverse("members:add", args=[cell_a.pk]))
    page.fill("[name='full_name']", "Nguyễn Thị Mới")
    Session.objects.all().delete()
    page.click("button:has-text('Thêm vào danh sách')")
    page.wait_for_url("**/accounts/login/**")
    page.fill("input[name=login]", secretary_a.username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    expect(page.locator("[name='full_name']")).to_have_value("Nguyễn Thị Mới")
    expect(page.locator("main")).to_contain_text("Đã điền lại nội dung gõ dở")
    page.click("text=Bỏ, nhập lại từ đầu")
    expect(page.locator("[name='full_name']")).to_have_value("")
