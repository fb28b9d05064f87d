"""`make lint`: every check on the text of the program; says all it finds before it fails."""

import os
import secrets
import subprocess
from pathlib import Path

from hmk.services.console import say
from hmk.services.places import BASE, PYTHON


def checks() -> dict[str, list[str]]:
    python, manage = str(PYTHON), str(BASE / "manage.py")
    tool = [python, "-m"]
    templates = [str(path) for path in sorted(BASE.glob("**/templates")) if ours(path)]
    return {
        "ruff": [*tool, "ruff", "check", "."],
        "format": [*tool, "ruff", "format", "--check", "."],
        "templates": [*tool, "djlint", "--check", "--lint", "--quiet", *templates],
        "floors": [str(PYTHON.parent / "lint-imports"), "--no-cache"],
        "migrations": [
            *(python, "-W", "ignore:Got an error checking a consistent:RuntimeWarning"),
            *(manage, "makemigrations", "--check", "--dry-run"),
        ],
        "deployment": [python, manage, "check", "--deploy", "--fail-level", "WARNING"],
    }


def ours(path: Path) -> bool:
    parts = path.relative_to(BASE).parts
    return not {"node_modules", "var", ".venv"} & set(parts)


def main() -> int:
    env = dict(os.environ) | {
        "DEBUG": "0",
        "ALLOWED_HOSTS": "hmk.example",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    failed = []
    for name, command in checks().items():
        done = subprocess.run(
            command,
            cwd=BASE,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        say(f"{name:<12} {'failed' if done.returncode else 'ok'}")
        if done.returncode:
            failed.append(name)
            say(done.stdout.rstrip())
    if failed:
        say(f"\n{len(failed)} of {len(checks())} checks failed: {', '.join(failed)}")
    return 1 if failed else 0
