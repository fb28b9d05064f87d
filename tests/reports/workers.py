"""A real broker, real workers and a real beat for the database of a test: all can be killed."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from hmk.services import valkey
from hmk.services.children import die_with_parent
from hmk.services.places import BASE, State, service_account

LONGEST = 400
"""Seconds after which a test gives up: on a busy machine a worker needs a minute to start."""


def until(true: Callable[[], object], limit: float = LONGEST) -> None:
    """Waits for it; each look is a question to something that really runs."""
    end = time.monotonic() + limit
    while not true():
        assert time.monotonic() < end, f"{true} did not come"
        time.sleep(0.05)


class Broker:
    """A Valkey on a socket of its own."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.server = valkey.Server(state, state.sockets.resolve(), dict(os.environ))
        self.child = self.server.child()
        self.url = f"redis+socket://{self.server.socket}?virtual_host=0"

    def start(self) -> None:
        self.state.valkey.mkdir(exist_ok=True)
        self.child.start()
        until(self.server.ready)

    def kill(self) -> None:
        self.child.ask(signal.SIGKILL)
        self.child.process.wait()

    def wipe(self) -> None:
        """Loses all that it kept, as on a disk that is gone."""
        self.kill()
        shutil.rmtree(self.state.valkey)
        self.start()

    def hang(self) -> None:
        self.child.ask(signal.SIGSTOP)

    def wake(self) -> None:
        self.child.ask(signal.SIGCONT)


@pytest.fixture
def broker(tmp_path) -> Iterator[Broker]:
    state = State(tmp_path / "var")
    state.prepare()
    state.prepare_sockets(service_account())
    found = Broker(state)
    found.start()
    try:
        yield found
    finally:
        found.wake()
        found.child.stop()
        state.remove_sockets()


class Staff:
    """Programs of Celery on the test's database and broker, and their log."""

    def __init__(self, broker: str, media: Path) -> None:
        at = connection.settings_dict
        port = f":{at['PORT']}" if at["PORT"] else ""
        host = at["HOST"].replace("/", "%2F")
        login = f"{at['USER']}:{at['PASSWORD']}@" if at["USER"] else ""
        self.media = media
        self.env = dict(os.environ) | {
            "DATABASE_URL": f"postgres://{login}{host}{port}/{at['NAME']}",
            "DJANGO_SETTINGS_MODULE": "tests.reports.worker_settings",
            "WORKER_BROKER": broker,
            "WORKER_MEDIA": str(media),
        }
        self.log = (media.parent / "workers.log").open("ab")
        self.hired: list[subprocess.Popen] = []

    def hire(self, *words: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "hmk", *words],
            cwd=BASE, env=self.env, stdout=self.log, stderr=self.log,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )  # fmt: skip
        self.hired.append(process)
        return process

    def until(self, true: Callable[[], object]) -> None:
        """Waits for it, and starts anew what ends by itself, as a supervisor does: a worker whose
        broker goes away in the middle of a task may give up (kombu 5.7, `conninfo.hostname`)."""

        def kept() -> object:
            for process in [one for one in self.hired if one.poll() is not None]:
                self.hired.remove(process)
                self.hire(*process.args[5:])
            return true()

        until(kept)

    def worker(self, *queues: str) -> subprocess.Popen:
        words = ["-Q", ",".join(queues), "--concurrency", "2", "--without-mingle"]
        return self.hire("worker", *words, "--without-gossip")

    def beat(self) -> subprocess.Popen:
        return self.hire("beat", "--schedule", str(self.media.parent / "beat"))

    def lines(self) -> str:
        return Path(self.log.name).read_text()

    def dismiss(self) -> None:
        for process in self.hired:
            process.kill()
            process.wait()
        self.log.close()


def pool_of(worker: subprocess.Popen) -> list[int]:
    """The processes of the worker that do the work."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        listed = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]
    return []


@pytest.fixture
def staff(broker, tmp_path, transactional_db) -> Iterator[Staff]:
    folder = tmp_path / "media"
    folder.mkdir()
    found = Staff(broker.url, folder)
    yield found
    found.dismiss()
