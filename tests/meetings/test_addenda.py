"""Addenda to signed minutes: dated, signed, on a page of their own, printed with the minutes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cells.models import Cell
from meetings.book.verifying import check
from meetings.models import Addendum, BookPage, Meeting, PageKind
from meetings.services import addenda, minutes
from tests.factories import at
from tests.meetings.helpers import NOW, ready, record_now
from tests.meetings.papers import in_order, minutes_text

WORDS = {"reason": "Ghi sót số hộ", "text": "Số hộ đã góp tiền là 28.\n- Ngõ 3: 20\n- Ngõ 5: 8"}
LATER = at(date(2026, 11, 24), 8, 0)


@pytest.fixture
def signed(cell_a, secretary_a) -> Meeting:
    return minutes.sign(ready(cell_a, secretary_a), now=NOW, by=secretary_a)


@pytest.fixture
def add(signed, secretary_a):
    def act(by=secretary_a, **words) -> Addendum:
        return addenda.add(signed, values=WORDS | words, now=LATER, by=by)

    return act


def test_an_addendum_is_numbered_dated_and_signed(add, signed, secretary_a):
    first, second = add(), add(reason="Ghi nhầm ngày")
    assert [first.position, second.position] == [1, 2]
    stored = Addendum.objects.get(pk=first.pk)
    assert (stored.meeting, stored.version) == (signed, 1)
    assert (stored.signed_at, stored.signed_by) == (LATER, secretary_a)
    assert stored.signer_name == "Lê Thị Mai An"


def test_an_addendum_is_a_page_of_the_chain(add, cell_a):
    addendum = add()
    minutes_page, page = BookPage.objects.filter(cell=cell_a)
    assert (page.kind, page.addendum, page.position) == (PageKind.ADDENDUM, addendum, 2)
    assert page.previous_hash == minutes_page.hash
    assert [one.first for one in check(Cell.objects.all())] == [None]


def test_an_addendum_is_printed_after_the_minutes_with_a_place_for_signatures(
    add, signed, secretary_a
):
    add()
    text = minutes_text(signed, secretary_a)
    in_order(
        text,
        "Hội nghị kết thúc",
        "CHỦ TRÌ HỘI NGHỊ",
        "PHỤ LỤC ĐÍNH CHÍNH số 1, ngày 24 tháng 11 năm 2026",
        "Lý do: Ghi sót số hộ.",
        "Số hộ đã góp tiền là 28.",
        "NGƯỜI LẬP PHỤ LỤC",
        "Lê Thị Mai An",
        "CHỦ TRÌ HỘI NGHỊ",
    )


@pytest.mark.parametrize("words", [{"reason": "  "}, {"text": ""}, {"reason": "x" * 301}])
def test_an_addendum_without_its_words_is_refused_beside_the_field(words, add):
    with pytest.raises(ValidationError) as refused:
        add(**words)
    assert refused.value.message_dict.keys() == words.keys()
    assert not Addendum.objects.exists()


def test_only_who_keeps_the_book_adds_to_it(add, overseer, officer, viewer, secretary_b):
    for user in (overseer, officer, viewer, secretary_b):
        with pytest.raises(PermissionDenied):
            add(by=user)


def test_open_minutes_take_no_addendum(cell_a, secretary_a):
    meeting = ready(cell_a, secretary_a)
    with pytest.raises(ValidationError, match="đang mở để ghi"):
        addenda.add(meeting, values=WORDS, now=LATER, by=secretary_a)
    row = Addendum(meeting=meeting, version=1, position=1, signed_at=LATER, signed_by=secretary_a)
    with pytest.raises(DatabaseError, match="no such signed minutes"), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    "act", [lambda: Addendum.objects.update(text="Khác."), lambda: Addendum.objects.all().delete()]
)
def test_a_signed_addendum_stays(act, add):
    add()
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def test_the_page_asks_for_the_words_and_leads_back(signed, secretary_a, client_of):
    client = client_of(secretary_a)
    url = f"{signed.get_absolute_url()}addenda/"
    assert url in client.get(signed.get_absolute_url()).content.decode()
    assert "in kèm sau biên bản" in client.get(url).content.decode()
    refused = client.post(url, {"reason": "Ghi sót", "text": ""})
    assert refused.status_code == 422
    assert "Ghi sót" in refused.content.decode()
    assert client.post(url, WORDS).url == signed.get_absolute_url()
    page = client.get(signed.get_absolute_url()).content.decode()
    assert "PHỤ LỤC ĐÍNH CHÍNH số 1" in page


def test_more_addenda_cost_no_more_queries(add, signed):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            record_now(signed)
        return len(asked)

    add()
    one = cost()
    add()
    assert len(record_now(signed).addenda) == 2
    assert cost() == one
