"""What a page saw of a field before it was changed, so that no save overwrites what it never saw.

Each form carries a mark per field (`seen`): a digest of what stood when the page was made. A save
compares it, with the meeting locked, to what stands now. Where both the page and somebody else
changed a field, nothing of the form is written and both texts are shown beside it. The mark is of
the value, not of how it is written: 03112026 and 03/11/2026 are the same day.
"""

import json
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import singledispatch
from hashlib import sha256
from uuid import uuid4

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cells.history import changes_of
from meetings.services.sending import hold

TWO_TEXTS = "Nơi khác vừa ghi mục này khác đi. Chưa bản nào bị ghi đè."


@singledispatch
def plain(value: object) -> str:
    """The value as text that is equal for equal values, as a form shows or as it is stored."""
    return str(value)


@plain.register
def _(_: None) -> str:
    return ""


@plain.register
def _(value: bool) -> str:
    return "1" if value else ""


@plain.register
def _(value: str) -> str:
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip()


@plain.register
def _(value: Decimal) -> str:
    return f"{value.normalize():f}"


@plain.register
def _(value: time) -> str:
    return f"{value:%H:%M}"


@plain.register
def _(value: date) -> str:
    return f"{value:%Y-%m-%d}"


@plain.register
def _(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M}"


@plain.register
def _(value: models.Model) -> str:
    return str(value.pk)


@plain.register(list)
@plain.register(tuple)
@plain.register(models.QuerySet)
def _(value: Iterable) -> str:
    return json.dumps(sorted(plain(one) for one in value))


def mark(value: object) -> str:
    """Twelve letters that stand for the value."""
    return sha256(plain(value).encode()).hexdigest()[:12]


def raw_values(field: BoundField) -> list[str]:
    """What the page's own field holds for the value that it shows."""
    value, widget = field.value(), field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = widget.format_value(value)
    return [str(one) for one in shown] if isinstance(shown, list) else [shown or ""]


def words(field: BoundField) -> str:
    """The value as a reader knows it."""
    values = raw_values(field)
    if isinstance(field.field.widget, forms.CheckboxInput):
        return "Có" if values else "Không"
    labels = {str(value): str(label) for value, label in getattr(field.field, "choices", ())}
    return ", ".join(labels.get(value, value) for value in values)


def who_wrote(row: models.Model, name: str) -> str:
    """Who last wrote that field of the row, and when; empty where the trail does not know."""
    label = next((str(f.verbose_name) for f in row._meta.concrete_fields if f.name == name), "")
    for change in changes_of(row):
        if any(one.field == label for one in change.differences):
            return f"{change.by}, {timezone.localtime(change.at):%H:%M %d/%m/%Y}"
    return ""


@dataclass(frozen=True)
class Conflict:
    """A field that this page and somebody else have changed."""

    name: str
    mine: str
    standing: str
    values: str
    """The standing value as JSON, a list of what the page's field takes."""
    mark: str
    """Of what stands: whoever keeps the own text has seen it."""
    prose: bool
    """Whether both texts can be joined."""
    told: str
    """Who wrote what stands, and when, where the trail knows; else empty."""


class Marks:
    """The hidden fields of a form, as part of its layout: what the page saw, and for a form that
    adds a row the number by which a second sending of the same is known."""

    def render(self, form: "KnowsWhatWasSeen", *_: object, **__: object) -> SafeString:
        if form.adds:
            return format_html('<input type="hidden" name="once" value="{}">', uuid4())
        return format_html('<input type="hidden" name="seen" value="{}">', form.seen)


class KnowsWhatWasSeen:
    """What a form knows of the page that sent it. `KnowsItsRow` has it for a form of one row; a
    form over several says itself what it is about: `hold`, `standing`, `over`."""

    # Fields that a service takes under another name, and names that it takes only together.
    stored_as: dict[str, str] = {}
    together: tuple[frozenset[str], ...] = ()
    adds = False
    """Whether the form adds a row that nothing but its content tells from others."""
    computes = False
    """Whether a save writes even where nothing was changed: what follows from it may have moved."""

    def __new__(cls, *args: object, **kwargs: object) -> "KnowsWhatWasSeen":
        form = super().__new__(cls)
        form._made_with = args[1:], {k: v for k, v in kwargs.items() if k != "data"}
        form.conflicts = []
        return form

    def hold(self) -> None:
        """Locks what the form is about until the transaction ends."""
        raise NotImplementedError

    def standing(self) -> object | None:
        """What the form is about as the database has it now; None when there is nothing yet."""
        raise NotImplementedError

    def over(self, standing: object) -> "KnowsWhatWasSeen":
        """The same form over what stands, with nothing sent."""
        raise NotImplementedError

    def told(self, name: str, standing: object) -> str:  # noqa: ARG002  (for forms that know)
        """Who wrote what stands of that field, and when; empty where that is not told."""
        return ""

    def _made_again(self, **changed: object) -> "KnowsWhatWasSeen":
        args, kwargs = self._made_with
        return type(self)(None, *args, **kwargs | changed)

    @property
    def page_marks(self) -> SafeString:
        """The hidden fields, for a template that draws the form by itself."""
        return Marks().render(self)

    def marks(self) -> dict[str, str]:
        """A mark of what stands, by field."""
        return {
            name: mark(self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
        }

    @property
    def seen(self) -> str:
        """The marks as the page keeps them; a form that comes back keeps what its page saw, but
        for the fields whose other text it shows now."""
        marks = self.marks()
        if self.is_bound:
            marks = self.sent_marks() | {one.name: one.mark for one in self.conflicts}
        return self._written(marks)

    def _written(self, marks: dict[str, str]) -> str:
        return " ".join(f"{self.add_prefix(name)}:{one}" for name, one in marks.items())

    def sent_marks(self) -> dict[str, str]:
        """What the page saw, by field; empty where it does not say."""
        pairs = (word.rpartition(":") for word in self.data.get("seen", "").split())
        own = {self.add_prefix(name): name for name in self.fields}
        return {own[name]: one for name, _, one in pairs if name in own}

    def _sent_names(self) -> set[str]:
        """The fields that were touched, where the page says which those were; else all."""
        names = self.data.getlist("touched") if hasattr(self.data, "getlist") else []
        if not names:
            return set(self.fields)
        return {name for name in self.fields if self.add_prefix(name) in names}

    def written_names(self) -> set[str]:
        """The fields to write: what was touched and is not what the page saw, together with what
        is stored only together with it."""
        seen = self.sent_marks()
        names = {
            name
            for name in self._sent_names()
            if name not in seen or mark(self.cleaned_data.get(name)) != seen[name]
        }
        stored = {self.stored_as.get(name, name) for name in names}
        for group in self.together:
            if stored & group:
                stored |= group
        return {name for name in self.fields if self.stored_as.get(name, name) in stored}

    def compare(self, standing: object) -> bool:
        """Whether nothing that would be written was changed by somebody else since the page saw
        it; else both texts stand beside the field. Call it with what stands held.

        What the page did not change takes the value that stands, for a service that wants all.
        """
        now = self.over(standing)
        stands, seen = now.marks(), self.sent_marks()
        written = self.written_names()
        for name in set(self.fields) - written:
            if stands[name] != seen.get(name, stands[name]):
                self._take_over(name, now[name])
        for name in written:
            known = (stands[name], seen.get(name, stands[name]))
            if known[0] != known[1] and mark(self.cleaned_data.get(name)) != known[0]:
                self._note(name, now[name], known[0], self.told(name, standing))
        return not self.conflicts

    def _take_over(self, name: str, standing: BoundField) -> None:
        sent = QueryDict(mutable=True)
        sent.setlist(name, raw_values(standing))
        with suppress(forms.ValidationError):
            value = standing.field.widget.value_from_datadict(sent, {}, name)
            self.cleaned_data[name] = standing.field.clean(value)

    def _note(self, name: str, standing: BoundField, stands: str, told: str) -> None:
        conflict = Conflict(
            name=name,
            mine=words(self[name]),
            standing=words(standing),
            values=json.dumps(raw_values(standing)),
            mark=stands,
            prose=isinstance(standing.field.widget, forms.Textarea),
            told=told,
        )
        self[name].conflict = conflict
        self.conflicts.append(conflict)
        self.add_error(name, TWO_TEXTS)

    def settle(self, standing: object | None) -> None:
        """Remembers what stands after the write, for the page to have seen."""
        if standing is not None:
            sent = self._sent_names()
            marks = self.over(standing).marks().items()
            self.now_seen = self._written({name: one for name, one in marks if name in sent})

    now_seen = ""


class KnowsItsRow(KnowsWhatWasSeen):
    """The same of a model form, which is about its row."""

    def hold(self) -> None:
        """Locks the row, by the way of its app."""
        hold(self.instance)

    def over(self, standing: models.Model) -> "KnowsItsRow":
        """The same form over another row, with nothing sent."""
        return self._made_again(instance=standing)

    def told(self, name: str, standing: models.Model) -> str:
        """As the trail of the row has it."""
        return who_wrote(standing, self.stored_as.get(name, name))

    @property
    def adds(self) -> bool:
        """Whether the form adds a row that nothing but its content tells from others."""
        return self.instance.pk is None and not self._key()

    def _key(self) -> dict:
        """What finds the row of a form that was made before there was one."""
        for constraint in self._meta.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None:
                parts = [one.name for one in constraint.expressions if isinstance(one, models.F)]
                key = {name: self._value_of(name) for name in constraint.fields or parts}
                if key and all(value is not None for value in key.values()):
                    return key
        return self._one_of_a_kind()

    def _one_of_a_kind(self) -> dict:
        """The same where one field alone tells the row, as in what a meeting has one of."""
        for field in self._meta.model._meta.concrete_fields:
            value = self._value_of(field.name)
            if field.unique and not field.primary_key and value is not None:
                return {field.name: value}
        return {}

    def _value_of(self, name: str) -> object:
        return getattr(self.instance, self._meta.model._meta.get_field(name).attname)

    def standing(self) -> models.Model | None:
        """The row as the database has it now; None when there is none, or not any more."""
        key = {"pk": self.instance.pk} if self.instance.pk else self._key()
        return self._meta.model._base_manager.filter(**key).first() if key else None
