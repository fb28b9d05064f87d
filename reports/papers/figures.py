"""The table of figures of a report: each line once, with how it is written; and what differs
between two versions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField

from cells.text import figure
from documents.blocks import Column, Table
from reports.measures import (
    ATTENDANCE,
    EXECUTION,
    HELD,
    IN_TIME,
    REPETITION,
    SCORE,
    SPECIFICITY,
    THEMATIC,
    Measure,
)
from reports.models import BranchMonth, CellMonth, ReportKind

Row = dict[str, Any]
UNKNOWN = "–"


@dataclass(frozen=True)
class Line:
    """A line of the table: how its figure is written from the figures of a period."""

    label: str
    words: Callable[[Row], str]


def _count(name: str, label: str = "") -> Line:
    label = label or str(_LABELS[name])
    return Line(label[0].upper() + label[1:], lambda row: figure(row.get(name) or 0))


def _of_cell(measure: Measure) -> Line:
    return Line(measure.label, lambda row: measure.written(measure.of_cell(row)))


def _of_branch(measure: Measure) -> Line:
    return Line(measure.label, lambda row: measure.written(measure.of_branch(row)))


_LABELS = {field.name: field.verbose_name for field in CellMonth._meta.fields} | {
    field.name: field.verbose_name for field in BranchMonth._meta.fields
}
_LABELS["overdue_at_end"] = "quá hạn cuối kỳ"  # that of a report: a month or a year
_ROLL = ("members", "official", "probationary", "exempted", "away", "elsewhere", "suspended")
_SPOKEN = ("discussion", "self_criticism", "criticism", "proposal", "reserved")
_WORK = (
    "given", "due", "done_on_time", "done_late", "carried", "dropped", "still_open",
    "overdue_at_end",
)  # fmt: skip
_CELL = (
    *(_count(name) for name in _ROLL),
    _of_cell(ATTENDANCE),
    *(_count(name) for name in ("bound", "present", "excused", "unexcused")),
    _count("thematic"),
    _count("thematic_in_quarter"),
    *(_count(name) for name in _SPOKEN),
    _count("resolutions_passed"),
    *(_count(name) for name in _WORK),
    _of_cell(EXECUTION),
    _of_cell(SCORE),
    _of_cell(SPECIFICITY),
    _of_cell(REPETITION),
)
_COMMITTEE = (
    _count("cells_now", "Số chi bộ"),
    *(_count(f"{name}_now", _LABELS[name]) for name in _ROLL),
    _of_branch(HELD),
    _count("held_late", "Buổi thường kỳ họp muộn"),
    _of_branch(IN_TIME),
    _of_branch(ATTENDANCE),
    _count("unexcused", "Lượt vắng không lý do"),
    _count("thematic"),
    _of_branch(replace(THEMATIC, whole="thematic_asked")),
    *(_count(name) for name in _SPOKEN),
    _of_branch(SCORE),
    _of_branch(SPECIFICITY),
    _of_branch(REPETITION),
    _count("resolutions_passed"),
    *(_count(name) for name in _WORK),
    _of_branch(EXECUTION),
)
LINES: dict[str, tuple[Line, ...]] = {
    ReportKind.CELL_MONTH: _CELL,
    ReportKind.COMMITTEE_MONTH: _COMMITTEE,
    ReportKind.COMMITTEE_YEAR: _COMMITTEE,
}


def figures_of(row: Row | None) -> Row | None:
    """The figures from a snapshot, their shares as decimals again; what the facts did not know yet
    when it was made is unknown."""
    if row is None:
        return None
    return dict.fromkeys(_LABELS) | {
        name: Decimal(value) if name in _DECIMALS and value is not None else value
        for name, value in row.items()
    }


_DECIMALS = {
    field.name
    for model in (CellMonth, BranchMonth)
    for field in model._meta.fields
    if isinstance(field, DecimalField)
}


def plain(row: Row) -> Row:
    """Figures as JSON keeps them: shares as text, since a float is not what was computed."""
    return {
        name: str(value) if isinstance(value, Decimal) else value for name, value in row.items()
    }


def figures_table(
    kind: str, snapshot: dict[str, Any], *, heads: Sequence[str], caption: str
) -> Table:
    """Period against the one before and a year ago, as many as have heads; a period without figures
    shows a dash. A line that is nought throughout is left out."""
    names = ("now", "before", "year_ago")[: len(heads)]
    rows = [figures_of(snapshot["figures"].get(name)) for name in names]
    lines = [
        (line.label, *(UNKNOWN if row is None else line.words(row) for row in rows))
        for line in LINES[kind]
    ]
    return Table(
        [Column("Chỉ tiêu", 4), *(Column(head, 1.5, "right") for head in heads)],
        [line for line in lines if set(line[1:]) - {"0", UNKNOWN}],
        caption=caption,
    )


@dataclass(frozen=True)
class Difference:
    """A figure that two versions of a report tell differently."""

    label: str
    old: str
    new: str


def differences(kind: str, old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """What the figures of the period say otherwise in the newer snapshot, in the order of the
    table."""
    before, after = figures_of(old["figures"]["now"]), figures_of(new["figures"]["now"])
    told = [
        Difference(line.label, line.words(before or {}), line.words(after or {}))
        if before is not None and after is not None
        else Difference(line.label, UNKNOWN, UNKNOWN)
        for line in LINES[kind]
    ]
    return [one for one in told if one.old != one.new]
