"""Resolutions, the assignments they hand out, and what became of them."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from cells.fields import LineField, ProseField
from cells.models import Cell, Term
from cells.search import text_index
from cells.text import figure
from meetings.models.meeting import Meeting
from meetings.models.regimes import DocumentType
from meetings.triggers import HEARD_STAYS, NUMBER_STAYS, PartOfSignedMeeting
from members.models import Member


class NumberSeries(models.Model):
    """The last number given to a type of document in a term; taken under a row lock."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="number_series")
    document_type = models.CharField(max_length=5, choices=DocumentType)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "dãy số văn bản"
        verbose_name_plural = "dãy số văn bản"
        constraints = [
            models.UniqueConstraint("term", "document_type", name="number_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_type} – {self.last_number}"


class Subject(models.TextChoices):
    """What a resolution decides; it settles the majority needed."""

    MONTHLY = "monthly", "Nghị quyết thường kỳ"
    THEMATIC = "thematic", "Nghị quyết chuyên đề"
    ADMISSION = "admission", "Đề nghị kết nạp đảng viên"
    RECOGNITION = "recognition", "Đề nghị công nhận đảng viên chính thức"
    REMOVAL = "removal", "Đề nghị xóa tên đảng viên dự bị"
    PROGRESS = "progress", "Công nhận tiến bộ của đảng viên được rà soát"
    OTHER = "other", "Việc khác"


class Ballot(models.TextChoices):
    HANDS = "hands", "Giơ tay (thẻ đảng viên)"
    SECRET = "secret", "Bỏ phiếu kín"


@pghistory.track()
class Resolution(models.Model):
    """A document that a meeting votes on. It takes its number when the minutes are signed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="resolutions")
    document_type = models.CharField(
        "loại văn bản", max_length=5, choices=DocumentType, default=DocumentType.RESOLUTION
    )
    subject = models.CharField("về việc", max_length=20, choices=Subject, default=Subject.MONTHLY)
    abstract = LineField("trích yếu", max_length=300)
    results = ProseField("kết quả tháng trước", max_length=20000, blank=True)
    direction = ProseField("phương hướng, nhiệm vụ", max_length=20000, blank=True)
    execution = ProseField("tổ chức thực hiện", max_length=20000, blank=True)
    ballot = models.CharField(
        "cách biểu quyết", max_length=10, choices=Ballot, default=Ballot.HANDS
    )
    yes = models.PositiveSmallIntegerField("tán thành", null=True, blank=True)
    no = models.PositiveSmallIntegerField("không tán thành", null=True, blank=True)
    other = models.PositiveSmallIntegerField("ý kiến khác", null=True, blank=True)

    # Fixed at signing.
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField("số", null=True, blank=True)
    base = models.PositiveSmallIntegerField("tổng số được tính", null=True, blank=True)
    passed = models.BooleanField("được thông qua", null=True, blank=True)

    class Meta:
        verbose_name = "nghị quyết"
        verbose_name_plural = "nghị quyết"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "term", "document_type", "number", name="resolution_number_once_in_term"
            ),
            models.CheckConstraint(
                # One that no longer passes in reopened minutes keeps its number, without effect.
                condition=Q(number__isnull=True) | Q(term__isnull=False),
                name="resolution_numbered_in_a_term",
            ),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | Q(base__gte=F("yes") + F("no") + F("other")),
                name="resolution_votes_within_base",
            ),
        ]
        indexes = [
            text_index("abstract", "results", "direction", "execution", name="resolution_words")
        ]
        triggers = [PartOfSignedMeeting(), NUMBER_STAYS]

    def __str__(self) -> str:
        return self.abstract


class AssignmentState(models.TextChoices):
    OPEN = "open", "Đang thực hiện"
    DONE = "done", "Đã hoàn thành"
    CARRIED = "carried", "Chuyển tiếp sang phân công mới"
    DROPPED = "dropped", "Thôi thực hiện"


@pghistory.track()
class Assignment(models.Model):
    """A piece of work that a meeting hands out: who leads, what, by when, heard at which meeting.

    `state` and `closed_by` follow its later life, as the signed meetings after it tell it.
    """

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="assignments")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="assignments")
    lead = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="chủ trì")
    helpers = models.ManyToManyField(
        Member, related_name="+", blank=True, verbose_name="phối hợp", through="AssignmentHelper"
    )
    task = ProseField("nhiệm vụ", max_length=1000)
    target = models.DecimalField(
        "chỉ tiêu",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(9_999_999_999)],
    )
    unit = LineField("đơn vị", max_length=30, blank=True)
    given_on = models.DateField("ngày giao")
    due = models.DateField("thời hạn")
    report_month = models.DateField("báo cáo tại kỳ họp tháng")
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    state = models.CharField(max_length=10, choices=AssignmentState, default=AssignmentState.OPEN)
    closed_by = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="closed_assignments"
    )

    class Meta:
        verbose_name = "nhiệm vụ được giao"
        verbose_name_plural = "nhiệm vụ được giao"
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__gte=F("given_on")),
                name="assignment_due_after_given",
                violation_error_message="Thời hạn không được trước ngày giao.",
            ),
            models.CheckConstraint(
                condition=Q(report_month__day=1), name="assignment_report_month_first_day"
            ),
            models.CheckConstraint(
                condition=Q(state=AssignmentState.OPEN, closed_by__isnull=True)
                | (~Q(state=AssignmentState.OPEN) & Q(closed_by__isnull=False)),
                name="assignment_closed_by_a_meeting",
            ),
        ]
        indexes = [
            models.Index(
                fields=["cell", "due"],
                condition=Q(state=AssignmentState.OPEN),
                name="assignment_open",
            ),
            text_index("task", name="assignment_words"),
        ]
        triggers = [PartOfSignedMeeting(unless_only=("state", "closed_by")), HEARD_STAYS]

    def __str__(self) -> str:
        return self.task[:80]

    @property
    def is_open(self) -> bool:
        return self.state == AssignmentState.OPEN

    @property
    def target_text(self) -> str:
        """'12 hộ', '1,5 km'; empty without a target."""
        return "" if self.target is None else f"{figure(self.target)} {self.unit}".strip()


class AssignmentHelper(models.Model):
    """A member who helps with an assignment."""

    assignment = models.ForeignKey(Assignment, models.CASCADE)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "người phối hợp"
        verbose_name_plural = "người phối hợp"
        constraints = [
            models.UniqueConstraint("assignment", "member", name="assignment_helper_once")
        ]
        triggers = [
            PartOfSignedMeeting(
                meeting=(
                    "(SELECT meeting_id FROM meetings_assignment WHERE id = {row}.assignment_id)"
                )
            )
        ]

    def __str__(self) -> str:
        return str(self.member)


class ReviewStatus(models.TextChoices):
    DONE = "done", "Hoàn thành"
    IN_PROGRESS = "in_progress", "Đang thực hiện"
    NOT_DONE = "not_done", "Chưa hoàn thành"
    DROPPED = "dropped", "Thôi thực hiện"


class AssignmentReview(models.Model):
    """What a meeting found of an assignment: status, figure, result in words."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reviews")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reviews")
    status = models.CharField("tình trạng", max_length=20, choices=ReviewStatus, blank=True)
    achieved = models.DecimalField(
        "kết quả đạt được",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(9_999_999_999)],
    )
    result = ProseField("kết quả cụ thể", max_length=5000, blank=True)

    class Meta:
        verbose_name = "đánh giá nhiệm vụ"
        verbose_name_plural = "đánh giá nhiệm vụ"
        constraints = [
            models.UniqueConstraint("assignment", "meeting", name="review_once_a_meeting")
        ]
        indexes = [text_index("result", name="review_words")]
        triggers = [PartOfSignedMeeting()]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.get_status_display()}"
