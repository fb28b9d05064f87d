"""Party committees (a tree), their cells, and the terms of the cells."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from treebeard.mp_tree import MP_Node

from cells.fields import LineField, SearchField, SortKeyField


@pghistory.track()
class Committee(MP_Node):
    """A party organisation above cells (đảng bộ) with its committee (đảng ủy).

    Names and levels are data: the town became part of a commune in 2025.
    """

    name = LineField("tên đảng bộ", max_length=120, help_text="Ví dụ: Đảng bộ thị trấn Hương Khê")
    committee_name = LineField("tên cấp ủy", max_length=120, help_text="Ví dụ: Đảng ủy thị trấn")
    level = LineField("cấp", max_length=60, help_text="Ví dụ: cơ sở, huyện, tỉnh")
    place = LineField("địa danh", max_length=60, help_text="Ghi trên văn bản, ví dụ: Hương Khê")
    code = LineField("mã tổ chức đảng", max_length=40, blank=True)
    reserved_answer_days = models.PositiveSmallIntegerField(
        "hạn trả lời ý kiến bảo lưu (ngày)",
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="Từ ngày ký biên bản đến khi trả lời. Điều lệ Đảng không nêu thời hạn: đây là "
        "quy ước của cấp ủy.",
    )
    sort_key = SortKeyField(source="name")
    search_text = SearchField(source=("name", "committee_name", "code"))

    class Meta:
        verbose_name = "đảng bộ"
        verbose_name_plural = "đảng bộ"

    def __str__(self) -> str:
        return self.name


class CellKind(models.TextChoices):
    RESIDENTIAL = "residential", "Tổ dân phố"
    HAMLET = "hamlet", "Thôn"
    AGENCY = "agency", "Cơ quan"
    SCHOOL = "school", "Trường học"
    HEALTH = "health", "Y tế"
    POLICE = "police", "Công an"
    MILITARY = "military", "Quân sự"
    ENTERPRISE = "enterprise", "Doanh nghiệp, hợp tác xã"
    RETIRED = "retired", "Hưu trí"


@pghistory.track()
class Cell(models.Model):
    """A party cell (chi bộ)."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="cells", verbose_name="đảng bộ"
    )
    name = LineField("tên chi bộ", max_length=120, help_text="Ví dụ: Chi bộ Tổ dân phố 5")
    kind = models.CharField("loại hình", max_length=20, choices=CellKind)
    code = LineField("mã chi bộ", max_length=40, blank=True)
    founded = models.DateField("ngày thành lập", null=True, blank=True)
    dissolved = models.DateField("ngày giải thể", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name="sáp nhập vào",
    )
    usual_day = models.PositiveSmallIntegerField(
        "ngày sinh hoạt thường lệ",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text="Ngày trong tháng; để trống thì theo quy định chung.",
    )
    usual_time = models.TimeField("giờ sinh hoạt thường lệ", null=True, blank=True)
    usual_place = LineField("nơi sinh hoạt thường lệ", max_length=200, blank=True)
    min_minutes = models.PositiveSmallIntegerField(
        "thời lượng tối thiểu riêng (phút)",
        null=True,
        blank=True,
        help_text="Chỉ ghi khi cấp ủy cấp trên quy định riêng cho chi bộ ít đảng viên.",
    )
    sort_key = SortKeyField(source="name")
    search_text = SearchField(source=("name", "code"))

    class Meta:
        verbose_name = "chi bộ"
        verbose_name_plural = "chi bộ"
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                "committee",
                "name",
                name="cell_name_unique_in_committee",
                violation_error_message="Đảng bộ này đã có chi bộ cùng tên.",
            ),
            models.CheckConstraint(
                condition=Q(dissolved__isnull=True)
                | Q(founded__isnull=True)
                | Q(dissolved__gt=F("founded")),
                name="cell_dissolved_after_founded",
                violation_error_message="Ngày giải thể phải sau ngày thành lập.",
            ),
            models.CheckConstraint(
                condition=Q(usual_day__isnull=True) | Q(usual_day__range=(1, 28)),
                name="cell_usual_day_in_every_month",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(dissolved__isnull=False),
                name="cell_merged_is_dissolved",
                violation_error_message="Chi bộ đã sáp nhập phải có ngày giải thể.",
            ),
        ]
        indexes = [
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="cell_search"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cells:detail", args=[self.pk])


@pghistory.track()
class Term(models.Model):
    """A term of a cell, from congress to congress; document numbers restart with it (399-QĐ/TW)."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="terms", verbose_name="chi bộ")
    name = LineField("nhiệm kỳ", max_length=20, help_text="Ví dụ: 2025-2027")
    validity = DateRangeField("thời gian", help_text="Từ ngày đại hội này đến ngày đại hội sau.")

    class Meta:
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"
        ordering = ["cell", "-validity"]
        constraints = [
            ExclusionConstraint(
                name="term_one_at_a_time",
                expressions=[("cell", RangeOperators.EQUAL), ("validity", RangeOperators.OVERLAPS)],
                violation_error_message="Nhiệm kỳ này trùng thời gian với nhiệm kỳ khác.",
            ),
            models.CheckConstraint(
                condition=Q(validity__isempty=False) & Q(validity__lower_inf=False),
                name="term_has_a_beginning",
                violation_error_message="Nhiệm kỳ phải có ngày bắt đầu, trước ngày kết thúc.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cell}, nhiệm kỳ {self.name}"
