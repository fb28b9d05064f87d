"""`make bench`: figures of speed, on a PostgreSQL of its own that is gone afterwards."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

from hmk.services import children
from hmk.services.places import BASE, PYTHON, State
from hmk.services.run import given
from hmk.services.supervisor import Interrupted, Supervisor
from hmk.services.trial import fast_folder, start_database


def main(words: list[str]) -> int:
    supervisor = Supervisor()
    children.follow_make()
    with tempfile.TemporaryDirectory(prefix="hmk-bench-", dir=fast_folder()) as folder:
        os.chmod(folder, 0o711)  # noqa: S103 - PostgreSQL passes through when we are root
        state = State(Path(folder))
        state.prepare()
        try:
            if not given("DATABASE_URL"):
                start_database(supervisor, state, make=True)
            env = dict(os.environ) | {
                "HMK_VAR": str(state.root),
                "DJANGO_SETTINGS_MODULE": "hmk.settings",
                "SECRET_KEY": os.urandom(32).hex(),
                "ALLOWED_HOSTS": "localhost",
            }
            command = [str(PYTHON), "-m", "bench", *words]
            run = subprocess.Popen(
                command, cwd=BASE, env=env, preexec_fn=children.die_with_parent(signal.SIGTERM)
            )
            supervisor.until(lambda: run.poll() is not None, lambda: "it hangs", 4 * 3600)
            return run.returncode
        except Interrupted:
            return 130
        finally:
            supervisor.stop()
            if state.sockets.is_symlink():
                state.remove_sockets()
