"""Reopening: who may, what stays, what is taken back, and that the earlier version can be read."""

from datetime import date, timedelta

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from cells.models import Cell
from meetings import printing
from meetings.book.pages import chained
from meetings.book.verifying import check
from meetings.models import (
    BookPage,
    Meeting,
    NumberSeries,
    PageKind,
    Resolution,
    State,
)
from meetings.services import (
    addenda,
    planning,
    record,
    reopening,
    resolutions,
)
from meetings.services.base import MeetingSigned
from meetings.signals import minutes_reopened
from tests.factories import TermFactory
from tests.meetings.helpers import (
    everything,
    gaps,
    held,
    member,
    planned,
    ready,
    record_now,
    voted,
)
from tests.meetings.papers import in_order, minutes_text, resolution_text, said
from tests.meetings.reopened import LATER, REASON, books_fit, reopen, sign


@pytest.fixture
def signed(cell_a, secretary_a) -> Meeting:
    return sign(ready(cell_a, secretary_a), secretary_a)


# --- Who, and what stands then ----------------------------------------------------------------


def test_a_reopened_meeting_is_open_and_keeps_its_number(signed, officer):
    meeting = reopen(signed, officer)
    assert (meeting.state, meeting.version, meeting.minutes_number) == (State.OPEN, 2, 1)
    assert (meeting.signed_at, meeting.signed_by, meeting.counts) == (None, None, {})
    assert meeting.is_reopened
    resolution = meeting.resolutions.get()
    assert (resolution.number, resolution.base, resolution.passed) == (1, None, None)
    assert record_now(meeting).counts.base == 5


def test_the_page_keeps_the_reason_and_the_version_that_it_closes(signed, officer, cell_a):
    reopen(signed, officer)
    first, page = BookPage.objects.filter(cell=cell_a)
    assert (page.kind, page.version, page.reason) == (PageKind.REOPENING, 1, REASON)
    assert (page.made_at, page.made_by, page.previous_hash) == (LATER, officer, first.hash)
    assert books_fit()


def test_only_the_office_above_reopens(signed, secretary_a, overseer, viewer, other_officer):
    for user in (secretary_a, overseer, viewer, other_officer):
        with pytest.raises(PermissionDenied):
            reopen(signed, user)
    assert Meeting.objects.get(pk=signed.pk).is_signed


@pytest.mark.parametrize("reason", ["", "   ", "sai"])
def test_a_reopening_needs_its_reason(reason, signed, officer):
    with pytest.raises(ValidationError) as refused:
        reopen(signed, officer, reason)
    assert "reason" in refused.value.message_dict
    assert BookPage.objects.count() == 1


def test_what_is_not_signed_is_not_reopened(cell_a, secretary_a, officer):
    meeting = ready(cell_a, secretary_a)
    with pytest.raises(ValidationError, match="chưa ký hoặc đã được mở lại"):
        reopen(meeting, officer)
    reopen(sign(meeting, secretary_a), officer)
    with pytest.raises(ValidationError, match="chưa ký hoặc đã được mở lại"):
        reopen(meeting, officer)


def test_the_floors_above_are_told(signed, officer, django_capture_on_commit_callbacks):
    told = []

    def receive(meeting, since, **_):
        told.append((meeting, since))

    minutes_reopened.connect(receive)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            reopen(signed, officer)
            assert told == []
    finally:
        minutes_reopened.disconnect(receive)
    assert told == [(signed, date(2026, 11, 1))]


def test_a_reopening_that_fails_changes_nothing(signed, officer, cell_a, monkeypatch):
    before = everything(cell_a)
    monkeypatch.setattr(reopening, "_take_back", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        reopen(signed, officer)
    assert everything(cell_a) == before
    assert BookPage.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"conclusion": "khác"},
        {"minutes_number": 9},
        {"version": 3},
        {"state": "planned"},
        {"letterhead": {}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_nothing_else_changes_with_a_reopening(change, signed, officer):
    """The page is there, and still the database opens nothing but the next version."""
    with transaction.atomic():
        page = reopening._closing_page(signed, reason=REASON, now=LATER, by=officer)
        reopening.append(page, cell=signed.cell_id)
        opened = {"version": 2, "state": "open", "signed_at": None, "signed_by": None, "counts": {}}
        rows = Meeting.objects.filter(pk=signed.pk)
        with pytest.raises(DatabaseError, match="are signed"), transaction.atomic():
            rows.update(**opened | change)
        rows.update(**opened)


# --- The next signature -----------------------------------------------------------------------


def test_the_next_signature_takes_no_new_numbers(signed, officer, secretary_a, cell_a):
    meeting = reopen(signed, officer)
    record.conduct(meeting, values={"conclusion": "Kết luận sửa lại."}, by=secretary_a)
    again = sign(meeting, secretary_a)
    assert (again.version, again.minutes_number) == (2, 1)
    assert again.resolutions.get().number == 1
    assert set(NumberSeries.objects.values_list("last_number", flat=True)) == {1}
    kinds = BookPage.objects.filter(cell=cell_a).values_list("kind", "version")
    assert list(kinds) == [("minutes", 1), ("reopening", 1), ("minutes", 2)]
    assert books_fit()


def test_minutes_can_be_reopened_again(signed, officer, secretary_a):
    for _ in range(2):
        sign(reopen(signed, officer), secretary_a)
    stored = Meeting.objects.get(pk=signed.pk)
    assert (stored.version, stored.minutes_number) == (3, 1)
    assert [page.version for page in record_now(stored).reopenings] == [1, 2]
    assert books_fit()


def test_the_base_is_counted_anew(signed, officer, secretary_a, cell_a):
    meeting = reopen(signed, officer)
    row = meeting.attendances.get(member=member(cell_a, "Chiến"))
    type(row).objects.filter(pk=row.pk).update(suspended=True, status="not_bound")
    resolutions.change(meeting, meeting.resolutions.get(), values={"yes": 4}, by=secretary_a)
    sign(meeting, secretary_a)
    assert meeting.attendances.filter(counts_in_base=True).count() == 4
    assert Meeting.objects.get(pk=meeting.pk).counts["base"] == 4


def test_a_resolution_that_no_longer_passes_keeps_its_number_without_effect(
    signed, officer, secretary_a
):
    meeting = reopen(signed, officer)
    votes = {"yes": 2, "no": 3}
    resolutions.change(meeting, meeting.resolutions.get(), values=votes, by=secretary_a)
    sign(meeting, secretary_a)
    resolution = Resolution.objects.get(meeting=meeting)
    assert (resolution.number, resolution.passed) == (1, False)
    assert "văn bản không có hiệu lực" in minutes_text(meeting, secretary_a)
    assert "KHÔNG CÓ HIỆU LỰC" in resolution_text(meeting, secretary_a)
    later = held(planned(meeting.cell, secretary_a, kind="extraordinary"), secretary_a)
    voted(later, secretary_a)
    sign(later, secretary_a)
    assert later.resolutions.get().number == 2


def test_a_resolution_with_a_number_is_not_taken_back_and_keeps_its_type(
    signed, officer, secretary_a
):
    meeting = reopen(signed, officer)
    resolution = meeting.resolutions.get()
    with pytest.raises(ValidationError, match="đã có số nên không bỏ được"):
        resolutions.remove(meeting, resolution, by=secretary_a)
    with pytest.raises(ValidationError) as refused:
        resolutions.change(meeting, resolution, values={"document_type": "KL"}, by=secretary_a)
    assert "document_type" in refused.value.message_dict
    for act in (
        lambda: Resolution.objects.filter(pk=resolution.pk).update(number=7),
        lambda: Resolution.objects.filter(pk=resolution.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="keeps its number"), transaction.atomic():
            act()


def test_the_issuer_of_the_first_signature_stays_while_who_signs_follows(
    signed, officer, secretary_a, cell_a
):
    meeting = reopen(signed, officer)
    cell_a.name = "Chi bộ Tổ dân phố 5 mới"
    cell_a.save()
    planning.replan(meeting, values={"chair": member(cell_a, "Bình")}, by=secretary_a)
    again = sign(meeting, secretary_a)
    assert again.letterhead["issuer"] == "Chi bộ Tổ dân phố 5"
    assert again.letterhead["chair"] == "Phan Thị Mai Bình"


def test_a_name_that_changed_since_does_not_stop_the_next_signature(
    signed, officer, secretary_a, cell_a
):
    someone = member(cell_a, "Chiến")
    someone.full_name = "Hồ Văn Tên Mới"
    someone.save()
    meeting = reopen(signed, officer)
    assert any("đã đổi" in gap.text and not gap.blocks for gap in gaps(meeting))
    sign(meeting, secretary_a)
    assert meeting.attendances.filter(name="Hồ Thị Mai Chiến").exists()


def test_a_reopened_meeting_stays_in_its_term_and_is_not_cancelled(
    signed, officer, secretary_a, cell_a
):
    cell_a.terms.update(validity=(date(2025, 2, 3), date(2026, 11, 10)))
    TermFactory(cell=cell_a, name="2026-2028", validity=(date(2026, 11, 10), date(2028, 1, 1)))
    meeting = reopen(signed, officer)
    moved = meeting.planned_at + timedelta(days=10)
    with pytest.raises(ValidationError, match="nhiệm kỳ khác"):
        planning.replan(meeting, values={"planned_at": moved}, by=secretary_a)
    record.conduct(meeting, values={"started_at": None, "ended_at": None}, by=secretary_a)
    with pytest.raises(ValidationError, match="không bỏ được"):
        planning.cancel(meeting, by=secretary_a)


# --- To be read -------------------------------------------------------------------------------


def test_the_earlier_version_reads_as_it_was_printed(
    signed, officer, secretary_a, overseer, viewer, client_of
):
    addenda.add(signed, values={"reason": "Sót", "text": "Thêm."}, now=LATER, by=secretary_a)
    before = minutes_text(signed, secretary_a)
    meeting = reopen(signed, officer)
    record.conduct(meeting, values={"conclusion": "Kết luận sửa lại."}, by=secretary_a)
    sign(meeting, secretary_a)
    now = minutes_text(meeting, secretary_a)
    assert "Kết luận sửa lại." in now
    assert "PHỤ LỤC" not in now
    in_order(now, "Số 01-BB/CB", "LẬP LẠI LẦN 2 (mở lại ngày 24/11/2026)", "BIÊN BẢN")

    closing = BookPage.objects.get(kind=PageKind.REOPENING)
    mark = f"Bản đã ký ngày 23/11/2026, đã mở lại ngày 24/11/2026. Lý do: {REASON}."
    text = said(printing.closed_minutes(closing, reveal_speakers=True))
    assert text.replace(f"{mark}\n", "") == before
    assert "Hồ Thị Mai Chiến" in text

    url = closing.get_absolute_url()
    for user, named in ((secretary_a, True), (overseer, True), (officer, False), (viewer, False)):
        page = client_of(user).get(url).content.decode()
        assert REASON in page
        assert ("Đồng chí Hồ Thị Mai Chiến" in page) == named
        assert "Nhất trí lắp đèn đường trước Tết" in page
    assert client_of(viewer).get(f"{url[:-1]}.pdf").content.startswith(b"%PDF")
    assert client_of(viewer).get(url.replace("/1/", "/2/")).status_code == 404


def test_everybody_sees_that_and_why_minutes_were_reopened(
    signed, officer, secretary_a, viewer, client_of
):
    reopen(signed, officer)
    url = signed.get_absolute_url()
    for user in (secretary_a, viewer):
        page = client_of(user).get(url).content.decode()
        assert "đã mở lại ngày 24/11/2026, chưa ký lại" in page
        assert REASON in page
    assert "Đã mở lại" in client_of(viewer).get("/meetings/").content.decode()


def test_the_office_reopens_on_a_page_of_its_own(signed, officer, secretary_a, client_of):
    client, url = client_of(officer), f"{signed.get_absolute_url()}reopen/"
    assert url in client.get(signed.get_absolute_url()).content.decode()
    assert url not in client_of(secretary_a).get(signed.get_absolute_url()).content.decode()
    assert "vẫn được giữ trong sổ" in client.get(url).content.decode()
    refused = client.post(url, {"reason": "sai"})
    assert refused.status_code == 422
    assert "ít nhất 10 chữ cái" in refused.content.decode()
    assert client.post(url, {"reason": REASON}).url == signed.get_absolute_url()
    assert Meeting.objects.get(pk=signed.pk).is_reopened
    assert client.post(url, {"reason": REASON}).status_code == 302
    assert BookPage.objects.filter(kind=PageKind.REOPENING).count() == 1


def test_a_reopening_shows_itself_when_it_is_tampered_with(signed, officer, secretary_a, cell_a):
    sign(reopen(signed, officer), secretary_a)
    page = BookPage.objects.get(kind=PageKind.REOPENING)
    content = page.content
    content["rows"]["meetings.Opinion"][0][-1] = "Ý kiến khác."
    with pgtrigger.ignore():
        BookPage.objects.filter(pk=page.pk).update(content=content)
    (checked,) = check(Cell.objects.filter(pk=cell_a.pk))
    assert [misfit.position for misfit in checked.misfits] == [1, 2]
    assert "trang mở lại biên bản này đã bị sửa" in checked.first.text
    page.content = content
    page.hash = chained(page, after=(1, page.previous_hash)).hash
    with pgtrigger.ignore():
        BookPage.objects.filter(pk=page.pk).update(hash=page.hash)
    (checked,) = check(Cell.objects.filter(pk=cell_a.pk))
    assert "khác bản đã ký" in checked.first.text


def test_signed_minutes_are_refused_to_a_page_that_is_still_open(signed, secretary_a):
    with pytest.raises(MeetingSigned):
        record.conduct(signed, values={"conclusion": "x"}, by=secretary_a)
