"""One spelling for every value, and the hash over it: the same in any time zone, under any version
of Python, Django or PostgreSQL. Pure."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from unicodedata import normalize
from uuid import UUID

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _text(value: str) -> str:
    return normalize("NFC", value)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _decimal(value: Decimal) -> str:
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


_PLAIN = (type(None), bool, int)
_SPELT: dict[type, Callable] = {
    **dict.fromkeys(_PLAIN, lambda value: value),
    float: repr,
    str: _text,
    Decimal: _decimal,
    datetime: _moment,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: lambda value: value // timedelta(microseconds=1),
    UUID: str,
}
_KINDS: tuple[tuple[type, Callable], ...] = (
    (str, lambda value: _text(str(value))),
    (dict, lambda value: {_text(str(key)): canonical(inner) for key, inner in value.items()}),
    (list, lambda value: [canonical(inner) for inner in value]),
    (tuple, lambda value: [canonical(inner) for inner in value]),
)


def canonical(value: object) -> object:
    """The value as JSON can hold it: text composed, moments in UTC, figures without idle zeros.

    Raises TypeError for a kind of value that has no spelling here.
    """
    spell = _SPELT.get(type(value))
    if spell is None:
        spell = next((spell for kind, spell in _KINDS if isinstance(value, kind)), None)
    if spell is None:
        raise TypeError(f"no canonical spelling for {type(value).__name__}")
    return spell(value)


def digest(value: object) -> str:
    """SHA-256 in hex over a value that is canonical already."""
    return sha256(_encode(value).encode()).hexdigest()


def spelt(values: Iterable[object]) -> list:
    """The values of a row, each in its spelling. Most are spelt as they are."""
    return [value if type(value) in _PLAIN else canonical(value) for value in values]


def content_digest(rows: Sequence[tuple[str, int, str]]) -> str:
    """The hash of a whole content from (model, id, hash of the row), in order."""
    return digest([list(row) for row in rows])
