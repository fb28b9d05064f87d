"""How a quarter stands, and when a same-day thematic meeting begins."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.yearplan_rules import (
    Quarter,
    QuarterState,
    begins_after,
    days_left,
    overlap,
    quarter_state,
)
from tests.factories import at

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
FEW = st.integers(0, 4)


@given(DAYS)
def test_every_day_lies_in_exactly_its_quarter(day):
    quarter = Quarter.of(day)
    assert day in quarter
    assert (quarter.last + timedelta(days=1)) not in quarter
    assert Quarter.of(quarter.last + timedelta(days=1)) > quarter
    assert 90 <= (quarter.last - quarter.first).days + 1 <= 92
    assert quarter.middle_of_first_month in quarter


@given(DAYS, DAYS, FEW, FEW, FEW)
def test_a_quarter_is_done_by_meetings_held_and_by_nothing_else(day, today, needed, held, arranged):
    quarter = Quarter.of(day)
    state = quarter_state(quarter, needed=needed, held=held, arranged=arranged, today=today)
    settled = state in {QuarterState.DONE, QuarterState.NOT_ASKED}
    assert settled == (held >= needed)
    assert (state == QuarterState.LATE) == (held < needed and today > quarter.last)
    if state == QuarterState.DUE:
        assert today in quarter
        assert held + arranged < needed
        assert days_left(quarter, today) == (quarter.last - today).days


@pytest.mark.parametrize(
    ("today", "held", "arranged", "state"),
    [
        (date(2026, 9, 30), 0, 0, QuarterState.AHEAD),
        (date(2026, 10, 1), 0, 0, QuarterState.DUE),
        (date(2026, 12, 31), 0, 0, QuarterState.DUE),
        (date(2026, 12, 31), 0, 1, QuarterState.ARRANGED),
        (date(2027, 1, 1), 0, 1, QuarterState.LATE),
        (date(2027, 1, 1), 1, 0, QuarterState.DONE),
    ],
)
def test_the_fourth_quarter_from_before_it_to_after_it(today, held, arranged, state):
    fourth = Quarter(2026, 4)
    assert quarter_state(fourth, needed=1, held=held, arranged=arranged, today=today) == state


def test_the_last_day_of_a_quarter_leaves_none():
    assert days_left(Quarter(2026, 4), date(2026, 11, 23)) == 38
    assert days_left(Quarter(2026, 4), date(2026, 12, 31)) == 0
    assert days_left(Quarter(2026, 4), date(2027, 2, 1)) == 0


START = at(date(2026, 11, 3), 19, 30)


@pytest.mark.parametrize(
    ("ended", "least", "begins"),
    [
        (None, 90, at(date(2026, 11, 3), 21, 0)),
        (None, 60, at(date(2026, 11, 3), 20, 30)),
        (None, None, at(date(2026, 11, 3), 21, 0)),
        (at(date(2026, 11, 3), 21, 25), 90, at(date(2026, 11, 3), 21, 25)),
    ],
)
def test_a_thematic_meeting_follows_the_regular_one(ended, least, begins):
    assert begins_after(regular_starts=START, regular_ends=ended, least=least) == begins


MOMENTS = st.integers(0, 1439).map(
    lambda minute: at(date(2026, 11, 3), 0, 0) + timedelta(minutes=minute)
)


@given(MOMENTS, MOMENTS, st.integers(1, 200), st.integers(1, 200))
def test_two_meetings_overlap_whichever_is_named_first(one, other, took_one, took_other):
    first = (one, one + timedelta(minutes=took_one))
    second = (other, other + timedelta(minutes=took_other))
    together = max(one, other) < min(first[1], second[1])
    assert overlap(first, second) == overlap(second, first) == together


def test_an_end_that_is_not_known_is_no_overlap():
    assert not overlap((START, None), (START + timedelta(minutes=5), None))
