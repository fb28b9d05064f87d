"""Reads settings from the environment; a wrong value stops the program with one clear line."""

import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured


def stop(name: str, why: str) -> NoReturn:
    raise SystemExit(f"HMK: {name}: {why}")


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def words(name: str, default: list[str]) -> list[str]:
    given = os.environ.get(name, "").strip()
    return [word.strip() for word in given.split(",") if word.strip()] if given else default


def flag(name: str, default: bool) -> bool:
    given = os.environ.get(name, "").strip().lower()
    if not given:
        return default
    if given in {"1", "true", "yes", "on"}:
        return True
    if given in {"0", "false", "no", "off"}:
        return False
    stop(name, f"say 1 or 0, not {given!r}")


def number(name: str, default: int) -> int:
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not given.isdecimal() or len(given) > 2:
        stop(name, f"must be a number from 0 to 99, not {given!r}")
    return int(given)


def days_of_year(name: str, default: list[str]) -> tuple[tuple[int, int], ...]:
    """Days that every year has, given as dd/mm with commas between: (month, day) in their order."""
    given = words(name, default)
    try:
        days = {datetime.strptime(f"{day}/2001", "%d/%m/%Y") for day in given}  # noqa: DTZ007
    except ValueError:
        stop(name, f"must be days as dd/mm with commas between, not {','.join(given)!r}")
    return tuple(sorted((day.month, day.day) for day in days))


def secret_key(*, debug: bool) -> str:
    given = os.environ.get("SECRET_KEY", "").strip()
    if given:
        if len(given) < 32:
            stop("SECRET_KEY", "at least 32 characters are needed")
        return given
    if debug:
        return "insecure-development-key-" + "0" * 40
    stop(
        "SECRET_KEY",
        f"is missing; set it to a long random text such as {secrets.token_urlsafe(48)}",
    )


def database(name: str, *, socket_dir: Path) -> dict:
    """The database in DATABASE_URL, else the embedded PostgreSQL on its socket in `socket_dir`."""
    given = os.environ.get(name, "").strip()
    if not given:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "hmk",
            "USER": "hmk",
            "HOST": str(socket_dir),
        }
    likeness = "must look like postgres://user:password@host:5432/name"
    if not given.startswith(("postgres://", "postgresql://")):
        stop(name, likeness)
    try:
        config = environ.Env.db_url_config(given)
    except (ImproperlyConfigured, ValueError) as error:
        stop(name, f"{likeness} ({error})")
    if not config.get("NAME"):
        stop(name, likeness)
    # libpq's way to name a Unix socket: postgres://user@%2Frun%2Fpostgresql/name
    return config | {"HOST": unquote(config.get("HOST") or "")}


def broker(name: str, *, socket_dir: Path) -> str:
    """The broker in CELERY_BROKER_URL, else the embedded Valkey on its socket in `socket_dir`."""
    given = os.environ.get(name, "").strip()
    if not given:
        return f"redis+socket://{socket_dir / 'valkey.sock'}?virtual_host=0"
    if given.split(":", 1)[0] not in {"redis", "rediss", "redis+socket", "amqp", "amqps"}:
        stop(name, "must begin with redis://, rediss://, redis+socket://, amqp:// or amqps://")
    return given


def email(name: str, *, debug: bool) -> dict:
    given = text(name, "consolemail://" if debug else "smtp://localhost:25")
    try:
        return environ.Env.email_url_config(given)
    except (ImproperlyConfigured, ValueError, KeyError) as error:
        stop(name, f"must look like smtp+tls://user:password@host:587 ({error})")
