"""The scores of the demonstration are those that the rules give, and leave something to do."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import mean

import pytest

from accounts.models import User
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from meetings.access import meeting_to_read
from meetings.models import Meeting, MeetingKind, MeetingScore, Score, State, SuperiorScore
from meetings.queries import records_of
from meetings.queries_scores import waiting_for_superior
from meetings.record import Record
from tests.hmk.demo_town import MONOTONE, PASSWORD, TODAY, VAGUE, taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), taken_back():
        build(Plan(TODAY, months=4), password=PASSWORD)
        yield


@pytest.fixture
def records(town) -> list[Record]:
    meetings = Meeting.objects.filter(state=State.SIGNED, kind=MeetingKind.REGULAR)
    return records_of(meetings.select_related("cell", "regime"))


def test_every_regular_meeting_is_scored_as_its_sheet_comes_to(records) -> None:
    assert len(records) == MeetingScore.objects.count() > 60
    for record in records:
        sheet = record.score
        assert sheet.is_complete
        assert (sheet.head.total, sheet.head.level) == (sheet.total.points, sheet.level)
        assert sheet.approved
        assert not sheet.changed_since_approval
        for line in sheet.lines:
            assert bool(line.remedy) == line.is_low
            assert not line.is_overridden


def test_what_is_computed_agrees_with_the_record(records) -> None:
    for record in records:
        by_measure = {line.criterion.measure: line.proposal for line in record.score.computed}
        counts = record.counts
        assert f"{counts.bound - counts.absent}/{counts.bound} đồng chí dự" in (
            by_measure["attendance"].basis
        )
        attending = {row.member_id for row in record.attendances if row.attends}
        said = {opinion.speaker_id for opinion in record.opinions} & attending
        assert by_measure["speakers"].basis.startswith(f"{len(said)}/{len(attending)} ")
        assert by_measure["minutes_read"].points == 1


def test_weak_cells_stand_lower(town) -> None:
    totals = defaultdict(list)
    for score in MeetingScore.objects.select_related("meeting__cell"):
        totals[score.meeting.cell.name].append(score.total)
    means = {name: mean(found) for name, found in totals.items()}
    weak = [means.pop(name) for name in (VAGUE, MONOTONE)]
    assert mean(weak) < mean(means.values()) - 3
    levels = Counter(MeetingScore.objects.values_list("level", flat=True))
    assert levels["good"] > 1
    assert levels["fair"] > levels["good"]


def test_the_overseer_has_scored_most_and_finds_the_latest_waiting(town) -> None:
    overseer = User.objects.get(username="phutrach")
    waiting = list(waiting_for_superior(overseer))
    scored = SuperiorScore.objects.select_related("meeting__own_score")
    assert waiting
    assert scored
    assert not {score.meeting_id for score in scored} & {meeting.pk for meeting in waiting}
    for score in scored:
        sheet = records_of([meeting_to_read(overseer, score.meeting_id)])[0].score
        assert score.scored_at > score.meeting.signed_at
        for line in sheet.lines:
            if line.applies:
                other = line.superior.points != line.points
                assert bool(line.superior.reason) == other
        assert sum(line.superior_points or 0 for line in sheet.lines) == score.total


def test_no_points_pass_what_their_criterion_has(town) -> None:
    for score in Score.objects.select_related("criterion"):
        given = score.computed if score.points is None else score.points
        assert 0 <= given <= score.criterion.max_points
