"""What tests of the score ask of a meeting."""

from datetime import date
from decimal import Decimal

from meetings.checklist import Part
from meetings.models import Criterion, Meeting
from meetings.scoring import Line, Sheet
from meetings.services import minutes
from tests.meetings.helpers import NOW, gaps, held, planned, record_now
from tests.meetings.sittings import absent


def sheet(meeting: Meeting) -> Sheet:
    return record_now(meeting).score


def line(meeting: Meeting, measure: str) -> Line:
    return next(one for one in sheet(meeting).lines if one.criterion.measure == measure)


def judged(meeting: Meeting, position: int = 4) -> Criterion:
    """A criterion that people judge: how the contents were prepared, three points."""
    return sheet(meeting).lines[position - 1].criterion


def told(meeting: Meeting, measure: str) -> tuple[Decimal | None, str]:
    proposal = line(meeting, measure).proposal
    return proposal.points, proposal.basis


def warnings(meeting: Meeting) -> list[str]:
    return [gap.text for gap in gaps(meeting) if gap.part == Part.SCORE]


def signed(meeting: Meeting, by) -> Meeting:
    return minutes.sign(Meeting.objects.get(pk=meeting.pk), now=NOW, by=by)


def held_without(names: list[str], cell, by, day: date) -> None:
    """A signed meeting of the day from which these were excused."""
    meeting = held(planned(cell, by, day=day), by)
    absent(meeting, by, names)
    signed(meeting, by)
