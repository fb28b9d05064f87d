"""What the office of a committee fills in: a new year, a level with its reason, a reason alone."""

from django import forms

from accounts.forms import OneCellFilter
from cells.forms import DayField
from cells.models import Committee
from evaluations.models import Level


class OpenForm(forms.Form):
    """A year to open, with the day of its lists and the deadlines."""

    committee = forms.ModelChoiceField(
        label="Đảng bộ", queryset=Committee.objects.none(), empty_label=None,
        help_text="Đảng bộ cơ sở: tỷ lệ xuất sắc tính trong phạm vi này.",
    )  # fmt: skip
    year = forms.IntegerField(
        label="Năm", min_value=2018, max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    rated_on = DayField(
        label="Ngày chốt danh sách",
        help_text="Ai được xếp loại tính theo danh sách đảng viên ngày này.",
    )
    self_review_by = DayField(label="Đảng viên nộp bản kiểm điểm trước", required=False)
    cell_by = DayField(label="Chi bộ gửi đề nghị trước", required=False)
    ratify_by = DayField(label="Đảng ủy công nhận trước", required=False)

    def __init__(self, *args, committees, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = committees


class ReasonForm(forms.Form):
    """A reason, in words."""

    reason = forms.CharField(
        label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecideForm(forms.Form):
    """The level that the committee means to ratify."""

    level = forms.ChoiceField(label="Mức công nhận", choices=Level.choices)
    reason = forms.CharField(
        label="Lý do, khi khác mức chi bộ đề nghị",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MemberFilter(OneCellFilter):
    """Which members of a round: by level, by cell, only those that the committee changed."""

    level = forms.ChoiceField(
        label="Mức", required=False, choices=[("", "Tất cả các mức"), *Level.choices]
    )
    changed = forms.ChoiceField(
        label="Thay đổi",
        required=False,
        choices=[("", "Tất cả"), ("1", "Khác mức chi bộ đề nghị")],
    )

    field_order = ["level", "changed", "cell"]
