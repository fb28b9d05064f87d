"""The journal of the roll: every act with its day, ground, document, and what it changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cells.fields import LineField, ProseField
from cells.models import Cell
from members.models.people import Member


class ActKind(models.TextChoices):
    """What can befall a member; the last four befall cells and, by their parts, their members."""

    ENTERED = "entered", "Ghi vào danh sách"
    ADMITTED = "admitted", "Kết nạp đảng viên"
    TRANSFERRED_IN = "transferred_in", "Chuyển sinh hoạt đến"
    GUEST = "guest", "Đến sinh hoạt tạm thời"
    OFFICIAL = "official", "Công nhận chính thức"
    EXEMPTED = "exempted", "Miễn công tác và sinh hoạt đảng"
    EXEMPTION_ENDED = "exemption_ended", "Hết miễn công tác và sinh hoạt đảng"
    AWAY = "away", "Đi làm ăn xa"
    RETURNED = "returned", "Trở về sau khi đi làm ăn xa"
    SUSPENDED = "suspended", "Đình chỉ sinh hoạt đảng"
    SUSPENSION_ENDED = "suspension_ended", "Hết đình chỉ sinh hoạt đảng"
    SENT_TEMPORARILY = "sent_temporarily", "Giới thiệu sinh hoạt tạm thời"
    TEMPORARY_ENDED = "temporary_ended", "Hết sinh hoạt tạm thời"
    TRANSFERRED = "transferred", "Chuyển sinh hoạt chính thức"
    RECEIVED = "received", "Tiếp nhận"
    TRANSFERRED_OUT = "transferred_out", "Chuyển sinh hoạt đi nơi khác"
    DIED = "died", "Từ trần"
    STRUCK_OFF = "struck_off", "Xóa tên trong danh sách đảng viên"
    EXPELLED = "expelled", "Khai trừ khỏi Đảng"
    LEFT = "left", "Cho ra khỏi Đảng"
    OFFICE = "office", "Giữ chức vụ"
    OFFICE_ENDED = "office_ended", "Thôi giữ chức vụ"
    DOUBLE_MERGED = "double_merged", "Nhập hồ sơ trùng"
    CORRECTION = "correction", "Đính chính"
    CONGRESS = "congress", "Đại hội chi bộ, nhiệm kỳ mới"
    CELLS_MERGED = "cells_merged", "Sáp nhập chi bộ"
    IMPORTED = "imported", "Nhập từ bảng tính"


ENTRIES = (ActKind.ENTERED, ActKind.ADMITTED, ActKind.TRANSFERRED_IN, ActKind.GUEST)
ENDS = (ActKind.DIED, ActKind.STRUCK_OFF, ActKind.EXPELLED, ActKind.LEFT)
MOVES = (ActKind.TRANSFERRED, ActKind.SENT_TEMPORARILY)
"""Wait for the answer of the other cell where nobody may record in both."""
OF_CELLS = (ActKind.CONGRESS, ActKind.CELLS_MERGED, ActKind.IMPORTED)


class Decider(models.TextChoices):
    CELL = "cell", "Chi bộ"
    BASE_COMMITTEE = "base_committee", "Đảng ủy cơ sở"
    UPPER_COMMITTEE = "upper_committee", "Cấp ủy cấp trên"
    INSPECTION = "inspection", "Ủy ban kiểm tra"
    CONGRESS = "congress", "Đại hội chi bộ"


class MemberAct(models.Model):
    """One act on a member (or, without one, on a cell). Written once: a mistake is undone by a
    correcting act.

    `changes` says which rows it wrote, as `members.services.journal.Pen` notes them: the time
    line tells them, a correction takes them back. An act without changes waits for its answer.
    """

    member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="acts",
        verbose_name="đảng viên",
    )
    kind = models.CharField("việc", max_length=20, choices=ActKind)
    day = models.DateField("ngày có hiệu lực")
    ground = LineField("lý do", max_length=200, blank=True)
    document = LineField("văn bản", max_length=120, blank=True)
    decided_by = models.CharField("nơi quyết định", max_length=20, choices=Decider, blank=True)
    cell_from = models.ForeignKey(
        Cell, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="từ chi bộ"
    )
    cell_to = models.ForeignKey(
        Cell, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đến chi bộ"
    )
    place = LineField("nơi khác", max_length=200, blank=True)
    until = models.DateField("dự kiến đến trước ngày", null=True, blank=True)
    note = ProseField("ghi chú", max_length=1000, blank=True)
    changes = models.JSONField("thay đổi", default=list, blank=True)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="thuộc"
    )
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        verbose_name="trả lời lần ghi",
    )
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="correction",
        verbose_name="đính chính lần ghi",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )
    recorded_at = models.DateTimeField("lúc ghi", default=timezone.now)

    class Meta:
        verbose_name = "việc của đảng viên"
        verbose_name_plural = "sổ theo dõi đảng viên"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | Q(kind__in=[*OF_CELLS, ActKind.CORRECTION]),
                name="act_of_a_member_or_a_cell",
            ),
            models.CheckConstraint(
                condition=Q(kind=ActKind.CORRECTION, corrects__isnull=False)
                | (~Q(kind=ActKind.CORRECTION) & Q(corrects__isnull=True)),
                name="act_corrects_if_a_correction",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "day"], name="act_of_member"),
            models.Index(
                fields=["cell_to"],
                name="act_that_may_wait",
                condition=Q(kind__in=MOVES),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="journal_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.day:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        if self.member_id:
            return reverse("members:detail", args=[self.member_id])
        return reverse("cells:offices", args=[self.cell_to_id])
