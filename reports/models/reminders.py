"""What people are told of in time, and of what they want to be told."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cells.fields import LineField, ProseField
from cells.models import Cell


class ReminderKind(models.TextChoices):
    NOT_PLANNED = "not_planned", "Đến ngày báo họp mà chưa lên kế hoạch"
    NOT_HELD = "not_held", "Quá ngày mà chưa họp thường kỳ"
    UNSIGNED = "unsigned", "Biên bản quá hạn chưa ký"
    THEMATIC = "thematic", "Sắp hết quý mà chưa đủ chuyên đề"
    WORK = "work", "Nhiệm vụ đến hạn"
    PROBATION = "probation", "Đảng viên dự bị sắp hết mười hai tháng"
    RATING = "rating", "Kết quả xếp loại năm"
    OFFICE = "office", "Lời nhắc của cấp trên"


class Reminder(models.Model):
    """One thing that one person is told of, once: by the bell, by mail, or by both.

    `subject` says what it is about within its kind and cell ("2026-11", an id): the daily round
    finds the same thing again each day, and the key keeps it from being told again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders")
    kind = models.CharField("loại", max_length=20, choices=ReminderKind)
    cell = models.ForeignKey(
        Cell, models.CASCADE, related_name="+", verbose_name="chi bộ", db_index=False
    )
    subject = models.CharField(max_length=64)
    text = ProseField("nội dung", max_length=1000)
    link = models.CharField(max_length=200, blank=True, help_text="A path on this site.")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người nhắc",
    )
    made_at = models.DateTimeField("lúc nhắc")
    in_app = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)
    seen_at = models.DateTimeField("đã xem lúc", null=True, blank=True)
    mailed_at = models.DateTimeField("gửi thư lúc", null=True, blank=True)
    letter = models.ForeignKey(
        "Letter", models.SET_NULL, null=True, blank=True, related_name="reminders"
    )

    class Meta:
        verbose_name = "lời nhắc"
        verbose_name_plural = "lời nhắc"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint("user", "kind", "cell", "subject", name="reminder_once"),
        ]
        indexes = [
            models.Index(fields=["user", "-made_at", "-id"], name="reminder_of_user"),
            models.Index(
                fields=["user"],
                name="reminder_unseen",
                condition=Q(in_app=True, seen_at__isnull=True),
            ),
            models.Index(
                fields=["user"],
                name="reminder_to_mail",
                condition=Q(by_mail=True, mailed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.cell}"


class LetterState(models.TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    REFUSED = "refused", "Bị từ chối"
    UNCLEAR = "unclear", "Chưa rõ đã gửi"


TROUBLED = (LetterState.REFUSED, LetterState.UNCLEAR)


class Letter(models.Model):
    """One letter to one account with the reminders that it tells.

    Mail cannot be sent exactly once. It is claimed in a transaction of its own before it is sent
    (`attempts` is the fence), so that a worker that dies in between leaves an unclear letter and
    not a second one: an unclear letter is sent again by a person only, and under the same
    `message_id`, by which mail programs know it for the same.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người nhận"
    )
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    state = models.CharField(
        "trạng thái", max_length=10, choices=LetterState, default=LetterState.WAITING
    )
    made_at = models.DateTimeField("viết lúc")
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    lease_until = models.DateTimeField("máy giữ đến", null=True, blank=True)
    sent_at = models.DateTimeField("gửi xong lúc", null=True, blank=True)
    fault = LineField("lỗi", max_length=300, blank=True)

    class Meta:
        verbose_name = "thư nhắc"
        verbose_name_plural = "thư nhắc"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENDING) | Q(lease_until__isnull=False),
                name="letter_sending_has_its_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT) | Q(sent_at__isnull=False),
                name="letter_sent_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "lease_until"],
                name="letter_unfinished",
                condition=~Q(state=LetterState.SENT),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}: {self.get_state_display()}"

    @property
    def message_id(self) -> str:
        """The same however often it is sent."""
        _, _, host = settings.DEFAULT_FROM_EMAIL.rstrip(">").rpartition("@")
        return f"<{self.key}@{host or 'hmk'}>"


class ReminderChoice(models.Model):
    """How a person wants to be told of one kind of thing; without a row, in both ways."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_choices"
    )
    kind = models.CharField("loại", max_length=20, choices=ReminderKind)
    in_app = models.BooleanField("trong ứng dụng", default=True)
    by_mail = models.BooleanField("qua thư điện tử", default=True)

    class Meta:
        verbose_name = "cách nhắc"
        verbose_name_plural = "cách nhắc"
        constraints = [models.UniqueConstraint("user", "kind", name="reminder_choice_once")]

    def __str__(self) -> str:
        return self.get_kind_display()
