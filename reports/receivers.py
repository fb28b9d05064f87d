"""What this floor hears of the floors below."""

from datetime import date

from meetings.models import Meeting
from reports import tasks
from reports.services.facts import reach_of
from reports.services.waking import wake


def minutes_signed(meeting: Meeting, **_: object) -> None:
    """A signature changes the facts of its month, and of the months whose work it closes."""
    wake(tasks.refresh_cell, meeting.cell_id, reach_of(meeting).isoformat())


def minutes_reopened(meeting: Meeting, since: date, **_: object) -> None:
    """Until they are signed again, the facts are those without these minutes."""
    wake(tasks.refresh_cell, meeting.cell_id, since.isoformat())
