"""Dated rule sets of the yearly rating. All of it is data, with its source."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from cells.fields import LineField, ProseField
from evaluations import rules
from evaluations.triggers import CRITERION_IN_USE, NORM_IN_USE, REGIME_IN_USE


class Level(models.TextChoices):
    EXCELLENT = rules.Level.EXCELLENT.value, "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = rules.Level.GOOD.value, "Hoàn thành tốt nhiệm vụ"
    COMPLETED = rules.Level.COMPLETED.value, "Hoàn thành nhiệm vụ"
    NOT_COMPLETED = rules.Level.NOT_COMPLETED.value, "Không hoàn thành nhiệm vụ"


class Grade(models.TextChoices):
    EXCELLENT = rules.Grade.EXCELLENT.value, "Xuất sắc"
    GOOD = rules.Grade.GOOD.value, "Tốt"
    AVERAGE = rules.Grade.AVERAGE.value, "Trung bình"
    POOR = rules.Grade.POOR.value, "Kém"


class Subject(models.TextChoices):
    """Of whom a criterion is asked."""

    MEMBER = "member", "Đảng viên"
    CELL = "cell", "Tập thể chi bộ"


class CriterionGroup(models.TextChoices):
    TASK = "task", "Kết quả thực hiện nhiệm vụ"
    OTHER = "other", "Tiêu chí khác"


class CapBase(models.TextChoices):
    GOOD_ONLY = rules.CapBase.GOOD_ONLY.value, "Số hoàn thành tốt nhiệm vụ"
    GOOD_AND_ABOVE = rules.CapBase.GOOD_AND_ABOVE.value, "Số hoàn thành tốt nhiệm vụ trở lên"
    ALL_RATED = rules.CapBase.ALL_RATED.value, "Tổng số được xếp loại"


class CapScope(models.TextChoices):
    CELL = "cell", "Từng chi bộ"
    GRASSROOTS = "grassroots", "Cả tổ chức cơ sở đảng"


class BallotMode(models.TextChoices):
    HANDS = "hands", "Giơ tay"
    SECRET = "secret", "Bỏ phiếu kín"


@pghistory.track()
class RatingRegime(models.Model):
    """How cells and members are rated from one year to another, with its source.

    A round keeps the regime that it was opened under. One in use is never edited: it is copied to
    a new version (`evaluations.services.regimes.copy`). `notes` says of uncertain settings, by the
    name of the field, what is not confirmed: the officer reads it beside the setting.
    """

    code = LineField("mã", max_length=20, unique=True)
    name = LineField("tên", max_length=200)
    source = ProseField("căn cứ", max_length=2000)
    years = IntegerRangeField("áp dụng cho các năm")
    with_points = models.BooleanField("chấm điểm 100 (30 chung, 70 kết quả)", default=False)
    common_points = models.PositiveSmallIntegerField("điểm tiêu chí chung", default=30)
    result_points = models.PositiveSmallIntegerField("điểm kết quả nhiệm vụ", default=70)
    cap_percent = models.PositiveSmallIntegerField(
        "tỷ lệ xuất sắc tối đa (%)", default=20, validators=[MaxValueValidator(100)]
    )
    cap_base = models.CharField(
        "tỷ lệ tính trên", max_length=20, choices=CapBase, default=CapBase.GOOD_ONLY
    )
    cap_scope = models.CharField(
        "phạm vi tính", max_length=20, choices=CapScope, default=CapScope.GRASSROOTS
    )
    cells_cap_percent = models.PositiveSmallIntegerField(
        "tỷ lệ chi bộ xuất sắc tối đa (%)",
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    suspended_rated = models.BooleanField("đảng viên bị đình chỉ vẫn xếp loại", default=False)
    least_months = models.PositiveSmallIntegerField(
        "chỉ xếp loại khi vào Đảng từ (tháng)", null=True, blank=True
    )
    ballot_mode = models.CharField(
        "cách biểu quyết", max_length=10, choices=BallotMode, default=BallotMode.SECRET
    )
    collective_first = models.BooleanField("kiểm điểm tập thể trước, đảng viên sau", default=True)
    draft_days = models.PositiveSmallIntegerField(
        "gửi dự thảo trước hội nghị (ngày làm việc)", default=3
    )
    deadline_month = models.PositiveSmallIntegerField(
        "tháng phải xong", default=12, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    deadline_day = models.PositiveSmallIntegerField(
        "ngày phải xong", default=31, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    forms = models.JSONField("mẫu biểu", default=dict, blank=True)
    notes = models.JSONField("điều chưa chắc chắn", default=dict, blank=True)

    class Meta:
        verbose_name = "bộ quy định xếp loại"
        verbose_name_plural = "bộ quy định xếp loại"
        ordering = ["-years"]
        constraints = [
            ExclusionConstraint(
                name="rating_regime_one_a_year",
                expressions=[("years", RangeOperators.OVERLAPS)],
                violation_error_message="Đã có bộ quy định khác cho những năm này.",
            ),
            models.CheckConstraint(
                condition=Q(years__isempty=False) & Q(years__lower_inf=False),
                name="rating_regime_has_a_first_year",
                violation_error_message="Cần năm bắt đầu, trước năm kết thúc.",
            ),
        ]
        triggers = [REGIME_IN_USE]

    def __str__(self) -> str:
        return self.name

    @property
    def who(self) -> rules.WhoIsRated:
        return rules.WhoIsRated(self.suspended_rated, self.least_months)


GATES_HELP = (
    "Mỗi dòng một điều. Ở mức không hoàn thành: mỗi dòng một trường hợp phải xếp mức này, có một "
    "là đủ."
)


def _grade_asked(label: str) -> models.CharField:
    return models.CharField(label, max_length=20, choices=Grade, blank=True)


@pghistory.track()
class LevelNorm(models.Model):
    """What a level asks for under a regime: points, votes, gates that people confirm, grades of
    criteria (empty: nothing is asked)."""

    regime = models.ForeignKey(
        RatingRegime, models.CASCADE, related_name="norms", verbose_name="bộ quy định"
    )
    level = models.CharField("mức", max_length=20, choices=Level)
    points = models.DecimalField("từ (điểm)", max_digits=5, decimal_places=2, null=True, blank=True)
    numerator = models.PositiveSmallIntegerField("tử số phiếu cần", null=True, blank=True)
    denominator = models.PositiveSmallIntegerField("mẫu số phiếu cần", null=True, blank=True)
    strict = models.BooleanField("phải trên (không phải từ)", default=False)
    member_gates = ProseField(
        "điều kiện đối với đảng viên", max_length=2000, blank=True, help_text=GATES_HELP
    )
    cell_gates = ProseField(
        "điều kiện đối với chi bộ", max_length=2000, blank=True, help_text=GATES_HELP
    )
    task_grade = _grade_asked("mỗi tiêu chí kết quả nhiệm vụ từ")
    other_grade = _grade_asked("mỗi tiêu chí khác từ")
    most_grade = _grade_asked("quá nửa số tiêu chí từ")

    class Meta:
        verbose_name = "tiêu chuẩn của mức"
        verbose_name_plural = "tiêu chuẩn của các mức"
        ordering = ["regime", "pk"]
        constraints = [
            models.UniqueConstraint("regime", "level", name="level_norm_once"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__lte=F("denominator"), denominator__gt=0),
                name="level_norm_is_a_fraction",
                violation_error_message="Tỷ lệ phiếu phải là phân số không quá 1.",
            ),
        ]
        triggers = [NORM_IN_USE]

    def __str__(self) -> str:
        return f"{self.regime.code}: {self.get_level_display()}"

    @property
    def rule(self) -> rules.LevelRule:
        return rules.LevelRule(
            rules.Level(self.level), self.points, self.numerator, self.denominator, self.strict
        )

    @property
    def grade_rule(self) -> rules.GradeRule:
        asked = (self.task_grade, self.other_grade, self.most_grade)
        return rules.GradeRule(
            rules.Level(self.level), *(rules.Grade(one) if one else None for one in asked)
        )


@pghistory.track()
class RatingCriterion(models.Model):
    """What is graded of a member or of a cell under a regime; nothing where points are given."""

    regime = models.ForeignKey(
        RatingRegime, models.CASCADE, related_name="criteria", verbose_name="bộ quy định"
    )
    subject = models.CharField("đối tượng", max_length=10, choices=Subject)
    position = models.PositiveSmallIntegerField("thứ tự")
    group = models.CharField("nhóm", max_length=10, choices=CriterionGroup)
    text = LineField("tiêu chí", max_length=300)

    class Meta:
        verbose_name = "tiêu chí xếp loại"
        verbose_name_plural = "tiêu chí xếp loại"
        ordering = ["regime", "-subject", "position"]
        constraints = [
            models.UniqueConstraint(
                "regime",
                "subject",
                "position",
                name="rating_criterion_position_once",
                violation_error_message="Thứ tự của tiêu chí bị trùng.",
            )
        ]
        triggers = [CRITERION_IN_USE]

    def __str__(self) -> str:
        return self.text
