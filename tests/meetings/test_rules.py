"""The arithmetic of the regulations, by worked examples and over all that can be seated."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import rules
from meetings.rules import Majority, Seat

seats = st.builds(Seat, *[st.booleans()] * 7)
rolls = st.lists(seats, max_size=20)
votes = st.integers(0, 2000)
OFFICIAL, PROBATIONARY = Seat(official=True), Seat(official=False)
EXEMPTED = Seat(official=True, exempted=True)


def absent(seat: Seat) -> Seat:
    return replace(seat, attends=False)


def test_three_of_twenty_official_members_absent_stay_in_the_base():
    roll = [OFFICIAL] * 17 + [absent(OFFICIAL)] * 3 + [PROBATIONARY] * 2
    assert rules.voting_base(roll) == 20
    assert rules.voters_present(roll) == 17
    assert rules.majority_needed(20, Majority.HALF) == 11
    assert rules.passes(11, 20, Majority.HALF)
    assert not rules.passes(10, 20, Majority.HALF)


def test_an_absent_exempted_member_leaves_the_base_and_other_absentees_do_not():
    roll = [OFFICIAL] * 14 + [absent(OFFICIAL)] * 2 + [absent(EXEMPTED)]
    assert rules.voting_base(roll) == 16
    assert rules.voters_present(roll) == 14
    assert rules.majority_needed(16, Majority.HALF) == 9
    assert rules.passes(9, 16, Majority.HALF)
    assert not rules.passes(8, 16, Majority.HALF)


@given(rolls, st.booleans())
def test_probationary_members_never_count(roll, temporary_members_vote):
    rule = {"temporary_members_vote": temporary_members_vote}
    official = [seat for seat in roll if seat.official]
    assert rules.voting_base(roll, **rule) == rules.voting_base(official, **rule)
    assert rules.voters_present(roll, **rule) == rules.voters_present(official, **rule)


@given(rolls)
def test_an_exempted_member_who_comes_and_votes_is_added_back(roll):
    base = rules.voting_base(roll)
    assert rules.voting_base([*roll, EXEMPTED]) == base + 1
    assert rules.voting_base([*roll, absent(EXEMPTED)]) == base
    assert rules.voting_base([*roll, replace(EXEMPTED, votes=False)]) == base


@given(seats, st.booleans())
def test_who_is_elsewhere_or_suspended_never_counts(seat, temporary_members_vote):
    for away in (replace(seat, elsewhere=True), replace(seat, suspended=True)):
        assert not rules.in_voting_base(away, temporary_members_vote=temporary_members_vote)


def test_temporary_members_count_only_where_the_regime_says_so():
    here = Seat(official=True, temporary=True)
    assert rules.voting_base([here]) == 0
    assert rules.voting_base([here], temporary_members_vote=True) == 1
    assert rules.voting_base([absent(here)], temporary_members_vote=True) == 1


def test_an_exempted_temporary_member_counts_no_more_than_an_exempted_one():
    here = Seat(official=True, temporary=True, exempted=True)
    assert rules.voting_base([absent(here)], temporary_members_vote=True) == 0
    assert rules.voting_base([here], temporary_members_vote=True) == 1


@given(rolls, st.booleans())
def test_no_more_can_vote_than_are_in_the_base_or_in_the_room(roll, temporary_members_vote):
    rule = {"temporary_members_vote": temporary_members_vote}
    voters = rules.voters_present(roll, **rule)
    assert voters <= rules.voting_base(roll, **rule) <= len(roll)
    assert voters <= sum(seat.attends for seat in roll)


@given(rolls)
def test_absence_changes_the_base_only_by_the_exempted(roll):
    bound = [seat for seat in roll if not seat.exempted]
    assert rules.voting_base(map(absent, bound)) == rules.voting_base(bound)


@given(seats)
def test_only_the_exempted_those_elsewhere_and_the_suspended_need_no_reason(seat):
    free = seat.exempted or seat.elsewhere or seat.suspended
    assert rules.bound_to_attend(seat) is not free


@given(votes, votes.filter(bool))
def test_a_vote_carries_exactly_by_more_than_half_or_at_least_two_thirds(yes, base):
    assert rules.passes(yes, base, Majority.HALF) == (2 * yes > base)
    assert rules.passes(yes, base, Majority.TWO_THIRDS) == (3 * yes >= 2 * base)
    for majority in Majority:
        assert rules.passes(yes, base, majority) == (yes >= rules.majority_needed(base, majority))


@given(votes, votes.filter(bool), st.sampled_from(Majority))
def test_more_hands_never_lose_and_a_larger_base_never_wins(yes, base, majority):
    assert rules.passes(yes + 1, base, majority) >= rules.passes(yes, base, majority)
    assert rules.passes(yes, base + 1, majority) <= rules.passes(yes, base, majority)


def test_two_thirds_of_eighteen_are_twelve():
    assert rules.majority_needed(18, Majority.TWO_THIRDS) == 12
    assert rules.majority_needed(19, Majority.TWO_THIRDS) == 13


@given(votes, st.sampled_from(Majority))
def test_nothing_passes_over_an_empty_base(yes, majority):
    assert not rules.passes(yes, 0, majority)


@pytest.mark.parametrize("subject", ["admission", "recognition", "removal", "progress"])
def test_proposals_on_a_person_need_two_thirds(subject):
    assert rules.majority_for(subject) == Majority.TWO_THIRDS


@pytest.mark.parametrize("subject", ["monthly", "thematic", "other"])
def test_other_resolutions_need_more_than_half(subject):
    assert rules.majority_for(subject) == Majority.HALF


@pytest.mark.parametrize(
    ("regime_day", "cell_day", "day"),
    [(3, None, 3), (3, 12, 12), (None, 12, 12), (None, None, 5)],
)
def test_the_usual_date_is_the_cells_own_then_the_regimes(regime_day, cell_day, day):
    month = date(2026, 2, 1)
    usual = rules.usual_date(month, regime_day=regime_day, cell_day=cell_day)
    assert usual == date(2026, 2, day)


@pytest.mark.parametrize(
    ("regime", "combined", "own", "same_day", "least"),
    [
        (90, 120, None, False, 90),
        (90, 120, None, True, 120),
        (90, 120, 60, False, 60),
        (90, 120, 60, True, 60),
        (None, None, None, True, None),
        (None, None, 45, False, 45),
    ],
)
def test_the_least_duration_is_the_cells_own_then_the_regimes(
    regime, combined, own, same_day, least
):
    found = rules.minimum_minutes(
        regime=regime, combined=combined, own=own, same_day_thematic=same_day
    )
    assert found == least


@given(st.dates(max_value=date(9000, 1, 1)))
def test_months_follow_each_other_without_a_gap(day):
    first, last = rules.next_month(day), rules.last_day(day)
    assert first.day == 1
    assert last + timedelta(days=1) == first
    assert (last.year, last.month) == (day.year, day.month)
