"""Vague reviews, monotone minutes, open proposals: what is said, stored and printed of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.blocks import Document
from meetings import printing
from meetings.measures import monotony_of
from meetings.models import Meeting, MeetingKind, Opinion, OpinionKind, ProposalAnswer
from meetings.queries_texts import earlier_texts
from meetings.services import minutes, proposals, record
from meetings.services.base import MeetingSigned
from tests.factories import OpinionFactory
from tests.meetings.helpers import (
    APRIL,
    MARCH,
    gaps,
    give,
    given_and_signed,
    held,
    member,
    planned,
    record_now,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ASKED = "Đề nghị sửa cống thoát nước đầu ngõ 3 trước mùa mưa."
ROAD = (
    "Chi bộ bàn việc làm đường ngõ ba dài hai trăm mét, mỗi hộ góp ba ngày công, tổ trưởng lập "
    "danh sách, đồng chí phó bí thư đi vận động những hộ chưa thống nhất về mức đóng góp."
)
LAMPS = (
    "Ban công tác mặt trận rà soát hộ nghèo, đề xuất xóa nhà tạm cho bốn gia đình; hội phụ nữ nhận "
    "đỡ đầu hai cháu mồ côi, đoàn thanh niên dọn vệ sinh bờ kè chiều thứ bảy hằng tuần."
)
SPECIFIC = "Đã lắp 12 bóng đèn ở ngõ 3, thu đủ tiền của 28/30 hộ."


def write(meeting: Meeting, text: str, by) -> None:
    """Under the first item that holds words of the month."""
    item = meeting.agenda_items.filter(section="proceeding", role="notes").first()
    record.write_agenda(meeting, item, notes=text, by=by)


def sign(meeting: Meeting, by) -> Meeting:
    return minutes.sign(meeting, now=meeting.ended_at + timedelta(hours=1), by=by)


def month(cell, by, day: date, *, notes: str = ROAD, review: str = "", **plan) -> Meeting:
    """A signed meeting; it finds `review` of whatever is due."""
    meeting = held(planned(cell, by, day=day, **plan), by, conclusion="")
    write(meeting, notes, by)
    for due in record_now(meeting).due:
        values = {"status": "in_progress", "result": review, "achieved": Decimal(12)}
        record.review(meeting, due.assignment, values=values, by=by)
    return sign(meeting, by)


@pytest.fixture
def by(secretary_a):
    return secretary_a


@pytest.fixture
def browser(client_of, secretary_a):
    return client_of(secretary_a)


@pytest.fixture
def due(cell_a, by):
    """Lamps for thirty households, given to Dung in March."""
    return given_and_signed(cell_a, by, target=Decimal(30), unit="hộ", due=date(2026, 3, 31))


@pytest.fixture
def april(cell_a, by, due) -> Meeting:
    return held(planned(cell_a, by, day=APRIL), by)


def review_page(browser, meeting, due, **values) -> str:
    data = {"status": "done", "result": "", "achieved": ""} | values
    url = reverse("meetings:review", args=[meeting.pk, due.pk])
    data = {f"review-{due.pk}-{name}": value for name, value in data.items()}
    answer = browser.post(url, data, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


# --- Specific reviews -----------------------------------------------------------------------------
def test_a_vague_result_is_told_at_once_with_an_example_in_its_own_words(browser, april, due):
    page = review_page(browser, april, due, result="Cơ bản hoàn thành.")
    assert f'id="hint-{due.pk}"' in page
    assert "Còn chung chung:" in page
    assert "quá ngắn, chưa rõ đã làm gì; chưa có con số theo chỉ tiêu 30 hộ" in page
    assert "Vận động các hộ ngõ 3 góp tiền lắp đèn đường: đạt 30/30 hộ" in page
    assert "Dùng mẫu này" not in page
    page = review_page(browser, april, due, result=SPECIFIC, achieved="28")
    assert "Kết quả đã cụ thể" in page
    assert "Còn chung chung" not in page


def test_an_empty_result_is_offered_the_example_with_blanks(browser, april, due):
    page = browser.get(april.get_absolute_url()).content.decode()
    assert "Cách ghi cụ thể" in page
    assert "Còn chung chung" not in page
    page = review_page(browser, april, due, status="in_progress")
    assert "Còn chung chung:</strong> chưa ghi kết quả" in page
    assert "Dùng mẫu này" in page
    assert "mới đạt [mấy]/30 hộ, còn [mấy] vì [lý do]" in page
    page = review_page(browser, april, due, result="Mới đạt [mấy]/30 hộ, còn [mấy] vì [lý do]")
    assert "còn chỗ trong ngoặc vuông chưa điền" in page


def test_a_vague_result_is_a_warning_and_an_empty_one_still_a_block(april, due, by):
    record.review(april, due, values={"status": "done", "result": "Đã làm tốt."}, by=by)
    (gap,) = [one for one in gaps(april) if one.part == "reviews"]
    assert not gap.blocks
    assert "còn chung chung: quá ngắn" in gap.text
    record.review(april, due, values={"result": ""}, by=by)
    (gap,) = [one for one in gaps(april) if one.part == "reviews"]
    assert gap.blocks


def test_a_result_copied_from_an_earlier_meeting_is_vague(cell_a, by, due):
    month(cell_a, by, APRIL, review=SPECIFIC)
    may = held(planned(cell_a, by, day=date(2026, 5, 3)), by)
    copied = {"status": "in_progress", "achieved": Decimal(12), "result": SPECIFIC.upper()}
    record.review(may, due, values=copied, by=by)
    assert [list(faults) for faults in record_now(may).faults.values()] == [["copied"]]


def test_a_review_that_another_one_copies_is_told_too(browser, april, due, cell_a, by):
    other = given_and_signed(cell_a, by, day=date(2026, 3, 5), task="Sửa loa truyền thanh")
    review_page(browser, april, due, result=SPECIFIC, achieved="28")
    page = review_page(browser, april, other, result=SPECIFIC)
    assert page.count("giống hệt kết quả của việc khác") >= 2
    assert f'id="hint-{due.pk}"' in page


# --- Monotony -------------------------------------------------------------------------------------
def test_what_is_repeated_is_told_and_marked_as_the_notes_are_saved(browser, cell_a, by):
    month(cell_a, by, MARCH)
    april = held(planned(cell_a, by, day=APRIL), by, conclusion="")
    item = april.agenda_items.filter(section="proceeding", role="notes").first()
    url = reverse("meetings:agenda", args=[april.pk, item.pk])
    answer = browser.post(url, {f"agenda-{item.pk}-notes": f"{LAMPS}\n{ROAD}"}, headers=HTMX)
    page = answer.content.decode()
    share = share_now(april)
    assert f"Trùng <strong>{round(100 * share)}%</strong> với 1 kỳ gần nhất" in page
    assert f"<mark>{ROAD.rstrip('.')}</mark>" in page
    assert "(kỳ 03/03/2026)" in page
    assert "<mark>Ban công tác" not in page


def share_now(meeting: Meeting) -> Decimal:
    return monotony_of(record_now(meeting)).share


def test_a_conclusion_counts_and_ritual_and_titles_do_not(cell_a, by):
    first = held(planned(cell_a, by, day=MARCH), by, conclusion=ROAD)
    for item in first.agenda_items.filter(section="opening", role="notes"):
        record.write_agenda(first, item, notes=LAMPS, by=by)
    sign(first, by)
    april = held(planned(cell_a, by, day=APRIL), by, conclusion=ROAD)
    assert share_now(april) == 1
    april = record.conduct(april, values={"conclusion": LAMPS}, by=by)
    assert share_now(april) == 0


def test_only_the_last_three_signed_meetings_of_the_kind_are_compared(cell_a, by):
    for number in range(1, 5):
        month(cell_a, by, date(2026, number + 2, 3), notes=f"Tháng thứ {number}. {LAMPS}")
    month(cell_a, by, date(2026, 6, 20), notes=ROAD, kind=MeetingKind.THEMATIC)
    planned(cell_a, by, day=date(2026, 6, 25), kind=MeetingKind.EXTRAORDINARY)
    july = planned(cell_a, by, day=date(2026, 7, 3))
    titles = [meeting.title for meeting in earlier_texts(july)]
    assert titles == ["kỳ 03/06/2026", "kỳ 03/05/2026", "kỳ 03/04/2026"]
    with CaptureQueriesContext(connection) as queries:
        earlier_texts(july)
    assert len(queries) == 1


# --- The signature --------------------------------------------------------------------------------
def test_both_measures_are_stored_with_the_signature_and_shown_inside(
    cell_a, by, due, client_of, overseer, officer
):
    first = month(cell_a, by, APRIL, review="Đã làm tốt.")
    assert (first.review_specificity, first.repetition) == (0, None)
    second = month(cell_a, by, date(2026, 5, 3), review=SPECIFIC)
    second.refresh_from_db()
    assert (second.review_specificity, second.repetition) == (1, 1)
    url = second.get_absolute_url()
    for who, sees in ((by, True), (overseer, True), (officer, False)):
        page = client_of(who).get(url).content.decode()
        assert ("100% câu chữ đã có ở ba kỳ gần nhất" in page) is sees
    assert "câu chữ" not in text_of(printing.minutes(record_now(second), reveal_speakers=True))


def test_a_meeting_without_reviews_and_words_stores_nothing(cell_a, by):
    meeting = sign(held(planned(cell_a, by, day=APRIL), by), by)
    assert (meeting.review_specificity, meeting.repetition) == (None, None)


# --- Proposals ------------------------------------------------------------------------------------
def text_of(document: Document) -> str:
    return repr(document.blocks)


@pytest.fixture
def asked(cell_a, by) -> Opinion:
    """What Chiến asked for in March."""
    march = held(planned(cell_a, by, day=MARCH), by)
    said = {"speaker": member(cell_a, "Chiến"), "text": ASKED, "kind": OpinionKind.PROPOSAL}
    opinion = record.add_opinion(march, values=said, by=by)
    sign(march, by)
    return opinion


@pytest.fixture
def next_month(cell_a, by) -> Meeting:
    return held(planned(cell_a, by, day=APRIL), by)


def waiting(meeting: Meeting) -> list[Opinion]:
    answered = [one.opinion_id for one in record_now(meeting).answers]
    return [one for one in record_now(meeting).proposals if one.pk not in answered]


def test_a_proposal_is_open_until_a_later_meeting_settles_it(asked, next_month, by, cell_a):
    assert waiting(next_month) == [asked]
    proposals.answer(next_month, asked, text="Đã nạo vét xong.", by=by)
    assert waiting(next_month) == []
    (answer,) = record_now(next_month).answers
    assert (answer.asked, answer.asked_on, answer.text) == (ASKED, MARCH, "Đã nạo vét xong.")
    may = planned(cell_a, by, day=date(2026, 5, 3))
    assert record_now(may).proposals == []
    with pytest.raises(ValidationError, match="kỳ họp khác"):
        proposals.answer(may, asked, text="Xong rồi.", by=by)
    proposals.answer(next_month, asked, text="", by=by)
    assert waiting(next_month) == [asked] == waiting(may)


def test_proposals_of_open_meetings_other_cells_and_other_kinds_are_not_offered(
    asked, next_month, cell_b, secretary_b, by
):
    said = record.add_opinion(
        next_month,
        values={"speaker": asked.speaker, "text": ASKED, "kind": OpinionKind.PROPOSAL},
        by=by,
    )
    other = OpinionFactory(meeting=held(planned(cell_b, secretary_b, day=APRIL), secretary_b))
    for wrong in (said, other):
        with pytest.raises(ValidationError, match="không phải là kiến nghị"):
            proposals.answer(next_month, wrong, text="Xong.", by=by)
    assert waiting(next_month) == [asked]
    assert waiting(planned(cell_b, secretary_b, day=date(2026, 5, 3))) == []


def test_only_who_keeps_the_book_settles_and_only_before_the_signature(
    asked, next_month, by, overseer
):
    with pytest.raises(PermissionDenied):
        proposals.answer(next_month, asked, text="Xong.", by=overseer)
    sign(next_month, by)
    with pytest.raises(MeetingSigned):
        proposals.answer(next_month, asked, text="Xong.", by=by)
    assert not ProposalAnswer.objects.exists()


def test_the_panel_takes_the_answer_and_the_minutes_print_it(browser, asked, next_month, by):
    page = browser.get(next_month.get_absolute_url()).content.decode()
    assert ASKED in page
    assert "Chưa giải quyết" in page
    url = reverse("meetings:proposal-answer", args=[next_month.pk, asked.pk])
    data = {f"proposal-{asked.pk}-text": "Đã nạo vét 40 m cống ngày 28/3"}
    assert "Đã giải quyết" in browser.post(url, data, headers=HTMX).content.decode()
    plain = browser.post(url, data)
    assert (plain.status_code, plain.url) == (302, f"{next_month.get_absolute_url()}#contents")
    long = browser.post(url, {f"proposal-{asked.pk}-text": "ý " * 600}, headers=HTMX)
    assert long.status_code == 422
    sign(next_month, by)
    printed = text_of(printing.minutes(record_now(next_month), reveal_speakers=False))
    assert f"Kiến nghị tại kỳ họp ngày 03/03/2026: {ASKED}" in printed
    assert "Đã nạo vét 40 m cống ngày 28/3." in printed
    assert asked.speaker.full_name not in printed


def test_an_answer_that_another_page_gave_meanwhile_is_not_overwritten(browser, asked, next_month):
    page = browser.get(next_month.get_absolute_url()).content.decode()
    name = f"proposal-{asked.pk}-text"
    seen = page.split(f'value="{name}:')[1].split('"')[0]
    url = reverse("meetings:proposal-answer", args=[next_month.pk, asked.pk])
    stale = {"seen": f"{name}:{seen}"}
    assert browser.post(url, {name: "Đã nạo vét."} | stale, headers=HTMX).status_code == 200
    answer = browser.post(url, {name: "Chờ kinh phí."} | stale, headers=HTMX)
    assert answer.status_code == 422
    assert ProposalAnswer.objects.get().text == "Đã nạo vét."
    for text in ("", "Đã nạo vét.", ""):
        assert browser.post(url, {name: text}, headers=HTMX).status_code == 200
    assert not ProposalAnswer.objects.exists()


def test_a_settled_proposal_is_not_taken_out_of_reopened_minutes(asked, next_month, by):
    proposals.answer(next_month, asked, text="Đã nạo vét xong.", by=by)
    may = Meeting.objects.get(pk=next_month.pk)
    OpinionFactory(meeting=may, speaker=asked.speaker)
    loose = OpinionFactory(meeting=may, speaker=asked.speaker)
    record.remove(may, loose, by=by)
    settled = OpinionFactory(meeting=may, speaker=asked.speaker, kind=OpinionKind.PROPOSAL)
    ProposalAnswer.objects.create(
        opinion=settled, meeting=may, asked=settled.text, asked_on=APRIL, text="Xong."
    )
    with pytest.raises(ValidationError, match="không xóa được"):
        record.remove(may, settled, by=by)


# --- The side panel -------------------------------------------------------------------------------
def test_the_panel_offers_what_is_open_and_themes_of_long_ago(browser, cell_a, by, due):
    theme = planned(cell_a, by, day=date(2026, 3, 20), kind=MeetingKind.THEMATIC).theme
    april = planned(cell_a, by, day=APRIL)
    page = browser.get(april.get_absolute_url()).content.decode()
    panel = page[page.index('id="side-panel"') :]
    assert "Không có kiến nghị nào chờ giải quyết" in panel
    assert due.task in panel
    assert "Quá hạn" in panel
    assert "Chưa bàn lần nào" in panel
    assert theme.title in panel


def test_the_workspace_costs_the_same_however_much_was_said_before(
    browser, cell_a, client_of, cell_b, by, secretary_b
):
    costs = []
    for cell, user, times in ((cell_a, by, 1), (cell_b, secretary_b, 2)):
        for number in range(3 * times):
            day = date(2026, 1, 3) + timedelta(days=31 * number)
            meeting = held(planned(cell, user, day=day), user, conclusion=ROAD)
            for _ in range(2 * times):
                OpinionFactory(
                    meeting=meeting, speaker=member(cell, "An"), kind=OpinionKind.PROPOSAL
                )
            give(meeting, user)
            for one in record_now(meeting).due:
                values = {"status": "in_progress", "result": SPECIFIC}
                record.review(meeting, one.assignment, values=values, by=user)
            sign(meeting, user)
        meeting = held(planned(cell, user, day=date(2026, 11, 3)), user)
        with CaptureQueriesContext(connection) as queries:
            assert client_of(user).get(meeting.get_absolute_url()).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_panel_holds_in_a_meeting_of_any_kind(browser, cell_a, by, due):
    for number, kind in enumerate(MeetingKind.values):
        meeting = planned(cell_a, by, day=APRIL + timedelta(days=number), kind=kind)
        page = browser.get(meeting.get_absolute_url()).content.decode()
        assert due.task in page[page.index('id="side-panel"') :]
