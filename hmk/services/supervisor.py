"""Keeps the children alive: starts them in order, restarts the dead, stops all in reverse."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hmk.services.children import Child, die_with_parent, open_log
from hmk.services.console import Stop, say

QUICK = 10.0
"""Seconds; a child that dies sooner counts towards giving up."""
TOO_OFTEN = 4
PATIENCE = 40.0
"""Seconds that an excused death (see `Child.excuse`) may repeat without counting."""
TICK = 0.1


class Interrupted(Exception):
    """Ctrl-C or SIGTERM."""


@dataclass
class Watched:
    child: Child
    quick_deaths: int = 0
    excused_since: float | None = None
    due: float = 0.0


class Supervisor:
    def __init__(self) -> None:
        self.watched: list[Watched] = []
        self.signals = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._count)

    def _count(self, _number: int, _frame: object) -> None:
        self.signals += 1

    def start(self, child: Child) -> Child:
        """Starts a child and watches it from now on."""
        child.start()
        self.watched.append(Watched(child))
        return child

    def tick(self) -> None:
        """Looks at every child once; Interrupted when the user wants to stop."""
        if self.signals:
            raise Interrupted
        now = time.monotonic()
        for one in self.watched:
            if one.child.process is None:
                if now >= one.due:
                    one.child.start()
            elif not one.child.alive:
                self._bury(one, now)

    def _bury(self, one: Watched, now: float) -> None:
        child, lived = one.child, now - one.child.started
        words, tail = child.last_words(), child.tail()
        child.sweep()
        child.process = None
        if child.excuse(tail):
            one.excused_since = one.excused_since or now
            if now - one.excused_since < PATIENCE:
                one.due = now + 0.5
                return
        one.excused_since = None
        one.quick_deaths = one.quick_deaths + 1 if lived < QUICK else 1
        if one.quick_deaths >= TOO_OFTEN:
            raise Stop(
                f"{child.name} ended {TOO_OFTEN} times in a row ({words}); see {child.log}\n{tail}"
            )
        pause = 0.25 * 2 ** (one.quick_deaths - 1)
        one.due = now + pause
        say(f"{child.name} ended ({words}); starting it again")

    def until(self, done: Callable[[], bool], what: Callable[[], str], seconds: float) -> None:
        """Watches until `done`; Stop with `what` is missing after so many seconds."""
        limit = time.monotonic() + seconds
        while not done():
            self.tick()
            if time.monotonic() > limit:
                raise Stop(f"{what()} (waited {seconds:.0f} seconds)")
            time.sleep(TICK)

    def begin(self, name: str, command: list[str], env: dict[str, str], logs: Path) -> "Step":
        """Starts a command that comes to an end."""
        return Step(name, command, env, logs / f"{name}.log")

    def finish(self, step: "Step") -> None:
        """Waits for a step; Stop with its last line when it failed."""
        try:
            self.until(step.over, lambda: f"{step.name} does not come to an end", 3600)
        except BaseException:
            step.kill()
            raise
        if step.process.returncode:
            raise Stop(step.complaint())

    def forever(self) -> None:
        while True:
            self.tick()
            time.sleep(TICK)

    def stop(self) -> None:
        """Stops the children, last started first. A second Ctrl-C shortens every wait to 1 s."""
        seen = self.signals
        for one in reversed(self.watched):
            if not one.child.stop(lambda: self.signals > seen):
                say(f"{one.child.name} did not stop in time and was killed")
        self.watched.clear()


class Step:
    """One run of a command, with its output in a log of its own."""

    def __init__(self, name: str, command: list[str], env: dict[str, str], log: Path) -> None:
        self.name, self.log = name, log
        log.unlink(missing_ok=True)
        descriptor = open_log(log)
        try:
            self.process = subprocess.Popen(
                command,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=descriptor,
                stderr=descriptor,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGKILL),
            )
        finally:
            os.close(descriptor)

    def over(self) -> bool:
        return self.process.poll() is not None

    def kill(self) -> None:
        if not self.over():
            self.process.kill()
            self.process.wait()

    def complaint(self) -> str:
        lines = self.log.read_text("utf-8", "replace").strip().splitlines()
        last = lines[-1].removeprefix("HMK: ") if lines else f"exit code {self.process.returncode}"
        return last if len(lines) == 1 else f"{self.name} failed: {last} (all of it in {self.log})"
