"""/healthz in every state of its four parts."""

import re
import socket
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client

from hmk import celery, tasks
from hmk.models import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def well() -> None:
    """Worker and beat have just given their signs of life."""
    tasks.heartbeat()
    tasks.show_beat()


def ask(client: Client, **headers: str) -> tuple[int, dict]:
    begun = time.monotonic()
    response = client.get("/healthz", headers=headers)
    assert time.monotonic() - begun < 4, "a sick part must not hang the answer"
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.json()


def test_all_well_for_a_stranger(client, well) -> None:
    assert ask(client) == (200, dict.fromkeys(["database", "broker", "worker", "beat"], "ok"))


def test_no_redirect_to_https(client, well, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert ask(client)[0] == 200
    assert client.get("/").status_code == 301


def test_only_reading(client, well) -> None:
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


def test_before_the_first_sign_of_life(client) -> None:
    status, report = ask(client)
    assert status == 503
    assert report["worker"] == report["beat"] == "has never given a sign of life"
    assert report["database"] == report["broker"] == "ok"


@pytest.mark.parametrize(("silent", "other"), [("worker", "beat"), ("beat", "worker")])
def test_a_silent_part_is_told_from_the_other(client, well, silent, other) -> None:
    Heartbeat.objects.filter(name=silent).update(at=Now() - timedelta(seconds=90))
    status, report = ask(client)
    assert status == 503
    assert re.fullmatch(r"last sign of life 9\d seconds ago", report[silent])
    assert report[other] == "ok"


def test_a_second_sign_of_life_replaces_the_first(well) -> None:
    tasks.heartbeat()
    assert Heartbeat.objects.count() == 2


def test_no_database(client, well, monkeypatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nonexistent")
    status, report = ask(client)
    assert status == 503
    assert report["database"] == "does not answer (OperationalError)"
    assert report["worker"] == report["beat"] == "unknown, because the database does not answer"
    assert report["broker"] == "ok"


def test_a_database_that_hangs(client, well, monkeypatch, silent_server) -> None:
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", str(silent_server))
    assert ask(client)[1]["database"] == "does not answer (OperationalError)"


@pytest.fixture
def silent_server():
    """The port of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def broker(monkeypatch):
    def use(url: str) -> None:
        # In this order: the second falls back on the first, and is put back as it is found.
        monkeypatch.setattr(celery.app.conf, "broker_write_url", url)
        monkeypatch.setattr(celery.app.conf, "broker_url", url)

    return use


@pytest.mark.parametrize(
    "url",
    [
        "redis://127.0.0.1:1/0",
        "redis+socket:///nonexistent/valkey.sock",
        "amqp://guest:secret@127.0.0.1:1//",
    ],
)
def test_no_broker(client, well, broker, url) -> None:
    broker(url)
    status, report = ask(client)
    assert status == 503
    assert report["broker"].startswith("does not answer (")
    assert "secret" not in str(report)
    assert report["database"] == report["worker"] == report["beat"] == "ok"


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_a_broker_that_hangs(client, well, broker, scheme, silent_server) -> None:
    broker(f"{scheme}://127.0.0.1:{silent_server}/0")
    assert ask(client)[1]["broker"].startswith("does not answer (")


def test_beat_outlives_the_database(monkeypatch, caplog) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nonexistent")
    tasks.show_beat()
    assert "cannot give its sign of life" in caplog.text
