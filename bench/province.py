"""What is measured: the town with its 25 cells beside a province with 3,500."""

from datetime import date

from django.db import connection
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts.models import Role, RoleKind, User
from cells.models import Cell, Committee
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from reports.boards import MONTHS_SHOWN
from reports.models import BranchMonth, CellMonth, Report, ReportKind, ReportState
from reports.queries.boards import SUMS

CELLS = 3_500
MEMBERS_PER_CELL = 28
MONTHS = 2
"""Whole months of meetings. Facts of the year before are copies: a dashboard reads facts."""
GATHERED = 9
LARGE = "Đảng bộ lớn"
PASSWORD = "bench-only"  # noqa: S105 - an account of a database that is thrown away


def make(cells: int) -> date:
    """Builds a province of so many cells; gives its last whole month."""
    today = timezone.localdate()
    plan = Plan(today, cells=cells, members=MEMBERS_PER_CELL * cells, months=MONTHS)
    build(plan, password=PASSWORD)
    month = plan.this_month
    for model, key in ((CellMonth, "cell_id"), (BranchMonth, "committee_id")):
        _repeat(model, key)
    _gather()
    _report()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return CellMonth.objects.filter(month__lt=month).latest("month").month


def _repeat(model: type, key: str) -> None:
    """Copies the facts of the first month into the year before it."""
    table = model._meta.db_table
    named = [one.column for one in model._meta.concrete_fields if not one.primary_key]
    rest = ", ".join(name for name in named if name != "month")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (month, {rest}) "  # noqa: S608
            f"SELECT (month - back * interval '1 month')::date, {rest} FROM {table}, "
            f"generate_series(1, {MONTHS_SHOWN}) AS back "
            f"WHERE month = (SELECT min(month) FROM {table}) ORDER BY {key}"
        )


def _gather() -> None:
    """Puts the cells of nine communes under one committee, with the facts of both levels."""
    root = Committee.objects.order_by("depth", "path").first()
    found = list(root.get_children().order_by("-path")[:GATHERED].values_list("pk", flat=True))
    wide = Committee.objects.add_child(root, create_kwargs={"name": LARGE, "level": "cơ sở"})
    sums = [one.column for one in BranchMonth._meta.concrete_fields if one.name in SUMS]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {BranchMonth._meta.db_table} "  # noqa: S608
            f"(committee_id, kind, month, {', '.join(sums)}) "
            f"SELECT %s, kind, month, {', '.join(f'sum({name})' for name in sums)} "
            f"FROM {BranchMonth._meta.db_table} "
            "WHERE committee_id = ANY(%s) GROUP BY kind, month",
            [wide.pk, found],
        )
    Cell.objects.filter(committee__in=found).update(
        committee=wide, name=Concat("name", Value(" số "), Cast("pk", CharField()))
    )
    BranchMonth.objects.filter(committee__in=found).delete()


def _report() -> None:
    """A built report of each cell for each month, which no worker has made."""
    now = timezone.now()
    Report.objects.bulk_create(
        (
            Report(
                kind=ReportKind.CELL_MONTH,
                period=month,
                cell_id=cell,
                state=ReportState.READY,
                asked_at=now,
                finished_at=now,
                snapshot={"made": "by the bench"},
            )
            for cell, month in CellMonth.objects.values_list("cell", "month")
        ),
        batch_size=5_000,
        ignore_conflicts=True,  # the demonstration has made some
    )


def officer_of(committee: Committee) -> User:
    """The office of the committee."""
    user, _ = User.objects.get_or_create(
        username=f"bench-{committee.pk}", defaults={"full_name": "Văn phòng"}
    )
    Role.objects.get_or_create(user=user, kind=RoleKind.OFFICER, committee=committee)
    return user


def large_one() -> Committee:
    """The committee with ten times the cells of a town."""
    return Committee.objects.get(name=LARGE)


def town_and_province() -> tuple[Committee, Committee]:
    """A committee with about 25 cells, and the one above all."""
    root = Committee.objects.order_by("depth", "path").first()
    sums = BranchMonth.objects.exclude(committee=root).order_by("-month")
    for one in sums.values("committee").distinct():
        committee = Committee.objects.get(pk=one["committee"])
        if 20 <= committee.cells.count() <= 40:
            return committee, root
    raise LookupError("the province has no town of its size")
