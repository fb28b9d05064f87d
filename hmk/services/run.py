"""`make run`: the whole of HMK on this machine, until Ctrl-C."""

import fcntl
import http.client
import json
import os
import secrets
import signal
import socket
import time
from typing import IO

from hmk.services import children, postgres, valkey
from hmk.services.children import Child
from hmk.services.console import Stop, say
from hmk.services.places import BASE, PYTHON, State, service_account
from hmk.services.static import StaticFiles
from hmk.services.supervisor import Interrupted, Supervisor

DEMO_PASSWORD = "huongkhe-demo"  # noqa: S105 - printed for everybody to see
DEMO_ACCOUNTS = {
    "bithu-tdp05": "secretary of a cell",
    "phutrach": "committee member who follows some cells",
    "vanphong": "office of the town committee",
    "lanhdao": "leader, reads only",
    "admin": "administrator",
}


def given(name: str) -> str:
    return os.environ.get(name, "").strip()


class Address:
    """Where the web server listens: HMK_HOST (this machine only, unless told) and PORT."""

    def __init__(self) -> None:
        self.host = given("HMK_HOST") or "127.0.0.1"
        port = given("PORT") or "8000"
        if not port.isdecimal() or not 1 <= int(port) <= 65535:
            raise Stop(f"PORT: must be a number from 1 to 65535, not {port!r}")
        self.port = int(port)
        self.near = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104 - compared
        shown = "localhost" if self.near == "127.0.0.1" else self.near
        self.url = f"http://{shown}:{self.port}/"
        self.is_local = self.host in {"127.0.0.1", "::1", "localhost"}

    def check_free(self) -> None:
        """Stop when somebody else listens there."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise Stop(
                    f"cannot listen on {self.host} port {self.port}: {error.strerror}; "
                    f"choose another, for example: make run PORT={self.port % 65535 + 1}"
                ) from None


def lock(state: State, address: Address) -> IO[str]:
    """One runner per state folder; the lock goes with the process, however that ends."""
    file = state.lock.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        pid, _, url = file.read().strip().partition(" ")
        raise Stop(f"already running at {url} (process {pid})") from None
    file.truncate(0)
    file.write(f"{os.getpid()} {address.url}")
    file.flush()
    return file


def environment(state: State) -> dict[str, str]:
    """The children's environment; whatever the user has set stands.

    With DEBUG unset the application runs as in production (its own error pages, no tracebacks on
    the screen) except that plain HTTP on this machine is allowed and mail goes to the log.
    """
    env = dict(os.environ) | {"HMK_VAR": str(state.root), "PYTHONUNBUFFERED": "1"}
    env["PATH"] = f"{PYTHON.parent}{os.pathsep}{env.get('PATH', os.defpath)}"
    if given("DEBUG"):
        return env
    env["DEBUG"] = "0"
    defaults = {
        "HTTPS": "0",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "EMAIL_URL": "consolemail://",
        "SECRET_KEY": "",
    }
    for name, value in defaults.items():
        if not given(name):
            env[name] = value or secret_key(state)
    return env


def secret_key(state: State) -> str:
    """Made once and kept, so that sessions outlive a restart."""
    path = state.secret_key
    if not path.exists():
        new = path.with_name(f"{path.name}-new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        new.rename(path)
    return path.read_text().strip()


def manage(*words: str) -> list[str]:
    return [str(PYTHON), str(BASE / "manage.py"), *words]


class Stack:
    """The parts of HMK and the order in which they start."""

    def __init__(self, state: State, address: Address, supervisor: Supervisor) -> None:
        self.state, self.address, self.supervisor = state, address, supervisor
        self.env = environment(state)

    def start(self) -> None:
        sup, logs = self.supervisor, self.state.logs
        files = StaticFiles(self.state, self.env, sup)
        try:
            self.start_database()
            self.start_broker()
        except BaseException:
            files.abandon()
            raise
        files.finish()
        say("Bringing the database up to date")
        sup.finish(sup.begin("migrate", manage("migrate", "--noinput"), self.env, logs))
        self.load_demonstration()
        say("Starting web, worker and beat")
        for child in (self.web(), self.worker(), self.beat()):
            sup.start(child)
        health = Health(self.address, self.env)
        sup.until(health.good, health.complaint, 90)

    def start_database(self) -> None:
        if given("DATABASE_URL"):
            say("Using the database in DATABASE_URL")
            return
        server = postgres.Server(self.state, self.env)
        server.prepare()
        say(f"Starting PostgreSQL {server.version}")
        child = self.supervisor.start(server.child())
        self.supervisor.until(
            lambda: server.ready(child),
            lambda: f"PostgreSQL does not start; see {child.log}\n{child.tail()}",
            120,
        )
        server.make_database()

    def start_broker(self) -> None:
        if given("CELERY_BROKER_URL"):
            say("Using the broker in CELERY_BROKER_URL")
            return
        sockets = self.state.sockets
        if not sockets.exists():
            self.state.prepare_sockets(service_account())
        server = valkey.Server(self.state, sockets.resolve(), self.env)
        say("Starting Valkey")
        child = self.supervisor.start(server.child())
        self.supervisor.until(
            server.ready, lambda: f"Valkey does not start; see {child.log}\n{child.tail()}", 60
        )

    def load_demonstration(self) -> None:
        """Loads it into an empty database. Its well-known password needs DEBUG, so this one step
        gets it; the servers do not. With DEBUG=0 from the user there is no demonstration, nor
        where others can reach it under a password that everybody knows."""
        if given("DEBUG").lower() in {"0", "false", "no", "off"}:
            return
        if not self.address.is_local and not given("HMK_DEMO_PASSWORD"):
            say("No demonstration: others reach this address. Set HMK_DEMO_PASSWORD to load it")
            return
        say("Loading the demonstration, if the database is empty")
        env = self.env | {"DEBUG": "1"}
        step = self.supervisor.begin("demo", manage("demo", "--if-empty"), env, self.state.logs)
        self.supervisor.finish(step)

    def _child(self, name: str, *words: str, **more: object) -> Child:
        return Child(
            name=name,
            command=[str(PYTHON), "-m", *words],
            env=self.env,
            log=self.state.logs / f"{name}.log",
            cwd=BASE,
            **more,
        )

    def web(self) -> Child:
        return self._child(
            *("web", "granian", "hmk.wsgi:application", "--interface", "wsgi", "--no-ws"),
            *("--host", self.address.host, "--port", str(self.address.port)),
            *("--workers", "2", "--blocking-threads", "2"),
            *("--respawn-failed-workers", "--respawn-interval", "0.5"),
            *("--workers-kill-timeout", "5"),
        )

    def worker(self) -> Child:
        return self._child(
            *("worker", "celery", "-A", "hmk", "worker", "--concurrency", "2"),
            *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
            # Time for running tasks to end; the broker delivers again what was cut off.
            manners=((signal.SIGTERM, 10.0),),
            # Celery's own quick shutdown can hang for good when the broker goes down with it.
            orphaned=signal.SIGKILL,
        )

    def beat(self) -> Child:
        return self._child("beat", "celery", "-A", "hmk", "beat", "--loglevel", "INFO")


class Health:
    """Asks /healthz."""

    def __init__(self, address: Address, env: dict[str, str]) -> None:
        self.address = address
        # A name that the application answers to, whatever ALLOWED_HOSTS says.
        first = env.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
        self.headers = {"Host": first} if first and first != "*" else {}
        self.answer = "no answer"

    def good(self) -> bool:
        line = http.client.HTTPConnection(self.address.near, self.address.port, timeout=10)
        try:
            line.request("GET", "/healthz", headers=self.headers)
            response = line.getresponse()
            body = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            self.answer = f"no answer ({error})"
            return False
        finally:
            line.close()
        self.answer = faults(body) or f"status {response.status}"
        return response.status == 200

    def complaint(self) -> str:
        return f"HMK does not get well: {self.answer}; see the logs"


def faults(body: str) -> str:
    try:
        report = json.loads(body)
    except ValueError:
        return ""
    return "; ".join(f"{part}: {state}" for part, state in report.items() if state != "ok")


def welcome(state: State, address: Address, seconds: float) -> None:
    say()
    say(f"READY  {address.url}   (after {seconds:.1f} s)")
    if given("DEBUG").lower() not in {"0", "false", "no", "off"}:
        password = "the one in HMK_DEMO_PASSWORD" if given("HMK_DEMO_PASSWORD") else DEMO_PASSWORD
        say(f"Demonstration accounts, password {password}:")
        for name, who in DEMO_ACCOUNTS.items():
            say(f"  {name:<12} {who}")
    say(f"Logs: {state.logs}")
    if os.getuid() == 0:
        say("Started by root: good for a demonstration; in earnest see docs/operations.md")
    say("Ctrl-C stops everything.")


def main() -> int:
    begun = time.monotonic()
    address = Address()
    state = State()
    state.prepare()
    held = lock(state, address)
    address.check_free()
    supervisor = Supervisor()
    children.follow_make()
    try:
        Stack(state, address, supervisor).start()
        welcome(state, address, time.monotonic() - begun)
        supervisor.forever()
    except Interrupted:
        say("\nStopping")
    finally:
        supervisor.stop()
        if state.sockets.is_symlink():
            state.remove_sockets()
        held.close()
    say("Stopped; the data stay in " + str(state.root))
    return 0
