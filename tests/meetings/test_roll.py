"""The roll call: usual marks by standing, what can be said of whom, and a roll that changes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Attendance, Mode
from meetings.services import planning, record, roll
from members.models import MembershipKind, StandingKind
from tests.factories import OfficeFactory, StandingFactory, at, member_of
from tests.meetings.helpers import MARCH, NOVEMBER, blocks, gaps, member, planned, record_now

HYBRID = {"mode": Mode.HYBRID, "mode_ground": "Mưa lũ", "mode_approved_by": "Đảng ủy"}


def row_of(meeting, who) -> Attendance:
    return Attendance.objects.get(meeting=meeting, member=who)


def say(meeting, who, by, status, *, reason="", votes=True) -> Attendance:
    row = row_of(meeting, who)
    return roll.mark(meeting, row, status=status, reason=reason, votes=votes, by=by)


@pytest.mark.parametrize(
    ("standings", "status", "reason"),
    [
        ((), "present", ""),
        ((StandingKind.AWAY,), "excused", "Đi làm ăn xa"),
        ((StandingKind.EXEMPTED,), "not_bound", ""),
        ((StandingKind.TEMPORARILY_ELSEWHERE,), "not_bound", ""),
        ((StandingKind.SUSPENDED,), "not_bound", ""),
        ((StandingKind.AWAY, StandingKind.EXEMPTED), "not_bound", ""),
    ],
)
def test_a_new_roll_call_says_what_follows_from_the_standing(
    cell_a, secretary_a, standings, status, reason
):
    who = member_of(cell_a, "Đặng Văn Giang", standings=standings)
    row = row_of(planned(cell_a, secretary_a), who)
    assert (row.status, row.reason) == (status, reason)


def test_a_new_roll_call_notes_name_grade_and_office(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a)
    chair, newcomer = row_of(meeting, member(cell_a, "An")), row_of(meeting, member(cell_a, "Em"))
    assert (chair.name, chair.grade, chair.office) == ("Lê Thị Mai An", "official", "secretary")
    assert (newcomer.grade, newcomer.office) == ("probationary", "")


def test_a_temporary_member_is_elsewhere_only_for_the_cell_that_sent_him(
    cell_a, cell_b, secretary_a, secretary_b
):
    guest = member_of(cell_b, "Trịnh Văn Khách", standings=(StandingKind.TEMPORARILY_ELSEWHERE,))
    guest.memberships.create(
        cell=cell_a, kind=MembershipKind.TEMPORARY, validity=(date(2026, 1, 1), None)
    )
    here = row_of(planned(cell_a, secretary_a), guest)
    at_home = row_of(planned(cell_b, secretary_b), guest)
    assert (here.status, here.elsewhere, here.membership) == ("present", False, "temporary")
    assert (at_home.status, at_home.elsewhere) == ("not_bound", True)


def test_the_roll_is_that_of_the_meetings_day(cell_a, secretary_a):
    left = member_of(cell_a, "Mai Văn Rời", until=date(2026, 6, 1))
    came = member_of(cell_a, "Mai Văn Đến", since=date(2026, 6, 1))
    in_march = planned(cell_a, secretary_a, day=MARCH).attendances
    in_november = planned(cell_a, secretary_a).attendances
    assert in_march.filter(member=left).exists()
    assert not in_march.filter(member=came).exists()
    assert in_november.filter(member=came).exists()
    assert not in_november.filter(member=left).exists()


def test_a_bound_member_is_present_or_absent_and_never_not_bound(cell_a, secretary_a):
    meeting, who = planned(cell_a, secretary_a), member(cell_a, "Chiến")
    for status in ("unexcused", "excused", "present"):
        say(meeting, who, secretary_a, status)
        assert row_of(meeting, who).status == status
    for status in ("not_bound", "online", "", "gone"):
        with pytest.raises(ValidationError) as refused:
            say(meeting, who, secretary_a, status)
        assert refused.value.error_dict.keys() == {"status"}
    assert row_of(meeting, who).status == "present"


def test_whoever_need_not_come_is_never_absent(cell_a, secretary_a):
    who = member_of(cell_a, "Đặng Văn Giang", standings=(StandingKind.EXEMPTED,))
    meeting = planned(cell_a, secretary_a)
    for status in ("excused", "unexcused"):
        with pytest.raises(ValidationError):
            say(meeting, who, secretary_a, status, reason="Ốm")
    for status in ("present", "not_bound"):
        assert say(meeting, who, secretary_a, status).status == status


def test_online_is_said_only_where_the_mode_takes_it(cell_a, secretary_a):
    who = member(cell_a, "Chiến")
    meeting = planned(cell_a, secretary_a, **HYBRID)
    assert say(meeting, who, secretary_a, "online").status == "online"
    by_group = planned(cell_a, secretary_a, kind="extraordinary", **HYBRID | {"mode": "by_group"})
    with pytest.raises(ValidationError):
        say(by_group, who, secretary_a, "online")


def test_who_was_online_stands_in_the_way_once_the_meeting_is_in_person(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a, **HYBRID)
    say(meeting, member(cell_a, "Chiến"), secretary_a, "online")
    in_person = {"planned_at": meeting.planned_at, "mode": Mode.IN_PERSON}
    planning.replan(meeting, values=in_person, by=secretary_a)
    wrong = "Đồng chí Hồ Thị Mai Chiến ghi dự trực tuyến nhưng họp không trực tuyến."
    assert wrong in blocks(meeting)
    say(meeting, member(cell_a, "Chiến"), secretary_a, "present")
    assert wrong not in blocks(meeting)


def test_a_reason_stays_only_with_an_excused_absence(cell_a, secretary_a):
    meeting, who = planned(cell_a, secretary_a), member(cell_a, "Chiến")
    assert say(meeting, who, secretary_a, "excused", reason="Ốm").reason == "Ốm"
    assert say(meeting, who, secretary_a, "unexcused", reason="Ốm").reason == ""
    assert row_of(meeting, who).reason == ""


def test_only_an_exempted_member_may_attend_without_voting(cell_a, secretary_a):
    exempted = member_of(cell_a, "Đặng Văn Giang", standings=(StandingKind.EXEMPTED,))
    meeting = planned(cell_a, secretary_a)
    assert record_now(meeting).counts.base == 5
    say(meeting, exempted, secretary_a, "present")
    assert record_now(meeting).counts.base == 6
    say(meeting, exempted, secretary_a, "present", votes=False)
    say(meeting, member(cell_a, "Chiến"), secretary_a, "present", votes=False)
    assert record_now(meeting).counts.base == 5
    assert row_of(meeting, member(cell_a, "Chiến")).votes


def test_a_row_of_another_meeting_is_not_marked(cell_a, cell_b, secretary_a, secretary_b):
    ours, theirs = planned(cell_a, secretary_a), planned(cell_b, secretary_b)
    row = row_of(theirs, member(cell_b, "Chiến"))
    with pytest.raises(ValidationError):
        roll.mark(ours, row, status="unexcused", reason="", votes=True, by=secretary_a)
    assert row_of(theirs, member(cell_b, "Chiến")).status == "present"


def test_a_mark_looks_at_the_row_as_it_stands_now(cell_a, secretary_a):
    meeting, who = planned(cell_a, secretary_a), member(cell_a, "Chiến")
    seen_before = row_of(meeting, who)
    StandingFactory(member=who, kind=StandingKind.EXEMPTED)
    roll.refresh(meeting, by=secretary_a)
    with pytest.raises(ValidationError):
        roll.mark(meeting, seen_before, status="unexcused", reason="", votes=True, by=secretary_a)
    assert row_of(meeting, who).status == "not_bound"


def test_a_refreshed_roll_keeps_the_marks_that_still_make_sense(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a)
    chien, dung, duc = (member(cell_a, name) for name in ("Chiến", "Dung", "Đức"))
    say(meeting, chien, secretary_a, "excused", reason="Ốm")
    say(meeting, dung, secretary_a, "unexcused")
    StandingFactory(member=dung, kind=StandingKind.EXEMPTED)
    duc.memberships.update(validity=(date(2020, 1, 1), date(2026, 10, 1)))
    newcomer = member_of(cell_a, "Mai Văn Đến", since=date(2026, 10, 1))
    roll.refresh(meeting, by=secretary_a)
    marks = {row.member_id: (row.status, row.reason) for row in meeting.attendances.all()}
    assert marks[chien.pk] == ("excused", "Ốm")
    assert marks[dung.pk] == ("not_bound", "")
    assert marks[newcomer.pk] == ("present", "")
    assert duc.pk not in marks
    assert not record_now(meeting).roll_changes


def test_before_the_meeting_an_untouched_mark_follows_the_standing(cell_a, secretary_a):
    meeting, who = planned(cell_a, secretary_a), member(cell_a, "Chiến")
    away = StandingFactory(member=who, kind=StandingKind.AWAY)
    roll.refresh(meeting, by=secretary_a)
    assert (row_of(meeting, who).status, row_of(meeting, who).reason) == ("excused", "Đi làm ăn xa")
    away.delete()
    roll.refresh(meeting, by=secretary_a)
    assert (row_of(meeting, who).status, row_of(meeting, who).reason) == ("present", "")


def test_once_the_meeting_has_started_present_means_was_there(cell_a, secretary_a):
    meeting, who = planned(cell_a, secretary_a), member(cell_a, "Chiến")
    record.conduct(meeting, values={"started_at": meeting.planned_at}, by=secretary_a)
    StandingFactory(member=who, kind=StandingKind.AWAY)
    roll.refresh(meeting, by=secretary_a)
    row = row_of(meeting, who)
    assert (row.status, row.away) == ("present", True)


@pytest.mark.parametrize("change", ["standing", "office", "name"])
def test_a_roll_that_changed_stops_the_signature_until_it_is_refreshed(cell_a, secretary_a, change):
    meeting, who = planned(cell_a, secretary_a), member(cell_a, "Chiến")
    if change == "standing":
        StandingFactory(member=who, kind=StandingKind.AWAY)
    elif change == "office":
        OfficeFactory(member=who, cell=cell_a, kind="committee_member")
    else:
        who.full_name = "Hồ Minh Chiến"
        who.save()
    changed = f"Danh sách chi bộ ngày họp đã đổi ({who.full_name}); cần cập nhật."
    assert changed in blocks(meeting)
    roll.refresh(meeting, by=secretary_a)
    assert changed not in {gap.text for gap in gaps(meeting)}


def test_another_day_brings_its_roll_and_keeps_what_was_said(cell_a, secretary_a):
    meeting, chien = planned(cell_a, secretary_a), member(cell_a, "Chiến")
    say(meeting, chien, secretary_a, "excused", reason="Đi viện")
    came = member_of(cell_a, "Mai Văn Đến", since=NOVEMBER.replace(day=5))
    planning.replan(meeting, values={"planned_at": at(date(2026, 11, 6))}, by=secretary_a)
    assert (row_of(meeting, chien).status, row_of(meeting, chien).reason) == ("excused", "Đi viện")
    assert row_of(meeting, came).status == "present"
