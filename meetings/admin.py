"""Rule sets, tables of points, themes in Django admin. Meetings are written on the pages of HMK."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db.models import Exists

from accounts.models import User
from cells.admin_parts import Backoffice, period
from cells.fields import ProseField
from cells.models import Committee
from cells.text import figure
from meetings import queries, queries_scores
from meetings.admin_versions import Versioned
from meetings.models import (
    AgendaLine,
    Criterion,
    DocumentType,
    MeetingRegime,
    ScoringTable,
    Theme,
)
from meetings.score_rules import HUNDRED
from meetings.services import regimes, scoring_tables


@admin.display(description="loại văn bản chi bộ được ban hành")
def issued(regime: MeetingRegime) -> str:
    """The types of document by their names."""
    return ", ".join(DocumentType(sign).label for sign in regime.document_types)


class RegimeForm(forms.ModelForm):
    document_types = forms.TypedMultipleChoiceField(
        label="Loại văn bản chi bộ được ban hành",
        choices=DocumentType,
        widget=forms.CheckboxSelectMultiple,
    )


class CopyForm(forms.Form):
    code = forms.CharField(label="Mã của bản mới", max_length=20)
    since = forms.DateField(
        label="Hiệu lực từ ngày",
        widget=AdminDateWidget,
        help_text="Bản cũ hết hiệu lực ngay trước ngày này.",
    )


class AgendaLineInline(admin.TabularInline):
    model = AgendaLine
    extra = 0


@admin.register(MeetingRegime)
class MeetingRegimeAdmin(Versioned, admin.ModelAdmin):
    form = RegimeForm
    list_display = ["name", "code", period, "layout", "min_minutes", "used"]
    search_fields = ["name", "code"]
    inlines = [AgendaLineInline]
    shown_as = Backoffice.shown_as | {"document_types": issued}
    copy_form = CopyForm
    kept_because = (
        "Đã có cuộc họp theo bộ quy định này nên không sửa, không xóa được. Khi quy định thay đổi, "
        "hãy dùng “Sao chép thành bản mới” rồi sửa bản mới; các cuộc họp cũ giữ nguyên theo quy "
        "định cũ."
    )

    def used_by(self) -> Exists:
        return queries.regime_in_use()

    def called(self, obj: MeetingRegime) -> str:
        return obj.code

    def make_copy(self, obj: MeetingRegime, *, values: dict, by: User) -> MeetingRegime:
        return regimes.copy(obj, code=values["code"], since=values["since"], by=by)

    @admin.display(description="đang được dùng", boolean=True)
    def used(self, regime: MeetingRegime) -> bool:
        return regime.in_use


class TableCopyForm(forms.Form):
    name = forms.CharField(label="Tên của bản mới", max_length=200)
    since = forms.DateField(
        label="Hiệu lực từ ngày",
        widget=AdminDateWidget,
        help_text="Bản cũ của cùng đảng bộ hết hiệu lực ngay trước ngày này.",
    )
    committee = forms.ModelChoiceField(
        label="Đảng bộ",
        queryset=Committee.objects.all(),
        required=False,
        help_text="Chọn đảng bộ để có bảng riêng; để trống là bảng dùng chung.",
    )


class CriteriaFormSet(forms.BaseInlineFormSet):
    """The criteria of a table come to a hundred points, by which the levels are set."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form.cleaned_data for form in self.forms if not self._should_delete_form(form)]
        places = [data.get("position") for data in kept]
        if len(set(places)) < len(places):
            raise ValidationError("Thứ tự của tiêu chí bị trùng.")
        total = sum(data["max_points"] for data in kept if data.get("max_points"))
        if total != HUNDRED:
            raise ValidationError(f"Tổng điểm các tiêu chí phải là 100, đang là {figure(total)}.")


class CriterionInline(admin.TabularInline):
    model = Criterion
    formset = CriteriaFormSet
    extra = 0
    formfield_overrides = {ProseField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 14})}}


@admin.register(ScoringTable)
class ScoringTableAdmin(Versioned, admin.ModelAdmin):
    list_display = ["name", "committee", period, "thematic_points", "used"]
    list_select_related = ["committee"]
    search_fields = ["name"]
    inlines = [CriterionInline]
    copy_form = TableCopyForm
    kept_because = (
        "Đã có buổi sinh hoạt chấm theo bảng điểm này nên không sửa, không xóa được. Khi bảng điểm "
        "thay đổi, hãy dùng “Sao chép thành bản mới” rồi sửa bản mới; các buổi cũ giữ nguyên điểm."
    )

    def used_by(self) -> Exists:
        return queries_scores.scoring_table_in_use()

    def make_copy(self, obj: ScoringTable, *, values: dict, by: User) -> ScoringTable:
        return scoring_tables.copy(obj, by=by, **values)

    @admin.display(description="đang được dùng", boolean=True)
    def used(self, table: ScoringTable) -> bool:
        return table.in_use


@admin.register(Theme)
class ThemeAdmin(Backoffice, admin.ModelAdmin):
    list_display = ["title", "field", "committee", "active"]
    list_filter = ["field", "active", "committee"]
    list_select_related = ["committee"]
    list_editable = ["active"]
    search_fields = ["search_text__contains"]
    autocomplete_fields = ["committee"]
