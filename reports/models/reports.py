"""Reports: one row for each paper. The row is the truth; a message only wakes workers."""

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cells.fields import LineField
from cells.models import Cell, Committee, Term
from documents.wording import document_number, letters_of_committee


class ReportKind(models.TextChoices):
    CELL_MONTH = "cell_month", "Báo cáo tháng của chi bộ"
    COMMITTEE_MONTH = "committee_month", "Báo cáo tổng hợp tháng của đảng bộ"
    COMMITTEE_YEAR = "committee_year", "Báo cáo tổng kết năm của đảng bộ"


class ReportState(models.TextChoices):
    QUEUED = "queued", "Đang chờ lập"
    RUNNING = "running", "Đang lập"
    READY = "ready", "Đã lập, chưa ban hành"
    FAILED = "failed", "Không lập được"
    CANCELLED = "cancelled", "Đã hủy"
    ISSUED = "issued", "Đã ban hành"


UNFINISHED = (ReportState.QUEUED, ReportState.RUNNING)
BUILT = (ReportState.READY, ReportState.ISSUED)
HIGHEST_NUMBER = 9999

ISSUED_STAYS = pgtrigger.Trigger(
    name="issued_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__state=ReportState.ISSUED.value),
    func="RAISE EXCEPTION 'report % is issued', OLD.id USING ERRCODE = 'HM014';",
)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("state", "texts", "fault")),
    fields=["state", "attempts", "texts", "fault", "number", "issued_on", "checksum", "version"],
    model_name="ReportEvent",
)
class Report(models.Model):
    """A paper of one cell or committee for a month or a year, in one version.

    A worker claims a waiting row by a conditional update that raises `attempts`, the fence: only
    the attempt that holds the row may finish it. `snapshot` is what the paper says of figures;
    `texts` are the parts that a person writes, kept when the figures are made anew. `files` are
    what lies on the disk, by format; before the report is issued they may be missing, and are then
    made from snapshot and texts when somebody asks. Once issued nothing of it changes: a trigger
    refuses, and a later rebuild is a new version beside it.
    """

    kind = models.CharField("loại báo cáo", max_length=20, choices=ReportKind)
    period = models.DateField("kỳ", help_text="Ngày đầu của tháng, hoặc của năm.")
    cell = models.ForeignKey(
        Cell, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="chi bộ"
    )
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name="đảng bộ",
    )
    version = models.PositiveSmallIntegerField("lần lập", default=1)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReportState, default=ReportState.QUEUED
    )
    asked_at = models.DateTimeField("yêu cầu lúc")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người yêu cầu",
        help_text="Trống khi máy lập theo lịch.",
    )
    attempts = models.PositiveIntegerField("số lần máy nhận", default=0)
    tries = models.PositiveSmallIntegerField(
        "số lần thử", default=0, help_text="Từ lần yêu cầu gần nhất."
    )
    lease_until = models.DateTimeField("máy giữ đến", null=True, blank=True)
    fault = LineField("lỗi", max_length=300, blank=True)
    finished_at = models.DateTimeField("lập xong lúc", null=True, blank=True)
    snapshot = models.JSONField("số liệu", default=dict, blank=True)
    texts = models.JSONField("phần viết tay", default=dict, blank=True)
    files = models.JSONField("tệp", default=dict, blank=True)
    checksum = models.CharField("mã kiểm tra", max_length=64, blank=True)
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhiệm kỳ"
    )
    number = models.PositiveIntegerField(
        "số",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_NUMBER)],
    )
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ban hành",
    )

    class Meta:
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        ordering = ["-period", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                "kind", "period", "cell", "committee", "version",
                name="report_once_a_version",
                nulls_distinct=False,
            ),
            models.UniqueConstraint("term", "number", name="report_number_once_in_term"),
            models.CheckConstraint(
                condition=Q(kind=ReportKind.CELL_MONTH, cell__isnull=False, committee__isnull=True)
                | (~Q(kind=ReportKind.CELL_MONTH) & Q(cell__isnull=True, committee__isnull=False)),
                name="report_of_a_cell_or_a_committee",
            ),
            models.CheckConstraint(
                condition=Q(period__day=1)
                & (~Q(kind=ReportKind.COMMITTEE_YEAR) | Q(period__month=1)),
                name="report_period_first_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.RUNNING) | Q(lease_until__isnull=False),
                name="report_running_has_its_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BUILT) | (Q(finished_at__isnull=False) & ~Q(snapshot={})),
                name="report_built_has_its_figures",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.ISSUED)
                | (Q(issued_on__isnull=False, number__isnull=False) & ~Q(checksum="")),
                name="report_issued_is_whole",
            ),
        ]  # fmt: skip
        indexes = [
            # What waits for a worker, in the order in which it is taken.
            models.Index(
                fields=["tries", "id"], condition=Q(state__in=UNFINISHED), name="report_waiting"
            ),
            models.Index(fields=["committee", "-period", "kind"], name="report_of_committee"),
            models.Index(fields=["cell", "-period"], name="report_of_cell"),
            models.Index(fields=["-period", "kind", "id"], name="report_latest_first"),
        ]
        triggers = [ISSUED_STAYS]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.period_words} – {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("papers:report", args=[self.pk])

    @property
    def subject(self) -> Cell | Committee:
        """Whose report it is."""
        return self.cell if self.cell_id else self.committee

    @property
    def is_yearly(self) -> bool:
        return self.kind == ReportKind.COMMITTEE_YEAR

    @property
    def period_words(self) -> str:
        """'tháng 10/2026' or 'năm 2025'."""
        return f"năm {self.period.year}" if self.is_yearly else f"tháng {self.period:%m/%Y}"

    @property
    def is_issued(self) -> bool:
        return self.state == ReportState.ISSUED

    @property
    def is_built(self) -> bool:
        return self.state in BUILT

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def number_words(self) -> str:
        """'Số 05-BC/CB', or nothing before it is issued."""
        if self.number is None:
            return ""
        by = "CB" if self.cell_id else letters_of_committee(self.committee.committee_name)
        return document_number(self.number, "BC", by)
