"""Members in Django admin: to look up only.

Ranges are written by acts alone, on the pages of HMK ("Xem trên trang" leads there): so there is
no way round the rules, the journal and its corrections.
"""

from http import HTTPStatus

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse

from cells.admin_parts import LookUpInline, LookUpOnly, period
from members.models import Member, MemberAct, MemberLook, Membership, Office, RollImport, Standing
from members.views.looking import looked_at


class MembershipInline(LookUpInline):
    model = Membership
    fields = ["cell", "kind", period]
    readonly_fields = [period]


class StandingInline(LookUpInline):
    model = Standing
    fields = ["kind", "ground", "document", period]
    readonly_fields = [period]


class OfficeInline(LookUpInline):
    model = Office
    fields = ["cell", "kind", period]
    readonly_fields = [period]


@admin.register(Member)
class MemberAdmin(LookUpOnly, admin.ModelAdmin):
    list_display = ["full_name", "gender", "admitted_on", "official_on"]
    list_filter = ["gender"]
    search_fields = ["search_text__contains"]
    ordering = ["sort_key", "pk"]
    inlines = [MembershipInline, StandingInline, OfficeInline]

    def changeform_view(self, request: HttpRequest, *args: object, **kw: object) -> HttpResponse:
        return self._noted(request, super().changeform_view(request, *args, **kw))

    def history_view(self, request: HttpRequest, *args: object, **kw: object) -> HttpResponse:
        return self._noted(request, super().history_view(request, *args, **kw))

    def _noted(self, request: HttpRequest, shown: HttpResponse) -> HttpResponse:
        """Whoever administers looks from outside, as everybody else does."""
        key = request.resolver_match.kwargs.get("object_id", "")
        member = self.get_object(request, unquote(key))
        if member is not None and shown.status_code == HTTPStatus.OK:
            looked_at(request, member)
        return shown


class OfMember(LookUpOnly, admin.ModelAdmin):
    search_fields = ["member__search_text__contains"]


@admin.register(Membership)
class MembershipAdmin(OfMember):
    list_display = ["member", "cell", "kind", period]
    list_filter = ["kind", "cell__committee"]
    list_select_related = ["member", "cell"]


@admin.register(Standing)
class StandingAdmin(OfMember):
    list_display = ["member", "kind", "ground", "document", period]
    list_filter = ["kind"]
    list_select_related = ["member"]


@admin.register(Office)
class OfficeAdmin(OfMember):
    list_display = ["member", "cell", "kind", period]
    list_filter = ["kind", "cell__committee"]
    list_select_related = ["member", "cell"]


@admin.register(MemberAct)
class MemberActAdmin(OfMember):
    list_display = ["day", "kind", "member", "cell_from", "cell_to", "document", "recorded_by"]
    list_filter = ["kind", "recorded_at"]
    list_select_related = ["member", "cell_from", "cell_to", "recorded_by"]


@admin.register(MemberLook)
class MemberLookAdmin(OfMember):
    list_display = ["at", "kind", "user", "member", "cell", "committee", "what", "number"]
    list_filter = ["kind", "day"]
    list_select_related = ["user", "member", "cell", "committee"]


@admin.register(RollImport)
class RollImportAdmin(LookUpOnly, admin.ModelAdmin):
    """Who imported what and how it ended; the rows themselves only their sender sees."""

    list_display = ["made_at", "made_by", "name", "state", "new", "changed", "same", "refused"]
    list_filter = ["state", "made_at"]
    list_select_related = ["made_by"]
    search_fields = ["made_by__search_text__contains"]
    exclude = ["file", "plan_hash", "attempt", "leased_until"]
