"""Workers that are killed outright while they make reports: each report is ready exactly once.

Real workers (Celery, prefork) on a real broker and the database of the test. Who dies is drawn by
lot: a process of a pool, whose worker goes on, or a whole worker, which is started anew.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from random import Random

import pytest
from celery import Celery
from django.conf import settings

from reports.models import UNFINISHED, Report, ReportEvent, ReportState
from reports.services import files
from tests.factories import CellFactory
from tests.reports.papers import OCTOBER, asked, before, facts_for
from tests.reports.workers import LONGEST, Staff, broker, pool_of, staff, until

__all__ = ["broker", "staff"]

REPORTS, KILLS, WORKERS = 200, 20, 2
AT_ONCE = REPORTS // KILLS
"""Reports that are let in at a time, so that there is work in hand at each kill."""


class Crew:
    """Workers that can be killed, and are replaced as a supervisor would."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.mains = [self.hire() for _ in range(WORKERS)]

    def hire(self) -> subprocess.Popen:
        return self.staff.worker("reports")

    def kill_one(self, lot: Random) -> bool:
        """Kills a process of a pool, or one time in ten a whole worker; says whether it did."""
        if lot.random() < 0.1:
            index = lot.randrange(WORKERS)
            self.mains[index].kill()
            self.mains[index].wait()
            self.mains[index] = self.hire()
            return True
        pools = [pid for main in self.mains for pid in pool_of(main)]
        if not pools:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(lot.choice(pools), signal.SIGKILL)
        return True


def sweep(app: Celery) -> None:
    """What beat does each half minute, here more often."""
    app.send_task("reports.tasks.sweep_reports", queue="reports")


def let_in() -> int:
    """Lets some more reports wait; says how many."""
    rows = Report.objects.filter(state=ReportState.CANCELLED).order_by("pk")[:AT_ONCE]
    return Report.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
        state=ReportState.QUEUED
    )


def in_hand() -> int:
    return Report.objects.filter(state=ReportState.RUNNING).count()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_two_hundred_reports_and_twenty_kills_leave_each_report_ready_exactly_once(
    staff, broker, monkeypatch
):
    monkeypatch.setattr(settings, "MEDIA_ROOT", staff.media)
    crew = Crew(staff)
    months = before(OCTOBER, 20)
    for _ in range(REPORTS // len(months)):
        cell = CellFactory()
        facts_for(cell, *months, members=6, official=6)
        asked(cell, *months)
    Report.objects.update(state=ReportState.CANCELLED)
    lot, killed = Random(20), 0
    # Not the current one: shared tasks of later tests would go to this broker.
    with Celery(broker=broker.url, set_as_current=False) as app:
        end = time.monotonic() + LONGEST
        while let_in() or Report.objects.filter(state__in=UNFINISHED).exists():
            assert time.monotonic() < end, staff.lines()[-3000:]
            sweep(app)
            until(lambda: in_hand() or not Report.objects.filter(state__in=UNFINISHED).exists())
            if killed < KILLS and in_hand():
                time.sleep(lot.random() * 0.2)
                killed += crew.kill_one(lot)
    assert killed == KILLS
    assert Report.objects.filter(state=ReportState.READY).count() == REPORTS
    assert ReportEvent.objects.filter(state=ReportState.READY).count() == REPORTS
    assert Report.objects.filter(attempts__gt=1).exists()
    for report in Report.objects.all():
        assert files.content_of(report, "pdf"), f"{report} has not the file that it names"
