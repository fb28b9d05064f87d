"""Adds up what the records say of cells and months, in one statement for any number of both."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.db import connection, models, transaction
from django.db.models import Min, Q
from django.utils import timezone

from cells.models import Cell, Committee
from meetings.models import Assignment, Meeting
from reports import rules
from reports.models import SUMMED, BranchMonth, CellMonth
from reports.queries import behind

LONGEST_OUTAGE = timedelta(days=60)
"""How far back acts, reopenings and scores are looked for of which no message came through."""
SQL = Path(__file__).resolve().parent.parent / "sql"


@cache
def cell_months() -> str:
    """The SELECT that adds up; what it takes stands in its head."""
    return (SQL / "cell_month.sql").read_text(encoding="utf-8")


@cache
def branch_months() -> str:
    """The SELECT over cells; what it takes stands in its head."""
    sums = ",\n       ".join(f"sum(f.{name}) AS {name}" for name in SUMMED)
    return (SQL / "branch_month.sql").read_text(encoding="utf-8").replace("{sums}", sums)


def upsert(model: type[models.Model], source: str, key: tuple[str, ...]) -> str:
    """The statement that writes the rows of `source` (a SELECT by column name) into the table."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    named = ", ".join(columns)
    renewed = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns if name not in key)
    unique = ", ".join(key)
    # Rows in one order, so that two refreshes at once wait for each other and never in a circle.
    return (
        f"INSERT INTO {model._meta.db_table} ({named})\n"
        f"SELECT {named} FROM (\n{source}\n) AS found ORDER BY {unique}\n"
        f"ON CONFLICT ({unique}) DO UPDATE SET {renewed}"
    )


def parameters(cells: Iterable[int], first: date, last: date, now: datetime) -> dict:
    """What `cell_months` takes."""
    return {
        "cells": list(cells),
        "first": first,
        "last": last,
        "now": now,
        "today": timezone.localdate(now),
        "weights": json.dumps(rules.WEIGHTS),
        **asdict(rules.THRESHOLDS),
    }


def refresh(*, cells: Iterable[int] | None = None, first: date, last: date, now: datetime) -> int:
    """Writes the facts of these cells (ids; all when None) from month `first` to month `last`
    (first days) with the sums of the committees above them, and returns how many cell months
    stand there now. Facts of a time when the cell was not (its founding was moved) are removed."""
    if first > last or first.day != 1 or last.day != 1:
        raise ValueError(f"{first} to {last} are no months")
    ids = list(Cell.objects.values_list("pk", flat=True) if cells is None else cells)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            upsert(CellMonth, cell_months(), ("cell_id", "month")),
            parameters(ids, first, last, now),
        )
        written = cursor.rowcount
        span = {"month__range": (first, last)}
        CellMonth.objects.filter(cell__in=ids, refreshed_at__lt=now, **span).delete()
        # Sums are made one after the other, so that each sees what the one before has written.
        # Of all cells: also the committees that have none any more.
        concerned = _committees_above(ids) if cells is not None else Committee.objects.all()
        locked = concerned.order_by("pk").select_for_update(no_key=True)
        above = list(locked.values_list("pk", flat=True))
        # A cell may have changed its kind: what nothing adds up to any more goes first.
        BranchMonth.objects.filter(committee__in=above, **span).delete()
        cursor.execute(
            upsert(BranchMonth, branch_months(), ("committee_id", "month", "kind")),
            {"committees": above, "first": first, "last": last},
        )
    return written


def refresh_since(cells: list[int], since: date, *, now: datetime) -> int:
    """Writes the facts of these cells from the month of the day up to this month; returns how many
    cell months stand there now."""
    first, last = since.replace(day=1), timezone.localdate(now).replace(day=1)
    return refresh(cells=cells, first=first, last=last, now=now) if first <= last else 0


def _committees_above(cells: list[int]) -> models.QuerySet:
    """The committees of these cells and all above them."""
    own = Committee.objects.filter(cells__in=cells).values_list("path", flat=True).distinct()
    step = Committee.steplen
    paths = {path[:end] for path in own for end in range(step, len(path) + step, step)}
    return Committee.objects.filter(path__in=paths)


def reach_of(meeting: Meeting) -> date:
    """The first month whose facts a signature under the meeting can change: its own, or that in
    which the oldest work was handed out that it closed."""
    closed = Assignment.objects.filter(closed_by=meeting)
    oldest = closed.aggregate(month=Min("meeting__month"))["month"]
    return min(oldest or meeting.month, meeting.month)


def cells_of(meeting: Meeting) -> set[int]:
    """The cells whose facts a signature under the meeting can change: its own, and those merged
    into it whose work it heard of."""
    heard = Q(reviews__meeting=meeting) | Q(carried_to__meeting=meeting) | Q(closed_by=meeting)
    others = Assignment.objects.filter(heard).exclude(cell=meeting.cell_id).order_by()
    return {meeting.cell_id, *others.values_list("cell", flat=True)}


def catch_up(*, now: datetime) -> int:
    """Writes what is behind the records: this month and the one before for every cell (their roll
    and plans move daily), and further back for cells of whose change no message came through.

    Returns how many cell months stand there now.
    """
    this_month = timezone.localdate(now).replace(day=1)
    before = (this_month - timedelta(days=1)).replace(day=1)
    written = refresh(first=before, last=this_month, now=now)
    for first, cells in sorted(_behind(before, since=now - LONGEST_OUTAGE).items()):
        written += refresh(cells=cells, first=first, last=this_month, now=now)
    return written


def hear_of_minutes(meetings: Q, *, before: date, now: datetime) -> None:
    """Writes the facts that are older than the signatures under these meetings of months earlier
    than `before`: the message of a signature may be on its way still."""
    this_month = timezone.localdate(now).replace(day=1)
    for first, cells in sorted(_grouped(behind.signed(before, of=meetings)).items()):
        refresh(cells=cells, first=first, last=this_month, now=now)


def _behind(before: date, *, since: datetime) -> dict[date, list[int]]:
    """Cells whose facts of months earlier than `before` are behind."""
    return _grouped(
        [
            *behind.signed(before),
            *behind.closed_elsewhere(before),
            *behind.reopened(before, since=since),
            *behind.scored(before, since=since),
            *behind.moved(before, since=since),
        ]
    )


def _grouped(late: behind.Behind) -> dict[date, list[int]]:
    """The cells by the first month to write anew, so that each group is one statement."""
    firsts: dict[int, date] = {}
    for cell, first in late:
        firsts[cell] = min(first, firsts.get(cell, first))
    groups: dict[date, list[int]] = {}
    for cell, first in sorted(firsts.items()):
        groups.setdefault(first, []).append(cell)
    return groups
