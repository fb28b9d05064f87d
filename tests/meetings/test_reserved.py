"""Reserved opinions: recorded, forwarded, answered in this order; overdue; who has read them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    FollowUpState,
    Meeting,
    Opinion,
    OpinionReading,
    ReservedFollowUp,
    State,
)
from meetings.services import minutes, record, reserved
from tests.factories import FollowUpFactory, MeetingFactory, OpinionFactory, at, marked_signed
from tests.meetings.helpers import NOVEMBER, ready
from tests.meetings.sittings import say

pytestmark = pytest.mark.django_db
LIST = reverse("meetings:reserved-list")
SIGNED_ON = date(2026, 11, 4)
TEXT = "Tôi chưa đồng ý thu thêm quỹ, xin bảo lưu và vẫn chấp hành."


class Clock:
    def __init__(self) -> None:
        self.shows = at(SIGNED_ON, 8, 0)

    def now(self):
        return self.shows


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    meeting = ready(cell_a, secretary_a)
    say(meeting, secretary_a, "Đức", TEXT, "reserved")
    return minutes.sign(meeting, now=at(SIGNED_ON, 8, 0), by=secretary_a)


@pytest.fixture
def follow_up(meeting) -> ReservedFollowUp:
    return ReservedFollowUp.objects.get()


def sent_up(follow_up, by, *, on=SIGNED_ON, today=SIGNED_ON, **values) -> ReservedFollowUp:
    values = {"forwarded_on": on, "forwarded_to": "Đảng ủy", "forwarded_note": ""} | values
    return reserved.forward(follow_up, values=values, today=today, by=by)


def answered(follow_up, by, *, on=SIGNED_ON, today=SIGNED_ON, **values) -> ReservedFollowUp:
    values = {"answered_on": on, "answered_by": "Đảng ủy", "answer": "Đã xem xét."} | values
    return reserved.answer(follow_up, values=values, today=today, by=by)


def shown(response) -> str:
    return " ".join(response.content.decode().split())


# --- Recorded ---------------------------------------------------------------------------------
def test_the_signature_records_each_reserved_opinion_and_no_other(meeting, follow_up):
    assert follow_up.opinion.text == TEXT
    assert follow_up.state == FollowUpState.RECORDED
    assert (follow_up.recorded_on, follow_up.due_on) == (SIGNED_ON, date(2026, 12, 4))
    assert meeting.opinions.count() == 2


def test_the_committees_setting_gives_the_days_and_later_changes_move_nothing(
    cell_a, secretary_a, meeting, follow_up
):
    committee = cell_a.committee
    committee.reserved_answer_days = 10
    committee.save()
    follow_up.refresh_from_db()
    assert follow_up.due_on == date(2026, 12, 4)
    later = ready(cell_a, secretary_a, kind="extraordinary", day=NOVEMBER + timedelta(days=5))
    say(later, secretary_a, "Chiến", "Xin bảo lưu.", "reserved")
    minutes.sign(later, now=at(date(2026, 11, 9)), by=secretary_a)
    assert ReservedFollowUp.objects.latest("pk").due_on == date(2026, 11, 19)


def test_only_a_reserved_opinion_of_signed_minutes_is_followed(cell_a, secretary_a, meeting):
    draft = MeetingFactory(cell=cell_a, kind="extraordinary")
    discussion = meeting.opinions.get(kind="discussion")
    for opinion in (OpinionFactory(meeting=draft, kind="reserved"), discussion):
        with pytest.raises(DatabaseError, match="is no reserved one"), transaction.atomic():
            ReservedFollowUp.objects.create(
                opinion=opinion, recorded_on=SIGNED_ON, due_on=SIGNED_ON + timedelta(days=30)
            )


# --- Forwarded and answered -------------------------------------------------------------------
def test_it_is_forwarded_and_then_answered(follow_up, secretary_a, overseer):
    assert sent_up(follow_up, secretary_a).state == FollowUpState.FORWARDED
    assert answered(follow_up, overseer).state == FollowUpState.ANSWERED
    with pytest.raises(ValidationError, match="đã được trả lời"):
        sent_up(follow_up, secretary_a)
    assert answered(follow_up, overseer, answer="Đã đổi cách thu.").answer == "Đã đổi cách thu."


def test_nothing_is_answered_before_it_was_forwarded(follow_up, overseer):
    with pytest.raises(ValidationError, match="trước"):
        answered(follow_up, overseer)
    assert sent_up(follow_up, overseer).state == FollowUpState.FORWARDED, "it reached them without"


@pytest.mark.parametrize(
    ("act", "field", "on"),
    [
        (sent_up, "forwarded_on", date(2026, 11, 3)),
        (sent_up, "forwarded_on", date(2026, 11, 11)),
        (answered, "answered_on", date(2026, 11, 5)),
        (answered, "answered_on", date(2026, 11, 11)),
    ],
)
def test_days_out_of_order_are_refused_at_their_field(
    follow_up, secretary_a, officer, act, field, on
):
    by = secretary_a
    if act is answered:
        sent_up(follow_up, secretary_a, on=date(2026, 11, 6), today=date(2026, 11, 10))
        by = officer
    with pytest.raises(ValidationError) as refused:
        act(follow_up, by, on=on, today=date(2026, 11, 10))
    assert refused.value.error_dict.keys() == {field}


@pytest.mark.parametrize(
    "wrong",
    [
        {"forwarded_on": SIGNED_ON},
        {"forwarded_to": "Đảng ủy"},
        {"forwarded_on": SIGNED_ON - timedelta(days=1), "forwarded_to": "Đảng ủy"},
        {"answered_on": SIGNED_ON, "answered_by": "Đảng ủy", "answer": "Đã xem."},
        {"due_on": SIGNED_ON},
    ],
)
def test_the_database_keeps_the_order_too(follow_up, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReservedFollowUp.objects.filter(pk=follow_up.pk).update(**wrong)


def test_each_step_belongs_to_its_people(
    follow_up, secretary_a, overseer, officer, viewer, secretary_b, other_officer, stranger
):
    for by in (viewer, secretary_b, other_officer, stranger):
        with pytest.raises(PermissionDenied):
            sent_up(follow_up, by)
    sent_up(follow_up, secretary_a)
    for by in (secretary_a, viewer, secretary_b, other_officer, stranger):
        with pytest.raises(PermissionDenied):
            answered(follow_up, by)
    for by in (overseer, officer):
        assert answered(follow_up, by).state == FollowUpState.ANSWERED


def test_every_step_is_kept_in_the_trail(follow_up, secretary_a, overseer):
    sent_up(follow_up, secretary_a)
    answered(follow_up, overseer)
    trail = follow_up.events.order_by("pgh_id").values_list("pgh_label", "forwarded_on")
    assert list(trail) == [("insert", None), ("update", SIGNED_ON), ("update", SIGNED_ON)]


def open_again(meeting: Meeting) -> None:
    """What a reopening does to the state, past its own act: no more is of interest here."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE meetings_meeting DISABLE TRIGGER USER")
        cursor.execute("UPDATE meetings_meeting SET state = 'open' WHERE id = %s", [meeting.pk])
        cursor.execute("ALTER TABLE meetings_meeting ENABLE TRIGGER USER")


# --- What was signed once ---------------------------------------------------------------------
def test_a_reserved_opinion_that_was_signed_is_not_taken_out_of_reopened_minutes(
    meeting, follow_up, secretary_a
):
    open_again(meeting)
    opinion = Opinion.objects.get(kind="reserved")
    for act in (
        lambda: record.remove(meeting, opinion, by=secretary_a),
        lambda: record.change_opinion(
            meeting, opinion, values={"kind": "discussion"}, by=secretary_a
        ),
    ):
        with pytest.raises(ValidationError, match="không xóa, không đổi loại"):
            act()
    record.change_opinion(meeting, opinion, values={"text": "Rõ hơn."}, by=secretary_a)
    assert Opinion.objects.get(kind="reserved").text == "Rõ hơn."


def test_the_page_says_why_it_stays(client_of, meeting, follow_up, secretary_a):
    open_again(meeting)
    url = reverse("meetings:opinion-remove", args=[meeting.pk, follow_up.opinion_id])
    answer = client_of(secretary_a).post(url, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "không xóa, không đổi loại" in shown(answer)


# --- Pages ------------------------------------------------------------------------------------
def test_the_way_of_an_opinion_on_its_page(client_of, follow_up, secretary_a, overseer):
    page, cell = client_of(secretary_a), client_of(overseer)
    url = follow_up.get_absolute_url()
    first = shown(page.get(url))
    assert TEXT in first
    assert "Ý kiến của đồng chí Hồ Thị Mai Đức" in first
    assert "Ghi việc chuyển" in first
    assert "Ghi trả lời" not in first
    sent = {
        "forward-forwarded_on": "04/11/2026",
        "forward-forwarded_to": "Đảng ủy thị trấn",
        "forward-forwarded_note": "",
    }
    bad = page.post(reverse("meetings:reserved-forward", args=[follow_up.pk]), sent | {
        "forward-forwarded_on": "31/12/2026"})  # fmt: skip
    assert bad.status_code == 422
    assert "Ngày này còn ở phía trước." in shown(bad)
    assert 'value="31/12/2026"' in shown(bad)
    page.post(reverse("meetings:reserved-forward", args=[follow_up.pk]), sent)
    assert "Ghi trả lời" in shown(cell.get(url))
    sent = {
        "answer-answered_on": "04/11/2026",
        "answer-answered_by": "Đảng ủy",
        "answer-answer": "Sẽ lấy ý kiến lại.",
    }
    answer = reverse("meetings:reserved-answer", args=[follow_up.pk])
    assert cell.post(answer, sent | {"answer-answer": " "}).status_code == 422
    assert cell.post(answer, sent).url == url
    assert "Sẽ lấy ý kiến lại." in shown(page.get(url))


def test_names_are_shown_inside_the_cell_and_to_its_overseer_only(
    client_of, follow_up, secretary_a, overseer, officer, viewer
):
    for user, named in ((secretary_a, True), (overseer, True), (officer, False), (viewer, False)):
        browser = client_of(user)
        for url in (LIST, follow_up.get_absolute_url()):
            page = browser.get(url)
            assert page.status_code == 200
            assert ("Hồ Thị Mai Đức" in shown(page)) == named, (user, url)


def test_the_list_shows_no_text_and_what_is_overdue_first(
    client_of, clock, cell_a, secretary_a, officer, follow_up
):
    clock.shows = at(date(2026, 12, 14))
    earlier = MeetingFactory(cell=cell_a, kind="extraordinary", month=date(2026, 9, 1))
    opinion = OpinionFactory(meeting=earlier, kind="reserved", text="Điều riêng khác")
    marked_signed(earlier, by=secretary_a, number=77)
    done = FollowUpFactory(opinion=opinion)
    sent_up(done, secretary_a, today=SIGNED_ON)
    answered(done, officer, today=SIGNED_ON)
    browser = client_of(officer)
    page = shown(browser.get(LIST))
    assert "1 ý kiến bảo lưu quá hạn" in page
    assert page.index("Sinh hoạt thường kỳ tháng 11") < page.index("Họp bất thường")
    assert TEXT not in page
    assert "Điều riêng khác" not in page
    assert "1 ý kiến bảo lưu quá hạn" in shown(browser.get(reverse("meetings:list")))
    only = shown(browser.get(LIST, {"state": "overdue"}))
    assert "Họp bất thường" not in only
    assert "Họp bất thường" in shown(browser.get(LIST, {"state": "answered"}))
    assert "đã quá 10 ngày" in shown(browser.get(follow_up.get_absolute_url()))
    for nonsense in ({"state": "x"}, {"cell": "x"}, {"page": "x"}, {"cell": "99999999999999999"}):
        assert browser.get(LIST, nonsense).status_code == 200


def test_a_cell_without_any_says_what_comes_here(client_of, secretary_b):
    assert "Không có ý kiến bảo lưu nào" in shown(client_of(secretary_b).get(LIST))


# --- Readings ---------------------------------------------------------------------------------
def readings() -> list[tuple]:
    rows = OpinionReading.objects.order_by("pk")
    return list(rows.values_list("user__username", "day", "how"))


def test_whoever_is_shown_it_is_noted_once_a_day(
    client_of, clock, meeting, follow_up, officer, overseer, secretary_a
):
    browser = client_of(officer)
    browser.get(meeting.get_absolute_url())
    browser.get(reverse("meetings:minutes-file", args=[meeting.pk, "pdf"]))
    browser.get(follow_up.get_absolute_url())
    client_of(overseer).get(reverse("meetings:minutes-file", args=[meeting.pk, "docx"]))
    client_of(secretary_a).get(meeting.get_absolute_url())
    browser.get(LIST)
    assert readings() == [
        ("vanphong", SIGNED_ON, "page"),
        ("phutrach", SIGNED_ON, "docx"),
        ("bithu-a", SIGNED_ON, "page"),
    ]
    clock.shows += timedelta(days=1)
    client_of(officer).get(reverse("meetings:minutes-file", args=[meeting.pk, "pdf"]))
    assert readings()[-1] == ("vanphong", SIGNED_ON + timedelta(days=1), "pdf")


def test_a_draft_is_read_by_others_and_written_by_its_own(client_of, cell_a, secretary_a, officer):
    meeting = ready(cell_a, secretary_a)
    say(meeting, secretary_a, "Đức", TEXT, "reserved")
    client_of(secretary_a).get(meeting.get_absolute_url())
    client_of(secretary_a).get(reverse("meetings:minutes-file", args=[meeting.pk, "pdf"]))
    assert readings() == []
    client_of(officer).get(meeting.get_absolute_url())
    assert readings() == [("vanphong", SIGNED_ON, "page")]
    # A draft may still lose its opinion, and what was read of it with it.
    record.remove(meeting, Opinion.objects.get(kind="reserved"), by=secretary_a)
    assert readings() == []


def test_minutes_without_a_reserved_opinion_note_nothing(client_of, cell_a, secretary_a, officer):
    meeting = ready(cell_a, secretary_a)
    minutes.sign(meeting, now=at(SIGNED_ON), by=secretary_a)
    client_of(officer).get(meeting.get_absolute_url())
    assert readings() == []


def test_readings_are_only_added(meeting, follow_up, officer):
    reserved.note_readings(meeting.opinions.all(), how="page", now=at(SIGNED_ON), by=officer)
    rows = OpinionReading.objects.all()
    for act in (lambda: rows.update(how="pdf"), rows.delete):
        refused = pytest.raises(DatabaseError, match="readings of reserved opinions stay")
        with refused, transaction.atomic():
            act()
    assert rows.count() == 1


def test_many_readings_are_one_statement(cell_a, secretary_a, officer):
    meeting = MeetingFactory(cell=cell_a)
    opinions = OpinionFactory.create_batch(5, meeting=meeting, kind="reserved")
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            reserved.note_readings(opinions, how="page", now=at(SIGNED_ON), by=officer)
        assert len([one for one in asked if "INSERT" in one["sql"]]) == 1
    assert OpinionReading.objects.count() == 5


def test_the_cell_its_overseer_and_the_office_see_who_has_read(
    client_of, follow_up, secretary_a, overseer, officer, viewer
):
    url = follow_up.get_absolute_url()
    client_of(officer).get(url)
    for user, sees in ((secretary_a, True), (overseer, True), (officer, True), (viewer, False)):
        assert ("Ai đã đọc ý kiến này" in shown(client_of(user).get(url))) == sees
    assert "Đinh Thị Phòng" in shown(client_of(secretary_a).get(url))
    assert "Đinh Thị Phòng" not in shown(client_of(viewer).get(url)).split("<main")[1]


def test_more_opinions_cost_no_more_queries(client_of, cell_a, secretary_a, overseer):
    browser = client_of(overseer)

    def add(number: int, month: date) -> None:
        meeting = MeetingFactory(cell=cell_a, kind="extraordinary", month=month)
        opinions = OpinionFactory.create_batch(2, meeting=meeting, kind="reserved")
        marked_signed(meeting, by=secretary_a, number=number)
        for opinion in opinions:
            FollowUpFactory(opinion=opinion)

    def cost() -> int:
        browser.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            browser.get(LIST)
        return len(asked)

    for number in (1, 2):
        add(number, date(2026, number, 1))
    few = cost()
    for number in (3, 4, 5, 6):
        add(number, date(2026, number, 1))
    assert Meeting.objects.filter(state=State.SIGNED).count() == 6
    assert cost() == few <= 15
