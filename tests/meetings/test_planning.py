"""Planning: the date that is offered, term and rules of the day, one regular meeting a month."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cells.models import Cell
from meetings.models import AgendaLine, Meeting, MeetingRegime, State, Theme
from meetings.services import planning, record
from members.models import Office
from tests.factories import TODAY, CommitteeFactory, TermFactory, at, member_of
from tests.meetings.helpers import (
    APRIL,
    MARCH,
    NOVEMBER,
    everything,
    give,
    held,
    member,
    planned,
)

LONG_TERM = (date(2018, 1, 1), date(2025, 2, 3))


def offered(cell, *, today=TODAY, kind="regular") -> dict:
    return planning.proposal(cell, kind, today=today)


def titles(meeting) -> list[str]:
    return list(meeting.agenda_items.values_list("title", flat=True))


def skeleton(code: str, kind: str) -> list[str]:
    lines = AgendaLine.objects.filter(regime__code=code, meeting_kind=kind).order_by("position")
    return list(lines.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("today", "cell_day", "day"),
    [
        (date(2026, 11, 23), None, date(2026, 11, 3)),
        (date(2026, 11, 23), 12, date(2026, 11, 12)),
        (date(2019, 5, 20), None, date(2019, 5, 5)),
        (date(2019, 5, 20), 12, date(2019, 5, 12)),
    ],
)
def test_the_offered_date_follows_the_rules_of_the_month_and_the_cell(cell_a, today, cell_day, day):
    cell_a.usual_day = cell_day
    assert offered(cell_a, today=today)["day"] == day


def test_the_next_month_is_offered_once_this_one_is_planned(cell_a, secretary_a):
    planned(cell_a, secretary_a)
    assert offered(cell_a)["day"] == date(2026, 12, 3)
    assert offered(cell_a, kind="thematic")["day"] == TODAY


def test_the_secretary_is_offered_as_chair_else_the_deputy(cell_a):
    assert offered(cell_a)["chair"] == member(cell_a, "An")
    Office.objects.filter(cell=cell_a, kind="secretary").delete()
    assert offered(cell_a)["chair"] == member(cell_a, "Bình")
    Office.objects.filter(cell=cell_a).delete()
    assert offered(cell_a)["chair"] is None


def test_the_last_minute_taker_is_offered_as_long_as_he_is_here(cell_a, secretary_a):
    planned(cell_a, secretary_a, day=MARCH, minute_taker=member(cell_a, "Dung"))
    planned(cell_a, secretary_a, day=APRIL, minute_taker=member(cell_a, "Chiến"))
    assert offered(cell_a)["minute_taker"] == member(cell_a, "Chiến")
    gone = (date(2020, 1, 1), date(2026, 10, 1))
    member(cell_a, "Chiến").memberships.update(validity=gone)
    assert offered(cell_a)["minute_taker"] == member(cell_a, "Dung")


@pytest.mark.parametrize("kind", ["regular", "thematic", "extraordinary", "review"])
def test_a_plan_brings_the_agenda_of_its_rules_and_kind(cell_a, secretary_a, kind):
    TermFactory(cell=cell_a, name="2018-2025", validity=LONG_TERM)
    now = planned(cell_a, secretary_a, kind=kind)
    then = planned(cell_a, secretary_a, kind=kind, day=date(2022, 5, 5), chair=None, theme=None)
    assert (now.regime.code, then.regime.code) == ("R2026", "R2018")
    assert titles(now) == skeleton("R2026", kind)
    assert titles(then) == skeleton("R2018", kind)
    assert titles(now) != titles(then)


def test_a_plan_knows_its_term_month_and_state(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a)
    assert meeting.term == cell_a.terms.get()
    assert (meeting.month, meeting.state) == (date(2026, 11, 1), State.PLANNED)
    assert meeting.attendances.count() == 6


def test_the_day_is_the_local_one(cell_a, secretary_a):
    last_minute = timezone.make_aware(timezone.datetime(2026, 11, 30, 23, 59))
    meeting = planned(cell_a, secretary_a, planned_at=last_minute)
    assert (meeting.month, meeting.held_on) == (date(2026, 11, 1), date(2026, 11, 30))


def test_a_second_regular_meeting_of_a_month_leads_to_the_first(cell_a, secretary_a):
    first = planned(cell_a, secretary_a)
    before = everything(cell_a)
    with pytest.raises(planning.AlreadyPlanned) as refused:
        planned(cell_a, secretary_a, day=date(2026, 11, 20))
    assert refused.value.meeting == first
    assert everything(cell_a) == before


def test_other_kinds_are_held_as_often_as_needed(cell_a, cell_b, secretary_a, secretary_b):
    planned(cell_a, secretary_a)
    planned(cell_b, secretary_b)
    for _ in range(2):
        planned(cell_a, secretary_a, kind="extraordinary")
    assert Meeting.objects.count() == 4


@pytest.mark.parametrize("day", [date(2025, 2, 2), date(2027, 8, 3), date(2016, 3, 3)])
def test_a_day_outside_any_term_or_rules_is_refused_by_its_field(cell_a, secretary_a, day):
    TermFactory(cell=cell_a, name="xưa", validity=(date(2015, 1, 1), date(2017, 1, 1)))
    with pytest.raises(ValidationError) as refused:
        planned(cell_a, secretary_a, day=day)
    assert refused.value.error_dict.keys() == {"day"}
    assert not Meeting.objects.exists()


def test_a_dissolved_cell_meets_no_more(cell_a, secretary_a):
    Cell.objects.filter(pk=cell_a.pk).update(dissolved=NOVEMBER)
    planned(cell_a, secretary_a, day=date(2026, 10, 3))
    with pytest.raises(ValidationError) as refused:
        planned(cell_a, secretary_a)
    assert refused.value.error_dict.keys() == {"day"}


@pytest.mark.parametrize("field", ["chair", "minute_taker", "presenter"])
def test_nobody_from_another_cell_presides_writes_or_presents(cell_a, cell_b, secretary_a, field):
    people = {field: member(cell_b, "An")}
    with pytest.raises(ValidationError) as refused:
        planned(cell_a, secretary_a, kind="thematic", **people)
    assert refused.value.error_dict.keys() == {field}
    meeting = planned(cell_a, secretary_a, kind="thematic", **{field: member(cell_a, "Dung")})
    with pytest.raises(ValidationError):
        replan(meeting, secretary_a, NOVEMBER, **people)
    meeting.refresh_from_db()
    assert getattr(meeting, field) == member(cell_a, "Dung")


def test_a_cell_treats_the_common_themes_and_its_committees(cell_a, secretary_a):
    own = Theme.objects.create(committee=cell_a.committee, title="Chỉnh trang ngõ", field="urban")
    foreign = Theme.objects.create(committee=CommitteeFactory(), title="Việc xã", field="urban")
    assert planned(cell_a, secretary_a, kind="thematic", theme=own).theme == own
    with pytest.raises(ValidationError) as refused:
        planned(cell_a, secretary_a, kind="thematic", theme=foreign)
    assert refused.value.error_dict.keys() == {"theme"}


def replan(meeting, by, day, **values) -> Meeting:
    return planning.replan(meeting, values={"planned_at": at(day)} | values, by=by)


def test_another_month_takes_its_own_month_term_and_rules(cell_a, secretary_a):
    TermFactory(cell=cell_a, name="2018-2025", validity=LONG_TERM)
    meeting = planned(cell_a, secretary_a)
    replan(meeting, secretary_a, date(2022, 5, 5))
    meeting.refresh_from_db()
    assert (meeting.month, meeting.term.name) == (date(2022, 5, 1), "2018-2025")
    assert meeting.regime.code == "R2018"
    assert titles(meeting) == skeleton("R2018", "regular")


def test_an_agenda_that_holds_notes_stays_under_other_rules(cell_a, secretary_a):
    TermFactory(cell=cell_a, name="2018-2025", validity=LONG_TERM)
    meeting = planned(cell_a, secretary_a)
    record.write_agenda(meeting, meeting.agenda_items.first(), notes="Đã ghi", by=secretary_a)
    replan(meeting, secretary_a, date(2022, 5, 5))
    assert titles(meeting) == skeleton("R2026", "regular")


def test_a_plan_does_not_move_onto_another_regular_meeting(cell_a, secretary_a):
    first, second = planned(cell_a, secretary_a, day=MARCH), planned(cell_a, secretary_a)
    with pytest.raises(planning.AlreadyPlanned) as refused:
        replan(second, secretary_a, date(2026, 3, 20))
    assert refused.value.meeting == first
    assert replan(first, secretary_a, date(2026, 3, 20)).held_on == date(2026, 3, 20)


def test_a_meeting_that_has_started_moves_with_its_times(cell_a, secretary_a):
    meeting = held(planned(cell_a, secretary_a), secretary_a)
    replan(meeting, secretary_a, date(2026, 11, 6))
    meeting.refresh_from_db()
    assert meeting.held_on == date(2026, 11, 6)
    assert meeting.started_at == at(date(2026, 11, 6))
    assert meeting.minutes == 100


def test_a_plan_is_cancelled_with_its_papers(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a)
    give(meeting, secretary_a)
    planning.cancel(meeting, by=secretary_a)
    assert not any(everything(cell_a))


def test_what_has_been_started_is_not_cancelled(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a)
    record.conduct(meeting, values={"started_at": meeting.planned_at}, by=secretary_a)
    with pytest.raises(ValidationError):
        planning.cancel(meeting, by=secretary_a)
    assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_a_chair_who_left_since_does_not_hinder_other_changes(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a)
    left = meeting.chair
    left.memberships.update(validity=(date(2020, 1, 1), date(2026, 11, 1)))
    place = {"place": "Trường tiểu học", "chair": left}
    replan(meeting, secretary_a, NOVEMBER, **place)
    meeting.refresh_from_db()
    assert meeting.place == "Trường tiểu học"


# --- Two people plan at once --------------------------------------------------------------------


def plan_twice(cell, by) -> list:
    """What two parallel plans of one month come to, in no order."""
    together = Barrier(2, timeout=10)
    chair = member(cell, "An")

    def one(days: int):
        try:
            together.wait()
            return planned(cell, by, day=NOVEMBER + timedelta(days=days), chair=chair)
        except (planning.AlreadyPlanned, IntegrityError, ValidationError) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, range(2)))


@pytest.mark.django_db(transaction=True)
def test_two_plans_at_once_make_one_meeting(cell_a, secretary_a):
    results = plan_twice(cell_a, secretary_a)
    (refused,) = [one for one in results if isinstance(one, planning.AlreadyPlanned)]
    (meeting,) = [one for one in results if isinstance(one, Meeting)]
    assert refused.meeting == meeting
    assert Meeting.objects.get() == meeting


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_database_is_the_second_line(cell_a, secretary_a, monkeypatch):
    """Both look before either writes: without the row lock of the cell the race does happen."""
    both_have_looked = Barrier(2, timeout=10)
    look = planning._refuse_second

    def look_and_wait(*args, **kwargs):
        look(*args, **kwargs)
        both_have_looked.wait()

    monkeypatch.setattr(planning, "_refuse_second", look_and_wait)
    monkeypatch.setattr(planning.Cell.objects, "select_for_update", planning.Cell.objects.all)
    results = plan_twice(cell_a, secretary_a)
    assert not [one for one in results if isinstance(one, planning.AlreadyPlanned)]
    (refused,) = [one for one in results if not isinstance(one, Meeting)]
    assert "meeting_one_regular_a_month" in str(refused)
    assert Meeting.objects.count() == 1


def test_planning_costs_the_same_for_any_roll(cell_a, cell_b, secretary_a, secretary_b):
    for number in range(30):
        member_of(cell_b, f"Ngô Văn Đông {number}")
    with CaptureQueriesContext(
        connection,
    ) as small:
        planned(cell_a, secretary_a)
    with CaptureQueriesContext(connection) as large:
        planned(cell_b, secretary_b)
    assert len(large) == len(small)


def test_rules_in_use_are_found_by_the_day(cell_a, secretary_a):
    assert planned(cell_a, secretary_a, day=date(2026, 1, 8)).regime.code == "R2025"
    assert planned(cell_a, secretary_a, day=date(2026, 2, 3)).regime.code == "R2026"
    assert MeetingRegime.objects.filter(meetings__isnull=False).distinct().count() == 2
