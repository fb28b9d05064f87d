"""What the runner says, and how it gives up: in single lines of plain English."""

import contextlib
import sys


class Stop(Exception):
    """Ends the command with one clear line."""


def say(line: str = "") -> None:
    """Prints a line; a closed terminal is no reason to leave the database unattended."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def complain(line: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.write(f"HMK: {line}\n")
        sys.stderr.flush()
