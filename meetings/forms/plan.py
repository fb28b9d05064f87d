"""When, where and who."""

from datetime import date, datetime, timedelta

from django import forms
from django.utils import timezone

from cells.forms import ClockInput, DayField, DayInput, GrowingLine
from cells.models import Cell
from cells.templatetags.vietnamese import weekday_date
from meetings import queries
from meetings.forms.base import PersonField, SavedForm, clock_of, local_moment
from meetings.models import Meeting, MeetingKind, ThematicPlanLine, Theme
from meetings.yearplan_rules import begins_after
from members.models import Member

FARTHEST = timedelta(days=366)
ONE_THEME = "Đã chọn chuyên đề trong thư viện; muốn ghi tên riêng thì bỏ chọn ở trên."


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
        widgets = {"prepared_on": DayInput(), "deviation_reason": GrowingLine()}
        field_classes = {"prepared_on": DayField}

    field_order = [
        "day",
        "clock",
        "place",
        "theme",
        "purpose",
        "presenter",
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
        if getattr(self.instance, "preparation", None):
            del self.fields["prepared_on"]  # its minutes say it
        if kind not in {MeetingKind.EXTRAORDINARY, MeetingKind.THEMATIC}:
            del self.fields["purpose"]
        elif kind == MeetingKind.THEMATIC:
            self.fields["purpose"].label = "Hoặc tên chuyên đề riêng"
            self.fields["purpose"].help_text = "Khi thư viện không có chuyên đề phù hợp."
        if kind != MeetingKind.REGULAR:
            del self.fields["deviation_reason"]
        self.order_fields(self.field_order)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("theme") and data.get("purpose"):
            self.add_error("purpose", ONE_THEME)
        return data

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


class ThematicPlanForm(PlanForm):
    """A new thematic meeting: on a day of its own, or straight after one of the `regular` ones.

    `line` is what it treats of the plan of the year, if anything.
    """

    wide = ("after", *PlanForm.wide)
    after = forms.ChoiceField(
        label="Họp khi nào",
        required=False,
        help_text="Chọn họp ngay sau buổi thường kỳ thì ngày và giờ theo buổi đó.",
    )

    field_order = ["after", *PlanForm.field_order]

    def __init__(self, *args, regular: list[Meeting], line: ThematicPlanLine | None, **kwargs):
        super().__init__(*args, **kwargs)
        if line and line.theme:
            # A theme that was retired since may still be treated as planned.
            self.fields["theme"].queryset |= Theme.objects.filter(pk=line.theme_id)
        self.begins = {str(meeting.pk): begin for meeting in regular if (begin := _after(meeting))}
        self.fields["after"].choices = [
            ("", "Ngày riêng, ghi dưới đây"),
            *(
                (pk, f"Ngay sau buổi thường kỳ {weekday_date(begin)}, từ {clock_of(begin):%H:%M}")
                for pk, begin in self.begins.items()
            ),
        ]
        if not self.begins:
            del self.fields["after"]

    def clean(self) -> dict:
        data = super().clean()
        begin = self.begins.get(data.get("after", ""))
        if begin:
            for name in ("day", "clock"):
                self.errors.pop(name, None)
            data |= {"day": timezone.localdate(begin), "clock": clock_of(begin)}
        return data

    def all_values(self) -> dict:
        values = super().all_values()
        values.pop("after", None)
        return values


def _after(regular: Meeting) -> datetime | None:
    """When the meeting after it begins; None where that would be another day."""
    begin = begins_after(
        regular_starts=regular.started_at or regular.planned_at,
        regular_ends=regular.ended_at,
        least=regular.cell.min_minutes or regular.regime.min_minutes,
    )
    return begin if timezone.localdate(begin) == regular.held_on else None
