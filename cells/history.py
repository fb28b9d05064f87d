"""The trail of a record: who changed what and when, as the database's triggers wrote it down."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import models
from pghistory.models import Events

from cells.fields import SearchField, SortKeyField

LABELS = {"insert": "Ghi mới", "update": "Sửa", "delete": "Xóa"}
TREE = {"path", "depth", "numchild"}
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
LIMIT = 200
"""Changes shown, the latest first."""

NameOf = Callable[[type[models.Model], int], str]
"""The name of a row by its key, asked for once however often it appears."""


@dataclass(frozen=True)
class Difference:
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One write of one row."""

    at: datetime
    by: str
    url: str
    what: str
    """What was done to which kind of record."""
    differences: list[Difference]


def changes_of(obj: models.Model, *, with_models: list[type[models.Model]] = ()) -> list[Change]:
    """The changes of the object and of the rows of `with_models` that point to it, latest first."""
    tracked = {
        event
        for model in (type(obj), *with_models)
        for event in getattr(model, "pgh_event_models", {}).values()
    }
    if not tracked:
        return []
    events = list(
        Events.objects.across(*tracked)
        .references(obj)
        .order_by("-pgh_created_at", "-pgh_id")[:LIMIT]
    )
    names = _names_of({(event.pgh_context or {}).get("user") for event in events})
    name_of = cache(_name_of)
    changes = []
    for event in events:
        model = apps.get_model(event.pgh_obj_model)
        differences = _differences(model, event, name_of)
        if event.pgh_label == "update" and not differences:
            continue
        context = event.pgh_context or {}
        what = f"{LABELS.get(event.pgh_label, event.pgh_label)} {model._meta.verbose_name}"
        changes.append(
            Change(
                at=event.pgh_created_at,
                by=names.get(context.get("user"), "Hệ thống"),
                url=context.get("url", ""),
                what=what,
                differences=differences,
            )
        )
    return changes


def _names_of(pks: set[int | None]) -> dict[int, str]:
    users = get_user_model().objects.in_bulk([pk for pk in pks if pk is not None])
    return {pk: f"{user} ({user.get_username()})" for pk, user in users.items()}


def _differences(model: type[models.Model], event: Events, name_of: NameOf) -> list[Difference]:
    if event.pgh_label == "update":
        pairs = (event.pgh_diff or {}).items()
    else:
        pairs = ((name, (None, value)) for name, value in event.pgh_data.items())
    found = []
    for name, (before, after) in pairs:
        field = _shown_field(model, name)
        if field is not None and before != after and (before or after):
            told = (_text(field, value, name_of) for value in (before, after))
            found.append(Difference(str(field.verbose_name), *told))
    return found


def _shown_field(model: type[models.Model], column: str) -> models.Field | None:
    """The field behind the column, unless it is derived or bookkeeping of the tree."""
    if column in TREE - {"path"}:
        return None
    for field in model._meta.concrete_fields:
        if field.attname == column and not field.primary_key:
            return None if isinstance(field, SearchField | SortKeyField) else field
    return None


def _name_of(model: type[models.Model], pk: int) -> str:
    return str(model._base_manager.filter(pk=pk).first() or f"mã {pk}")


def _text(field: models.Field, value: object, name_of: NameOf) -> str:
    """The value as a reader knows it."""
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return "có" if value else "không"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        return name_of(field.related_model, value)
    if isinstance(field, ArrayField):
        return ", ".join(_text(field.base_field, item, name_of) for item in value)
    return ISO_DAY.sub(r"\3/\2/\1", str(value))
