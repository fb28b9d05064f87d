"""Making reports in the background: the row is the truth, a message only wakes a worker.

A worker takes rows that wait, or whose worker is dead, by one conditional update that raises their
`attempts`, the fence; it finishes them only while that attempt still holds them. So a report is
made exactly once, whatever is killed, sent twice or lost.
"""

import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from cells.models import Committee
from reports import papers
from reports.boards import months_back
from reports.models import Report, ReportState
from reports.papers import Paper
from reports.services import facts, files

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

LEASE = timedelta(seconds=settings.REPORT_LEASE_SECONDS)
"""How long a worker holds rows without a sign of life. Longer than one report takes by far."""
CHUNK = 25
"""Rows that a worker takes at once at the most: enough that reading and writing the database is a
small part of the work."""
SMALLEST_CHUNK = 3
MOST_WORKERS = 8
"""Between which the work is shared out: each goes on until nothing waits."""
ALONE_AFTER = 3
"""A row that was taken so often without an end is taken alone: it may be what kills its worker."""
MOST_TRIES = 8
AT_A_TIME = 120.0
"""Seconds after which a task ends and another goes on: far below its time limit."""
NO_FACTS = "Kỳ này chưa có số liệu của đơn vị: kiểm tra ngày thành lập, hoặc chờ máy tổng hợp."
TOO_OFTEN = "Máy dừng giữa chừng quá nhiều lần. Xin báo quản trị viên rồi bấm lập lại."

CLAIM = """
    WITH waiting AS (
        SELECT id, tries FROM reports_report
        WHERE state IN ('queued', 'running')
          AND (state = 'queued' OR lease_until < %(now)s)
        ORDER BY tries, id
        LIMIT %(chunk)s FOR UPDATE SKIP LOCKED
    ), chosen AS (
        SELECT id FROM waiting WHERE tries < %(alone)s
        UNION ALL
        SELECT id FROM (
            SELECT id FROM waiting WHERE NOT EXISTS (SELECT 1 FROM waiting WHERE tries < %(alone)s)
            ORDER BY tries, id LIMIT 1
        ) AS suspect
    )
    UPDATE reports_report r
    SET state = 'running', attempts = r.attempts + 1, tries = r.tries + 1, lease_until = %(until)s
    FROM chosen WHERE r.id = chosen.id
    RETURNING r.id, r.attempts
"""
HELD = "r.state = 'running' AND r.attempts = made.attempts"
"""The fence: whoever was overtaken writes nothing."""
RENEW = f"""
    UPDATE reports_report r SET lease_until = %s
    FROM unnest(%s::bigint[], %s::int[]) AS made (id, attempts)
    WHERE r.id = made.id AND {HELD}
    RETURNING r.id
"""  # noqa: S608
FINISH = """
    UPDATE reports_report r
    SET state = made.state, fault = made.fault, snapshot = made.snapshot,
        files = CASE WHEN r.texts = made.texts THEN made.files ELSE '{{}}' END,
        checksum = CASE WHEN r.texts = made.texts THEN made.checksum ELSE '' END,
        finished_at = %s, lease_until = NULL
    FROM unnest(%s::bigint[], %s::int[], %s::varchar[], %s::varchar[], %s::jsonb[], %s::jsonb[],
                %s::varchar[], %s::jsonb[])
         AS made (id, attempts, state, fault, snapshot, files, checksum, texts)
    WHERE r.id = made.id AND {held}
    RETURNING r.id, r.texts = made.texts
"""
"""Files without the words that somebody wrote meanwhile are not kept: others are made when asked
for."""


def claim(*, now: datetime, chunk: int = CHUNK, lease: timedelta = LEASE) -> list[Report]:
    """Takes at most `chunk` rows that wait for a worker, those tried least first."""
    wanted = {"now": now, "until": now + lease, "chunk": chunk, "alone": ALONE_AFTER}
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, wanted)
        taken = dict(cursor.fetchall())
    reports = list(Report.objects.filter(pk__in=taken).order_by("pk"))
    for report in reports:
        # The attempt is the one that was given here, whoever has taken the row since.
        report.attempts = taken[report.pk]
    return reports


def renew(reports: Sequence[Report], *, now: datetime, lease: timedelta = LEASE) -> set[int]:
    """Holds the rows longer; gives the keys of those that are still held."""
    with connection.cursor() as cursor:
        cursor.execute(
            RENEW,
            [now + lease, [one.pk for one in reports], [one.attempts for one in reports]],
        )
        return {row[0] for row in cursor.fetchall()}


def build(reports: Sequence[Report], *, clock: Clock, lease: timedelta = LEASE) -> None:
    """Fills in what the claimed rows are to become: state, snapshot, files or the fault. Writes
    files, and renews the lease while it works; rows that were lost meanwhile are left out of it."""
    begun = clock()
    # What was begun too often is not even read: that may be what stops its worker.
    readable = [one for one in reports if one.tries <= MOST_TRIES]
    _hear_of_minutes(readable, now=begun)
    made = papers.snapshots(readable, now=begun)
    held = {one.pk for one in reports}
    renewed = begun
    for report in reports:
        if clock() - renewed > lease / 3:
            renewed = clock()
            held = renew(reports, now=renewed, lease=lease)
        if report.pk in held:
            _build(report, made.get(report.pk))


def _hear_of_minutes(reports: Sequence[Report], *, now: datetime) -> None:
    """Lets the figures know of all minutes of which the lists beside them tell."""
    if not reports:
        return
    meetings = Q(cell__in={one.cell_id for one in reports if one.cell_id})
    above = Committee.objects.filter(pk__in={one.committee_id for one in reports})
    for path in above.values_list("path", flat=True):
        meetings |= Q(cell__committee__path__startswith=path)
    meetings &= Q(month__gte=min(one.period for one in reports))
    ends = (months_back(one.period, -12 if one.is_yearly else -1) for one in reports)
    facts.hear_of_minutes(meetings, before=max(ends), now=now)


def _build(report: Report, snapshot: dict | None) -> None:
    report.snapshot, report.files, report.fault = snapshot or {}, {}, ""
    report.state = ReportState.FAILED
    if report.tries > MOST_TRIES:
        report.fault = TOO_OFTEN
    elif snapshot is None:
        report.fault = NO_FACTS
    else:
        try:
            report.files = files.written(
                report, Paper.of(report), attempt=report.attempts, wanted=files.AT_FIRST
            )
            report.state = ReportState.READY
        except files.FAULTS as fault:
            report.fault = f"Không ghi được tệp: {fault}"[:300]
    report.checksum = files.checksum_of(report.files)


def finish(reports: Sequence[Report], *, now: datetime) -> set[int]:
    """Writes what was built in one statement, where the attempt still holds the row; gives the
    keys of these rows. The files of the others are removed, and those of an earlier build."""
    built = [one for one in reports if one.state != ReportState.RUNNING]
    before = dict(
        Report.objects.filter(pk__in=[one.pk for one in built]).values_list("pk", "files")
    )
    columns = [
        [one.pk for one in built],
        [one.attempts for one in built],
        [str(one.state) for one in built],
        [one.fault for one in built],
        [json.dumps(one.snapshot) for one in built],
        [json.dumps(one.files) for one in built],
        [one.checksum for one in built],
        [json.dumps(one.texts) for one in built],
    ]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(FINISH.format(held=HELD), [now, *columns])
            kept = dict(cursor.fetchall())
        for one in built:
            if one.pk in kept:
                files.drop(before[one.pk])
            if not kept.get(one.pk):
                files.drop(one.files)
    for one in built:
        if one.pk in kept and one.fault:
            log.warning("report %s failed: %s", one.pk, one.fault)
    return set(kept)


def work(*, clock: Clock, seconds: float = AT_A_TIME) -> tuple[int, bool]:
    """Makes what waits, chunk by chunk, for about so many seconds. Says how many reports were
    finished, and whether the time ran out before the work."""
    until = monotonic() + seconds
    done = 0
    while reports := claim(now=clock(), chunk=share(waiting(now=clock()))):
        build(reports, clock=clock)
        done += len(finish(reports, now=clock()))
        if monotonic() > until:
            return done, True
    return done, False


def share(reports: int) -> int:
    """How many of so many reports a worker takes at once: of a few, little enough that all workers
    have some and that whoever looks sees them finished one after the other."""
    return max(SMALLEST_CHUNK, min(CHUNK, -(-reports // MOST_WORKERS)))


def waiting(*, now: datetime) -> int:
    """How many reports wait for a worker."""
    return (
        Report.objects.filter(state=ReportState.QUEUED).count()
        + Report.objects.filter(state=ReportState.RUNNING, lease_until__lt=now).count()
    )
