"""Who from outside a cell looked at its members, and who carried a list away."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from cells.fields import LineField
from cells.models import Cell, Committee
from members.models.people import Member


class LookKind(models.TextChoices):
    PAGE = "page", "Xem hồ sơ"
    EXPORT = "export", "Xuất danh sách"


class MemberLook(models.Model):
    """A look at a member's page by someone outside the cell (once a day), or an export."""

    kind = models.CharField("việc", max_length=10, choices=LookKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người xem"
    )
    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="looks",
        verbose_name="đảng viên",
    )
    cell = models.ForeignKey(
        Cell, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chi bộ"
    )
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đảng bộ"
    )
    day = models.DateField("ngày")
    at = models.DateTimeField("lúc")
    what = LineField("nội dung", max_length=200, blank=True)
    number = models.PositiveIntegerField("số đảng viên", null=True, blank=True)

    class Meta:
        verbose_name = "lượt xem hồ sơ đảng viên"
        verbose_name_plural = "nhật ký xem hồ sơ đảng viên"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "member",
                "user",
                "day",
                condition=Q(kind=LookKind.PAGE),
                name="look_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind=LookKind.PAGE, member__isnull=False, cell__isnull=False)
                | Q(kind=LookKind.EXPORT, member__isnull=True),
                name="look_at_a_member_or_export",
            ),
        ]
        indexes = [models.Index(fields=["cell", "-at"], name="look_at_cell")]
        triggers = [
            pgtrigger.Protect(name="looks_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()} {self.member or self.cell or ''}"
