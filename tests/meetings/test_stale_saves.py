"""What was changed elsewhere meanwhile is not overwritten: both texts are shown, one is chosen."""

import re
import unicodedata
from datetime import timedelta
from decimal import Decimal
from html import unescape
from threading import Barrier

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from meetings.forms.seen import KnowsItsRow, KnowsWhatWasSeen, mark, raw_values
from meetings.models import AssignmentReview, Meeting, MeetingKind
from meetings.services import assignments, planning, record, roll
from meetings.views import common, page_forms
from tests.factories import at
from tests.meetings.helpers import (
    NOVEMBER,
    give,
    given_and_signed,
    held,
    member,
    planned,
    record_now,
    voted,
)
from tests.meetings.test_signing_races import at_once

HTMX = {"HX-Request": "true"}
MINE, THEIRS = "Nhất trí làm đường ngõ 3.", "Nhất trí lắp đèn đường ngõ 3."


@pytest.fixture
def browser(client_of, secretary_a):
    return client_of(secretary_a)


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return held(planned(cell_a, secretary_a), secretary_a)


def to(name: str, meeting: Meeting, *rest: int) -> str:
    return reverse(f"meetings:{name}", args=[meeting.pk, *rest])


def page_of(form) -> dict:
    """What a browser sends of the form when nothing was changed in it."""
    sent = {"seen": form.seen}
    for field in form:
        values = raw_values(field)
        if values:
            sent[field.html_name] = values if len(values) > 1 else values[0]
    return sent


def concluded_elsewhere(meeting: Meeting, by, text: str = THEIRS) -> None:
    record.conduct(meeting, values={"conclusion": text}, by=by)


def mark_in(answer, field: str) -> str:
    """The mark of the other text, as the page was given it."""
    found = re.search(rf'data-field="{field}"\s+data-seen="(\w+)"', answer.content.decode())
    return found[1]


# --- Refused -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_stale_save_is_refused_and_both_texts_are_shown(browser, meeting, secretary_a):
    page = page_of(page_forms.closing_form(record_now(meeting)))
    concluded_elsewhere(meeting, secretary_a)
    sent = page | {"closing-conclusion": MINE, "touched": "closing-conclusion"}
    answer = browser.post(to("closing", meeting), sent, headers=HTMX)
    assert answer.status_code == 422
    text = unescape(answer.content.decode())
    assert MINE in text
    assert THEIRS in text
    meeting.refresh_from_db()
    assert meeting.conclusion == THEIRS


@pytest.mark.django_db
def test_who_keeps_the_own_text_has_seen_the_other(browser, meeting, secretary_a):
    page = page_of(page_forms.closing_form(record_now(meeting)))
    concluded_elsewhere(meeting, secretary_a)
    sent = page | {"closing-conclusion": MINE, "touched": "closing-conclusion"}
    answer = browser.post(to("closing", meeting), sent, headers=HTMX)
    known = f"closing-conclusion:{mark_in(answer, 'closing-conclusion')}"
    assert browser.post(to("closing", meeting), sent | {"seen": known}, headers=HTMX).status_code
    meeting.refresh_from_db()
    assert meeting.conclusion == MINE
    concluded_elsewhere(meeting, secretary_a, "Bản thứ ba.")
    again = browser.post(
        to("closing", meeting), sent | {"seen": known, "closing-conclusion": "X"}, headers=HTMX
    )
    assert again.status_code == 422


@pytest.mark.django_db
def test_the_same_text_from_two_sides_is_no_conflict(browser, meeting, secretary_a):
    page = page_of(page_forms.closing_form(record_now(meeting)))
    concluded_elsewhere(meeting, secretary_a, "Dòng một.\nDòng hai.")
    typed = unicodedata.normalize("NFD", "Dòng một.\r\nDòng hai. ")
    sent = page | {"closing-conclusion": typed, "touched": "closing-conclusion"}
    assert browser.post(to("closing", meeting), sent, headers=HTMX).status_code == 200


@pytest.mark.django_db
def test_a_page_may_write_what_nobody_else_changed(browser, meeting, secretary_a):
    page = page_of(page_forms.closing_form(record_now(meeting)))
    concluded_elsewhere(meeting, secretary_a)
    sent = page | {"closing-end_time": "21:15", "touched": "closing-end_time"}
    assert browser.post(to("closing", meeting), sent, headers=HTMX).status_code == 200
    meeting.refresh_from_db()
    assert (meeting.conclusion, meeting.ended_at) == (THEIRS, at(NOVEMBER, 21, 15))


@pytest.mark.django_db
def test_the_answer_says_what_stands_so_that_the_next_save_is_fresh(browser, meeting):
    page = page_of(page_forms.closing_form(record_now(meeting)))
    sent = page | {"closing-end_time": "2115", "touched": "closing-end_time"}
    sent["closing-end_time"] = "21:15"
    answer = browser.post(to("closing", meeting), sent, headers=HTMX)
    (seen,) = re.findall(r'data-seen="([^"]*)"', answer.content.decode())
    assert seen == f"closing-end_time:{mark(meeting.ended_at.time().replace(hour=21, minute=15))}"
    sent |= {"closing-end_time": "21:20", "seen": seen}
    assert browser.post(to("closing", meeting), sent, headers=HTMX).status_code == 200


@pytest.mark.django_db
def test_day_and_hour_are_one_moment(browser, cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a)
    page = page_of(page_forms.plan_form(record_now(meeting)))
    later = meeting.planned_at + timedelta(days=1)
    planning.replan(meeting, values={"planned_at": later}, by=secretary_a)
    sent = page | {"plan-clock": "18:00", "touched": "plan-clock"}
    answer = browser.post(to("replan", meeting), sent, headers=HTMX)
    assert answer.status_code == 422
    assert "04/11/2026" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.planned_at == later


@pytest.mark.django_db
def test_two_who_review_the_same_work_first_see_each_other(browser, cell_a, secretary_a):
    work = given_and_signed(cell_a, secretary_a)
    meeting = planned(cell_a, secretary_a, day=NOVEMBER)
    form = page_forms.review_form(record_now(meeting), work, None)
    name = f"review-{work.pk}"
    page = page_of(form) | {f"{name}-status": "done", f"{name}-result": "Đã lắp 30 đèn."}
    values = {"status": "in_progress", "result": "Mới lắp 12 đèn."}
    record.review(meeting, work, values=values, by=secretary_a)
    answer = browser.post(to("review", meeting, work.pk), page, headers=HTMX)
    assert answer.status_code == 422
    assert "Mới lắp 12 đèn." in unescape(answer.content.decode())
    assert AssignmentReview.objects.get().result == "Mới lắp 12 đèn."


@pytest.mark.django_db
def test_helpers_of_an_assignment_are_compared_too(browser, meeting, cell_a, secretary_a):
    work = give(meeting, secretary_a)
    page = page_of(page_forms.assignment_form(record_now(meeting), work))
    theirs = [member(cell_a, "Chiến")]
    assignments.change(meeting, work, values={"helpers": theirs}, by=secretary_a)
    name = f"assignment-{work.pk}-helpers"
    sent = page | {name: member(cell_a, "Bình").pk, "touched": name}
    assert (
        browser.post(to("assignment-change", meeting, work.pk), sent, headers=HTMX).status_code
        == 422
    )
    assert list(work.helpers.all()) == theirs


@pytest.mark.django_db
def test_a_stale_tap_on_the_roll_call_shows_both_marks(browser, meeting, secretary_a):
    row = meeting.attendances.first()
    seen = page_forms.mark_form(row).seen
    roll.mark(meeting, row, status="excused", reason="Đi viện", votes=True, by=secretary_a)
    tap = {"status": "unexcused", "seen": seen}
    answer = browser.post(to("mark", meeting, row.pk), tap, headers=HTMX)
    assert answer.status_code == 422
    text = unescape(answer.content.decode())
    assert "Đi viện" in text
    assert "Giữ bản của tôi" in text
    row.refresh_from_db()
    assert row.status == "excused"
    tap["seen"] = page_forms.mark_form(row).seen
    assert browser.post(to("mark", meeting, row.pk), tap, headers=HTMX).status_code == 200


@pytest.mark.django_db
def test_without_script_both_texts_are_shown_and_a_second_save_decides(
    browser, meeting, secretary_a
):
    page = page_of(page_forms.closing_form(record_now(meeting)))
    concluded_elsewhere(meeting, secretary_a)
    answer = browser.post(to("closing", meeting), page | {"closing-conclusion": MINE})
    assert answer.status_code == 422
    text = unescape(answer.content.decode())
    assert MINE in text
    assert THEIRS in text
    (seen,) = re.findall(r'name="seen" value="([^"]*)"', text)
    sent = page | {"closing-conclusion": MINE, "seen": seen}
    assert browser.post(to("closing", meeting), sent).status_code == 302
    meeting.refresh_from_db()
    assert meeting.conclusion == MINE


@pytest.mark.django_db
def test_without_script_only_what_was_changed_is_written(browser, meeting, secretary_a):
    page = page_of(page_forms.closing_form(record_now(meeting)))
    concluded_elsewhere(meeting, secretary_a)
    assert (
        browser.post(to("closing", meeting), page | {"closing-end_time": "21:15"}).status_code
        == 302
    )
    meeting.refresh_from_db()
    assert (meeting.conclusion, meeting.ended_at) == (THEIRS, at(NOVEMBER, 21, 15))


@pytest.mark.django_db
def test_a_service_that_wants_all_is_given_what_stands_for_the_rest(
    browser, meeting, cell_a, secretary_a
):
    work = give(meeting, secretary_a, helpers=[member(cell_a, "An")])
    now = record_now(meeting)
    sent = QueryDict(mutable=True)
    for name, value in page_of(page_forms.assignment_form(now, work)).items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    sent[f"assignment-{work.pk}-task"] = "Lắp đèn ngõ 3"
    theirs = {"due": NOVEMBER + timedelta(days=20), "helpers": [member(cell_a, "Chiến")]}
    assignments.change(meeting, work, values=theirs, by=secretary_a)
    form = page_forms.assignment_form(now, work, sent)
    assert common.written(form, lambda: None)
    assert form.all_values()["task"] == "Lắp đèn ngõ 3"
    assert {name: form.all_values()[name] for name in theirs} == theirs


@pytest.mark.django_db
def test_odd_marks_are_no_fault(browser, meeting):
    for odd in ("x", ":", "closing-conclusion:", "a:b:c", "\x00", "closing-conclusion:" * 3000):
        sent = {"closing-conclusion": MINE, "closing-minutes_read": "on", "seen": odd}
        assert browser.post(to("closing", meeting), sent, headers=HTMX).status_code in {200, 422}


@pytest.mark.django_db
def test_a_resolution_shows_who_wrote_the_other_text(browser, meeting, secretary_a, client_of):
    resolution = voted(meeting, secretary_a)
    name = f"resolution-{resolution.pk}-direction"
    page = page_of(page_forms.resolution_form(record_now(meeting), resolution))
    url = to("resolution-change", meeting, resolution.pk)
    theirs = page | {name: THEIRS, "touched": name}
    assert client_of(secretary_a).post(url, theirs, headers=HTMX).status_code == 200
    answer = browser.post(url, page | {name: MINE, "touched": name}, headers=HTMX)
    assert answer.status_code == 422
    assert f"{secretary_a.full_name} ({secretary_a.username})" in unescape(answer.content.decode())
    resolution.refresh_from_db()
    assert resolution.direction == THEIRS


# --- A page that was changed nowhere -----------------------------------------------------------


@pytest.mark.django_db
def test_a_form_sent_back_as_it_came_changes_nothing(cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a, day=NOVEMBER - timedelta(days=31))
    meeting = held(
        planned(cell_a, secretary_a, kind=MeetingKind.THEMATIC), secretary_a, guests="Ông Tám"
    )
    work = give(meeting, secretary_a, helpers=[member(cell_a, "An"), member(cell_a, "Chiến")])
    said = {"guest": "Ông Tám", "text": "Hai dòng\n\nvà một dấu cách "}
    opinion = record.add_opinion(meeting, values=said, by=secretary_a)
    resolution = voted(meeting, secretary_a)
    values = {"status": "in_progress", "achieved": Decimal("1250.50"), "result": "Được 1.250,5."}
    review = record.review(meeting, due, values=values, by=secretary_a)
    now = record_now(meeting)
    item = meeting.agenda_items.first()
    for make in (
        lambda data: page_forms.plan_form(now, data),
        lambda data: page_forms.opening_form(now, data),
        lambda data: page_forms.closing_form(now, data),
        lambda data: page_forms.review_form(now, due, review, data),
        lambda data: page_forms.agenda_form(item, data),
        lambda data: page_forms.opinion_form(now, opinion, data),
        lambda data: page_forms.assignment_form(now, work, data),
        lambda data: page_forms.resolution_form(now, resolution, data),
    ):
        sent = QueryDict(mutable=True)
        for name, value in page_of(make(None)).items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        form = make(sent)
        assert form.is_valid(), (type(form), form.errors)
        assert form.written_names() == set(), type(form)


@given(st.text(max_size=40))
def test_a_mark_follows_the_text_not_its_encoding(text):
    assert mark(text) == mark(unicodedata.normalize("NFD", text)) == mark(f" {text}\r\n")
    assert (mark(text) == mark("khác")) == (unicodedata.normalize("NFC", text).strip() == "khác")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**9))
def test_a_mark_of_a_figure_follows_its_value(figure):
    assert mark(figure) == mark(figure.quantize(Decimal("0.0001")))
    assert mark(figure) != mark(figure + 1)


# --- At the same moment ------------------------------------------------------------------------


def both_save(meeting: Meeting, by) -> list[bool]:
    """Two pages that saw the same send different texts at once."""
    now = record_now(meeting)
    page = page_of(page_forms.closing_form(now))

    def save(text: str) -> bool:
        data = QueryDict(mutable=True)
        data.update(page | {"closing-conclusion": text, "touched": "closing-conclusion"})
        form = page_forms.closing_form(now, data)
        return common.written(form, lambda: record.conduct(meeting, values=form.values(), by=by))

    return at_once(lambda: save(MINE), lambda: save(THEIRS))


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_refused(meeting, secretary_a):
    results = both_save(meeting, secretary_a)
    assert sorted(results) == [False, True]
    meeting.refresh_from_db()
    assert meeting.conclusion == (MINE if results[0] else THEIRS)


@pytest.mark.django_db(transaction=True)
def test_control_compared_outside_the_lock_one_text_is_lost(meeting, secretary_a, monkeypatch):
    compared = Barrier(2, timeout=20)
    compare = KnowsWhatWasSeen.compare

    def compare_and_wait(form, row):
        fresh = compare(form, row)
        compared.wait()
        return fresh

    monkeypatch.setattr(KnowsItsRow, "hold", lambda form: None)
    monkeypatch.setattr(KnowsWhatWasSeen, "compare", compare_and_wait)
    assert both_save(meeting, secretary_a) == [True, True]
