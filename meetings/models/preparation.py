"""What comes before a meeting: the talk of the cell's committee, the notice, the papers."""

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cells.fields import LineField, ProseField
from meetings.models.meeting import Meeting
from meetings.triggers import PartOfSignedMeeting
from members.models import Member, OfficeKind

OF_PREPARATION = "(SELECT meeting_id FROM meetings_preparation WHERE id = {row}.preparation_id)"


class Preparation(models.Model):
    """The committee of the cell (secretary and deputy where it has none) prepares the meeting,
    with minutes of its own (HD 12-HD/BTCTW, HD 42-HD/BTCTW).

    `Meeting.prepared_on` is the short way to note it; where this row exists, its service keeps
    that date the same as the day of `held_at`.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="preparation")
    held_at = models.DateTimeField("bắt đầu")
    ended_at = models.DateTimeField("kết thúc", null=True, blank=True)
    place = LineField("địa điểm", max_length=200)
    chair = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="chủ trì")
    minute_taker = models.ForeignKey(
        Member, models.PROTECT, related_name="+", verbose_name="người ghi biên bản"
    )
    last_month = ProseField("đánh giá công tác tháng trước", max_length=10000, blank=True)
    next_month = ProseField("nhiệm vụ tháng tới", max_length=10000, blank=True)
    agenda = ProseField(
        "chương trình thống nhất",
        max_length=5000,
        blank=True,
        help_text="Mỗi mục một dòng.",
    )
    conclusion = ProseField("kết luận", max_length=10000, blank=True)

    class Meta:
        verbose_name = "họp chuẩn bị"
        verbose_name_plural = "họp chuẩn bị"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("held_at")),
                name="preparation_ends_after_it_starts",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            )
        ]
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return f"Chuẩn bị: {self.meeting}"

    @property
    def held_on(self) -> date:
        return timezone.localdate(self.held_at)


class PreparationMember(models.Model):
    """Somebody who belongs to the preparing committee, there or not, as called that day."""

    preparation = models.ForeignKey(Preparation, models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    name = LineField(max_length=80)
    office = models.CharField(max_length=20, choices=OfficeKind, blank=True)
    attends = models.BooleanField(default=True)

    class Meta:
        verbose_name = "người họp chuẩn bị"
        verbose_name_plural = "người họp chuẩn bị"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("preparation", "member", name="preparation_member_once")
        ]
        triggers = [PartOfSignedMeeting(meeting=OF_PREPARATION)]

    def __str__(self) -> str:
        return self.name


class PreparationTask(models.Model):
    """Who gets what ready for the meeting."""

    preparation = models.ForeignKey(Preparation, models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    what = LineField("nội dung chuẩn bị", max_length=300)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="+", verbose_name="người chuẩn bị"
    )
    due = models.DateField("xong trước ngày", null=True, blank=True)

    class Meta:
        verbose_name = "việc chuẩn bị"
        verbose_name_plural = "việc chuẩn bị"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "preparation", "position", name="preparation_task_position_once"
            )
        ]
        triggers = [PartOfSignedMeeting(meeting=OF_PREPARATION)]

    def __str__(self) -> str:
        return self.what


class NoticeWay(models.TextChoices):
    HANDBOOK = "handbook", "Sổ tay đảng viên điện tử"
    PAPER = "paper", "Giấy mời"
    PHONE = "phone", "Điện thoại, tin nhắn"
    SPOKEN = "spoken", "Báo trực tiếp"


class NoticeGiven(models.Model):
    """That the members, and who follows the cell from above, were told of the meeting (HD 42)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notices")
    given_on = models.DateField("ngày báo")
    way = models.CharField("bằng cách", max_length=10, choices=NoticeWay)
    note = LineField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "thông báo họp"
        verbose_name_plural = "thông báo họp"
        ordering = ["given_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                "way",
                name="notice_once_each_way",
                violation_error_message="Đã ghi cách báo này. Muốn sửa ngày thì bỏ dòng cũ trước.",
            )
        ]
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.given_on:%d/%m/%Y}"


class AttachmentKind(models.TextChoices):
    MEETING = "meeting", "Tài liệu họp"
    THEME = "theme", "Tài liệu chuyên đề"
    OTHER = "other", "Khác"


class Attachment(models.Model):
    """A file that members read before the meeting. On disk under a random name; served by a view
    to who may read the meeting, never by the web server."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attachments")
    kind = models.CharField(
        "loại", max_length=10, choices=AttachmentKind, default=AttachmentKind.MEETING
    )
    file = models.FileField("tệp", max_length=100)
    name = LineField("tên tệp", max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(
        "dung lượng", help_text="In bytes.", validators=[MinValueValidator(1)]
    )
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đưa lên"
    )
    uploaded_at = models.DateTimeField("đưa lên lúc")

    class Meta:
        verbose_name = "tài liệu"
        verbose_name_plural = "tài liệu"
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint("file", name="attachment_file_once"),
            models.UniqueConstraint(
                "meeting",
                "sha256",
                name="attachment_once_in_meeting",
                violation_error_message="Tệp này đã có trong cuộc họp.",
            ),
        ]
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return self.name
