"""Two tabs, two people: both texts are shown, and what stands is chosen by hand."""

import pytest
from playwright.sync_api import Page, expect

from meetings.models import Criterion, Meeting
from tests.browser import PHONE
from tests.meetings.saving import (
    CONCLUSION,
    OTHER,
    TEXT,
    deputy_a,
    drafts,
    is_saved,
    leave,
    meeting,
    sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["deputy_a", "meeting"]
PANEL = "#closing .hmk-conflict"


def text_of(meeting: Meeting) -> str:
    return Meeting.objects.get(pk=meeting.pk).conclusion


@pytest.fixture
def disputed(page, context, meeting, secretary_a) -> Page:
    """A tab whose conclusion is not the one that another tab has just saved."""
    sign_in(page, secretary_a)
    page.goto(meeting.get_absolute_url())
    other = context.new_page()
    other.goto(meeting.get_absolute_url())
    leave(other.locator(CONCLUSION), OTHER)
    is_saved(other, "closing")
    leave(page.locator(CONCLUSION), TEXT)
    panel = page.locator(PANEL)
    expect(panel).to_contain_text(TEXT)
    expect(panel).to_contain_text(OTHER)
    expect(page.locator(CONCLUSION)).to_have_value(TEXT)
    assert text_of(meeting) == OTHER
    return page


def test_the_own_text_is_kept(disputed, meeting):
    disputed.click("text=Giữ bản của tôi")
    is_saved(disputed, "closing")
    expect(disputed.locator(PANEL)).to_have_count(0)
    assert text_of(meeting) == TEXT
    assert drafts(disputed) == 0


def test_the_other_text_is_taken(disputed, meeting):
    disputed.click("text=Lấy bản kia")
    expect(disputed.locator(CONCLUSION)).to_have_value(OTHER)
    expect(disputed.locator(PANEL)).to_have_count(0)
    assert drafts(disputed) == 0
    leave(disputed.locator(CONCLUSION), f"{OTHER} Xong trước Tết.")
    is_saved(disputed, "closing")
    assert text_of(meeting) == f"{OTHER} Xong trước Tết."


def test_both_texts_are_made_one(disputed, meeting):
    disputed.click("text=Ghép hai bản để sửa")
    expect(disputed.locator(CONCLUSION)).to_have_value(f"{OTHER}\n\n{TEXT}")
    expect(disputed.locator("#closing .hmk-savestate")).to_contain_text("hai bản nằm nối nhau")
    assert text_of(meeting) == OTHER
    disputed.click("text=Giữ bản của tôi")
    is_saved(disputed, "closing")
    assert text_of(meeting).replace("\r\n", "\n") == f"{OTHER}\n\n{TEXT}"


def test_other_fields_of_the_form_are_saved_meanwhile(disputed, meeting):
    leave(disputed.locator("[name='closing-end_time']"), "21:10")
    is_saved(disputed, "closing")
    expect(disputed.locator(PANEL)).to_contain_text(OTHER)
    assert Meeting.objects.get(pk=meeting.pk).ended_at is not None
    assert text_of(meeting) == OTHER


def test_a_reload_asks_again(disputed, meeting):
    disputed.reload()
    expect(disputed.locator(PANEL)).to_contain_text(OTHER)
    expect(disputed.locator(CONCLUSION)).to_have_value(TEXT)
    assert text_of(meeting) == OTHER


def test_the_keyboard_alone_goes_through_it(page, context, meeting, secretary_a):
    sign_in(page, secretary_a)
    page.goto(meeting.get_absolute_url())
    Meeting.objects.filter(pk=meeting.pk).update(conclusion=OTHER)
    page.focus(CONCLUSION)
    page.keyboard.type(TEXT)
    page.keyboard.press("Tab")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text(OTHER)
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.dataset.choose") == "mine":
            break
    else:
        pytest.fail("the keyboard does not reach the choice")
    page.keyboard.press("Enter")
    is_saved(page, "closing")
    expect(page.locator(CONCLUSION)).to_be_focused()
    assert text_of(meeting) == TEXT


def test_two_people_one_with_a_phone(page, new_context, watched, meeting, secretary_a, deputy_a):
    sign_in(page, secretary_a)
    page.goto(meeting.get_absolute_url())
    phone = watched(new_context(**PHONE).new_page())
    sign_in(phone, deputy_a)
    phone.goto(meeting.get_absolute_url())
    leave(page.locator(CONCLUSION), OTHER)
    is_saved(page, "closing")
    leave(phone.locator(CONCLUSION), TEXT)
    panel = phone.locator(PANEL)
    expect(panel).to_contain_text(OTHER)
    expect(panel).to_contain_text(secretary_a.full_name)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    ends, begins = phone.evaluate(
        """(panel) => {
          const [mine, standing] = document.querySelectorAll(`${panel} section`);
          return [mine.getBoundingClientRect().bottom, standing.getBoundingClientRect().top];
        }""",
        PANEL,
    )
    assert begins >= ends
    phone.tap(f"{PANEL} >> text=Giữ bản của tôi")
    is_saved(phone, "closing")
    assert text_of(meeting) == TEXT
    # Now the first one is behind.
    leave(page.locator(CONCLUSION), f"{OTHER} Thêm.")
    expect(page.locator(PANEL)).to_contain_text(TEXT)
    assert text_of(meeting) == TEXT


def test_two_marks_of_one_member_are_both_shown(page, context, meeting, secretary_a):
    sign_in(page, secretary_a)
    page.goto(meeting.get_absolute_url())
    other = context.new_page()
    other.goto(meeting.get_absolute_url())
    row, there = (one.locator(".hmk-roll-row").nth(3) for one in (page, other))
    there.locator("label.is-excused").click()
    expect(there.locator("[name=reason]").first).to_be_visible()
    row.locator("label.is-unexcused").click()
    expect(row.locator(".hmk-conflict")).to_contain_text("Vắng có lý do")
    expect(row.locator(".hmk-conflict")).to_contain_text("Vắng không lý do")
    assert meeting.attendances.filter(status="excused").count() == 1
    row.locator("text=Giữ bản của tôi").click()
    expect(row.locator(".hmk-conflict")).to_have_count(0)
    assert meeting.attendances.filter(status="unexcused").count() == 1


def test_a_stale_score_overwrites_nothing_and_both_texts_are_shown(
    context, page, meeting, secretary_a
):
    line = Criterion.objects.get(text__startswith="Chuẩn bị nội dung")
    remedy, panel = f"[name='score-{line.pk}-remedy']", "#score .hmk-conflict"
    few, most = (f"[name='score-{line.pk}-points'][value='{points}']" for points in (1, 3))
    sign_in(page, secretary_a)
    page.goto(meeting.get_absolute_url())
    page.locator(few).check()
    is_saved(page, "score")
    other = context.new_page()
    other.goto(meeting.get_absolute_url())
    leave(other.locator(remedy), OTHER)
    is_saved(other, "score")
    leave(page.locator(remedy), TEXT)
    expect(page.locator(panel)).to_contain_text(TEXT)
    expect(page.locator(panel)).to_contain_text(OTHER)
    expect(page.locator(remedy)).to_have_value(TEXT)
    assert meeting.scores.get().remedy == OTHER
    # Points are a choice: whoever was first stands until one of the two is chosen.
    page.locator(f"{panel} >> text=Lấy bản kia").click()
    page.locator(most).check()
    expect(page.locator(f"#score form:has({most}) .is-saved")).to_be_visible()
    other.locator(f"[name='score-{line.pk}-points'][value='2']").check()
    expect(other.locator(panel)).to_contain_text("3")
    assert (meeting.scores.get().points, meeting.scores.get().remedy) == (3, OTHER)


def test_two_tabs_that_typed_without_network_lose_neither_text(context, page, meeting, secretary_a):
    sign_in(page, secretary_a)
    page.goto(meeting.get_absolute_url())
    other = context.new_page()
    other.goto(meeting.get_absolute_url())
    for tab, text in ((page, TEXT), (other, OTHER)):
        tab.route("**/closing/", lambda route: route.abort())
        leave(tab.locator(CONCLUSION), text)
        expect(tab.locator("#hmk-live")).to_contain_text("Mất kết nối")
    page.close()
    other.close()
    last = context.new_page()
    last.goto(meeting.get_absolute_url())
    expect(last.locator(PANEL)).to_contain_text(TEXT)
    expect(last.locator(PANEL)).to_contain_text(OTHER)
