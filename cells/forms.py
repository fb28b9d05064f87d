"""What the forms of every app share: dates and times as Vietnam writes them, refusals in place."""

import re
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from cells.text import figure


class DayInput(forms.DateInput):
    """dd/mm/yyyy as text: a browser's own date field follows the browser's language."""

    def __init__(self) -> None:
        attrs = {"placeholder": "ngày/tháng/năm", "inputmode": "text", "data-date": "1"}
        super().__init__(attrs=attrs, format="%d/%m/%Y")


class DayField(forms.DateField):
    """A day typed as 03/02/2026, or as digits alone: 03022026."""

    widget = DayInput
    longest = 20

    def to_python(self, value: object) -> date | None:
        if isinstance(value, str) and len(value) > self.longest:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class ClockInput(forms.TimeInput):
    """19:30, on a clock of 24 hours."""

    def __init__(self) -> None:
        attrs = {"placeholder": "giờ:phút", "inputmode": "text", "data-clock": "1"}
        super().__init__(attrs=attrs, format="%H:%M")


class FigureField(forms.DecimalField):
    """A figure as Vietnamese writes it: 1,5 or 1.250; also 1.5, where no thousands can be meant.

    As text: a browser's own number field follows the browser's language and drops a comma.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    thousands = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")

    def to_python(self, value: object) -> Decimal | None:
        if isinstance(value, str):
            value = value.strip()
            if self.thousands.fullmatch(value):
                value = value.replace(".", "")
            value = value.replace(",", ".", 1)
        return super().to_python(value)

    def prepare_value(self, value: object) -> object:
        return figure(value) if isinstance(value, Decimal) else value


class CountInput(forms.TextInput):
    """A whole number, as text: a browser's own number field gives nothing for what is none, so
    that what stands on the screen would be lost unsaid."""

    def __init__(self) -> None:
        super().__init__(attrs={"inputmode": "numeric"})


class GrowingLine(forms.Textarea):
    """One line of text that may be longer than a phone is wide: it wraps, and stays one line."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 1})

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.splitlines()) if value else value


def refuse(form: forms.BaseForm, error: ValidationError) -> None:
    """Puts what a service refused beside its fields, and what is of no field above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)
