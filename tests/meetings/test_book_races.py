"""Pages of one book at the same time, on real connections, with a control without the lock."""

from collections import Counter
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cells.models import Cell
from meetings.book.contents import covered_by_addendum
from meetings.book.verifying import check
from meetings.models import BookPage, Meeting
from meetings.services import addenda, minutes, reopening
from meetings.services import book as binding
from tests.meetings.helpers import APRIL, MARCH, NOW, held, planned, ready
from tests.meetings.test_signing_races import WAIT, at_once

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "Ghi nhầm kết quả biểu quyết"
WORDS = {"reason": "Ghi sót", "text": "Thêm một ý."}


@pytest.fixture
def two_signed(cell_a, secretary_a) -> list[Meeting]:
    meetings = [
        held(planned(cell_a, secretary_a, day=day, kind="extraordinary"), secretary_a)
        for day in (MARCH, APRIL)
    ]
    # The first addendum of all writes the list of its fields, for which the second would wait.
    binding.schema_row(*covered_by_addendum())
    return [minutes.sign(meeting, now=NOW, by=secretary_a) for meeting in meetings]


def bound(meeting: Meeting, by) -> BookPage:
    """An addendum: a page that takes no number, so that only the chain is in the way."""
    addendum = addenda.add(meeting, values=WORDS, now=NOW, by=by)
    return addendum.page


def both_read_first(monkeypatch, *, seconds: float) -> None:
    """Each page waits with its place in the chain until the other one has looked for its own, as
    far as the other one gets there."""
    met, place = Barrier(2, timeout=seconds), binding.chained

    def wait(page: BookPage, *, after: tuple[int, str]) -> BookPage:
        with suppress(BrokenBarrierError):  # the other one waits for the lock
            met.wait()
        return place(page, after=after)

    monkeypatch.setattr(binding, "chained", wait)


def test_two_pages_of_a_book_take_turns(two_signed, secretary_a, monkeypatch):
    both_read_first(monkeypatch, seconds=1)
    pages = at_once(*(lambda meeting=one: bound(meeting, secretary_a) for one in two_signed))
    assert sorted(page.position for page in pages) == [3, 4]
    assert all(one.fits for one in check(Cell.objects.all()))


def test_control_without_the_lock_two_pages_take_the_same_place(
    two_signed, secretary_a, monkeypatch
):
    both_read_first(monkeypatch, seconds=WAIT)
    unlocked = SimpleNamespace(select_for_update=lambda **_: Cell.objects.all())
    monkeypatch.setattr(binding, "Cell", SimpleNamespace(objects=unlocked))
    results = at_once(*(lambda meeting=one: bound(meeting, secretary_a) for one in two_signed))
    (refused,) = [result for result in results if not isinstance(result, BookPage)]
    assert isinstance(refused, IntegrityError)
    assert "book_page_position_once" in str(refused)


def test_minutes_are_reopened_once(two_signed, officer):
    meeting = two_signed[0]
    results = at_once(*[lambda: reopening.reopen(meeting, reason=REASON, now=NOW, by=officer)] * 2)
    assert Counter(type(result) for result in results) == {BookPage: 1, ValidationError: 1}
    assert Meeting.objects.get(pk=meeting.pk).version == 2


def test_an_addendum_beside_a_reopening_is_in_the_closed_version_or_refused(
    two_signed, officer, secretary_a
):
    meeting = two_signed[0]
    closing, added = at_once(
        lambda: reopening.reopen(meeting, reason=REASON, now=NOW, by=officer),
        lambda: bound(meeting, secretary_a),
    )
    assert isinstance(closing, BookPage)
    assert isinstance(added, BookPage | ValidationError)
    printed = "PHỤ LỤC ĐÍNH CHÍNH số 1" in str(closing.content["papers"]["minutes"])
    assert printed == isinstance(added, BookPage)
    assert all(one.fits for one in check(Cell.objects.all()))


def test_a_reopening_waits_for_a_signature_and_closes_it(cell_a, secretary_a, officer):
    meeting = ready(cell_a, secretary_a)
    signed, opened = at_once(
        lambda: minutes.sign(meeting, now=NOW, by=secretary_a),
        lambda: reopening.reopen(meeting, reason=REASON, now=NOW, by=officer),
    )
    assert isinstance(signed, Meeting)
    assert isinstance(opened, BookPage | ValidationError)
    stored = Meeting.objects.get(pk=meeting.pk)
    assert stored.version == 1 + isinstance(opened, BookPage)
    assert all(one.fits for one in check(Cell.objects.all()))
