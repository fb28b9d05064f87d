"""Finds a Chromium for the browser tests."""

import contextlib
import fcntl
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hmk.services.places import BASE, NODE_MODULES

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKED = NODE_MODULES / "@sparticuz" / "chromium" / "bin"
FILTER = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
REMEDY = (
    "the browser tests need a Chromium and found none: install one (Debian: apt-get install "
    "chromium), or name one in CHROMIUM, or run `make test`, which gets one from npm; "
    "to go without, say so: make test ARGS=--browser-tests=skip"
)


@dataclass(frozen=True)
class Browser:
    program: Path
    origin: str
    env: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()


def installed() -> Browser | None:
    """CHROMIUM, else one on PATH; snaps cannot see our files and are passed over."""
    given = os.environ.get("CHROMIUM", "").strip()
    if given:
        return Browser(Path(given), "named in CHROMIUM")
    for name in NAMES:
        found = shutil.which(name)
        if found and not os.path.realpath(found).startswith("/snap/"):
            return Browser(Path(found), "on PATH")
    return None


def find() -> Browser | None:
    """An installed Chromium, else the one that npm has brought, unpacked under `var`."""
    return installed() or (unpacked() if (PACKED / "chromium.br").exists() else None)


def unpacked() -> Browser:
    size = (PACKED / "chromium.br").stat().st_size
    folder = BASE / "var" / f"chromium-{size}"
    with lock(folder.with_suffix(".lock")):
        if not folder.exists():
            new = folder.with_suffix(".new")
            shutil.rmtree(new, ignore_errors=True)
            unpack(new)
            new.rename(folder)
    env = {
        "LD_LIBRARY_PATH": str(folder / "lib"),
        "FONTCONFIG_PATH": str(folder / "fonts"),
        "HOME": str(folder),
    }
    return Browser(folder / "chromium", "from npm", env, ("--no-zygote", "--headless=shell"))


def unpack(folder: Path) -> None:
    import brotli

    folder.mkdir(parents=True)
    program = folder / "chromium"
    program.write_bytes(brotli.decompress((PACKED / "chromium.br").read_bytes()))
    program.chmod(0o755)
    for name in ("al2023", "fonts", "swiftshader"):
        data = io.BytesIO(brotli.decompress((PACKED / f"{name}.tar.br").read_bytes()))
        with tarfile.open(fileobj=data) as archive:
            # Python 3.11 has filters from 3.11.4; the lock file vouches for these archives anyway.
            archive.extractall(folder, **FILTER)  # noqa: S202


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
