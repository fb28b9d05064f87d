"""The charts of a summary: the same figures as its tables, month by month."""

from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from documents.blocks import Chart, Series
from reports.measures import ATTENDANCE, EXECUTION, REPETITION, SPECIFICITY
from reports.papers.figures import figures_of

SHARES = (ATTENDANCE, SPECIFICITY, EXECUTION, REPETITION)
WORK = (
    ("Đúng kỳ", "done_on_time"),
    ("Muộn", "done_late"),
    ("Chuyển tiếp", "carried"),
    ("Còn mở", "still_open"),
)


def charts(trend: list[dict[str, Any]]) -> list[Chart]:
    """Lines of the shares, bars of the work; none for fewer than two months, and none that would
    have nothing to show."""
    if len(trend) < 2:
        return []
    rows = [figures_of(row) for row in trend]
    labels = [f"{date.fromisoformat(row['month']):%m/%y}" for row in trend]
    lines = [
        Series(measure.label, [_percent(measure.of_branch(row)) for row in rows])
        for measure in SHARES
    ]
    bars = [Series(name, [row[key] for row in rows]) for name, key in WORK]
    most = max(value for series in bars for value in series.values)
    drawn = [
        Chart("line", "Chất lượng sinh hoạt qua các tháng", labels, lines, top=100, unit="%"),
        Chart("bar", "Nhiệm vụ đến kỳ báo cáo và kết quả", labels, bars, top=_round_top(most)),
    ]
    return [one for one in drawn if any(value for series in one.series for value in series.values)]


def _percent(value: Decimal | None) -> int | None:
    return None if value is None else min(100, int(value * 100 + Decimal("0.5")))


def _round_top(most: int) -> int:
    """The next figure that its quarters leave whole and easy to read."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000):
        if most <= 4 * step:
            return 4 * step
    return 4 * 10_000 * ceil(most / 40_000)
