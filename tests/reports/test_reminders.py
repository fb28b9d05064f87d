"""Reminders: what is told on which day, to whom, how, and that it is told once."""

from datetime import date, timedelta
from unicodedata import normalize

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import RoleKind
from cells.models import Cell
from evaluations.services.committee import ratify
from meetings.models import AssignmentState, MeetingKind, State
from members.models import StandingKind
from members.services.cell_merging import merge_cells
from reports import queries, reminding
from reports.models import Reminder, ReminderChoice, ReminderKind
from reports.queries.reminders import accounts_to_write
from reports.reminding import due_on
from reports.services import letters, reminders
from tests import factories as make
from tests.evaluations.acting import opened, propose
from tests.meetings.helpers import given_and_signed

DAY = date(2026, 11, 2)
NOW = make.at(DAY)

pytestmark = pytest.mark.django_db


def told(day: date, kind: ReminderKind) -> list[str]:
    return [due.text for due in due_on(day) if due.kind == kind]


class TestDays:
    def test_a_meeting_is_to_be_planned_by_the_day_of_its_notice(self, cell_a):
        cell_a.usual_day = 5
        cell_a.save()
        regime = reminding.regime_on(DAY)
        notice = date(2026, 11, 5) - timedelta(days=regime.notice_days or 0)
        assert not told(notice - timedelta(days=1), ReminderKind.NOT_PLANNED)
        assert "05/11/2026" in told(notice, ReminderKind.NOT_PLANNED)[0]
        make.MeetingFactory(cell=cell_a, month=date(2026, 11, 1))
        assert not told(notice, ReminderKind.NOT_PLANNED)

    def test_a_meeting_is_to_be_held_by_the_last_day_of_the_rules(self, cell_a):
        assert not told(date(2026, 11, 7), ReminderKind.NOT_HELD)
        late = told(date(2026, 11, 8), ReminderKind.NOT_HELD)
        assert len(late) == 1
        assert "07/11/2026" in late[0]
        meeting = make.MeetingFactory(cell=cell_a, month=date(2026, 11, 1))
        assert told(date(2026, 11, 8), ReminderKind.NOT_HELD) == late, "a plan is no meeting"
        meeting.state = State.OPEN
        meeting.started_at = make.at(DAY)
        meeting.save()
        assert not told(date(2026, 11, 8), ReminderKind.NOT_HELD)

    def test_minutes_are_late_the_day_after_their_limit(self, cell_a):
        meeting = make.MeetingFactory(cell=cell_a, state=State.OPEN, started_at=make.at(DAY))
        limit = DAY + timedelta(days=meeting.regime.issue_days)
        assert not told(limit, ReminderKind.UNSIGNED)
        assert "chưa ký" in told(limit + timedelta(days=1), ReminderKind.UNSIGNED)[0]

    def test_a_quarter_without_a_theme_is_told_thirty_days_before_its_end(self, cell_a):
        assert not told(date(2026, 11, 30), ReminderKind.THEMATIC)
        assert "quý IV/2026" in told(date(2026, 12, 1), ReminderKind.THEMATIC)[0]
        make.MeetingFactory(
            cell=cell_a, kind=MeetingKind.THEMATIC, month=date(2026, 10, 1), state=State.OPEN
        )
        assert not told(date(2026, 12, 1), ReminderKind.THEMATIC)

    def test_work_is_told_from_three_days_before(self, cell_a, secretary_a):
        meeting = make.MeetingFactory(cell=cell_a, month=date(2026, 10, 1))
        work = make.AssignmentFactory(meeting=meeting, due=date(2026, 11, 20))
        make.marked_signed(meeting, by=secretary_a)
        assert not told(date(2026, 11, 16), ReminderKind.WORK)
        assert "20/11/2026" in told(date(2026, 11, 17), ReminderKind.WORK)[0]
        assert not told(date(2026, 11, 24), ReminderKind.WORK), "the dashboard shows what is late"
        type(work).objects.filter(pk=work.pk).update(
            state=AssignmentState.DROPPED, closed_by=meeting
        )
        assert not told(date(2026, 11, 17), ReminderKind.WORK)

    def test_work_of_a_merged_cell_is_told_to_the_one_that_hears_of_it(
        self, cell_a, cell_b, secretary_b, officer
    ):
        given_and_signed(cell_b, secretary_b, day=date(2026, 9, 3), due=date(2026, 11, 20))
        merge_cells(cell_b, into=cell_a, day=date(2026, 10, 20), today=DAY, by=officer)
        due = [one for one in due_on(date(2026, 11, 17)) if one.kind == ReminderKind.WORK]
        assert [one.cell for one in due] == [cell_a.pk]
        assert due[0].text.startswith(f"{cell_a}: ")
        assert str(cell_a.pk) in due[0].link

    def test_work_of_a_cell_that_is_gone_is_told_to_nobody(self, cell_a, secretary_a):
        given_and_signed(cell_a, secretary_a, day=date(2026, 9, 3), due=date(2026, 11, 20))
        Cell.objects.filter(pk=cell_a.pk).update(dissolved=date(2026, 11, 1))
        assert not told(date(2026, 11, 17), ReminderKind.WORK)

    @pytest.mark.parametrize(("founded", "is_told"), [(7, True), (8, False)])
    def test_a_cell_founded_after_the_day_of_the_meeting_is_not_told_that_it_is_late(
        self, cell_a, founded, is_told
    ):
        Cell.objects.filter(pk=cell_a.pk).update(founded=date(2026, 11, founded))
        assert bool(told(date(2026, 11, 9), ReminderKind.NOT_HELD)) == is_told

    def test_a_theme_that_has_its_day_is_told_once_the_day_has_passed(self, cell_a):
        make.MeetingFactory(
            cell=cell_a, kind=MeetingKind.THEMATIC, month=date(2026, 12, 1),
            planned_at=make.at(date(2026, 12, 10)),
        )  # fmt: skip
        assert not told(date(2026, 12, 1), ReminderKind.THEMATIC)
        assert not told(date(2026, 12, 10), ReminderKind.THEMATIC)
        assert "0/1 buổi" in told(date(2026, 12, 11), ReminderKind.THEMATIC)[0]

    def test_a_probation_is_told_thirty_days_before_its_twelve_months_end(self, cell_a):
        make.member_of(
            cell_a, "Võ Thị Dự", since=date(2025, 12, 20), grade="probationary",
            admitted_on=date(2025, 12, 20), official_on=None,
        )  # fmt: skip
        assert not told(date(2026, 11, 19), ReminderKind.PROBATION)
        found = told(date(2026, 11, 20), ReminderKind.PROBATION)
        assert "Võ Thị Dự" in found[0]
        assert "20/12/2026" in found[0]

    def test_any_number_of_cells_asks_the_same(self, committee):
        def cost() -> int:
            for _ in range(3):
                cell = make.furnished_cell(committee, f"Chi bộ {Cell.objects.count()}")
                make.MeetingFactory(cell=cell, state=State.OPEN, started_at=make.at(DAY))
                make.member_of(
                    cell, "Võ Thị Dự", since=date(2025, 12, 1), grade=StandingKind.PROBATIONARY,
                    admitted_on=date(2025, 12, 1), official_on=None,
                )  # fmt: skip
            with CaptureQueriesContext(connection) as asked:
                reminders.remind(now=make.at(date(2026, 12, 9)))
            return len(asked)

        make.CellFactory(committee=committee)
        assert cost() == cost() <= 15


class TestTelling:
    LATE = make.at(date(2026, 11, 9))

    def test_each_thing_is_told_once_to_its_secretary_and_to_who_follows(
        self, cell_a, cell_b, secretary_a, secretary_b, overseer, officer
    ):
        assert reminders.remind(now=self.LATE) == 3
        assert reminders.remind(now=self.LATE + timedelta(days=1)) == 0
        assert set(Reminder.objects.values_list("user__username", "cell__name")) == {
            (secretary_a.username, cell_a.name),
            (overseer.username, cell_a.name),
            (secretary_b.username, cell_b.name),
        }

    def test_work_of_the_cell_is_told_to_the_cell_alone(self, cell_a, secretary_a, overseer):
        make.member_of(
            cell_a, "Võ Thị Dự", since=date(2025, 11, 15), grade="probationary",
            admitted_on=date(2025, 11, 15), official_on=None,
        )  # fmt: skip
        reminders.remind(now=self.LATE)
        kinds = Reminder.objects.values_list("user__username", "kind")
        assert (secretary_a.username, "probation") in kinds
        assert (overseer.username, "probation") not in kinds

    def test_who_is_both_is_told_once(self, cell_a, secretary_a):
        make.RoleFactory(user=secretary_a, kind=RoleKind.OVERSEER, cell=cell_a)
        assert reminders.remind(now=self.LATE) == 1

    @pytest.mark.parametrize(("in_app", "by_mail"), [(True, False), (False, True), (False, False)])
    def test_each_kind_can_be_switched_off_each_way(self, secretary_a, in_app, by_mail):
        secretary_a.email = "bithu-a@example.vn"
        secretary_a.save()
        reminders.choose(secretary_a, {"not_held": (in_app, by_mail)})
        reminders.remind(now=self.LATE)
        found = Reminder.objects.filter(user=secretary_a)
        assert found.count() == (in_app or by_mail)
        assert queries.roles_and_unseen(secretary_a) == ({"secretary"}, int(in_app))
        assert (secretary_a.pk in accounts_to_write()) == by_mail

    def test_an_address_that_comes_later_brings_no_heap_of_old_letters(self, secretary_a):
        reminders.remind(now=self.LATE)
        secretary_a.email = "bithu-a@example.vn"
        secretary_a.save()
        assert queries.roles_and_unseen(secretary_a)[1] == 1
        assert accounts_to_write() == []

    def test_who_works_for_the_cell_no_longer_reads_nothing_of_it(self, secretary_a, cell_b):
        secretary_a.email = "bithu-a@example.vn"
        secretary_a.save()
        reminders.remind(now=self.LATE)
        assert accounts_to_write() == [secretary_a.pk]
        secretary_a.roles.all().delete()
        make.RoleFactory(user=secretary_a, cell=cell_b)
        assert accounts_to_write() == []
        assert letters.mail(secretary_a.pk, now=self.LATE) == 0
        assert queries.roles_and_unseen(secretary_a) == ({"secretary"}, 0)
        assert not queries.reminders_of(secretary_a)

    def test_an_account_that_is_closed_is_told_nothing(self, secretary_a):
        secretary_a.is_active = False
        secretary_a.save()
        assert reminders.remind(now=self.LATE) == 0

    def test_a_ratified_year_is_told_to_its_cells_once(
        self, committee, cell_a, cell_b, secretary_a, secretary_b, overseer, officer,
        django_capture_on_commit_callbacks,
    ):  # fmt: skip
        round_ = opened(committee, officer)
        propose(round_.cell_ratings.get(cell=cell_a), by=secretary_a)
        propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
        with django_capture_on_commit_callbacks(execute=True):
            done = ratify(round_, now=NOW, by=officer)
        told = Reminder.objects.filter(kind=ReminderKind.RATING)
        assert {one.user for one in told} == {secretary_a, secretary_b, overseer}
        own = round_.cell_ratings.get(cell=cell_b)
        assert told.get(user=secretary_b).link == own.get_absolute_url()
        assert reminders.tell_ratified(done) == 0


class TestOffice:
    def test_the_office_reminds_chosen_cells_in_its_words_once_a_day(
        self, committee, cell_a, cell_b, secretary_a, secretary_b, officer
    ):
        # Typed in pieces (NFD); kept composed, as all text is.
        given = {"text": normalize("NFD", "Gửi biên bản tháng 10."), "now": NOW, "by": officer}
        assert reminders.remind_cells(committee, [cell_a], **given) == 1
        assert reminders.remind_cells(committee, [cell_a], **given) == 0
        found = Reminder.objects.get()
        assert (found.user, found.sent_by, found.text) == (
            secretary_a,
            officer,
            "Gửi biên bản tháng 10.",
        )
        assert reminders.remind_cells(committee, [cell_a], **given | {"text": "Việc khác."}) == 1

    def test_nobody_else_does_and_no_other_s_cells(
        self, committee, cell_a, cell_elsewhere, officer, viewer, secretary_a
    ):
        for by in (viewer, secretary_a):
            with pytest.raises(PermissionDenied):
                reminders.remind_cells(committee, [cell_a], text="Họp đi", now=NOW, by=by)
        Cell.objects.filter(pk=cell_a.pk).update(dissolved=date(2026, 11, 1))
        for cell in (cell_elsewhere, cell_a):
            with pytest.raises(ValidationError):
                reminders.remind_cells(committee, [cell], text="Họp đi", now=NOW, by=officer)
        assert not Reminder.objects.exists()

    def test_by_the_page(self, client_of, committee, cell_a, cell_elsewhere, secretary_a, officer):
        url = reverse("reports:remind", args=[committee.pk])
        client = client_of(officer)
        asked = client.get(url, {"cell": [cell_a.pk, "x", 10**30]}).content.decode()
        assert cell_a.name in asked
        wrong = client.post(url, {"cells": [cell_elsewhere.pk], "text": "Gửi biên bản gấp."})
        assert wrong.status_code == 422
        page = wrong.content.decode()
        assert "Có chi bộ không thuộc đảng bộ này." in page
        assert "Gửi biên bản gấp." in page
        assert cell_elsewhere.name not in page
        done = client.post(url, {"cells": [cell_a.pk], "text": "Gửi biên bản gấp."}, follow=True)
        assert "Đã nhắc 1 chi bộ" in done.content.decode()
        again = client.post(url, {"cells": [cell_a.pk], "text": "Gửi biên bản gấp."}, follow=True)
        assert "Đã xong." not in again.content.decode()
        assert Reminder.objects.get().user == secretary_a

    def test_the_page_names_the_cells_that_nobody_is_told_for(
        self, client_of, committee, cell_a, cell_b, secretary_a, officer
    ):
        url = reverse("reports:remind", args=[committee.pk])
        data = {"cells": [cell_a.pk, cell_b.pk], "text": "Gửi biên bản gấp."}
        page = client_of(officer).post(url, data, follow=True).content.decode()
        assert f"Đã nhắc 1 chi bộ (1 tài khoản). Chưa có tài khoản bí thư: {cell_b}." in page


class TestPages:
    @pytest.fixture
    def reminder(self, secretary_a) -> Reminder:
        reminders.remind(now=TestTelling.LATE)
        return Reminder.objects.get(user=secretary_a)

    def test_the_bell_counts_until_it_is_opened(self, client_of, secretary_a, reminder):
        client = client_of(secretary_a)
        url = reverse("reports:reminders")
        page = client.get(url).content.decode()
        assert "1 lời nhắc chưa xem" in page
        assert reminder.text in page
        opened = client.post(reverse("reports:reminder-open", args=[reminder.pk]))
        assert opened.url == reminder.link
        assert "Đã xem hết" in client.get(url).content.decode()

    def test_all_at_once_marks_only_one_s_own(self, client_of, secretary_a, overseer, reminder):
        reminders.remind(now=TestTelling.LATE)
        client_of(secretary_a).post(reverse("reports:reminders-seen"))
        assert queries.roles_and_unseen(secretary_a)[1] == 0
        assert queries.roles_and_unseen(overseer)[1] == 1

    def test_another_s_reminder_is_not_there(self, client_of, secretary_b, reminder):
        url = reverse("reports:reminder-open", args=[reminder.pk])
        assert client_of(secretary_b).post(url).status_code == 404
        reminder.refresh_from_db()
        assert reminder.seen_at is None

    def test_choices_are_kept(self, client_of, secretary_a):
        client = client_of(secretary_a)
        url = reverse("reports:reminder-choices")
        assert client.get(url).content.decode().count("checked") == 2 * len(ReminderKind)
        client.post(url, {"not_held_in_app": "on"})
        assert ReminderChoice.objects.filter(user=secretary_a).count() == len(ReminderKind)
        assert queries.choices_of(secretary_a)["not_held"] == (True, False)
        assert client.get(url).content.decode().count("checked") == 1

    def test_the_list_asks_the_same_for_any_number(self, client_of, secretary_a, cell_a):
        def cost() -> int:
            Reminder.objects.bulk_create(
                Reminder(
                    user=secretary_a, kind="work", cell=cell_a, made_at=NOW, text="Việc",
                    subject=f"{Reminder.objects.count()}-{number}",
                )
                for number in range(5)
            )  # fmt: skip
            client = client_of(secretary_a)
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("reports:reminders"))
            return len(asked)

        cost()
        assert cost() == cost() <= 15
