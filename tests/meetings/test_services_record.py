"""What is written while a meeting runs, and every write refused to the wrong hands or too late."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from meetings.models import Assignment, Meeting, Opinion, Resolution, State
from meetings.services import assignments, minutes, planning, record, resolutions, roll
from meetings.services.base import MeetingSigned
from tests.factories import (
    AssignmentFactory,
    OpinionFactory,
    ResolutionFactory,
    at,
    marked_signed,
)
from tests.meetings.helpers import (
    APRIL,
    NOVEMBER,
    NOW,
    blocks,
    everything,
    give,
    given_and_signed,
    held,
    member,
    planned,
)


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return planned(cell_a, secretary_a)


def test_the_first_start_opens_the_meeting(meeting, secretary_a):
    values = {"dues": "full", "guests": "Đ/c Phan Văn Khách, Đảng ủy viên"}
    assert record.conduct(meeting, values=values, by=secretary_a).state == State.PLANNED
    start = {"started_at": meeting.planned_at}
    assert record.conduct(meeting, values=start, by=secretary_a).state == State.OPEN
    closing = {"conclusion": "Nhất trí.", "minutes_read": True}
    record.conduct(meeting, values=closing, by=secretary_a)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.dues, meeting.conclusion) == (State.OPEN, "full", "Nhất trí.")
    assert meeting.started_at == meeting.planned_at


def test_two_windows_that_write_different_fields_lose_nothing(meeting, secretary_a):
    window = Meeting.objects.get(pk=meeting.pk)
    record.conduct(meeting, values={"conclusion": "Nhất trí."}, by=secretary_a)
    record.conduct(window, values={"dues": "full"}, by=secretary_a)
    meeting.refresh_from_db()
    assert (meeting.conclusion, meeting.dues) == ("Nhất trí.", "full")


def test_an_end_before_the_start_is_refused_whichever_comes_last(meeting, secretary_a):
    start = meeting.planned_at
    record.conduct(meeting, values={"started_at": start}, by=secretary_a)
    with pytest.raises(ValidationError, match="Giờ kết thúc phải sau giờ bắt đầu"):
        record.conduct(meeting, values={"ended_at": start - timedelta(hours=1)}, by=secretary_a)
    record.conduct(meeting, values={"ended_at": start + timedelta(hours=1)}, by=secretary_a)
    with pytest.raises(ValidationError, match="Giờ kết thúc phải sau giờ bắt đầu"):
        record.conduct(meeting, values={"started_at": start + timedelta(hours=2)}, by=secretary_a)


def test_a_meeting_starts_on_its_day(meeting, secretary_a):
    for day in (NOVEMBER - timedelta(days=1), NOVEMBER + timedelta(days=1)):
        with pytest.raises(ValidationError) as refused:
            record.conduct(meeting, values={"started_at": at(day)}, by=secretary_a)
        assert refused.value.error_dict.keys() == {"started_at"}
    early = at(NOVEMBER, 0, 5)
    assert record.conduct(meeting, values={"started_at": early}, by=secretary_a).held_on == NOVEMBER


def test_opinions_keep_the_order_in_which_they_were_written(meeting, cell_a, secretary_a):
    said = [
        {"speaker": member(cell_a, "Chiến"), "text": "Ngõ 3 còn tối."},
        {"guest": "Đ/c Phan Văn Khách", "text": "Đề nghị làm rõ kinh phí."},
        {"speaker": member(cell_a, "Em"), "text": "Xin góp một công.", "kind": "proposal"},
    ]
    first, *_ = [record.add_opinion(meeting, values=values, by=secretary_a) for values in said]
    texts = [opinion.text for opinion in meeting.opinions.all()]
    assert texts == [values["text"] for values in said]
    record.change_opinion(meeting, first, values={"text": "Ngõ 3 rất tối."}, by=secretary_a)
    record.remove(meeting, meeting.opinions.last(), by=secretary_a)
    texts = [opinion.text for opinion in meeting.opinions.all()]
    assert texts == ["Ngõ 3 rất tối.", "Đề nghị làm rõ kinh phí."]


def test_an_opinion_has_a_member_or_a_guest_and_not_both(meeting, cell_a, secretary_a):
    speaker = {"speaker": member(cell_a, "Chiến")}
    for who in ({}, speaker | {"guest": "Đ/c Khách"}):
        with pytest.raises(ValidationError, match="Chọn đảng viên phát biểu, hoặc ghi tên khách"):
            record.add_opinion(meeting, values={"text": "Đồng ý."} | who, by=secretary_a)
    opinion = record.add_opinion(meeting, values={"text": "Đồng ý."} | speaker, by=secretary_a)
    for who in ({"speaker": None}, {"guest": "Đ/c Khách"}):
        with pytest.raises(ValidationError, match="Chọn đảng viên phát biểu, hoặc ghi tên khách"):
            record.change_opinion(meeting, opinion, values=who, by=secretary_a)
    assert Opinion.objects.get().speaker == speaker["speaker"]


def test_nobody_of_another_cell_is_noted_as_speaker(meeting, cell_a, cell_b, secretary_a):
    stranger = {"speaker": member(cell_b, "An")}
    with pytest.raises(ValidationError) as refused:
        record.add_opinion(meeting, values=stranger | {"text": "Đồng ý."}, by=secretary_a)
    assert refused.value.error_dict.keys() == {"speaker"}
    own = {"speaker": member(cell_a, "Dung"), "text": "Đồng ý."}
    opinion = record.add_opinion(meeting, values=own, by=secretary_a)
    with pytest.raises(ValidationError):
        record.change_opinion(meeting, opinion, values=stranger, by=secretary_a)
    assert Opinion.objects.get().speaker == own["speaker"]


def test_a_review_is_written_once_and_then_rewritten(meeting, cell_a, secretary_a):
    due = given_and_signed(cell_a, secretary_a)
    review = {"status": "in_progress", "result": "Mới được 10 hộ."}
    record.review(meeting, due, values=review, by=secretary_a)
    done = {"status": "done", "achieved": 28, "result": "28/30 hộ đã góp."}
    record.review(meeting, due, values=done, by=secretary_a)
    found = due.reviews.get()
    assert (found.status, found.achieved, found.result) == ("done", 28, "28/30 hộ đã góp.")


def test_only_work_that_was_given_before_is_reviewed(meeting, cell_a, cell_b, secretary_a):
    review = {"status": "done", "result": "Xong."}
    later = given_and_signed(cell_a, secretary_a, day=NOVEMBER + timedelta(days=30))
    own = give(meeting, secretary_a)
    theirs = given_and_signed(cell_b, secretary_a)
    for wrong in (own, later, theirs):
        with pytest.raises(ValidationError):
            record.review(meeting, wrong, values=review, by=secretary_a)
    earlier = given_and_signed(cell_a, secretary_a)
    record.review(meeting, earlier, values=review, by=secretary_a)
    assert [row.assignment for row in meeting.reviews.all()] == [earlier]


def test_what_was_taken_back_meanwhile_is_said_so(meeting, cell_a, secretary_a):
    values = {"speaker": member(cell_a, "Chiến"), "text": "Đồng ý."}
    opinion = record.add_opinion(meeting, values=values, by=secretary_a)
    Opinion.objects.all().delete()
    with pytest.raises(ValidationError, match="không còn trong cuộc họp"):
        record.change_opinion(meeting, opinion, values={"text": "Không."}, by=secretary_a)
    record.remove(meeting, opinion, by=secretary_a)


# --- Text ---------------------------------------------------------------------------------------

TEXTS = {
    "conclusion": lambda m, text, by: record.conduct(m, values={"conclusion": text}, by=by),
    "guests": lambda m, text, by: record.conduct(m, values={"guests": text}, by=by),
    "agenda": lambda m, text, by: record.write_agenda(m, m.agenda_items.first(), notes=text, by=by),
    "opinion": lambda m, text, by: record.add_opinion(
        m, values={"speaker": member(m.cell, "Chiến"), "text": text}, by=by
    ),
    "guest": lambda m, text, by: record.add_opinion(
        m, values={"guest": text, "text": "Đồng ý."}, by=by
    ),
    "task": lambda m, text, by: give(m, by, task=text),
    "unit": lambda m, text, by: give(m, by, unit=text),
    "place": lambda m, text, by: planning.replan(
        m, values={"planned_at": m.planned_at, "place": text}, by=by
    ),
}


@pytest.mark.parametrize("write", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("text", ["x" * 200_000, "Nhất\x00trí"], ids=["too long", "NUL"])
def test_text_that_cannot_be_stored_is_a_wrong_field_and_no_failure(
    meeting, secretary_a, write, text
):
    before = everything(meeting.cell)
    with pytest.raises(ValidationError) as refused:
        write(meeting, text, secretary_a)
    assert len(refused.value.error_dict) == 1
    assert everything(meeting.cell) == before


@pytest.mark.parametrize("write", TEXTS.values(), ids=TEXTS)
def test_text_is_stored_composed_and_with_its_emoji(meeting, secretary_a, write):
    text = "Đồng thuận 👍🏽 Tổ 5"
    assert unicodedata.normalize("NFD", text) != text
    write(meeting, unicodedata.normalize("NFD", text), secretary_a)
    assert text in str(everything(meeting.cell))


def test_the_longest_text_that_fits_is_kept_whole(meeting, secretary_a):
    record.conduct(meeting, values={"conclusion": "ư" * 20_000}, by=secretary_a)
    meeting.refresh_from_db()
    assert meeting.conclusion == "ư" * 20_000


# --- Who writes, and when -----------------------------------------------------------------------


@dataclass
class Book:
    """A meeting in April that hears of work from March, with one row of everything."""

    meeting: Meeting
    due: Assignment
    opinion: Opinion
    assignment: Assignment
    resolution: Resolution


Write = Callable[[Book, User], object]
REVIEW = {"status": "done", "result": "28/30 hộ đã góp tiền."}
OPINION = {"guest": "Đ/c Khách", "text": "Nhất trí."}
WRITES: dict[str, Write] = {
    "conduct": lambda b, by: record.conduct(b.meeting, values={"dues": "full"}, by=by),
    "write_agenda": lambda b, by: record.write_agenda(
        b.meeting, b.meeting.agenda_items.first(), notes="Đã nêu lý do.", by=by
    ),
    "add_opinion": lambda b, by: record.add_opinion(b.meeting, values=OPINION, by=by),
    "change_opinion": lambda b, by: record.change_opinion(
        b.meeting, b.opinion, values={"text": "Chưa nhất trí."}, by=by
    ),
    "remove_opinion": lambda b, by: record.remove(b.meeting, b.opinion, by=by),
    "review": lambda b, by: record.review(b.meeting, b.due, values=REVIEW, by=by),
    "mark": lambda b, by: roll.mark(
        b.meeting, b.meeting.attendances.last(), status="unexcused", reason="", votes=True, by=by
    ),
    "refresh": lambda b, by: roll.refresh(b.meeting, by=by),
    "give": lambda b, by: give(b.meeting, by),
    "change_assignment": lambda b, by: assignments.change(
        b.meeting, b.assignment, values={"task": "Việc khác"}, by=by
    ),
    "remove_assignment": lambda b, by: assignments.remove(b.meeting, b.assignment, by=by),
    "carry_over": lambda b, by: assignments.carry_over(b.meeting, b.due, by=by),
    "draft": lambda b, by: resolutions.draft(b.meeting, by=by),
    "recompose": lambda b, by: resolutions.recompose(b.meeting, b.resolution, by=by),
    "change_resolution": lambda b, by: resolutions.change(
        b.meeting, b.resolution, values={"yes": 3}, by=by
    ),
    "remove_resolution": lambda b, by: resolutions.remove(b.meeting, b.resolution, by=by),
    "replan": lambda b, by: planning.replan(
        b.meeting, values={"planned_at": b.meeting.planned_at, "place": "Trường học"}, by=by
    ),
    "cancel": lambda b, by: planning.cancel(b.meeting, by=by),
    "sign": lambda b, by: minutes.sign(b.meeting, now=NOW, by=by),
}


@pytest.fixture
def book(cell_a, secretary_a) -> Book:
    meeting, people = planned(cell_a, secretary_a, day=APRIL), {"speaker": member(cell_a, "Chiến")}
    dung = member(cell_a, "Dung")
    return Book(
        meeting=meeting,
        due=given_and_signed(cell_a, secretary_a),
        opinion=OpinionFactory(meeting=meeting, **people),
        assignment=AssignmentFactory(meeting=meeting, lead=dung, report_month=date(2026, 5, 1)),
        resolution=ResolutionFactory(meeting=meeting, direction="Lắp đèn.", yes=4, no=1, other=0),
    )


@pytest.mark.parametrize("name", WRITES)
def test_who_keeps_the_book_writes_it(book, cell_a, secretary_a, secretary_b, name):
    if name == "sign":
        held(book.meeting, secretary_a)
        record.review(book.meeting, book.due, values=REVIEW, by=secretary_a)
        assert blocks(book.meeting) == []
    if name == "refresh":  # it writes where something has changed
        member(cell_a, "Chiến").offices.create(
            cell=cell_a, kind="committee_member", validity=("2025-02-03", None)
        )
    before = everything(cell_a)
    with pytest.raises(PermissionDenied):
        WRITES[name](book, secretary_b)
    assert everything(cell_a) == before
    WRITES[name](book, secretary_a)
    assert everything(cell_a) != before


def test_nobody_else_writes_it(
    book, cell_a, secretary_a, overseer, officer, viewer, admin_user, stranger
):
    before = everything(cell_a)
    secretary_a.is_active = False
    for write in WRITES.values():
        for other in (secretary_a, overseer, officer, viewer, admin_user, stranger):
            with pytest.raises(PermissionDenied):
                write(book, other)
    assert everything(cell_a) == before


def test_nothing_is_written_into_signed_minutes(book, cell_a, secretary_a):
    marked_signed(Meeting.objects.get(pk=book.meeting.pk), by=secretary_a, number=7)
    before = everything(cell_a)
    for write in WRITES.values():
        with pytest.raises(MeetingSigned):
            write(book, secretary_a)
    assert everything(cell_a) == before


def test_rows_of_another_meeting_are_not_written_through_ones_own(
    book, cell_a, cell_b, secretary_a, secretary_b
):
    """The hand of cell B opens its own meeting and reaches for the rows of cell A."""
    foreign = Book(
        meeting=planned(cell_b, secretary_b),
        due=book.due,
        opinion=book.opinion,
        assignment=book.assignment,
        resolution=book.resolution,
    )
    before = everything(cell_a)
    reaching = [
        name for name in WRITES if name.endswith(("_opinion", "_assignment", "_resolution"))
    ]
    for name in [*reaching, "recompose", "review", "carry_over"]:
        if name.startswith("remove"):
            WRITES[name](foreign, secretary_b)
        elif not name.startswith("add"):
            with pytest.raises(ValidationError):
                WRITES[name](foreign, secretary_b)
    item = book.meeting.agenda_items.first()
    with pytest.raises(ValidationError):
        record.write_agenda(foreign.meeting, item, notes="Chen vào", by=secretary_b)
    assert everything(cell_a) == before
