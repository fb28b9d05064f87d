"""An addition that is sent twice, because its answer was lost, is written once."""

from html import unescape

import pytest
from django.urls import reverse

from meetings.models import Meeting, Opinion
from meetings.services import roll
from tests.meetings.helpers import held, member, planned
from tests.meetings.test_signing_races import at_once

HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return held(planned(cell_a, secretary_a), secretary_a)


def to(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", args=[meeting.pk])


@pytest.fixture
def browser(client_of, secretary_a):
    return client_of(secretary_a)


def opinion_sent(cell, text: str = "Ngõ 3 còn tối.", once: str = "mot-lan") -> dict:
    return {
        "opinion-kind": "discussion",
        "opinion-speaker": member(cell, "Chiến").pk,
        "opinion-text": text,
        "once": once,
    }


@pytest.mark.django_db
def test_the_same_addition_sent_twice_is_written_once(browser, meeting, cell_a):
    url = to("opinion-add", meeting)
    for _ in range(2):
        answer = browser.post(url, opinion_sent(cell_a), headers=HTMX)
        assert answer.status_code == 200
        assert "Ngõ 3 còn tối." in unescape(answer.content.decode())
    assert Opinion.objects.count() == 1
    # The same words said again are another opinion: the page has a new number by then.
    browser.post(url, opinion_sent(cell_a, once="lan-hai"), headers=HTMX)
    # What was rewritten before it was sent again is not lost.
    browser.post(url, opinion_sent(cell_a, text="Ngõ 3 và ngõ 5 còn tối."), headers=HTMX)
    assert Opinion.objects.count() == 3


@pytest.mark.django_db
def test_a_refused_addition_may_be_sent_again(browser, meeting, cell_a, secretary_a, monkeypatch):
    url = to("opinion-add", meeting)
    sent = opinion_sent(cell_a)
    row = meeting.attendances.get(member=member(cell_a, "Chiến"))
    roll.mark(meeting, row, status="excused", reason="", votes=True, by=secretary_a)
    assert browser.post(url, sent, headers=HTMX).status_code == 422
    roll.mark(meeting, row, status="present", reason="", votes=True, by=secretary_a)
    assert browser.post(url, sent, headers=HTMX).status_code == 200
    assert Opinion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_addition_sent_twice_at_once_is_written_once(
    meeting, cell_a, client_of, secretary_a
):
    browsers = [client_of(secretary_a), client_of(secretary_a)]
    sent = opinion_sent(cell_a)
    url = to("opinion-add", meeting)
    answers = at_once(*(lambda one=one: one.post(url, sent, headers=HTMX) for one in browsers))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert Opinion.objects.count() == 1
