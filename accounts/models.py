"""Who signs in, and for which cells or committee."""

import pghistory
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from cells.fields import LineField, SearchField
from cells.models import Cell, Committee


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractUser):
    """An account. What it may see follows from its roles alone; `is_staff` opens Django admin."""

    first_name = None
    last_name = None
    full_name = LineField("họ và tên", max_length=80)
    search_text = SearchField(source=("username", "full_name", "email"))

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["username"]
        indexes = [GinIndex(OpClass("search_text", "gin_trgm_ops"), name="user_search")]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class RoleKind(models.TextChoices):
    SECRETARY = "secretary", "Bí thư, phó bí thư, thư ký chi bộ"
    OVERSEER = "overseer", "Cấp ủy viên phụ trách chi bộ"
    OFFICER = "officer", "Cấp ủy, văn phòng cấp ủy"
    VIEWER = "viewer", "Lãnh đạo (chỉ xem)"


CELL_ROLES = (RoleKind.SECRETARY, RoleKind.OVERSEER)
COMMITTEE_ROLES = (RoleKind.OFFICER, RoleKind.VIEWER)


@pghistory.track()
class Role(models.Model):
    """What a user is to one cell, or to one committee and all below it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles", verbose_name="tài khoản")
    kind = models.CharField("vai trò", max_length=20, choices=RoleKind)
    cell = models.ForeignKey(
        Cell,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name="chi bộ",
        help_text="Cho bí thư, phó bí thư, thư ký và cấp ủy viên phụ trách.",
    )
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name="đảng bộ",
        help_text="Cho văn phòng cấp ủy và lãnh đạo.",
    )

    class Meta:
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CELL_ROLES, cell__isnull=False, committee__isnull=True)
                | Q(kind__in=COMMITTEE_ROLES, cell__isnull=True, committee__isnull=False),
                name="role_of_a_cell_or_a_committee",
                violation_error_message=(
                    "Vai trò ở chi bộ cần đúng một chi bộ; vai trò ở cấp ủy cần đúng một đảng bộ."
                ),
            ),
            models.UniqueConstraint(
                "user",
                "kind",
                "cell",
                "committee",
                name="role_once",
                nulls_distinct=False,
                violation_error_message="Tài khoản đã có vai trò này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.cell or self.committee}"
