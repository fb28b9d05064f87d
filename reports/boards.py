"""The dashboard of a committee, put together from its sums and the facts of its cells."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator

from cells.models import CellKind, Committee
from cells.queries import standing
from cells.text import figure
from meetings.models import State
from meetings.rules import last_day
from reports import queries
from reports.links import numbered
from reports.measures import (
    ATTENDANCE,
    EXECUTION,
    HELD,
    IN_TIME,
    MEASURES,
    REPETITION,
    SCORE,
    SPECIFICITY,
    THEMATIC,
    Measure,
    closes_quarter,
    points,
)
from reports.rules import change
from reports.wording import changes_in_words, reasons_in_words

SHOWN = 6
"""Cells on the list of those that need attention."""
CELLS_A_PAGE = 25
BRANCHES_A_PAGE = 25
MONTHS_SHOWN = 12


def months_back(month: date, number: int) -> date:
    """The first day of the month `number` months earlier."""
    index = month.year * 12 + month.month - 1 - number
    return date(index // 12, index % 12 + 1, 1)


@dataclass(frozen=True)
class Figure:
    """A figure of the month, beside last month and the same month last year."""

    label: str
    value: str
    detail: str
    grade: str
    since_month: str
    since_year: str


@dataclass(frozen=True)
class Chart:
    """A chart and the table behind it: a row for each month, values as percent or counts."""

    title: str
    kind: str
    names: list[str]
    rows: list[tuple[date, list[Decimal | int | None]]]


@dataclass(frozen=True)
class Concern:
    """A cell that needs attention, its reasons in words, what changed since last month."""

    fact: Any
    reasons: list[str]
    changes: str


@dataclass(frozen=True)
class HeatCell:
    """A month of a cell in the heat map: its words, its grade, the meeting it speaks of."""

    month: date
    words: str
    grade: str
    link: str = ""


@dataclass
class Board:
    """Everything on the page."""

    committee: Committee
    month: date
    months: list[date]
    sums: dict[str, Any]
    figures: list[Figure]
    charts: list[Chart]
    concerns: list[Concern]
    concerns_total: int
    heat: Measure
    heat_page: Page
    heat_rows: list[tuple[Any, list[HeatCell]]]
    kinds: list[tuple[str, dict[str, Any], list[tuple[str, str, str]]]]
    branches: list[tuple[dict[str, Any], list[tuple[str, str, str]]]]
    branch_page: Page

    @property
    def measures(self) -> list[Measure]:
        return list(MEASURES.values())

    @property
    def compared(self) -> tuple[Measure, ...]:
        return COMPARED


COMPARED = (HELD, ATTENDANCE, THEMATIC, SCORE, SPECIFICITY, REPETITION, EXECUTION)


def committee_board(
    committee: Committee, *, month: date, heat: Measure, page: object, branches: object = None
) -> Board:
    """The board of the committee in the month. At most nine queries at any number of cells."""
    first = months_back(month, MONTHS_SHOWN)
    by_month = queries.sums_by_month(committee, first, month)
    now = by_month.get(month, {})
    last_month = by_month.get(months_back(month, 1), {})
    last_year = by_month.get(first, {})
    cells = queries.cells_under(committee)
    shown = [one for one in by_month if one > first]
    cells = standing(cells, min(shown, default=month), last_day(month))
    rows = queries.named(cells, of_several=not committee.is_leaf())
    heat_page = Paginator(rows, CELLS_A_PAGE).get_page(page)
    branch_page, branch_rows = _branches(committee, month, branches)
    return Board(
        committee=committee,
        month=month,
        months=shown,
        sums=now,
        figures=_figures(month, now, last_month, last_year),
        charts=_charts({one: by_month[one] for one in shown}),
        concerns=_concerns(committee, month),
        concerns_total=now.get("needing_attention", 0),
        heat=heat,
        heat_page=heat_page,
        heat_rows=_heat(list(heat_page), shown, heat),
        kinds=[
            (CellKind(row["kind"]).label, row, _compared(row, month))
            for row in queries.sums_by_kind(committee, month)
        ],
        branches=[(row, _compared(row, month)) for row in branch_rows],
        branch_page=branch_page,
    )


def _branches(
    committee: Committee, month: date, number: object
) -> tuple[Page, list[dict[str, Any]]]:
    """A page of the committees right below. One without facts is known only once the others are
    read, so the last page may turn out not to be there: then it is the first."""
    for wanted in (number, 1):
        asked = Paginator(range(committee.numchild), BRANCHES_A_PAGE).get_page(wanted)
        first = (asked.number - 1) * BRANCHES_A_PAGE
        rows, total = queries.branches_of(committee, month, first, BRANCHES_A_PAGE)
        if rows or first == 0:
            break
    return Paginator(range(total), BRANCHES_A_PAGE).get_page(asked.number), rows


def _compared(row: dict[str, Any], month: date) -> list[tuple[str, str, str]]:
    """What every line of a comparison shows of each measure: its name, the figure, its grade."""
    values = [(measure, measure.of_branch(row)) for measure in COMPARED]
    return [
        (measure.short, measure.written(value), measure.grade_in(month, value))
        for measure, value in values
    ]


def _figures(month: date, now: dict, last_month: dict, last_year: dict) -> list[Figure]:
    if not now:
        return []
    shares = [_share(measure, month, now, last_month, last_year) for measure in COMPARED]
    return [_members(now, last_month, last_year), *shares]


def _members(now: dict, last_month: dict, last_year: dict) -> Figure:
    def moved(before: dict) -> str:
        number = change(now["members"], before.get("members"))
        return "" if number is None else f"{number:+d}".replace("-", "−").replace("+0", "0")

    return Figure(
        label="Đảng viên",
        value=figure(now["members"]),
        detail=f"{figure(now['cells'])} chi bộ",
        grade="",
        since_month=moved(last_month),
        since_year=moved(last_year),
    )


def _share(measure: Measure, month: date, now: dict, last_month: dict, last_year: dict) -> Figure:
    value = measure.of_branch(now)
    anew = measure.by_quarter and closes_quarter(months_back(month, 1))  # it counts from nought
    part, whole = now[measure.part], now[measure.whole]
    counts = measure.part in {"present", "done_on_time"} or measure.whole in {
        "cells",
        "deadline_known",
    }
    return Figure(
        label=measure.label,
        value=measure.written(value),
        detail=f"{figure(part)}/{figure(whole)}" if counts and whole else "",
        grade=measure.grade_in(month, value),
        since_month="" if anew else points(change(value, measure.of_branch(last_month))),
        since_year=points(change(value, measure.of_branch(last_year))),
    )


def _charts(by_month: dict[date, dict]) -> list[Chart]:
    lines = (ATTENDANCE, SCORE, SPECIFICITY, REPETITION, EXECUTION)
    work = (
        ("Đúng kỳ", "done_on_time"),
        ("Muộn", "done_late"),
        ("Chuyển tiếp", "carried"),
        ("Còn mở", "still_open"),
    )
    return [
        Chart(
            "Dự họp, nội dung và thực hiện qua các tháng (%)",
            "line",
            [measure.label for measure in lines],
            [
                (month, [_whole(measure.of_branch(sums)) for measure in lines])
                for month, sums in by_month.items()
            ],
        ),
        Chart(
            "Nhiệm vụ đến hạn và kết quả (việc)",
            "bar",
            [label for label, _ in work],
            [(month, [sums[name] for _, name in work]) for month, sums in by_month.items()],
        ),
    ]


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value * 100 + Decimal("0.5"))


def _concerns(committee: Committee, month: date) -> list[Concern]:
    worst = queries.attention(committee, month, SHOWN)
    before = queries.reasons_then(
        [fact.cell_id for fact in worst], (month - timedelta(days=1)).replace(day=1)
    )
    return [
        Concern(
            fact,
            reasons_in_words(fact),
            changes_in_words(
                fact.reasons,
                before.get(fact.cell_id),
                met=fact.regular_state == State.SIGNED,
            ),
        )
        for fact in worst
    ]


def _heat(cells: list, months: list[date], measure: Measure) -> list[tuple[Any, list[HeatCell]]]:
    if not months:
        return []
    rows = queries.heat_rows(cells, months[0], months[-1], measure.columns)
    link = numbered("meetings:detail")
    return [
        (cell, [_heat_cell(measure, one, rows[cell.pk].get(one), link) for one in months])
        for cell in cells
    ]


def _heat_cell(
    measure: Measure, month: date, row: dict[str, Any] | None, link: Callable[[int], str]
) -> HeatCell:
    if row is None:
        return HeatCell(month, "", "")
    value = measure.of_cell(row)
    if measure in (HELD, IN_TIME, THEMATIC):
        words = "–" if value is None else "✓" if value else "✗"
    else:
        words = measure.written(value)
    where = link(row["meeting"]) if row["meeting"] else ""
    return HeatCell(month, words, measure.grade(value), where)
