"""Who came in a year, member by member, and who stayed away without a reason (Điều 8 Điều lệ)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from accounts import scope
from accounts.models import User
from cells.models import Cell
from meetings.models import Attendance, AttendanceStatus, MeetingKind, State
from members.models import Member, MembershipKind

LISTED_FROM = 3


@dataclass(frozen=True)
class Alert:
    """What a number of months means: `kind` is neutral, due or late."""

    kind: str
    text: str


def alert_of(months: int) -> Alert | None:
    """What so many months of the year with an unexcused absence from the regular meeting mean.

    Three months in the year, not necessarily one after the other, are a ground for the cell to
    consider striking a member off (Điều 8 Điều lệ Đảng). People decide; HMK lists.
    """
    if months >= LISTED_FROM:
        return Alert("late", "đủ ba tháng, chi bộ xem xét")
    if months == LISTED_FROM - 1:
        return Alert("due", "cảnh báo")
    if months == 1:
        return Alert("neutral", "theo dõi")
    return None


def _unexcused(year: int) -> Q:
    return Q(
        attendances__status=AttendanceStatus.UNEXCUSED,
        attendances__meeting__state=State.SIGNED,
        attendances__meeting__kind=MeetingKind.REGULAR,
        attendances__meeting__month__gte=date(year, 1, 1),
        attendances__meeting__month__lt=date(year + 1, 1, 1),
    )


def absent_members(
    user: User, year: int, *, today: date, cell: Cell | None = None
) -> QuerySet[Member]:
    """Members of the cells that the user reads, with `months` (how many months of the year had an
    unexcused absence from a regular meeting, wherever) and `which` (the first of each), the most
    first; only those with any."""
    cells = scope.cells_to_read(user)
    here = cells if cell is None else cells.filter(pk=cell.pk)
    members = Member.objects.filter(
        memberships__kind=MembershipKind.PRIMARY,
        memberships__validity__contains=today,
        memberships__cell__in=here,
    ).values("pk")
    month = "attendances__meeting__month"
    return (
        Member.objects.filter(_unexcused(year), pk__in=members)
        .annotate(
            months=Count(month, distinct=True),
            which=ArrayAgg(month, distinct=True, order_by=month),
        )
        .order_by("-months", "sort_key", "pk")
    )


def _signed(people: list[int]) -> QuerySet[Attendance]:
    return Attendance.objects.filter(member__in=people, meeting__state=State.SIGNED)


def people_behind(member: Member) -> list[int]:
    """The member, and the doubles whose records were merged into the member's."""
    return [member.pk, *member.doubles.values_list("pk", flat=True)]


def years_of(people: list[int]) -> list[int]:
    """The years in which they were on a roll call of signed minutes, the latest first."""
    years = (
        _signed(people).annotate(year=ExtractYear("meeting__month")).values_list("year", flat=True)
    )
    return sorted(set(years), reverse=True)


def attendance_of(people: list[int], year: int) -> list[Attendance]:
    """Their lines in the roll calls of the signed meetings of the year, in the order of time."""
    rows = _signed(people).filter(meeting__month__gte=date(year, 1, 1))
    return list(
        rows.filter(meeting__month__lt=date(year + 1, 1, 1))
        .select_related("meeting__cell")
        .order_by("meeting__planned_at", "pk")
    )


def months_unexcused(rows: list[Attendance]) -> int:
    """The months among these lines with an unexcused absence from a regular meeting."""
    return len(
        {
            row.meeting.month
            for row in rows
            if row.status == AttendanceStatus.UNEXCUSED and row.meeting.kind == MeetingKind.REGULAR
        }
    )
