"""The arithmetic of the yearly rating and of confidence polls: worked examples, properties."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules import (
    LEVELS,
    Ballots,
    CapBase,
    Consequence,
    Left,
    Level,
    LevelRule,
    Standing,
    Tally,
    WhoIsRated,
    consequence,
    enough_present,
    flag_of,
    left_out,
    level_by_points,
    level_by_votes,
    lower_of,
    months_between,
    most_excellent,
    over_the_cap,
)
from meetings.rules import Seat, voting_base

E, G, C, N = LEVELS
VOTES_OF_2011 = [
    LevelRule(E, Decimal(90), 2, 3),
    LevelRule(G, Decimal(70), 1, 2, strict=True),
    LevelRule(C, Decimal(50), 1, 2, strict=True),
    LevelRule(N, None, 1, 2, strict=True),
]


# --- The cap --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("counts", "base", "most", "over"),
    [
        ({E: 6, G: 30, C: 4}, CapBase.GOOD_ONLY, 6, 0),
        ({E: 6, G: 30, C: 4}, CapBase.GOOD_AND_ABOVE, 7, 0),
        ({E: 6, G: 30, C: 4}, CapBase.ALL_RATED, 8, 0),
        ({E: 8, G: 28, C: 4}, CapBase.GOOD_ONLY, 5, 3),
        ({E: 8, G: 28, C: 4}, CapBase.GOOD_AND_ABOVE, 7, 1),
        ({E: 8, G: 28, C: 4}, CapBase.ALL_RATED, 8, 0),
        ({}, CapBase.ALL_RATED, 0, 0),
        ({E: 1}, CapBase.GOOD_ONLY, 0, 1),
    ],
)
def test_the_same_people_give_another_cap_over_another_base(counts, base, most, over):
    assert most_excellent(counts, base, 20) == most
    assert over_the_cap(counts, base, 20) == over


def test_moving_one_from_excellent_to_good_raises_the_base():
    before, after = {E: 7, G: 29}, {E: 6, G: 30}
    assert most_excellent(before, CapBase.GOOD_ONLY, 20) == 5
    assert most_excellent(after, CapBase.GOOD_ONLY, 20) == 6


COUNTS = st.dictionaries(st.sampled_from(LEVELS), st.integers(0, 500))


@given(COUNTS, st.sampled_from(CapBase), st.integers(0, 100))
def test_what_the_cap_lets_through_is_never_more_than_its_share(counts, base, percent):
    most = most_excellent(counts, base, percent)
    kept = counts | {E: max(counts.get(E, 0) - over_the_cap(counts, base, percent), 0)}
    assert kept[E] <= most or counts.get(E, 0) <= most
    assert 100 * most <= percent * sum(counts.values()) or base != CapBase.ALL_RATED
    assert over_the_cap(kept, CapBase.GOOD_ONLY, percent) == 0 or base != CapBase.GOOD_ONLY


# --- Who is rated ---------------------------------------------------------------------------------
R2018, R2019, R2023 = WhoIsRated(True, None), WhoIsRated(False, None), WhoIsRated(False, 6)
YEAR_END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("standing", "of_2018", "of_2019", "of_2023"),
    [
        (Standing(), None, None, None),
        (Standing(exempted=True), Left.EXEMPTED, Left.EXEMPTED, Left.EXEMPTED),
        (Standing(suspended=True), None, Left.SUSPENDED, Left.SUSPENDED),
        (Standing(admitted_on=date(2026, 7, 1)), None, None, Left.TOO_NEW),
        (Standing(admitted_on=date(2026, 6, 30)), None, None, None),
        (Standing(temporary_here=True), *[Left.TEMPORARY_HERE] * 3),
    ],
)
def test_who_is_left_out_depends_on_the_regime(standing, of_2018, of_2019, of_2023):
    found = [left_out(standing, rule, day=YEAR_END) for rule in (R2018, R2019, R2023)]
    assert found == [of_2018, of_2019, of_2023]


def test_months_are_whole():
    assert months_between(date(2026, 6, 30), YEAR_END) == 6
    assert months_between(date(2026, 7, 1), YEAR_END) == 5
    assert months_between(date(2025, 12, 31), date(2026, 12, 30)) == 11


def test_a_term_of_months_ends_on_the_last_day_of_a_shorter_month():
    """Điều 147.4 Bộ luật Dân sự: where the last month has no such day."""
    assert months_between(date(2026, 5, 31), date(2026, 11, 30)) == 6
    assert months_between(date(2026, 5, 31), date(2026, 11, 29)) == 5
    assert months_between(date(2026, 8, 31), date(2027, 2, 28)) == 6
    assert months_between(date(2026, 8, 30), date(2027, 2, 27)) == 5


@given(
    st.builds(
        Standing,
        exempted=st.booleans(),
        suspended=st.booleans(),
        temporary_here=st.booleans(),
        admitted_on=st.none() | st.dates(date(1930, 2, 3), YEAR_END),
    ),
    st.sampled_from([R2018, R2019, R2023]),
    st.dates(date(2018, 12, 1), date(2030, 12, 31)),
)
def test_whoever_is_left_out_has_the_reason_that_holds(standing, rule, day):
    match left_out(standing, rule, day=day):
        case Left.EXEMPTED:
            assert standing.exempted
        case Left.SUSPENDED:
            assert standing.suspended
            assert not rule.suspended_rated
        case Left.TOO_NEW:
            assert months_between(standing.admitted_on, day) < rule.least_months
        case Left.TEMPORARY_HERE:
            assert standing.temporary_here
        case None:
            assert not standing.exempted
            assert not standing.temporary_here
            assert rule.suspended_rated or not standing.suspended


# --- Ballots --------------------------------------------------------------------------------------
def ballots(base: int, *votes: int) -> Ballots:
    cast = sum(votes)
    return Ballots(cast, cast, cast, dict(zip(LEVELS, votes, strict=False)), base)


@pytest.mark.parametrize(
    ("count", "level"),
    [
        (ballots(18, 12, 6), E),  # exactly two thirds
        (ballots(18, 11, 7), G),
        (ballots(20, 0, 10, 10), C),  # exactly half is not more than half
        (ballots(20, 0, 11, 9), G),
        (ballots(20, 5, 6, 9), G),  # who votes excellent holds the member good as well
        (ballots(20, 0, 0, 3, 17), N),
        (ballots(20, 0, 0, 0, 0), None),
        (ballots(0), None),
    ],
)
def test_the_best_level_with_enough_votes_of_the_base_is_proposed(count, level):
    assert level_by_votes(count, VOTES_OF_2011) == level


def test_the_base_is_everybody_summoned_not_those_present():
    """Worked examples: 20 official of whom 3 are absent; 17 of whom one is exempted and absent."""
    twenty = [Seat(official=True, attends=n >= 3) for n in range(20)]
    seventeen = [Seat(official=True, exempted=n == 0, attends=n >= 3) for n in range(17)]
    base = voting_base([*twenty, Seat(official=False), Seat(official=False)])
    assert (base, voting_base(seventeen)) == (20, 16)
    assert level_by_votes(ballots(20, 0, 10, 0), VOTES_OF_2011) is None
    assert level_by_votes(ballots(20, 0, 11, 0), VOTES_OF_2011) == G
    assert level_by_votes(ballots(16, 0, 9, 0), VOTES_OF_2011) == G


def test_what_does_not_add_up_is_said_beside_its_field():
    wrong = Ballots(21, 22, 23, {E: 1, G: 2}, 20)
    assert set(wrong.faults()) == {"collected", "valid", "votes", "issued"}
    assert ballots(20, 3, 10, 2, 0).faults() == {}


@given(st.integers(0, 60), st.lists(st.integers(0, 15), min_size=4, max_size=4))
def test_more_votes_for_a_better_level_never_lower_the_result(base, votes):
    order = {level: rank for rank, level in enumerate(LEVELS)}
    before = level_by_votes(ballots(base, *votes), VOTES_OF_2011)
    for worse in range(1, 4):
        if votes[worse]:
            better = list(votes)
            better[worse] -= 1
            better[worse - 1] += 1
            after = level_by_votes(ballots(base, *better), VOTES_OF_2011)
            assert before in (None, N) or (after is not None and order[after] <= order[before])


@pytest.mark.parametrize(
    ("points", "level"),
    [("100", E), ("90", E), ("89.99", G), ("70", G), ("69.99", C), ("50", C), ("49.99", N)],
)
def test_points_give_the_level_from_their_border_on(points, level):
    assert level_by_points(Decimal(points), VOTES_OF_2011) == level


def test_the_lower_of_votes_and_points_holds():
    assert lower_of(E, C) == C
    assert lower_of(None, G) == G
    assert lower_of(None) is None


# --- Flags ----------------------------------------------------------------------------------------
def test_two_years_in_a_row_and_five_years_of_excellence_are_listed():
    assert flag_of({2025: N, 2026: N}, 2026) == "failing"
    assert flag_of({2024: N, 2026: N}, 2026) == "failed"
    assert flag_of(dict.fromkeys(range(2022, 2027), E), 2026) == "commend"
    assert flag_of(dict.fromkeys(range(2023, 2027), E), 2026) == ""
    assert flag_of({2026: G}, 2026) == ""


# --- Confidence polls -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("collected", "low", "found"),
    [
        (30, 15, Consequence.NONE),  # exactly half
        (30, 16, Consequence.HALF_LOW),
        (30, 19, Consequence.HALF_LOW),
        (30, 20, Consequence.TWO_THIRDS_LOW),  # exactly two thirds
        (31, 20, Consequence.HALF_LOW),
        (31, 21, Consequence.TWO_THIRDS_LOW),
        (0, 0, Consequence.NONE),
    ],
)
def test_low_votes_are_weighed_in_integers(collected, low, found):
    assert consequence(Tally(collected, 0, 0, low)) == found


def test_percentages_are_of_the_ballots_collected():
    tally = Tally(collected=40, high=20, middle=10, low=8)
    assert (tally.valid, tally.invalid) == (38, 2)
    shares = [tally.percent(votes) for votes in (tally.high, tally.middle, tally.low)]
    assert shares == [Decimal("50.00"), Decimal("25.00"), Decimal("20.00")]
    assert sum(shares) == 95  # the invalid ballots are missing, as they should be
    assert Tally(0, 0, 0, 0).percent(0) == 0


def test_a_conference_needs_two_thirds():
    assert enough_present(20, 30)
    assert not enough_present(19, 30)
    assert not enough_present(0, 0)


def test_the_levels_go_from_the_best_to_the_worst():
    assert [level.value for level in Level] == ["excellent", "good", "completed", "not_completed"]
