"""Acts at the same time, on real connections, with a control without the lock."""

from contextlib import suppress
from datetime import date
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.exceptions import ValidationError

from members import queries
from members.models import Member, MemberAct
from members.services import cell_merging, moves, terms
from tests.factories import TODAY, CellFactory
from tests.meetings.test_signing_races import WAIT, at_once

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 6, 1)


def both_look_first(monkeypatch, *, seconds: float) -> None:
    """Each act waits, once it has looked whether a move is under way, for the other to look."""
    met, look = Barrier(2, timeout=seconds), moves._refuse_waiting

    def wait(member, **values):
        look(member, **values)
        with suppress(BrokenBarrierError):  # the other one waits for the lock
            met.wait()

    monkeypatch.setattr(moves, "_refuse_waiting", wait)


@pytest.fixture
def sendings(member_a, secretary_a, cell_b, committee):
    """Two hands send one member to two cells."""
    cells = [cell_b, CellFactory(committee=committee)]
    return [
        lambda cell=cell: moves.transfer(
            member_a, day=DAY, cell_to=cell, today=TODAY, by=secretary_a
        )
        for cell in cells
    ]


def test_a_member_is_sent_to_one_cell(sendings, monkeypatch):
    both_look_first(monkeypatch, seconds=1)
    results = at_once(*sendings)
    assert sorted(type(one).__name__ for one in results) == ["MemberAct", "ValidationError"]
    assert queries.waiting(MemberAct.objects.all()).count() == 1


def test_control_without_the_lock_a_member_is_sent_twice(sendings, monkeypatch):
    both_look_first(monkeypatch, seconds=WAIT)
    monkeypatch.setattr(
        moves, "locked_for_act", lambda member, today, by: Member.objects.get(pk=member.pk)
    )
    assert [type(one) for one in at_once(*sendings)] == [MemberAct, MemberAct]
    assert queries.waiting(MemberAct.objects.all()).count() == 2


def test_a_member_is_received_once(member_a, secretary_a, secretary_b, cell_b):
    sent = moves.transfer(member_a, day=DAY, cell_to=cell_b, today=TODAY, by=secretary_a)
    results = at_once(*[lambda: moves.receive(sent, day=TODAY, today=TODAY, by=secretary_b)] * 2)
    assert sorted(type(one).__name__ for one in results) == ["MemberAct", "ValidationError"]
    assert member_a.memberships.count() == 2


def test_of_two_congresses_one_is_held(cell_a, secretary_a, officer):
    an = queries.electable(cell_a, TODAY).first()
    elected = {"secretary": [an], "deputy": [], "committee_member": []}
    results = at_once(
        *(
            lambda by=by: terms.hold_congress(
                cell_a, day=TODAY, name="2026-2029", offices=elected, today=TODAY, by=by
            )
            for by in (secretary_a, officer)
        )
    )
    assert sorted(type(one).__name__ for one in results) == ["MemberAct", "ValidationError"]
    assert cell_a.terms.count() == 2


def test_a_transfer_beside_a_merger_loses_nobody(member_a, officer, cell_a, cell_b, committee):
    third = CellFactory(committee=committee)
    results = at_once(
        lambda: moves.transfer(member_a, day=TODAY, cell_to=third, today=TODAY, by=officer),
        lambda: cell_merging.merge_cells(
            cell_a, into=cell_b, day=TODAY, document="QĐ 1", today=TODAY, by=officer
        ),
    )
    assert all(isinstance(one, MemberAct | ValidationError) for one in results), results
    assert any(isinstance(one, MemberAct) for one in results)
    home = member_a.memberships.get(kind="primary", validity__contains=TODAY)
    assert home.cell != cell_a or results[1].__class__ is ValidationError
    total = sum(queries.figures_of(cell, TODAY)["total"] for cell in (cell_a, cell_b, third))
    assert total == 12


def test_nobody_is_sent_into_a_cell_that_is_being_merged(
    member_a, officer, cell_a, cell_b, committee
):
    third = CellFactory(committee=committee)
    results = at_once(
        lambda: moves.transfer(member_a, day=TODAY, cell_to=cell_b, today=TODAY, by=officer),
        lambda: cell_merging.merge_cells(
            cell_b, into=third, day=TODAY, document="QĐ 1", today=TODAY, by=officer
        ),
    )
    assert sorted(type(one).__name__ for one in results) == ["MemberAct", "ValidationError"]
    total = sum(queries.figures_of(cell, TODAY)["total"] for cell in (cell_a, cell_b, third))
    assert total == 12
