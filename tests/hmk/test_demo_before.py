"""What the demonstration shows of the time before and after its meetings."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.db.models import F

from cells.models import Cell
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from meetings import preparing
from meetings.book.verifying import check
from meetings.models import Attachment, Issuing, Meeting, NoticeGiven, Preparation, State
from meetings.queries import record_of
from tests.hmk.demo_town import PASSWORD, TODAY, taken_back

pytestmark = pytest.mark.django_db
VISITED = "Chi bộ Tổ dân phố 5"


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    with django_db_blocker.unblock(), taken_back():
        yield build(Plan(TODAY, cells=20, members=420, months=3), password=PASSWORD)


def test_meetings_were_prepared_before_they_were_held_and_by_their_officers(town) -> None:
    rows = Preparation.objects.select_related("meeting").prefetch_related("participants", "tasks")
    assert len(rows) > 40
    for row in rows:
        assert row.held_on == row.meeting.prepared_on
        assert row.ended_at < row.meeting.planned_at
        there = {one.member_id for one in row.participants.all() if one.attends}
        assert {row.chair_id, row.minute_taker_id} <= there
        assert row.last_month
        assert "{" not in row.last_month + row.next_month + row.conclusion
    texts = {row.last_month for row in rows}
    assert len(texts) > 10


def test_members_were_told_mostly_in_time_and_never_in_the_future(town) -> None:
    assert not NoticeGiven.objects.filter(given_on__gt=TODAY).exists()
    held = Meeting.objects.exclude(state=State.PLANNED).select_related("regime", "cell")
    known = [preparing.documents_in_time(record_of(meeting)) for meeting in held]
    assert None not in known
    assert 0.85 < sum(known) / len(known) <= 1


def test_the_visitors_last_meetings_have_files_that_are_there(town) -> None:
    rows = list(Attachment.objects.select_related("meeting__cell"))
    assert {row.meeting.cell.name for row in rows} == {VISITED}
    assert 4 <= len(rows) <= 12
    for row in rows:
        with default_storage.open(row.file.name) as kept:
            content = kept.read()
        assert (len(content), sha256(content).hexdigest()) == (row.size, row.sha256)


def test_documents_went_out_in_time_but_where_the_minutes_were_late(town) -> None:
    rows = Issuing.objects.select_related("meeting__regime", "meeting__cell")
    # Minutes that were opened again were issued after their first signature.
    once = rows.filter(meeting__version=1)
    assert not once.filter(issued_on__lt=F("meeting__signed_at__date")).exists()
    late, of = set(), {}
    for row in rows:
        state = preparing.issue_state(row.meeting, today=TODAY)
        of.setdefault(row.meeting.cell.name, []).append("chậm" in state.words)
    late = {name for name, found in of.items() if sum(found) * 2 > len(found)}
    assert late == {"Chi bộ Tổ dân phố 13"}
    assert not any(of[VISITED])
    signed = Meeting.objects.filter(state=State.SIGNED, regime__issue_days__isnull=False)
    assert signed.filter(issuing=None).count() <= 5


def test_the_chain_of_the_book_covers_what_was_prepared(town) -> None:
    found = list(check(Cell.objects.all()))
    assert found
    assert all(one.fits for one in found)
