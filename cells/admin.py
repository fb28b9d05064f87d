"""Committees (the tree), cells and terms in Django admin."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from treebeard.admin import TreeAdmin
from treebeard.forms import MoveNodeForm, movenodeform_factory

from cells.admin_parts import Backoffice, LookUpInline, LookUpOnly, period
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

    def changelist_view(self, request: HttpRequest, *args: object, **kw: object) -> HttpResponse:
        """What is posted to the list falls back to showing it; treebeard prepares a GET alone."""
        request._treebeard_parent_id = None
        return super().changelist_view(request, *args, **kw)

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


class TermInline(LookUpInline):
    model = Term
    fields = ["name", period]
    readonly_fields = [period]


class CellForm(forms.ModelForm):
    """The two days of a cell hold the periods that its roll and its terms have."""

    def clean(self) -> dict:
        given = super().clean()
        cell = self.instance
        if cell.pk is None:
            return given
        periods = [
            row.validity
            for rows in (cell.memberships, cell.terms, cell.offices)
            for row in rows.all()
        ]
        first = min((one.lower for one in periods), default=None)
        last = max((one.upper for one in periods if one.upper), default=None)
        founded, dissolved = given.get("founded"), given.get("dissolved")
        if founded and first and founded > first:
            self.add_error("founded", f"Sổ của chi bộ đã ghi từ ngày {first:%d/%m/%Y}.")
        if dissolved and last and dissolved < last:
            self.add_error("dissolved", f"Sổ của chi bộ còn ghi đến ngày {last:%d/%m/%Y}.")
        return given


@admin.register(Cell)
class CellAdmin(Backoffice, admin.ModelAdmin):
    list_display = ["name", "committee", "kind", "code", "founded", "dissolved"]
    list_filter = ["kind", ("dissolved", admin.EmptyFieldListFilter), "committee"]
    list_select_related = ["committee"]
    search_fields = ["search_text__contains"]
    autocomplete_fields = ["committee"]
    inlines = [TermInline]
    form = CellForm
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
class TermAdmin(LookUpOnly, admin.ModelAdmin):
    """To look up only: a term begins with a congress, which is an act on the page of the cell."""

    list_display = ["cell", "name", period, "page_of_offices"]
    fields = ["cell", "name", "validity", "page_of_offices"]
    list_select_related = ["cell"]
    list_filter = ["name"]
    search_fields = ["cell__search_text__contains", "name"]

    @admin.display(description="ghi đại hội, chức vụ")
    def page_of_offices(self, term: Term) -> str:
        """Where the secretary or the office above writes it."""
        url = reverse("cells:offices", args=[term.cell_id])
        return format_html('<a href="{}">Nhiệm kỳ và chức vụ</a>', url)
