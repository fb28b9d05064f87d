"""What the forms of the workspace share."""

from collections.abc import Iterable
from datetime import date, datetime, time

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from meetings.forms.seen import KnowsItsRow, Marks
from members.models import Member


class SavedField(Field):
    """A field with a place for its error that a save can fill without touching what was typed."""

    template = "meetings/field.html"


class PersonField(forms.TypedChoiceField):
    """A member out of a roll that was loaded once for all forms of a page."""

    def __init__(self, *, people: list[Member], empty: str = "– Chọn đảng viên –", **kwargs):
        by_pk = {str(person.pk): person for person in people}
        super().__init__(
            choices=[("", empty), *((pk, person.full_name) for pk, person in by_pk.items())],
            coerce=by_pk.get,
            empty_value=None,
            error_messages={"invalid_choice": "Đồng chí này không có trong danh sách chi bộ."},
            **kwargs,
        )

    def prepare_value(self, value: object) -> str:
        return str(value.pk if isinstance(value, Member) else value or "")


class PeopleField(forms.TypedMultipleChoiceField):
    """Several members out of a roll that was loaded once."""

    def __init__(self, *, people: list[Member], **kwargs):
        by_pk = {str(person.pk): person for person in people}
        super().__init__(
            choices=[(pk, person.full_name) for pk, person in by_pk.items()],
            coerce=by_pk.get,
            empty_value=[],
            error_messages={"invalid_choice": "Có đồng chí không có trong danh sách chi bộ."},
            **kwargs,
        )

    def prepare_value(self, value: Iterable | None) -> list[str]:
        if value is None:
            return []
        return [str(v.pk if isinstance(v, Member) else v) for v in value]


class SavedForm(KnowsItsRow, forms.ModelForm):
    """A form that is saved as one leaves a field."""

    wide: tuple[str, ...] = ()

    def all_values(self) -> dict:
        """Everything that was sent, under the names that the service takes."""
        return dict(self.cleaned_data)

    def values(self) -> dict:
        """What this page changed, where the page says what it saw; else everything.

        A page that was loaded before somebody else wrote so never writes back what it only shows.
        """
        kept = {self.stored_as.get(name, name) for name in self.written_names()}
        return {name: value for name, value in self.all_values().items() if name in kept}

    @cached_property
    def helper(self) -> FormHelper:
        """Made when the form is drawn, when its fields stand."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            *(
                SavedField(name, wrapper_class="is-wide" if name in self.wide else "")
                for name in self.fields
            ),
            Marks(),
        )
        return helper

    def _add_person(self, name: str, field: "PersonField | PeopleField") -> None:
        """A choice out of the roll in place of the model's own field, which would ask the
        database for every form."""
        self.fields[name] = field
        if self.instance.pk:
            value = getattr(self.instance, name)
            self.initial.setdefault(
                name, list(value.all()) if isinstance(field, PeopleField) else value
            )

    def _post_clean(self) -> None:
        """The model is checked by the service that writes, on a fresh row under a lock."""


def local_moment(day: date, clock: time) -> datetime:
    """That time of that day, here."""
    return timezone.make_aware(datetime.combine(day, clock))


def clock_of(moment: datetime | None) -> time | None:
    return timezone.localtime(moment).time() if moment else None
