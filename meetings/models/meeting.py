"""A meeting: its plan, who was there, what was said."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from cells.fields import LineField, ProseField
from cells.models import Cell, Term
from cells.search import text_index
from meetings.models.regimes import AgendaRole, MeetingKind, MeetingRegime, Section, Theme
from meetings.triggers import SIGNED_STAYS, PartOfSignedMeeting
from members.models import Member, MembershipKind, OfficeKind, StandingKind


class State(models.TextChoices):
    PLANNED = "planned", "Đã lên kế hoạch"
    OPEN = "open", "Đang ghi"
    SIGNED = "signed", "Đã ký"


def once_signed(path: str = "") -> Q:
    """Of meetings, or of rows that lead to one by `path` ('meeting__'): signed now, or before they
    were reopened. What has been signed has its numbers, and its work is known."""
    return Q(**{f"{path}state": State.SIGNED}) | Q(**{f"{path}version__gt": 1})


class Mode(models.TextChoices):
    IN_PERSON = "in_person", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"
    HYBRID = "hybrid", "Trực tiếp kết hợp trực tuyến"
    BY_GROUP = "by_group", "Theo tổ đảng"


class Dues(models.TextChoices):
    FULL = "full", "Đã đóng đủ"
    PARTLY = "partly", "Còn đảng viên chưa đóng"
    NOT_YET = "not_yet", "Chưa thu"


@pghistory.track()
class Meeting(models.Model):
    """A meeting of a cell and its minutes. Once signed, a trigger refuses every change."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="meetings", verbose_name="chi bộ")
    term = models.ForeignKey(Term, models.PROTECT, related_name="meetings", verbose_name="nhiệm kỳ")
    regime = models.ForeignKey(
        MeetingRegime, models.PROTECT, related_name="meetings", verbose_name="bộ quy định"
    )
    kind = models.CharField("loại sinh hoạt", max_length=20, choices=MeetingKind)
    month = models.DateField("tháng", help_text="Ngày đầu của tháng mà cuộc họp thuộc về.")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.PLANNED)

    planned_at = models.DateTimeField("dự kiến bắt đầu")
    deviation_reason = LineField("lý do dời ngày", max_length=300, blank=True)
    place = LineField("địa điểm", max_length=200)
    mode = models.CharField("hình thức", max_length=10, choices=Mode, default=Mode.IN_PERSON)
    mode_ground = LineField("lý do không họp trực tiếp", max_length=300, blank=True)
    mode_approved_by = LineField("cấp đồng ý", max_length=200, blank=True)
    chair = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chủ trì"
    )
    minute_taker = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thư ký"
    )
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="chuyên đề",
    )
    presenter = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người trình bày chuyên đề",
    )
    purpose = LineField(
        "nội dung chính", max_length=250, blank=True, help_text="Vì sao họp; cho họp bất thường."
    )

    prepared_on = models.DateField(
        "chi ủy (bí thư, phó bí thư) chuẩn bị ngày", null=True, blank=True
    )
    started_at = models.DateTimeField("bắt đầu", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc", null=True, blank=True)
    guests = ProseField(
        "đại biểu, khách dự", max_length=1000, blank=True, help_text="Mỗi người một dòng."
    )
    dues = models.CharField("tình hình đóng đảng phí", max_length=10, choices=Dues, blank=True)
    conclusion = ProseField("kết luận của chủ trì", max_length=20000, blank=True)
    minutes_read = models.BooleanField("thư ký đã đọc biên bản, hội nghị thông qua", default=False)

    version = models.PositiveSmallIntegerField(
        "lập lần", default=1, help_text="Tăng lên mỗi lần biên bản đã ký được mở lại."
    )
    minutes_number = models.PositiveIntegerField("số biên bản", null=True, blank=True)
    letterhead = models.JSONField("tiêu đề văn bản khi ký", default=dict, blank=True)
    counts = models.JSONField("số liệu khi ký", default=dict, blank=True)
    # The measures of `meetings.text_rules`, from 0 to 1; empty where nothing could be measured.
    review_specificity = models.DecimalField(
        "tỷ lệ đánh giá cụ thể khi ký", max_digits=4, decimal_places=3, null=True, blank=True
    )
    repetition = models.DecimalField(
        "mức trùng lặp khi ký", max_digits=4, decimal_places=3, null=True, blank=True
    )
    signed_at = models.DateTimeField("ký lúc", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ký",
    )

    class Meta:
        verbose_name = "cuộc họp"
        verbose_name_plural = "cuộc họp"
        ordering = ["-planned_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "cell",
                "month",
                condition=Q(kind=MeetingKind.REGULAR),
                name="meeting_one_regular_a_month",
                violation_error_message="Tháng này chi bộ đã có buổi sinh hoạt thường kỳ.",
            ),
            models.UniqueConstraint(
                "term", "minutes_number", name="meeting_minutes_number_once_in_term"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="meeting_month_is_its_first_day"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("started_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SIGNED)
                | Q(
                    signed_at__isnull=False,
                    signed_by__isnull=False,
                    minutes_number__isnull=False,
                    chair__isnull=False,
                    minute_taker__isnull=False,
                    started_at__isnull=False,
                    ended_at__isnull=False,
                ),
                name="meeting_signed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | Q(version__gt=1, minutes_number__isnull=False),
                name="meeting_keeps_its_number",
            ),
        ]
        indexes = [
            models.Index(fields=["cell", "-month"], name="meeting_of_cell"),
            models.Index(fields=["state", "planned_at"], name="meeting_by_state"),
            text_index("purpose", "guests", "conclusion", name="meeting_words"),
        ]
        triggers = [SIGNED_STAYS]

    def __str__(self) -> str:
        return f"{self.title} – {self.cell}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.pk])

    @property
    def is_signed(self) -> bool:
        return self.state == State.SIGNED

    @property
    def was_signed(self) -> bool:
        """Whether the minutes are signed, or were before they were reopened."""
        return self.is_signed or self.version > 1

    @property
    def is_reopened(self) -> bool:
        """Whether signed minutes were opened again and are not signed anew yet."""
        return self.version > 1 and not self.is_signed

    @property
    def takes_online(self) -> bool:
        return self.mode in {Mode.ONLINE, Mode.HYBRID}

    @property
    def held_on(self) -> date:
        """The local day of the meeting: when it started, else when it is planned."""
        return timezone.localdate(self.started_at or self.planned_at)

    @property
    def title(self) -> str:
        """What the meeting is called, without the cell."""
        name = self.get_kind_display()
        return f"{name} tháng {self.month:%m/%Y}" if self.kind == MeetingKind.REGULAR else name

    @property
    def theme_title(self) -> str:
        """What a thematic meeting treats: as it was called when the minutes were signed, else as
        the library calls it, else the cell's own theme. Empty for other kinds."""
        if self.kind != MeetingKind.THEMATIC:
            return ""
        now = self.theme.title if self.theme else self.purpose
        return self.letterhead.get("theme") or now if self.is_signed else now

    @property
    def minutes(self) -> int | None:
        """How long the meeting took, in minutes."""
        if self.started_at and self.ended_at:
            return int((self.ended_at - self.started_at).total_seconds() // 60)
        return None


class AttendanceStatus(models.TextChoices):
    PRESENT = "present", "Có mặt"
    ONLINE = "online", "Dự trực tuyến"
    EXCUSED = "excused", "Vắng có lý do"
    UNEXCUSED = "unexcused", "Vắng không lý do"
    NOT_BOUND = "not_bound", "Không thuộc diện dự"


ATTENDING = (AttendanceStatus.PRESENT, AttendanceStatus.ONLINE)


class Attendance(models.Model):
    """A member of the roll of that day at a meeting, as the member then stood."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")
    name = LineField(max_length=80, blank=True, help_text="As the member was called that day.")
    office = models.CharField(max_length=20, choices=OfficeKind, blank=True)
    status = models.CharField(max_length=10, choices=AttendanceStatus)
    reason = LineField("lý do vắng", max_length=200, blank=True)
    membership = models.CharField(max_length=10, choices=MembershipKind)
    grade = models.CharField(max_length=20, choices=StandingKind)
    exempted = models.BooleanField(default=False)
    away = models.BooleanField(default=False)
    elsewhere = models.BooleanField(default=False)
    suspended = models.BooleanField(default=False)
    votes = models.BooleanField(
        default=True,
        help_text="An exempted member who attends is in the voting base only if voting.",
    )
    counts_in_base = models.BooleanField(
        default=False, help_text="Fixed at signing; until then `rules.in_voting_base` says it."
    )

    class Meta:
        verbose_name = "điểm danh"
        verbose_name_plural = "điểm danh"
        constraints = [
            models.UniqueConstraint("meeting", "member", name="attendance_once"),
            models.CheckConstraint(
                condition=Q(grade__in=["official", "probationary"]), name="attendance_grade"
            ),
        ]
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_status_display()}"

    @property
    def attends(self) -> bool:
        return self.status in ATTENDING


class AgendaItem(models.Model):
    """A line of the agenda of a meeting with what was presented and concluded under it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=20, choices=Section)
    role = models.CharField(max_length=20, choices=AgendaRole, default=AgendaRole.NOTES)
    title = LineField("mục", max_length=200)
    hint = LineField(max_length=300, blank=True)
    notes = ProseField("nội dung", max_length=20000, blank=True)

    SCORE_WORDS = "chấm điểm"

    class Meta:
        verbose_name = "mục chương trình"
        verbose_name_plural = "chương trình"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("meeting", "position", name="agenda_item_position_once")
        ]
        indexes = [text_index("title", "notes", name="agenda_item_words")]
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return self.title

    @property
    def part(self) -> str:
        """The role; that of the score also for agendas older than its role, by their title."""
        is_score = self.section == Section.CLOSING and self.SCORE_WORDS in self.title.casefold()
        if self.role == AgendaRole.NOTES and is_score:
            return AgendaRole.SCORE
        return self.role


class OpinionKind(models.TextChoices):
    DISCUSSION = "discussion", "Thảo luận"
    CRITICISM = "criticism", "Phê bình"
    SELF_CRITICISM = "self_criticism", "Tự phê bình"
    PROPOSAL = "proposal", "Kiến nghị, đề xuất"
    RESERVED = "reserved", "Bảo lưu ý kiến"


class Opinion(models.Model):
    """What somebody said. Officers and viewers read it without the name."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="opinions")
    position = models.PositiveSmallIntegerField()
    speaker = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người phát biểu",
    )
    guest = LineField("khách phát biểu", max_length=120, blank=True)
    kind = models.CharField(
        "loại ý kiến", max_length=20, choices=OpinionKind, default=OpinionKind.DISCUSSION
    )
    text = ProseField("ý kiến", max_length=10000)

    class Meta:
        verbose_name = "ý kiến"
        verbose_name_plural = "ý kiến"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker__isnull=False) ^ ~Q(guest=""),
                name="opinion_has_one_speaker",
                violation_error_message="Chọn đảng viên phát biểu, hoặc ghi tên khách.",
            )
        ]
        indexes = [text_index("text", name="opinion_words")]
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return self.text[:60]
