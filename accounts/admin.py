"""Accounts and their roles in Django admin; its sign-in is the sign-in of everybody else."""

import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import axes.admin  # noqa: F401  (they register themselves, and are taken off below)
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from axes.utils import reset
from django.contrib import admin, messages
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import Role, User
from cells.admin_parts import Backoffice

# axes and the second factor guard one page only, so admin has no sign-in of its own.
admin.site.login = secure_admin_login(admin.site.login)

# What these pages are for is done by the actions on accounts.
for model in (EmailAddress, Authenticator, AccessAttempt, AccessFailureLog, AccessLog):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class AddUserForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "full_name", "email")


class ChangeUserForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User
        fields = "__all__"


class RoleInline(admin.TabularInline):
    model = Role
    extra = 0
    autocomplete_fields = ["cell", "committee"]
    verbose_name_plural = "vai trò"


@admin.register(User)
class UserAdmin(Backoffice, auth_admin.UserAdmin):
    form = ChangeUserForm
    add_form = AddUserForm
    list_display = ["username", "full_name", "role_names", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "roles__kind", "is_staff", "is_superuser"]
    search_fields = ["search_text__contains"]
    ordering = ["username"]
    inlines = [RoleInline]
    readonly_fields = ["last_login", "date_joined"]
    actions = ["unlock", "drop_second_factor"]
    fieldsets = [
        (None, {"fields": ["username", "password", "full_name", "email", "is_active"]}),
        (
            "Quyền trong trang quản trị",
            {
                "classes": ["collapse"],
                "description": "Chỉ dành cho quản trị viên. Quyền xem và ghi sổ chi bộ "
                "theo các vai trò ở dưới.",
                "fields": ["is_staff", "is_superuser", "groups", "user_permissions"],
            },
        ),
        ("Thời điểm", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": [
                    "username",
                    "full_name",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                ],
            },
        ),
    ]
    POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("roles__cell", "roles__committee")

    @admin.display(description="vai trò")
    def role_names(self, user: User) -> str:
        return "; ".join(str(role) for role in user.roles.all()) or "–"

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Only a superuser hands out powers in admin; others could raise themselves."""
        fields = list(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else [*fields, *self.POWERS]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list:  # noqa: ARG002
        return self.inlines if obj else []

    @admin.action(
        description="Mở khóa đăng nhập (sau nhiều lần sai mật khẩu)", permissions=["change"]
    )
    def unlock(self, request: HttpRequest, users: QuerySet[User]) -> None:
        for user in users:
            reset(username=user.username)
            self.log_change(request, user, "Mở khóa đăng nhập.")
        self.message_user(request, "Đã mở khóa đăng nhập.", messages.SUCCESS)

    @admin.action(description="Gỡ xác thực hai lớp (khi mất điện thoại)", permissions=["change"])
    def drop_second_factor(self, request: HttpRequest, users: QuerySet[User]) -> None:
        if not request.user.is_superuser:
            users = users.filter(is_superuser=False)
        for user in users:
            user.authenticator_set.all().delete()
            self.log_change(request, user, "Gỡ xác thực hai lớp.")
        self.message_user(request, "Đã gỡ xác thực hai lớp.", messages.SUCCESS)


def _may_touch(request: HttpRequest, user: User | None) -> bool:
    """A superuser's account, password included, is for superusers."""
    return user is None or not user.is_superuser or request.user.is_superuser
