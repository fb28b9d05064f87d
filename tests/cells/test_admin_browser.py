"""Django admin in a real browser under our content security policy, which `page` watches."""

import re

import pytest
from playwright.sync_api import Page, expect

from cells.models import Committee
from meetings.models import MeetingRegime
from tests.factories import PASSWORD, MeetingFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page: Page, admin_user, cell_a, cell_b, another_committee) -> Page:
    """Admin, reached through the sign-in of everybody."""
    page.goto("/admin/")
    assert "/accounts/login/" in page.url
    page.fill("input[name=login]", admin_user.username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")
    return page


def test_a_role_is_given_by_searching_without_diacritics(desk, stranger, cell_a):
    desk.goto(f"/admin/accounts/user/{stranger.pk}/change/")
    desk.click("text=Thêm một vai trò")
    row = desk.locator("#roles-0")
    row.locator("select[name=roles-0-kind]").select_option("secretary")
    row.locator(".field-cell .select2-selection").click()
    desk.locator(".select2-search__field").fill("dan pho 5")
    desk.locator(".select2-results__option", has_text="Tổ dân phố 5").click()
    desk.click("input[name=_save]")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert stranger.roles.get().cell == cell_a


def test_the_calendar_fills_a_period(desk, db):
    regime = MeetingRegime.objects.get(code="R2026")
    desk.goto(f"/admin/meetings/meetingregime/{regime.pk}/change/")
    period = desk.locator(".hmk-period")
    expect(period.locator("input").first).to_have_value("09/01/2026")
    period.locator(".datetimeshortcuts a").first.click()
    expect(period.locator("input").first).to_have_value(re.compile(r"^\d\d/\d\d/\d{4}$"))


def test_the_tree_opens_and_a_row_is_dragged_to_another_place(desk, committee, another_committee):
    desk.goto("/admin/cells/committee/")
    desk.locator("a.treebeard-collapse").first.click()
    mine = desk.locator(f"tr[data-node-id='{committee.pk}']")
    other = desk.locator(f"tr[data-node-id='{another_committee.pk}']")
    expect(mine).to_be_visible()
    box = mine.bounding_box()
    with desk.expect_response("**/move/") as moved:
        other.locator(".drag-handler").drag_to(
            mine, target_position={"x": 40, "y": box["height"] - 4}
        )
    assert moved.value.status == 200
    expect(desk.locator(".messagelist")).to_contain_text("Đã chuyển vị trí")
    another_committee.refresh_from_db()
    assert Committee.objects.get_parent(another_committee) == committee


def test_a_rule_set_in_use_is_copied_and_the_copy_edited(desk, cell_a):
    MeetingFactory(cell=cell_a)
    regime = MeetingRegime.objects.get(code="R2026")
    desk.goto(f"/admin/meetings/meetingregime/{regime.pk}/change/")
    expect(desk.locator(".messagelist")).to_contain_text("không sửa, không xóa được")
    expect(desk.locator("input[name=_save]")).to_have_count(0)
    desk.click("text=Sao chép thành bản mới")
    desk.fill("input[name=code]", "R2027")
    desk.fill("input[name=since]", "01/01/2027")
    desk.click("input[value='Sao chép thành bản mới']")
    desk.fill("input[name=min_minutes]", "100")
    desk.click("input[name=_save]")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert MeetingRegime.objects.get(code="R2027").min_minutes == 100


def test_the_other_pages_of_admin_keep_the_policy(desk, cell_a, secretary_a):
    member = cell_a.memberships.first().member_id
    for path in (
        "", "cells/", "cells/cell/", f"cells/cell/{cell_a.pk}/change/", "cells/cell/add/",
        f"cells/cell/{cell_a.pk}/history/", "cells/committee/add/", "accounts/user/",
        "accounts/user/add/", f"accounts/user/{secretary_a.pk}/password/", "meetings/theme/",
        f"members/member/{member}/change/", "password_change/", "auth/group/add/",
    ):  # fmt: skip
        answer = desk.goto(f"/admin/{path}")
        assert answer.status == 200, path
        desk.wait_for_load_state("networkidle")
