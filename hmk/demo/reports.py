"""The reports of the months shown: rows with their figures at once; those that were issued get their
number, day and files from the very service, one by one."""

import json
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate

from accounts.models import RoleKind, User
from cells.models import Cell, Committee
from hmk.demo.calendar import add_months, at
from hmk.demo.plan import SHOWN, Plan
from hmk.demo.texts_reports import CELL, COMMITTEE, YEAR
from reports import papers
from reports.models import Report, ReportKind, ReportState
from reports.services import issuing

AT_ONCE = 200
CLERK = {"signer": "Trần Đình Khoa", "signer_office": "secretary"}
LEFT = 1
"""The last month is left for the visitor to issue."""


def write_reports(plan: Plan, cells: list[Cell], above: list[Committee]) -> int:
    """A report of every whole month for these cells and committees, and of every whole year for
    the committees; says how many."""
    months = plan.all_months[:-1]
    rows = [
        _row(plan, ReportKind.CELL_MONTH, month, cell=cell) for month in months for cell in cells
    ]
    for one in above:
        rows += [_row(plan, ReportKind.COMMITTEE_MONTH, month, committee=one) for month in months]
        rows += [
            _row(plan, ReportKind.COMMITTEE_YEAR, month, committee=one)
            for month in months
            if month.month == 1 and add_months(month, 12) <= plan.this_month
        ]
    found = 0
    for start in range(0, len(rows), AT_ONCE):
        batch = rows[start : start + AT_ONCE]
        made = _snapshots(batch)
        found += len(Report.objects.bulk_create(made))
    return found


def _row(plan: Plan, kind: str, period: date, **whose: Cell | Committee) -> Report:
    asked = _morning(add_months(period, 12 if kind == ReportKind.COMMITTEE_YEAR else 1))
    return Report(
        kind=kind,
        period=period,
        asked_at=asked,
        finished_at=asked + timedelta(minutes=2),
        state=ReportState.READY,
        attempts=1,
        tries=1,
        texts=_texts(plan, kind, period, whose),
        **whose,
    )


def _morning(day: date) -> datetime:
    """When beat asks for what is over."""
    return at(day, time(5, 30))


def _snapshots(rows: list[Report]) -> list[Report]:
    """The rows that have facts, each with its figures and a key to tell them by."""
    for number, row in enumerate(rows, start=1):
        row.pk = number
    made = papers.snapshots(rows, now=max(row.finished_at for row in rows))
    kept = [row for row in rows if row.pk in made]
    for row in kept:
        row.snapshot = json.loads(json.dumps(made[row.pk])) | {
            "made_at": row.finished_at.isoformat()
        }
    for row in rows:
        row.pk = None
    return kept


def _texts(plan: Plan, kind: str, period: date, whose: dict) -> dict[str, str]:
    cell = whose.get("cell")
    random = plan.random("report", kind, period, str(cell or ""))
    known = CELL if cell else COMMITTEE
    texts = {name: random.choice(choices) for name, choices in known.items()}
    if kind == ReportKind.COMMITTEE_YEAR:
        texts |= YEAR
    return texts if cell else texts | CLERK


def issue_reports(plan: Plan) -> int:
    """Issues what the office and the shown cell have issued by today; says how many."""
    issued = 0
    committee = Committee.objects.filter(cells__isnull=False).order_by("path").first()
    office = User.objects.filter(roles__kind=RoleKind.OFFICER).first()
    shown = Cell.objects.filter(committee=committee, name__endswith=f" {SHOWN}").first()
    secretary = User.objects.filter(roles__kind=RoleKind.SECRETARY, roles__cell=shown).first()
    last = add_months(plan.this_month, -LEFT)
    for whose, by in (({"committee": committee}, office), ({"cell": shown}, secretary)):
        rows = Report.objects.filter(**whose, period__lt=last).order_by("finished_at", "pk")
        for number, report in enumerate(rows, start=1):
            issuing.issue(
                report,
                issued_on=localdate(report.finished_at) + timedelta(days=2),
                number=None if report.cell_id else 7 * number,
                now=report.finished_at + timedelta(days=2, hours=3),
                by=by,
            )
            issued += 1
    return issued
