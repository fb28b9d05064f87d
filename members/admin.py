"""Members in Django admin: to look up only. Their cells keep them on the pages of HMK."""

from django.contrib import admin

from cells.admin_parts import LookUpInline, LookUpOnly, period
from members.models import Member, Membership, Office, Standing


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
    list_display = ["full_name", "card_number", "birth_date", "admitted_on", "official_on"]
    list_filter = ["gender"]
    search_fields = ["search_text__contains"]
    ordering = ["sort_key", "pk"]
    inlines = [MembershipInline, StandingInline, OfficeInline]


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
