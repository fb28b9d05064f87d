"""What a visitor of the demonstration finds under "Nhập từ Excel"."""

from collections.abc import Iterator

import pytest

from hmk.demo.builder import build
from hmk.demo.plan import Plan
from members.models import RollImport
from members.services import imports
from tests.hmk.demo_town import PASSWORD, TODAY, taken_back
from tests.members.importing import NOW, reasons


@pytest.fixture
def town(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), taken_back():
        build(Plan(TODAY, cells=6, members=90, months=1), password=PASSWORD)
        yield


def test_the_secretary_has_a_list_to_confirm_and_the_office_one_to_mend(town):
    own = RollImport.objects.get(made_by__username="bithu-tdp05")
    assert own.may_be_confirmed, reasons(own)
    assert own.changed > 2
    assert (own.new, own.refused) == (1, 0)
    theirs = RollImport.objects.get(made_by__username="vanphong")
    assert (theirs.new, theirs.refused) == (1, 2)
    assert any("Không có ngày 29/02/1998" in one for one in reasons(theirs))
    imports.confirm(own, seen=own.plan_hash, by=own.made_by)
    assert imports.work(own.pk, now=NOW, today=TODAY)
    own.refresh_from_db()
    assert own.state == "done"
