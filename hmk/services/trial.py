"""`make test`: pytest on a PostgreSQL of its own that is gone afterwards."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

from hmk.services import children, postgres
from hmk.services.console import say
from hmk.services.places import BASE, PYTHON, State
from hmk.services.run import given
from hmk.services.supervisor import Interrupted, Supervisor

ROOM_IN_MEMORY = 2 * 1024**3
"""Bytes that /dev/shm must have free to be the place of the throw-away database."""


def main(words: list[str]) -> int:
    supervisor = Supervisor()
    children.follow_make()
    with tempfile.TemporaryDirectory(prefix="hmk-test-", dir=fast_folder()) as folder:
        os.chmod(folder, 0o711)  # noqa: S103 - PostgreSQL passes through when we are root
        state = State(Path(folder))
        state.prepare()
        try:
            if not given("DATABASE_URL"):
                start_database(supervisor, state)
                # The cluster goes away whole: no need to drop each worker's database first, which
                # a browser's last connection can refuse.
                words = ["--reuse-db", *words]
            return pytest(supervisor, state, words)
        except Interrupted:
            return 130
        finally:
            supervisor.stop()
            if state.sockets.is_symlink():
                state.remove_sockets()


def fast_folder() -> str | None:
    """Memory, where there is enough of it; else the usual folder for temporary files."""
    memory = "/dev/shm"  # noqa: S108 - a private folder is made in it
    try:
        room = os.statvfs(memory)
    except OSError:
        return None
    roomy = room.f_bavail * room.f_frsize > ROOM_IN_MEMORY and os.access(memory, os.W_OK)
    return memory if roomy else None


def start_database(supervisor: Supervisor, state: State, *, make: bool = False) -> None:
    """The cluster; with `make` also the database `hmk` in it, which tests make themselves."""
    server = postgres.Server(state, dict(os.environ), throwaway=True)
    server.prepare()
    child = supervisor.start(server.child())
    supervisor.until(
        lambda: server.ready(child), lambda: f"PostgreSQL does not start\n{child.tail()}", 60
    )
    if make:
        server.make_database()


def pytest(supervisor: Supervisor, state: State, words: list[str]) -> int:
    env = dict(os.environ) | {
        "HMK_VAR": str(state.root),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [str(PYTHON), "-m", "pytest", "-n", "auto", "--dist", "worksteal", *words]
    # In the terminal's own group: pytest hears Ctrl-C by itself and tidies up.
    run = subprocess.Popen(
        command, cwd=BASE, env=env, preexec_fn=children.die_with_parent(signal.SIGTERM)
    )
    try:
        supervisor.until(lambda: run.poll() is not None, lambda: "the tests hang", 4 * 3600)
    except Interrupted:
        say("Stopping the tests")
        run.send_signal(signal.SIGINT)
        try:
            run.wait(20)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
        raise
    return run.returncode
