"""What people send to this floor."""

from django import forms
from django.db.models import QuerySet

from cells.models import Cell
from reports.models import ReminderKind

WORDS = (
    "Đề nghị chi bộ rà soát các việc của tháng: lên kế hoạch, họp đúng ngày, "
    "ký biên bản đúng hạn và ghi kết quả từng nhiệm vụ đã giao."
)
WORDS_ABOUT = {
    "rating": "Đề nghị chi bộ hoàn thành việc kiểm điểm, xếp loại trong năm và gửi đề nghị lên "
    "Đảng ủy đúng hạn."
}
"""What the office begins with when it comes from another page than the duty calendar."""


class CellsField(forms.ModelMultipleChoiceField):
    """Cells by name, with that of the committee where `queries.named` gives it."""

    def label_from_instance(self, cell: Cell) -> str:
        of = getattr(cell, "of", "")
        return f"{cell} – {of}" if of else str(cell)


class RemindForm(forms.Form):
    """The office's words to chosen cells."""

    cells = CellsField(
        label="Nhắc các chi bộ",
        queryset=Cell.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Xin chọn ít nhất một chi bộ.",
            "invalid_choice": "Có chi bộ không thuộc đảng bộ này.",
            "invalid_pk_value": "Có chi bộ không thuộc đảng bộ này.",
        },
    )
    text = forms.CharField(
        label="Nội dung nhắc",
        max_length=1000,
        initial=WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Xin ghi nội dung nhắc."},
    )

    def __init__(self, *args: object, cells: QuerySet[Cell], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cells"].queryset = cells


class ReminderChoicesForm(forms.Form):
    """How a person wants to be told: two boxes for each kind."""

    def __init__(
        self, *args: object, chosen: dict[str, tuple[bool, bool]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind in ReminderKind:
            in_app, by_mail = chosen[kind]
            for way, label, initial in (
                ("in_app", "trong ứng dụng", in_app),
                ("by_mail", "qua thư điện tử", by_mail),
            ):
                self.fields[f"{kind}_{way}"] = forms.BooleanField(
                    required=False, label=f"{kind.label}: {label}", initial=initial
                )

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """For the table: the kind in words with its two boxes."""
        return [
            (kind.label, [self[f"{kind}_in_app"], self[f"{kind}_by_mail"]]) for kind in ReminderKind
        ]

    def choices(self) -> dict[str, tuple[bool, bool]]:
        given = self.cleaned_data
        return {
            kind.value: (given[f"{kind}_in_app"], given[f"{kind}_by_mail"]) for kind in ReminderKind
        }
