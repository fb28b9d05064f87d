"""Facts and reports for tests of reports: made at once, without the records behind them."""

from datetime import date

from django.utils import timezone

from cells.models import Cell, Committee
from reports import papers
from reports.boards import months_back
from reports.models import BranchMonth, CellMonth, Report, ReportKind, ReportState
from tests.factories import at

OCTOBER = date(2026, 10, 1)
NOW = at(date(2026, 11, 3), 8)


def facts_for(cell: Cell, *months: date, **known: object) -> list[CellMonth]:
    """A cell month of each month, with what is `known`."""
    rows = [
        CellMonth(cell=cell, month=month, refreshed_at=timezone.now(), **known)
        for month in months or (OCTOBER,)
    ]
    return CellMonth.objects.bulk_create(rows)


def sums_for(committee: Committee, *months: date, **known: object) -> list[BranchMonth]:
    """The sums of the committee's residential cells in each month."""
    rows = [
        BranchMonth(committee=committee, kind="residential", month=month, **({"cells": 1} | known))
        for month in months or (OCTOBER,)
    ]
    return BranchMonth.objects.bulk_create(rows)


def asked(cell: Cell, *months: date, **fields: object) -> list[Report]:
    """A report that waits, for each month."""
    return [
        Report.objects.create(
            kind=ReportKind.CELL_MONTH, cell=cell, period=month, asked_at=NOW, **fields
        )
        for month in months or (OCTOBER,)
    ]


def before(month: date, count: int) -> list[date]:
    """The month and those before it, `count` in all."""
    return [months_back(month, back) for back in range(count)]


def ready_report(cell: Cell, *, members: int = 6) -> Report:
    """The report of October, made by a worker; its files are not on the disk yet."""
    facts_for(cell, members=members, official=members, bound=members, present=members)
    (report,) = asked(cell)
    return built(report)


def built(report: Report) -> Report:
    """The report as a worker leaves it, without files: they are made when asked for."""
    report.snapshot = papers.snapshots([report], now=NOW)[report.pk]
    report.state, report.finished_at = ReportState.READY, NOW
    report.save()
    return report
