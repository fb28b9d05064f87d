"""What is measured: the town with its 25 cells beside a province with 3,500."""

from datetime import date

from django.db import connection
from django.utils import timezone

from accounts.models import Role, RoleKind, User
from cells.models import Committee
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from reports.boards import MONTHS_SHOWN
from reports.models import BranchMonth, CellMonth

CELLS = 3_500
MEMBERS_PER_CELL = 28
MONTHS = 2
"""Whole months of meetings. Facts of the year before are copies: a dashboard reads facts."""
PASSWORD = "bench-only"  # noqa: S105 - an account of a database that is thrown away


def make(cells: int) -> date:
    """Builds a province of so many cells; gives its last whole month."""
    today = timezone.localdate()
    plan = Plan(today, cells=cells, members=MEMBERS_PER_CELL * cells, months=MONTHS)
    build(plan, password=PASSWORD)
    month = plan.this_month
    for model, key in ((CellMonth, "cell_id"), (BranchMonth, "committee_id")):
        _repeat(model, key)
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


def officer_of(committee: Committee) -> User:
    """The office of the committee."""
    user, _ = User.objects.get_or_create(
        username=f"bench-{committee.pk}", defaults={"full_name": "Văn phòng"}
    )
    Role.objects.get_or_create(user=user, kind=RoleKind.OFFICER, committee=committee)
    return user


def town_and_province() -> tuple[Committee, Committee]:
    """A committee with about 25 cells, and the one above all."""
    root = Committee.objects.order_by("depth", "path").first()
    sums = BranchMonth.objects.exclude(committee=root).order_by("-month")
    for one in sums.values("committee").distinct():
        committee = Committee.objects.get(pk=one["committee"])
        if 20 <= committee.cells.count() <= 40:
            return committee, root
    raise LookupError("the province has no town of its size")
