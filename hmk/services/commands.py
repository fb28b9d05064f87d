"""The commands behind the Makefile's targets."""

import os
import shutil
import sys
from collections.abc import Callable

from hmk.services import chromium, install
from hmk.services.console import Stop, complain, say
from hmk.services.places import BASE, NODE_MODULES, PYTHON, VENV, State


def main(words: list[str]) -> int:
    name, rest = (words[0], words[1:]) if words else ("", [])
    if name not in COMMANDS:
        complain("say one of: " + ", ".join(COMMANDS))
        return 2
    try:
        return COMMANDS[name](rest)
    except Stop as stop:
        complain(str(stop))
        return 1
    except KeyboardInterrupt:
        complain("interrupted")
        return 130


def enter_environment(name: str, rest: list[str]) -> None:
    """Goes on in the virtual environment's Python, whose packages the runner looks for by path."""
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV):
        os.chdir(BASE)
        os.execv(PYTHON, [str(PYTHON), str(BASE / "hmk" / "services"), name, *rest])


def run(rest: list[str]) -> int:
    from hmk.services import run as runner

    runner.Address()  # a wrong PORT is better refused before the installation than after
    install.install()
    enter_environment("run", rest)
    return runner.main()


def test(rest: list[str]) -> int:
    from hmk.services import trial

    needs_npm = "--browser-tests=skip" not in rest and not chromium.installed()
    install.install(dev=True, browser=needs_npm)
    enter_environment("test", rest)
    return trial.main(rest)


def bench(rest: list[str]) -> int:
    from hmk.services import bench as measuring

    install.install()
    enter_environment("bench", rest)
    return measuring.main(rest)


def lint(rest: list[str]) -> int:
    from hmk.services import lint as linter

    install.install(dev=True)
    enter_environment("lint", rest)
    return linter.main()


def install_only(_rest: list[str]) -> int:
    install.install()
    return 0


def lock(_rest: list[str]) -> int:
    """Writes requirements*.txt and package-lock.json anew from what they are made of."""
    install.make_environment()
    install.install_uv()
    for name in ("requirements-uv", "requirements", "requirements-dev"):
        say(f"Locking {name}.in")
        install.call(
            *(install.UV, "pip", "compile", "--quiet", "--generate-hashes", "--universal"),
            *("--python-version", "3.11", "--custom-compile-command", "make lock"),
            *(f"{name}.in", "-o", f"{name}.txt"),
            why=f"locking {name}.in",
        )
    install.install()
    say("Locking package.json")
    install.call(*install.npm(), "install", "--package-lock-only", why="locking package.json")
    return 0


def clean(rest: list[str]) -> int:
    """Removes what can be made again; `--data` also the demonstration's database and files."""
    state = State()
    if state.lock.exists():
        from hmk.services import run as runner

        runner.lock(state, runner.Address()).close()
    for folder in (VENV, NODE_MODULES, state.root / "static", state.root / "log"):
        shutil.rmtree(folder, ignore_errors=True)
    for pattern in ("**/__pycache__", ".*_cache", ".hypothesis", "test-results"):
        for folder in BASE.glob(pattern):
            shutil.rmtree(folder, ignore_errors=True)
    if "--data" in rest:
        if state.postgres.is_symlink():
            shutil.rmtree(state.postgres.resolve().parent)
        state.remove_sockets()
        shutil.rmtree(state.root, ignore_errors=True)
    elif state.postgres.exists():
        say(f"The database in {state.root} stays; `make clean DATA=1` removes it too")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "lint": lint,
    "install": install_only,
    "lock": lock,
    "clean": clean,
}
