"""Rule sets and themes in Django admin. Meetings are written on the pages of HMK only."""

from datetime import date

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from cells.admin_parts import Backoffice, period
from meetings import queries
from meetings.models import AgendaLine, DocumentType, MeetingRegime, Theme
from meetings.services import regimes


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
class MeetingRegimeAdmin(Backoffice, admin.ModelAdmin):
    form = RegimeForm
    list_display = ["name", "code", period, "layout", "min_minutes", "used"]
    search_fields = ["name", "code"]
    inlines = [AgendaLineInline]
    shown_as = Backoffice.shown_as | {"document_types": issued}
    change_form_template = "admin/meetings/meetingregime/change_form.html"
    copy_template = "admin/meetings/meetingregime/copy.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[MeetingRegime]:
        return super().get_queryset(request).annotate(in_use=queries.regime_in_use())

    @admin.display(description="đang được dùng", boolean=True)
    def used(self, regime: MeetingRegime) -> bool:
        return regime.in_use

    def has_change_permission(self, request: HttpRequest, obj: MeetingRegime | None = None) -> bool:
        return super().has_change_permission(request, obj) and not _in_use(obj)

    def has_delete_permission(self, request: HttpRequest, obj: MeetingRegime | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _in_use(obj)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: object, **kwargs: object
    ) -> HttpResponse:
        obj = context.get("original")
        context |= {
            "in_use": _in_use(obj),
            "may_copy": obj is not None and self.has_add_permission(request),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.copy_view)
        return [
            path("<path:object_id>/copy/", view, name="meetings_meetingregime_copy"),
            *super().get_urls(),
        ]

    def copy_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks for the code and the first day of the new version, and makes it."""
        regime = self.get_object(request, unquote(object_id))
        if regime is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = CopyForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            new = self._copy(request, regime, form)
            if new is not None:
                self.log_addition(request, new, f"Sao chép từ {regime.code}.")
                messages.success(request, f"Đã tạo bản mới {new.code}; giờ có thể sửa bản này.")
                return redirect("admin:meetings_meetingregime_change", new.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Sao chép thành bản mới: {regime}",
            "opts": self.opts,
            "original": regime,
            "form": form,
            "media": self.media + form.media,
            "back": reverse("admin:meetings_meetingregime_change", args=[regime.pk]),
        }
        return TemplateResponse(request, self.copy_template, context)

    def _copy(
        self, request: HttpRequest, regime: MeetingRegime, form: CopyForm
    ) -> MeetingRegime | None:
        code, since = str(form.cleaned_data["code"]), form.cleaned_data["since"]
        assert isinstance(since, date)
        try:
            return regimes.copy(regime, code=code, since=since, by=request.user)
        except ValidationError as error:
            for name, reasons in error.message_dict.items():
                form.add_error(name if name in form.fields else None, reasons)
            return None


def _in_use(regime: MeetingRegime | None) -> bool:
    """Whether a meeting points to the rule set; then only a copy of it may be edited."""
    return getattr(regime, "in_use", False)


@admin.register(Theme)
class ThemeAdmin(Backoffice, admin.ModelAdmin):
    list_display = ["title", "field", "committee", "active"]
    list_filter = ["field", "active", "committee"]
    list_select_related = ["committee"]
    list_editable = ["active"]
    search_fields = ["search_text__contains"]
    autocomplete_fields = ["committee"]
