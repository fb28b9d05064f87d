"""What a careless or clever hand may write, and what the book says to it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cells.text import normalise
from meetings.checklist import findings
from meetings.models import Attendance, ReviewStatus, ScoringTable, State
from meetings.queries import record_of
from meetings.record import count
from meetings.scoring import Line
from meetings.services import record, scores
from meetings.text_rules import Fault, Result, faults_of_review
from tests.meetings.helpers import NOW, given_and_signed, ready
from tests.meetings.scoring import sheet
from tests.meetings.sittings import reviewed

TASK = "Vận động góp tiền lắp 7 mắt camera an ninh ở các đầu ngõ, trước hết ở ngõ 24"


def faults(text: str, task: str = TASK) -> tuple[Fault, ...]:
    result = Result(text, asks_figure=True, unit="mắt", task=task)
    return faults_of_review(result, told_elsewhere=frozenset())


@pytest.mark.parametrize("text", [TASK, f"Đã hoàn thành: {TASK.lower()}.", f"Thực hiện tốt {TASK}"])
def test_the_name_of_the_work_is_no_result(text):
    assert Fault.TASK_AGAIN in faults(text)


@pytest.mark.parametrize(
    "text",
    ["Đã lắp 5 mắt ở ngõ 24, còn 2 mắt chờ dây", "Góp được 21 triệu, lắp 7 mắt ngày 20 tháng 10"],
)
def test_a_result_in_the_words_of_the_work_is_one(text):
    assert faults(text) == ()


def test_one_word_said_often_is_short():
    assert Fault.SHORT in faults("a a a a a a a a a a 7 mắt")


@pytest.mark.parametrize("unseen", ["\u200b", "\u200e\u2060", "\ufeff \u00ad"])
def test_characters_that_nobody_sees_are_no_text(unseen):
    assert normalise(unseen).strip() == ""
    assert " ".join(normalise(f"Tổ{unseen} dân phố").split()) == "Tổ dân phố"


@pytest.mark.django_db
class TestBook:
    @pytest.fixture
    def meeting(self, cell_a, secretary_a):
        return ready(cell_a, secretary_a)

    def warned(self, meeting) -> str:
        return " ".join(one.text for one in findings(record_of(meeting), now=NOW))

    def test_half_of_the_votes_approve_no_score(self, meeting, secretary_a):
        voters = record_of(meeting).counts.voters_present
        for votes in (0, voters // 2):
            with pytest.raises(ValidationError) as refused:
                scores.settle(meeting, values={"approved": True, "votes": votes}, by=secretary_a)
            assert "quá nửa" in refused.value.message_dict["votes"][0]
        more = {"approved": True, "votes": voters // 2 + 1}
        assert scores.settle(meeting, values=more, by=secretary_a).approved

    def test_an_unfinished_sheet_is_not_approved(self, meeting, secretary_a):
        line = next(one for one in sheet(meeting).lines if one.applies and one.proposal is None)
        scores.mark(meeting, line.criterion, values={"points": None}, by=secretary_a)
        with pytest.raises(ValidationError) as refused:
            scores.settle(meeting, values={"approved": True, "votes": None}, by=secretary_a)
        assert "Còn 1 tiêu chí" in refused.value.message_dict["approved"][0]

    def test_points_against_the_record_without_a_reason_open_no_gate(self, meeting, secretary_a):
        def duration() -> Line:
            return next(one for one in sheet(meeting).lines if one.criterion.measure == "duration")

        assert duration().criterion.gate
        short = meeting.started_at + timedelta(minutes=75)
        record.conduct(meeting, values={"ended_at": short}, by=secretary_a)
        given = {"points": duration().criterion.max_points}
        scores.mark(meeting, duration().criterion, values=given, by=secretary_a)
        assert not duration().mark.is_full
        given["reason"] = "Họp tiếp tại thực địa 30 phút"
        scores.mark(meeting, duration().criterion, values=given, by=secretary_a)
        assert duration().mark.is_full

    def test_the_minutes_of_the_table_are_asked_for_too(self, cell_a, secretary_a):
        ScoringTable.objects.update(large_from=2, min_minutes_large=120)
        meeting = ready(cell_a, secretary_a)
        assert "Họp 100 phút, ít hơn 120 phút" in self.warned(meeting)

    def test_work_done_with_less_than_was_asked_is_pointed_out(self, cell_a, secretary_a):
        work = given_and_signed(cell_a, secretary_a, target=30, unit="hộ")
        meeting = ready(cell_a, secretary_a)
        done = {"result": "Đã vận động các hộ ngõ 3, còn chờ dây", "achieved": 0}
        reviewed(meeting, work, secretary_a, ReviewStatus.DONE, **done)
        assert "ghi hoàn thành mà mới đạt 0/30 hộ" in self.warned(meeting)

    def test_minutes_are_signed_only_by_who_says_to_have_read_them(
        self, meeting, secretary_a, client_of
    ):
        client = client_of(secretary_a)
        url = reverse("meetings:sign", args=[meeting.pk])
        answer = client.post(url, follow=True)
        assert "Xin đọc lại biên bản" in answer.content.decode()
        meeting.refresh_from_db()
        assert meeting.state != State.SIGNED
        client.post(url, {"read_again": "on"})
        meeting.refresh_from_db()
        assert meeting.state == State.SIGNED


def test_guests_of_another_cell_are_not_counted_among_the_own_who_came():
    def row(membership: str) -> Attendance:
        return Attendance(membership=membership, grade="official", status="present")

    counts = count([row("primary"), row("primary"), row("temporary")], temporary_members_vote=True)
    assert (counts.present_official_own, counts.official, counts.present) == (2, 2, 3)
