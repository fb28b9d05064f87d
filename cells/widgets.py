"""Dates and times as Vietnam writes them, whatever the language of the browser."""

from django import forms


class DayInput(forms.DateInput):
    """dd/mm/yyyy as text: a browser's own date field follows the browser's language."""

    def __init__(self) -> None:
        attrs = {"placeholder": "ngày/tháng/năm", "inputmode": "text", "data-date": "1"}
        super().__init__(attrs=attrs, format="%d/%m/%Y")


class ClockInput(forms.TimeInput):
    """19:30, on a clock of 24 hours."""

    def __init__(self) -> None:
        attrs = {"placeholder": "giờ:phút", "inputmode": "text", "data-clock": "1"}
        super().__init__(attrs=attrs, format="%H:%M")
