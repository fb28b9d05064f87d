"""`python3 hmk/services run|test|bench|lint|install|clean|lock`: what the Makefile calls."""

import sys
import types
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - nothing else checks it before pip does
    sys.exit("HMK: Python 3.11 or newer is needed, this is " + sys.version.split()[0])

if "hmk" not in sys.modules:
    # Started by path. The real package `hmk` imports Celery, which may not be installed yet.
    bare = types.ModuleType("hmk")
    bare.__path__ = [str(Path(__file__).resolve().parents[1])]
    sys.modules["hmk"] = bare
    sys.path.pop(0)

from hmk.services import commands

if __name__ == "__main__":
    sys.exit(commands.main(sys.argv[1:]))
