"""What this floor hears of the floors below."""

from datetime import date

from django.db.models import Min, Q

from evaluations.models import Round
from hmk.waking import wake
from meetings.models import Meeting
from members.models import MemberAct, Membership
from reports import tasks
from reports.models import CellMonth
from reports.services import reminders
from reports.services.facts import cells_of, reach_of


def minutes_signed(meeting: Meeting, **_: object) -> None:
    """A signature changes the facts of its month, and of the months whose work it closes."""
    _refresh(cells_of(meeting), reach_of(meeting))


def minutes_reopened(meeting: Meeting, since: date, **_: object) -> None:
    """Until they are signed again, the facts are those without these minutes."""
    _refresh(cells_of(meeting), since)


def superior_scored(meeting: Meeting, **_: object) -> None:
    """The points that count are the superior's."""
    _refresh({meeting.cell_id}, meeting.month)


def roll_changed(act: MemberAct, **_: object) -> None:
    """An act moves the rolls of all cells that its member was ever in, from its day on; what
    befalls a cell moves those of its members."""
    moved = Membership.objects.filter(Q(member=act.member_id) | Q(member__acts__part_of=act))
    cells = set(moved.order_by().values_list("cell", flat=True).distinct())
    parts = MemberAct.objects.filter(part_of__in=[act.pk, act.corrects_id or act.pk])
    cells |= set(parts.order_by().values_list("cell_to", flat=True).distinct())
    cells = (cells | {act.cell_from_id, act.cell_to_id}) - {None}
    # An act of long ago makes no facts of a time that has none.
    known = CellMonth.objects.filter(cell__in=cells).aggregate(first=Min("month"))["first"]
    if known:
        _refresh(cells, max(act.day, known))


def round_ratified(round: Round, **_: object) -> None:
    """The result of a year is told to its cells."""
    reminders.tell_ratified(round)


def _refresh(cells: set[int], since: date) -> None:
    if cells:
        wake(tasks.refresh_cells, sorted(cells), since.isoformat())
