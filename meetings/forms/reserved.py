"""Reserved opinions: which are listed, where they went, what was answered."""

from django import forms

from accounts.forms import OneCellFilter
from cells.forms import DayField, DayInput
from meetings.forms.base import SavedForm
from meetings.models import FollowUpState, ReservedFollowUp
from meetings.queries_reserved import OVERDUE


class ReservedFilter(OneCellFilter):
    """Which reserved opinions: of a state, or overdue; of a cell."""

    state = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[("", "Tất cả"), (OVERDUE, "Quá hạn trả lời"), *FollowUpState.choices],
    )

    field_order = ["state", "cell"]


class ForwardForm(SavedForm):
    """When and where to the opinion went."""

    prefix = "forward"
    day, where = "forwarded_on", "forwarded_to"
    wide = ("forwarded_note",)

    class Meta:
        model = ReservedFollowUp
        fields = ["forwarded_on", "forwarded_to", "forwarded_note"]
        widgets = {"forwarded_on": DayInput(), "forwarded_note": forms.Textarea(attrs={"rows": 2})}
        field_classes = {"forwarded_on": DayField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("forwarded_on", "forwarded_to"):
            self.fields[name].required = True


class AnswerForm(SavedForm):
    """When, by whom and what was answered."""

    prefix = "answer"
    day, where = "answered_on", "answered_by"
    wide = ("answer",)

    class Meta:
        model = ReservedFollowUp
        fields = ["answered_on", "answered_by", "answer"]
        widgets = {"answered_on": DayInput(), "answer": forms.Textarea(attrs={"rows": 5})}
        field_classes = {"answered_on": DayField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
