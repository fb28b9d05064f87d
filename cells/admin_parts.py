"""What every page of Django admin here shares: search, periods, history, refusals in words."""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.postgres import forms as postgres_forms
from django.contrib.postgres.fields import DateRangeField
from django.db import DatabaseError, IntegrityError, models, transaction
from django.db.models import ProtectedError, QuerySet, RestrictedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from cells.history import changes_of
from cells.text import fold

REFUSALS = {
    "HM001": "Biên bản đã ký nên không sửa, không xóa được.",
    "HM002": "Bộ quy định đang được dùng nên không sửa được; hãy sao chép thành bản mới.",
    "HM003": "Kết quả đã công nhận (đã chốt) nên không sửa, không xóa được.",
    "HM012": "Bảng điểm đang được dùng nên không sửa được; hãy sao chép thành bản mới.",
}
CLASH = "Dữ liệu vừa ghi trái với dữ liệu đã có; xin tải lại trang rồi thử lại."
"""For what the form could not see: two administrators writing at the same moment."""


class PeriodWidget(postgres_forms.RangeWidget):
    """Two dates in one line: from the first day, until before the second."""

    template_name = "admin/widgets/period.html"

    def __init__(self, attrs: dict | None = None):
        super().__init__(AdminDateWidget(), attrs)


class PeriodField(postgres_forms.DateRangeField):
    """A period that must begin; without an end it lasts."""

    default_error_messages = {
        "bound_ordering": "Ngày kết thúc phải sau ngày bắt đầu.",
        "beginning": "Cần ngày bắt đầu.",
    }
    widget = PeriodWidget

    def __init__(self, **kwargs: object):
        super().__init__(**kwargs | {"widget": PeriodWidget})

    def compress(self, values: list) -> object:
        """The range; what the database would refuse is said here, at the field."""
        if values and values[0] is None and values[1] is not None:
            raise forms.ValidationError(self.error_messages["beginning"], "beginning")
        if values and values[0] is not None and values[0] == values[1]:
            raise forms.ValidationError(self.error_messages["bound_ordering"], "bound_ordering")
        return super().compress(values)


@admin.display(description="thời gian", ordering="validity")
def period(row: models.Model) -> str:
    """The validity of a row, in words."""
    first, end = row.validity.lower, row.validity.upper
    since = f"từ {first:%d/%m/%Y}"
    return f"{since} đến trước {end:%d/%m/%Y}" if end else f"{since} đến nay"


class Periods:
    """Mixed into every ModelAdmin and inline: a date range is edited as two dates."""

    formfield_overrides = {DateRangeField: {"form_class": PeriodField}}


class Backoffice(Periods):
    """Mixed into every ModelAdmin.

    `search_fields` name columns of folded text (`search_text__contains`), so that words are found
    with or without diacritics and by the trigram index.
    """

    object_history_template = "admin/hmk_history.html"
    shown_as: dict[str, Callable] = {"validity": period}
    """What stands in place of a field where the object may only be looked at."""

    list_per_page = 50
    show_full_result_count = False

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        fields = super().get_fields(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fields
        return [self.shown_as.get(name, name) for name in fields]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, fold(search_term))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """Django's own list of what was done in admin, and above it every change of the row."""
        obj = self.get_object(request, unquote(object_id))
        changes = changes_of(obj, with_models=self.history_models) if obj else []
        return super().history_view(
            request, object_id, {"changes": changes} | (extra_context or {})
        )

    @property
    def history_models(self) -> list[type[models.Model]]:
        """The models whose rows belong to the object and are told in its history."""
        return [inline.model for inline in self.inlines]

    def get_deleted_objects(self, objs: QuerySet, request: HttpRequest) -> tuple:
        """Records that are kept are told before rights that are missing."""
        shown, counts, missing_rights, kept = super().get_deleted_objects(objs, request)
        return shown, counts, set() if kept else missing_rights, kept

    def changeform_view(self, request: HttpRequest, *args: object, **kw: object) -> HttpResponse:
        return self._in_words(request, super().changeform_view, *args, **kw)

    def delete_view(self, request: HttpRequest, *args: object, **kw: object) -> HttpResponse:
        return self._in_words(request, super().delete_view, *args, **kw)

    def changelist_view(self, request: HttpRequest, *args: object, **kw: object) -> HttpResponse:
        return self._in_words(request, super().changelist_view, *args, **kw)

    def _in_words(
        self, request: HttpRequest, view: Callable, *args: object, **kw: object
    ) -> HttpResponse:
        """The view; what the database refuses becomes a message on the page it came from."""
        if request.method != "POST":
            return view(request, *args, **kw)
        try:
            with transaction.atomic():
                return view(request, *args, **kw)
        except (ProtectedError, RestrictedError, DatabaseError) as error:
            reason = refusal(error)
            if reason is None:
                raise
            messages.error(request, reason)
            return HttpResponseRedirect(request.get_full_path())


def refusal(error: Exception) -> str | None:
    """Why the database refused, for the reader; None for a fault that is not a refusal."""
    if isinstance(error, ProtectedError | RestrictedError):
        kept = getattr(error, "protected_objects", None) or error.restricted_objects
        kinds = sorted({str(row._meta.verbose_name) for row in kept})
        return f"Không xóa được vì còn hồ sơ gắn với mục này: {', '.join(kinds)}."
    code = getattr(error.__cause__, "pgcode", None)
    if code in REFUSALS:
        return REFUSALS[code]
    return CLASH if isinstance(error, IntegrityError) else None


def _never(*_: object) -> bool:
    return False


class LookUpOnly(Backoffice):
    """For rows that the pages of HMK write and admin only looks up."""

    has_add_permission = has_change_permission = has_delete_permission = _never


class LookUpInline(Periods, admin.TabularInline):
    """Rows of the object that admin only looks up."""

    extra = 0
    can_delete = False
    has_add_permission = has_change_permission = _never
