"""The book of a term: every minutes in order, with addenda and closed versions, as one PDF."""

import io
import re
from datetime import date

import pgtrigger
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from meetings import printing, queries_book
from meetings.models import BookPage, Meeting, OpinionReading
from meetings.services import addenda, minutes, record, reopening
from tests.documents.reading import pages_of, squeezed
from tests.factories import TermFactory, at
from tests.meetings.helpers import APRIL, MARCH, NOVEMBER, NOW, ready

LATER = at(date(2026, 11, 24), 8, 0)
REASON = "Ghi nhầm kết quả biểu quyết"


def sign(cell, by, **plan) -> Meeting:
    return minutes.sign(ready(cell, by, **plan), now=NOW, by=by)


@pytest.fixture
def bound(cell_a, secretary_a, officer) -> list[Meeting]:
    """Four minutes: with an addendum, signed anew, plain, and reopened without a new signature."""
    days = (MARCH, APRIL, NOVEMBER, date(2026, 11, 10))
    meetings = [sign(cell_a, secretary_a, day=day, kind="extraordinary") for day in days]
    words = {"reason": "Ghi sót số hộ", "text": "Số hộ đã góp tiền là 28."}
    addenda.add(meetings[0], values=words, now=LATER, by=secretary_a)
    for meeting in (meetings[1], meetings[3]):
        reopening.reopen(meeting, reason=REASON, now=LATER, by=officer)
    record.conduct(meetings[1], values={"conclusion": "Kết luận sửa lại."}, by=secretary_a)
    minutes.sign(meetings[1], now=LATER, by=secretary_a)
    return meetings


def printed(meetings, *, reveal_speakers: bool = True):
    term = meetings[0].term
    leaves, end = queries_book.leaves_of(term), queries_book.last_page(term.cell)
    return printing.book(leaves, end, reveal_speakers=reveal_speakers)


def test_the_book_holds_cover_index_all_minutes_and_the_end_of_the_chain(bound):
    document = printed(bound)
    pages = [squeezed(page) for page in pages_of(document)]
    assert "SỔBIÊNBẢN" in pages[0]
    assert "Sổgồm:4biênbản,từsố01đếnsố04." in pages[0]
    assert [page[: len(str(n))] for n, page in enumerate(pages[1:], 2)] == [
        str(n) for n in range(2, len(pages) + 1)
    ]
    end = BookPage.objects.latest("position")
    assert end.hash in pages[-1]
    assert "Biênbảnsố04đãmởlại,chưakýlạikhiinsổnày." in pages[-1]
    whole = "".join(pages)
    for number in range(1, 5):
        assert f"Số0{number}-BB/CB" in whole
    assert "PHỤLỤCĐÍNHCHÍNHsố1" in whole
    assert whole.count("đãmởlạingày24/11/2026.") == 2


def test_the_index_tells_where_each_minutes_begin(bound):
    pages = [squeezed(page) for page in pages_of(printed(bound))]
    index = pages[1].replace("Họpbấtthường", "|")
    rows = re.findall(r"(0\d)(\d\d/\d\d/2026)\|(?:\((.*?)\))?(\d+?)(?=0\d\d\d/|$)", index)
    assert [(number, note) for number, _, note, _ in rows] == [
        ("01", "phụlụcđínhchínhsố1"),
        ("02", "bảnđãkýtrước,mởlạingày24/11/2026"),
        ("02", "lậplạilần2"),
        ("03", ""),
        ("04", "bảnđãkýtrước,mởlạingày24/11/2026"),
    ]
    for number, _, _, page in rows:
        assert f"Số{number}-BB/CB" in pages[int(page) - 1]


def test_names_of_speakers_stand_only_in_the_book_of_those_who_may_see_them(bound):
    speaker = "ĐồngchíHồThịMaiChiến:"
    named = squeezed("".join(pages_of(printed(bound))))
    nameless = squeezed("".join(pages_of(printed(bound, reveal_speakers=False))))
    assert named.count(speaker) == 5
    assert speaker not in nameless
    assert nameless.count("Ngõ3còntối") == named.count("Ngõ3còntối") == 5


def test_the_same_book_is_the_same_document(bound):
    assert printed(bound) == printed(bound)


def test_a_longer_book_costs_no_more_queries(cell_a, secretary_a, officer):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            printed(Meeting.objects.filter(cell=cell_a))
        return len(asked)

    def grow(*days: date) -> None:
        for day in days:
            meeting = sign(cell_a, secretary_a, day=day, kind="extraordinary")
            reopening.reopen(meeting, reason=REASON, now=LATER, by=officer)
            minutes.sign(meeting, now=LATER, by=secretary_a)

    grow(MARCH)
    one = cost()
    grow(APRIL, NOVEMBER)
    assert cost() == one < 25


# --- Pages ------------------------------------------------------------------------------------


def test_the_page_of_the_book_lists_the_terms_and_leads_to_their_files(
    bound, cell_a, secretary_a, client_of
):
    TermFactory(cell=cell_a, name="2022-2025", validity=(date(2022, 2, 3), date(2025, 2, 3)))
    client = client_of(secretary_a)
    url = f"/meetings/books/cells/{cell_a.pk}/"
    assert url in client.get(cell_a.get_absolute_url()).content.decode()
    page = client.get(url).content.decode()
    shown = " ".join(page.split())
    assert "3, 1 đang mở lại" in shown
    assert "1 đến 4" in shown
    assert "chưa có biên bản" in shown
    assert page.count("Cả sổ (PDF)") == 1
    assert "Sổ có 8 trang nối tiếp nhau" in shown


def test_the_book_is_checked_on_its_page(bound, cell_a, officer, client_of):
    url = f"/meetings/books/cells/{cell_a.pk}/check/"
    page = client_of(officer).get(url).content.decode()
    assert "Đã kiểm tra 8 trang" in page
    with pgtrigger.ignore():
        Meeting.objects.filter(pk=bound[2].pk).update(conclusion="Khác.")
    page = client_of(officer).get(url).content.decode()
    assert f"trang 3, biên bản số 3 họp ngày 03/11/2026: cuộc họp (Meeting {bound[2].pk})" in page
    assert "Xin báo quản trị viên" in page


def test_the_file_has_the_names_that_its_reader_may_see_and_is_noted(
    bound, cell_a, secretary_a, officer, client_of
):
    with pgtrigger.ignore():
        bound[0].opinions.update(kind="reserved")
    url = f"/meetings/books/{bound[0].term_id}.pdf"
    for user, named in ((secretary_a, True), (officer, False)):
        answer = client_of(user).get(url)
        assert answer["Content-Type"] == "application/pdf"
        assert "so-bien-ban-chi-bo-to-dan-pho-5" in answer["Content-Disposition"]
        reader = PdfReader(io.BytesIO(answer.content))
        text = squeezed("".join(page.extract_text() for page in reader.pages))
        assert ("ĐồngchíHồThịMaiChiến" in text) == named
        assert OpinionReading.objects.filter(user=user, how="pdf").exists()


def test_a_term_without_minutes_has_no_file(cell_a, secretary_a, client_of):
    term = cell_a.terms.get()
    client = client_of(secretary_a)
    assert client.get(f"/meetings/books/{term.pk}.pdf").status_code == 404
    page = client.get(f"/meetings/books/cells/{cell_a.pk}/").content.decode()
    assert "chưa có biên bản" in page
    assert "Kiểm tra sổ" not in page
    cell_a.terms.all().delete()
    page = client.get(f"/meetings/books/cells/{cell_a.pk}/").content.decode()
    assert "nên chưa có sổ" in page
