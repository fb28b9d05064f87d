"""What a meeting hands out and decides: assignments and resolutions."""

from datetime import date, timedelta

from django import forms

from cells.forms import CountInput, DayField, DayInput, FigureField
from meetings import rules
from meetings.forms.base import PeopleField, PersonField, SavedForm
from meetings.models import Assignment, DocumentType, Resolution
from meetings.record import Record

LONGEST = timedelta(days=3 * 366)


class AssignmentForm(SavedForm):
    """New work: who leads, what, how much, by when, heard at which meeting."""

    wide = ("task", "helpers")
    report_month = forms.TypedChoiceField(label="Báo cáo tại kỳ họp", coerce=date.fromisoformat)

    class Meta:
        model = Assignment
        fields = ["task", "target", "unit", "due"]
        widgets = {"task": forms.Textarea(attrs={"rows": 2}), "due": DayInput()}
        field_classes = {"due": DayField, "target": FigureField}

    field_order = ["task", "lead", "due", "target", "unit", "report_month", "helpers"]

    def __init__(self, *args, record: Record, **kwargs):
        super().__init__(*args, **kwargs)
        self.held_on = record.held_on
        people = [row.member for row in record.attendances if not row.suspended]
        self._add_person("lead", PersonField(label="Người chủ trì", people=people))
        together = forms.CheckboxSelectMultiple()
        self._add_person(
            "helpers",
            PeopleField(label="Người phối hợp", people=people, required=False, widget=together),
        )
        self.fields["report_month"].choices = _months_after(record.meeting.month, 12)
        if self.instance.pk:
            self.initial["report_month"] = self.instance.report_month
        self.order_fields(self.field_order)

    def clean_due(self) -> date:
        due = self.cleaned_data["due"]
        if due < self.held_on:
            raise forms.ValidationError(
                f"Thời hạn không được trước ngày giao ({self.held_on:%d/%m/%Y})."
            )
        if due > self.held_on + LONGEST:
            raise forms.ValidationError("Thời hạn quá xa; xin kiểm tra lại năm.")
        return due

    def clean(self) -> dict:
        data = super().clean()
        if data.get("unit") and data.get("target") is None:
            self.add_error("target", "Đã ghi đơn vị thì xin ghi cả con số.")
        return data


def _months_after(month: date, number: int) -> list[tuple[str, str]]:
    """The months in which a report can be heard, as choices."""
    choices = []
    for _ in range(number):
        month = rules.next_month(month)
        choices.append((month.isoformat(), f"Tháng {month:%m/%Y}"))
    return choices


class ResolutionForm(SavedForm):
    """Text and vote of a resolution."""

    wide = ("abstract", "results", "direction", "execution")

    class Meta:
        model = Resolution
        fields = [
            "document_type",
            "subject",
            "abstract",
            "results",
            "direction",
            "execution",
            "ballot",
            "yes",
            "no",
            "other",
        ]
        widgets = {
            "results": forms.Textarea(attrs={"rows": 4}),
            "direction": forms.Textarea(attrs={"rows": 5}),
            "execution": forms.Textarea(attrs={"rows": 3}),
        } | {name: CountInput() for name in ("yes", "no", "other")}

    def __init__(self, *args, record: Record, **kwargs):
        super().__init__(*args, **kwargs)
        self.voters = record.counts.voters_present
        allowed = record.meeting.regime.document_types
        self.fields["document_type"].choices = [
            (sign, name)
            for sign, name in self.fields["document_type"].choices
            if sign in allowed and sign != DocumentType.MINUTES
        ]

    def clean(self) -> dict:
        data = super().clean()
        votes = [data.get(name) or 0 for name in ("yes", "no", "other")]
        if sum(votes) > self.voters:
            self.add_error(
                "yes",
                f"Tổng {sum(votes)} phiếu, nhiều hơn {self.voters} đảng viên dự họp "
                "có quyền biểu quyết.",
            )
        return data
