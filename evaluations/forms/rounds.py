"""What the office of a committee fills in: a new year, a level with its reason, a reason alone."""

from django import forms

from accounts.forms import OneCellFilter
from cells.forms import DayField
from cells.models import Committee
from evaluations.models import CellRating, Level, MemberRating, Round
from meetings.forms.base import SavedForm
from meetings.forms.seen import KnowsWhatWasSeen, who_wrote
from meetings.services.sending import hold


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


class DeadlinesForm(SavedForm):
    """The days by which each has to be done."""

    self_review_by = DayField(label="Đảng viên nộp bản kiểm điểm trước", required=False)
    cell_by = DayField(label="Chi bộ gửi đề nghị trước", required=False)
    ratify_by = DayField(label="Đảng ủy công nhận trước", required=False)

    class Meta:
        model = Round
        fields = ["self_review_by", "cell_by", "ratify_by"]


class DecideForm(KnowsWhatWasSeen, forms.Form):
    """The level that the committee means to ratify for a cell or a member."""

    stored_as = {"level": "ratified"}
    together = (frozenset({"ratified", "reason"}),)
    level = forms.ChoiceField(label="Mức công nhận", choices=Level.choices)
    reason = forms.CharField(
        label="Lý do, khi khác mức chi bộ đề nghị",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, row: CellRating | MemberRating, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row
        self.initial |= {"level": row.ratified or row.proposed, "reason": row.reason}

    def hold(self) -> None:
        """Locks the row, by the way of its services."""
        hold(self.row)

    def standing(self) -> CellRating | MemberRating | None:
        """The row as it is now."""
        return type(self.row).objects.filter(pk=self.row.pk).first()

    def over(self, standing: CellRating | MemberRating) -> "DecideForm":
        """The same form over what stands."""
        return self._made_again(row=standing)

    def told(self, name: str, standing: CellRating | MemberRating) -> str:
        """As the trail of the row has it; before the committee's word stands the proposal."""
        stored = "proposed" if name == "level" and not standing.ratified else name
        return who_wrote(standing, self.stored_as.get(stored, stored))


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
