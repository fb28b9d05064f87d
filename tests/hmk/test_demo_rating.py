"""The rating in the demonstration: last year ratified as the committee's account says, this year
half done, and nothing that the rules would refuse."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db.models import F

from evaluations import queries, queries_flags
from evaluations.models import CellRating, ConfidencePoll, Level, MemberRating, Round, Stage, Status
from evaluations.proposing import Norms, proposal_of
from evaluations.rules import Consequence, consequence
from evaluations.services import committee, lists
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from meetings.models import MeetingKind, State
from members.models import OfficeKind
from members.queries import office_holder
from tests.hmk.demo_town import PASSWORD, TODAY, taken_back


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    with django_db_blocker.unblock(), taken_back():
        yield build(Plan(TODAY, months=3), password=PASSWORD)


@pytest.fixture
def last(town) -> Round:
    return Round.objects.select_related("regime").get(year=2025)


@pytest.fixture
def now(town) -> Round:
    return Round.objects.select_related("regime").get(year=2026)


def test_last_year_twenty_two_of_twenty_five_cells_were_good(last) -> None:
    levels = Counter(last.cell_ratings.values_list("ratified", flat=True))
    assert last.is_ratified
    assert levels == {Level.GOOD: 22, Level.COMPLETED: 3}


def test_last_year_was_ratified_as_the_rules_ask(last) -> None:
    assert committee.hindrances(last) == []
    assert not queries.cap_of(last).over
    changed = [*last.cell_ratings.exclude(ratified=F("proposed")),
               *last.member_ratings.exclude(ratified=F("proposed"))]  # fmt: skip
    assert len(changed) == 2
    assert all(row.reason for row in changed)
    kinds = {row.status for row in last.member_ratings.all()}
    assert {Status.RATED, Status.EXEMPTED} <= kinds


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_level_follows_from_its_count(town, year) -> None:
    round_ = Round.objects.select_related("regime").get(year=year)
    norms = Norms.of(round_.regime)
    counted = 0
    for row in [*round_.cell_ratings.all(), *round_.member_ratings.all()]:
        if row.ballots is None:
            assert row.proposed == ""
            continue
        counted += 1
        assert row.ballots.faults() == {}
        assert proposal_of(row, norms).level == row.proposed
    assert counted > 300


def test_this_year_is_half_done_in_several_states(now) -> None:
    assert not now.is_ratified
    stages = Counter(now.cell_ratings.values_list("stage", flat=True))
    assert set(stages) == set(Stage.values)
    assert lists.differing(now) == 0
    assert CellRating.objects.exclude(returned_because="").count() == 1
    shown = now.cell_ratings.get(cell__name="Chi bộ Tổ dân phố 5")
    ready = MemberRating.objects.filter(cell_rating=shown, status=Status.RATED)
    assert 0 < ready.exclude(proposed="").count() < ready.count()


def test_cells_that_proposed_have_met_for_it_with_the_deputy_in_the_chair(now) -> None:
    parts = now.cell_ratings.filter(stage=Stage.PROPOSED).select_related("meeting", "round")
    assert parts
    for part in parts:
        assert (part.meeting.kind, part.meeting.state) == (MeetingKind.REVIEW, State.SIGNED)
        assert part.meeting in queries.review_meetings(part)
        assert part.round.opened_at < part.meeting.signed_at
        assert part.meeting.held_on < part.proposed_on <= TODAY
        day = part.meeting.held_on
        assert part.secretary_chair == office_holder(part.cell, OfficeKind.DEPUTY, day)


def test_somebody_has_failed_two_years_in_a_row(now) -> None:
    assert len(queries_flags.flags_of(now)["failing"]) == 1


def test_a_confidence_poll_is_counted_and_closed(town) -> None:
    poll = ConfidencePoll.objects.get()
    assert poll.is_closed
    for line in poll.lines.select_related("poll"):
        assert line.tally.valid + line.invalid == poll.collected
    assert Counter(consequence(line.tally) for line in poll.lines.select_related("poll")) == {
        Consequence.NONE: 4,
        Consequence.HALF_LOW: 1,
    }
