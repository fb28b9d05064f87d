"""What cells have to be told of on a day: each kind one query, for all cells at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from cells.models import Cell
from cells.queries import in_being
from cells.templatetags.vietnamese import short_date
from meetings.models import MeetingRegime
from meetings.queries import regime_on
from meetings.queries_work import MERGERS
from meetings.rules import last_day
from members.queries import probation_in
from members.rules import birthday, years_before
from reports.duties import end_of_quarter
from reports.models import ReminderKind
from reports.queries import due as queries
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


def _regular(today: date, regime: MeetingRegime | None) -> Iterator[Due]:
    """No regular meeting: not planned when its notice is due, then not held on its last day."""
    month = today.replace(day=1)
    latest = (
        month.replace(day=regime.latest_usual_day) if regime and regime.latest_usual_day else None
    )
    name = f"tháng {month:%m/%Y}"
    if latest and today > latest:
        for cell in queries.without_meeting(today, by=latest):
            text = f"{cell}: quá ngày {short_date(latest)} mà chưa họp thường kỳ {name}."
            yield Due(ReminderKind.NOT_HELD, cell.pk, f"{month:%Y-%m}", text, _to_plan(cell))
        return
    usual = regime.usual_day if regime and regime.usual_day else last_day(month).day
    notice = regime.notice_days if regime and regime.notice_days else 0
    for cell in queries.without_plan(today, usual_day=usual, notice_days=notice):
        day = short_date(month.replace(day=cell.day))
        text = f"{cell}: ngày họp thường kỳ {name} là {day}, chưa lên kế hoạch và báo họp."
        yield Due(ReminderKind.NOT_PLANNED, cell.pk, f"{month:%Y-%m}", text, _to_plan(cell))


def _to_plan(cell: Cell) -> str:
    return reverse("reports:cell", args=[cell.pk])


def _unsigned(today: date) -> Iterator[Due]:
    for one in queries.unsigned_meetings():
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
    quarter = f"quý {QUARTERS[(ends.month - 1) // 3]}/{ends.year}"
    for cell in queries.short_of_themes(today, first=first, last=ends, wanted=wanted):
        text = (
            f"{cell}: {quarter} hết ngày {short_date(ends)}, "
            f"mới có {cell.themes}/{wanted} buổi chuyên đề."
        )
        link = reverse("meetings:year-plan", args=[cell.pk, ends.year])
        yield Due(ReminderKind.THEMATIC, cell.pk, f"{ends:%Y-%m}", text, link)


def _work(today: date) -> Iterator[Due]:
    near = timedelta(days=WORK_DAYS)
    for one in queries.work_due(today - near, today + near):
        cell = _hearing(one.cell, today)
        if cell.dissolved and cell.dissolved <= today:
            continue
        text = f"{cell}: {one.task.rstrip('.')}. Đồng chí {one.lead}, hạn {short_date(one.due)}."
        link = reverse("reports:cell", args=[cell.pk])
        yield Due(ReminderKind.WORK, cell.pk, str(one.pk), text, link)


def _hearing(cell: Cell, today: date) -> Cell:
    """The cell that hears of the work of this one by now, which may have gone over into it."""
    for _ in range(MERGERS):
        if cell.merged_into is None or cell.dissolved > today:
            break
        cell = cell.merged_into
    return cell


def _probation(today: date) -> Iterator[Due]:
    # What ended long ago is on the list of probations; it is no news.
    earliest = years_before(today - timedelta(days=PROBATION_DAYS), 1)
    near = probation_in(in_being(today).order_by("pk"), today, within=PROBATION_DAYS)
    for one in near.filter(since__gt=earliest):
        ends = birthday(one.since, 1)
        text = (
            f"{one.cell}: đồng chí {one.member} đủ mười hai tháng dự bị ngày {short_date(ends)}, "
            "chuẩn bị xét công nhận chính thức."
        )
        link = reverse("members:detail", args=[one.member_id])
        yield Due(ReminderKind.PROBATION, one.cell_id, f"{one.member_id}-{one.since}", text, link)
