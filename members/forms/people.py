"""The basic data of a member."""

from django import forms

from cells.forms import DayField
from members.forms.base import NameField, TidyForm
from members.models import ENTRIES, GRADES, ActKind, Member, StandingKind


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

    field_order = ("full_name", "grade", "grade_since", "since", "kind", "place", "document")

    kind = forms.ChoiceField(
        label="Vì sao có tên trong danh sách",
        required=False,
        choices=[(kind.value, kind.label) for kind in ENTRIES],
        initial=ActKind.ENTERED,
    )
    place = forms.CharField(
        label="Nơi chuyển hoặc giới thiệu đến",
        max_length=200,
        required=False,
        help_text="Tên tổ chức đảng ngoài HMK, nếu đến từ nơi khác.",
    )
    document = forms.CharField(
        label="Văn bản",
        max_length=120,
        required=False,
        help_text="Số, ngày của quyết định kết nạp hoặc giấy giới thiệu, nếu có.",
    )
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

    @property
    def entry(self) -> dict:
        """How the member comes onto the roll."""
        given = self.cleaned_data
        names = ("since", "grade", "grade_since", "place", "document")
        return {name: given[name] for name in names} | {"kind": given["kind"] or ActKind.ENTERED}
