"""The signature: numbers, counts and names are fixed, work is closed, all of it or nothing."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from cells.models import Term
from meetings.models import AssignmentState, Meeting, NumberSeries, Resolution, State
from meetings.services import minutes, planning, record, roll
from meetings.services.base import MeetingSigned
from meetings.signals import minutes_signed
from members.models import Membership, Office, Standing, StandingKind
from tests.factories import MembershipFactory, StandingFactory, TermFactory, member_of
from tests.meetings.helpers import (
    APRIL,
    MARCH,
    NOVEMBER,
    NOW,
    everything,
    gaps,
    give,
    given_and_signed,
    held,
    member,
    planned,
    ready,
    record_now,
    voted,
)


def sign(meeting: Meeting, by) -> Meeting:
    return minutes.sign(meeting, now=NOW, by=by)


def numbers(document_type: str) -> list[int]:
    rows = Resolution.objects.filter(document_type=document_type, number__isnull=False)
    return list(rows.order_by("pk").values_list("number", flat=True))


@pytest.fixture
def heard():
    """The meetings of which the signal has told."""
    told = []

    def receive(meeting, **_):
        told.append(meeting)

    minutes_signed.connect(receive)
    yield told
    minutes_signed.disconnect(receive)


def test_a_meeting_made_by_the_services_is_ready_without_a_warning(cell_a, secretary_a):
    assert gaps(ready(cell_a, secretary_a)) == []


def test_a_signature_fixes_who_when_and_what(cell_a, secretary_a):
    meeting = sign(ready(cell_a, secretary_a), secretary_a)
    stored = Meeting.objects.get(pk=meeting.pk)
    assert (stored.state, stored.signed_by, stored.signed_at) == (State.SIGNED, secretary_a, NOW)
    assert stored.minutes_number == 1
    assert stored.letterhead == {
        "superior": "Đảng bộ thị trấn Hương Thử",
        "committee": "Đảng ủy thị trấn Hương Thử",
        "issuer": "Chi bộ Tổ dân phố 5",
        "place": "Hương Thử",
        "layout": "R2026",
        "chair": "Lê Thị Mai An",
        "chair_office": "secretary",
        "minute_taker": "Phan Thị Mai Bình",
        "theme": "",
        "presenter": "",
    }
    counts = {"total": 6, "official": 5, "probationary": 1, "present": 6, "base": 5}
    assert counts.items() <= stored.counts.items()


def test_numbers_run_by_type_of_document_from_one(cell_a, secretary_a):
    for _ in range(2):
        meeting = held(planned(cell_a, secretary_a, kind="extraordinary"), secretary_a)
        for document_type in ("KL", "NQ", "NQ"):
            voted(meeting, secretary_a, document_type=document_type)
        sign(meeting, secretary_a)
    assert numbers("NQ") == [1, 2, 3, 4]
    assert numbers("KL") == [1, 2]
    in_turn = Meeting.objects.order_by("pk").values_list("minutes_number", flat=True)
    assert list(in_turn) == [1, 2]


def test_numbers_begin_again_with_a_new_term(cell_a, secretary_a):
    Term.objects.update(validity=(date(2025, 2, 3), date(2026, 4, 1)))
    TermFactory(cell=cell_a, name="2026-2028", validity=(date(2026, 4, 1), date(2028, 4, 1)))
    for kind, day in (("extraordinary", MARCH), ("review", MARCH), ("extraordinary", APRIL)):
        meeting = held(planned(cell_a, secretary_a, kind=kind, day=day), secretary_a)
        voted(meeting, secretary_a)
        sign(meeting, secretary_a)
    given = Meeting.objects.order_by("pk").values_list("term__name", "minutes_number")
    assert list(given) == [("2025-2027", 1), ("2025-2027", 2), ("2026-2028", 1)]
    assert numbers("NQ") == [1, 2, 1]


def test_each_cell_counts_for_itself(cell_a, cell_b, secretary_a, secretary_b):
    for cell, by in ((cell_a, secretary_a), (cell_b, secretary_b)):
        assert sign(ready(cell, by), by).minutes_number == 1


def test_only_what_passed_gets_a_number(cell_a, secretary_a):
    meeting = held(planned(cell_a, secretary_a), secretary_a)
    failed = voted(meeting, secretary_a, yes=2, no=3)
    half = voted(meeting, secretary_a, subject="admission", yes=3, no=2)
    passed = voted(meeting, secretary_a, yes=3, no=2)
    sign(meeting, secretary_a)
    outcomes = {one.pk: (one.base, one.passed, one.number) for one in Resolution.objects.all()}
    assert outcomes[failed.pk] == outcomes[half.pk] == (5, False, None)
    assert outcomes[passed.pk] == (5, True, 1)


def test_each_row_says_whether_it_counts_in_the_base(cell_a, secretary_a):
    exempted = member_of(cell_a, "Đặng Văn Giang", standings=(StandingKind.EXEMPTED,))
    meeting = held(planned(cell_a, secretary_a), secretary_a)
    row = meeting.attendances.get(member=member(cell_a, "Chiến"))
    roll.mark(meeting, row, status="unexcused", reason="", votes=True, by=secretary_a)
    sign(meeting, secretary_a)
    counted = meeting.attendances.filter(counts_in_base=True)
    assert counted.count() == record_now(meeting).counts.base == 5
    assert counted.filter(member=row.member_id).exists()
    assert not counted.filter(member__in=[exempted, member(cell_a, "Em")]).exists()


def test_a_signed_record_stays_when_names_and_rolls_change(cell_a, cell_b, secretary_a):
    meeting = ready(cell_a, secretary_a)
    sign(meeting, secretary_a)
    before = record_now(meeting)
    rows = everything(cell_a)
    cell_a.name, cell_a.committee.name = "Chi bộ Tổ dân phố 5 mới", "Đảng bộ xã Hương Thử"
    cell_a.save()
    cell_a.committee.save()
    chair, speaker = meeting.chair, member(cell_a, "Chiến")
    for someone in (chair, speaker):
        someone.full_name = f"Tên mới {someone.full_name}"
        someone.save()
    gone = (date(2020, 1, 1), date(2026, 1, 1))
    Membership.objects.filter(member=speaker).update(validity=gone)
    MembershipFactory(member=speaker, cell=cell_b, validity=(date(2026, 1, 1), None))
    StandingFactory(member=member(cell_a, "Dung"), kind=StandingKind.EXEMPTED)
    Standing.objects.filter(member=member(cell_a, "Em")).update(kind=StandingKind.OFFICIAL)
    Office.objects.filter(cell=cell_a).delete()

    after = record_now(meeting)
    assert after.counts == before.counts
    assert after.meeting.letterhead == before.meeting.letterhead
    assert after.meeting.letterhead["chair"] == "Lê Thị Mai An"
    people = [chair.pk, speaker.pk, meeting.minute_taker_id]
    assert [after.name_of(pk) for pk in people] == [before.name_of(pk) for pk in people]
    assert after.roll_changes == []
    assert everything(cell_a) == rows


def test_a_signed_thematic_meeting_keeps_its_theme_and_presenter(cell_a, secretary_a):
    presenter = member(cell_a, "Dung")
    meeting = planned(cell_a, secretary_a, kind="thematic", presenter=presenter)
    theme, title = meeting.theme, meeting.theme.title
    sign(held(meeting, secretary_a), secretary_a)
    theme.title, presenter.full_name = "Tên chuyên đề mới", "Tên Mới"
    theme.save()
    presenter.save()
    head = record_now(meeting).meeting.letterhead
    assert (head["theme"], head["presenter"]) == (title, "Hồ Thị Mai Dung")


def test_work_is_given_on_the_day_that_was_held(cell_a, secretary_a):
    meeting = ready(cell_a, secretary_a)
    later = {"planned_at": meeting.planned_at + timedelta(days=3)}
    planning.replan(meeting, values=later, by=secretary_a)
    sign(meeting, secretary_a)
    assert meeting.assignments.get().given_on == NOVEMBER + timedelta(days=3)


def test_a_meeting_that_is_not_ready_says_why_and_writes_nothing(cell_a, secretary_a, heard):
    meeting = ready(cell_a, secretary_a)
    record.conduct(meeting, values={"minutes_read": False, "conclusion": ""}, by=secretary_a)
    before = everything(cell_a)
    with pytest.raises(minutes.NotReady) as refused:
        sign(meeting, secretary_a)
    text = "Thư ký chưa đọc biên bản để hội nghị thông qua."
    assert [gap.text for gap in refused.value.gaps] == [text]
    assert everything(cell_a) == before
    record.conduct(meeting, values={"minutes_read": True}, by=secretary_a)
    assert sign(meeting, secretary_a).is_signed


def test_minutes_are_signed_once(cell_a, secretary_a):
    meeting = ready(cell_a, secretary_a)
    sign(meeting, secretary_a)
    before = everything(cell_a)
    with pytest.raises(MeetingSigned):
        sign(meeting, secretary_a)
    assert everything(cell_a) == before


def test_a_signature_that_fails_midway_leaves_no_number_behind(
    cell_a, secretary_a, monkeypatch, heard, django_capture_on_commit_callbacks
):
    due = given_and_signed(cell_a, secretary_a)
    meeting = ready(cell_a, secretary_a)
    done = {"status": "done", "result": "Đã xong."}
    record.review(meeting, due, values=done, by=secretary_a)
    before = everything(cell_a)

    def fail(found):
        assert NumberSeries.objects.filter(last_number=1).count() == 2
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(minutes, "signers_of", fail)
        with (
            django_capture_on_commit_callbacks(execute=True),
            pytest.raises(ConnectionError),
        ):
            sign(meeting, secretary_a)
    assert everything(cell_a) == before
    assert heard == []
    assert sign(meeting, secretary_a).minutes_number == 1
    assert numbers("NQ") == [1]
    due.refresh_from_db()
    assert due.state == AssignmentState.DONE


def test_the_signal_is_sent_once_it_is_committed(
    cell_a, secretary_a, heard, django_capture_on_commit_callbacks
):
    meeting = ready(cell_a, secretary_a)
    with django_capture_on_commit_callbacks(execute=True):
        sign(meeting, secretary_a)
        assert heard == []
    assert heard == [meeting]
    assert heard[0].is_signed


def test_the_signal_is_not_sent_when_the_signature_is_rolled_back(
    cell_a, secretary_a, heard, django_capture_on_commit_callbacks
):
    meeting = ready(cell_a, secretary_a)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        sign(meeting, secretary_a)
        transaction.set_rollback(True)
    assert heard == []
    assert not Meeting.objects.get(pk=meeting.pk).is_signed


def test_a_listener_that_fails_takes_no_signature_back(
    cell_a, secretary_a, expected_errors, django_capture_on_commit_callbacks
):
    def fail(**_):
        raise ConnectionError("no broker")

    meeting = ready(cell_a, secretary_a)
    minutes_signed.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            sign(meeting, secretary_a)
    finally:
        minutes_signed.disconnect(fail)
    assert Meeting.objects.get(pk=meeting.pk).is_signed
    assert "no broker" in expected_errors[0].getMessage()


def test_work_closed_by_another_meeting_stays_closed_by_it(cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a)
    done = {"status": "done", "result": "Đã xong."}
    first = held(planned(cell_a, secretary_a, day=APRIL), secretary_a)
    second = held(planned(cell_a, secretary_a, day=NOVEMBER), secretary_a)
    record.review(first, due, values=done, by=secretary_a)
    record.review(second, due, values=done | {"status": "dropped"}, by=secretary_a)
    sign(first, secretary_a)
    sign(second, secretary_a)
    due.refresh_from_db()
    assert (due.state, due.closed_by) == (AssignmentState.DONE, first)


def test_work_given_in_one_meeting_is_closed_by_the_next(cell_a, secretary_a):
    march = ready(cell_a, secretary_a, day=MARCH)
    sign(march, secretary_a)
    april = ready(cell_a, secretary_a, day=APRIL)
    (due,) = record_now(april).due
    with pytest.raises(minutes.NotReady):
        sign(april, secretary_a)
    done = {"status": "done", "achieved": 30, "result": "30/30 hộ đã góp."}
    record.review(april, due.assignment, values=done, by=secretary_a)
    sign(april, secretary_a)
    assert give(planned(cell_a, secretary_a), secretary_a).state == AssignmentState.OPEN
    assert march.assignments.get().state == AssignmentState.DONE
    assert march.assignments.get().closed_by == april
