"""What is said of one cell and of one member in a round: own, by ballot, proposed, ratified."""

from functools import reduce
from operator import add

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse

from cells.fields import LineField, ProseField
from cells.models import Cell
from evaluations import rules
from evaluations.models.regimes import BallotMode, Grade, Level
from evaluations.models.rounds import Round
from evaluations.triggers import PartOfRatifiedRound
from meetings.models import Meeting
from members.models import Member, OfficeKind, StandingKind

BALLOT_FIELDS = ("issued", "collected", "valid")
VOTE_FIELDS = {
    Level.EXCELLENT: "votes_excellent",
    Level.GOOD: "votes_good",
    Level.COMPLETED: "votes_completed",
    Level.NOT_COMPLETED: "votes_not_completed",
}
GRADE_FIELDS = ("own_grades", "meeting_grades")


def _votes(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


def ballot_constraints(name: str) -> list[models.BaseConstraint]:
    """That a stored count adds up; what is not counted yet is NULL and holds."""
    # Cast, since a form checks a row with values in place of the columns: NULL has no type there.
    votes = [Cast(name, models.IntegerField()) for name in VOTE_FIELDS.values()]
    cast = reduce(add, votes)
    return [
        models.CheckConstraint(
            condition=Q(
                valid__lte=F("collected"), collected__lte=F("issued"), issued__lte=F("base")
            ),
            name=f"{name}_ballots_within",
        ),
        models.CheckConstraint(condition=Q(valid=cast), name=f"{name}_ballots_add_up"),
    ]


def level_constraints(name: str) -> list[models.BaseConstraint]:
    """A ratified level that differs from the proposed one has a reason (Design: two fields)."""
    return [
        models.CheckConstraint(
            condition=Q(ratified="") | Q(ratified=F("proposed")) | ~Q(reason=""),
            name=f"{name}_change_has_a_reason",
            violation_error_message="Mức công nhận khác mức đề nghị cần ghi lý do.",
        )
    ]


def _no_grade(name: str) -> Func:
    """Whether the field holds anything but the grades of criteria."""
    unlike = " && ".join(f'@ != "{grade}"' for grade in Grade.values)
    return Func(
        F(name),
        Value(f"$.* ? ({unlike})"),
        function="jsonb_path_exists",
        template="%(function)s(%(expressions)s::jsonpath)",
        output_field=models.BooleanField(),
    )


def grade_constraint(name: str) -> models.BaseConstraint:
    """Criteria have the grades of the regimes and no others."""
    return models.CheckConstraint(
        condition=~(Q(_no_grade("own_grades")) | Q(_no_grade("meeting_grades"))),
        name=f"{name}_has_known_grades",
    )


class Rated(models.Model):
    """What a cell and a member have in common: points, grades, ballots, levels.

    Grades are kept by the key of the criterion, which stays with the regime of the round; a
    criterion that is not graded has no entry.
    """

    own_level = models.CharField("tự nhận mức", max_length=20, choices=Level, blank=True)
    self_review = ProseField("bản tự kiểm điểm", max_length=40000, blank=True)
    common_points = models.DecimalField(
        "điểm tiêu chí chung",
        max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    result_points = models.DecimalField(
        "điểm kết quả nhiệm vụ",
        max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    gates_met = models.JSONField(
        "điều kiện đã đạt", null=True, blank=True, help_text="Để trống: chưa ai xem xét."
    )
    own_grades = models.JSONField("tự phân loại tiêu chí", default=dict, blank=True)
    meeting_grades = models.JSONField("hội nghị phân loại tiêu chí", default=dict, blank=True)
    base = _votes("tổng số được triệu tập, được tính")
    issued = _votes("phiếu phát ra")
    collected = _votes("phiếu thu về")
    valid = _votes("phiếu hợp lệ")
    votes_excellent = _votes("hoàn thành xuất sắc")
    votes_good = _votes("hoàn thành tốt")
    votes_completed = _votes("hoàn thành")
    votes_not_completed = _votes("không hoàn thành")
    proposed = models.CharField("mức đề nghị", max_length=20, choices=Level, blank=True)
    proposed_because = ProseField("lý do đề nghị khác mức tính được", max_length=1000, blank=True)
    ratified = models.CharField("mức công nhận", max_length=20, choices=Level, blank=True)
    reason = ProseField("lý do khác mức đề nghị", max_length=1000, blank=True)

    class Meta:
        abstract = True

    @property
    def points(self):
        """The sum of both parts, or None until both are there."""
        if self.common_points is None or self.result_points is None:
            return None
        return self.common_points + self.result_points

    @property
    def ballots(self) -> rules.Ballots | None:
        """The count, or None as long as it is not whole."""
        votes = {rules.Level(level): getattr(self, name) for level, name in VOTE_FIELDS.items()}
        figures = (self.issued, self.collected, self.valid, self.base, *votes.values())
        if None in figures:
            return None
        return rules.Ballots(self.issued, self.collected, self.valid, votes, self.base)


class Stage(models.TextChoices):
    """How far a cell has come: the collective first, then its members."""

    WAITING = "waiting", "Chưa bắt đầu"
    COLLECTIVE = "collective", "Kiểm điểm tập thể"
    MEMBERS = "members", "Kiểm điểm đảng viên"
    PROPOSED = "proposed", "Đã đề nghị"


@pghistory.track()
class CellRating(Rated):
    """One cell in a round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="cell_ratings")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="ratings", verbose_name="chi bộ")
    stage = models.CharField("bước", max_length=20, choices=Stage, default=Stage.WAITING)
    draft_sent_on = models.DateField("gửi dự thảo báo cáo ngày", null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ratings",
        verbose_name="hội nghị kiểm điểm",
    )
    secretary_chair = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chủ trì khi kiểm điểm bí thư",
        help_text="Phó bí thư hoặc chi ủy viên, không phải bí thư.",
    )
    ballot_mode = models.CharField("cách biểu quyết", max_length=10, choices=BallotMode)
    tellers = LineField("tổ kiểm phiếu", max_length=300, blank=True)
    proposed_on = models.DateField("đề nghị ngày", null=True, blank=True)
    returned_because = ProseField("lý do trả lại", max_length=1000, blank=True)
    heading = models.JSONField("tiêu đề lúc công nhận", default=dict, blank=True, editable=False)
    """The same of the cell as in `Round.heading`."""

    class Meta:
        verbose_name = "xếp loại chi bộ"
        verbose_name_plural = "xếp loại chi bộ"
        ordering = ["cell"]
        constraints = [
            models.UniqueConstraint("round", "cell", name="cell_rating_once_a_round"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.PROPOSED)
                | (~Q(proposed="") & Q(proposed_on__isnull=False)),
                name="cell_rating_proposed_has_its_level",
            ),
            *ballot_constraints("cell_rating"),
            *level_constraints("cell_rating"),
            grade_constraint("cell_rating"),
        ]
        triggers = [PartOfRatifiedRound()]

    def __str__(self) -> str:
        return f"{self.cell} – {self.round.year}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:cell", args=[self.pk])

    @property
    def called(self) -> str:
        """The name of the cell: as it was when its level was ratified, else as it is."""
        return self.heading.get("name") or self.cell.name

    @property
    def is_proposed(self) -> bool:
        return self.stage == Stage.PROPOSED

    @property
    def is_over(self) -> bool:
        """Whether the cell was dissolved by the day of the lists, so that nobody rates it; what
        was ratified before stays."""
        ended = self.cell.dissolved
        if ended is None or ended > self.round.rated_on:
            return False
        return not (self.round.is_ratified and self.ratified)


class Status(models.TextChoices):
    """Whether the member is rated here, and if not, why."""

    RATED = "rated", "Xếp loại tại chi bộ"
    EXEMPTED = rules.Left.EXEMPTED.value, "Được miễn công tác và sinh hoạt: không xếp loại"
    SUSPENDED = rules.Left.SUSPENDED.value, "Bị đình chỉ sinh hoạt: không xếp loại"
    TOO_NEW = rules.Left.TOO_NEW.value, "Vào Đảng chưa đủ thời gian: không xếp loại"
    TEMPORARY_HERE = (
        rules.Left.TEMPORARY_HERE.value,
        "Sinh hoạt tạm thời: xếp loại tại chi bộ chính thức",
    )
    GONE = "gone", "Không còn trong danh sách chi bộ ngày chốt"


@pghistory.track(exclude=["self_review"])
class MemberRating(Rated):
    """One member in a round, on the list of one cell, as it stood when the list was drawn."""

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="member_ratings", verbose_name="đợt xếp loại"
    )
    cell_rating = models.ForeignKey(
        CellRating, models.PROTECT, related_name="members", verbose_name="chi bộ"
    )
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="ratings", verbose_name="đảng viên"
    )
    name = LineField("họ và tên", max_length=80, help_text="Như tên gọi lúc lập danh sách.")
    office = models.CharField("chức vụ", max_length=20, choices=OfficeKind, blank=True)
    grade = models.CharField("chính thức hay dự bị", max_length=20, choices=StandingKind)
    elsewhere = models.BooleanField("đang sinh hoạt tạm thời nơi khác", default=False)
    joined_on = models.DateField(
        "về chi bộ ngày", null=True, blank=True, help_text="Chỉ ghi khi về trong năm xếp loại."
    )
    former_cell = models.ForeignKey(
        Cell,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chi bộ nơi chuyển đi",
        help_text="Cần nhận xét của chi bộ này: trong năm đã sinh hoạt ở đó từ sáu tháng.",
    )
    residence_cell = models.ForeignKey(
        Cell,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chi bộ nơi cư trú",
        help_text="Chi bộ nơi cư trú được xin nhận xét.",
    )
    status = models.CharField("diện", max_length=20, choices=Status)
    comments = ProseField("ý kiến góp ý", max_length=20000, blank=True)

    class Meta:
        verbose_name = "xếp loại đảng viên"
        verbose_name_plural = "xếp loại đảng viên"
        ordering = ["cell_rating", "member__sort_key", "member"]
        constraints = [
            models.UniqueConstraint("cell_rating", "member", name="member_rating_once_a_cell"),
            models.UniqueConstraint(
                "round",
                "member",
                condition=Q(status=Status.RATED),
                name="member_rated_once_a_round",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.RATED)
                | Q(own_level="", proposed="", ratified="", valid__isnull=True),
                name="member_left_out_has_no_level",
            ),
            *ballot_constraints("member_rating"),
            *level_constraints("member_rating"),
            grade_constraint("member_rating"),
        ]
        indexes = [
            models.Index(fields=["round", "ratified"], name="member_rating_by_level"),
        ]
        triggers = [PartOfRatifiedRound()]

    def __str__(self) -> str:
        return f"{self.name} – {self.round.year}"

    def get_absolute_url(self) -> str:
        return reverse("evaluations:member", args=[self.pk])

    @property
    def is_rated(self) -> bool:
        return self.status == Status.RATED


class RemarkKind(models.TextChoices):
    RESIDENCE = "residence", "Nhận xét của chi bộ nơi cư trú"
    TEMPORARY = "temporary", "Nhận xét của chi bộ nơi sinh hoạt tạm thời"
    FORMER = "former", "Nhận xét của chi bộ nơi chuyển đi"


@pghistory.track()
class Remark(models.Model):
    """What another cell says of a member (213-QĐ/TW, HD 33-HD/BTCTW for the place of residence)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="remarks")
    rating = models.ForeignKey(MemberRating, models.PROTECT, related_name="remarks")
    kind = models.CharField("loại", max_length=20, choices=RemarkKind)
    issuer = LineField("nơi nhận xét", max_length=200)
    given_on = models.DateField("ngày", null=True, blank=True)
    text = ProseField("nội dung", max_length=5000)
    by_cell = models.ForeignKey(
        Cell,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chi bộ tự ghi",
        help_text="The cell that wrote it itself; empty where the home cell typed it from paper.",
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người ghi",
    )

    class Meta:
        verbose_name = "nhận xét"
        verbose_name_plural = "nhận xét"
        ordering = ["rating", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                "rating",
                "kind",
                "by_cell",
                name="remark_of_a_cell_once",
                condition=Q(by_cell__isnull=False),
            )
        ]
        triggers = [PartOfRatifiedRound()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.issuer}"
