"""Snapshots of the monthly reports of cells: seven queries for any number of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F

from cells.models import Cell
from cells.text import figure
from meetings.heading import letterhead_of
from meetings.models import (
    Assignment,
    AssignmentReview,
    Meeting,
    MeetingRegime,
    Resolution,
    ReviewStatus,
    State,
)
from members.models import Office, OfficeKind
from reports.boards import months_back
from reports.models import CellMonth, Report
from reports.papers.figures import plain
from reports.wording import reasons_in_words

Key = tuple[int, date]
FACTS = [field.attname for field in CellMonth._meta.fields if field.name not in {"id", "reasons"}]
SIGNERS = (OfficeKind.SECRETARY, OfficeKind.DEPUTY)


def snapshots(reports: Sequence[Report], *, now: datetime) -> dict[int, dict[str, Any]]:
    """What each report is made of, by its key. A cell without facts of the month has none."""
    cells = {report.cell_id for report in reports}
    periods = {report.period for report in reports}
    facts = _facts(cells, periods)
    lists = {
        "meetings": _meetings(cells, periods),
        "resolutions": _resolutions(cells, periods),
        "reviews": _reviews(cells, periods),
        "given": _given(cells, periods),
    }
    places = {
        cell.pk: cell for cell in Cell.objects.filter(pk__in=cells).select_related("committee")
    }
    regimes = list(MeetingRegime.objects.all())
    signers = _signers(cells)
    found = {}
    for report in reports:
        cell, month = places[report.cell_id], report.period
        fact = facts.get((cell.pk, month))
        if fact is None:
            continue
        day = months_back(month, -1)
        found[report.pk] = {
            "made_at": now.isoformat(),
            "head": _head(cell, regimes, signers[cell.pk], day),
            "figures": {
                "now": _figures(fact),
                "before": _figures(facts.get((cell.pk, months_back(month, 1)))),
                "year_ago": _figures(facts.get((cell.pk, months_back(month, 12)))),
            },
            "reasons": reasons_in_words(fact),
            **{name: rows[cell.pk, month] for name, rows in lists.items()},
        }
    return found


def head_on(cell: Cell, day: date) -> dict[str, str]:
    """Who issues a paper of the cell on that day, and who signs it."""
    return _head(cell, list(MeetingRegime.objects.all()), _signers({cell.pk})[cell.pk], day)


def _head(
    cell: Cell, regimes: list[MeetingRegime], offices: list[tuple], day: date
) -> dict[str, str]:
    return letterhead_of(cell, in_force(regimes, day)) | _signer(offices, day)


def in_force(regimes: list[MeetingRegime], day: date) -> MeetingRegime:
    """The rule set of the day on which the report is written; the nearest one beyond all."""
    for regime in regimes:
        if day in regime.validity:
            return regime
    return max(regimes, key=lambda one: one.validity.lower or date.min)


def _facts(cells: set[int], periods: set[date]) -> dict[Key, CellMonth]:
    wanted = {months_back(month, back) for month in periods for back in (0, 1, 12)}
    rows = CellMonth.objects.filter(cell__in=cells, month__in=wanted)
    return {(row.cell_id, row.month): row for row in rows}


def _figures(fact: CellMonth | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    row = plain({name: getattr(fact, name) for name in FACTS})
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row.items()
    }


def _signers(cells: set[int]) -> dict[int, list[tuple]]:
    """Who has been secretary or deputy of each cell, and when; the secretary first."""
    rows = (
        Office.objects.filter(cell__in=cells, kind__in=SIGNERS)
        .order_by("pk")
        .values_list("cell", "kind", "validity", "member__full_name")
    )
    found = defaultdict(list)
    for cell, kind, validity, name in sorted(rows, key=lambda row: SIGNERS.index(row[1])):
        found[cell].append((kind, validity, name))
    return found


def _signer(offices: list[tuple], day: date) -> dict[str, str]:
    for kind, validity, name in offices:
        if day in validity:
            return {"signer": name, "signer_office": str(kind)}
    return {"signer": "", "signer_office": ""}


def _meetings(cells: set[int], periods: set[date]) -> dict[Key, list]:
    rows = (
        Meeting.objects.filter(cell__in=cells, month__in=periods)
        .exclude(state=State.PLANNED)
        .select_related("theme")
        .order_by("planned_at", "pk")
    )
    found = defaultdict(list)
    for row in rows:
        found[row.cell_id, row.month].append(
            {
                "kind": row.get_kind_display(),
                "regular": row.kind == "regular",
                "theme": row.theme_title,
                "purpose": row.purpose,
                "day": row.held_on.isoformat(),
                "signed": row.state == State.SIGNED,
            }
        )
    return found


def _resolutions(cells: set[int], periods: set[date]) -> dict[Key, list]:
    rows = (
        Resolution.objects.filter(
            meeting__cell__in=cells, meeting__month__in=periods, meeting__state=State.SIGNED
        )
        .order_by("meeting__planned_at", "pk")
        .values(
            "number", "document_type", "abstract", "passed", "yes", "base",
            cell=F("meeting__cell"), month=F("meeting__month"),
        )
    )  # fmt: skip
    found = defaultdict(list)
    for row in rows:
        found[row.pop("cell"), row.pop("month")].append(row)
    return found


def _reviews(cells: set[int], periods: set[date]) -> dict[Key, list]:
    """What the signed meetings of the month found of earlier work."""
    rows = (
        AssignmentReview.objects.filter(
            meeting__cell__in=cells, meeting__month__in=periods, meeting__state=State.SIGNED
        )
        .select_related("assignment", "meeting")
        .order_by("assignment__due", "pk")
    )
    found = defaultdict(list)
    for row in rows:
        work = row.assignment
        reached = "" if row.achieved is None else f"{figure(row.achieved)} {work.unit}".strip()
        found[row.meeting.cell_id, row.meeting.month].append(
            {
                "task": work.task,
                "target": work.target_text,
                "due": work.due.isoformat(),
                "status": ReviewStatus(row.status).label if row.status else "",
                "result": ". ".join(text for text in (reached, row.result.strip()) if text),
            }
        )
    return found


def _given(cells: set[int], periods: set[date]) -> dict[Key, list]:
    """The work that the signed meetings of the month handed out."""
    rows = (
        Assignment.objects.filter(
            cell__in=cells, meeting__month__in=periods, meeting__state=State.SIGNED
        )
        .select_related("lead", "meeting")
        .order_by("due", "pk")
    )
    found = defaultdict(list)
    for row in rows:
        found[row.cell_id, row.meeting.month].append(
            {
                "task": row.task,
                "target": row.target_text,
                "lead": row.lead.full_name,
                "due": row.due.isoformat(),
            }
        )
    return found
