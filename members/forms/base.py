"""What the forms of members share: names, the look of the house, days that end something."""

import unicodedata
from datetime import date, timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.core.exceptions import ValidationError

from cells.forms import DayField, refuse
from cells.text import normalise

NAME_SIGNS = frozenset(" '’.-")
ONE_DAY = timedelta(days=1)


class NameField(forms.CharField):
    """A person's name: letters of any language, and the few signs that names have."""

    def clean(self, value: object) -> str:
        name = " ".join(normalise(super().clean(value)).split())
        for char in name:
            if char not in NAME_SIGNS and not unicodedata.category(char).startswith(("L", "M")):
                raise ValidationError("Họ và tên chỉ gồm chữ cái, xin bỏ số và ký hiệu.")
        return name


class TidyForm(forms.Form):
    """A form in the look of the house; a service's refusals come back beside its fields."""

    wide: tuple[str, ...] = ("full_name", "note", "ground", "document", "place", "detail", "reason")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            Div(
                *(
                    Field(name, wrapper_class="is-wide" if name in self.wide else "")
                    for name in self.fields
                ),
                css_class="hmk-fields",
            )
        )
        return helper

    def refuse(self, error: ValidationError) -> None:
        """Takes the refusal of a service; the form is no longer valid."""
        refuse(self, error)


class LastDayField(DayField):
    """The last day of something; what is stored is the day after it."""

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day == date.max:
            raise ValidationError("Ngày quá xa, xin xem lại năm.")
        return day
