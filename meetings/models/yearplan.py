"""The plan of a cell for its thematic meetings of a year, a line for each."""

from datetime import date

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cells.fields import LineField
from cells.models import Cell
from meetings import yearplan_rules
from meetings.models.meeting import Meeting, State
from meetings.models.regimes import Theme
from members.models import Member


class Quarter(models.IntegerChoices):
    FIRST = 1, "Quý I"
    SECOND = 2, "Quý II"
    THIRD = 3, "Quý III"
    FOURTH = 4, "Quý IV"

    @property
    def words(self) -> str:
        """The name within a sentence: quý IV."""
        return self.label[0].lower() + self.label[1:]


class LineState(models.TextChoices):
    """How far a line is; it follows from the meeting, the day and whether it was dropped."""

    PLANNED = "planned", "Trong kế hoạch"
    MEETING_PLANNED = "meeting_planned", "Đã lên lịch họp"
    HELD = "held", "Đã sinh hoạt"
    LATE = "late", "Quá quý chưa họp"
    DROPPED = "dropped", "Đã bỏ"


@pghistory.track()
class ThematicPlanLine(models.Model):
    """A theme that the cell means to treat in a quarter, and the meeting that treats it.

    The theme is one of the library or the cell's own, by its `title`.
    """

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="plan_lines", verbose_name="chi bộ")
    year = models.PositiveSmallIntegerField(
        "năm", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    quarter = models.PositiveSmallIntegerField("quý", choices=Quarter)
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_lines",
        verbose_name="chuyên đề trong thư viện",
    )
    title = LineField(
        "hoặc tên chuyên đề riêng",
        max_length=250,
        blank=True,
        help_text="Khi thư viện không có chuyên đề phù hợp.",
    )
    presenter = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người chuẩn bị, trình bày",
    )
    note = LineField("ghi chú", max_length=300, blank=True)
    meeting = models.OneToOneField(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plan_line",
        verbose_name="cuộc họp",
    )
    dropped_on = models.DateField("bỏ ngày", null=True, blank=True)
    dropped_reason = LineField("lý do bỏ", max_length=300, blank=True)

    class Meta:
        verbose_name = "chuyên đề trong kế hoạch năm"
        verbose_name_plural = "kế hoạch chuyên đề năm"
        ordering = ["year", "quarter", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__range=(1, 4)), name="plan_line_quarter_of_a_year"
            ),
            models.CheckConstraint(
                condition=Q(year__range=(2000, 2100)), name="plan_line_year_makes_sense"
            ),
            models.CheckConstraint(
                condition=Q(theme__isnull=False) ^ ~Q(title=""),
                name="plan_line_has_one_theme",
                violation_error_message="Chọn một chuyên đề trong thư viện, hoặc ghi tên riêng.",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True, dropped_reason="")
                | (Q(dropped_on__isnull=False, meeting__isnull=True) & ~Q(dropped_reason="")),
                name="plan_line_dropped_for_a_reason",
                violation_error_message="Bỏ chuyên đề thì cần ghi lý do.",
            ),
            models.UniqueConstraint(
                "cell",
                "year",
                "quarter",
                "theme",
                condition=Q(theme__isnull=False, dropped_on__isnull=True),
                name="plan_line_theme_once_a_quarter",
                violation_error_message="Quý này đã có chuyên đề đó trong kế hoạch.",
            ),
            models.UniqueConstraint(
                "cell",
                "year",
                "quarter",
                "title",
                condition=~Q(title="") & Q(dropped_on__isnull=True),
                name="plan_line_title_once_a_quarter",
                violation_error_message="Quý này đã có chuyên đề đó trong kế hoạch.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the line means to treat."""
        return self.theme.title if self.theme else self.title

    @property
    def quarter_words(self) -> str:
        return Quarter(self.quarter).words

    @property
    def is_held(self) -> bool:
        return self.meeting is not None and self.meeting.started_at is not None

    def state_on(self, today: date) -> LineState:
        """How far the line is on the day."""
        if self.dropped_on:
            return LineState.DROPPED
        if self.is_held:
            return LineState.HELD
        if self.meeting:
            return LineState.MEETING_PLANNED
        closed = yearplan_rules.Quarter(self.year, self.quarter).last < today
        return LineState.LATE if closed else LineState.PLANNED

    @property
    def is_signed(self) -> bool:
        return self.meeting is not None and self.meeting.state == State.SIGNED
