"""Committees (the tree), cells and terms in Django admin."""

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from treebeard.admin import TreeAdmin
from treebeard.forms import MoveNodeForm, movenodeform_factory

from cells.admin_parts import Backoffice, Periods, period
from cells.models import Cell, Committee, Term

admin.site.site_header = "HMK – Quản trị"
admin.site.site_title = "HMK – Quản trị"
admin.site.index_title = "Quản trị"
admin.site.empty_value_display = "–"


class CommitteeForm(MoveNodeForm):
    """treebeard's form, in Vietnamese."""

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        position, parent = self.fields["treebeard_position"], self.fields["treebeard_ref_node"]
        position.label = "Vị trí"
        position.choices = [
            ("first-child", "Trực thuộc"),
            ("left", "Ngang cấp, đứng trước"),
            ("right", "Ngang cấp, đứng sau"),
        ]
        parent.label = "So với đảng bộ"
        parent.empty_label = "(không có cấp trên)"


@admin.register(Committee)
class CommitteeAdmin(Backoffice, TreeAdmin):
    form = movenodeform_factory(Committee, form=CommitteeForm)
    list_display = ["name", "committee_name", "level", "place", "cell_count"]
    search_fields = ["search_text__contains"]
    history_models = []

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(number_of_cells=Count("cells"))

    @admin.display(description="số chi bộ")
    def cell_count(self, committee: Committee) -> int:
        return committee.number_of_cells

    def has_delete_permission(self, request: HttpRequest, obj: Committee | None = None) -> bool:
        """treebeard deletes the whole branch unasked, so only a leaf may go."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_leaf())

    def get_actions(self, request: HttpRequest) -> dict:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def move_node(self, request: HttpRequest) -> HttpResponse:
        """A row dragged to another place. The answer is told in Vietnamese."""
        response = super().move_node(request)
        list(messages.get_messages(request))  # treebeard's own words are dropped
        if response.status_code == 200:
            messages.success(request, "Đã chuyển vị trí của đảng bộ.")
        else:
            messages.error(request, "Không chuyển được đến vị trí này.")
        return response


class TermInline(Periods, admin.TabularInline):
    model = Term
    extra = 0
    show_change_link = True


@admin.register(Cell)
class CellAdmin(Backoffice, admin.ModelAdmin):
    list_display = ["name", "committee", "kind", "code", "founded", "dissolved"]
    list_filter = ["kind", ("dissolved", admin.EmptyFieldListFilter), "committee"]
    list_select_related = ["committee"]
    search_fields = ["search_text__contains"]
    autocomplete_fields = ["committee"]
    inlines = [TermInline]
    fieldsets = [
        (None, {"fields": ["committee", "name", "kind", "code"]}),
        (
            "Nền nếp sinh hoạt",
            {"fields": ["usual_day", "usual_time", "usual_place", "min_minutes"]},
        ),
        (
            "Thành lập, giải thể",
            {
                "fields": ["founded", "dissolved", "merged_into"],
                "description": "Sáp nhập chi bộ: văn phòng cấp ủy ghi ở trang của chi bộ, phần "
                "nhiệm kỳ và chức vụ. Còn đảng viên thì không ghi giải thể ở đây.",
            },
        ),
    ]

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002  (Django's signature)
        obj: Cell | None = None,
    ) -> list[str]:
        """A merger moves a whole roll: it is an act. Only an empty cell is dissolved by hand."""
        still_there = obj is not None and obj.memberships.filter(validity__upper_inf=True).exists()
        return ["merged_into", "dissolved"] if still_there else ["merged_into"]


@admin.register(Term)
class TermAdmin(Backoffice, admin.ModelAdmin):
    list_display = ["cell", "name", period]
    list_select_related = ["cell"]
    list_filter = ["name"]
    search_fields = ["cell__search_text__contains", "name"]
    autocomplete_fields = ["cell"]
