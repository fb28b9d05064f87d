"""What the tests of the demonstration share: its day, its weak cells, what is counted twice."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise

from django.db import transaction

from accounts.models import RoleKind
from meetings.models import (
    AgendaItem,
    Meeting,
    MeetingKind,
    NumberSeries,
    Opinion,
    Resolution,
    State,
)

TODAY = date(2026, 11, 23)
PASSWORD = "mat-khau-thu-nghiem"
MONTHS = 8
ACCOUNTS = {
    "bithu-tdp05": [RoleKind.SECRETARY],
    "phutrach": [RoleKind.OVERSEER] * 5,
    "vanphong": [RoleKind.OFFICER],
    "lanhdao": [RoleKind.VIEWER],
    "admin": [],
}
VAGUE, MONOTONE, FEW_THEMATIC, AWAY, UNFINISHED = (
    f"Chi bộ Tổ dân phố {number}" for number in (3, 8, 11, 14, 17)
)
VISITED = "Chi bộ Tổ dân phố 5"
WEAK = (VAGUE, MONOTONE, FEW_THEMATIC, AWAY, UNFINISHED)


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written here is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def signed() -> list[Meeting]:
    return list(
        Meeting.objects.filter(state=State.SIGNED)
        .select_related("cell", "term", "regime")
        .order_by("cell_id", "started_at")
    )


def by_cell(meetings: list[Meeting]) -> dict[str, list[Meeting]]:
    found = defaultdict(list)
    for meeting in meetings:
        found[meeting.cell.name].append(meeting)
    return found


def check_numbers() -> None:
    """Minutes and resolutions are numbered from 1 without gap, in the order of time."""
    found = defaultdict(list)
    for meeting in signed():
        found[meeting.term_id, "BB"].append(meeting.minutes_number)
    numbered = Resolution.objects.filter(number__isnull=False)
    for row in numbered.order_by("meeting__started_at", "pk"):
        found[row.term_id, row.document_type].append(row.number)
    for numbers in found.values():
        assert numbers == list(range(1, len(numbers) + 1))
    series = NumberSeries.objects.values_list("term_id", "document_type", "last_number")
    assert {(term, kind): last for term, kind, last in series} == {
        key: len(numbers) for key, numbers in found.items()
    }


def texts_of(meetings: list[Meeting]) -> dict[int, str]:
    """Everything that is written in prose in each meeting."""
    pages = defaultdict(list)
    ids = [meeting.pk for meeting in meetings]
    for item in AgendaItem.objects.filter(meeting__in=ids).order_by("position"):
        pages[item.meeting_id].append(item.notes)
    for opinion in Opinion.objects.filter(meeting__in=ids).order_by("position"):
        pages[opinion.meeting_id].append(opinion.text)
    for meeting in meetings:
        pages[meeting.pk].append(meeting.conclusion)
    return {key: "\n".join(parts) for key, parts in pages.items()}


def check_texts_change() -> None:
    """No two months in a row of a cell say the same, but in the monotone one."""
    regular = [meeting for meeting in signed() if meeting.kind == MeetingKind.REGULAR]
    for name, meetings in by_cell(regular).items():
        notes = defaultdict(dict)
        rows = AgendaItem.objects.filter(meeting__in=meetings, role="notes")
        for item in rows.exclude(title__contains="chương trình").exclude(title__contains="lý do"):
            notes[item.meeting_id][item.title] = item.notes
        for before, after in pairwise(meetings):
            same = notes[before.pk].items() & notes[after.pk].items()
            assert not same or name == MONOTONE, (name, after.month, same)
