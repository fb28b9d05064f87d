"""What cells have to be told of on a day: each kind one query, for all cells at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate

from cells.models import Cell
from cells.templatetags.vietnamese import short_date
from meetings.models import (
    Assignment,
    AssignmentState,
    Meeting,
    MeetingKind,
    MeetingRegime,
    State,
)
from meetings.queries import regime_on
from meetings.rules import last_day
from members.queries import probation_in
from members.rules import birthday, years_before
from reports.duties import end_of_quarter
from reports.models import ReminderKind
from reports.wording import QUARTERS

QUARTER_DAYS = 30
"""Days before the end of a quarter from which a missing theme is told."""
WORK_DAYS = 3
"""Days before work is due at which it is told; as many days after, for whoever was away."""
PROBATION_DAYS = 30


@dataclass(frozen=True)
class Due:
    """One thing that a cell is to be told of; `subject` names it within its kind."""

    kind: ReminderKind
    cell: int
    subject: str
    text: str
    link: str


def due_on(today: date) -> Iterator[Due]:
    """Everything of the day. Whoever was told of it before is not told again."""
    regime = regime_on(today)
    yield from _regular(today, regime)
    yield from _unsigned(today)
    yield from _thematic(today, regime)
    yield from _work(today)
    yield from _probation(today)


def _cells(today: date) -> QuerySet[Cell]:
    return Cell.objects.filter(
        Q(founded__isnull=True) | Q(founded__lte=today),
        Q(dissolved__isnull=True) | Q(dissolved__gt=today),
    ).order_by("pk")


def _regular(today: date, regime: MeetingRegime | None) -> Iterator[Due]:
    """No regular meeting: not planned when its notice is due, then not held on its last day."""
    month = today.replace(day=1)
    latest = (
        month.replace(day=regime.latest_usual_day) if regime and regime.latest_usual_day else None
    )
    of_month = Meeting.objects.filter(cell=OuterRef("pk"), kind=MeetingKind.REGULAR, month=month)
    name = f"tháng {month:%m/%Y}"
    if latest and today > latest:
        held = of_month.exclude(state=State.PLANNED)
        for cell in _cells(today).filter(~Exists(held)):
            text = f"{cell}: quá ngày {short_date(latest)} mà chưa họp thường kỳ {name}."
            yield Due(ReminderKind.NOT_HELD, cell.pk, f"{month:%Y-%m}", text, _to_plan(cell))
        return
    usual = regime.usual_day if regime and regime.usual_day else last_day(month).day
    notice = regime.notice_days if regime and regime.notice_days else 0
    waiting = _cells(today).filter(~Exists(of_month)).annotate(day=Coalesce("usual_day", usual))
    for cell in waiting.filter(day__lte=today.day + notice):
        day = short_date(month.replace(day=cell.day))
        text = f"{cell}: ngày họp thường kỳ {name} là {day}, chưa lên kế hoạch và báo họp."
        yield Due(ReminderKind.NOT_PLANNED, cell.pk, f"{month:%Y-%m}", text, _to_plan(cell))


def _to_plan(cell: Cell) -> str:
    return reverse("reports:cell", args=[cell.pk])


def _unsigned(today: date) -> Iterator[Due]:
    meetings = Meeting.objects.filter(
        state=State.OPEN, started_at__isnull=False, regime__issue_days__isnull=False
    )
    for one in meetings.select_related("cell", "regime").order_by("pk"):
        held_on = localdate(one.started_at)
        limit = held_on + timedelta(days=one.regime.issue_days)
        if today > limit:
            text = (
                f"{one.cell}: họp ngày {short_date(held_on)}, "
                f"hạn ký biên bản {short_date(limit)}, đến nay chưa ký."
            )
            link = one.get_absolute_url()
            yield Due(ReminderKind.UNSIGNED, one.cell_id, str(one.pk), text, link)


def _thematic(today: date, regime: MeetingRegime | None) -> Iterator[Due]:
    ends = end_of_quarter(today.replace(day=1))
    wanted = regime.thematic_per_quarter if regime else 0
    if not wanted or (ends - today).days > QUARTER_DAYS:
        return
    first = ends.replace(day=1, month=ends.month - 2)
    held = Q(
        meetings__kind=MeetingKind.THEMATIC,
        meetings__month__range=(first, ends),
        meetings__state__in=[State.OPEN, State.SIGNED],
    )
    quarter = f"quý {QUARTERS[(ends.month - 1) // 3]}/{ends.year}"
    for cell in (
        _cells(today).annotate(themes=Count("meetings", filter=held)).filter(themes__lt=wanted)
    ):
        text = (
            f"{cell}: {quarter} hết ngày {short_date(ends)}, "
            f"mới có {cell.themes}/{wanted} buổi chuyên đề."
        )
        link = reverse("meetings:year-plan", args=[cell.pk, ends.year])
        yield Due(ReminderKind.THEMATIC, cell.pk, f"{ends:%Y-%m}", text, link)


def _work(today: date) -> Iterator[Due]:
    near = (today - timedelta(days=WORK_DAYS), today + timedelta(days=WORK_DAYS))
    rows = Assignment.objects.filter(
        state=AssignmentState.OPEN, meeting__state=State.SIGNED, due__range=near
    )
    for one in rows.select_related("cell", "lead").order_by("due", "pk"):
        text = (
            f"{one.cell}: {one.task.rstrip('.')}. Đồng chí {one.lead}, hạn {short_date(one.due)}."
        )
        link = reverse("reports:cell", args=[one.cell_id])
        yield Due(ReminderKind.WORK, one.cell_id, str(one.pk), text, link)


def _probation(today: date) -> Iterator[Due]:
    # What ended long ago is on the list of probations; it is no news.
    earliest = years_before(today - timedelta(days=PROBATION_DAYS), 1)
    near = probation_in(_cells(today), today, within=PROBATION_DAYS).filter(since__gt=earliest)
    for one in near:
        ends = birthday(one.since, 1)
        text = (
            f"{one.cell}: đồng chí {one.member} đủ mười hai tháng dự bị ngày {short_date(ends)}, "
            "chuẩn bị xét công nhận chính thức."
        )
        link = reverse("members:detail", args=[one.member_id])
        yield Due(ReminderKind.PROBATION, one.cell_id, f"{one.member_id}-{one.since}", text, link)
