"""What a signature covers: the meeting and every row that the signature closes, found by the
triggers that close them. A new part of the minutes is covered from its first day on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

import pgtrigger
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import models

from cells.fields import Derived
from meetings.book.canonical import content_digest, digest, spelt
from meetings.models import Addendum, Meeting
from meetings.triggers import PartOfSignedMeeting

LETTERS_OF_A_FINGERPRINT = 8
ROWS_AT_ONCE = 2000
NOT_SIGNED = {Meeting: ("state",)}
"""What a signature sets itself, beside what triggers let change after it."""

Covers = dict[str, list[str]]


class Unreadable(Exception):
    """A hash covers a field or a model that the database no longer has."""


@dataclass(frozen=True)
class Content:
    """What one page holds, row by row: model, id and hash, in the order of the schema."""

    rows: list[tuple[str, int, str]]

    @property
    def hash(self) -> str:
        return content_digest(self.rows)

    @property
    def fingerprints(self) -> dict[str, str]:
        """By model 'id:beginning of the hash', one after the other: which row is it that differs?
        The whole hash stays the proof."""
        found: dict[str, list[str]] = {}
        for label, pk, hashed in self.rows:
            found.setdefault(label, []).append(f"{pk}:{hashed[:LETTERS_OF_A_FINGERPRINT]}")
        return {label: " ".join(marks) for label, marks in found.items()}


@cache
def guarded() -> dict[type[models.Model], PartOfSignedMeeting]:
    """The models whose rows a signature closes, with the trigger that does it."""
    return {
        model: trigger
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, PartOfSignedMeeting)
    }


@cache
def path_to_meeting(model: type[models.Model]) -> str:
    """The lookup from a row to its meeting, as in 'assignment__meeting'.

    Raises TypeError for a model that reaches it by no foreign key of its own or of its parent.
    """
    keys = [field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one]
    if any(key.name == "meeting" and key.related_model is Meeting for key in keys):
        return "meeting"
    parents = [key for key in keys if key.related_model in guarded()]
    if len(parents) != 1:
        raise TypeError(f"no single way from {model.__name__} to its meeting")
    return f"{parents[0].name}__{path_to_meeting(parents[0].related_model)}"


def _signed_fields(model: type[models.Model]) -> list[str]:
    """The columns that are fixed with a signature: not what follows later, not what is computed
    from other columns. The key comes first."""
    trigger = guarded().get(model)
    later = {*NOT_SIGNED.get(model, ()), *(trigger.unless_only if trigger else ())}
    fields = [
        field.attname
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.generated or isinstance(field, Derived))
        and field.name not in later
    ]
    return [model._meta.pk.attname, *fields]


@cache
def _covered(*of: type[models.Model]) -> tuple[str, Covers]:
    covers = {model._meta.label: _signed_fields(model) for model in of}
    return digest(covers), covers


def covered_by_minutes() -> tuple[str, Covers]:
    """What a signature covers today: the digest of the list, and the fields by model."""
    return _covered(Meeting, *sorted(guarded(), key=attrgetter("_meta.label")))


def covered_by_addendum() -> tuple[str, Covers]:
    """The same of an addendum, which is a row of its own."""
    return _covered(Addendum)


def _model(label: str) -> type[models.Model]:
    try:
        return apps.get_model(label)
    except LookupError:
        raise Unreadable(label) from None


def _rows(
    covers: Covers, keys: Collection[int], paths: dict[type[models.Model], str]
) -> Iterator[tuple[str, int, tuple]]:
    """(model, key of the page's object, values) of every covered row, one query for each model."""
    for label in sorted(covers):
        model = _model(label)
        path = paths.get(model) or path_to_meeting(model)
        key = path if path == "pk" else f"{path}_id"
        found = model._base_manager.filter(**{f"{path}__in": keys}).order_by("pk")
        try:
            values = found.values_list(key, *covers[label])
        except FieldError:
            raise Unreadable(label) from None
        for pk, *row in values.iterator(chunk_size=ROWS_AT_ONCE):
            yield label, pk, tuple(row)


def _contents(
    covers: Covers, keys: Collection[int], paths: dict[type[models.Model], str]
) -> dict[int, Content]:
    found = {key: Content([]) for key in keys}
    for label, key, row in _rows(covers, keys, paths):
        found[key].rows.append(signed_row(label, row))
    return found


def signed_row(label: str, values: Collection[object]) -> tuple[str, int, str]:
    """Model, id and hash of a row whose values stand in the order of the schema."""
    row = spelt(values)
    return label, row[0], digest(row)


def contents_of_minutes(meetings: Collection[int], covers: Covers) -> dict[int, Content]:
    """The contents of meetings as their rows stand now, by meeting. As many queries as models."""
    return _contents(covers, meetings, {Meeting: "pk"})


def contents_of_addenda(addenda: Collection[int], covers: Covers) -> dict[int, Content]:
    """The same of addenda."""
    return _contents(covers, addenda, {Addendum: "pk"})


def whole_rows(meeting: int, covers: Covers) -> dict[str, list[list]]:
    """Every covered value of one meeting, spelt as the hash spells it, by model."""
    kept: dict[str, list[list]] = {label: [] for label in sorted(covers)}
    for label, _, row in _rows(covers, [meeting], {Meeting: "pk"}):
        kept[label].append(spelt(row))
    return kept


def content_of_kept(rows: dict[str, list[list]]) -> Content:
    """The content that `whole_rows` has kept."""
    return Content([(label, row[0], digest(row)) for label in sorted(rows) for row in rows[label]])
