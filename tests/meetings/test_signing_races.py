"""Signatures at the same time, on real connections, each race with a control without its lock."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from cells.models import Cell, Term
from meetings.models import Meeting, NumberSeries, Opinion, Resolution
from meetings.services import assignments, base, minutes, record
from meetings.services.base import MeetingSigned
from tests.meetings.helpers import (
    APRIL,
    MARCH,
    NOW,
    given_and_signed,
    held,
    member,
    planned,
    ready,
    voted,
)

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 20


def at_once(*calls: Callable[[], object]) -> list:
    """What parallel calls come to, each on its own connection; exceptions are results too."""
    together = Barrier(len(calls), timeout=WAIT)

    def one(call: Callable[[], object]):
        try:
            together.wait()
            return call()
        except Exception as error:  # noqa: BLE001  (the test looks at it)
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def pooled(calls: Iterable[Callable[[], object]], threads: int = 16) -> list:
    """The same through a pool of so many connections."""
    calls = list(calls)
    piles = [calls[start::threads] for start in range(threads)]
    done = at_once(*(lambda pile=pile: [_result(call) for call in pile] for pile in piles))
    return [result for pile in done for result in pile]


def _result(call: Callable[[], object]):
    try:
        return call()
    except IntegrityError as error:
        return error


def sign(meeting: Meeting, by) -> Meeting:
    return minutes.sign(meeting, now=NOW, by=by)


def without_cell_lock(monkeypatch) -> None:
    """Signatures of one cell no longer take turns: only the row of the series is left."""
    unlocked = SimpleNamespace(select_for_update=lambda **_: Cell.objects.all())
    monkeypatch.setattr(minutes, "Cell", SimpleNamespace(objects=unlocked))


def without_series_lock(monkeypatch, pause: Callable[[], object]) -> None:
    """Numbers are read, and then written: what the row lock of the series is there to prevent."""

    def read_then_write(term: Term, document_type: str) -> int:
        series, _ = NumberSeries.objects.get_or_create(term=term, document_type=document_type)
        number = series.last_number + 1
        pause()
        NumberSeries.objects.filter(pk=series.pk).update(last_number=number)
        return number

    monkeypatch.setattr(minutes, "take_number", read_then_write)


def test_two_people_who_sign_at_once_sign_once(cell_a, secretary_a):
    meeting = ready(cell_a, secretary_a)
    results = at_once(lambda: sign(meeting, secretary_a), lambda: sign(meeting, secretary_a))
    assert Counter(type(result) for result in results) == {Meeting: 1, MeetingSigned: 1}
    series = NumberSeries.objects.values_list("document_type", "last_number")
    assert set(series) == {("BB", 1), ("NQ", 1)}


def test_control_two_who_do_not_wait_for_the_meeting_both_begin_to_sign(
    cell_a, secretary_a, monkeypatch
):
    """Without the lock on the meeting both look at an unsigned one; the trigger stops the second
    and its numbers go back."""
    meeting = ready(cell_a, secretary_a)
    both_see_it_open = Barrier(2, timeout=WAIT)
    unlocked = SimpleNamespace(get=lambda pk: Meeting.objects.get(pk=pk))

    def see(*args, **kwargs):
        both_see_it_open.wait()
        return []

    rows = SimpleNamespace(objects=SimpleNamespace(select_for_update=lambda: unlocked))
    monkeypatch.setattr(base, "Meeting", rows)
    monkeypatch.setattr(minutes, "findings", see)
    without_cell_lock(monkeypatch)
    results = at_once(lambda: sign(meeting, secretary_a), lambda: sign(meeting, secretary_a))
    (refused,) = [result for result in results if not isinstance(result, Meeting)]
    assert isinstance(refused, DatabaseError)
    assert not isinstance(refused, MeetingSigned)
    assert set(NumberSeries.objects.values_list("last_number", flat=True)) == {1}


def hundred(cell, by) -> list[Meeting]:
    """Copies of one extraordinary meeting with its roll, each with a resolution that passed."""
    first = held(planned(cell, by, kind="extraordinary", day=MARCH), by)
    voted(first, by)
    copies = []
    for number in range(1, 100):
        copy = Meeting.objects.get(pk=first.pk)
        copy.pk, copy.purpose = None, f"Việc thứ {number}"
        copies.append(copy)
    Meeting.objects.bulk_create(copies)
    for model in (first.attendances.model, Resolution):
        rows = []
        for copy in copies:
            for row in model.objects.filter(meeting=first):
                row.pk, row.meeting = None, copy
                rows.append(row)
        model.objects.bulk_create(rows)
    return [first, *copies]


def test_a_hundred_signatures_at_once_number_without_gap_or_double(cell_a, secretary_a):
    meetings = hundred(cell_a, secretary_a)
    pooled(lambda meeting=meeting: sign(meeting, secretary_a) for meeting in meetings)
    given = Meeting.objects.values_list("minutes_number", flat=True)
    assert sorted(given) == list(range(1, 101))
    resolved = Resolution.objects.values_list("number", flat=True)
    assert sorted(resolved) == list(range(1, 101))


def test_the_lock_of_the_series_is_enough_without_that_of_the_cell(
    cell_a, secretary_a, monkeypatch
):
    without_cell_lock(monkeypatch)
    meetings = hundred(cell_a, secretary_a)[:16]
    pooled(lambda meeting=meeting: sign(meeting, secretary_a) for meeting in meetings)
    given = Meeting.objects.filter(state="signed").values_list("minutes_number", flat=True)
    assert sorted(given) == list(range(1, 17))


def test_control_without_locks_two_signatures_take_the_same_number(
    cell_a, secretary_a, monkeypatch
):
    """If no double appeared here, the tests above would prove nothing."""
    without_cell_lock(monkeypatch)
    both_have_read = Barrier(2, timeout=WAIT)
    without_series_lock(monkeypatch, both_have_read.wait)
    meetings = [
        held(planned(cell_a, secretary_a, kind="extraordinary"), secretary_a) for _ in range(2)
    ]
    NumberSeries.objects.create(term=meetings[0].term, document_type="BB")
    results = at_once(*(lambda meeting=one: sign(meeting, secretary_a) for one in meetings))
    (double,) = [result for result in results if not isinstance(result, Meeting)]
    assert isinstance(double, IntegrityError)
    assert "meeting_minutes_number_once_in_term" in str(double)
    assert Meeting.objects.filter(state="signed").count() == 1


def test_a_child_written_past_the_services_waits_for_the_signature_and_is_refused(
    cell_a, secretary_a, monkeypatch
):
    meeting = ready(cell_a, secretary_a)
    signing, may_commit = Event(), Event()
    fix = minutes.signers_of

    def pause(found):
        signing.set()
        assert may_commit.wait(WAIT)
        return fix(found)

    monkeypatch.setattr(minutes, "signers_of", pause)

    def write():
        assert signing.wait(WAIT)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
            with pytest.raises(DatabaseError, match="lock timeout"), transaction.atomic():
                late_opinion()
            cursor.execute("SET LOCAL lock_timeout = 0")
            may_commit.set()
            late_opinion()

    def late_opinion():
        Opinion.objects.create(meeting=meeting, position=9, guest="Đ/c Khách", text="Nói muộn.")

    signed, refused = at_once(lambda: sign(meeting, secretary_a), write)
    assert isinstance(signed, Meeting)
    assert "are signed" in str(refused)
    assert not Opinion.objects.filter(position=9).exists()


def test_an_opinion_noted_during_a_signature_is_in_the_minutes_or_refused(cell_a, secretary_a):
    meeting = ready(cell_a, secretary_a)
    values = {"speaker": member(cell_a, "Đức"), "text": "Xin nói thêm."}
    signed, noted = at_once(
        lambda: sign(meeting, secretary_a),
        lambda: record.add_opinion(meeting, values=values, by=secretary_a),
    )
    assert isinstance(signed, Meeting)
    assert isinstance(noted, Opinion | MeetingSigned)
    assert meeting.opinions.count() == 1 + isinstance(noted, Opinion)


def test_two_meetings_that_hear_of_the_same_work_close_it_once(cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a)
    meetings = []
    for days in (0, 1):
        kind, day = "extraordinary", APRIL + timedelta(days=days)
        meeting = held(planned(cell_a, secretary_a, kind=kind, day=day), secretary_a)
        values = {"status": "done", "result": "Đã xong."}
        record.review(meeting, due, values=values, by=secretary_a)
        meetings.append(meeting)
    results = at_once(*(lambda meeting=one: sign(meeting, secretary_a) for one in meetings))
    assert [type(result) for result in results] == [Meeting, Meeting]
    due.refresh_from_db()
    first = min(meetings, key=lambda m: Meeting.objects.get(pk=m.pk).minutes_number)
    assert due.closed_by == first


def test_two_meetings_that_carry_the_same_work_over_carry_it_once(cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a)
    meetings = [planned(cell_a, secretary_a, kind="extraordinary") for _ in range(2)]
    results = at_once(
        *(lambda m=one: assignments.carry_over(m, due, by=secretary_a) for one in meetings)
    )
    (refused,) = [result for result in results if isinstance(result, Exception)]
    assert "đã được chuyển tiếp" in str(refused)
