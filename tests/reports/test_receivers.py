"""What the floors below tell the facts: which cells, and since when."""

from datetime import date
from decimal import Decimal

import pytest

from meetings.models import Meeting
from meetings.services import superior
from meetings.services.superior import Given
from members.services import moves, standings
from reports import receivers, tasks
from reports.models import CellMonth
from reports.services import facts
from tests import factories as make
from tests.meetings.helpers import NOW, ready
from tests.meetings.scoring import sheet, signed

TODAY = date(2026, 11, 24)
SINCE = date(2026, 8, 1)


@pytest.fixture
def told(monkeypatch) -> list[tuple]:
    """What the workers were woken for."""
    found = []
    monkeypatch.setattr(receivers, "wake", lambda task, *args: found.append((task, *args)))
    return found


@pytest.fixture
def known(cell_a, cell_b) -> None:
    facts.refresh(first=SINCE, last=date(2026, 11, 1), now=make.at(TODAY))


def away_by_month(cell) -> list[int]:
    return list(
        CellMonth.objects.filter(cell=cell).order_by("month").values_list("away", flat=True)
    )


def test_an_act_moves_the_facts_from_its_day_on(
    known, told, cell_a, secretary_a, django_capture_on_commit_callbacks
):
    member = make.member_of(cell_a, "Lê Văn Xa", since=date(2020, 1, 1))
    with django_capture_on_commit_callbacks(execute=True):
        standings.go_away(
            member, day=date(2026, 9, 10), until=None, ground="Làm ăn ở tỉnh khác",
            today=TODAY, by=secretary_a,
        )  # fmt: skip
    assert told == [(tasks.refresh_cells, [cell_a.pk], "2026-09-10")]
    before = away_by_month(cell_a)
    facts.refresh_since(told[0][1], date(2026, 9, 10), now=make.at(TODAY))
    moved = [new - old for old, new in zip(before, away_by_month(cell_a), strict=True)]
    assert moved == [0, 1, 1, 1]


def test_a_transfer_moves_both_cells_and_an_old_act_makes_no_facts_of_its_time(
    known, told, cell_a, cell_b, officer, django_capture_on_commit_callbacks
):
    member = make.member_of(cell_a, "Lê Văn Chuyển", since=date(2020, 1, 1))
    with django_capture_on_commit_callbacks(execute=True):
        moves.transfer(member, day=date(2025, 3, 1), cell_to=cell_b, today=TODAY, by=officer)
    assert told[0] == (tasks.refresh_cells, sorted([cell_a.pk, cell_b.pk]), SINCE.isoformat())


def test_the_superior_s_points_count_as_soon_as_they_are_given(
    told, cell_a, secretary_a, overseer, django_capture_on_commit_callbacks
):
    meeting: Meeting = signed(ready(cell_a, secretary_a), secretary_a)
    told.clear()
    own = {one.criterion.pk: Given(one.points) for one in sheet(meeting).lines if one.applies}
    with django_capture_on_commit_callbacks(execute=True):
        superior.score(meeting, given=own, now=NOW, by=overseer)
    assert told == [(tasks.refresh_cells, [cell_a.pk], meeting.month.isoformat())]
    facts.refresh_since([cell_a.pk], meeting.month, now=make.at(TODAY))
    fact = CellMonth.objects.get(cell=cell_a, month=meeting.month)
    assert (fact.score, fact.superior_score, fact.points) == (Decimal(97),) * 3
    assert fact.level == fact.superior_level == "fair"
