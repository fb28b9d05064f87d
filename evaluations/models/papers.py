"""Files of a round, receipts of its results, and the prescribed forms as templates."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from cells.fields import LineField
from evaluations.models.ratings import CellRating, MemberRating
from evaluations.models.regimes import RatingRegime
from evaluations.models.rounds import Round
from evaluations.triggers import PartOfRatifiedRound


class ReviewFile(models.Model):
    """A form that a member or the collective filled in elsewhere, kept under a random name."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="files")
    cell_rating = models.ForeignKey(CellRating, models.PROTECT, related_name="files")
    member_rating = models.ForeignKey(
        MemberRating, models.PROTECT, null=True, blank=True, related_name="files"
    )
    file = models.CharField(max_length=120, unique=True)
    name = LineField("tên tệp", max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("kích thước")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = "bản kiểm điểm đính kèm"
        verbose_name_plural = "bản kiểm điểm đính kèm"
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "cell_rating",
                "member_rating",
                "sha256",
                name="review_file_once",
                nulls_distinct=False,
                violation_error_message="Tệp này đã có.",
            )
        ]
        triggers = [PartOfRatifiedRound()]

    def __str__(self) -> str:
        return self.name


class ResultReceipt(models.Model):
    """That a cell has taken note of its ratified result; only ever added."""

    cell_rating = models.ForeignKey(CellRating, models.PROTECT, related_name="receipts")
    version = models.PositiveSmallIntegerField()
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = "đã nhận kết quả"
        verbose_name_plural = "đã nhận kết quả"
        constraints = [
            models.UniqueConstraint("cell_rating", "version", name="result_receipt_once")
        ]

    def __str__(self) -> str:
        return f"{self.cell_rating}, lần {self.version}"


class FormKind(models.TextChoices):
    COLLECTIVE = "collective", "Báo cáo kiểm điểm tập thể"
    LEADER = "leader", "Bản kiểm điểm cá nhân giữ chức vụ"
    MEMBER = "member", "Bản kiểm điểm đảng viên"


@pghistory.track()
class FormTemplate(models.Model):
    """A prescribed form as a Word file with fields, which replaces the one that HMK brings.

    The latest one of a kind counts, that of the regime before the one for all.
    """

    kind = models.CharField("mẫu", max_length=20, choices=FormKind)
    regime = models.ForeignKey(
        RatingRegime,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="templates",
        verbose_name="bộ quy định",
        help_text="Để trống: dùng cho mọi bộ quy định.",
    )
    file = models.CharField(max_length=120, unique=True, editable=False)
    name = LineField("tên tệp", max_length=120, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_at = models.DateTimeField("tải lên lúc", editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="người tải",
    )
    active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "mẫu biểu"
        verbose_name_plural = "mẫu biểu"
        ordering = ["kind", "-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "kind",
                "regime",
                name="form_template_one_in_use",
                condition=Q(active=True),
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"
