"""Rating regimes and prescribed forms in Django admin; rounds and polls only to look up.

Levels are written by the services behind the pages of HMK alone.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from accounts.models import User
from cells.admin_parts import Backoffice, LookUpInline, LookUpOnly
from documents.docx import write_docx
from evaluations import prescribed
from evaluations.models import (
    CellRating,
    ConfidenceLine,
    ConfidencePoll,
    FormKind,
    FormTemplate,
    LevelNorm,
    MemberRating,
    RatingCriterion,
    RatingRegime,
    Round,
)
from evaluations.printing.default_forms import default_form
from evaluations.proposing import Norms, grade_lines
from evaluations.services import regimes, templates
from meetings.admin_versions import Versioned


class CopyForm(forms.Form):
    code = forms.CharField(label="Mã của bản mới", max_length=20)
    since = forms.IntegerField(
        label="Áp dụng từ năm",
        min_value=2018,
        max_value=2200,
        help_text="Bản cũ áp dụng đến hết năm trước.",
    )


class RegimeForm(forms.ModelForm):
    """What HMK looks up by name in a regime is words by name."""

    def clean(self) -> dict:
        data = super().clean()
        for name in {"forms", "notes"} & data.keys():
            value = data[name] = {} if data[name] is None else data[name]
            words = isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
            if not words:
                self.add_error(
                    name, 'Cần dạng {"tên": "nội dung"}, cả tên và nội dung đều trong ngoặc kép.'
                )
        return data


class LevelNormInline(admin.StackedInline):
    model = LevelNorm
    extra = 0
    max_num = 4
    fields = (
        ("level", "points"),
        ("numerator", "denominator", "strict"),
        "member_gates",
        "cell_gates",
        ("task_grade", "other_grade", "most_grade"),
    )


class RatingCriterionInline(admin.TabularInline):
    model = RatingCriterion
    extra = 0


@admin.display(description="các năm", ordering="years")
def years(regime: RatingRegime) -> str:
    """The years of a regime, in words."""
    first, end = regime.years.lower, regime.years.upper
    return f"từ {first} đến {end - 1}" if end else f"từ {first}"


@admin.register(RatingRegime)
class RatingRegimeAdmin(Versioned, admin.ModelAdmin):
    form = RegimeForm
    list_display = ["name", "code", years, "cap_percent", "cap_base", "cap_scope", "used"]
    search_fields = ["name", "code"]
    inlines = [LevelNormInline, RatingCriterionInline]
    shown_as = Backoffice.shown_as | {"years": years}
    copy_form = CopyForm
    kept_because = (
        "Đã có đợt xếp loại theo bộ quy định này nên không sửa, không xóa được. Khi quy định thay "
        "đổi, hãy dùng “Sao chép thành bản mới” rồi sửa bản mới; các năm cũ giữ nguyên."
    )

    def used_by(self) -> Exists:
        return Exists(Round.objects.filter(regime=OuterRef("pk")))

    def called(self, obj: RatingRegime) -> str:
        return obj.code

    def make_copy(self, obj: RatingRegime, *, values: dict, by: User) -> RatingRegime:
        return regimes.copy(obj, code=values["code"], since=values["since"], by=by)

    @admin.display(description="đang được dùng", boolean=True)
    def used(self, regime: RatingRegime) -> bool:
        return regime.in_use


class TemplateForm(forms.ModelForm):
    """A Word file with fields; what it may name is listed beside it."""

    upload = forms.FileField(
        label="Tệp Word (.docx)",
        help_text="Các trường dùng được, viết trong hai ngoặc nhọn: "
        + "; ".join(f"{{{{ {name} }}}} {words}" for name, words in prescribed.FIELDS.items()),
    )

    class Meta:
        model = FormTemplate
        fields = ["kind", "regime"]

    def clean(self) -> dict:
        """What the service would refuse of the file is said at the file."""
        data = super().clean()
        upload = data.get("upload")
        if upload is not None:
            try:
                templates.check(upload)
            except ValidationError as refused:
                self.add_error("upload", refused.messages)
        return data

    def validate_constraints(self) -> None:
        """The service takes the one in use out before."""


@admin.register(FormTemplate)
class FormTemplateAdmin(Backoffice, admin.ModelAdmin):
    form = TemplateForm
    list_display = ["name", "kind", "regime", "active", "uploaded_at", "uploaded_by"]
    list_filter = ["kind", "active"]
    list_select_related = ["regime", "uploaded_by"]
    actions = ["retire"]

    def has_change_permission(self, request: HttpRequest, obj: FormTemplate | None = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, *_: object) -> bool:
        return False

    def get_fields(self, _: HttpRequest, obj: FormTemplate | None = None) -> list:
        if obj is None:
            return ["kind", "regime", "upload"]
        return ["kind", "regime", "name", "active", "uploaded_at", "uploaded_by"]

    def save_model(
        self, request: HttpRequest, obj: FormTemplate, form: TemplateForm, *_: bool
    ) -> None:
        new = templates.load(
            obj.kind, obj.regime, upload=form.cleaned_data["upload"], now=timezone.now(),
            by=request.user,
        )  # fmt: skip
        obj.pk, obj.name = new.pk, new.name

    @admin.action(description="Ngừng dùng mẫu đã chọn", permissions=["change"])
    def retire(self, request: HttpRequest, chosen: QuerySet[FormTemplate]) -> None:
        number = templates.retire(list(chosen), by=request.user)
        messages.success(request, f"Đã ngừng dùng {number} mẫu.")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.default_view)
        name = "evaluations_formtemplate_default"
        return [path("default/<slug:kind>.docx", view, name=name), *super().get_urls()]

    def default_view(self, _: HttpRequest, kind: str) -> HttpResponse:
        """The form that HMK brings, to begin from."""
        if kind not in FormKind.values:
            raise Http404
        response = HttpResponse(
            write_docx(default_form(kind)), content_type=prescribed.CONTENT_TYPE
        )
        response["Content-Disposition"] = f'attachment; filename="mau-{kind}.docx"'
        return response


class CellRatingInline(LookUpInline):
    model = CellRating
    fields = ["cell", "stage", "proposed", "ratified", "reason"]
    readonly_fields = fields


@admin.register(Round)
class RoundAdmin(LookUpOnly, admin.ModelAdmin):
    list_display = ["year", "committee", "regime", "state", "version", "ratified_at"]
    list_filter = ["state", "year"]
    list_select_related = ["committee", "regime"]
    search_fields = ["committee__search_text__contains"]
    inlines = [CellRatingInline]


@admin.register(MemberRating)
class MemberRatingAdmin(LookUpOnly, admin.ModelAdmin):
    list_display = ["name", "cell_rating", "status", "proposed", "ratified"]
    list_filter = ["round__year", "status", "ratified"]
    list_select_related = ["cell_rating__cell", "cell_rating__round"]
    search_fields = ["member__search_text__contains"]
    exclude = ["self_review", "comments", "own_grades", "meeting_grades"]
    readonly_fields = ["grades"]
    show_full_result_count = False

    @admin.display(description="hội nghị phân loại tiêu chí")
    def grades(self, row: MemberRating) -> str:
        lines = grade_lines(row, Norms.of(row.round.regime))
        told = [f"{line.place}. {line.text}: {line.given}" for line in lines if line.given]
        return "\n".join(told) or "–"


class ConfidenceLineInline(LookUpInline):
    model = ConfidenceLine
    fields = ["position", "name", "office", "high", "middle", "low", "invalid"]
    readonly_fields = fields


@admin.register(ConfidencePoll)
class ConfidencePollAdmin(LookUpOnly, admin.ModelAdmin):
    list_display = ["title", "held_on", "committee", "regime", "closed_at"]
    list_filter = ["regime"]
    list_select_related = ["committee"]
    inlines = [ConfidenceLineInline]
