"""Resolutions: a text put together from the meeting, put together anew, and its vote."""

import pytest
from django.core.exceptions import ValidationError

from meetings.models import AgendaRole, Meeting, Resolution
from meetings.services import planning, record, resolutions, roll
from members.models import StandingKind
from tests.factories import member_of
from tests.meetings.helpers import (
    APRIL,
    LIGHTS,
    blocks,
    give,
    given_and_signed,
    member,
    planned,
    record_now,
    voted,
)


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return planned(cell_a, secretary_a, day=APRIL)


def note(meeting, role: str, text: str, by) -> None:
    item = meeting.agenda_items.get(role=role)
    record.write_agenda(meeting, item, notes=text, by=by)


def test_the_text_says_results_direction_and_execution(meeting, cell_a, secretary_a):
    reviews = {"done": "Dọn đường", "in_progress": "Thu quỹ", "": "Trồng cây"}
    for status, task in reviews.items():
        due = given_and_signed(cell_a, secretary_a, task=task)
        record.review(meeting, due, values={"status": status, "result": "Rõ."}, by=secretary_a)
    note(meeting, AgendaRole.REVIEW, "Chi bộ làm tốt công tác vận động.", secretary_a)
    note(meeting, AgendaRole.ASSIGNMENTS, "Tập trung lắp đèn đường.", secretary_a)
    record.conduct(meeting, values={"conclusion": "Nhất trí."}, by=secretary_a)
    give(meeting, secretary_a)
    draft = resolutions.draft(meeting, by=secretary_a)
    assert (draft.document_type, draft.subject) == ("NQ", "monthly")
    assert draft.abstract == "Sinh hoạt chi bộ thường kỳ tháng 04/2026"
    assert draft.results == (
        "Chi bộ làm tốt công tác vận động.\n"
        "Chi bộ đã xem xét 2 nhiệm vụ được giao: 1 hoàn thành, 1 đang thực hiện."
    )
    assert draft.direction == (
        "Tập trung lắp đèn đường.\nNhất trí.\nChi bộ giao 1 nhiệm vụ theo bảng phân công dưới đây."
    )
    assert "báo cáo kết quả tại kỳ sinh hoạt tháng 05/2026." in draft.execution


def test_a_draft_of_an_empty_meeting_says_no_more_than_there_is(meeting, secretary_a):
    draft = resolutions.draft(meeting, by=secretary_a)
    assert (draft.results, draft.direction) == ("", "")
    assert draft.execution.startswith("Bí thư chi bộ theo dõi")


def test_the_text_is_put_together_anew_and_the_vote_stays(meeting, secretary_a):
    draft = voted(meeting, secretary_a, yes=4, no=1)
    give(meeting, secretary_a, task=LIGHTS)
    resolutions.recompose(meeting, draft, by=secretary_a)
    draft.refresh_from_db()
    assert draft.direction == "Chi bộ giao 1 nhiệm vụ theo bảng phân công dưới đây."
    assert (draft.yes, draft.no, draft.other) == (4, 1, 0)


def test_putting_together_anew_heeds_a_subject_changed_in_another_window(meeting, secretary_a):
    draft = resolutions.draft(meeting, by=secretary_a)
    window = Resolution.objects.get(pk=draft.pk)
    resolutions.change(meeting, window, values={"subject": "admission"}, by=secretary_a)
    resolutions.recompose(meeting, draft, by=secretary_a)
    assert Resolution.objects.get().abstract == "Đề nghị kết nạp đảng viên"


@pytest.mark.parametrize(
    ("kind", "subject", "abstract"),
    [
        ("extraordinary", "other", "Xét đề nghị kết nạp đảng viên"),
        ("review", "other", "Việc khác"),
    ],
)
def test_the_kind_of_meeting_offers_the_subject(cell_a, secretary_a, kind, subject, abstract):
    draft = resolutions.draft(planned(cell_a, secretary_a, kind=kind), by=secretary_a)
    assert (draft.subject, draft.abstract) == (subject, abstract)


def test_a_thematic_resolution_carries_out_the_theme(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a, kind="thematic")
    draft = resolutions.draft(meeting, by=secretary_a)
    assert draft.subject == "thematic"
    assert draft.abstract == f"Thực hiện chuyên đề: {meeting.theme.title}"


def test_text_and_votes_are_rewritten_and_a_draft_is_taken_back(meeting, secretary_a):
    draft = voted(meeting, secretary_a)
    resolutions.change(meeting, draft, values={"abstract": "Về đèn đường"}, by=secretary_a)
    draft.refresh_from_db()
    assert (draft.abstract, draft.yes) == ("Về đèn đường", 5)
    resolutions.remove(meeting, draft, by=secretary_a)
    assert not Resolution.objects.exists()


@pytest.mark.parametrize(
    "values",
    [{"yes": -1}, {"no": 40_000}, {"other": "nhiều"}, {"abstract": ""}, {"document_type": "XX"}],
)
def test_a_wrong_value_is_refused_by_its_field(meeting, secretary_a, values):
    draft = voted(meeting, secretary_a)
    with pytest.raises(ValidationError) as refused:
        resolutions.change(meeting, draft, values=values, by=secretary_a)
    assert refused.value.error_dict.keys() == values.keys()


@pytest.mark.parametrize(
    ("subject", "yes", "needed", "passed"),
    [
        ("monthly", 2, 3, False),
        ("monthly", 3, 3, True),
        ("admission", 3, 4, False),
        ("admission", 4, 4, True),
    ],
)
def test_a_vote_is_measured_by_the_base_of_the_roll(
    meeting, secretary_a, subject, yes, needed, passed
):
    draft = voted(meeting, secretary_a, subject=subject, yes=yes, no=5 - yes)
    verdict = record_now(meeting).verdict(draft)
    assert (verdict.base, verdict.needed, verdict.voters) == (5, needed, 5)
    assert verdict.passed is passed
    assert verdict.percent == 20 * yes


def test_a_vote_counts_for_nothing_until_all_three_figures_are_there(meeting, secretary_a):
    draft = voted(meeting, secretary_a, no=None)
    assert record_now(meeting).verdict(draft).passed is None


def test_an_exempted_member_who_votes_raises_what_is_needed(cell_a, secretary_a):
    exempted = member_of(cell_a, "Đặng Văn Giang", standings=(StandingKind.EXEMPTED,))
    meeting = planned(cell_a, secretary_a)
    draft = voted(meeting, secretary_a, yes=3, no=2)
    assert record_now(meeting).verdict(draft).passed
    row = meeting.attendances.get(member=exempted)
    roll.mark(meeting, row, status="present", reason="", votes=True, by=secretary_a)
    verdict = record_now(meeting).verdict(draft)
    assert (verdict.base, verdict.needed, verdict.passed) == (6, 4, False)


def test_no_more_can_vote_than_came(meeting, cell_a, secretary_a):
    voted(meeting, secretary_a)
    too_many = "5 phiếu, nhiều hơn 4 đảng viên có quyền biểu quyết dự họp."
    row = meeting.attendances.get(member=member(cell_a, "Đức"))
    assert not any(too_many in text for text in blocks(meeting))
    roll.mark(meeting, row, status="unexcused", reason="", votes=True, by=secretary_a)
    assert any(too_many in text for text in blocks(meeting))


def test_a_type_is_allowed_by_the_rules_of_the_day(cell_a, secretary_a):
    meeting = planned(cell_a, secretary_a, day=APRIL)
    voted(meeting, secretary_a, document_type="TB")
    refused = "chi bộ không được ban hành loại văn bản này."
    assert not any(refused in text for text in blocks(meeting))
    values = {"planned_at": meeting.planned_at.replace(year=2025)}
    planning.replan(meeting, values=values, by=secretary_a)
    assert any(refused in text for text in blocks(meeting))
