"""Reports and letters in Django admin: to look up, never to write. They are made on their pages."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from reports.models import Letter, Report


class _LookedUp(admin.ModelAdmin):
    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False


@admin.register(Letter)
class LetterAdmin(_LookedUp):
    list_display = ["__str__", "user", "made_at", "attempts", "sent_at", "fault"]
    list_filter = ["state"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__full_name"]
    date_hierarchy = "made_at"


@admin.register(Report)
class ReportAdmin(_LookedUp):
    list_display = ["__str__", "version", "state", "tries", "fault", "number", "issued_on"]
    list_filter = ["kind", "state"]
    list_select_related = ["cell", "committee"]
    search_fields = ["cell__name", "committee__name"]
    date_hierarchy = "period"
    ordering = ["-period", "-pk"]
    exclude = ["snapshot"]
    """Read as the report's own page, not as raw data."""
