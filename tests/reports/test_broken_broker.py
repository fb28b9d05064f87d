"""A broker that hangs, is down, or has lost all it knew: no page waits for it, and nothing is lost.

A real Valkey, a real worker, a real beat. Messages only wake; the rows in PostgreSQL say what is
to be done, and beat wakes again.
"""

import os
import time
from collections.abc import Iterator
from datetime import date

import pytest
import redis
from django.test import Client
from django.utils import timezone

from hmk import waking
from hmk.celery import app
from hmk.models import Heartbeat
from meetings.models import Meeting
from reports import receivers
from reports.boards import months_back
from reports.models import CellMonth, Report, ReportEvent, ReportState
from reports.views.papers import NO_BROKER
from tests import factories as make
from tests.reports.papers import facts_for
from tests.reports.workers import Broker, Staff, broker, pool_of, staff, until

__all__ = ["broker", "staff"]

pytestmark = pytest.mark.django_db(transaction=True)

QUEUES = ("reports", "facts", "mail", "heartbeat")
CELLS, MANY = 4, 60
LONGEST_ANSWER = 4.0
"""Seconds that a page may take on a busy machine; what it sends takes one at the most."""


@pytest.fixture(autouse=True)
def _asks_this_broker(broker, monkeypatch, settings, staff) -> None:
    monkeypatch.setattr(app.conf, "broker_write_url", broker.url)
    monkeypatch.setattr(app.conf, "broker_url", broker.url)
    monkeypatch.setattr(waking.Rest, "until", 0.0)
    monkeypatch.setattr(waking, "REST", 0.0)
    settings.MEDIA_ROOT = staff.media


@pytest.fixture
def periods(committee, officer) -> Iterator[date]:
    """Months that are over, with facts of some cells."""
    this_month = timezone.localdate().replace(day=1)
    found = [months_back(this_month, back) for back in (1, 2)]
    for number in range(CELLS):
        cell = make.CellFactory(committee=committee, name=f"Chi bộ số {number}")
        facts_for(cell, *found, members=6, official=6)
    return iter(found)


def ask_for(client: Client, committee: int, period: date) -> tuple[str, float]:
    """Asks for the reports of all cells; the page that answers, and its seconds."""
    begun = time.monotonic()
    page = client.post(
        "/reports/start/",
        {"kind": "cell_month", "period": f"{period:%Y-%m}", "committee": committee},
        follow=True,
    )
    seconds = time.monotonic() - begun
    assert page.status_code == 200
    return page.content.decode(), seconds


def in_state(*states: str) -> int:
    return Report.objects.filter(state__in=states).count()


def all_ready_once(count: int) -> bool:
    """Whether every report is ready; none may have become so twice."""
    assert ReportEvent.objects.filter(state=ReportState.READY).count() <= count
    assert not in_state(ReportState.FAILED)
    return in_state(ReportState.READY) == Report.objects.count() == count


def at_work(staff: Staff) -> None:
    """A worker and a beat that have given their signs of life."""
    staff.worker(*QUEUES)
    staff.beat()
    staff.until(lambda: Heartbeat.objects.count() == 2)


def letters(staff: Staff) -> int:
    return sum(
        path.read_text().count("Message-ID:") for path in (staff.media / "letters").glob("*")
    )


def signed_unheard(cell) -> Meeting:
    """Minutes of long ago that were signed while nobody could be woken."""
    month = months_back(timezone.localdate().replace(day=1), 5)
    meeting = make.MeetingFactory(cell=cell, month=month)
    make.marked_signed(meeting, by=make.UserFactory())
    receivers.minutes_signed(meeting)
    return meeting


def test_while_the_broker_hangs_or_is_down_pages_answer_and_all_is_done_later(
    broker: Broker, staff: Staff, periods, committee, cell_a, secretary_a, officer, client_of
):
    hung, down = next(periods), next(periods)
    facts_for(cell_a, hung, down)
    at_work(staff)
    client = client_of(officer)
    cells = committee.cells.count()

    broker.hang()
    page, seconds = ask_for(client, committee.pk, hung)
    assert NO_BROKER in page
    assert seconds < LONGEST_ANSWER
    assert in_state("queued") == cells
    broker.wake()
    staff.until(lambda: all_ready_once(cells))

    broker.kill()
    page, seconds = ask_for(client, committee.pk, down)
    assert NO_BROKER in page
    assert seconds < LONGEST_ANSWER
    assert in_state("queued") == cells
    make.ReminderFactory(user=secretary_a, cell=cell_a)
    type(secretary_a).objects.filter(pk=secretary_a.pk).update(email="bithu-a@example.vn")
    meeting = signed_unheard(cell_a)
    broker.start()
    staff.until(lambda: all_ready_once(2 * cells))
    staff.until(lambda: CellMonth.objects.filter(cell=cell_a, month=meeting.month).exists())
    staff.until(lambda: secretary_a.reminders.get().mailed_at)
    assert letters(staff) == 1


def messages(broker: Broker) -> int:
    """How many messages about reports the broker keeps."""
    with redis.Redis(unix_socket_path=str(broker.server.socket)) as line:
        return line.llen("reports")


def test_what_the_broker_forgets_before_the_work_is_asked_for_again(
    broker: Broker, staff: Staff, periods, committee, officer, client_of
):
    page, _ = ask_for(client_of(officer), committee.pk, next(periods))
    assert NO_BROKER not in page
    assert messages(broker)
    broker.wipe()
    assert not messages(broker)
    staff.worker(*QUEUES)
    staff.until(lambda: Heartbeat.objects.filter(name=Heartbeat.WORKER).exists())
    assert in_state("queued") == CELLS, "the worker is well and knows of nothing"
    staff.beat()
    staff.until(lambda: all_ready_once(CELLS))


@pytest.mark.parametrize("whole", [False, True], ids=["broker", "broker_and_workers"])
def test_killed_and_wiped_in_the_middle_of_the_work_nothing_is_lost_or_made_twice(
    broker: Broker, staff: Staff, periods, committee, officer, client_of, whole
):
    period = next(periods)
    for number in range(MANY - CELLS):
        cell = make.CellFactory(committee=committee, name=f"Chi bộ thôn {number}")
        facts_for(cell, period, members=6, official=6)
    at_work(staff)
    ask_for(client_of(officer), committee.pk, period)
    staff.until(lambda: in_state("running"))
    if whole:
        worker = staff.hired[0]
        pool = pool_of(worker)
        worker.kill()
        worker.wait()
        for pid in pool:
            until(lambda pid=pid: not _alive(pid))
    broker.wipe()
    assert in_state("queued", "running"), "there was work left"
    if whole:
        staff.worker(*QUEUES)
    staff.until(lambda: all_ready_once(MANY))


def _alive(pid: int) -> bool:
    """Whether the process is there and no zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
