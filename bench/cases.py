"""What `make bench` measures, each against a reference in the same run."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from bench import province
from bench.measuring import Result, at_least, at_most, in_turn
from cells.models import Cell, Committee
from hmk.services import postgres
from reports import papers
from reports.boards import months_back
from reports.models import BranchMonth, CellMonth, Report, ReportKind, ReportState
from reports.papers import Paper
from reports.services import asking, facts, making

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORKER = "import django; django.setup(); from bench.cases import make_reports; make_reports()"


def facts_of_a_month(month: date) -> Result:
    """The facts of all cells for one month, against the same statements run by psql."""
    now = timezone.now()
    ours = partial(facts.refresh, first=month, last=month, now=now)
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as script:
        script.write(_statements(month, now))
        script.flush()
        took, reference = in_turn(ours, partial(_psql, script.name), rounds=5)
    return at_most(took, reference, 1.3)


def _statements(month: date, now: object) -> str:
    """What `facts.refresh` writes, in one transaction, with its parameters in place."""
    cells = list(Cell.objects.values_list("pk", flat=True))
    above = list(Committee.objects.values_list("pk", flat=True))
    pairs = (
        (
            facts.upsert(CellMonth, facts.cell_months(), ("cell_id", "month")),
            facts.parameters(cells, month, month, now),
        ),
        (
            facts.upsert(BranchMonth, facts.branch_months(), ("committee_id", "month", "kind")),
            {"committees": above, "first": month, "last": month},
        ),
    )
    with connection.cursor() as cursor:
        told = [cursor.mogrify(sql, values).decode() for sql, values in pairs]
    return "BEGIN;\n" + ";\n".join(told) + ";\nCOMMIT;\n"


def _psql(script: str) -> None:
    settings = connection.settings_dict
    command = [
        str(postgres.find_programs() / "psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1",
        f"--host={settings['HOST']}", f"--username={settings['USER']}",
        f"--dbname={settings['NAME']}", f"--file={script}",
    ]  # fmt: skip
    env = os.environ | {"PGPORT": str(settings["PORT"] or 5432), "PGPASSWORD": settings["PASSWORD"]}
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)


def committee_dashboard(month: date) -> Result:
    """The dashboard of a province of 3,500 cells, against that of a town of 25."""
    town, root = province.town_and_province()
    ours, reference = in_turn(
        *(_pages_of(committee, month)["dashboard"] for committee in (root, town)), rounds=15
    )
    return at_most(ours, reference, 2)


def pages_against_a_bare_view(month: date) -> Result:
    """The slowest, by ratio, of the pages of a town, each against a bare view that makes as many
    reads by primary key."""
    town, _ = province.town_and_province()
    pk = town.cells.first().pk
    found = []
    for page in _pages_of(town, month).values():
        page()
        with CaptureQueriesContext(connection) as asked:
            page()
        bare = partial(_get, Client(SERVER_NAME="localhost"), f"/bare/{pk}/{len(asked)}/")
        with override_settings(MIDDLEWARE=[]):
            bare()  # a client keeps the middleware of its first request
        found.append(in_turn(page, bare, rounds=25))
    return at_most(*max(found, key=_ratio), 4)


def pages_of_ten_times_the_cells(month: date) -> Result:
    """The slowest, by ratio, of the pages of a committee with 250 cells, each against the same page
    of one with 25."""
    town, _ = province.town_and_province()
    large, small = _pages_of(province.large_one(), month), _pages_of(town, month)
    found = [in_turn(large[name], small[name], rounds=25) for name in large]
    return at_most(*max(found, key=_ratio), 1.1)


def _ratio(times: tuple[float, float]) -> float:
    return times[0] / times[1]


def _pages_of(committee: Committee, month: date) -> dict[str, Callable[[], None]]:
    """The pages that the office of the committee opens each morning."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(province.officer_of(committee), backend=BACKEND)
    board, asks = f"/dashboards/committees/{committee.pk}/", f"?month={month:%Y-%m}"
    addresses = {
        "dashboard": f"{board}{asks}", "duties": f"{board}duties/{asks}", "reports": "/reports/",
    }  # fmt: skip
    return {name: partial(_get, client, address) for name, address in addresses.items()}


def _get(client: Client, address: str) -> None:
    answer = client.get(address, secure=True)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answers {answer.status_code}")


def pdf_of_reports(month: date) -> Result:
    """Reports written as PDF on one core, against Typst compiling the same source bare."""
    from documents import pdf

    made = _papers(month, 40)
    sources = [papers.typst_input(paper) for paper in made]

    def ours() -> None:
        for paper in made:
            papers.write(paper, "pdf")

    def bare() -> None:
        for source, moment in sources:
            pdf.compiled(source, moment)

    took, reference = in_turn(ours, bare, rounds=3)
    return at_least(len(made) / took, len(made) / reference, 0.8, unit="reports/s/core")


def _papers(month: date, number: int) -> list[Paper]:
    rows = [
        Report(pk=-place, kind=ReportKind.CELL_MONTH, period=month, cell=cell)
        for place, cell in enumerate(Cell.objects.order_by("pk")[:number], start=1)
    ]
    found = papers.snapshots(rows, now=timezone.now())
    for row in rows:
        row.snapshot = found[row.pk]
    return [Paper.of(row) for row in rows]


def two_workers(month: date) -> Result:
    """The month's reports of 3,500 cells made by two workers, against one."""
    times = {number: _made_by(number, month) for number in (1, 2)}
    return at_least(1 / times[2], 1 / times[1], 1.7, unit="months/s")


def _made_by(workers: int, month: date) -> float:
    Report.objects.all().delete()
    asking.start_due(now=_first_of_next(month))
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    begun = perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", WORKER], env=env) for _ in range(workers)]
    if any(process.wait() for process in running):
        raise AssertionError("a worker failed")
    took = perf_counter() - begun
    left = Report.objects.exclude(state=ReportState.READY).count()
    if left:
        raise AssertionError(f"{left} reports are not ready")
    return took


def _first_of_next(month: date) -> datetime:
    return timezone.make_aware(datetime.combine(months_back(month, -1), time(2)))


def make_reports() -> None:
    """What a worker does, until nothing waits."""
    while making.work(clock=timezone.now)[1]:
        pass


CASES: dict[str, Callable[[date], Result]] = {
    "facts_of_a_month": facts_of_a_month,
    "committee_dashboard": committee_dashboard,
    "pages_against_a_bare_view": pages_against_a_bare_view,
    "pages_of_ten_times_the_cells": pages_of_ten_times_the_cells,
    "pdf_of_reports": pdf_of_reports,
    "two_workers": two_workers,
}
RESULTS = Path(__file__).resolve().parent / "results.json"
