"""Tables of points for meetings, what a cell gave itself, and what the superior gave."""

from decimal import Decimal

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from cells.fields import LineField, ProseField
from cells.models import Committee
from meetings import score_rules
from meetings.models.meeting import Meeting
from meetings.triggers import CRITERION_IN_USE, SCORING_TABLE_IN_USE, PartOfSignedMeeting
from members.models import Member


class ScoreLevel(models.TextChoices):
    """The level of a meeting; the levels of the yearly rating are other words."""

    GOOD = score_rules.Level.GOOD.value, "Tốt"
    FAIR = score_rules.Level.FAIR.value, "Khá"
    AVERAGE = score_rules.Level.AVERAGE.value, "Trung bình"
    WEAK = score_rules.Level.WEAK.value, "Kém"


class ThematicPoints(models.TextChoices):
    AWARD = score_rules.ThematicSetting.AWARD.value, "Cho đủ điểm"
    RESCALE = score_rules.ThematicSetting.RESCALE.value, "Quy đổi các điểm còn lại về thang 100"
    NOT_APPLICABLE = (
        score_rules.ThematicSetting.NOT_APPLICABLE.value,
        "Không tính, tổng điểm ít hơn",
    )


class Measure(models.TextChoices):
    """What HMK itself can read from the record; all other criteria are for people."""

    DURATION = "duration", "Thời lượng (% so với mức tối thiểu)"
    ATTENDANCE = "attendance", "Tỷ lệ dự (% số phải dự)"
    NO_LONG_ABSENCE = "no_long_absence", "Không ai vắng có lý do quá số kỳ liên tiếp"
    PREPARATION = "preparation", "Có họp chuẩn bị"
    DOCUMENTS = "documents", "Tài liệu, thông báo gửi đúng hạn"
    SPEAKERS = "speakers", "Tỷ lệ phát biểu (% số dự họp)"
    EXECUTION = "execution", "Nhiệm vụ tháng trước hoàn thành (%)"
    MINUTES_READ = "minutes_read", "Thư ký đã đọc biên bản"


STEPPED = (Measure.DURATION, Measure.ATTENDANCE, Measure.SPEAKERS, Measure.EXECUTION)
"""Measures that give a figure; the others say yes or no: full points or none."""


@pghistory.track()
class ScoringTable(models.Model):
    """The points by which meetings are scored from one day to another, with their source.

    A committee's own goes before that of a committee above, and both before the common one. One
    in use is never edited: it is copied to a new dated version
    (`meetings.services.scoring_tables.copy`).
    """

    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="scoring_tables",
        verbose_name="đảng bộ",
        help_text="Để trống là dùng chung khi đảng bộ không có bảng riêng.",
    )
    name = LineField("tên", max_length=200)
    source = ProseField("căn cứ", max_length=2000)
    validity = DateRangeField("hiệu lực")
    good_from = models.PositiveSmallIntegerField("mức Tốt từ (điểm)", default=90)
    fair_from = models.PositiveSmallIntegerField("mức Khá từ (điểm)", default=70)
    average_from = models.PositiveSmallIntegerField("mức Trung bình từ (điểm)", default=50)
    thematic_points = models.CharField(
        "điểm chuyên đề trong tháng không có chuyên đề",
        max_length=20,
        choices=ThematicPoints,
        default=ThematicPoints.AWARD,
    )
    half_points = models.BooleanField("cho nửa điểm", default=False)
    min_minutes = models.PositiveSmallIntegerField(
        "thời lượng tối thiểu (phút)", null=True, blank=True, default=90
    )
    min_minutes_large = models.PositiveSmallIntegerField(
        "thời lượng tối thiểu của chi bộ đông (phút)", null=True, blank=True, default=120
    )
    large_from = models.PositiveSmallIntegerField("chi bộ đông từ (đảng viên)", default=30)
    unexcused_most = models.PositiveSmallIntegerField(
        "điểm tỷ lệ dự khi có người vắng không lý do",
        null=True,
        blank=True,
        default=1,
        help_text="Để trống là không đặt.",
    )
    absences_allowed = models.PositiveSmallIntegerField(
        "số kỳ vắng có lý do liên tiếp cho phép", default=3
    )

    class Meta:
        verbose_name = "bảng điểm sinh hoạt"
        verbose_name_plural = "bảng điểm sinh hoạt"
        ordering = ["committee", "-validity"]
        constraints = [
            ExclusionConstraint(
                name="scoring_table_one_at_a_time",
                expressions=[
                    (Coalesce("committee", 0), RangeOperators.EQUAL),
                    ("validity", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Đã có bảng điểm khác hiệu lực trong thời gian này.",
            ),
            models.CheckConstraint(
                condition=Q(validity__isempty=False) & Q(validity__lower_inf=False),
                name="scoring_table_has_a_beginning",
                violation_error_message="Cần ngày bắt đầu hiệu lực, trước ngày hết hiệu lực.",
            ),
            models.CheckConstraint(
                condition=Q(good_from__gt=F("fair_from"))
                & Q(fair_from__gt=F("average_from"), average_from__gt=0),
                name="scoring_table_levels_go_down",
                violation_error_message="Điểm của mức Tốt, Khá, Trung bình phải giảm dần.",
            ),
        ]
        triggers = [SCORING_TABLE_IN_USE]

    def __str__(self) -> str:
        return self.name

    @property
    def borders(self) -> tuple[int, int, int]:
        """The least points of Tốt, Khá and Trung bình."""
        return self.good_from, self.fair_from, self.average_from

    @property
    def step(self) -> Decimal:
        """The smallest part of a point that may be given."""
        return Decimal("0.5") if self.half_points else Decimal(1)


def readable_steps(text: str) -> None:
    """Raises ValidationError with the line of the steps that cannot be read."""
    try:
        score_rules.parse_steps(text)
    except ValueError as line:
        raise ValidationError(
            f"Không đọc được “{line}”; mỗi dòng như “≥ 90: 4” hoặc “> 50: 5”, từ cao xuống thấp."
        ) from None


@pghistory.track()
class Criterion(models.Model):
    """A line of a table of points. With a `measure` HMK itself proposes the points."""

    table = models.ForeignKey(
        ScoringTable, models.CASCADE, related_name="criteria", verbose_name="bảng điểm"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    group = LineField("nhóm", max_length=120)
    text = LineField("tiêu chí", max_length=200)
    max_points = models.DecimalField(
        "điểm tối đa",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5"))],
    )
    measure = models.CharField("tự tính theo", max_length=20, choices=Measure, blank=True)
    steps = ProseField(
        "mức điểm",
        max_length=500,
        blank=True,
        validators=[readable_steps],
        help_text="Mỗi dòng một mức, từ cao xuống thấp: “≥ 90: 4”, “> 50: 5”.",
    )
    gate = models.BooleanField("phải đủ điểm mới xếp Tốt", default=False)
    thematic_only = models.BooleanField("chỉ tháng có chuyên đề", default=False)

    class Meta:
        verbose_name = "tiêu chí"
        verbose_name_plural = "tiêu chí"
        ordering = ["table", "position"]
        constraints = [
            models.UniqueConstraint(
                "table",
                "position",
                name="criterion_position_once",
                violation_error_message="Thứ tự của tiêu chí bị trùng.",
            ),
            models.CheckConstraint(condition=Q(max_points__gt=0), name="criterion_has_points"),
        ]
        triggers = [CRITERION_IN_USE]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Steps belong to a measure that gives a figure, and never pass the most points."""
        try:
            steps = score_rules.parse_steps(self.steps)
        except ValueError:
            return  # said by the field itself
        if (self.measure in STEPPED) != bool(steps):
            raise ValidationError(
                {"steps": "Mức điểm ghi cho tiêu chí tự tính theo tỷ lệ, và chỉ cho tiêu chí đó."}
            )
        if steps and self.max_points is not None and steps[0].points > self.max_points:
            raise ValidationError({"steps": "Mức điểm cao nhất vượt điểm tối đa của tiêu chí."})


class MeetingScore(models.Model):
    """The head of the sheet with which a cell scores its meeting; total and level once signed."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="own_score")
    table = models.ForeignKey(ScoringTable, models.PROTECT, related_name="+")
    scored_by = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người theo dõi, chấm điểm",
    )
    approved = models.BooleanField("chi bộ đã thông qua điểm", default=False)
    votes = models.PositiveSmallIntegerField(
        "số đồng chí tán thành",
        null=True,
        blank=True,
        help_text="Để trống nếu hội nghị nhất trí.",
    )
    approved_total = models.DecimalField(
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="The total that the cell approved, once it was complete.",
    )

    # Fixed at signing.
    thematic = models.BooleanField(default=False, help_text="Whether the month had a theme.")
    total = models.DecimalField("tổng điểm", max_digits=5, decimal_places=1, null=True, blank=True)
    level = models.CharField("xếp loại", max_length=10, choices=ScoreLevel, blank=True)

    class Meta:
        verbose_name = "điểm của buổi sinh hoạt"
        verbose_name_plural = "điểm của buổi sinh hoạt"
        constraints = [
            models.CheckConstraint(
                condition=Q(total__isnull=True, level="") | (Q(total__gte=0) & ~Q(level="")),
                name="score_total_has_a_level",
            )
        ]
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return f"{self.total} – {self.get_level_display()}"


class Score(models.Model):
    """The points of a meeting for one criterion, as the cell gives them.

    `points` holds only what people have said, so that a figure that HMK computes never replaces
    theirs; `computed` and `basis`, which count where they have said nothing, are fixed by the
    signature.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = models.DecimalField("điểm", max_digits=4, decimal_places=1, null=True, blank=True)
    reason = LineField("lý do cho điểm khác", max_length=300, blank=True)
    remedy = ProseField("cách khắc phục", max_length=1000, blank=True)
    computed = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    basis = LineField(max_length=300, blank=True, help_text="What the points were computed from.")

    class Meta:
        verbose_name = "điểm của tiêu chí"
        verbose_name_plural = "điểm của tiêu chí"
        constraints = [
            models.UniqueConstraint("meeting", "criterion", name="score_once_a_criterion"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0), name="score_not_below_zero"
            ),
        ]
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


@pghistory.track()
class SuperiorScore(models.Model):
    """What the member of the committee above who follows the cell finds, after the signature.

    No part of the minutes; what was confirmed before stays in the trail.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="superior_score")
    total = models.DecimalField("tổng điểm", max_digits=5, decimal_places=1)
    level = models.CharField("xếp loại", max_length=10, choices=ScoreLevel)
    note = ProseField("nhận xét", max_length=2000, blank=True)
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người chấm"
    )
    scored_by_name = LineField(max_length=80, help_text="As the account was called that day.")
    scored_at = models.DateTimeField("chấm lúc")

    class Meta:
        verbose_name = "điểm của cấp trên"
        verbose_name_plural = "điểm của cấp trên"

    def __str__(self) -> str:
        return f"{self.total} – {self.get_level_display()}"


@pghistory.track()
class SuperiorPoints(models.Model):
    """The superior's points for one criterion; where they differ from the cell's, the reason."""

    score = models.ForeignKey(SuperiorScore, models.CASCADE, related_name="rows")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.DecimalField("điểm", max_digits=4, decimal_places=1)
    reason = LineField("lý do", max_length=300, blank=True)

    class Meta:
        verbose_name = "điểm tiêu chí của cấp trên"
        verbose_name_plural = "điểm tiêu chí của cấp trên"
        constraints = [
            models.UniqueConstraint("score", "criterion", name="superior_points_once"),
            models.CheckConstraint(
                condition=Q(points__gte=0), name="superior_points_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
