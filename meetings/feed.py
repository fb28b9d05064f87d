"""The calendar of a user as a file that phones read (iCalendar, RFC 5545).

Only when, where and what: no name of a member and nothing that anybody said, since calendars are
kept by companies abroad.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

import icalendar
from django.utils import timezone

from meetings.models import Assignment, Meeting
from meetings.printing.words import bare, one_line

PRODUCT = "-//HMK//Lich sinh hoat chi bo//VI"
ZONE = "Asia/Ho_Chi_Minh"
OFFSET = timedelta(hours=7)
REFRESH = timedelta(hours=6)
USUAL_LENGTH = timedelta(minutes=90)
SUMMARY_LETTERS = 120


def timezone_of_vietnam() -> icalendar.Timezone:
    """Seven hours ahead of UTC, all year round, since 13 June 1975 for the whole country."""
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001  (local by definition)
    standard.add("tzoffsetfrom", OFFSET)
    standard.add("tzoffsetto", OFFSET)
    standard.add("tzname", "+07")
    zone = icalendar.Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone


def calendar_of(
    meetings: Iterable[Meeting], assignments: Iterable[Assignment], *, host: str, base: str
) -> bytes:
    """The file. `meetings` come as from `queries_calendar.meetings_for`; `host` makes the
    identifiers unique, `base` is the address before a page's own."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Sinh hoạt chi bộ")
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    calendar.add_component(timezone_of_vietnam())
    for meeting in meetings:
        calendar.add_component(_meeting(meeting, host, base))
    for assignment in assignments:
        calendar.add_component(_deadline(assignment, host, base))
    return calendar.to_ical()


def _meeting(meeting: Meeting, host: str, base: str) -> icalendar.Event:
    begin = meeting.started_at or meeting.planned_at
    end = meeting.ended_at if meeting.started_at else None
    event = icalendar.Event()
    event.add("uid", f"meeting-{meeting.pk}@{host}")
    event.add("summary", f"{meeting.title} – {meeting.cell}")
    event.add("dtstart", timezone.localtime(begin))
    event.add("dtend", timezone.localtime(end or begin + _length(meeting)))
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    event.add("sequence", meeting.changes)
    event.add("location", one_line(meeting.place))
    event.add("status", "CONFIRMED")
    event.add("url", f"{base}{meeting.get_absolute_url()}")
    event.add("description", _description(meeting))
    return event


def _length(meeting: Meeting) -> timedelta:
    minutes = meeting.cell.min_minutes or meeting.regime.min_minutes
    return timedelta(minutes=minutes) if minutes else USUAL_LENGTH


def _description(meeting: Meeting) -> str:
    lines = []
    if meeting.theme:
        lines.append(f"Chuyên đề: {bare(meeting.theme.title)}.")
    if meeting.purpose.strip():
        lines.append(f"Nội dung: {bare(meeting.purpose)}.")
    titles = [bare(item.title) for item in meeting.agenda_items.all()]
    if titles:
        lines += ["Chương trình:", *(f"{i}. {title}" for i, title in enumerate(titles, start=1))]
    return "\n".join(lines)


def _deadline(assignment: Assignment, host: str, base: str) -> icalendar.Event:
    """A whole day that keeps nobody busy: calendars of phones do not show tasks (VTODO)."""
    stamp = datetime.combine(assignment.given_on, time(), UTC)
    event = icalendar.Event()
    event.add("uid", f"assignment-{assignment.pk}@{host}")
    event.add("summary", f"Hạn: {_shortened(assignment.task)} – {assignment.cell}")
    event.add("dtstart", assignment.due)
    event.add("dtend", assignment.due + timedelta(days=1))
    event.add("dtstamp", stamp)
    event.add("sequence", 0)
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{base}{assignment.meeting.get_absolute_url()}")
    event.add("description", one_line(assignment.task))
    return event


def _shortened(task: str) -> str:
    words = bare(task)
    return words if len(words) <= SUMMARY_LETTERS else f"{words[:SUMMARY_LETTERS].rstrip()}…"
