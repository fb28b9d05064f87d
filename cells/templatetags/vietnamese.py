"""How dates and signs are written on every page."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from psycopg2.extras import Range

from cells.text import figure

register = template.Library()
register.filter("figure", figure)

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
STATES = {
    "done": "check-circle-fill",
    "due": "clock-fill",
    "late": "exclamation-triangle-fill",
    "neutral": "circle",
}


def _local(day: date | datetime | None) -> date | None:
    """The day in Vietnam of a moment; a date as it is."""
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day if isinstance(day, date) else None


@register.filter
def short_date(day: date | datetime | None) -> str:
    """03/02/2026, or nothing."""
    local = _local(day)
    return f"{local.day:02}/{local.month:02}/{local.year:04}" if local else ""


@register.filter
def weekday_date(day: date | datetime | None) -> str:
    """thứ Ba, 03/02/2026, or nothing."""
    local = _local(day)
    return f"{WEEKDAYS[local.weekday()]}, {short_date(local)}" if local else ""


@register.filter
def period(validity: Range) -> str:
    """A range of days as people say it: its last day is the day before its upper bound."""
    since = f"từ {short_date(validity.lower)}"
    if validity.upper is None:
        return f"{since} đến nay"
    return f"{since} đến hết {short_date(validity.upper - timedelta(days=1))}"


@register.filter
def in_minutes(span: timedelta) -> int:
    """Whole minutes, a part of one counting as one."""
    return -(-int(span.total_seconds()) // 60)


@register.filter
def percent(share: Decimal) -> str:
    """A share of one in whole percent: 42%."""
    return f"{(100 * share).quantize(Decimal(1), ROUND_HALF_UP)}%"


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon that stands beside a word: {% icon "people" %} Đảng viên."""
    return format_html('<i class="bi bi-{}" aria-hidden="true"></i>', name)


@register.simple_block_tag
def captured(content: SafeString) -> SafeString:
    """What stands between, made once to be shown twice: {% captured as places %}…."""
    return content


@register.simple_tag
def state(kind: str, words: str, sign: str = "") -> SafeString:
    """A chip: {% state "done" "Đã ký" %}; the kind is done, due, late or neutral."""
    return format_html(
        '<span class="hmk-state is-{}"><i class="bi bi-{}" aria-hidden="true"></i>{}</span>',
        kind,
        sign or STATES[kind],
        words,
    )
