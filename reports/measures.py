"""The figures that dashboards and reports show, each once: how a month of a cell or of a branch
gives it, which way is good, and how it is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from cells.text import figure
from reports.rules import THRESHOLDS, share

Row = dict[str, Any]
"""Columns of a `CellMonth` or sums of `BranchMonth`, by name."""


@dataclass(frozen=True)
class Measure:
    """A share between 0 and 1. `columns` are what `of_cell` looks at; a branch adds `part` up
    over `whole`."""

    key: str
    label: str
    short: str
    columns: tuple[str, ...]
    of_cell: Callable[[Row], Decimal | None]
    part: str
    whole: str
    good: Decimal = Decimal("0.9")
    poor: Decimal = Decimal("0.5")
    high_is_good: bool = True
    parts: int = 1
    """Into how many parts a whole is cut: points of a score are hundredths."""

    by_quarter: bool = False
    """Whether a month tells how far its quarter is."""

    def written(self, value: Decimal | None) -> str:
        """As it stands in a table: percent, or points out of a hundred."""
        if self.parts == 1 or value is None:
            return percent(value)
        return figure((value * self.parts).quantize(Decimal("0.1"), ROUND_HALF_UP))

    def of_branch(self, sums: Row) -> Decimal | None:
        return share(sums.get(self.part) or 0, (sums.get(self.whole) or 0) * self.parts)

    def grade(self, value: Decimal | None) -> str:
        """good, fair or poor; nothing when the figure is not known."""
        if value is None:
            return ""
        if not self.high_is_good:
            return "good" if value <= self.good else "poor" if value > self.poor else "fair"
        return "good" if value >= self.good else "poor" if value < self.poor else "fair"

    def grade_in(self, month: date, value: Decimal | None) -> str:
        """The grade in a month: a quarter that still runs is not graded for what it lacks."""
        grade = self.grade(value)
        return "" if self.by_quarter and grade != "good" and not closes_quarter(month) else grade


def closes_quarter(month: date) -> bool:
    return month.month % 3 == 0


def percent(value: Decimal | None) -> str:
    """'92%', rounded half up; a dash when it is not known."""
    return "–" if value is None else f"{int(value * 100 + Decimal('0.5'))}%"


def points(value: Decimal | None) -> str:
    """'+4', '−3' or '0' percentage points between two shares; empty when it is not known."""
    if value is None:
        return ""
    whole = int((abs(value) * 100).to_integral_value())
    return "0" if not whole else f"{'+' if value > 0 else '−'}{figure(whole)}"


def _held(row: Row) -> Decimal:
    return Decimal(row["regular_state"] in {"open", "signed"})


def _of(part: str, whole: str) -> Callable[[Row], Decimal | None]:
    return lambda row: share(row[part], row[whole])


HELD = Measure(
    "held", "Họp thường kỳ", "Họp", ("regular_state",), _held, "regular_held", "cells",
    good=Decimal(1), poor=Decimal("0.9"),
)  # fmt: skip
ATTENDANCE = Measure(
    "attendance", "Tỷ lệ dự họp", "Dự họp", ("present", "bound"), _of("present", "bound"),
    "present", "bound", poor=THRESHOLDS.attendance,
)  # fmt: skip
SPECIFICITY = Measure(
    "specificity", "Đánh giá việc cụ thể", "Cụ thể", ("review_specificity",),
    lambda row: row["review_specificity"], "specificity_sum", "specificity_known",
    good=Decimal("0.8"), poor=THRESHOLDS.specificity,
)  # fmt: skip
REPETITION = Measure(
    "repetition", "Trùng lặp nội dung", "Trùng lặp", ("repetition",),
    lambda row: row["repetition"], "repetition_sum", "repetition_known",
    good=Decimal("0.15"), poor=THRESHOLDS.repetition, high_is_good=False,
)  # fmt: skip
EXECUTION = Measure(
    "execution", "Việc hoàn thành đúng kỳ", "Thực hiện", ("done_on_time", "due"),
    _of("done_on_time", "due"), "done_on_time", "due",
    good=Decimal("0.8"), poor=THRESHOLDS.execution,
)  # fmt: skip
IN_TIME = Measure(
    "in_time", "Biên bản ký trong hạn", "Ký hạn", ("signed_in_time",),
    lambda row: None if row["signed_in_time"] is None else Decimal(row["signed_in_time"]),
    "signed_in_time", "deadline_known",
)  # fmt: skip


def _thematic(row: Row) -> Decimal | None:
    """Whether the quarter has its themes; not known before its last month tells that it has not."""
    done = row["thematic_in_quarter"] >= row["thematic_required"]
    return Decimal(done) if done or closes_quarter(row["month"]) else None


THEMATIC = Measure(
    "thematic", "Đủ chuyên đề của quý", "Chuyên đề",
    ("month", "thematic_in_quarter", "thematic_required"), _thematic,
    "thematic_done", "cells", by_quarter=True,
)  # fmt: skip


def _points(row: Row) -> Decimal | None:
    points = row["score"] if row["superior_score"] is None else row["superior_score"]
    return None if points is None else points / 100


SCORE = Measure(
    "score", "Điểm buổi sinh hoạt", "Điểm", ("score", "superior_score"), _points,
    "points_sum", "scored", good=Decimal("0.9"), poor=Decimal("0.7"), parts=100,
)  # fmt: skip

MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        HELD,
        ATTENDANCE,
        SCORE,
        SPECIFICITY,
        REPETITION,
        EXECUTION,
        IN_TIME,
        THEMATIC,
    )
}
