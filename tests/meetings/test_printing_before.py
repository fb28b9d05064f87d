"""What the papers before a meeting say, in both formats: notice, preparation, forms, lists."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from freezegun import freeze_time

from documents.blocks import Ruled, Table
from meetings import printing, queries, queries_work
from meetings.models import AttendanceStatus
from members.models import OfficeKind, StandingKind
from tests.documents.reading import docx_of
from tests.factories import AttachmentFactory, member_of
from tests.meetings.helpers import (
    NOVEMBER,
    NOW,
    give,
    given_and_signed,
    member,
    planned,
    record_now,
)
from tests.meetings.papers import in_order, said
from tests.meetings.sittings import mark, read
from tests.meetings.test_preparing import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cell_a, secretary_a):
    return planned(cell_a, secretary_a)


def paper_of(meeting, by, write, **more) -> str:
    return said(write(read(meeting, by), **more))


def prepared(meeting, by) -> str:
    row = prepare(meeting, by)
    people, tasks = list(row.participants.all()), list(row.tasks.select_related("member"))
    return said(printing.preparation(read(meeting, by), row, people, tasks))


def test_the_minutes_of_the_preparation(meeting, secretary_a):
    in_order(
        prepared(meeting, secretary_a),
        "CHI BỘ TỔ DÂN PHỐ 5", "BIÊN BẢN",
        "Họp bí thư, phó bí thư chuẩn bị sinh hoạt chi bộ thường kỳ tháng 11/2026", "-----",
        "Thời gian: 15 giờ 00 phút, ngày 31 tháng 10 năm 2026.",
        "Có mặt: đồng chí Lê Thị Mai An, Bí thư chi bộ và đồng chí Phan Thị Mai Bình, Phó bí thư",
        "Chủ trì: đồng chí Lê Thị Mai An.", "Người ghi biên bản: đồng chí Phan Thị Mai Bình.",
        "I. Đánh giá kết quả", "Đã lắp 12/15 bóng đèn.", "II. Nhiệm vụ tháng tới",
        "III. Chương trình", "1. Điểm danh.", "3. Bàn nhiệm vụ tháng 11.",
        "IV. Phân công chuẩn bị", "Dự thảo nghị quyết.", "Phan Thị Mai Bình",
        "V. Kết luận", "Thống nhất chương trình.",
        "Cuộc họp kết thúc lúc 16 giờ 00 phút, cùng ngày.",
        "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ",
    )  # fmt: skip


def test_it_is_the_committee_of_a_cell_from_nine_official_members(cell_a, secretary_a):
    for number in range(4):
        office = OfficeKind.COMMITTEE_MEMBER if number == 0 else None
        member_of(cell_a, f"Hồ Văn Mười {number}", office=office)
    text = prepared(planned(cell_a, secretary_a), secretary_a)
    assert "Họp chi ủy chuẩn bị sinh hoạt chi bộ thường kỳ" in text


def test_the_invitation_names_time_place_agenda_work_documents_and_who_gets_it(
    meeting, secretary_a, overseer
):
    AttachmentFactory(meeting=meeting, name="Bao cao thang 10.docx")
    row = prepare(meeting, secretary_a)
    text = paper_of(
        meeting, secretary_a, printing.notice, day=date(2026, 11, 1),
        overseers=queries.overseers_of(meeting.cell), tasks=list(row.tasks.all()),
    )  # fmt: skip
    in_order(
        text,
        "CHI BỘ TỔ DÂN PHỐ 5", "Hương Thử, ngày 01 tháng 11 năm 2026",
        "GIẤY MỜI", "Sinh hoạt chi bộ thường kỳ tháng 11/2026",
        "Kính gửi: Các đồng chí đảng viên Chi bộ Tổ dân phố 5.",
        "Thời gian: 19 giờ 30 phút, thứ Ba, 03/11/2026.",
        "Địa điểm: Nhà văn hóa tổ dân phố.", "Chủ trì: đồng chí Lê Thị Mai An, Bí thư chi bộ.",
        "1. Điểm danh.", "2. Đánh giá tháng 10.", "Dự thảo nghị quyết.",
        "Tài liệu gửi kèm: Bao cao thang 10.docx.",
        "Nơi nhận:", "- Đảng viên chi bộ,", "- Đồng chí Cao Xuân Giám (phụ trách chi bộ),",
        "- Lưu Chi bộ.", "T/M CHI BỘ", "BÍ THƯ", "Lê Thị Mai An",
    )  # fmt: skip
    assert "Số" not in text.split("GIẤY MỜI")[0]


@pytest.mark.parametrize("day", [date(2025, 9, 5), date(2025, 11, 5), NOVEMBER])
def test_the_invitation_carries_no_number_under_any_rules(cell_a, secretary_a, day):
    meeting = planned(cell_a, secretary_a, day=day)
    text = paper_of(meeting, secretary_a, printing.notice, day=day, overseers=[])
    assert "Số" not in text.split("GIẤY MỜI")[0]
    assert "Nội dung: " in text


def test_the_message_for_the_telephone_is_short_and_plain(meeting):
    text = printing.message(record_now(meeting))
    assert text.splitlines() == [
        "Chi bộ Tổ dân phố 5 kính mời đồng chí dự sinh hoạt chi bộ thường kỳ tháng 11/2026.",
        "Thời gian: 19 giờ 30 phút, thứ Ba, 03/11/2026.",
        "Địa điểm: Nhà văn hóa tổ dân phố.",
        "Không dự được xin báo đồng chí Lê Thị Mai An trước giờ họp.",
    ]


def test_the_blank_roll_names_the_roll_of_the_day_with_room_to_sign(cell_a, secretary_a):
    member_of(cell_a, "Hồ Thị Già", standings=(StandingKind.EXEMPTED,))
    meeting = planned(cell_a, secretary_a)
    document = printing.blank_roll(read(meeting, secretary_a))
    in_order(
        said(document), "DANH SÁCH ĐIỂM DANH", "Họ và tên", "Ký tên", "Lý do vắng",
        "Lê Thị Mai An", "Chính thức", "Võ Thị Mai Em", "Dự bị", "Hồ Thị Già",
        "Được miễn sinh hoạt", "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ",
    )  # fmt: skip
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert len(table.rows) == 7
    row = docx_of(document).tables[1].rows[1]
    assert row.height.mm == pytest.approx(table.row_mm, abs=0.1)
    assert table.row_mm >= 10


def test_the_blank_agenda_has_lines_under_each_item_and_each_task(cell_a, secretary_a):
    given_and_signed(cell_a, secretary_a, day=date(2026, 10, 3))
    meeting = planned(cell_a, secretary_a)
    document = printing.blank_agenda(read(meeting, secretary_a))
    in_order(
        said(document), "CHƯƠNG TRÌNH", "I. Mở đầu", "II. Tiến hành",
        "- Vận động các hộ ngõ 3 góp tiền lắp đèn đường (Hồ Thị Mai Dung, hạn 23/10/2026):",
        "III. Kết thúc", "Tán thành: ………… Không tán thành: ………… Ý kiến khác: …………",
    )  # fmt: skip
    lines = [block for block in document.blocks if isinstance(block, Ruled)]
    assert len(lines) == meeting.agenda_items.count()


def test_the_list_of_what_a_meeting_gave(meeting, secretary_a):
    give(meeting, secretary_a)
    in_order(
        paper_of(meeting, secretary_a, printing.given_work),
        "DỰ THẢO", "BẢNG PHÂN CÔNG NHIỆM VỤ", "Vận động các hộ ngõ 3",
        "Chủ trì: Hồ Thị Mai Dung", "30 hộ", "- Các đồng chí được phân công,", "T/M CHI BỘ",
    )  # fmt: skip


@freeze_time(NOW)
def test_the_list_of_what_a_cell_has_open_on_a_day(
    cell_a, cell_b, secretary_a, secretary_b, client_of
):
    late = given_and_signed(cell_a, secretary_a, day=date(2026, 10, 3), task="Lắp đèn ngõ 3")
    given_and_signed(cell_a, secretary_a, day=date(2026, 11, 8), task="Sửa nhà văn hóa")
    given_and_signed(cell_b, secretary_b, day=date(2026, 10, 3), task="Việc của chi bộ khác")
    rows = list(queries_work.open_work(cell_a, date(2026, 11, 23)))
    assert [row.task for row in rows] == ["Lắp đèn ngõ 3", "Sửa nhà văn hóa"]
    assert list(queries_work.open_work(cell_a, date(2026, 10, 31))) == [late]
    document = printing.open_work(
        cell_a, queries.regime_on(date(2026, 11, 23)), rows, day=date(2026, 11, 23),
        secretary="Lê Thị Mai An", created=NOW,
    )  # fmt: skip
    in_order(
        said(document), "DANH SÁCH NHIỆM VỤ ĐANG THỰC HIỆN", "Tính đến ngày 23/11/2026",
        "Lắp đèn ngõ 3.", "(Giao ngày 03/10/2026)", "Quá hạn 31 ngày", "Còn 5 ngày",
        "BÍ THƯ", "Lê Thị Mai An",
    )  # fmt: skip
    url = reverse("meetings:open-work", args=[cell_a.pk, "pdf"])
    assert client_of(secretary_a).get(url).content.startswith(b"%PDF-")


def test_what_was_closed_later_was_open_then(cell_a, secretary_a):
    task = given_and_signed(cell_a, secretary_a, day=date(2026, 10, 3))
    closing = planned(cell_a, secretary_a)
    type(task).objects.filter(pk=task.pk).update(state="done", closed_by=closing)
    assert list(queries_work.open_work(cell_a, NOVEMBER - timedelta(days=1))) == [task]
    assert not queries_work.open_work(cell_a, NOVEMBER)


def test_a_message_tells_what_the_meeting_is_for(cell_a, secretary_a):
    urgent = planned(cell_a, secretary_a, kind="extraordinary")
    assert "Nội dung: Xét đề nghị kết nạp đảng viên." in printing.message(record_now(urgent))
    thematic = planned(cell_a, secretary_a, kind="thematic")
    assert "sinh hoạt chuyên đề “" in printing.message(record_now(thematic))


def test_absence_changes_nothing_on_the_blank_roll(meeting, secretary_a):
    before = printing.blank_roll(read(meeting, secretary_a)).blocks
    mark(meeting, secretary_a, "Chiến", AttendanceStatus.EXCUSED, "Ốm")
    assert printing.blank_roll(read(meeting, secretary_a)).blocks == before
    assert member(meeting.cell, "Chiến")
