"""Members, where they belong, how they stand, and the offices they hold: each with its dates."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cells.fields import LineField, ProseField, SearchField, SortKeyField
from cells.models import Cell

OVERLAPS = ("validity", RangeOperators.OVERLAPS)
SAME = RangeOperators.EQUAL


def _validity() -> DateRangeField:
    return DateRangeField("thời gian", help_text="Từ ngày, đến trước ngày; bỏ trống là chưa hết.")


def _has_beginning(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(validity__isempty=False) & Q(validity__lower_inf=False),
        name=name,
        violation_error_message="Cần ngày bắt đầu, trước ngày kết thúc.",
    )


class Gender(models.TextChoices):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"


@pghistory.track()
class Member(models.Model):
    """A party member. Only what the work of a cell needs is kept."""

    full_name = LineField("họ và tên", max_length=80)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    gender = models.CharField("giới tính", max_length=10, choices=Gender, blank=True)
    admitted_on = models.DateField("ngày vào Đảng", null=True, blank=True)
    official_on = models.DateField("ngày chính thức", null=True, blank=True)
    card_number = LineField("số thẻ đảng viên", max_length=20, blank=True)
    phone = LineField("điện thoại", max_length=20, blank=True)
    note = ProseField("ghi chú", max_length=1000, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="doubles",
        verbose_name="nhập vào hồ sơ",
        help_text="Hồ sơ trùng: từ ngày nhập, hồ sơ kia đứng tên một mình.",
    )
    sort_key = SortKeyField(source="full_name", person=True)
    search_text = SearchField(source=("full_name", "card_number"))
    name_key = SearchField(source="full_name")

    class Meta:
        verbose_name = "đảng viên"
        verbose_name_plural = "đảng viên"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                "card_number",
                condition=~Q(card_number=""),
                name="member_card_number_unique",
                violation_error_message="Số thẻ này đã có ở một đảng viên khác.",
            ),
            models.CheckConstraint(
                condition=Q(birth_date__isnull=True)
                | Q(admitted_on__isnull=True)
                | Q(admitted_on__gt=F("birth_date")),
                name="member_admitted_after_birth",
                violation_error_message="Ngày vào Đảng phải sau ngày sinh.",
            ),
            models.CheckConstraint(
                condition=Q(admitted_on__isnull=True)
                | Q(official_on__isnull=True)
                | Q(official_on__gte=F("admitted_on")),
                name="member_official_after_admission",
                violation_error_message="Ngày chính thức phải sau ngày vào Đảng.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="member_not_merged_into_itself",
                violation_error_message="Một hồ sơ không nhập vào chính nó.",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="member_order"),
            models.Index(fields=["name_key", "birth_date"], name="member_same_name"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="member_search"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("members:detail", args=[self.pk])


class MembershipKind(models.TextChoices):
    PRIMARY = "primary", "Sinh hoạt chính thức"
    TEMPORARY = "temporary", "Sinh hoạt tạm thời"


@pghistory.track()
class Membership(models.Model):
    """That a member belongs to a cell for a time: to one as primary, to others as temporary."""

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="memberships", verbose_name="đảng viên"
    )
    cell = models.ForeignKey(
        Cell, models.PROTECT, related_name="memberships", verbose_name="chi bộ"
    )
    kind = models.CharField(
        "hình thức", max_length=10, choices=MembershipKind, default=MembershipKind.PRIMARY
    )
    validity = _validity()

    class Meta:
        verbose_name = "nơi sinh hoạt"
        verbose_name_plural = "nơi sinh hoạt"
        ordering = ["-validity"]
        constraints = [
            ExclusionConstraint(
                name="membership_one_primary_at_a_time",
                expressions=[("member", SAME), OVERLAPS],
                condition=Q(kind=MembershipKind.PRIMARY),
                violation_error_message=(
                    "Đảng viên đang sinh hoạt chính thức ở một chi bộ trong thời gian này."
                ),
            ),
            ExclusionConstraint(
                name="membership_once_in_a_cell",
                expressions=[("member", SAME), ("cell", SAME), OVERLAPS],
                violation_error_message="Đảng viên đã có tên ở chi bộ này trong thời gian này.",
            ),
            _has_beginning("membership_has_a_beginning"),
        ]
        indexes = [GistIndex(fields=["cell", "validity"], name="membership_roll")]

    def __str__(self) -> str:
        return f"{self.member} – {self.cell}"


class StandingKind(models.TextChoices):
    """How a member stands. The first two are grades, the others change who is counted."""

    OFFICIAL = "official", "Chính thức"
    PROBATIONARY = "probationary", "Dự bị"
    EXEMPTED = "exempted", "Được miễn công tác và sinh hoạt đảng"
    AWAY = "away", "Đi làm ăn xa"
    TEMPORARILY_ELSEWHERE = "elsewhere", "Sinh hoạt tạm thời nơi khác"
    SUSPENDED = "suspended", "Bị đình chỉ sinh hoạt"


GRADES = (StandingKind.OFFICIAL, StandingKind.PROBATIONARY)


@pghistory.track()
class Standing(models.Model):
    """How a member stands for a time, on what ground and by which document."""

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="standings", verbose_name="đảng viên"
    )
    kind = models.CharField("tình trạng", max_length=20, choices=StandingKind)
    ground = LineField("lý do", max_length=200, blank=True)
    document = LineField("văn bản", max_length=120, blank=True)
    validity = _validity()

    class Meta:
        verbose_name = "tình trạng đảng viên"
        verbose_name_plural = "tình trạng đảng viên"
        ordering = ["-validity"]
        constraints = [
            ExclusionConstraint(
                name="standing_one_grade_at_a_time",
                expressions=[("member", SAME), OVERLAPS],
                condition=Q(kind__in=GRADES),
                violation_error_message="Đảng viên không thể vừa chính thức vừa dự bị.",
            ),
            ExclusionConstraint(
                name="standing_once_at_a_time",
                expressions=[("member", SAME), ("kind", SAME), OVERLAPS],
                violation_error_message="Tình trạng này đã được ghi trong thời gian này.",
            ),
            _has_beginning("standing_has_a_beginning"),
        ]
        indexes = [GistIndex(fields=["member", "validity"], name="standing_of_member")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"


class OfficeKind(models.TextChoices):
    SECRETARY = "secretary", "Bí thư"
    DEPUTY = "deputy", "Phó bí thư"
    COMMITTEE_MEMBER = "committee_member", "Chi ủy viên"


@pghistory.track()
class Office(models.Model):
    """An office that a member holds in a cell for a time."""

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="offices", verbose_name="đảng viên"
    )
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="offices", verbose_name="chi bộ")
    kind = models.CharField("chức vụ", max_length=20, choices=OfficeKind)
    validity = _validity()

    class Meta:
        verbose_name = "chức vụ trong chi bộ"
        verbose_name_plural = "chức vụ trong chi bộ"
        ordering = ["-validity"]
        constraints = [
            ExclusionConstraint(
                name="office_one_secretary_at_a_time",
                expressions=[("cell", SAME), OVERLAPS],
                condition=Q(kind=OfficeKind.SECRETARY),
                violation_error_message="Chi bộ đã có bí thư trong thời gian này.",
            ),
            ExclusionConstraint(
                name="office_one_per_member_and_cell",
                expressions=[("member", SAME), ("cell", SAME), OVERLAPS],
                violation_error_message="Đảng viên đã giữ một chức vụ trong thời gian này.",
            ),
            _has_beginning("office_has_a_beginning"),
        ]
        indexes = [GistIndex(fields=["cell", "validity"], name="office_of_cell")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.member}"
