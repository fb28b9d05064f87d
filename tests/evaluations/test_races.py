"""A ratification and a cell at the same moment, on real connections, with a control."""

from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from evaluations.models import CellRating, Stage
from evaluations.services import base, cells, rounds
from evaluations.services import committee as service
from tests import factories as make
from tests.evaluations.acting import NOW, G, opened, propose
from tests.meetings.test_signing_races import WAIT, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def until_somebody_waits() -> None:
    """Until another connection waits for a lock; asked of the database, not of a clock."""
    for _ in range(20_000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")


def test_of_two_committees_that_open_one_year_at_once_one_is_refused(
    monkeypatch, upper_committee, committee, officer, cell_a
):
    """The committee above and ours mean the same cells: each is rated by one of them."""
    above = make.UserFactory()
    make.RoleFactory(user=above, kind="officer", committee=upper_committee)
    begun, looked = Event(), rounds._refuse_cells_rated_elsewhere

    def slowly(found, year):
        looked(found, year)
        if not begun.is_set():
            begun.set()
            until_somebody_waits()

    monkeypatch.setattr(rounds, "_refuse_cells_rated_elsewhere", slowly)

    def second():
        begun.wait(WAIT)
        return opened(upper_committee, above)

    done, late = at_once(lambda: opened(committee, officer), second)
    assert done.pk
    assert isinstance(late, ValidationError)
    assert CellRating.objects.filter(cell=cell_a).count() == 1


@pytest.mark.parametrize("locked", [True, False], ids=["with the lock", "control"])
def test_a_cell_that_takes_its_proposal_back_while_the_year_is_ratified(
    monkeypatch, committee, officer, cell_a, secretary_a, locked
):
    """With the lock the cell waits, and is told in words; without it the database has to tear
    the two apart."""
    round_ = opened(committee, officer)
    part = propose(round_.cell_ratings.get(cell=cell_a), by=secretary_a)
    begun, hindrances = Event(), service.hindrances

    def slowly(locked_round):
        found = hindrances(locked_round)
        begun.set()
        until_somebody_waits()
        return found

    monkeypatch.setattr(service, "hindrances", slowly)
    if not locked:
        monkeypatch.setattr(base, "_hold", lambda _: None)

    def take_back():
        begun.wait(WAIT)
        return cells.take_back(part, reason="Sửa lại số phiếu", by=secretary_a)

    results = at_once(lambda: service.ratify(round_, now=NOW, by=officer), take_back)
    if not locked:
        assert any(isinstance(one, OperationalError) for one in results)
        return
    done, late = results
    assert done.is_ratified
    assert isinstance(late, ValidationError)
    part.refresh_from_db()
    assert (part.stage, part.ratified) == (Stage.PROPOSED, G)
