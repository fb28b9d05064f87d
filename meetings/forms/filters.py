"""Which meetings a list shows."""

from django import forms

from accounts.forms import OneCellFilter
from meetings.models import MeetingKind, State


class MeetingFilter(OneCellFilter):
    """Which meetings: of a state, of a kind, of a cell."""

    state = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Tất cả"), *State.choices]
    )
    kind = forms.ChoiceField(
        label="Loại sinh hoạt", required=False, choices=[("", "Tất cả"), *MeetingKind.choices]
    )

    field_order = ["state", "kind", "cell"]


def _year() -> forms.IntegerField:
    return forms.IntegerField(label="Năm", required=False, min_value=1930, max_value=2200)


class YearFilter(forms.Form):
    """Which year."""

    year = _year()

    def year_or(self, usual: int) -> int:
        """The year that was asked for, as far as it can be understood."""
        self.is_valid()
        return self.cleaned_data.get("year") or usual


class AbsenceFilter(OneCellFilter, YearFilter):
    """Whose absences: of a year, of a cell."""

    year = _year()

    field_order = ["year", "cell"]
