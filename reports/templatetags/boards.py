"""The cells of the tables that have hundreds of them, and the chip of a report: an include for each
would cost most of the page."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cells.templatetags.vietnamese import state
from reports.boards import Chart, HeatCell
from reports.duties import Duty
from reports.links import numbered
from reports.models import Report, ReportState

register = template.Library()

DUTY_CHIPS = {
    "done": state("done", "Xong"),
    "late": state("late", "Quá hạn"),
    "due": state("due", "Đến hạn"),
    "neutral": state("neutral", "Chưa đến"),
}
REPORT_CHIPS = {
    ReportState.ISSUED: state("done", "Đã ban hành"),
    ReportState.READY: state("due", "Đã lập, chưa ban hành", "file-earmark-check"),
    ReportState.FAILED: state("late", "Không lập được"),
    ReportState.CANCELLED: state("neutral", "Đã hủy", "x-circle"),
    ReportState.RUNNING: state("neutral", "Đang lập", "gear"),
    ReportState.QUEUED: state("neutral", "Đang chờ lập", "hourglass-split"),
}


@register.simple_tag
def address(name: str, pk: int) -> str:
    """What {% url %} gives for a page with one id, where there are dozens of them."""
    return numbered(name)(pk)


def _linked(words: str, link: str) -> str | SafeString:
    return format_html('<a href="{}">{}</a>', link, words) if link and words else words


@register.simple_tag
def duty(one: Duty) -> SafeString:
    """Its state as a chip, and its words, which lead to the act."""
    return format_html("{} {}", DUTY_CHIPS[one.state], _linked(one.words, one.link))


@register.simple_tag
def duty_cells(duties: Iterable[Duty]) -> SafeString:
    """A cell of the table for each duty."""
    return format_html_join(
        "\n", '<td data-label="{}">{}</td>', ((one.label, duty(one)) for one in duties)
    )


@lru_cache(maxsize=1024)
def _heat_cell(grade: str, words: str) -> tuple[str, str]:
    """How a cell begins, and its words: of these few there are hundreds on the page."""
    return format_html('<td class="is-{}">', grade), escape(words)


@register.simple_tag
def heat_cells(months: Iterable[HeatCell]) -> SafeString:
    """A cell of the heat map for each month; its address is our own."""
    cells = []
    for one in months:
        begins, words = _heat_cell(one.grade, one.words)
        if one.link and words:
            words = f'<a href="{one.link}">{words}</a>'
        cells.append(f"{begins}{words}</td>")
    return mark_safe("".join(cells))  # noqa: S308 - made of what is escaped above


@register.simple_tag
def chart_cells(chart: Chart, values: Iterable[object]) -> SafeString:
    """A cell of the table behind a chart for each of its lines."""
    return format_html_join(
        "\n",
        '<td class="is-number" data-label="{}">{}</td>',
        (
            (name, "" if value is None else value)
            for name, value in zip(chart.names, values, strict=True)
        ),
    )


@register.simple_tag
def report_chip(report: Report) -> SafeString:
    """How far the report is, as a chip."""
    return REPORT_CHIPS[report.state]
