"""What is known of a cell in a month, added up: all that dashboards and reports look at."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cells.models import Cell, CellKind, Committee
from meetings.models import Meeting, ScoreLevel


class RegularState(models.TextChoices):
    """How far the regular meeting of the month has come."""

    NONE = "none", "Chưa lên kế hoạch"
    PLANNED = "planned", "Đã lên kế hoạch"
    OPEN = "open", "Đã họp, chưa ký"
    SIGNED = "signed", "Đã ký biên bản"


def _count(label: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, default=0)


class CellMonth(models.Model):
    """One cell in one month. Written by `reports.services.facts` alone, from the records.

    The roll is that of the last day of the month. A meeting counts as held once it has started;
    attendance is that of the regular meeting, over those bound to attend. Work is due in the month
    whose meeting is to hear of it (in the running month once that meeting is signed), and done in
    time when that meeting, or an earlier one, found so. Minutes are signed in time by their first
    signature, also when the office has them opened again.
    """

    cell = models.ForeignKey(Cell, models.CASCADE, related_name="months", verbose_name="chi bộ")
    month = models.DateField("tháng", help_text="Ngày đầu tháng.")
    refreshed_at = models.DateTimeField("tính lúc")

    members = _count("đảng số")
    official = _count("chính thức")
    probationary = _count("dự bị")
    exempted = _count("được miễn")
    away = _count("đi làm ăn xa")
    elsewhere = _count("sinh hoạt tạm thời nơi khác")
    suspended = _count("bị đình chỉ")
    temporary_here = _count("sinh hoạt tạm thời tại đây")

    regular = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="buổi thường kỳ",
        db_index=False,
    )
    regular_state = models.CharField(
        "buổi thường kỳ", max_length=10, choices=RegularState, default=RegularState.NONE
    )
    regular_on = models.DateField("ngày họp thường kỳ", null=True)
    days_late = models.SmallIntegerField(
        "số ngày họp muộn", null=True, help_text="Sau ngày chậm nhất của quy định; 0 là đúng hạn."
    )
    minutes = models.PositiveSmallIntegerField("thời lượng (phút)", null=True)
    signed_on = models.DateField("ngày ký biên bản", null=True)
    signed_in_time = models.BooleanField(
        "ký trong hạn", null=True, help_text="Trống khi quy định không đặt hạn hoặc chưa ký."
    )
    thematic = _count("buổi chuyên đề")
    extraordinary = _count("họp bất thường")
    review = _count("hội nghị kiểm điểm")
    thematic_in_quarter = _count("chuyên đề từ đầu quý")
    thematic_required = _count("chuyên đề quý theo quy định")

    bound = _count("thuộc diện dự")
    present = _count("có mặt trong diện dự")
    excused = _count("vắng có lý do")
    unexcused = _count("vắng không lý do")

    discussion = _count("ý kiến thảo luận")
    criticism = _count("phê bình")
    self_criticism = _count("tự phê bình")
    proposal = _count("kiến nghị, đề xuất")
    reserved = _count("bảo lưu ý kiến")
    resolutions_voted = _count("văn bản biểu quyết")
    resolutions_passed = _count("văn bản được thông qua")

    given = _count("nhiệm vụ đã giao")
    due = _count("nhiệm vụ đến hạn")
    done_on_time = _count("hoàn thành đúng kỳ")
    done_late = _count("hoàn thành muộn")
    carried = _count("chuyển tiếp")
    dropped = _count("thôi thực hiện")
    still_open = _count("đến hạn còn mở")
    open_at_end = _count("còn mở cuối tháng")
    overdue_at_end = _count("quá hạn cuối tháng")

    review_specificity = models.DecimalField(
        "đánh giá cụ thể", max_digits=4, decimal_places=3, null=True
    )
    repetition = models.DecimalField("trùng lặp", max_digits=4, decimal_places=3, null=True)
    score = models.DecimalField("điểm chi bộ chấm", max_digits=5, decimal_places=1, null=True)
    level = models.CharField("chi bộ xếp loại", max_length=10, choices=ScoreLevel, blank=True)
    superior_score = models.DecimalField(
        "điểm cấp trên chấm", max_digits=5, decimal_places=1, null=True
    )
    superior_level = models.CharField(
        "cấp trên xếp loại", max_length=10, choices=ScoreLevel, blank=True
    )

    reasons = ArrayField(
        models.CharField(max_length=20), default=list, verbose_name="lý do cần quan tâm"
    )
    attention = models.PositiveSmallIntegerField(
        "mức cần quan tâm", default=0, help_text="Tổng trọng số của các lý do."
    )

    class Meta:
        verbose_name = "tháng của chi bộ"
        verbose_name_plural = "tháng của chi bộ"
        ordering = ["-month", "cell"]
        constraints = [
            models.UniqueConstraint("cell", "month", name="cell_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="cell_month_first_day"),
        ]
        indexes = [
            models.Index(fields=["month", "cell"], name="cell_month_by_month"),
            models.Index(fields=["month", "-attention", "cell"], name="cell_month_worst_first"),
        ]

    def __str__(self) -> str:
        return f"{self.cell}, {self.month:%m/%Y}"

    @property
    def held(self) -> bool:
        """Whether the regular meeting took place."""
        return self.regular_state in (RegularState.OPEN, RegularState.SIGNED)

    @property
    def points(self) -> Decimal | None:
        """The points that count: the superior's once given, else the cell's own."""
        return self.score if self.superior_score is None else self.superior_score

    @property
    def attendance(self) -> Decimal | None:
        """Share of those bound to attend who came; None without a regular meeting."""
        return Decimal(self.present) / self.bound if self.bound else None

    @property
    def execution(self) -> Decimal | None:
        """Share of the work due in the month that was done in time; None when none was due."""
        return Decimal(self.done_on_time) / self.due if self.due else None


class BranchMonth(models.Model):
    """The cells of one kind at or below a committee in one month, added up from `CellMonth`.

    Sums of counts stand under the name of the column they add up; the rest says what it counts.
    """

    committee = models.ForeignKey(
        Committee, models.CASCADE, related_name="months", verbose_name="đảng bộ", db_index=False
    )
    kind = models.CharField("loại hình", max_length=20, choices=CellKind)
    month = models.DateField("tháng")

    cells = _count("số chi bộ")
    needing_attention = _count("chi bộ cần quan tâm")
    few_official = _count("chi bộ dưới ba đảng viên chính thức")
    regular_held = _count("đã họp thường kỳ")
    held_late = _count("họp muộn")
    regular_signed = _count("đã ký biên bản")
    deadline_known = _count("biên bản có hạn ký")
    signed_in_time = _count("ký trong hạn")
    thematic_done = _count("đủ chuyên đề của quý")
    specificity_known = _count("buổi họp có đánh giá nhiệm vụ")
    specificity_sum = models.DecimalField(max_digits=9, decimal_places=3, default=0)
    repetition_known = _count("buổi họp so được trùng lặp")
    repetition_sum = models.DecimalField(max_digits=9, decimal_places=3, default=0)
    scored = _count("buổi đã chấm điểm")
    superior_scored = _count("buổi cấp trên đã chấm")
    points_sum = models.DecimalField(
        max_digits=9, decimal_places=1, default=0, help_text="The superior's, else the cell's own."
    )
    level_good = _count("buổi xếp loại Tốt")
    level_fair = _count("buổi xếp loại Khá")
    level_average = _count("buổi xếp loại Trung bình")
    level_weak = _count("buổi xếp loại Kém")

    members = _count("đảng viên")
    official = _count("chính thức")
    probationary = _count("dự bị")
    exempted = _count("được miễn")
    away = _count("đi làm ăn xa")
    elsewhere = _count("sinh hoạt tạm thời nơi khác")
    suspended = _count("bị đình chỉ")
    thematic = _count("buổi chuyên đề")
    extraordinary = _count("họp bất thường")
    review = _count("hội nghị kiểm điểm")
    bound = _count("thuộc diện dự")
    present = _count("có mặt trong diện dự")
    excused = _count("vắng có lý do")
    unexcused = _count("vắng không lý do")
    discussion = _count("ý kiến thảo luận")
    criticism = _count("phê bình")
    self_criticism = _count("tự phê bình")
    proposal = _count("kiến nghị, đề xuất")
    reserved = _count("bảo lưu ý kiến")
    resolutions_voted = _count("văn bản biểu quyết")
    resolutions_passed = _count("văn bản được thông qua")
    given = _count("nhiệm vụ đã giao")
    due = _count("nhiệm vụ đến hạn")
    done_on_time = _count("hoàn thành đúng kỳ")
    done_late = _count("hoàn thành muộn")
    carried = _count("chuyển tiếp")
    dropped = _count("thôi thực hiện")
    still_open = _count("đến hạn còn mở")
    open_at_end = _count("còn mở cuối tháng")
    overdue_at_end = _count("quá hạn cuối tháng")

    class Meta:
        verbose_name = "tháng của đảng bộ"
        verbose_name_plural = "tháng của đảng bộ"
        ordering = ["-month", "committee", "kind"]
        constraints = [
            models.UniqueConstraint("committee", "month", "kind", name="branch_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="branch_month_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.get_kind_display()}, {self.month:%m/%Y}"


SUMMED: tuple[str, ...] = tuple(
    field.name
    for field in CellMonth._meta.fields
    if field.name in {column.name for column in BranchMonth._meta.fields}
    and isinstance(field, models.PositiveIntegerField)
)
"""The counts of a cell that a branch adds up under the same name."""
