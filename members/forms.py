"""Forms of members: what is typed, and the dates put the way people say them."""

import unicodedata
from datetime import date, timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.core.exceptions import ValidationError

from accounts.forms import OneCellFilter
from cells.forms import DayField, refuse
from cells.text import normalise
from members.models import GRADES, Member, MembershipKind, Standing, StandingKind

ALL = [("", "Tất cả")]
NAME_SIGNS = frozenset(" '’.-")
ONE_DAY = timedelta(days=1)


class NameField(forms.CharField):
    """A person's name: letters of any language, and the few signs that names have."""

    def clean(self, value: object) -> str:
        name = " ".join(normalise(super().clean(value)).split())
        for char in name:
            if char not in NAME_SIGNS and not unicodedata.category(char).startswith(("L", "M")):
                raise ValidationError("Họ và tên chỉ gồm chữ cái, xin bỏ số và ký hiệu.")
        return name


class TidyForm(forms.Form):
    """A form in the look of the house; a service's refusals come back beside its fields."""

    wide = ("full_name", "note", "ground", "document")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            Div(
                *(
                    Field(name, wrapper_class="is-wide" if name in self.wide else "")
                    for name in self.fields
                ),
                css_class="hmk-fields",
            )
        )
        return helper

    def refuse(self, error: ValidationError) -> None:
        """Takes the refusal of a service; the form is no longer valid."""
        refuse(self, error)


class MemberForm(TidyForm):
    """The basic data of a member."""

    full_name = NameField(
        label="Họ và tên",
        max_length=80,
        help_text="Ghi đúng như trong lý lịch đảng viên.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
    )
    birth_date = DayField(label="Ngày sinh", required=False, help_text="Ví dụ: 19/05/1958.")
    gender = forms.ChoiceField(
        label="Giới tính",
        required=False,
        choices=[("", "Chưa ghi"), *Member._meta.get_field("gender").choices],
    )
    admitted_on = DayField(
        label="Ngày vào Đảng", required=False, help_text="Ngày kết nạp, ghi trên thẻ đảng viên."
    )
    official_on = DayField(
        label="Ngày chính thức", required=False, help_text="Bỏ trống nếu còn là đảng viên dự bị."
    )
    card_number = forms.CharField(
        label="Số thẻ đảng viên",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label="Điện thoại",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    note = forms.CharField(
        label="Ghi chú",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chỉ chi bộ và cấp ủy viên phụ trách đọc được.",
    )

    @property
    def basics(self) -> dict:
        return {name: self.cleaned_data[name] for name in MemberForm.base_fields}


class NewMemberForm(MemberForm):
    """A member, and since when and as what in this cell."""

    field_order = ("full_name", "grade", "grade_since", "since")

    since = DayField(
        label="Về chi bộ từ ngày", help_text="Ngày kết nạp tại chi bộ hoặc ngày chuyển đến."
    )
    grade = forms.ChoiceField(
        label="Là đảng viên",
        choices=[(kind.value, kind.label) for kind in GRADES],
        initial=StandingKind.OFFICIAL,
    )
    grade_since = DayField(
        label="Từ ngày",
        help_text="Ngày chính thức; với đảng viên dự bị là ngày kết nạp.",
    )


class StandingForm(TidyForm):
    """How a member stands from a day on."""

    kind = forms.ChoiceField(label="Tình trạng", choices=StandingKind.choices)
    since = DayField(label="Từ ngày")
    last_day = DayField(
        label="Đến hết ngày", required=False, help_text="Bỏ trống nếu chưa biết khi nào hết."
    )
    ground = forms.CharField(
        label="Lý do",
        max_length=200,
        required=False,
        help_text="Ví dụ: tuổi cao, sức yếu; đi làm tại Bình Dương.",
    )
    document = forms.CharField(
        label="Văn bản",
        max_length=120,
        required=False,
        help_text="Số, ngày của nghị quyết hoặc quyết định, nếu có.",
    )

    def refuse(self, error: ValidationError) -> None:
        super().refuse(_said_of_last_day(error))

    @property
    def until(self) -> date | None:
        """The first day on which it holds no more."""
        last_day = self.cleaned_data["last_day"]
        return last_day + ONE_DAY if last_day else None

    def clean_last_day(self) -> date | None:
        return _within_calendar(self.cleaned_data["last_day"])


class EndStandingForm(TidyForm):
    last_day = DayField(
        label="Đến hết ngày", help_text="Ngày cuối cùng của tình trạng này; hôm sau là hết."
    )

    def refuse(self, error: ValidationError) -> None:
        super().refuse(_said_of_last_day(error))

    @property
    def until(self) -> date:
        return self.cleaned_data["last_day"] + ONE_DAY

    def clean_last_day(self) -> date | None:
        return _within_calendar(self.cleaned_data["last_day"])


def _within_calendar(day: date | None) -> date | None:
    if day == date.max:
        raise ValidationError("Ngày quá xa, xin xem lại năm.")
    return day


def _said_of_last_day(error: ValidationError) -> ValidationError:
    if not hasattr(error, "error_dict"):
        return error
    return ValidationError(
        {("last_day" if name == "until" else name): m for name, m in error.error_dict.items()}
    )


class CellFilter(forms.Form):
    """Which cells of those that may be read."""

    q = forms.CharField(label="Tìm chi bộ", max_length=100, required=False)


class RollFilter(OneCellFilter):
    """Which members, on which day."""

    q = forms.CharField(label="Tìm theo tên", max_length=100, required=False)
    standing = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[
            *ALL,
            *Standing._meta.get_field("kind").choices,
            (MembershipKind.TEMPORARY, "Sinh hoạt tạm thời tại chi bộ"),
        ],
    )
    day = DayField(label="Tính đến ngày", required=False)

    field_order = ["q", "cell", "standing", "day"]

    def asked(self, today: date) -> dict:
        """What was asked for, as far as it can be understood."""
        given = self.given()
        return {
            "words": given.get("q", ""),
            "cell": given["cell"],
            "standing": given.get("standing", ""),
            "day": given.get("day") or today,
        }

    @property
    def narrowed_further(self) -> bool:
        """Whether more is asked than a name."""
        return any(self[name].data or self[name].errors for name in self.fields if name != "q")
