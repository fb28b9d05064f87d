"""An import beside another write on the same member, on real connections, with a control."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from members import services
from members.models import Member
from members.services import importing, imports
from tests.factories import TODAY
from tests.meetings.test_signing_races import WAIT, at_once
from tests.members.importing import LATER, sent
from tests.members.workbooks import person, workbook

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def import_and_edit(member_a, secretary_a, monkeypatch):
    """A confirmed import that gives a telephone number, and a hand that types another one after
    the plan was compared and before it is written."""

    def both(seconds: float):
        row = person(member_a.full_name, card=member_a.card_number, birth=member_a.birth_date)
        head = ("STT", "Họ và tên", "Ngày sinh", "", "", "", "Số thẻ", "", "Điện thoại")
        found = sent(workbook((*row[:-1], "0911"), head=head), by=secretary_a)
        imports.confirm(found, seen=found.plan_hash, by=secretary_a)
        planned, write = Barrier(2, timeout=seconds), importing.write

        def slowly(*args, **kwargs):
            for _ in range(2):
                with suppress(BrokenBarrierError):  # the other one waits for the lock
                    planned.wait()
            return write(*args, **kwargs)

        def edit():
            with suppress(BrokenBarrierError):
                planned.wait()
            services.change_member(member_a, values={"phone": "0922"}, today=TODAY, by=secretary_a)
            with suppress(BrokenBarrierError):
                planned.wait()

        monkeypatch.setattr(importing, "write", slowly)
        results = at_once(lambda: imports.work(found.pk, now=LATER, today=TODAY), edit)
        found.refresh_from_db()
        return found, results, Member.objects.get(pk=member_a.pk).phone

    return both


def test_the_later_hand_writes_on_what_the_import_wrote(import_and_edit):
    found, results, phone = import_and_edit(1)
    assert results == [True, None]
    assert (found.state, phone) == ("done", "0922")


def test_control_without_the_lock_what_was_typed_is_overwritten_unseen(
    import_and_edit, monkeypatch
):
    monkeypatch.setattr(importing, "hold", lambda rows: None)
    found, results, phone = import_and_edit(WAIT)
    assert results == [True, None]
    assert (found.state, phone) == ("done", "0911")


def test_two_workers_write_once(secretary_a):
    found = sent(workbook(), by=secretary_a)
    imports.confirm(found, seen=found.plan_hash, by=secretary_a)
    results = at_once(*[lambda: imports.work(found.pk, now=LATER, today=TODAY)] * 2)
    assert sorted(results) == [False, True]
    assert Member.objects.filter(card_number__startswith="41.").count() == 3
