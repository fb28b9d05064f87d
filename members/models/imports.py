"""Imports of the roll from workbooks: the file, what becomes of each row, and how far it got."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cells.fields import LineField, ProseField
from cells.models import Cell
from members.models.acts import MemberAct
from members.models.people import Member


class ImportState(models.TextChoices):
    """Where an import stands; those of WORK wait for a worker or have one."""

    READING = "reading", "đang đọc"
    READY = "ready", "chờ xác nhận"
    REFUSED = "refused", "không đọc được"
    WRITING = "writing", "đang ghi"
    DONE = "done", "đã ghi"
    UNDOING = "undoing", "đang hoàn lại"
    UNDONE = "undone", "đã hoàn lại"
    DROPPED = "dropped", "đã bỏ"


WORK = (ImportState.READING, ImportState.WRITING, ImportState.UNDOING)


class RollImport(models.Model):
    """One file sent to be imported. Only who sent it sees it: it holds particulars of members.

    The row is the truth for the workers: one that has claimed it holds `leased_until`, and writes
    only while `attempt` is still its own.
    """

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhập"
    )
    made_at = models.DateTimeField("lúc gửi")
    cell = models.ForeignKey(
        Cell,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chi bộ",
        help_text="Của các dòng không ghi chi bộ.",
    )
    since = models.DateField("có tên trong chi bộ từ ngày")
    file = models.FileField("tệp", max_length=100, blank=True)
    name = LineField("tên tệp", max_length=150)
    kind = models.CharField("loại tệp", max_length=10)
    size = models.PositiveIntegerField("dung lượng (byte)")
    sha256 = models.CharField("mã kiểm tra (SHA-256)", max_length=64)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ImportState, default=ImportState.READING
    )
    attempt = models.PositiveSmallIntegerField("lần làm", default=0)
    leased_until = models.DateTimeField("đang làm đến", null=True, blank=True)
    rows_total = models.PositiveIntegerField("số dòng", default=0)
    rows_done = models.PositiveIntegerField("số dòng đã xem", default=0)
    new = models.PositiveIntegerField("mới", default=0)
    changed = models.PositiveIntegerField("thay đổi", default=0)
    same = models.PositiveIntegerField("như cũ", default=0)
    refused = models.PositiveIntegerField("phải sửa", default=0)
    remarks = models.JSONField("nhận xét", default=list, blank=True)
    message = ProseField("thông báo", max_length=1000, blank=True)
    plan_hash = models.CharField("dấu của bản xem trước", max_length=64, blank=True)
    planned_at = models.DateTimeField("xem trước lúc", null=True, blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    cleared_at = models.DateTimeField("xóa tệp lúc", null=True, blank=True)
    act = models.OneToOneField(
        MemberAct,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roll_import",
        verbose_name="việc",
    )

    class Meta:
        verbose_name = "lần nhập danh sách"
        verbose_name_plural = "nhập danh sách từ bảng tính"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[ImportState.DONE, ImportState.UNDONE])
                | Q(finished_at__isnull=False),
                name="import_finished_when_done",
            ),
        ]
        indexes = [
            models.Index(fields=["made_by", "-made_at"], name="import_of_user"),
            models.Index(fields=["leased_until"], name="import_work", condition=Q(state__in=WORK)),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("members:import", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        return self.state in WORK

    @property
    def may_be_confirmed(self) -> bool:
        return (
            self.state == ImportState.READY and not self.refused and bool(self.new + self.changed)
        )


class RowOutcome(models.TextChoices):
    NEW = "new", "mới"
    CHANGED = "changed", "thay đổi"
    SAME = "same", "như cũ"
    REFUSED = "refused", "phải sửa"


class ImportRow(models.Model):
    """A row of the file: its cells as they say it, where they stand, and what becomes of it.

    Goes with the file after some days: what was written is told by the journal of the roll.
    """

    roll_import = models.ForeignKey(RollImport, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField("thứ tự")
    sheet = LineField("sheet", max_length=60, blank=True)
    line = models.PositiveIntegerField("dòng")
    raw = models.JSONField("ô", default=dict)
    at = models.JSONField("cột", default=dict)
    faults = models.JSONField("sai từ lúc đọc", default=dict)
    outcome = models.CharField("kết quả", max_length=10, choices=RowOutcome, blank=True)
    title = LineField("họ và tên", max_length=200, blank=True)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    cell = models.ForeignKey(Cell, models.PROTECT, null=True, related_name="+")
    plan = models.JSONField("việc sẽ ghi", default=dict)
    reasons = models.JSONField("lý do", default=list)

    class Meta:
        verbose_name = "dòng của bảng tính"
        verbose_name_plural = "dòng của bảng tính"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("roll_import", "position", name="import_row_once"),
        ]
        indexes = [
            models.Index(fields=["roll_import", "outcome", "position"], name="import_row_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.line}: {self.title}"
