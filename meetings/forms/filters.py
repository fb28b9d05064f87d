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
