"""The pages of a meeting: what they refuse, in words, without writing; what they cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from meetings.models import AttendanceStatus, Meeting, MeetingKind, State
from meetings.services import minutes, roll
from tests.factories import TERM, member_of
from tests.meetings.helpers import (
    NOVEMBER,
    NOW,
    everything,
    give,
    given_and_signed,
    held,
    member,
    planned,
    ready,
    voted,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
MOST_QUERIES = 25


@pytest.fixture
def browser(client_of, secretary_a):
    return client_of(secretary_a)


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return held(planned(cell_a, secretary_a), secretary_a)


def to(name: str, meeting: Meeting, *rest: int) -> str:
    return reverse(f"meetings:{name}", args=[meeting.pk, *rest])


def send(browser, url: str, data: dict) -> object:
    return browser.post(url, data, headers=HTMX)


def opinion(**values) -> dict:
    usual = {"opinion-kind": "discussion", "opinion-text": "Ngõ 3 còn tối."}
    return usual | {f"opinion-{name}": value for name, value in values.items()}


def work(cell, **values) -> dict:
    usual = {
        "task": "Vận động các hộ góp tiền",
        "lead": member(cell, "Dung").pk,
        "due": "30/11/2026",
        "report_month": "2026-12-01",
    }
    return {f"assignment-{name}": value for name, value in (usual | values).items()}


def plan_of(meeting: Meeting, **values) -> dict:
    usual = {
        "day": "03/11/2026",
        "clock": "19:30",
        "place": "Nhà văn hóa",
        "mode": "in_person",
        "chair": meeting.chair_id,
        "minute_taker": meeting.minute_taker_id,
    }
    return {f"plan-{name}": value for name, value in (usual | values).items()}


def vote_of(resolution, **votes) -> dict:
    names = ("document_type", "subject", "abstract", "results", "direction", "execution", "ballot")
    data = {name: getattr(resolution, name) for name in names} | votes
    return {f"resolution-{resolution.pk}-{name}": value for name, value in data.items()}


class TestBadInput:
    """Each gets its clear message, and nothing of the cell's book changes."""

    def refused(self, browser, cell, url: str, data: dict, words: str) -> None:
        before = everything(cell)
        answer = send(browser, url, data)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert everything(cell) == before

    def test_more_votes_than_voters_present(self, browser, cell_a, meeting, secretary_a):
        resolution = voted(meeting, secretary_a)
        url = to("resolution-change", meeting, resolution.pk)
        data = vote_of(resolution, yes=6, no=0, other=0)
        self.refused(browser, cell_a, url, data, "Tổng 6 phiếu, nhiều hơn 5 đảng viên dự họp")

    def test_a_negative_vote(self, browser, cell_a, meeting, secretary_a):
        resolution = voted(meeting, secretary_a)
        url = to("resolution-change", meeting, resolution.pk)
        data = vote_of(resolution, yes=-1, no=0, other=0)
        self.refused(browser, cell_a, url, data, "Xin nhập số không nhỏ hơn 0")

    @pytest.mark.parametrize("day", ["02/02/2025", "03/08/2027"])
    def test_a_day_outside_the_term(self, browser, cell_a, meeting, day):
        assert (date(2025, 2, 3), date(2027, 8, 3)) == TERM
        data = plan_of(meeting, day=day)
        self.refused(browser, cell_a, to("replan", meeting), data, "không thuộc nhiệm kỳ nào")

    def test_a_day_that_does_not_exist(self, browser, cell_a, meeting):
        data = plan_of(meeting, day="29/02/2027")
        self.refused(browser, cell_a, to("replan", meeting), data, "Ngày không có thật")

    def test_work_due_before_it_is_given(self, browser, cell_a, meeting):
        data = work(cell_a, due="02/11/2026")
        url = to("assignment-add", meeting)
        self.refused(browser, cell_a, url, data, "Thời hạn không được trước ngày giao")

    def test_text_of_200000_characters(self, browser, cell_a, meeting):
        data = opinion(speaker=member(cell_a, "Chiến").pk, text="ý " * 100_000)
        self.refused(browser, cell_a, to("opinion-add", meeting), data, "xin rút gọn")

    def test_nul_characters(self, browser, cell_a, meeting):
        data = opinion(speaker=member(cell_a, "Chiến").pk, text="a\x00b")
        self.refused(browser, cell_a, to("opinion-add", meeting), data, "Có ký tự không hợp lệ")

    def test_a_speaker_who_is_absent(self, browser, cell_a, meeting, secretary_a):
        chien = member(cell_a, "Chiến")
        row = meeting.attendances.get(member=chien)
        roll.mark(meeting, row, status="unexcused", reason="", votes=True, by=secretary_a)
        data = opinion(speaker=chien.pk)
        self.refused(browser, cell_a, to("opinion-add", meeting), data, "không có trong danh sách")

    @pytest.mark.parametrize("field", ["chair", "minute_taker"])
    def test_a_chair_or_minute_taker_of_another_cell(self, browser, cell_a, cell_b, meeting, field):
        data = plan_of(meeting, **{field: member(cell_b, "An").pk})
        self.refused(browser, cell_a, to("replan", meeting), data, "không có trong danh sách")

    @pytest.mark.parametrize("field", ["lead", "helpers"])
    def test_work_for_a_member_of_another_cell(self, browser, cell_a, cell_b, meeting, field):
        data = work(cell_a, **{field: member(cell_b, "An").pk})
        url = to("assignment-add", meeting)
        self.refused(browser, cell_a, url, data, "không có trong danh sách")

    def test_an_attendance_that_nobody_knows(self, browser, cell_a, meeting):
        row = meeting.attendances.first()
        url = to("mark", meeting, row.pk)
        self.refused(browser, cell_a, url, {"status": "asleep"}, "không dùng cho đảng viên này")

    @pytest.mark.parametrize("words", ["mười", "NaN", "-3", "99999999999999999999"])
    def test_a_target_that_is_no_figure(self, browser, cell_a, meeting, words):
        before = everything(cell_a)
        answer = send(browser, to("assignment-add", meeting), work(cell_a, target=words))
        assert answer.status_code == 422
        assert everything(cell_a) == before

    def test_a_second_regular_meeting_leads_to_the_first(self, browser, cell_a, meeting):
        url = reverse("meetings:plan", args=[cell_a.pk, "regular"])
        answer = browser.post(url, plan_of(meeting, day="20/11/2026"))
        assert answer.status_code == 422
        assert meeting.get_absolute_url() in answer.content.decode()
        assert Meeting.objects.filter(cell=cell_a).count() == 1


class TestStrangeText:
    """What is odd but true is kept, in one normal form."""

    def test_nfd_text_and_emoji_are_stored_composed(self, browser, cell_a, meeting):
        nfd = "Đo\u031bn gia\u0309n 👍"
        data = opinion(speaker=member(cell_a, "Chiến").pk, text=nfd)
        assert send(browser, to("opinion-add", meeting), data).status_code == 200
        assert meeting.opinions.get().text == "Đơn giản 👍"

    def test_markup_stays_text(self, browser, cell_a, meeting):
        data = opinion(speaker=member(cell_a, "Chiến").pk, text="<script>alert(1)</script>")
        send(browser, to("opinion-add", meeting), data)
        page = browser.get(meeting.get_absolute_url()).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


class TestOtherCells:
    """Rows of another meeting are not there, whoever asks."""

    def test_rows_of_another_cell_give_404_in_every_address(
        self, browser, cell_b, meeting, secretary_b
    ):
        theirs = ready(cell_b, secretary_b)
        before = everything(cell_b)
        rows = {
            "mark": theirs.attendances.first(),
            "agenda": theirs.agenda_items.first(),
            "opinion-change": theirs.opinions.get(),
            "opinion-remove": theirs.opinions.get(),
            "assignment-change": theirs.assignments.get(),
            "assignment-remove": theirs.assignments.get(),
            "review": theirs.assignments.get(),
            "carry": theirs.assignments.get(),
            "resolution-change": theirs.resolutions.get(),
            "resolution-compose": theirs.resolutions.get(),
            "resolution-remove": theirs.resolutions.get(),
        }
        for name, row in rows.items():
            assert send(browser, to(name, meeting, row.pk), {}).status_code == 404, name
            assert send(browser, to(name, theirs, row.pk), {}).status_code == 404, name
        assert everything(cell_b) == before


class TestAfterTheSignature:
    def test_a_replayed_post_changes_nothing_and_says_so(self, browser, cell_a, secretary_a):
        meeting = ready(cell_a, secretary_a)
        minutes.sign(meeting, now=NOW, by=secretary_a)
        before = everything(cell_a)
        posts = {
            to("opinion-add", meeting): opinion(speaker=member(cell_a, "Chiến").pk),
            to("assignment-add", meeting): work(cell_a),
            to("replan", meeting): plan_of(meeting),
            to("start", meeting): {},
            to("cancel", meeting): {},
            to("sign", meeting): {},
            to("resolution-draft", meeting): {},
            to("opinion-remove", meeting, meeting.opinions.get().pk): {},
        }
        for url, data in posts.items():
            answer = browser.post(url, data, follow=True)
            assert answer.redirect_chain == [(meeting.get_absolute_url(), 302)], url
            assert "Nội dung vừa gửi không được ghi" in answer.content.decode()
        assert everything(cell_a) == before

    def test_the_open_page_of_a_slower_hand_is_led_to_the_signed_minutes(
        self, browser, cell_a, secretary_a
    ):
        meeting = ready(cell_a, secretary_a)
        minutes.sign(meeting, now=NOW, by=secretary_a)
        answer = send(browser, to("opinion-add", meeting), opinion())
        assert answer.status_code == 409
        assert answer["HX-Redirect"] == meeting.get_absolute_url()


class TestSigningPage:
    def test_what_is_missing_is_said_with_a_link_to_its_place(self, browser, meeting):
        page = browser.get(meeting.get_absolute_url()).content.decode()
        assert 'href="#roll"' in page
        answer = browser.post(to("sign", meeting))
        assert answer.status_code == 302
        meeting.refresh_from_db()
        assert meeting.state in {State.OPEN, State.SIGNED}

    def test_an_absent_chair_stops_the_signature(self, browser, cell_a, secretary_a):
        meeting = ready(cell_a, secretary_a)
        row = meeting.attendances.get(member=meeting.chair)
        roll.mark(meeting, row, status="unexcused", reason="", votes=True, by=secretary_a)
        answer = browser.post(to("sign", meeting), follow=True)
        assert "là chủ trì nhưng đang ghi vắng" in answer.content.decode()
        meeting.refresh_from_db()
        assert meeting.state == State.OPEN


class TestNames:
    """Who said what is seen inside the cell and by its overseer only."""

    @pytest.fixture
    def spoken(self, cell_a, secretary_a) -> Meeting:
        meeting = ready(cell_a, secretary_a)
        return minutes.sign(meeting, now=NOW, by=secretary_a)

    @pytest.mark.parametrize(
        ("who", "sees"),
        [("secretary_a", True), ("overseer", True), ("officer", False), ("viewer", False)],
    )
    def test_the_name_of_a_speaker(self, request, client_of, spoken, who, sees):
        page = client_of(request.getfixturevalue(who)).get(spoken.get_absolute_url())
        text = page.content.decode()
        speaker = spoken.opinions.get().speaker.full_name
        assert "Ngõ 3 còn tối" in text
        assert (speaker in text) is sees


class TestCost:
    def cost_of(self, browser, url: str, captured) -> int:
        with captured() as queries:
            assert browser.get(url).status_code == 200
        return len(queries)

    @pytest.fixture
    def captured(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        return lambda: CaptureQueriesContext(connection)

    def crowd(self, cell, number: int) -> None:
        for _ in range(number - cell.memberships.count()):
            member_of(cell)

    def full_meeting(self, cell, by, times: int) -> Meeting:
        for _ in range(3 * times):
            given_and_signed(cell, by, day=date(2026, 10, 3) - timedelta(days=31 * _))
        meeting = held(planned(cell, by), by)
        for _ in range(3 * times):
            give(meeting, by, helpers=[member(cell, "Chiến")])
            voted(meeting, by)
        return meeting

    def test_the_workspace_costs_the_same_for_32_and_64_members(
        self, browser, client_of, cell_a, cell_b, secretary_a, secretary_b, captured, capsys
    ):
        self.crowd(cell_a, 32)
        self.crowd(cell_b, 64)
        small = self.full_meeting(cell_a, secretary_a, 1)
        large = self.full_meeting(cell_b, secretary_b, 2)
        cost = self.cost_of(browser, small.get_absolute_url(), captured)
        twice = self.cost_of(client_of(secretary_b), large.get_absolute_url(), captured)
        with capsys.disabled():
            print(f"\nqueries of the workspace: {cost}")  # noqa: T201
        assert cost == twice
        assert cost <= MOST_QUERIES

    def test_the_list_costs_the_same_for_twice_the_meetings(
        self, browser, cell_a, secretary_a, captured
    ):
        planned(cell_a, secretary_a)
        cost = self.cost_of(browser, reverse("meetings:list"), captured)
        for number in range(5):
            planned(
                cell_a,
                secretary_a,
                day=NOVEMBER + timedelta(days=number),
                kind=MeetingKind.EXTRAORDINARY,
            )
        assert self.cost_of(browser, reverse("meetings:list"), captured) == cost


def test_one_tap_marks_a_member_and_the_figures_follow(browser, meeting):
    row = meeting.attendances.get(member=member(meeting.cell, "Chiến"))
    answer = send(browser, to("mark", meeting, row.pk), {"status": "excused", "reason": "Đi viện"})
    assert answer.status_code == 200
    row.refresh_from_db()
    assert (row.status, row.reason) == (AttendanceStatus.EXCUSED, "Đi viện")
    assert 'id="counts"' in answer.content.decode()


def test_a_page_loaded_earlier_writes_only_what_was_touched_in_it(browser, meeting):
    url = to("closing", meeting)
    stale = {"closing-conclusion": "", "closing-end_time": "21:10", "closing-minutes_read": "on"}
    written = stale | {"closing-conclusion": "Nhất trí làm đường.", "touched": "closing-conclusion"}
    assert send(browser, url, written).status_code == 200
    assert send(browser, url, stale | {"touched": "closing-minutes_read"}).status_code == 200
    meeting.refresh_from_db()
    assert meeting.conclusion == "Nhất trí làm đường."
    assert meeting.minutes_read


@pytest.mark.parametrize("day", ["31/12/9999", "01/01/2099"])
def test_a_plan_for_a_far_year_is_refused(browser, cell_a, day):
    url = reverse("meetings:plan", args=[cell_a.pk, "extraordinary"])
    data = {"plan-day": day, "plan-clock": "19:30", "plan-place": "A", "plan-mode": "in_person"}
    answer = browser.post(url, data)
    assert answer.status_code == 422
    assert "nhiều nhất một năm" in answer.content.decode()


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
def test_minutes_signed_at_any_fraction_of_a_second_are_printed(
    browser, cell_a, secretary_a, file_format
):
    meeting = ready(cell_a, secretary_a)
    minutes.sign(meeting, now=NOW.replace(microsecond=123456), by=secretary_a)
    assert browser.get(f"{meeting.get_absolute_url()}minutes.{file_format}").status_code == 200


def test_a_post_after_the_session_ended_comes_back_to_its_page(client, meeting):
    page = meeting.get_absolute_url()
    answer = client.post(to("sign", meeting), headers={"Referer": f"http://testserver{page}"})
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={page}"


def test_rules_are_not_renewed_where_no_term_covers_the_day_and_that_is_said(browser, meeting):
    meeting.cell.terms.update(validity=(TERM[0], meeting.held_on))
    answer = browser.post(to("renew-rules", meeting), follow=True)
    assert answer.status_code == 200
    assert "không thuộc nhiệm kỳ nào" in answer.content.decode()
