"""When, where and who."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from cells.forms import ClockInput, DayField, DayInput
from cells.models import Cell
from meetings import queries
from meetings.forms.base import PersonField, SavedForm, clock_of, local_moment
from meetings.models import Meeting, MeetingKind
from members.models import Member

FARTHEST = timedelta(days=366)


class PlanForm(SavedForm):
    """When, where and who. `people` is the roll; a thematic meeting also asks for its theme."""

    stored_as = {"day": "planned_at", "clock": "planned_at"}
    wide = ("place", "theme", "purpose", "mode_ground", "mode_approved_by", "deviation_reason")
    day = DayField(label="Ngày họp")
    clock = forms.TimeField(label="Giờ họp", widget=ClockInput())

    class Meta:
        model = Meeting
        fields = [
            "place",
            "theme",
            "purpose",
            "mode",
            "mode_ground",
            "mode_approved_by",
            "prepared_on",
            "deviation_reason",
        ]
        widgets = {"prepared_on": DayInput()}
        field_classes = {"prepared_on": DayField}

    field_order = [
        "day",
        "clock",
        "place",
        "theme",
        "presenter",
        "purpose",
        "chair",
        "minute_taker",
    ]

    def __init__(self, *args, cell: Cell, kind: str, people: list[Member], **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["day"] = self.instance.held_on
            self.initial["clock"] = clock_of(self.instance.planned_at)
        for name, label in (("chair", "Chủ trì"), ("minute_taker", "Thư ký ghi biên bản")):
            self._add_person(name, PersonField(label=label, people=people, required=False))
        if kind == MeetingKind.THEMATIC:
            self.fields["theme"].queryset = queries.themes_for(cell)
            self.fields["theme"].empty_label = "– Chọn chuyên đề –"
            presenter = PersonField(label="Người trình bày", people=people, required=False)
            self._add_person("presenter", presenter)
        else:
            del self.fields["theme"]
        if kind != MeetingKind.EXTRAORDINARY:
            del self.fields["purpose"]
        if kind != MeetingKind.REGULAR:
            del self.fields["deviation_reason"]
        self.order_fields(self.field_order)

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if day > timezone.localdate() + FARTHEST:
            raise forms.ValidationError("Chỉ lên kế hoạch trước nhiều nhất một năm.")
        return day

    def all_values(self) -> dict:
        """What the planning services take."""
        data = dict(self.cleaned_data)
        data["planned_at"] = local_moment(data.pop("day"), data.pop("clock"))
        return data
