"""When a cell goes over into another, its plans are taken back and its open work is heard there."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import queries, queries_work
from meetings.models import Assignment, AssignmentState, Meeting
from meetings.queries_calendar import deadlines_for
from meetings.services import assignments, record
from members import services
from members.services import cell_merging, journal
from tests.factories import TODAY, AttachmentFactory, CellFactory, MeetingFactory, TermFactory
from tests.meetings.helpers import given_and_signed, planned, record_now
from tests.members.acting import refusal

pytestmark = pytest.mark.django_db
MERGED_ON = date(2026, 10, 20)


def merge(cell, into, by, day=MERGED_ON):
    return cell_merging.merge_cells(
        cell, into=into, day=day, document="QĐ 9-QĐ/ĐU", today=TODAY, by=by
    )


@pytest.fixture
def work(cell_b, secretary_b) -> Assignment:
    """Work of the cell that will go over, from signed minutes."""
    return given_and_signed(cell_b, secretary_b, day=date(2026, 9, 3), task="Lắp đèn ngõ 3")


class TestPlans:
    def test_from_the_day_on_are_taken_back_and_told_before(
        self, officer, cell_a, cell_b, secretary_b, client_of
    ):
        before = MeetingFactory(cell=cell_b, month=date(2026, 10, 1))
        plan = planned(cell_b, secretary_b)
        AttachmentFactory(meeting=plan)
        url = reverse("cells:merge", args=[cell_b.pk])
        data = {"into": cell_a.pk, "day": "20/10/2026", "document": "QĐ 9"}
        words = "Hủy buổi đã dự kiến: sinh hoạt thường kỳ ngày 03/11/2026"
        client = client_of(officer)
        assert words in client.post(url, data | {"step": "preview"}).content.decode()
        assert Meeting.objects.filter(pk=plan.pk).exists()
        assert words in client.post(url, data, follow=True).content.decode()
        assert list(Meeting.objects.filter(cell=cell_b)) == [before]

    def test_what_is_being_written_hinders_the_merger(self, officer, cell_a, cell_b, secretary_b):
        meeting = MeetingFactory(cell=cell_b, state="open")
        assert meeting.held_on == date(2026, 11, 3)
        said = refusal(lambda: merge(cell_b, cell_a, officer))
        assert "đã ghi buổi sinh hoạt ngày 03/11/2026" in said
        assert merge(cell_b, cell_a, officer, day=date(2026, 11, 4))

    def test_what_is_signed_after_the_day_hinders_it_too(
        self, officer, cell_a, cell_b, secretary_b
    ):
        given_and_signed(cell_b, secretary_b, day=date(2026, 10, 25))
        assert "25/10/2026" in refusal(lambda: merge(cell_b, cell_a, officer))


class TestWork:
    def test_is_heard_by_the_other_cell_from_then_on(
        self, officer, cell_a, cell_b, secretary_a, work
    ):
        act = merge(cell_b, cell_a, officer)
        assert any("Lắp đèn ngõ 3" in warning for warning in act.warnings)
        meeting = MeetingFactory(cell=cell_a)
        assert [due.assignment for due in record_now(meeting).due] == [work]
        assert list(queries_work.open_work(cell_a, TODAY)) == [work]
        assert not queries_work.open_work(cell_a, MERGED_ON - timedelta(1))

    def test_not_by_a_meeting_before_the_merger(self, officer, cell_a, cell_b, work):
        earlier = MeetingFactory(cell=cell_a, month=date(2026, 10, 1))
        merge(cell_b, cell_a, officer)
        assert not record_now(earlier).due
        with pytest.raises(ValidationError):
            assignments.due_here(work, earlier)

    def test_is_reviewed_and_carried_over_there(
        self, officer, cell_a, cell_b, secretary_a, work, client_of
    ):
        merge(cell_b, cell_a, officer)
        meeting = MeetingFactory(cell=cell_a)
        url = reverse("meetings:carry", args=[meeting.pk, work.pk])
        assert client_of(secretary_a).post(url).status_code == 302
        anew = Assignment.objects.get(carried_from=work)
        assert (anew.cell, anew.lead, anew.task) == (cell_a, work.lead, work.task)

    def test_of_others_is_not_heard(self, cell_a, cell_b, secretary_a, work, client_of):
        meeting = MeetingFactory(cell=cell_a)
        url = reverse("meetings:carry", args=[meeting.pk, work.pk])
        assert client_of(secretary_a).post(url).status_code == 404
        assert not record_now(meeting).due

    def test_is_followed_through_two_mergers(self, officer, committee, cell_a, cell_b, work):
        third = TermFactory(cell=CellFactory(committee=committee)).cell
        merge(cell_b, third, officer, day=date(2026, 10, 1))
        assert list(queries_work.open_work(third, TODAY)) == [work]
        merge(third, cell_a, officer)
        assert list(queries_work.open_work(cell_a, TODAY)) == [work]
        assert not queries_work.open_work(cell_a, date(2026, 10, 10))

    def test_stays_in_the_calendar_of_who_keeps_the_other_cell(
        self, officer, cell_a, cell_b, secretary_a, work
    ):
        assert not deadlines_for(secretary_a, date(2026, 9, 10))
        merge(cell_b, cell_a, officer)
        assert list(deadlines_for(secretary_a, date(2026, 9, 10))) == [work]

    def test_costs_no_query_more(self, officer, cell_a, cell_b, secretary_a, work):
        meeting = MeetingFactory(cell=cell_a)

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                queries.record_of(Meeting.objects.get(pk=meeting.pk))
            return len(captured)

        before = cost()
        merge(cell_b, cell_a, officer)
        assert cost() <= before + 1  # the helpers of the first work that there is


class TestTakenBack:
    def test_the_work_is_the_cells_own_again(self, officer, cell_a, cell_b, work):
        act = merge(cell_b, cell_a, officer)
        services.correct(act, reason="Chưa có quyết định", today=TODAY, by=officer)
        assert not queries_work.open_work(cell_a, TODAY)
        assert list(queries_work.open_work(cell_b, TODAY)) == [work]
        assert work.state == AssignmentState.OPEN

    def test_not_once_the_other_cell_has_heard_of_it(
        self, officer, cell_a, cell_b, secretary_a, work
    ):
        act = merge(cell_b, cell_a, officer)
        meeting = MeetingFactory(cell=cell_a)
        record.review(meeting, work, values={"status": "in_progress"}, by=secretary_a)
        said = refusal(lambda: journal.correct(act, reason="Chưa có", today=TODAY, by=officer))
        assert "đã đánh giá nhiệm vụ" in said
