"""The plan of the year: its lines, and which meeting treats which of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts import scope
from accounts.models import User
from cells.models import Cell
from meetings import queries
from meetings.models import Meeting, MeetingKind, ThematicPlanLine, Theme
from meetings.services.base import chosen, put, refuse_strangers
from meetings.yearplan_rules import Quarter

TAKEN = "Chuyên đề này đã có buổi sinh hoạt; xin tải lại trang."


@contextmanager
def _plan_of(cell: Cell, *, by: User) -> Iterator[Cell]:
    """Locks the plans of the cell for one transaction of who keeps its book: two writers of the
    same line, or of one theme in one quarter, take turns."""
    with transaction.atomic():
        locked = Cell.objects.select_for_update(no_key=True, of=("self",))
        locked = locked.select_related("committee").get(pk=cell.pk)
        if not scope.cells_to_write(by).filter(pk=cell.pk).exists():
            raise PermissionDenied
        yield locked


def _current(line: ThematicPlanLine) -> ThematicPlanLine:
    return ThematicPlanLine.objects.select_related("theme", "meeting").get(pk=line.pk)


def refuse_theme(
    cell: Cell, values: dict, *, before: Meeting | ThematicPlanLine | None = None
) -> None:
    """Raises ValidationError on `theme` for a new theme that the cell may not treat."""
    theme = values.get("theme")
    changed = theme and theme.pk != getattr(before, "theme_id", None)
    if changed and not queries.themes_for(cell).filter(pk=theme.pk).exists():
        raise ValidationError({"theme": "Chuyên đề này không dùng cho chi bộ."})


def add(*, cell: Cell, values: dict, today: date, by: User) -> ThematicPlanLine:
    """Puts a theme into the plan. `values`: year, quarter, theme or title, presenter, note."""
    with _plan_of(cell, by=by) as plan:
        refuse_strangers(plan, today, chosen(values, "presenter"))
        refuse_theme(plan, values)
        return put(ThematicPlanLine(cell=plan), values)


def take(*, cell: Cell, theme: Theme, quarter: Quarter, today: date, by: User) -> ThematicPlanLine:
    """Takes a theme of the library into the plan as it is."""
    values = {"year": quarter.year, "quarter": quarter.number, "theme": theme}
    return add(cell=cell, values=values, today=today, by=by)


def change(line: ThematicPlanLine, *, values: dict, today: date, by: User) -> ThematicPlanLine:
    """Changes a line. What has been treated stays as it was planned, but for the note."""
    with _plan_of(line.cell, by=by) as plan:
        standing = _current(line)
        touched = {name for name, value in values.items() if getattr(standing, name) != value}
        if standing.is_held and touched - {"note"}:
            raise ValidationError("Chuyên đề này đã sinh hoạt, chỉ sửa được ghi chú.")
        refuse_strangers(plan, today, chosen(values, "presenter", before=standing))
        refuse_theme(plan, values, before=standing)
        return put(standing, values)


def drop(line: ThematicPlanLine, *, reason: str, today: date, by: User) -> ThematicPlanLine:
    """Drops a line for a reason. It stays in the plan, struck out."""
    with _plan_of(line.cell, by=by):
        standing = _current(line)
        if standing.meeting:
            raise ValidationError("Chuyên đề này đã có buổi sinh hoạt; bỏ kế hoạch buổi họp trước.")
        if not reason.strip():
            raise ValidationError({"dropped_reason": "Xin ghi lý do bỏ chuyên đề này."})
        return put(standing, {"dropped_on": today, "dropped_reason": reason.strip()})


def restore(line: ThematicPlanLine, *, by: User) -> ThematicPlanLine:
    """Takes a dropped line back into the plan."""
    with _plan_of(line.cell, by=by):
        return put(_current(line), {"dropped_on": None, "dropped_reason": ""})


def tie(meeting: Meeting, *, line: ThematicPlanLine | None = None) -> None:
    """Ties a thematic meeting to its line, inside the transaction that wrote the meeting and
    holds the lock of its cell: the `line` that it was planned from, else one that fits (the same
    theme in that quarter, else in that year), else a new one. Without a theme there is none yet.
    """
    if meeting.kind != MeetingKind.THEMATIC:
        return
    if line is not None:
        standing = _current(line)
        if standing.meeting_id or standing.dropped_on or standing.cell_id != meeting.cell_id:
            raise ValidationError(TAKEN)
        put(standing, {"meeting": meeting})
        return
    if not meeting.theme_title or ThematicPlanLine.objects.filter(meeting=meeting).exists():
        return
    put(_fitting(meeting) or _new(meeting), {"meeting": meeting})


def _fitting(meeting: Meeting) -> ThematicPlanLine | None:
    quarter = Quarter.of(meeting.month)
    theme = {"theme": meeting.theme_id} if meeting.theme_id else {"title": meeting.theme_title}
    lines = ThematicPlanLine.objects.select_related("theme").filter(
        cell=meeting.cell_id,
        year=quarter.year,
        meeting__isnull=True,
        dropped_on__isnull=True,
        **theme,
    )
    return min(lines, key=lambda one: (one.quarter != quarter.number, one.quarter), default=None)


def _new(meeting: Meeting) -> ThematicPlanLine:
    quarter = Quarter.of(meeting.month)
    return ThematicPlanLine(
        cell=meeting.cell,
        year=quarter.year,
        quarter=quarter.number,
        theme=meeting.theme,
        title="" if meeting.theme else meeting.theme_title,
        presenter=meeting.presenter,
    )
