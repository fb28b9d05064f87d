"""Asking for reports: a row for each paper, where none stands. Who asks wakes the workers."""

from collections.abc import Iterable
from datetime import date, datetime

from celery import current_app
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import scope
from accounts.models import User
from cells.models import Cell, Committee
from cells.queries import standing
from hmk.waking import wake
from meetings.rules import last_day
from reports import access
from reports.boards import months_back
from reports.models import UNFINISHED, BranchMonth, Report, ReportKind, ReportState
from reports.papers import OFFICE, PARTS, SIGNER
from reports.services import files
from reports.services.making import MOST_WORKERS, share

LONGEST_TEXT = 20_000
AGAIN = (ReportState.FAILED, ReportState.CANCELLED)
INSERT = """
    INSERT INTO reports_report
        (kind, period, cell_id, committee_id, version, state, asked_at, asked_by_id, attempts,
         tries, fault, snapshot, texts, files, checksum)
    SELECT %(kind)s, %(period)s, asked.cell, asked.committee, 1, 'queued', %(now)s, %(by)s, 0,
           0, '', '{}', '{}', '{}', ''
    FROM unnest(%(cells)s::bigint[], %(committees)s::bigint[]) AS asked (cell, committee)
    ON CONFLICT (kind, period, cell_id, committee_id, version) DO NOTHING
"""


def wake_workers(waiting: int) -> bool:
    """Wakes as many workers as can share the work; says whether the broker took the messages.

    Called once the rows are committed, so that who is asked can say what comes of it. Where it was
    forgotten or failed, beat wakes the workers.
    """
    task = current_app.tasks["reports.tasks.build_reports"]
    wanted = min(MOST_WORKERS, -(-waiting // share(waiting)))
    return all(wake(task) for _ in range(wanted))


def _insert(
    kind: str,
    period: date,
    *,
    cells: Iterable[int] = (),
    committees: Iterable[int] = (),
    now: datetime,
    by: User | None,
) -> int:
    """One row for each cell or committee where none stands, in one statement."""
    pairs = [(cell, None) for cell in cells] + [(None, one) for one in committees]
    if not pairs:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            {
                "kind": str(kind),
                "period": period,
                "now": now,
                "by": by.pk if by else None,
                "cells": [cell for cell, _ in pairs],
                "committees": [committee for _, committee in pairs],
            },
        )
        return cursor.rowcount


def _cells_of(month: date) -> QuerySet[Cell]:
    """The cells that stood in the month."""
    return standing(Cell.objects.all(), month, last_day(month))


def _committees_of(first: date, last: date) -> QuerySet[Committee]:
    """The committees that have facts of these months."""
    known = BranchMonth.objects.filter(month__range=(first, last)).values("committee")
    return Committee.objects.filter(pk__in=known)


@transaction.atomic
def start_due(*, now: datetime) -> int:
    """What is due on the 1st: last month's reports of every cell and committee, and in January
    the summaries of the year. Says how many rows were added."""
    month = months_back(timezone.localdate(now).replace(day=1), 1)
    added = _insert(
        ReportKind.CELL_MONTH, month, cells=_ids(_cells_of(month)), now=now, by=None
    ) + _insert(
        ReportKind.COMMITTEE_MONTH,
        month,
        committees=_ids(_committees_of(month, month)),
        now=now,
        by=None,
    )
    if month.month == 12:
        year = month.replace(month=1)
        committees = _ids(_committees_of(year, month))
        added += _insert(ReportKind.COMMITTEE_YEAR, year, committees=committees, now=now, by=None)
    return added


def _ids(rows: QuerySet) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def start(
    kind: str,
    period: date,
    *,
    cells: QuerySet[Cell] | None = None,
    committees: QuerySet[Committee] | None = None,
    now: datetime,
    by: User,
) -> int:
    """Asks for the reports of these cells or committees; says how many rows were added.

    Cells are narrowed to those whose reports `by` may make, and to those that stood in the month.
    Raises ValidationError on `period` that is not over, and PermissionDenied when none is left.
    """
    _refuse_unfinished(kind, period, now)
    if kind == ReportKind.CELL_MONTH:
        allowed = scope.cells_to_enrol(by).filter(
            pk__in=Cell.objects.none() if cells is None else cells
        )
        chosen = _ids(allowed.filter(pk__in=_cells_of(period)))
        _refuse_nobody(chosen or allowed.exists())
        added = _insert(kind, period, cells=chosen, now=now, by=by)
    else:
        allowed = scope.committees_of_office(by).filter(
            pk__in=(committees or Committee.objects.none())
        )
        _refuse_nobody(allowed.exists())
        added = _insert(kind, period, committees=_ids(allowed), now=now, by=by)
    return added


def _refuse_nobody(anybody: object) -> None:
    if not anybody:
        raise PermissionDenied


def _refuse_unfinished(kind: str, period: date, now: datetime) -> None:
    months = 12 if kind == ReportKind.COMMITTEE_YEAR else 1
    if months_back(period, -months) > timezone.localdate(now):
        raise ValidationError({"period": "Kỳ này chưa hết: chọn kỳ đã qua."})


def _locked(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("cell", "committee").get(pk=report.pk)


@transaction.atomic
def rebuild(report: Report, *, now: datetime, by: User) -> Report:
    """Asks for the figures anew. What is issued stays: the new version stands beside it, with the
    texts of the last; else the same row is made again. Raises PermissionDenied for strangers."""
    access.refuse_builder(by, report)
    locked = _locked(report)
    if not locked.is_issued:
        return _queue(locked, now=now, by=by)
    latest = _versions(locked).order_by("-version").select_for_update().first()
    if not latest.is_issued:
        return _queue(latest, now=now, by=by)
    return Report.objects.create(
        kind=locked.kind,
        period=locked.period,
        cell=locked.cell,
        committee=locked.committee,
        version=latest.version + 1,
        texts=latest.texts,
        asked_at=now,
        asked_by=by,
    )


def _versions(report: Report) -> QuerySet[Report]:
    return Report.objects.filter(
        kind=report.kind, period=report.period, cell=report.cell, committee=report.committee
    )


def _queue(report: Report, *, now: datetime, by: User) -> Report:
    """The row waits again. One that waits or is worked on already stays as it is."""
    if not report.is_unfinished:
        report.state, report.tries, report.fault = ReportState.QUEUED, 0, ""
        report.asked_at, report.asked_by = now, by
        report.save(update_fields=["state", "tries", "fault", "asked_at", "asked_by"])
    return report


@transaction.atomic
def cancel(reports: QuerySet[Report], *, by: User) -> int:
    """Takes back what waits or is worked on, as far as `by` may; says how many. A worker that
    holds one finds the row no longer its own. One that was built before stays so."""
    own = access.buildable(by, reports).filter(state__in=UNFINISHED)
    built = own.exclude(snapshot={}).filter(finished_at__isnull=False)
    # In the order in which a worker finishes them, so that the two wait and never in a circle.
    ids = list(own.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    back = built.filter(pk__in=ids).update(state=ReportState.READY, lease_until=None)
    gone = Report.objects.filter(pk__in=ids, state__in=UNFINISHED).update(
        state=ReportState.CANCELLED, lease_until=None
    )
    return back + gone


@transaction.atomic
def retry(reports: QuerySet[Report], *, now: datetime, by: User) -> int:
    """Lets what failed or was taken back wait again, as far as `by` may; says how many."""
    return (
        access.buildable(by, reports)
        .filter(state__in=AGAIN)
        .update(state=ReportState.QUEUED, tries=0, fault="", asked_at=now, asked_by=by)
    )


@transaction.atomic
def write_texts(report: Report, texts: dict[str, str], *, by: User) -> Report:
    """Keeps the parts that people write. Raises ValidationError once the report is issued,
    PermissionDenied for who does not issue it."""
    access.refuse_issuer(by, report)
    locked = _locked(report)
    if locked.is_issued:
        raise ValidationError("Báo cáo đã ban hành nên không sửa được; hãy lập bản mới.")
    names = {part.name for part in PARTS[locked.kind]} | {SIGNER, OFFICE}
    locked.texts = locked.texts | {
        name: text.strip()[:LONGEST_TEXT] for name, text in texts.items() if name in names
    }
    # The files do not have these words: they are made anew when somebody asks for one.
    files.drop(locked.files)
    locked.files, locked.checksum = {}, ""
    locked.save(update_fields=["texts", "files", "checksum"])
    return locked
