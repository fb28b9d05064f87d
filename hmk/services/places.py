"""Where things are: the checkout, its virtual environment, and everything that HMK writes."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hmk.services.console import Stop

BASE = Path(__file__).resolve().parents[2]
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = BASE / "node_modules"

LONGEST_SOCKET_FOLDER = 80
"""Bytes. A socket's whole path must stay under 104 (macOS) or 108 (Linux)."""


@dataclass(frozen=True)
class Account:
    """Who PostgreSQL runs as: ourselves, or somebody humbler when we are root."""

    name: str
    uid: int
    gid: int

    @property
    def popen(self) -> dict:
        """Arguments for `subprocess.Popen` that start a program as this account."""
        if self.uid == os.getuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_use(self, path: Path) -> bool:
        """Whether this account can enter every folder on the way to `path`, and enter or run it."""
        test = ["/bin/sh", "-c", 'test -x "$0"', str(path)]
        return subprocess.run(test, cwd="/", check=False, **self.popen).returncode == 0

    def give(self, path: Path) -> None:
        if self.popen:
            os.chown(path, self.uid, self.gid)


def service_account() -> Account:
    """PostgreSQL refuses to run as root: then `postgres`, or where there is none `nobody`."""
    import pwd

    if os.getuid():
        try:
            name = pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            raise Stop(
                f"user id {os.getuid()} has no name in /etc/passwd, which PostgreSQL insists on; "
                "run as a named user, or set DATABASE_URL to a database of your own"
            ) from None
        return Account(name, os.getuid(), os.getgid())
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise Stop("PostgreSQL does not run as root and there is no user postgres or nobody")


class State:
    """The folder that holds everything HMK writes (`HMK_VAR`, by default `var` in the checkout)."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or Path(os.environ.get("HMK_VAR", "").strip() or BASE / "var").absolute()

    logs = property(lambda self: self.root / "log")
    sockets = property(lambda self: self.root / "run")
    postgres = property(lambda self: self.root / "postgres")
    valkey = property(lambda self: self.root / "valkey")
    lock = property(lambda self: self.root / "runner.lock")
    secret_key = property(lambda self: self.root / "secret_key")

    def prepare(self) -> None:
        """Makes the folders. Others may pass through the top one (PostgreSQL, when we are root)."""
        try:
            self.root.mkdir(mode=0o711, parents=True, exist_ok=True)
            for folder in (self.logs, self.root / "media"):
                folder.mkdir(mode=0o700, exist_ok=True)
            probe = self.root / f".probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise Stop(f"cannot write in {self.root}: {error.strerror} (see HMK_VAR)") from None

    def prepare_sockets(self, account: Account) -> Path:
        """A private folder for sockets whose real path is short; `run` leads to it."""
        place = self.sockets
        if len(os.fsencode(place.resolve())) <= LONGEST_SOCKET_FOLDER and not place.is_symlink():
            place.mkdir(mode=0o700, exist_ok=True)
            account.give(place)
            if account.may_use(place):
                return place.resolve()
        # Left behind by a runner that was killed: sockets hold nothing worth keeping.
        self.remove_sockets()
        short = Path(tempfile.mkdtemp(prefix="hmk-"))
        if len(os.fsencode(short)) > LONGEST_SOCKET_FOLDER:
            shutil.rmtree(short)
            short = Path(tempfile.mkdtemp(prefix="hmk-", dir="/tmp"))
        account.give(short)
        place.symlink_to(short)
        return short

    def remove_sockets(self) -> None:
        real = self.sockets.resolve()
        if real.exists() and (not self.sockets.is_symlink() or real.name.startswith("hmk-")):
            shutil.rmtree(real)
        self.sockets.unlink(missing_ok=True)

    def database_folder(self, account: Account) -> Path:
        """The cluster's folder; outside the checkout when root's servant cannot get in there."""
        if self.postgres.exists():
            return self.postgres.resolve()
        if account.may_use(self.root):
            return self.postgres
        elsewhere = outside(account) / f"state-{fingerprint(self.root)}"
        elsewhere.mkdir(mode=0o711, exist_ok=True)
        account.give(elsewhere)
        self.postgres.unlink(missing_ok=True)
        self.postgres.symlink_to(elsewhere / "postgres")
        return elsewhere / "postgres"


def outside(account: Account) -> Path:
    """Where root keeps what `account` must reach when the checkout is closed to it."""
    folder = Path("/var/lib/hmk")
    try:
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"user {account.name} needs {folder}: {error.strerror}") from None
    return folder


def fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
