"""The runner with the real PostgreSQL, Valkey, web, worker and beat, and what befalls them."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
PARTS = {"postgres", "valkey-server", "granian", "worker", "beat"}


def wait(what: str, condition: Callable[[], bool], seconds: float = 60) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, f"{what}: not within {seconds} seconds"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    """A state folder of its own and the runner in it."""

    def __init__(self, folder: Path, *, plain: bool) -> None:
        """`plain` leaves out the slow part of collecting static files."""
        self.folder = folder
        self.port = free_port()
        self.runner: subprocess.Popen | None = None
        # No DEBUG: without demonstration, which has tests of its own and takes time to load.
        own = {
            "HMK_VAR": str(folder),
            "PORT": str(self.port),
            "DEBUG": "0",
            "HTTPS": "0",
            "SECRET_KEY": "s" * 50,
            "ALLOWED_HOSTS": "127.0.0.1",
            "EMAIL_URL": "consolemail://",
            "DATABASE_URL": "",
            "CELERY_BROKER_URL": "",
            "HMK_TESTING": "1" if plain else "",
            "PYTHONDONTWRITEBYTECODE": "",
            "DJANGO_SETTINGS_MODULE": "hmk.settings",
            "MAKELEVEL": "",
        }
        self.env = dict(os.environ) | own

    def command(self) -> list[str]:
        return [sys.executable, str(BASE / "hmk" / "services"), "run"]

    def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "runner.log").open("w") as log:
            self.runner = subprocess.Popen(
                self.command(), env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        wait("READY", lambda: "READY" in self.output() or self.runner.poll() is not None, 120)
        assert "READY" in self.output(), self.output()

    def try_again(self, **env: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            self.command(), env=self.env | env, capture_output=True, text=True, check=False
        )

    def output(self) -> str:
        return (self.folder / "runner.log").read_text()

    def health(self) -> tuple[int, dict]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", "/healthz")
            response = line.getresponse()
            return response.status, json.loads(response.read())
        except (OSError, http.client.HTTPException):
            return 0, {}
        finally:
            line.close()

    def well(self) -> bool:
        return self.health()[0] == 200

    def processes(self) -> dict[int, str]:
        """Every process that has to do with the folder, by its command line or environment."""
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdecimal() or int(entry.name) == os.getpid():
                continue
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                own = line + (entry / "environ").read_bytes().decode("utf-8", "replace")
            except OSError:
                continue
            if str(self.folder) in own and line:
                found[int(entry.name)] = line
        return found

    def main_process(self, word: str) -> int:
        """The oldest of the processes whose command line has the word."""
        found = (pid for pid, line in self.processes().items() if word in line)
        return min(found, default=0)

    def gone(self) -> bool:
        return not self.processes()


@pytest.fixture
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    folder = Path(tempfile.mkdtemp(prefix="hmk-house-"))
    folder.chmod(0o711)
    place = House(folder / "var", plain=request.function is not test_a_life_with_accidents)
    yield place
    if place.runner and place.runner.poll() is None:
        place.runner.terminate()
        place.runner.wait(60)
    wait("everything gone", place.gone, 30)
    shutil.rmtree(folder)


def test_a_life_with_accidents(house: House) -> None:
    house.start()
    assert house.health() == (200, dict.fromkeys(["database", "broker", "worker", "beat"], "ok"))
    assert {part for part in PARTS for line in house.processes().values() if part in line} == PARTS

    second = house.try_again()
    assert second.returncode == 1
    address = f"http://localhost:{house.port}/"
    expected = f"HMK: already running at {address} (process {house.runner.pid})\n"
    assert second.stderr == expected

    worker = house.main_process(" worker ")
    os.kill(worker, signal.SIGKILL)
    wait("another worker", lambda: "worker ended (killed by SIGKILL)" in house.output())
    wait("a worker that works", lambda: house.well() and house.main_process(" worker ") > 0)

    server = house.main_process("/postgres -D")
    os.kill(server, signal.SIGKILL)
    wait("another PostgreSQL", lambda: "postgres ended (killed by SIGKILL)" in house.output())
    wait("all well again", house.well)

    house.runner.terminate()
    assert house.runner.wait(60) == 0
    assert house.gone(), house.processes()
    assert "was killed" not in house.output(), house.output()
    log = (house.folder / "log" / "postgres.log").read_text()
    assert log.rstrip().endswith("database system is shut down")


def test_nothing_outlives_a_killed_runner(house: House) -> None:
    house.start()
    house.runner.kill()
    house.runner.wait()
    wait("everything gone", house.gone, 20)


def test_a_port_in_use(house: House) -> None:
    with socket.create_server(("127.0.0.1", house.port)):
        answer = house.try_again()
    assert answer.returncode == 1
    assert answer.stderr == (
        f"HMK: cannot listen on 127.0.0.1 port {house.port}: Address already in use; "
        f"choose another, for example: make run PORT={house.port + 1}\n"
    )


def test_a_port_that_is_none(house: House) -> None:
    answer = house.try_again(PORT="eighty")
    assert answer.returncode == 1
    assert answer.stderr == "HMK: PORT: must be a number from 1 to 65535, not 'eighty'\n"


def test_a_wrong_setting_stops_the_start_with_its_line(house: House) -> None:
    answer = house.try_again(SECRET_KEY="short")
    assert answer.returncode == 1
    assert answer.stderr == "HMK: SECRET_KEY: at least 32 characters are needed\n"
    assert house.gone()
