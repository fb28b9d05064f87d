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
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from celery import Celery
from django.conf import settings
from django.db import connection

from hmk.services import valkey
from hmk.services.places import BASE, State, service_account
from reports.models import UNFINISHED, Report, ReportEvent, ReportState
from reports.services import files
from tests.factories import CellFactory
from tests.reports.papers import OCTOBER, asked, before, facts_for

REPORTS, KILLS, WORKERS = 200, 20, 2
AT_ONCE = REPORTS // KILLS
"""Reports that are let in at a time, so that there is work in hand at each kill."""
LONGEST = 150
"""Seconds after which the test gives up."""


@pytest.fixture
def broker(tmp_path) -> Iterator[str]:
    state = State(tmp_path / "var")
    state.prepare()
    state.prepare_sockets(service_account())
    server = valkey.Server(state, state.sockets.resolve(), dict(os.environ))
    child = server.child()
    child.start()
    try:
        until(server.ready)
        yield f"redis+socket://{server.socket}?virtual_host=0"
    finally:
        child.stop()
        state.remove_sockets()


def until(true: Callable[[], object], limit: float = LONGEST) -> None:
    """Waits for it; each look is a question to something that really runs."""
    end = time.monotonic() + limit
    while not true():
        assert time.monotonic() < end, f"{true} did not come"
        time.sleep(0.05)


class Crew:
    """Workers that can be killed, and are replaced as a supervisor would."""

    def __init__(self, broker: str, media: Path) -> None:
        at = connection.settings_dict
        port = f":{at['PORT']}" if at["PORT"] else ""
        host = at["HOST"].replace("/", "%2F")
        login = f"{at['USER']}:{at['PASSWORD']}@" if at["USER"] else ""
        self.env = dict(os.environ) | {
            "DATABASE_URL": f"postgres://{login}{host}{port}/{at['NAME']}",
            "DJANGO_SETTINGS_MODULE": "tests.reports.worker_settings",
            "WORKER_BROKER": broker,
            "WORKER_MEDIA": str(media),
        }
        self.log = (media.parent / "workers.log").open("ab")
        self.mains = [self.hire() for _ in range(WORKERS)]

    def hire(self) -> subprocess.Popen:
        words = ["-A", "hmk", "worker", "-Q", "reports", "--concurrency", "2", "--without-mingle"]
        return subprocess.Popen(
            [sys.executable, "-m", "celery", *words, "--without-gossip"],
            cwd=BASE, env=self.env, stdout=self.log, stderr=self.log,
        )  # fmt: skip

    def pools(self) -> list[int]:
        """The processes that make reports."""
        found = []
        for main in self.mains:
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                listed = Path(f"/proc/{main.pid}/task/{main.pid}/children").read_text()
                found += [int(pid) for pid in listed.split()]
        return found

    def kill_one(self, lot: Random) -> bool:
        """Kills a process of a pool, or one time in ten a whole worker; says whether it did."""
        if lot.random() < 0.1:
            index = lot.randrange(WORKERS)
            self.mains[index].kill()
            self.mains[index].wait()
            self.mains[index] = self.hire()
            return True
        pools = self.pools()
        if not pools:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(lot.choice(pools), signal.SIGKILL)
        return True

    def dismiss(self) -> None:
        for main in self.mains:
            main.kill()
            main.wait()
        self.log.close()


@pytest.fixture
def crew(broker, tmp_path, transactional_db) -> Iterator[Crew]:
    folder = tmp_path / "media"
    folder.mkdir()
    found = Crew(broker, folder)
    yield found
    found.dismiss()


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
    crew, broker, monkeypatch
):
    monkeypatch.setattr(settings, "MEDIA_ROOT", Path(crew.env["WORKER_MEDIA"]))
    months = before(OCTOBER, 20)
    for _ in range(REPORTS // len(months)):
        cell = CellFactory()
        facts_for(cell, *months, members=6, official=6)
        asked(cell, *months)
    Report.objects.update(state=ReportState.CANCELLED)
    lot, killed = Random(20), 0
    with Celery(broker=broker) as app:
        end = time.monotonic() + LONGEST
        while let_in() or Report.objects.filter(state__in=UNFINISHED).exists():
            assert time.monotonic() < end, Path(crew.log.name).read_text()[-3000:]
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
