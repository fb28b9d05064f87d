"""Snapshots of the summaries of committees: some ten queries for any number of them that share a
kind and a period. A summary of a large committee tells of the committees right below in the place
of cells (`MOST_CELLS`)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import F, Q, Sum
from django.utils import timezone

from cells.models import CellKind, Committee
from meetings.models import MeetingRegime, ThemeField
from reports.boards import months_back
from reports.models import BranchMonth, CellMonth, Report, ReportKind
from reports.papers import rating
from reports.papers.cell_facts import in_force
from reports.papers.figures import plain
from reports.queries.boards import ADDED_UP, SUMS
from reports.wording import reasons_in_words

Row = dict[str, Any]
MOST_CELLS = 60
"""Cells of which a summary tells one by one."""
STOCK = (
    "cells",
    "members",
    "official",
    "probationary",
    "exempted",
    "away",
    "elsewhere",
    "suspended",
)
"""What a year does not add up: it ends with them."""
AT_END = ("open_at_end", "overdue_at_end", "needing_attention", "few_official")
QUARTER = 3

BELOW = """
    FROM cells_committee up
    JOIN cells_committee own ON starts_with(own.path, up.path)
    JOIN cells_cell c ON c.committee_id = own.id
"""
BY_CELL = f"""
    SELECT up.id, c.id, c.name, c.kind,
           (array_agg(f.members ORDER BY f.month DESC))[1] AS members,
           sum(f.present) AS present, sum(f.bound) AS bound,
           count(*) FILTER (WHERE f.regular_state IN ('open', 'signed')) AS held,
           avg(f.review_specificity) AS specificity, avg(f.repetition) AS repetition,
           sum(f.thematic) AS thematic, sum(f.resolutions_passed) AS passed,
           sum(f.due) AS due, sum(f.done_on_time) AS done_on_time,
           (array_agg(f.open_at_end ORDER BY f.month DESC))[1] AS open_at_end,
           count(*) AS asked
    {BELOW}
    JOIN reports_cellmonth f ON f.cell_id = c.id
    WHERE up.id = ANY (%(committees)s) AND f.month BETWEEN %(first)s AND %(last)s
    GROUP BY up.id, c.id ORDER BY up.id, c.sort_key, c.id
"""
REASONS = f"""
    SELECT up.id, c.id, c.name, why.reason, count(*) AS months, max(f.month) AS latest
    {BELOW}
    JOIN reports_cellmonth f ON f.cell_id = c.id
    CROSS JOIN LATERAL unnest(f.reasons) AS why (reason)
    WHERE up.id = ANY (%(committees)s) AND f.month BETWEEN %(first)s AND %(last)s
    GROUP BY up.id, c.id, why.reason ORDER BY up.id, months DESC, c.sort_key, c.id
"""
THEMES = f"""
    SELECT up.id, coalesce(nullif(m.letterhead ->> 'theme', ''), t.title, m.purpose) AS theme,
           coalesce(t.field, '') AS field, count(*) AS meetings,
           count(DISTINCT m.cell_id) AS cells
    {BELOW}
    JOIN meetings_meeting m ON m.cell_id = c.id
    LEFT JOIN meetings_theme t ON t.id = m.theme_id
    WHERE up.id = ANY (%(committees)s) AND m.kind = 'thematic' AND m.state <> 'planned'
      AND m.month BETWEEN %(first)s AND %(last)s
    GROUP BY 1, 2, 3 ORDER BY 1, meetings DESC, 2
"""
RESOLUTIONS = f"""
    SELECT up.id, r.subject, count(*) AS voted, count(*) FILTER (WHERE r.passed) AS passed
    {BELOW}
    JOIN meetings_meeting m ON m.cell_id = c.id
    JOIN meetings_resolution r ON r.meeting_id = m.id
    WHERE up.id = ANY (%(committees)s) AND m.state = 'signed'
      AND m.month BETWEEN %(first)s AND %(last)s
    GROUP BY up.id, r.subject ORDER BY up.id, voted DESC
"""


def snapshots(reports: Sequence[Report], *, now: datetime) -> dict[int, Row]:
    """What each report is made of, by its key. A committee without facts of the period has none."""
    found: dict[int, Row] = {}
    key = attrgetter("kind", "period")
    for (kind, period), same in groupby(sorted(reports, key=key), key=key):
        found |= _of_period(list(same), kind == ReportKind.COMMITTEE_YEAR, period, now)
    return found


def _of_period(reports: list[Report], yearly: bool, period: date, now: datetime) -> dict[int, Row]:
    months = 12 if yearly else 1
    first, last = period, months_back(period, 1 - months)
    last = min(last, timezone.localdate(now).replace(day=1))
    ids = [report.committee_id for report in reports]
    wanted = {"committees": ids, "first": first, "last": last}
    sums = _sums(ids, months_back(first, 12), last)
    by_kind = _kinds(ids, first, last)
    lists = {
        "cells": _rows(BY_CELL, wanted, "cell name kind members present bound held specificity "
                       "repetition thematic passed due done_on_time open_at_end asked"),
        "reasons": _rows(REASONS, wanted, "cell name reason months latest"),
        "themes": _rows(THEMES, wanted, "theme field meetings cells"),
        "resolutions": _rows(RESOLUTIONS, wanted, "subject voted passed"),
    }  # fmt: skip
    branches = _branches(ids, first, last)
    words = {} if yearly else _words(lists["reasons"], last)
    ratings = rating.of_committees(ids, period.year) if yearly else {}
    heads = _heads(ids, months_back(last, -1))
    found = {}
    for report in reports:
        own = report.committee_id
        by_month = sums.get(own, {})
        if not any(first <= month <= last for month in by_month):
            continue
        found[report.pk] = {
            "made_at": now.isoformat(),
            "head": heads[own],
            "months": [first.isoformat(), last.isoformat()],
            "figures": {
                "now": _figures(by_month, first, last),
                "before": _figures(by_month, *_shifted(first, last, months)),
                "year_ago": _figures(by_month, *_shifted(first, last, 12)),
            },
            "trend": _trend(by_month, first if yearly else months_back(last, 12), last),
            "kinds": by_kind.get(own, []),
            "cells": _few(lists["cells"].get(own, [])),
            "branches": branches.get(own, []),
            "reasons": _told(lists["reasons"].get(own, []), words),
            "themes": _named(lists["themes"].get(own, [])),
            "resolutions": lists["resolutions"].get(own, []),
            "rating": ratings.get(own),
        }
    return found


def _shifted(first: date, last: date, months: int) -> tuple[date, date]:
    return months_back(first, months), months_back(last, months)


def _few(cells: list[Row]) -> list[Row]:
    return cells if len(cells) <= MOST_CELLS else []


def _rows(sql: str, wanted: Row, names: str) -> dict[int, list[Row]]:
    """The rows of each committee, by the names of the columns that follow its key."""
    columns = names.split()
    found: dict[int, list[Row]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(sql, wanted)
        for own, *values in cursor.fetchall():
            found[own].append(_jsonable(dict(zip(columns, values, strict=True))))
    return found


def _jsonable(row: Row) -> Row:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in plain(row).items()
    }


def _sums(ids: list[int], first: date, last: date) -> dict[int, dict[date, Row]]:
    """The sums of each committee and month."""
    rows = (
        BranchMonth.objects.filter(committee__in=ids, month__range=(first, last))
        .order_by("committee", "month")
        .values("committee", "month")
        .annotate(**ADDED_UP)
    )
    found: dict[int, dict[date, Row]] = defaultdict(dict)
    for row in rows:
        found[row["committee"]][row["month"]] = _unmarked(row)
    return found


def _unmarked(row: Row) -> Row:
    return {name.removesuffix("_"): value for name, value in row.items()}


def _figures(by_month: dict[date, Row], first: date, last: date) -> Row | None:
    """The sums of a period: counts added up, and under `…_now` how things stood at its end.

    Thematic meetings are asked for by the quarter, so that a longer period looks at the months
    that end one.
    """
    rows = [(month, row) for month, row in sorted(by_month.items()) if first <= month <= last]
    if not rows:
        return None
    end = rows[-1][1]
    added = {name: sum(row[name] for _, row in rows) for name in SUMS}
    added |= {name: end[name] for name in AT_END} | {f"{name}_now": end[name] for name in STOCK}
    closing = [row for month, row in rows if month.month % QUARTER == 0]
    chosen = closing if len(rows) > 1 and closing else [end]
    added["thematic_done"] = sum(row["thematic_done"] for row in chosen)
    added["thematic_asked"] = sum(row["cells"] for row in chosen)
    added["months"] = len(rows)
    return plain(added)


def _trend(by_month: dict[date, Row], first: date, last: date) -> list[Row]:
    names = (
        "cells", "regular_held", "present", "bound", "specificity_sum", "specificity_known",
        "repetition_sum", "repetition_known", "done_on_time", "done_late", "carried", "dropped",
        "still_open", "due",
    )  # fmt: skip
    return [
        {"month": month.isoformat()} | plain({name: row[name] for name in names})
        for month, row in sorted(by_month.items())
        if first <= month <= last
    ]


def _kinds(ids: list[int], first: date, last: date) -> dict[int, list[Row]]:
    """The sums of each kind of cell over the period, with how many there were at its end."""

    def end(name: str) -> Any:
        return Sum(name, filter=Q(month=last))

    rows = (
        BranchMonth.objects.filter(committee__in=ids, month__range=(first, last))
        .order_by("committee", "kind")
        .values("committee", "kind")
        .annotate(cells_now=end("cells"), members_now=end("members"), **ADDED_UP)
    )
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["committee"]].append(plain(_unmarked(row)))
    for kinds in found.values():
        kinds.sort(key=lambda row: (-(row["cells_now"] or 0), row["kind"]))
        for row in kinds:
            row["label"] = str(CellKind(row["kind"]).label)
    return found


def _branches(ids: list[int], first: date, last: date) -> dict[int, list[Row]]:
    """The sums of the committees right below each."""
    tree = list(Committee.objects.filter(pk__in=ids))
    below = Q(pk__in=[])
    for one in tree:
        below |= Q(committee__path__startswith=one.path, committee__depth=one.depth + 1)
    rows = (
        BranchMonth.objects.filter(below, month__range=(first, last))
        .order_by("committee__sort_key", "committee")
        .values("committee", name=F("committee__name"), path=F("committee__path"))
        .annotate(members_now=Sum("members", filter=Q(month=last)), **ADDED_UP)
    )
    parents = {one.path: one.pk for one in tree}
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        path = row.pop("path")
        found[parents[path[: -Committee.steplen]]].append(plain(_unmarked(row)))
    return found


def _words(reasons: dict[int, list[Row]], month: date) -> dict[int, dict[str, str]]:
    """The reasons of each cell in the words of its month, by cell and reason."""
    cells = {row["cell"] for rows in reasons.values() for row in rows}
    facts = CellMonth.objects.filter(cell__in=cells, month=month)
    return {
        fact.cell_id: dict(zip(fact.reasons, reasons_in_words(fact), strict=True)) for fact in facts
    }


def _told(reasons: list[Row], words: dict[int, dict[str, str]]) -> list[Row]:
    return [row | {"words": words.get(row["cell"], {}).get(row["reason"], "")} for row in reasons]


def _named(themes: list[Row]) -> list[Row]:
    return [
        row | {"field": str(ThemeField(row["field"]).label) if row["field"] else "Khác"}
        for row in themes
    ]


def head_on(committee: Committee, day: date) -> dict[str, str]:
    """Who issues a paper of the committee on that day."""
    return _heads([committee.pk], day)[committee.pk]


def _heads(ids: list[int], day: date) -> dict[int, dict[str, str]]:
    """The letterhead of each committee under the rule set of the day."""
    own = list(Committee.objects.filter(pk__in=ids))
    above = {one.path[: -Committee.steplen] for one in own}
    names = dict(Committee.objects.filter(path__in=above).values_list("path", "name"))
    layout = in_force(list(MeetingRegime.objects.all()), day).layout
    return {
        one.pk: {
            "superior": names.get(one.path[: -Committee.steplen], ""),
            "issuer": one.committee_name,
            "name": one.name,
            "place": one.place,
            "layout": layout,
        }
        for one in own
    }
