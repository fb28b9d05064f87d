"""The record of a meeting: its counts, its names, and what it costs to load."""

from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Attendance, Meeting, State
from meetings.queries import record_of, records_of
from meetings.record import Counts, count
from meetings.services import minutes, record
from members.models import Member, MembershipKind, StandingKind
from tests.factories import furnished_cell, member_of
from tests.meetings.helpers import (
    APRIL,
    MARCH,
    NOW,
    everything,
    give,
    given_and_signed,
    member,
    planned,
    ready,
    record_now,
    voted,
)


def seats(number: int, **fields) -> list[Attendance]:
    usual = {"status": "present", "membership": "primary", "grade": "official"}
    return [Attendance(**usual | fields) for _ in range(number)]


def counted(*groups: list[Attendance], temporary_members_vote: bool = False) -> dict:
    rows = [row for group in groups for row in group]
    return asdict(count(rows, temporary_members_vote=temporary_members_vote))


def test_old_figures_stay_readable_when_later_versions_count_otherwise():
    figures = asdict(count(seats(3), temporary_members_vote=False))
    del figures["online"]
    kept = Counts.stored(figures | {"counted_no_more": 7})
    assert (kept.online, kept.base, kept.present) == (0, 3, 3)


def test_the_counts_of_the_first_worked_example():
    figures = counted(
        seats(17), seats(3, status="excused"), seats(2, grade=StandingKind.PROBATIONARY)
    )
    wanted = {"total": 22, "official": 20, "probationary": 2, "bound": 22, "present": 19}
    wanted |= {"present_official": 17, "present_probationary": 2, "excused": 3, "unexcused": 0}
    wanted |= {"base": 20, "voters_present": 17, "online": 0, "exempted": 0}
    assert wanted.items() <= figures.items()


def test_the_counts_of_the_second_worked_example():
    figures = counted(
        seats(14),
        seats(1, status="excused"),
        seats(1, status="unexcused"),
        seats(1, status="not_bound", exempted=True),
    )
    wanted = {"total": 17, "official": 17, "exempted": 1, "bound": 16, "present": 14}
    wanted |= {"excused": 1, "unexcused": 1, "base": 16, "voters_present": 14}
    assert wanted.items() <= figures.items()


def test_guests_from_other_cells_are_not_on_the_roll_of_the_cell():
    figures = counted(seats(5), seats(2, membership=MembershipKind.TEMPORARY, status="online"))
    wanted = {"total": 5, "official": 5, "temporary_here": 2, "present": 7, "online": 2, "base": 5}
    assert wanted.items() <= figures.items()
    guests = seats(2, membership=MembershipKind.TEMPORARY)
    assert counted(seats(5), guests, temporary_members_vote=True)["base"] == 7


@pytest.mark.parametrize(
    ("there", "away", "percent"), [(5, 0, 100), (2, 1, 66), (0, 4, 0), (0, 0, 0)]
)
def test_the_share_of_those_bound_to_come_is_rounded_down(there, away, percent):
    rows = seats(there) + seats(away, status="unexcused") + seats(1, exempted=True)
    assert count(rows, temporary_members_vote=False).attendance_percent == percent


def test_a_signed_record_says_the_counts_that_were_signed(cell_a, secretary_a):
    found = record_now(planned(cell_a, secretary_a))
    signed = asdict(found.counts) | {"base": 123}
    found = record_now(found.meeting)
    found.meeting.state, found.meeting.counts = State.SIGNED, signed
    assert found.counts.base == 123


def test_a_member_is_called_as_on_the_day(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a)
    chien = member(cell_a, "Chiến")
    Member.objects.filter(pk=chien.pk).update(full_name="Hồ Minh Chiến")
    assert record_now(meeting).name_of(chien.pk) == "Hồ Thị Mai Chiến"
    assert record_now(meeting).name_of(member_of(cell_a).pk) == ""
    assert record_now(meeting).name_of(None) == ""


def test_the_roll_comes_in_the_order_of_given_names_with_guests_last(cell_a, cell_b, secretary_a):
    guest = member_of(cell_b, "Âu Văn Ánh")
    guest.memberships.create(
        cell=cell_a, kind=MembershipKind.TEMPORARY, validity=(date(2026, 1, 1), None)
    )
    names = [row.name.split()[-1] for row in record_now(planned(cell_a, secretary_a)).attendances]
    assert names == ["An", "Bình", "Chiến", "Dung", "Đức", "Em", "Ánh"]


def test_the_other_meeting_of_the_day_is_at_hand(cell_a, secretary_a):
    regular = planned(cell_a, secretary_a)
    assert record_now(regular).same_day is None
    thematic = planned(cell_a, secretary_a, kind="thematic")
    planned(cell_a, secretary_a, kind="extraordinary")
    assert record_now(regular).same_day == thematic
    assert record_now(thematic).same_day == regular


def crowded(cell, by, size: int) -> Meeting:
    """A meeting of `size` members at which everybody speaks, is given work and reports."""
    for number in range(size - 6):
        member_of(cell, f"Ngô Văn Đông {number}")
    for number in range(size // 16):
        given_and_signed(cell, by, task=f"Việc cũ {number}")
    meeting = planned(cell, by, day=APRIL)
    for due in record_of(meeting).due:
        record.review(meeting, due.assignment, values={"result": "Xong."}, by=by)
    people = list(Member.objects.filter(attendances__meeting=meeting))
    for someone in people[::16]:
        record.add_opinion(meeting, values={"speaker": someone, "text": "Nhất trí."}, by=by)
        give(meeting, by, lead=someone, helpers=people[:3])
        voted(meeting, by)
    return meeting


def loading(meeting: Meeting) -> int:
    """How many queries it takes to load the record and to look at all of it."""
    fresh = Meeting.objects.select_related("cell", "term", "regime").get(pk=meeting.pk)
    with CaptureQueriesContext(connection) as queries:
        found = record_of(fresh)
        assert found.counts.total
        names = [row.member.full_name for row in found.attendances]
        names += [opinion.speaker.full_name for opinion in found.opinions]
        for due in found.due:
            names += [due.assignment.lead.full_name, due.review.result]
        for assignment in found.assignments:
            names += [assignment.lead.full_name, *map(str, assignment.helpers.all())]
        assert len(names) > 12
    return len(queries)


QUERIES_OF_A_RECORD = 16


def test_a_record_costs_the_same_for_32_and_64_members(committee, secretary_a):
    costs = []
    for size in (32, 64):
        cell = furnished_cell(committee, f"Chi bộ {size} người")
        secretary_a.roles.create(kind="secretary", cell=cell)
        costs.append(loading(crowded(cell, secretary_a, size)))
        assert any(everything(cell))
    assert costs == [QUERIES_OF_A_RECORD] * 2


def test_many_records_cost_as_many_queries_as_one(cell_a, secretary_a):
    meetings = [
        minutes.sign(ready(cell_a, secretary_a, day=day, kind=kind), now=NOW, by=secretary_a)
        for day in (MARCH, APRIL)
        for kind in ("extraordinary", "review")
    ]

    def cost(number: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            records_of(
                Meeting.objects.select_related("cell").filter(pk__in=[m.pk for m in meetings])[
                    :number
                ]
            )
        return len(asked)

    assert cost(4) == cost(2) == cost(1) < 14


def test_many_records_are_those_that_are_loaded_one_by_one(
    cell_a, cell_b, secretary_a, secretary_b
):
    due = given_and_signed(cell_a, secretary_a)
    first = ready(cell_a, secretary_a, day=APRIL)
    review = {"status": "done", "achieved": 30, "result": "30/30 hộ đã góp."}
    record.review(first, due, values=review, by=secretary_a)
    meetings = [
        Meeting.objects.get(pk=first.pk),
        planned(cell_a, secretary_a, day=APRIL, kind="thematic"),
        minutes.sign(ready(cell_b, secretary_b, day=APRIL), now=NOW, by=secretary_b),
    ]
    for one, among in zip(map(record_of, meetings), records_of(meetings), strict=True):
        assert one == among
    regular, thematic, other = records_of(meetings)
    assert regular.same_day == thematic.meeting
    assert thematic.same_day == regular.meeting
    assert other.same_day is None
    assert [due.review.achieved for due in regular.due] == [30]
    assert [len(one.opinions) for one in (regular, thematic, other)] == [1, 0, 1]
