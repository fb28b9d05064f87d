"""A child process that never outlives the runner, and is stopped the way it likes."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
LONGEST_LOG = 10_000_000
"""Bytes; a longer log is set aside once, as `name.log.1`, at the next start."""


def die_with_parent(how: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel sends `how` to the child when the runner dies, however it dies.

    Linux only; elsewhere a runner that is killed outright leaves its children behind.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def tie() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(how))
        if os.getppid() != parent:
            os.kill(os.getpid(), how)

    return tie


def open_log(path: Path) -> int:
    """A descriptor at the end of the log."""
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size > LONGEST_LOG:
            path.replace(path.with_name(path.name + ".1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)


@dataclass
class Child:
    """A program, its log, and how it wants to be stopped."""

    name: str
    command: Sequence[str]
    env: dict[str, str]
    log: Path
    cwd: Path
    manners: Sequence[tuple[signal.Signals, float]] = ((signal.SIGTERM, 8.0),)
    """Signals with the seconds each is given; after the last comes SIGKILL to the whole group."""
    orphaned: signal.Signals = signal.SIGTERM
    popen: dict = field(default_factory=dict)
    excuse: Callable[[str], bool] = lambda _tail: False
    """Whether a quick death with this end of the log will pass by itself."""

    process: subprocess.Popen | None = None
    started: float = 0.0
    mark: int = 0

    def start(self) -> None:
        descriptor = open_log(self.log)
        self.mark = os.fstat(descriptor).st_size
        try:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=descriptor,
                stderr=descriptor,
                start_new_session=True,
                preexec_fn=die_with_parent(self.orphaned),
                **self.popen,
            )
        finally:
            os.close(descriptor)
        self.started = time.monotonic()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def tail(self, lines: int = 15) -> str:
        """The end of what this start has written."""
        try:
            with self.log.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(self.mark if self.mark <= size else 0, size - 8000))
                text = file.read().decode("utf-8", "replace")
        except FileNotFoundError:
            return ""
        return "\n".join(text.strip().splitlines()[-lines:])

    def sweep(self) -> None:
        """Kills what a dead child left in its group, so that ports and queues are free again."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def ask(self, how: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(how)

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> bool:
        """Stops the child politely, then not; True when it went before it was killed."""
        if self.process is None:
            return True
        polite = not self.alive
        for how, seconds in () if polite else self.manners:
            self.ask(how)
            until = time.monotonic() + seconds
            while time.monotonic() < until and not (
                hurry() and time.monotonic() > until - seconds + 1
            ):
                if not self.alive:
                    polite = True
                    break
                time.sleep(0.02)
            if polite:
                break
        self.sweep()
        self.process.wait()
        self.process = None
        return polite

    def last_words(self) -> str:
        """How the process ended, in words."""
        code = self.process.returncode if self.process else None
        if code is not None and code < 0:
            return f"killed by {signal.Signals(-code).name}"
        return f"exit code {code}"


def follow_parent(how: signal.Signals) -> None:
    """The same for a process that is running already: `how` comes when its parent dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(how))


def follow_make() -> None:
    """Ends the runner when the `make` above it is killed outright."""
    if os.environ.get("MAKELEVEL"):
        follow_parent(signal.SIGTERM)
