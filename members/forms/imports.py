"""The form that takes a workbook."""

from django import forms
from django.db.models import QuerySet

from accounts.forms import CELLS_TO_CHOOSE_FROM
from cells.forms import DayField
from cells.models import Cell
from members.forms.base import TidyForm


class ImportForm(TidyForm):
    """A file, from which day its list holds, and of which cell it is where it does not say so."""

    wide = ("file", "cell")

    file = forms.FileField(
        label="Tệp Excel hoặc CSV",
        max_length=150,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Excel (.xlsx) hoặc CSV. Tiêu đề cột có dấu hay không dấu đều được.",
        error_messages={
            "required": "Xin chọn tệp.",
            "max_length": "Tên tệp dài quá. Xin đặt lại tên ngắn hơn.",
        },
    )
    cell = forms.ModelChoiceField(
        label="Danh sách của chi bộ",
        queryset=Cell.objects.none(),
        required=False,
        empty_label="Tệp có ghi chi bộ (cột “Chi bộ”, tên sheet hoặc tiêu đề)",
    )
    since = DayField(
        label="Có tên trong chi bộ từ ngày",
        help_text="Cho người mới mà tệp không ghi ngày về chi bộ. Lùi lại nếu danh sách đã đúng từ "
        "trước.",
    )

    def __init__(self, *args: object, cells: QuerySet[Cell], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell"].queryset = cells
        if not 1 < cells[: CELLS_TO_CHOOSE_FROM + 1].count() <= CELLS_TO_CHOOSE_FROM:
            del self.fields["cell"]  # the only one, or too many for a list of choices
