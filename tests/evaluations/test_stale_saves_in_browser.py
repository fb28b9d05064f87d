"""Two tabs over one review in a real browser: what is kept there never brings an old mark back."""

import pytest
from playwright.sync_api import expect

from evaluations.models import MemberRating, Round
from tests.evaluations.acting import opened, rated
from tests.meetings.saving import drafts, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
COMMENTS = "[name=review-comments]"
SAVE = ".hmk-actionbar [type=submit]"
MINE, THEIRS = "Ý kiến của tôi.", "Ý kiến của nơi khác."


@pytest.fixture
def row(committee, officer, cell_a) -> MemberRating:
    round_: Round = opened(committee, officer)
    return rated(round_.cell_ratings.get(cell=cell_a))[0]


def test_both_texts_are_shown_and_the_second_save_means_it(page, context, row, secretary_a):
    sign_in(page, secretary_a)
    address = f"{row.get_absolute_url()}review/"
    page.goto(address)
    other = context.new_page()
    other.goto(address)
    other.fill(COMMENTS, THEIRS)
    other.click(SAVE)
    expect(other).not_to_have_url(address)
    page.fill(COMMENTS, MINE)
    page.click(SAVE)
    panel = page.locator(".hmk-conflict")
    expect(panel).to_contain_text(MINE)
    expect(panel).to_contain_text(THEIRS)
    expect(page.locator(COMMENTS)).to_have_value(MINE)
    row.refresh_from_db()
    assert row.comments == THEIRS
    page.click(SAVE)
    expect(page.locator("body")).to_contain_text("Đã lưu bản kiểm điểm.")
    row.refresh_from_db()
    assert row.comments == MINE
    assert drafts(page) == 0
