"""The forms of acts: a day, a ground, a document, and what else the act needs."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts import scope
from accounts.models import User
from cells.forms import DayField
from cells.models import Cell
from cells.queries import in_being
from cells.text import fold
from members.forms.base import ONE_DAY, LastDayField, TidyForm
from members.grounds import ExemptionGround, StrikeOffGround, with_detail
from members.models import Decider, Member
from members.queries import current_cell_of

COMMITTEES = [
    (one.value, one.label)
    for one in (Decider.BASE_COMMITTEE, Decider.UPPER_COMMITTEE, Decider.INSPECTION)
]
LAST_DAY = "Bỏ trống nếu chưa biết khi nào hết."
DOCUMENT = "Số, ngày của nghị quyết hoặc quyết định."


def _text(label: str, *, long: int = 200, **more: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=long, **more)


def _document(**more: object) -> forms.CharField:
    return _text("Văn bản", long=120, **{"help_text": DOCUMENT} | more)


class ActForm(TidyForm):
    """From which day on; what the service refuses of `until` is said beside the last day."""

    day = DayField(label="Từ ngày")

    def __init__(
        self, *args: object, member: Member, user: User, today: date, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.user, self.today = member, user, today

    @property
    def values(self) -> dict:
        """What the service is called with."""
        values = dict(self.cleaned_data)
        if "last_day" in values:
            last_day = values.pop("last_day")
            values["until"] = last_day + ONE_DAY if last_day else None
        return values

    def refuse(self, error: ValidationError) -> None:
        if hasattr(error, "error_dict") and "last_day" in self.fields:
            said = error.error_dict.items()
            error = ValidationError(
                {("last_day" if name == "until" else name): text for name, text in said}
            )
        super().refuse(error)


class OfficialForm(ActForm):
    day = DayField(label="Ngày chính thức", help_text="Ghi theo quyết định công nhận.")
    document = _document()
    decided_by = forms.ChoiceField(label="Nơi quyết định", choices=COMMITTEES[:2])


class ExemptForm(ActForm):
    reason = forms.ChoiceField(label="Lý do miễn", choices=ExemptionGround.choices)
    detail = _text("Ghi rõ thêm", long=120, required=False)
    last_day = LastDayField(label="Đến hết ngày", required=False, help_text=LAST_DAY)
    document = _document(
        help_text="Số, ngày của nghị quyết chi bộ (tuổi cao, sức yếu) hoặc quyết định của đảng ủy."
    )


class AwayForm(ActForm):
    ground = _text("Đi làm gì, ở đâu", help_text="Ví dụ: làm công nhân tại Bình Dương.")
    last_day = LastDayField(label="Dự kiến đến hết ngày", required=False, help_text=LAST_DAY)
    document = _document(required=False, help_text="Đơn hoặc văn bản, nếu có.")


class SuspendForm(ActForm):
    last_day = LastDayField(label="Đến hết ngày", required=False, help_text=LAST_DAY)
    ground = _text("Lý do")
    document = _document()
    decided_by = forms.ChoiceField(label="Nơi quyết định", choices=COMMITTEES)


class EndForm(ActForm):
    """Something is over: from this day on it holds no more."""

    day = DayField(
        label="Từ ngày", help_text="Ngày đầu tiên không còn ở diện này nữa, ví dụ ngày trở về."
    )
    ground = _text("Ghi chú", required=False)
    document = _document(required=False)


class CellChoice(forms.Form):
    """Another cell: one of the same committee from the list, any other by its name."""

    cell_to = forms.ModelChoiceField(
        label="Đến chi bộ", queryset=Cell.objects.none(), required=False, empty_label="Chọn chi bộ"
    )
    other_cell = forms.CharField(
        label="Hoặc chi bộ thuộc đảng bộ khác",
        max_length=250,
        required=False,
        help_text="Tên chi bộ, tên đảng bộ; ví dụ: Chi bộ Thôn 3, Đảng bộ xã An Khê.",
    )

    def clean_other_cell(self) -> Cell | None:
        typed = self.cleaned_data["other_cell"]
        return named_in_full(typed, self.day_asked) if typed else None

    @property
    def day_asked(self) -> date:
        return self.cleaned_data.get("day") or self.today

    def neighbours(self) -> QuerySet[Cell]:
        """The other cells of the same committee, to choose from."""
        home = current_cell_of(self.member, self.today)
        if home is None:
            return Cell.objects.none()
        return in_being(self.today).filter(committee=home.committee_id).exclude(pk=home.pk)

    def chosen(self, given: dict) -> dict:
        """The values with the one cell that was meant."""
        other = given.pop("other_cell", None)
        return given | {"cell_to": other or given.get("cell_to")}


def named_in_full(typed: str, day: date) -> Cell:
    """The one cell in being of that name, with its committee's where several have the name."""
    name, _, committee = typed.rpartition(",")
    cells = in_being(day).select_related("committee")
    found = cells.filter(search_text__contains=fold(name or committee))
    if name:
        found = found.filter(committee__search_text__contains=fold(committee))
    exact = [cell for cell in found[:100] if fold(cell.name) == fold(name or committee)]
    near = exact or list(found[:6])
    if len(near) == 1:
        return near[0]
    if not near:
        raise ValidationError("Không có chi bộ nào tên như vậy.")
    names = "; ".join(f"{cell}, {cell.committee}" for cell in near[:5])
    raise ValidationError(f"Có nhiều chi bộ như vậy, xin ghi đủ tên: {names}.")


class MoveForm(CellChoice, ActForm):
    """Where to is needed, from the list or by name."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell_to"].queryset = self.neighbours()

    @property
    def values(self) -> dict:
        return self.chosen(super().values)


class TransferForm(MoveForm):
    day = DayField(label="Ngày chuyển", help_text="Ngày ghi trên giấy giới thiệu.")
    ground = _text("Lý do", required=False)
    document = _document(required=False, help_text="Số giấy giới thiệu sinh hoạt đảng.")

    field_order = ("day", "cell_to", "other_cell", "ground", "document")

    def clean(self) -> dict:
        given = super().clean()
        if not (given.get("cell_to") or given.get("other_cell") or self.errors):
            self.add_error("cell_to", "Xin chọn chi bộ đến.")
        return given


class TemporaryForm(MoveForm):
    day = DayField(label="Từ ngày")
    last_day = LastDayField(label="Đến hết ngày", required=False, help_text=LAST_DAY)
    place = _text("Hoặc nơi khác, ngoài HMK", required=False, help_text="Tên tổ chức đảng nơi đến.")
    ground = _text("Lý do", required=False)
    document = _document(required=False, help_text="Số giấy giới thiệu sinh hoạt đảng tạm thời.")

    field_order = ("day", "last_day", "cell_to", "other_cell", "place", "ground", "document")


class TransferOutForm(ActForm):
    day = DayField(
        label="Từ ngày", help_text="Từ ngày này đồng chí không còn trong danh sách chi bộ."
    )
    place = _text("Chuyển đến đâu", help_text="Tên tổ chức đảng ngoài HMK.")
    ground = _text("Lý do", required=False)
    document = _document(required=False, help_text="Số giấy giới thiệu sinh hoạt đảng.")


class ReturnForm(ActForm):
    """Someone who had left comes back, with the record of old."""

    day = DayField(label="Về chi bộ từ ngày")
    cell_to = forms.ModelChoiceField(label="Về chi bộ", queryset=Cell.objects.none())
    place = _text("Từ đâu chuyển đến", required=False)
    document = _document(required=False, help_text="Số giấy giới thiệu sinh hoạt đảng.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        kept = scope.cells_to_enrol(self.user).filter(dissolved__isnull=True)
        self.fields["cell_to"].queryset = kept


class DeathForm(ActForm):
    day = DayField(label="Ngày từ trần")
    ground = _text("Ghi chú", required=False)
    document = _document(required=False, help_text="Giấy báo tử hoặc giấy tờ khác, nếu có.")


class StrikeOffForm(ActForm):
    day = DayField(label="Ngày quyết định có hiệu lực")
    reason = forms.ChoiceField(label="Lý do xóa tên", choices=StrikeOffGround.choices)
    detail = _text("Ghi rõ thêm", long=100, required=False)
    document = _document(help_text="Số, ngày của quyết định xóa tên.")
    decided_by = forms.ChoiceField(label="Nơi quyết định", choices=COMMITTEES)

    @property
    def values(self) -> dict:
        values = super().values
        label = StrikeOffGround(values.pop("reason")).label
        return values | {"ground": with_detail(label, values.pop("detail"))}


class DecisionForm(ActForm):
    """Expulsion, or leave to go out of the Party: decided above, recorded here."""

    day = DayField(label="Ngày quyết định có hiệu lực")
    ground = _text("Lý do")
    document = _document()
    decided_by = forms.ChoiceField(label="Nơi quyết định", choices=COMMITTEES)


class ReceiveForm(ActForm):
    day = DayField(label="Ngày tiếp nhận", help_text="Từ ngày này đồng chí có tên ở chi bộ.")
    document = _document(required=False, help_text="Số giấy giới thiệu, nếu khác giấy đã ghi.")


class MergeDoubleForm(TidyForm):
    """From which day the person stands once."""

    day = DayField(
        label="Từ ngày", help_text="Từ ngày này chỉ hồ sơ được giữ còn tên trong danh sách."
    )
    note = _text("Ghi chú", required=False)

    @property
    def values(self) -> dict:
        return dict(self.cleaned_data)


class CorrectionForm(TidyForm):
    """Why an act is taken back."""

    reason = forms.CharField(
        label="Vì sao đính chính",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Việc cũ vẫn còn trong sổ, kèm lý do này.",
    )
