"""What is written down while a meeting runs."""

from django import forms
from django.utils import timezone

from cells.forms import ClockInput, FigureField
from meetings.forms.base import PersonField, SavedForm, clock_of, local_moment
from meetings.models import (
    AgendaItem,
    Assignment,
    AssignmentReview,
    Attendance,
    AttendanceStatus,
    Dues,
    Meeting,
    Opinion,
)
from meetings.record import Record


class OpeningForm(SavedForm):
    """How the meeting opens: when, with which guests, how the dues stand."""

    stored_as = {"start_time": "started_at"}
    wide = ("guests",)
    start_time = forms.TimeField(label="Giờ bắt đầu", widget=ClockInput(), required=False)

    class Meta:
        model = Meeting
        fields = ["dues", "guests"]
        widgets = {"guests": forms.Textarea(attrs={"rows": 2})}

    field_order = ["start_time", "dues", "guests"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["start_time"] = clock_of(self.instance.started_at)
        self.fields["dues"].choices = [("", "– Chưa ghi –"), *Dues.choices]

    def all_values(self) -> dict:
        data = dict(self.cleaned_data)
        clock = data.pop("start_time")
        day = self.instance.held_on
        data["started_at"] = local_moment(day, clock) if clock else None
        return data


class ClosingForm(SavedForm):
    """How the meeting closes."""

    stored_as = {"end_time": "ended_at"}
    wide = ("conclusion", "minutes_read")
    end_time = forms.TimeField(label="Giờ kết thúc", widget=ClockInput(), required=False)

    class Meta:
        model = Meeting
        fields = ["conclusion", "minutes_read"]
        widgets = {"conclusion": forms.Textarea(attrs={"rows": 4})}

    field_order = ["conclusion", "end_time", "minutes_read"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.started_at = self.instance.started_at
        self.held_on = self.instance.held_on
        self.initial["end_time"] = clock_of(self.instance.ended_at)

    def clean(self) -> dict:
        data = super().clean()
        clock = data.get("end_time")
        if clock and self.started_at is None:
            self.add_error("end_time", "Xin ghi giờ bắt đầu trước.")
        elif clock and local_moment(self.held_on, clock) <= self.started_at:
            begin = timezone.localtime(self.started_at)
            self.add_error("end_time", f"Giờ kết thúc phải sau giờ bắt đầu ({begin:%H:%M}).")
        return data

    def all_values(self) -> dict:
        data = dict(self.cleaned_data)
        clock = data.pop("end_time")
        data["ended_at"] = local_moment(self.held_on, clock) if clock else None
        return data


class MarkForm(SavedForm):
    """A row of the roll call. Which status it may have is for the service to say."""

    together = (frozenset({"status", "reason", "votes"}),)
    status = forms.ChoiceField(
        choices=AttendanceStatus.choices,
        required=False,
        error_messages={"invalid_choice": "Trạng thái này không dùng cho đảng viên này."},
    )
    reason = forms.CharField(required=False)
    votes = forms.BooleanField(required=False)

    class Meta:
        model = Attendance
        fields = ["status", "reason", "votes"]

    def clean(self) -> dict:
        data = super().clean()
        if "votes_asked" not in self.data:
            data["votes"] = self.instance.votes
        return data

    @property
    def asks_votes(self) -> bool:
        """Whether the page asked if the member votes."""
        return "votes_asked" in self.data


class ReviewForm(SavedForm):
    """What became of one assignment."""

    wide = ("status", "result")

    class Meta:
        model = AssignmentReview
        fields = ["status", "achieved", "result"]
        field_classes = {"achieved": FigureField}
        widgets = {
            "status": forms.RadioSelect(),
            "result": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, assignment: Assignment, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [c for c in self.fields["status"].choices if c[0]]
        if assignment.target is None:
            del self.fields["achieved"]
        else:
            self.fields["achieved"].help_text = f"Chỉ tiêu: {assignment.target_text}"
        self.fields["result"].help_text = "Nêu việc cụ thể, con số, ai làm."


class AgendaForm(SavedForm):
    """Notes under an item of the agenda."""

    wide = ("notes",)

    class Meta:
        model = AgendaItem
        fields = ["notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["notes"].label = self.instance.title
        self.fields["notes"].help_text = self.instance.hint


class OpinionForm(SavedForm):
    """What somebody said. Whoever is absent cannot have spoken."""

    together = (frozenset({"speaker", "guest"}),)
    wide = ("text",)

    class Meta:
        model = Opinion
        fields = ["guest", "kind", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    field_order = ["speaker", "kind", "guest", "text"]

    def __init__(self, *args, record: Record, **kwargs):
        super().__init__(*args, **kwargs)
        there = [row.member for row in record.attendances if row.attends]
        speaker = self.instance.speaker
        if speaker and speaker.pk not in {member.pk for member in there}:
            there.append(speaker)
        choose = "– Chọn đồng chí dự họp –"
        self._add_person(
            "speaker",
            PersonField(label="Người phát biểu", people=there, required=False, empty=choose),
        )
        self.fields["guest"].label = "Hoặc tên khách"
        if not record.meeting.guests.strip() and not self.instance.guest:
            del self.fields["guest"]
        self.order_fields(self.field_order)

    def clean(self) -> dict:
        data = super().clean()
        speaker, guest = data.get("speaker"), data.get("guest", "")
        if not self.errors.get("speaker") and bool(speaker) == bool(guest):
            several = "Chỉ chọn đảng viên hoặc ghi tên khách, không cả hai."
            self.add_error("speaker", several if guest else "Xin chọn người phát biểu.")
        data.setdefault("guest", "")
        return data
