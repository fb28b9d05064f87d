"""What becomes of a reserved opinion after the signature, and who has read it.

A member of the minority may reserve an opinion and report it upwards; the competent committee
must consider it, and nobody may be treated unequally for it (Điều 9.5 of the Party charter).
"""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cells.fields import LineField, ProseField
from meetings.models.meeting import Opinion
from meetings.triggers import FOLLOWS_RESERVED, READING_STAYS


class FollowUpState(models.TextChoices):
    RECORDED = "recorded", "Đã ghi nhận"
    FORWARDED = "forwarded", "Đã chuyển cấp trên"
    ANSWERED = "answered", "Đã trả lời"


@pghistory.track()
class ReservedFollowUp(models.Model):
    """The way of a reserved opinion: recorded with the signature, forwarded, answered.

    It is no part of the minutes. `due_on` is fixed when the opinion is recorded, so that another
    setting of the committee changes nothing that is under way.
    """

    opinion = models.OneToOneField(
        Opinion, models.PROTECT, related_name="follow_up", verbose_name="ý kiến"
    )
    recorded_on = models.DateField("ghi nhận ngày")
    due_on = models.DateField("hạn trả lời")
    forwarded_on = models.DateField("ngày chuyển", null=True, blank=True)
    forwarded_to = LineField("chuyển đến", max_length=200, blank=True)
    forwarded_note = ProseField(
        "ghi chú khi chuyển",
        max_length=2000,
        blank=True,
        help_text="Không ghi tên người có ý kiến: văn phòng cấp ủy cũng đọc mục này.",
    )
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    answered_by = LineField("nơi trả lời", max_length=200, blank=True)
    answer = ProseField("nội dung trả lời", max_length=10000, blank=True)

    class Meta:
        verbose_name = "theo dõi ý kiến bảo lưu"
        verbose_name_plural = "theo dõi ý kiến bảo lưu"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(forwarded_on__isnull=True, forwarded_to="", forwarded_note="")
                | (
                    # Said of an empty day, a comparison alone would be neither true nor false,
                    # and let the row pass.
                    Q(forwarded_on__isnull=False, forwarded_on__gte=F("recorded_on"))
                    & ~Q(forwarded_to="")
                ),
                name="reserved_forwarded_as_a_whole_after_recorded",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by="", answer="")
                | (
                    Q(forwarded_on__isnull=False, answered_on__isnull=False)
                    & Q(answered_on__gte=F("forwarded_on"))
                    & ~Q(answered_by="")
                    & ~Q(answer="")
                ),
                name="reserved_answered_as_a_whole_after_forwarded",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("recorded_on")), name="reserved_due_after_recorded"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(answered_on__isnull=True),
                name="reserved_unanswered",
            )
        ]
        triggers = [FOLLOWS_RESERVED]

    def __str__(self) -> str:
        return f"Ý kiến bảo lưu ghi nhận ngày {self.recorded_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:reserved-detail", args=[self.pk])

    @property
    def state(self) -> FollowUpState:
        if self.answered_on:
            return FollowUpState.ANSWERED
        return FollowUpState.FORWARDED if self.forwarded_on else FollowUpState.RECORDED

    def overdue_days(self, today: date) -> int:
        """Days for which the answer is overdue; 0 when it is there or not due yet."""
        return 0 if self.answered_on else max(0, (today - self.due_on).days)


class ReadingWay(models.TextChoices):
    PAGE = "page", "Trang trên máy"
    PDF = "pdf", "Tệp PDF"
    DOCX = "docx", "Tệp Word"


class OpinionReading(models.Model):
    """Somebody was shown the text of a reserved opinion: the first time each day.

    Only ever added: the database refuses to change a reading, and to remove one of an opinion
    that was ever signed.
    """

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="readings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đọc"
    )
    day = models.DateField("ngày")
    at = models.DateTimeField("lúc")
    how = models.CharField("cách đọc", max_length=10, choices=ReadingWay)

    class Meta:
        verbose_name = "lượt đọc ý kiến bảo lưu"
        verbose_name_plural = "lượt đọc ý kiến bảo lưu"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint("opinion", "user", "day", name="opinion_reading_once_a_day")
        ]
        triggers = [READING_STAYS]

    def __str__(self) -> str:
        return f"{self.user}, {self.day:%d/%m/%Y}"
