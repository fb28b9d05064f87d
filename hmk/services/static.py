"""Collects styles, scripts and fonts for the web server, beside the start of the database."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from hmk.services.console import say
from hmk.services.places import BASE, PYTHON, State
from hmk.services.supervisor import Supervisor


class StaticFiles:
    """Runs `collectstatic` when a source has changed since it last went well."""

    def __init__(self, state: State, env: dict[str, str], supervisor: Supervisor) -> None:
        own_folder = env.get("STATIC_ROOT", "").strip()
        self.stamp = state.root / "static.stamp"
        self.line = f"{own_folder} {fingerprint()}"
        self.supervisor = supervisor
        self.step = None
        folder = Path(own_folder or state.root / "static")
        fresh = self.stamp.exists() and self.stamp.read_text() == self.line
        if fresh and (folder / "staticfiles.json").exists():
            return
        say("Collecting styles, scripts and fonts")
        self.stamp.unlink(missing_ok=True)
        command = [str(PYTHON), str(BASE / "manage.py"), "collectstatic", "--noinput", "--clear"]
        self.step = supervisor.begin("collectstatic", command, env, state.logs)

    def finish(self) -> None:
        if self.step:
            self.supervisor.finish(self.step)
            self.stamp.write_text(self.line)

    def abandon(self) -> None:
        if self.step:
            self.step.kill()


def fingerprint() -> str:
    """Changes when a file that goes into the collection does."""
    total = hashlib.sha256()
    for path in sorted(sources()):
        status = path.stat()
        line = f"{path.relative_to(BASE)} {status.st_size} {status.st_mtime_ns}\n"
        total.update(line.encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def sources() -> Iterator[Path]:
    yield from (BASE / "package-lock.json", BASE / "requirements.txt", BASE / "hmk" / "settings.py")
    for top in (BASE / "static", *BASE.glob("*/static")):
        if top.parent.name not in {"var", "node_modules"}:
            for folder, _, names in os.walk(top):
                yield from (Path(folder, name) for name in names)
