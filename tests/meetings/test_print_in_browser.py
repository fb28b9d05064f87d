"""Each section of the workspace in print preview: what was written, whole, and nothing to press."""

import io
import unicodedata

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from meetings.checklist import Part
from meetings.models import AgendaRole, Meeting
from meetings.services import record
from tests.documents.reading import squeezed
from tests.meetings.helpers import give, given_and_signed, member, voted
from tests.meetings.saving import CONCLUSION, TEXT, leave, meeting, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["meeting"]
LONG = "\n".join(f"Dòng {number}: chi bộ bàn việc làm đường ngõ {number}." for number in range(90))

ON_PAPER = """(id) => {
  const part = document.getElementById(id);
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const all = (what) => [...part.querySelectorAll(what)].filter(seen);
  return {
    pressed: all("button, .btn, summary, input[type=radio], input[type=checkbox]").length,
    unchosen: all(".hmk-choice").filter((one) => !one.querySelector(":checked")).length,
    cut: all("textarea").filter((one) => one.scrollHeight > one.clientHeight + 2).length,
    framed: all("input, select, textarea").filter(
      (one) => parseFloat(getComputedStyle(one).borderTopWidth) > 0).length,
    wide: part.scrollWidth > part.clientWidth + 1,
  };
}"""


@pytest.fixture
def written(meeting, cell_a, secretary_a) -> Meeting:
    """Something in every section."""
    item = meeting.agenda_items.filter(role=AgendaRole.NOTES).first()
    record.write_agenda(meeting, item, notes=LONG, by=secretary_a)
    said = {"speaker": member(cell_a, "Chiến"), "text": "Ngõ 3 còn tối, đề nghị lắp thêm đèn."}
    record.add_opinion(meeting, values=said, by=secretary_a)
    give(meeting, secretary_a, helpers=[member(cell_a, "An")])
    voted(meeting, secretary_a)
    values = {"conclusion": "Nhất trí làm đường.", "guests": "Ông Tám, Đảng ủy thị trấn"}
    return record.conduct(meeting, values=values, by=secretary_a)


def text_of(page: Page) -> str:
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return squeezed(unicodedata.normalize("NFC", "".join(one.extract_text() for one in pages)))


def test_every_section_prints_whole_and_without_anything_to_press(page, written, secretary_a):
    sign_in(page, secretary_a)
    page.goto(written.get_absolute_url())
    page.emulate_media(media="print")
    faults = {}
    for part in Part:
        if page.locator(f"#{part}").count():
            said = page.evaluate(ON_PAPER, part.value)
            if any(said.values()):
                faults[part.value] = said
    assert not faults
    for away in ("#rail", "#next-step", ".hmk-brandbar", "#hmk-live", "form[data-keep][hx-post]"):
        for one in page.locator(away).all():
            expect(one).to_be_hidden()
    text = text_of(page)
    for expected in (
        *LONG.splitlines(),
        "Ngõ 3 còn tối, đề nghị lắp thêm đèn.",
        "Vận động các hộ ngõ 3 góp tiền lắp đèn đường",
        "Nhất trí làm đường.",
        "Ông Tám, Đảng ủy thị trấn",
        "Có mặt",
    ):
        assert squeezed(expected) in text, expected
    assert "Vắngkhônglýdo" not in text


def test_reviews_print_with_what_was_found(page, cell_a, secretary_a, meeting):
    work = given_and_signed(cell_a, secretary_a)
    values = {"status": "in_progress", "result": LONG}
    record.review(meeting, work, values=values, by=secretary_a)
    sign_in(page, secretary_a)
    page.goto(meeting.get_absolute_url())
    page.emulate_media(media="print")
    assert not any(page.evaluate(ON_PAPER, Part.REVIEWS.value).values())
    text = text_of(page)
    assert squeezed(LONG.splitlines()[-1]) in text
    assert "Đangthựchiện" in text


def test_what_is_not_sent_is_marked_on_paper(page, written, secretary_a):
    sign_in(page, secretary_a)
    page.goto(written.get_absolute_url())
    page.route("**/closing/", lambda route: route.abort())
    leave(page.locator(CONCLUSION), TEXT)
    expect(page.locator("#closing .hmk-savestate")).to_contain_text("Chưa gửi")
    page.emulate_media(media="print")
    text = text_of(page)
    assert squeezed(TEXT) in text
    assert "Chưagửi" in text
