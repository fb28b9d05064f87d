"""Points: of the cell while its meeting is written down, of the superior after the signature."""

from decimal import Decimal

from django import forms

from cells.forms import CountInput, FigureField
from cells.text import figure
from meetings.forms.base import PersonField, SavedForm
from meetings.models import MeetingScore, Score
from meetings.record import Record
from meetings.scoring import Line, Sheet
from meetings.services.superior import Given

CONTROL = {"class": "form-control"}
STEPS_SHOWN = 6
"""Up to so many choices stand as buttons; beyond, the points are typed."""


def choices_of(line: Line, step: Decimal) -> list[tuple[str, str]]:
    """The points that can be given, the most first; none where they are too many for buttons."""
    number = int(line.criterion.max_points / step) + 1
    if number > STEPS_SHOWN:
        return []
    every = (line.criterion.max_points - step * i for i in range(number))
    return [(figure(points), figure(points)) for points in every]


class PointsField(FigureField):
    """Points as buttons where they are few, typed where they are many or computed."""

    def __init__(self, line: Line, *, step: Decimal, buttons: bool, **kwargs):
        super().__init__(required=False, max_digits=4, decimal_places=1, **kwargs)
        choices = choices_of(line, step) if buttons else []
        if choices:
            self.widget = forms.RadioSelect(choices=choices)
        else:
            self.widget = forms.TextInput(attrs=CONTROL | {"inputmode": "decimal"})


class ScoreForm(SavedForm):
    """Points of one criterion, with a reason where they are not those of the record, and a remedy
    where they are few."""

    class Meta:
        model = Score
        fields = ["reason", "remedy"]
        widgets = {
            "reason": forms.TextInput(attrs=CONTROL),
            "remedy": forms.Textarea(attrs=CONTROL | {"rows": 2}),
        }

    field_order = ["points", "reason", "remedy"]

    def __init__(self, *args, line: Line, step: Decimal, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = line
        computed = line.proposal is not None
        most = figure(line.criterion.max_points)
        label = f"Cho điểm khác (0 đến {most})" if computed else f"Điểm (0 đến {most})"
        self.fields["points"] = PointsField(line, step=step, buttons=not computed, label=label)
        self.initial["points"] = self.instance.points
        if not computed:
            del self.fields["reason"]
        self.order_fields(self.field_order)


class SettleForm(SavedForm):
    """Who kept the score, and that the cell has approved it."""

    wide = ("approved",)

    class Meta:
        model = MeetingScore
        fields = ["approved", "votes"]
        widgets = {"votes": CountInput()}

    field_order = ["scored_by", "approved", "votes"]

    def __init__(self, *args, record: Record, **kwargs):
        super().__init__(*args, **kwargs)
        there = [row.member for row in record.attendances if row.attends]
        chosen = self.instance.scored_by
        if chosen and chosen.pk not in {member.pk for member in there}:
            there.append(chosen)
        self._add_person(
            "scored_by",
            PersonField(label="Người theo dõi, chấm điểm", people=there, required=False),
        )
        self.order_fields(self.field_order)


class SuperiorForm(forms.Form):
    """The superior's points for the whole sheet, which begin as the cell's own."""

    note = forms.CharField(
        label="Nhận xét",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=CONTROL | {"rows": 3}),
    )

    def __init__(self, *args, sheet: Sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.lines = [line for line in sheet.lines if line.applies]
        if sheet.material.superior:
            self.initial["note"] = sheet.material.superior.note
        for line in self.lines:
            key, standing = line.criterion.pk, line.superior
            offered = standing.points if standing else line.points
            points = PointsField(
                line,
                step=sheet.table.step,
                buttons=False,
                label=f"Cấp trên chấm: {line.criterion.text}",
                initial=offered,
            )
            self.fields[f"points_{key}"] = points
            self.fields[f"reason_{key}"] = forms.CharField(
                label=f"Lý do: {line.criterion.text}",
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs=CONTROL),
                initial=standing.reason if standing else "",
            )

    @property
    def rows(self) -> list[tuple[Line, forms.BoundField, forms.BoundField]]:
        """Each criterion with its two fields."""
        return [
            (line, self[f"points_{line.criterion.pk}"], self[f"reason_{line.criterion.pk}"])
            for line in self.lines
        ]

    def given(self) -> dict[int, Given]:
        """What the service takes."""
        data = self.cleaned_data
        keys = (line.criterion.pk for line in self.lines)
        return {key: Given(data[f"points_{key}"], data[f"reason_{key}"]) for key in keys}
