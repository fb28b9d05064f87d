"""What no test may do unseen: log an error, or speak to the world outside this machine."""

import logging
import socket
from collections.abc import Iterator

import pytest


class Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []
        self.expected = False

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def lines(self) -> str:
        return "\n".join(f"{one.name}: {one.getMessage()}" for one in self.records)


@pytest.fixture(autouse=True)
def logged_errors() -> Iterator[Recorder]:
    """Any ERROR in the log fails the test, wherever it came from (the live server too)."""
    recorder = Recorder()
    root = logging.getLogger()
    root.addHandler(recorder)
    yield recorder
    root.removeHandler(recorder)
    if recorder.records and not recorder.expected:
        pytest.fail(f"errors were logged:\n{recorder.lines()}")


@pytest.fixture
def expected_errors(logged_errors: Recorder) -> Iterator[list[logging.LogRecord]]:
    """For a test that provokes errors on purpose: their records; none at all fails the test."""
    logged_errors.expected = True
    yield logged_errors.records
    if not logged_errors.records:
        pytest.fail("an error was expected in the log and none came")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Python may reach this machine only. (Browsers are told so in their own arguments.)"""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def check(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = str(address[0])
            if host not in {"localhost", "::1"} and not host.startswith("127."):
                raise AssertionError(f"a test tried to reach {host}")

    def guarded(self: socket.socket, address: object) -> None:
        check(self, address)
        return connect(self, address)

    def guarded_ex(self: socket.socket, address: object) -> int:
        check(self, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        yield
