"""Reports in Django admin: to look up, never to write. They are made and issued on their pages."""

from django.contrib import admin
from django.http import HttpRequest

from reports.models import Report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ["__str__", "version", "state", "tries", "fault", "number", "issued_on"]
    list_filter = ["kind", "state"]
    list_select_related = ["cell", "committee"]
    search_fields = ["cell__name", "committee__name"]
    date_hierarchy = "period"
    ordering = ["-period", "-pk"]

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Report | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Report | None = None) -> bool:
        return False
