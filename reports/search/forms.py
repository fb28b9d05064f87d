"""What is asked of the search."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms import OneCellFilter
from cells.forms import DayField
from cells.text import normalise
from meetings.models import MeetingKind
from reports.search.queries import Wanted
from reports.search.sources import Kind

LEFT_OUT = re.compile(r'(?:^|(?<=\s))-\s*(?:"[^"]*"?|\S+)')
"""A word or phrase after a minus: texts that hold it are left out."""

YEARS = range(1930, 2101)


class SearchForm(OneCellFilter):
    """Words, and where they are to be found. Only a form with words searches."""

    q = forms.CharField(
        label="Từ cần tìm",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        help_text="Có dấu hay không dấu đều được. Đặt trong ngoặc kép để tìm đúng cả cụm từ.",
    )
    kind = forms.ChoiceField(
        label="Loại",
        required=False,
        choices=[
            ("", "Tất cả"),
            ("Theo nội dung", Kind.choices),
            ("Theo loại sinh hoạt", MeetingKind.choices),
        ],
    )
    since = DayField(label="Từ ngày", required=False)
    until = DayField(label="Đến ngày", required=False)

    field_order = ["q", "cell", "kind", "since", "until"]

    def clean_q(self) -> str:
        words = " ".join(normalise(self.cleaned_data["q"]).split())
        if words and not any(char.isalnum() for char in LEFT_OUT.sub(" ", words)):
            raise ValidationError("Xin ghi ít nhất một từ cần tìm, gồm chữ hoặc số.")
        return words

    def clean_since(self) -> date | None:
        return _in_our_times(self.cleaned_data["since"])

    def clean_until(self) -> date | None:
        return _in_our_times(self.cleaned_data["until"])

    def clean(self) -> dict:
        given = super().clean()
        since, until = given.get("since"), given.get("until")
        if since and until and since > until:
            self.add_error("until", "Ngày này phải từ ngày bắt đầu trở đi.")
        return given

    def wanted(self) -> Wanted | None:
        """What to search for; nothing without words or while something is wrong."""
        given = self.given()
        if self.errors or not given["q"]:
            return None
        return Wanted(
            words=given["q"],
            kind=given["kind"],
            cell=given["cell"],
            since=given["since"],
            until=given["until"],
        )

    @property
    def narrowed(self) -> bool:
        """Whether more is asked than words."""
        return any(self[name].data or self[name].errors for name in self.fields if name != "q")


def _in_our_times(day: date | None) -> date | None:
    if day and day.year not in YEARS:
        raise ValidationError("Ngày quá xa, xin xem lại năm.")
    return day
