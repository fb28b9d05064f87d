"""Facts follow the records also when no message of the change came through: beat catches up."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import BookPage, Meeting, SuperiorScore
from meetings.services import reopening, superior
from meetings.services.superior import Given
from members.models import MemberAct
from members.services import journal, moves, standings
from reports import receivers
from reports.models import CellMonth
from reports.queries import behind
from reports.services import facts
from tests import factories as make
from tests.meetings.helpers import NOW, ready
from tests.meetings.scoring import sheet, signed

TODAY = date(2026, 11, 24)
FIRST, BEFORE = date(2026, 6, 1), date(2026, 10, 1)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_is_woken(monkeypatch):
    monkeypatch.setattr(receivers, "wake", lambda *_: False)


@pytest.fixture
def known(cell_a, cell_b) -> None:
    facts.refresh(first=FIRST, last=date(2026, 11, 1), now=make.at(TODAY))


def written(at) -> None:
    CellMonth.objects.update(refreshed_at=at)


def pairs(found: behind.Behind) -> set[tuple[int, date]]:
    return {(cell, first) for cell, first in found}


def moved_by(act: MemberAct) -> set[tuple[int, date]]:
    """What the facts are behind with after the act, and are not once they are younger."""
    since = act.recorded_at - HOUR
    written(act.recorded_at + HOUR)
    assert behind.moved(BEFORE, since=since) == []
    written(act.recorded_at - HOUR)
    assert behind.moved(BEFORE, since=act.recorded_at + HOUR) == []
    return pairs(behind.moved(BEFORE, since=since))


def test_an_act_of_long_ago_moves_its_cell_from_its_month_on(known, cell_a, secretary_a):
    member = make.member_of(cell_a, "Lê Văn Xa", since=date(2020, 1, 1))
    standings.go_away(
        member, day=date(2026, 8, 10), until=None, ground="Làm ăn xa", today=TODAY, by=secretary_a
    )
    act = member.acts.get()
    assert moved_by(act) == {(cell_a.pk, date(2026, 8, 1))}


def test_an_act_from_before_all_facts_moves_them_all_and_makes_none(known, cell_a, cell_b, officer):
    member = make.member_of(cell_a, "Lê Văn Chuyển", since=date(2020, 1, 1))
    moves.transfer(member, day=date(2025, 3, 1), cell_to=cell_b, today=TODAY, by=officer)
    act = member.acts.latest("pk")
    assert moved_by(act) == {(cell_a.pk, FIRST), (cell_b.pk, FIRST)}


def test_a_correction_moves_what_it_takes_back(known, cell_a, secretary_a):
    member = make.member_of(cell_a, "Lê Văn Xa", since=date(2020, 1, 1))
    standings.go_away(
        member, day=date(2026, 7, 10), until=None, ground="Làm ăn xa", today=TODAY, by=secretary_a
    )
    act = member.acts.get()
    journal.correct(act, reason="Ghi nhầm người", today=TODAY, by=secretary_a)
    correction = MemberAct.objects.get(corrects=act)
    assert (cell_a.pk, date(2026, 7, 1)) in moved_by(correction)


def test_an_act_of_this_month_is_written_anyway(known, cell_a, secretary_a):
    member = make.member_of(cell_a, "Lê Văn Xa", since=date(2020, 1, 1))
    standings.go_away(
        member, day=date(2026, 11, 10), until=None, ground="Làm ăn xa", today=TODAY, by=secretary_a
    )
    assert moved_by(member.acts.get()) == set()


@pytest.fixture
def old_minutes(cell_a, secretary_a) -> Meeting:
    """Signed, with a score, of a month that is not written anew by itself."""
    meeting = signed(ready(cell_a, secretary_a), secretary_a)
    facts.refresh(first=meeting.month, last=meeting.month, now=NOW + HOUR)
    return meeting


def later(month: date) -> date:
    """The first of the months that come after."""
    return (month + timedelta(days=40)).replace(day=1)


def test_a_superiors_score_is_caught_up_with(old_minutes, cell_a, overseer):
    own = {one.criterion.pk: Given(one.points) for one in sheet(old_minutes).lines if one.applies}
    superior.score(old_minutes, given=own, now=NOW + 2 * HOUR, by=overseer)
    assert SuperiorScore.objects.count() == 1
    found = behind.scored(later(old_minutes.month), since=NOW)
    assert pairs(found) == {(cell_a.pk, old_minutes.month)}
    written(NOW + 3 * HOUR)
    assert behind.scored(later(old_minutes.month), since=NOW) == []


def test_reopened_minutes_are_caught_up_with(old_minutes, cell_a, officer):
    reopening.reopen(
        old_minutes, reason="Ghi nhầm kết quả biểu quyết", now=NOW + 2 * HOUR, by=officer
    )
    assert BookPage.objects.filter(kind="reopening").exists()
    found = behind.reopened(later(old_minutes.month), since=NOW)
    assert pairs(found) == {(cell_a.pk, old_minutes.month)}
    written(NOW + 3 * HOUR)
    assert behind.reopened(later(old_minutes.month), since=NOW) == []


def test_beat_writes_what_is_behind_and_then_nothing_is(
    known, cell_a, cell_b, secretary_a, monkeypatch
):
    member = make.member_of(cell_a, "Lê Văn Xa", since=date(2020, 1, 1))
    facts.refresh(first=FIRST, last=date(2026, 11, 1), now=make.at(TODAY))
    standings.go_away(
        member, day=date(2026, 8, 10), until=None, ground="Làm ăn xa", today=TODAY, by=secretary_a
    )
    recorded = member.acts.get().recorded_at
    monkeypatch.setattr(facts, "LONGEST_OUTAGE", timedelta(days=100_000))
    written(recorded - HOUR)

    def away() -> list[int]:
        rows = CellMonth.objects.filter(cell=cell_a).order_by("month")
        return list(rows.values_list("away", flat=True))

    before = away()
    now = max(make.at(TODAY), recorded + HOUR)
    facts.catch_up(now=now)
    moved = [new - old for old, new in zip(before, away(), strict=False)]
    assert moved[:6] == [0, 0, 1, 1, 1, 1]
    with CaptureQueriesContext(connection) as asked:
        facts.catch_up(now=now + HOUR)
    assert len([one for one in asked if "INSERT INTO reports_cellmonth" in one["sql"]]) == 1
