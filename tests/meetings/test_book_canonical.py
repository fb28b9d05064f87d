"""One spelling for every value: the hash of a page must not depend on where it is computed."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.book.canonical import canonical, digest, spelt
from meetings.models import State

EVENING = datetime(2026, 4, 3, 19, 30, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("tổ", "tổ"),
        ("to\u0302\u0309", "tổ"),
        (State.SIGNED, "signed"),
        (Decimal("30.00"), "30"),
        (Decimal("1.50"), "1.5"),
        (Decimal("3E+2"), "300"),
        (Decimal("-0.00"), "0"),
        (Decimal("0.10"), "0.1"),
        (EVENING, "2026-04-03T12:30:00.000000Z"),
        (date(2026, 4, 3), "2026-04-03"),
        (timedelta(minutes=1), 60_000_000),
        (0.5, "0.5"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ({"b": 1, "a": (Decimal("2.0"),)}, {"b": 1, "a": ["2"]}),
    ],
)
def test_each_kind_of_value_has_one_spelling(value, spelt):
    assert canonical(value) == spelt
    assert type(canonical(value)) is type(spelt)


def test_what_has_no_spelling_is_refused_rather_than_guessed():
    with pytest.raises(TypeError, match="no canonical spelling for set"):
        canonical({1})


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_is_the_same_in_every_time_zone(moment):
    try:
        elsewhere = moment.astimezone(timezone(timedelta(hours=7)))
    except OverflowError:
        return
    assert canonical(moment.astimezone(UTC)) == canonical(elsewhere)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**12))
def test_a_figure_is_the_same_with_and_without_idle_zeros(figure):
    assert canonical(figure) == canonical(figure.normalize())
    assert Decimal(canonical(figure)) == figure


def test_the_order_of_keys_says_nothing_and_that_of_values_all():
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest([1, 2]) != digest([2, 1])


def test_the_hash_is_pinned():
    """A change of spelling would make every old page a false one."""
    row = [512, "Ý kiến: lắp đèn", None, True, Decimal("30.00"), EVENING, {"b": [1], "a": ""}]
    assert digest(spelt(row)) == "17d81c4d10f08d903531f629bedc1391953640aeeaf9f5c7be47a6d861b6771f"
