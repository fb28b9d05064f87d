"""What a committee's dashboard reads. Each is one query, whatever the number of cells."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Max, Min, QuerySet, Sum

from cells.models import Cell, Committee
from reports.models import BranchMonth, CellMonth

SUMS: tuple[str, ...] = tuple(
    field.name
    for field in BranchMonth._meta.fields
    if field.name not in {"id", "committee", "kind", "month"}
)
ADDED_UP = {f"{name}_": Sum(name) for name in SUMS}
SUMS_BY_MONTH = f"""
    SELECT month, {", ".join(f"sum({name}) AS {name}" for name in SUMS)}
    FROM {BranchMonth._meta.db_table}
    WHERE committee_id = %s AND month BETWEEN %s AND %s
    GROUP BY month ORDER BY month
"""  # noqa: S608 - names of columns
SUMS_BY_KIND = f"""
    SELECT kind, {", ".join(SUMS)}
    FROM {BranchMonth._meta.db_table}
    WHERE committee_id = %s AND month = %s
    ORDER BY cells DESC, kind
"""  # noqa: S608 - names of columns
BRANCH = ("committee", "committee__name")
SUMS_OF_BRANCHES = f"""
    SELECT count(*) OVER (), committee.id, committee.name,
           {", ".join(f"sum(branch.{name})" for name in SUMS)}
    FROM {BranchMonth._meta.db_table} branch
    JOIN {Committee._meta.db_table} committee ON committee.id = branch.committee_id
    WHERE committee.path LIKE %(below)s AND committee.depth = %(depth)s AND branch.month = %(month)s
    GROUP BY committee.id
    ORDER BY committee.sort_key, committee.id
    LIMIT %(limit)s OFFSET %(first)s
"""  # noqa: S608 - names of columns
"""Written out: to put three dozen sums together takes the ORM longer than PostgreSQL to count."""
WHY = (
    "month", "cell", "cell__name", "cell__committee__name", "reasons", "attention",
    "regular_state", "regular_on",
    "signed_on", "members", "official", "away", "present", "bound", "unexcused",
    "review_specificity", "repetition", "thematic_in_quarter", "thematic_required", "done_on_time",
    "due", "overdue_at_end",
)  # fmt: skip
"""What the reasons of a month speak of."""


def cells_under(committee: Committee) -> QuerySet[Cell]:
    """The cells at or below the committee in the order of their names: whoever may read a committee
    may read them all."""
    return Cell.objects.filter(committee__path__startswith=committee.path).order_by(
        "sort_key", "pk"
    )


def named(cells: QuerySet[Cell], *, of_several: bool = False) -> QuerySet[Cell]:
    """The cells with nothing but their names, for a long table; where cells `of_several` committees
    stand together, of which two may bear one name, with that of the committee as `of`."""
    rows = cells.select_related(None).only("name")
    return rows.annotate(of=F("committee__name")) if of_several else rows


def known_months(committee: Committee) -> tuple[date, date] | None:
    """The first and last month of which the committee has facts."""
    found = BranchMonth.objects.filter(committee=committee).aggregate(
        first=Min("month"), last=Max("month")
    )
    return (found["first"], found["last"]) if found["first"] else None


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name.removesuffix("_"): value for name, value in row.items()}


def sums_by_month(committee: Committee, first: date, last: date) -> dict[date, dict[str, Any]]:
    """The committee's sums of each month from `first` to `last`."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS_BY_MONTH, [committee.pk, first, last])
        return {month: dict(zip(SUMS, sums, strict=True)) for month, *sums in cursor}


def sums_by_kind(committee: Committee, month: date) -> list[dict[str, Any]]:
    """The sums of one month for each kind of cell that the committee has."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS_BY_KIND, [committee.pk, month])
        return [dict(zip(("kind", *SUMS), row, strict=True)) for row in cursor]


def branches_of(
    committee: Committee, month: date, first: int, limit: int
) -> tuple[list[dict[str, Any]], int]:
    """The sums of one month for `limit` of the committees right below, by name, and how many there
    are in all; no query where none is."""
    if committee.is_leaf():
        return [], 0
    with connection.cursor() as cursor:
        cursor.execute(
            SUMS_OF_BRANCHES,
            {
                "below": f"{committee.path}%",
                "depth": committee.depth + 1,
                "month": month,
                "limit": limit,
                "first": first,
            },
        )
        rows = [dict(zip(("total", *BRANCH, *SUMS), row, strict=True)) for row in cursor]
    return rows, rows[0]["total"] if rows else 0


def attention(committee: Committee, month: date, limit: int) -> list[CellMonth]:
    """The months of the committee's cells that need attention, worst first."""
    return list(
        CellMonth.objects.filter(
            month=month, attention__gt=0, cell__committee__path__startswith=committee.path
        )
        .select_related("cell__committee")
        .only(*WHY)
        .order_by("-attention", "cell__sort_key", "cell")[:limit]
    )


def reasons_then(cells: Iterable[int], month: date) -> dict[int, list[str]]:
    """Why each of these cells stood on the list in that month."""
    rows = CellMonth.objects.filter(month=month, cell__in=list(cells))
    return dict(rows.values_list("cell", "reasons"))


def heat_rows(
    cells: Sequence[Cell], first: date, last: date, columns: Iterable[str]
) -> dict[int, dict[date, dict[str, Any]]]:
    """These columns of the facts of the cells, by cell and month."""
    rows = CellMonth.objects.filter(
        cell__in=[cell.pk for cell in cells], month__range=(first, last)
    ).values(*dict.fromkeys(("cell", "month", *columns)), meeting=F("regular"))
    found: dict[int, dict[date, dict[str, Any]]] = {cell.pk: {} for cell in cells}
    for row in rows:
        found[row["cell"]][row["month"]] = row
    return found
