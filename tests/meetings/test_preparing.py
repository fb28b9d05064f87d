"""Before a meeting and after its signature: preparation, notice, issue."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from freezegun import freeze_time

from meetings import preparing, rules
from meetings.models import Issuing, Meeting, MeetingKind, MeetingRegime
from meetings.services import minutes, planning
from meetings.services import preparing as service
from meetings.services.base import MeetingSigned
from tests.factories import AttachmentFactory, NoticeGivenFactory, at, marked_signed, member_of
from tests.meetings.helpers import NOVEMBER, NOW, gaps, member, planned, ready, record_now

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return planned(cell_a, secretary_a)


@pytest.fixture
def browser(client_of, secretary_a):
    return client_of(secretary_a)


def prepare(meeting: Meeting, by, *, absent=(), tasks=None, **values):
    cell = meeting.cell
    usual = {
        "held_at": at(date(2026, 10, 31), 15, 0),
        "ended_at": at(date(2026, 10, 31), 16, 0),
        "place": "Nhà đồng chí bí thư",
        "chair": member(cell, "An"),
        "minute_taker": member(cell, "Bình"),
        "last_month": "Đã lắp 12/15 bóng đèn.",
        "next_month": "Ra quân vệ sinh ngõ 5.",
        "agenda": "Điểm danh\nĐánh giá tháng 10\nBàn nhiệm vụ tháng 11",
        "conclusion": "Thống nhất chương trình.",
    }
    if tasks is None:
        tasks = [{"what": "Dự thảo nghị quyết", "member": member(cell, "Bình"), "due": None}]
    return service.prepare(
        meeting,
        values=usual | values,
        attending=[m for m in (member(cell, "An"), member(cell, "Bình")) if m not in absent],
        absent=list(absent),
        tasks=tasks,
        by=by,
    )


def refused(act) -> dict:
    with pytest.raises(ValidationError) as error:
        act()
    return error.value.message_dict


class TestPreparation:
    def test_its_minutes_and_the_date_on_the_meeting_say_the_same(self, meeting, secretary_a):
        row = prepare(meeting, secretary_a)
        meeting.refresh_from_db()
        assert meeting.prepared_on == row.held_on == date(2026, 10, 31)
        assert [one.name for one in row.participants.all()] == [
            "Lê Thị Mai An",
            "Phan Thị Mai Bình",
        ]
        assert row.tasks.get().what == "Dự thảo nghị quyết"

    def test_written_again_it_is_replaced_as_a_whole(self, meeting, secretary_a):
        first = prepare(meeting, secretary_a)
        again = prepare(
            meeting, secretary_a, held_at=at(date(2026, 11, 1)), ended_at=None, tasks=[]
        )
        assert again.pk == first.pk
        assert again.tasks.count() == 0
        meeting.refresh_from_db()
        assert meeting.prepared_on == date(2026, 11, 1)

    def test_the_plan_cannot_contradict_it(self, browser, meeting, secretary_a):
        prepare(meeting, secretary_a)
        planning.replan(meeting, values={"prepared_on": date(2026, 10, 1)}, by=secretary_a)
        meeting.refresh_from_db()
        assert meeting.prepared_on == date(2026, 10, 31)
        assert (
            'name="plan-prepared_on"'
            not in browser.get(meeting.get_absolute_url()).content.decode()
        )

    def test_a_page_loaded_before_somebody_else_wrote_overwrites_nothing(
        self, browser, meeting, secretary_a
    ):
        url = reverse("meetings:preparation", args=[meeting.pk])
        row = prepare(meeting, secretary_a)
        seen = preparing.stamp_of(row)
        assert seen in browser.get(url).content.decode()
        prepare(meeting, secretary_a, conclusion="Ghi ở máy khác.")
        stale = form_of(meeting, **{"prepare-seen": seen})
        answer = browser.post(url, stale)
        assert answer.status_code == 422
        assert "Nơi khác vừa ghi biên bản này" in answer.content.decode()
        row.refresh_from_db()
        assert row.conclusion == "Ghi ở máy khác."
        fresh = stale | {"prepare-seen": preparing.stamp_of(row)}
        assert browser.post(url, fresh).status_code == 302

    def test_taken_back_the_date_goes_with_it(self, meeting, secretary_a):
        prepare(meeting, secretary_a)
        service.unprepare(meeting, by=secretary_a)
        meeting.refresh_from_db()
        assert meeting.prepared_on is None
        assert not hasattr(meeting, "preparation")

    def test_it_is_before_the_meeting(self, meeting, secretary_a):
        late = {"held_at": meeting.planned_at, "ended_at": None}
        assert "day" in refused(lambda: prepare(meeting, secretary_a, **late))

    def test_it_ends_after_it_begins(self, meeting, secretary_a):
        ended = {"ended_at": at(date(2026, 10, 31), 15, 0)}
        words = refused(lambda: prepare(meeting, secretary_a, **ended))
        assert "Giờ kết thúc phải sau giờ bắt đầu." in str(words)

    def test_who_presides_attends(self, meeting, secretary_a):
        absent = [member(meeting.cell, "An")]
        assert "attending" in refused(lambda: prepare(meeting, secretary_a, absent=absent))

    @pytest.mark.parametrize("field", ["tasks", "absent"])
    def test_nobody_of_another_cell_takes_part(self, meeting, cell_b, secretary_a, field):
        foreign = member(cell_b, "Chiến")
        values = {
            "tasks": {"tasks": [{"what": "Báo cáo", "member": foreign, "due": None}]},
            "absent": {"absent": [foreign]},
        }[field]
        assert "không có trong danh sách" in str(
            refused(lambda: prepare(meeting, secretary_a, **values))
        )

    def test_only_the_secretary_writes_it_and_only_before_the_signature(
        self, meeting, secretary_a, overseer, secretary_b
    ):
        for user in (overseer, secretary_b):
            with pytest.raises(PermissionDenied):
                prepare(meeting, user)
        prepare(meeting, secretary_a)
        marked_signed(meeting, by=secretary_a)
        with pytest.raises(MeetingSigned):
            prepare(meeting, secretary_a)
        row = meeting.preparation
        for act in (row.participants.all().delete, row.tasks.all().delete):
            with pytest.raises(DatabaseError, match="are signed"), transaction.atomic():
                act()

    def test_a_meeting_with_a_preparation_can_be_taken_back(self, meeting, secretary_a):
        prepare(meeting, secretary_a)
        planning.cancel(meeting, by=secretary_a)
        assert not Meeting.objects.filter(pk=meeting.pk).exists()


def form_of(meeting: Meeting, **values) -> dict:
    cell = meeting.cell
    usual = {
        "prepare-day": "31/10/2026",
        "prepare-clock": "15:00",
        "prepare-end_clock": "16:00",
        "prepare-place": "Nhà bí thư",
        "prepare-attending": [member(cell, "An").pk, member(cell, "Bình").pk],
        "prepare-chair": member(cell, "An").pk,
        "prepare-minute_taker": member(cell, "Bình").pk,
        "prepare-last_month": "Tốt hơn tháng trước.",
        "prepare-next_month": "Làm đường.",
        "prepare-agenda": "Điểm danh",
        "prepare-conclusion": "Nhất trí.",
        "tasks-TOTAL_FORMS": "3",
        "tasks-INITIAL_FORMS": "0",
        "tasks-0-what": "Soạn báo cáo",
        "tasks-0-member": member(cell, "Dung").pk,
        "tasks-0-due": "02/11/2026",
    }
    return usual | values


class TestPreparationPage:
    def url(self, meeting) -> str:
        return reverse("meetings:preparation", args=[meeting.pk])

    def test_it_offers_the_officers_the_agenda_and_what_is_to_be_judged(self, browser, meeting):
        page = browser.get(self.url(meeting)).content.decode()
        assert "Biên bản họp bí thư, phó bí thư" in page
        assert "Thông tin, định hướng tư tưởng" in page
        assert page.count('name="prepare-attending"') == 2

    def test_sent_it_is_written_and_shown_again(self, browser, meeting):
        assert browser.post(self.url(meeting), form_of(meeting)).status_code == 302
        assert Meeting.objects.get(pk=meeting.pk).preparation.tasks.get().what == "Soạn báo cáo"
        page = browser.get(self.url(meeting)).content.decode()
        assert "Tốt hơn tháng trước." in page
        assert "Soạn báo cáo" in page
        assert 'value="31/10/2026"' in page

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"prepare-day": "04/11/2026"}, "phải trước buổi họp"),
            ({"prepare-day": "31/02/2026"}, "Ngày không có thật"),
            ({"prepare-end_clock": "14:00"}, "Giờ kết thúc phải sau giờ bắt đầu"),
            ({"prepare-attending": []}, "Xin nhập mục này"),
            ({"tasks-0-member": ""}, "Chọn người chuẩn bị"),
            ({"tasks-0-what": ""}, "Ghi nội dung cần chuẩn bị"),
            ({"prepare-conclusion": "ý " * 6000}, "ký tự"),
            ({"tasks-TOTAL_FORMS": "x"}, "Chưa lưu được"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
        self, browser, meeting, values, words
    ):
        answer = browser.post(self.url(meeting), form_of(meeting, **values))
        assert answer.status_code == 422
        page = answer.content.decode()
        assert words in page
        assert "Tốt hơn tháng trước." in page
        assert not hasattr(Meeting.objects.get(pk=meeting.pk), "preparation")

    def test_a_cell_from_nine_official_members_has_its_committee(self, browser, cell_a, meeting):
        for _ in range(4):
            member_of(cell_a)
        planning.roll.refresh(meeting, by=cell_a.roles.get().user)
        assert "Biên bản họp chi ủy" in browser.get(self.url(meeting)).content.decode()


class TestNotice:
    def test_it_is_noted_once_each_way(self, meeting, secretary_a):
        values = {"given_on": date(2026, 11, 1), "way": "paper", "note": ""}
        service.note_notice(meeting, values=values, today=TODAY, by=secretary_a)
        again = refused(
            lambda: service.note_notice(meeting, values=values, today=TODAY, by=secretary_a)
        )
        assert "Đã ghi cách báo này" in str(again)

    @pytest.mark.parametrize("day", [date(2026, 11, 4), date(2026, 11, 24)])
    def test_nobody_is_told_after_the_meeting_or_in_the_future(self, meeting, secretary_a, day):
        values = {"given_on": day, "way": "paper", "note": ""}
        words = refused(
            lambda: service.note_notice(meeting, values=values, today=TODAY, by=secretary_a)
        )
        assert "given_on" in words

    def test_the_checklist_warns_of_a_late_or_missing_notice(self, meeting):
        meeting.notices.update(given_on=NOVEMBER)
        assert "Báo họp ngày 03/11/2026, sau hạn 02/11/2026." in [gap.text for gap in gaps(meeting)]
        meeting.notices.all().delete()
        found = [gap for gap in gaps(meeting) if "Chưa ghi đã báo họp" in gap.text]
        assert len(found) == 1
        assert not found[0].blocks

    @freeze_time(NOW)
    def test_the_page_has_the_message_the_paper_and_the_form(self, browser, meeting, overseer):
        url = reverse("meetings:notice", args=[meeting.pk])
        page = browser.get(url).content.decode()
        assert "kính mời đồng chí dự sinh hoạt chi bộ thường kỳ tháng 11/2026." in page
        assert "19 giờ 30 phút, thứ Ba, 03/11/2026" in page
        assert overseer.full_name in page
        data = {"notice-given_on": "02/11/2026", "notice-way": "handbook"}
        assert browser.post(url, data).status_code == 302
        assert browser.post(url, data).status_code == 422
        row = meeting.notices.get(way="handbook")
        remove = reverse("meetings:notice-remove", args=[meeting.pk, row.pk])
        assert browser.post(remove).status_code == 302
        assert not meeting.notices.filter(way="handbook").exists()


class TestDocumentsInTime:
    def test_nothing_recorded_is_unknown(self, meeting):
        meeting.notices.all().delete()
        assert preparing.documents_in_time(record_now(meeting)) is None

    @pytest.mark.parametrize(("days", "in_time"), [(2, True), (1, True), (0, False)])
    def test_one_day_before_is_in_time(self, meeting, days, in_time):
        meeting.notices.all().delete()
        AttachmentFactory(meeting=meeting, uploaded_at=meeting.planned_at - timedelta(days=days))
        assert preparing.documents_in_time(record_now(meeting)) is in_time
        meeting.attachments.all().delete()
        NoticeGivenFactory(meeting=meeting, given_on=NOVEMBER - timedelta(days=days))
        assert preparing.documents_in_time(record_now(meeting)) is in_time

    def test_where_no_source_sets_a_day_it_is_unknown(self, cell_a, secretary_a):
        old = planned(cell_a, secretary_a, day=date(2025, 9, 5))
        assert old.regime == MeetingRegime.objects.get(code="R2018")
        assert preparing.documents_in_time(record_now(old)) is None


class TestIssue:
    @pytest.fixture
    def signed(self, cell_a, secretary_a) -> Meeting:
        return minutes.sign(ready(cell_a, secretary_a), now=NOW, by=secretary_a)

    def issue(self, meeting, by, day=date(2026, 11, 5), today=TODAY):
        values = {"issued_on": day, "way": "both", "note": ""}
        return service.issue(meeting, values=values, today=today, by=by)

    def state(self, meeting, today=TODAY):
        fresh = Meeting.objects.select_related("regime", "issuing").get(pk=meeting.pk)
        return preparing.issue_state(fresh, today=today)

    def test_two_days_after_the_meeting_is_the_last_day(self, signed, secretary_a):
        assert rules.issue_deadline(NOVEMBER, 2) == date(2026, 11, 5)
        assert self.state(signed, date(2026, 11, 5)).kind == "due"
        assert self.state(signed, date(2026, 11, 6)).kind == "late"
        self.issue(signed, secretary_a)
        assert self.state(signed).words == "Ban hành 05/11/2026"
        self.issue(signed, secretary_a, day=date(2026, 11, 7))
        assert self.state(signed).words == "Ban hành 07/11/2026, chậm 2 ngày"
        assert Issuing.objects.count() == 1

    def test_an_unsigned_meeting_issues_nothing(self, meeting, secretary_a):
        with pytest.raises(service.NotSigned):
            self.issue(meeting, secretary_a)
        assert self.state(meeting) is None
        with pytest.raises(DatabaseError, match="is not signed"), transaction.atomic():
            Issuing.objects.create(meeting=meeting, issued_on=TODAY, recorded_by=secretary_a)

    @pytest.mark.parametrize("day", [date(2026, 11, 2), date(2026, 11, 24)])
    def test_the_day_lies_between_the_meeting_and_today(self, signed, secretary_a, day):
        assert "issued_on" in refused(lambda: self.issue(signed, secretary_a, day=day))

    def test_the_database_knows_no_issue_before_the_meeting(self, signed, secretary_a):
        row = self.issue(signed, secretary_a)
        with pytest.raises(DatabaseError, match="later than its documents"), transaction.atomic():
            Issuing.objects.filter(pk=row.pk).update(issued_on=date(2026, 11, 2))

    def test_only_who_keeps_the_book_notes_it(self, signed, overseer, secretary_b):
        for user in (overseer, secretary_b):
            with pytest.raises(PermissionDenied):
                self.issue(signed, user)

    @freeze_time(NOW)
    def test_the_page_leads_to_it_and_the_list_says_it_is_late(
        self, browser, client_of, signed, overseer
    ):
        page = browser.get(signed.get_absolute_url()).content.decode()
        assert "Đã ban hành, tải lên Sổ tay đảng viên điện tử" in page
        assert 'href="#issuing"' in page
        listed = browser.get(reverse("meetings:list")).content.decode()
        assert "Quá hạn ban hành 05/11/2026" in listed
        assert "Ghi ngày ban hành: " in listed
        reader = client_of(overseer).get(signed.get_absolute_url()).content.decode()
        assert "Quá hạn ban hành" in reader
        assert "issuing-issued_on" not in reader
        url = reverse("meetings:issue", args=[signed.pk])
        data = {"issuing-issued_on": "02/11/2026", "issuing-way": "both"}
        answer = browser.post(url, data)
        assert answer.status_code == 422
        assert "Không thể trước ngày họp 03/11/2026" in answer.content.decode()
        assert browser.post(url, data | {"issuing-issued_on": "05/11/2026"}).status_code == 302
        assert "Ban hành 05/11/2026" in browser.get(signed.get_absolute_url()).content.decode()

    def test_old_rules_set_no_day(self, cell_a, secretary_a):
        old = planned(cell_a, secretary_a, day=date(2025, 9, 5), kind=MeetingKind.EXTRAORDINARY)
        marked_signed(old, by=secretary_a)
        assert self.state(old) is None
        assert rules.issue_deadline(date(2025, 9, 5), None) is None
        assert rules.notice_deadline(date(2025, 9, 5), None) is None
