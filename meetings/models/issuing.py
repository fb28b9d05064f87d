"""What comes after the signature: the documents go out (HD 42-HD/BTCTW: within two days)."""

import pghistory
from django.conf import settings
from django.db import models

from cells.fields import LineField
from meetings.models.meeting import Meeting
from meetings.triggers import ISSUED_AFTER_SIGNATURE


class IssueWay(models.TextChoices):
    BOTH = "both", "Gửi văn bản và tải lên Sổ tay đảng viên điện tử"
    HANDBOOK = "handbook", "Tải lên Sổ tay đảng viên điện tử"
    SENT = "sent", "Gửi văn bản (tài liệu mật, không tải lên)"


@pghistory.track()
class Issuing(models.Model):
    """When and how the documents of a signed meeting went out. Not part of the minutes, so that
    it is noted, and put right, after the signature."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="issuing")
    issued_on = models.DateField("ngày ban hành")
    way = models.CharField("bằng cách", max_length=10, choices=IssueWay, default=IssueWay.BOTH)
    note = LineField("ghi chú", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi"
    )

    class Meta:
        verbose_name = "ban hành"
        verbose_name_plural = "ban hành"
        triggers = [ISSUED_AFTER_SIGNATURE]

    def __str__(self) -> str:
        return f"Ban hành {self.issued_on:%d/%m/%Y}"
