"""The forms of congresses, offices and the merging of cells."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cells.forms import DayField
from cells.models import Cell
from members.forms.base import TidyForm
from members.models import Member, OfficeKind

TERM_YEARS = 5 / 2
"""A congress "five years, two times" (Điều 24.3 Điều lệ)."""
DOCUMENT = "Số, ngày của quyết định chuẩn y, nếu có."


def usual_name(day: date) -> str:
    """What a term that begins on the day is usually called: 2025-2027."""
    return f"{day.year}-{int(day.year + day.month / 12 + TERM_YEARS)}"


class MembersField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class CongressForm(TidyForm):
    """The day and who is elected."""

    wide = ("document", "deputies", "committee")

    day = DayField(label="Ngày đại hội")
    name = forms.CharField(
        label="Nhiệm kỳ",
        max_length=20,
        required=False,
        help_text="Ví dụ 2025-2027; bỏ trống thì HMK đặt theo ngày đại hội.",
    )
    secretary = forms.ModelChoiceField(
        label="Bí thư", queryset=Member.objects.none(), empty_label="Chọn đồng chí"
    )
    deputies = MembersField(label="Phó bí thư", queryset=Member.objects.none(), required=False)
    committee = MembersField(
        label="Chi ủy viên",
        queryset=Member.objects.none(),
        required=False,
        help_text="Ngoài bí thư, phó bí thư. Dưới 9 đảng viên chính thức thì không bầu chi ủy.",
    )
    document = forms.CharField(label="Văn bản", max_length=120, required=False, help_text=DOCUMENT)

    FIELD_OF = {
        OfficeKind.SECRETARY: "secretary",
        OfficeKind.DEPUTY: "deputies",
        OfficeKind.COMMITTEE_MEMBER: "committee",
    }

    def __init__(self, *args: object, members: QuerySet[Member], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in self.FIELD_OF.values():
            self.fields[name].queryset = members

    @property
    def values(self) -> dict:
        given = self.cleaned_data
        return {
            "day": given["day"],
            "name": given["name"] or usual_name(given["day"]),
            "document": given["document"],
            "offices": {
                OfficeKind.SECRETARY: [given["secretary"]],
                OfficeKind.DEPUTY: list(given["deputies"]),
                OfficeKind.COMMITTEE_MEMBER: list(given["committee"]),
            },
        }

    def refuse(self, error: ValidationError) -> None:
        super().refuse(_beside(error, self.FIELD_OF))


class OfficeForm(TidyForm):
    """Somebody takes an office."""

    member = forms.ModelChoiceField(
        label="Đồng chí", queryset=Member.objects.none(), empty_label="Chọn đồng chí"
    )
    kind = forms.ChoiceField(label="Chức vụ", choices=OfficeKind.choices)
    day = DayField(label="Từ ngày")
    document = forms.CharField(label="Văn bản", max_length=120, required=False, help_text=DOCUMENT)

    def __init__(self, *args: object, members: QuerySet[Member], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members

    @property
    def values(self) -> dict:
        return dict(self.cleaned_data)


class LeaveOfficeForm(TidyForm):
    """Somebody lays an office down."""

    member = forms.ModelChoiceField(
        label="Đồng chí", queryset=Member.objects.none(), empty_label="Chọn đồng chí"
    )
    day = DayField(label="Thôi từ ngày")
    ground = forms.CharField(label="Lý do", max_length=200, required=False)
    document = forms.CharField(label="Văn bản", max_length=120, required=False, help_text=DOCUMENT)

    def __init__(self, *args: object, members: QuerySet[Member], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members

    @property
    def values(self) -> dict:
        return dict(self.cleaned_data)


class MergeCellsForm(TidyForm):
    """Into which cell, from which day on."""

    into = forms.ModelChoiceField(
        label="Sáp nhập vào", queryset=Cell.objects.none(), empty_label="Chọn chi bộ"
    )
    day = DayField(
        label="Từ ngày", help_text="Từ ngày này cả chi bộ thuộc chi bộ mới; sổ cũ vẫn còn nguyên."
    )
    document = forms.CharField(
        label="Văn bản", max_length=120, help_text="Số, ngày của quyết định sáp nhập."
    )

    def __init__(self, *args: object, cells: QuerySet[Cell], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = cells

    @property
    def values(self) -> dict:
        return dict(self.cleaned_data)


def _beside(error: ValidationError, fields: dict[str, str]) -> ValidationError:
    if not hasattr(error, "error_dict"):
        return error
    return ValidationError({fields.get(name, name): m for name, m in error.error_dict.items()})
