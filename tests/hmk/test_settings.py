"""A wrong value in the environment stops the start with one line that names it."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
GOOD = {"DEBUG": "0", "SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "hmk.example"}
OURS = (
    *GOOD,
    "HTTPS",
    "DATABASE_URL",
    "CELERY_BROKER_URL",
    "EMAIL_URL",
    "BADGE_ROUNDS",
    "HMK_TESTING",
)


@pytest.fixture
def settings_with(monkeypatch):
    def read(**changes: str) -> dict:
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        for name, value in (GOOD | changes).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(BASE / "hmk" / "settings.py"))

    return read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("HTTPS", "2"),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("DATABASE_URL", "sqlite:///book.db"),
        ("DATABASE_URL", "postgres://hmk@localhost:port/hmk"),
        ("DATABASE_URL", "postgres://hmk@localhost"),
        ("DATABASE_URL", "nonsense"),
        ("CELERY_BROKER_URL", "sqla+postgresql://localhost/hmk"),
        ("CELERY_BROKER_URL", "nonsense"),
        ("EMAIL_URL", "pigeon://roof"),
        ("BADGE_ROUNDS", "3. Februar"),
        ("BADGE_ROUNDS", "03/02,29/02"),
    ],
)
def test_a_wrong_value_is_refused_by_name(settings_with, name, value) -> None:
    with pytest.raises(SystemExit) as refusal:
        settings_with(**{name: value})
    message = str(refusal.value.code)
    assert message.startswith(f"HMK: {name}: ")
    assert "\n" not in message


def test_good_values_are_taken(settings_with) -> None:
    settings = settings_with(
        DATABASE_URL="postgres://hmk:secret@db.example:5433/book",
        CELERY_BROKER_URL="amqp://queue.example//",
        EMAIL_URL="smtp+tls://post:secret@mail.example:587",
    )
    database = settings["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "book")
    assert settings["CELERY_BROKER_URL"] == "amqp://queue.example//"
    assert settings["EMAIL_HOST"] == "mail.example"


def test_in_earnest_only_https(settings_with) -> None:
    settings = settings_with()
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["SECURE_HSTS_SECONDS"]


def test_sockets_follow_a_link_to_a_short_folder(settings_with, tmp_path) -> None:
    short, state = tmp_path / "s", tmp_path / ("long" * 30)
    short.mkdir()
    state.mkdir()
    (state / "run").symlink_to(short)
    settings = settings_with(HMK_VAR=str(state))
    assert settings["DATABASES"]["default"]["HOST"] == str(short)
    assert str(short / "valkey.sock") in settings["CELERY_BROKER_URL"]


def test_the_command_line_shows_one_line_and_fails() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=BASE,
        env=dict(os.environ) | GOOD | {"DJANGO_SETTINGS_MODULE": "hmk.settings", "SECRET_KEY": "x"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "HMK: SECRET_KEY: at least 32 characters are needed\n"
