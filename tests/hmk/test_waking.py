"""Waking the workers: whoever asks for work does not wait for a broker that is down or hangs."""

import socket
import time
from collections.abc import Iterator

import pytest
from celery import Task
from kombu.exceptions import OperationalError

from hmk import tasks, waking
from hmk.celery import app
from hmk.waking import wake

LONGEST = 2.0
"""Seconds. Steps of half a second, on a busy machine."""


@pytest.fixture(autouse=True)
def _rested(monkeypatch):
    monkeypatch.setattr(waking.Rest, "until", 0.0)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def broker(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    # In this order: the second falls back on the first, and is put back as it is found.
    monkeypatch.setattr(app.conf, "broker_write_url", url)
    monkeypatch.setattr(app.conf, "broker_url", url)


def timed(task: Task) -> tuple[bool, float]:
    begun = time.monotonic()
    return wake(task), time.monotonic() - begun


@pytest.mark.parametrize(
    "url",
    [
        "redis://127.0.0.1:1/0",
        "redis+socket:///nonexistent/valkey.sock",
        "amqp://guest:secret@127.0.0.1:1//",
    ],
)
def test_a_broker_that_is_down_costs_no_time(monkeypatch, caplog, url):
    broker(monkeypatch, url)
    woken, seconds = timed(tasks.heartbeat)
    assert not woken
    assert seconds < LONGEST
    assert "the broker took no hmk.tasks.heartbeat" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_a_broker_that_hangs_costs_about_a_second(monkeypatch, silent_port, scheme):
    broker(monkeypatch, f"{scheme}://127.0.0.1:{silent_port}/0")
    woken, seconds = timed(tasks.heartbeat)
    assert not woken
    assert seconds < LONGEST


def test_after_a_failure_the_broker_is_left_alone_for_a_while(monkeypatch):
    sent = []

    def refuse(*_: object, **__: object) -> None:
        sent.append(1)
        raise OperationalError("nobody there")

    monkeypatch.setattr(tasks.heartbeat, "apply_async", refuse)
    assert [wake(tasks.heartbeat) for _ in range(8)] == [False] * 8
    assert len(sent) == 1
    monkeypatch.setattr(waking.Rest, "until", time.monotonic())
    assert wake(tasks.heartbeat) is False
    assert len(sent) == 2


def test_a_broker_that_is_up_takes_it(monkeypatch):
    broker(monkeypatch, "memory://")
    assert wake(tasks.heartbeat)
