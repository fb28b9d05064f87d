"""Dated rule sets for meetings, and the themes of thematic meetings. All of it is data."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cells.fields import LineField, ProseField, SearchField, SortKeyField
from cells.models import Committee
from cells.search import text_index
from meetings.triggers import REGIME_IN_USE, REGIME_LINE_IN_USE


class MeetingKind(models.TextChoices):
    REGULAR = "regular", "Sinh hoạt thường kỳ"
    THEMATIC = "thematic", "Sinh hoạt chuyên đề"
    EXTRAORDINARY = "extraordinary", "Họp bất thường"
    REVIEW = "review", "Hội nghị kiểm điểm"


class DocumentType(models.TextChoices):
    """Types of document that a cell may issue (399-QĐ/TW, Điều 11), by their official sign."""

    RESOLUTION = "NQ", "Nghị quyết"
    DECISION = "QĐ", "Quyết định"
    CONCLUSION = "KL", "Kết luận"
    REGULATIONS = "QC", "Quy chế"
    NOTICE = "TB", "Thông báo"
    REPORT = "BC", "Báo cáo"
    PLAN = "KH", "Kế hoạch"
    PROGRAMME = "CTr", "Chương trình"
    PROJECT = "ĐA", "Đề án"
    OPTION = "PA", "Phương án"
    SUBMISSION = "TTr", "Tờ trình"
    LETTER = "CV", "Công văn"
    MINUTES = "BB", "Biên bản"


@pghistory.track()
class MeetingRegime(models.Model):
    """The rules under which meetings are held from one day to another, with their source.

    A meeting keeps the regime that it was held under. One in use is never edited: it is copied
    to a new dated version (`meetings.services.regimes.copy`).
    """

    code = LineField("mã", max_length=20, unique=True)
    name = LineField("tên", max_length=200)
    source = ProseField("căn cứ", max_length=2000)
    validity = DateRangeField("hiệu lực")
    layout = models.CharField(
        "thể thức văn bản",
        max_length=10,
        choices=[("R2018", "66-QĐ/TW và HD 36-HD/VPTW"), ("R2026", "399-QĐ/TW và HD 05-HD/VPTW")],
    )
    usual_day = models.PositiveSmallIntegerField(
        "ngày sinh hoạt chung",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text="Để trống khi quy định không nêu ngày.",
    )
    latest_usual_day = models.PositiveSmallIntegerField(
        "chậm nhất ngày",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text="Sau ngày này phải ghi lý do dời.",
    )
    min_minutes = models.PositiveSmallIntegerField(
        "thời lượng tối thiểu (phút)", null=True, blank=True
    )
    min_minutes_combined = models.PositiveSmallIntegerField(
        "thời lượng tối thiểu khi cùng ngày có chuyên đề (phút)", null=True, blank=True
    )
    thematic_per_quarter = models.PositiveSmallIntegerField("số chuyên đề mỗi quý", default=1)
    notice_days = models.PositiveSmallIntegerField(
        "gửi tài liệu trước (ngày)", null=True, blank=True
    )
    issue_days = models.PositiveSmallIntegerField(
        "ban hành văn bản trong (ngày)", null=True, blank=True
    )
    quorum_percent = models.PositiveSmallIntegerField(
        "tỷ lệ dự họp tối thiểu (%)",
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text="Không tìm thấy quy định; để trống là không đặt.",
    )
    temporary_members_vote = models.BooleanField(
        "đảng viên sinh hoạt tạm thời được biểu quyết", default=False
    )
    document_types = ArrayField(
        models.CharField(max_length=5, choices=DocumentType),
        verbose_name="loại văn bản chi bộ được ban hành",
    )

    class Meta:
        verbose_name = "bộ quy định sinh hoạt"
        verbose_name_plural = "bộ quy định sinh hoạt"
        ordering = ["-validity"]
        constraints = [
            ExclusionConstraint(
                name="regime_one_at_a_time",
                expressions=[("validity", RangeOperators.OVERLAPS)],
                violation_error_message="Đã có bộ quy định khác hiệu lực trong thời gian này.",
            ),
            models.CheckConstraint(
                condition=Q(validity__isempty=False) & Q(validity__lower_inf=False),
                name="regime_has_a_beginning",
                violation_error_message="Cần ngày bắt đầu hiệu lực, trước ngày hết hiệu lực.",
            ),
        ]
        triggers = [REGIME_IN_USE]

    def __str__(self) -> str:
        return self.name


class Section(models.TextChoices):
    OPENING = "opening", "Mở đầu"
    PROCEEDING = "proceeding", "Tiến hành"
    CLOSING = "closing", "Kết thúc"


class AgendaRole(models.TextChoices):
    """What HMK itself can say under an item of the agenda; other items only hold notes."""

    NOTES = "notes", "Ghi nội dung"
    ROLL = "roll", "Tình hình dự họp"
    REVIEW = "review", "Kết quả nhiệm vụ tháng trước"
    DISCUSSION = "discussion", "Ý kiến thảo luận"
    ASSIGNMENTS = "assignments", "Phân công nhiệm vụ"
    RESOLUTION = "resolution", "Biểu quyết nghị quyết"
    SCORE = "score", "Chấm điểm buổi sinh hoạt"
    MINUTES = "minutes", "Thông qua biên bản"


@pghistory.track()
class AgendaLine(models.Model):
    """A line of the agenda skeleton of a regime for one kind of meeting."""

    regime = models.ForeignKey(
        MeetingRegime, models.CASCADE, related_name="agenda_lines", verbose_name="bộ quy định"
    )
    meeting_kind = models.CharField("loại sinh hoạt", max_length=20, choices=MeetingKind)
    position = models.PositiveSmallIntegerField("thứ tự")
    section = models.CharField("phần", max_length=20, choices=Section)
    role = models.CharField("nội dung", max_length=20, choices=AgendaRole, default="notes")
    title = LineField("mục", max_length=200)
    hint = LineField("gợi ý", max_length=300, blank=True)

    class Meta:
        verbose_name = "mục chương trình"
        verbose_name_plural = "khung chương trình"
        ordering = ["regime", "meeting_kind", "position"]
        constraints = [
            models.UniqueConstraint(
                "regime", "meeting_kind", "position", name="agenda_line_position_once"
            )
        ]
        triggers = [REGIME_LINE_IN_USE]

    def __str__(self) -> str:
        return self.title


class ThemeField(models.TextChoices):
    STUDY = "study", "Học tập và làm theo Bác"
    PARTY = "party", "Xây dựng Đảng"
    CULTURE = "culture", "Đời sống văn hóa"
    SECURITY = "security", "An ninh trật tự khu dân cư"
    URBAN = "urban", "Văn minh đô thị"
    ECONOMY = "economy", "Phát triển kinh tế"
    PROFESSION = "profession", "Nhiệm vụ chuyên môn"


@pghistory.track()
class Theme(models.Model):
    """A theme for thematic meetings: the committee's own, or everybody's when it has none."""

    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="themes",
        verbose_name="đảng bộ",
        help_text="Để trống là dùng chung.",
    )
    title = LineField("chuyên đề", max_length=250)
    field = models.CharField("lĩnh vực", max_length=20, choices=ThemeField)
    guidance = ProseField(
        "gợi ý nội dung",
        max_length=2000,
        blank=True,
        help_text="Vài câu: nên bàn gì, liên hệ việc gì ở chi bộ.",
    )
    active = models.BooleanField("đang dùng", default=True)
    sort_key = SortKeyField(source="title")
    search_text = SearchField(source="title")

    class Meta:
        verbose_name = "chuyên đề"
        verbose_name_plural = "chuyên đề"
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                "committee",
                "title",
                name="theme_once_in_committee",
                nulls_distinct=False,
                violation_error_message="Đã có chuyên đề này.",
            )
        ]
        indexes = [
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="theme_search"),
            text_index("title", name="theme_words"),
        ]

    def __str__(self) -> str:
        return self.title
