"""What the papers of a meeting say, in Word and PDF alike."""

from datetime import date

import pytest

from documents import layouts
from meetings import printing
from meetings.models import AttendanceStatus, MeetingKind, Mode, OpinionKind, Subject
from meetings.services import record as book
from members.models import MembershipKind, OfficeKind, StandingKind
from tests.documents.reading import pages_of
from tests.factories import OfficeFactory, member_of
from tests.meetings.helpers import member, planned
from tests.meetings.papers import in_order, minutes_text, resolution_text, said
from tests.meetings.sittings import (
    absent,
    carried,
    given,
    held,
    mark,
    note,
    read,
    reviewed,
    say,
    signed,
    voted,
)

pytestmark = pytest.mark.django_db

OCTOBER = date(2026, 10, 5)


@pytest.fixture
def meeting(cell_a, secretary_a):
    """The November meeting with work of October, opinions, new work and a vote; not yet signed."""
    by = secretary_a
    october = held(planned(cell_a, by, day=OCTOBER), by)
    lamps = given(october, by, "Chiến", "Lắp đèn đường ngõ 3", target=30, unit="hộ")
    survey = given(october, by, "Dung", "Rà soát hộ nghèo")
    signed(october, by)
    this = planned(cell_a, by)
    held(this, by, guests="- Đồng chí Cao Xuân Giám, Đảng ủy viên\nBà Nguyễn Thị Khách")
    mark(this, by, "Đức", AttendanceStatus.UNEXCUSED)
    absent(this, by, ["Chiến"], "Ốm.")
    note(this, by, 4, "Tình hình ổn định\n- Thu quỹ 12,5 triệu đồng\n+ Ngõ 3: 4 triệu./.")
    reviewed(this, lamps, by, "done", achieved="28.50", result="Đã lắp 12 bóng đèn")
    reviewed(this, survey, by, "in_progress", result="Đã rà soát 3 trên 5 ngõ")
    carried(this, survey, by)
    helpers = [member(cell_a, "Bình"), member(cell_a, "Em")]
    given(this, by, "Dung", "Vệ sinh ngõ 5", target="1250.50", unit="m²", helpers=helpers)
    say(this, by, "Bình", "Đề nghị làm rõ trách nhiệm")
    say(this, by, "Em", "Tôi còn chậm\n- Xin rút kinh nghiệm", OpinionKind.SELF_CRITICISM)
    say(this, by, "Dung", "Không nhất trí mức thu quỹ", OpinionKind.RESERVED)
    guest = {"guest": "Cao Xuân Giám", "text": "Biểu dương chi bộ."}
    book.add_opinion(this, values=guest, by=by)
    voted(this, by, 3)
    return this


def test_the_minutes_tell_the_meeting_from_head_to_signatures(meeting, secretary_a):
    signed(meeting, secretary_a)
    in_order(
        minutes_text(meeting, secretary_a),
        "ĐẢNG BỘ THỊ TRẤN HƯƠNG THỬ", "CHI BỘ TỔ DÂN PHỐ 5", "Số 02-BB/CB",
        "BIÊN BẢN", "Sinh hoạt chi bộ thường kỳ tháng 11/2026", "-----",
        "Bắt đầu: 19 giờ 30 phút, ngày 03 tháng 11 năm 2026.",
        "Chủ trì: đồng chí Lê Thị Mai An, Bí thư chi bộ.",
        "Thư ký: đồng chí Phan Thị Mai Bình.",
        "Tổng số đảng viên của chi bộ: 6 đồng chí (chính thức 5, dự bị 1).",
        "Có mặt: 4 đồng chí (chính thức 3, dự bị 1).",
        "Vắng: 2 đồng chí (có lý do 1, không lý do 1):",
        "- Đồng chí Hồ Thị Mai Chiến: vắng có lý do (Ốm).",
        "- Đồng chí Hồ Thị Mai Đức: vắng không lý do.",
        "- Đồng chí Cao Xuân Giám, Đảng ủy viên.", "- Bà Nguyễn Thị Khách.",
        "Số đảng viên được tính khi biểu quyết: 5 đồng chí",
        "Bí thư, phó bí thư họp chuẩn bị ngày 01/11/2026.",
        "II. Mở đầu", "Tình hình đóng đảng phí: đã đóng đủ.",
        "III. Tiến hành", "Tình hình ổn định.", "- Thu quỹ 12,5 triệu đồng.",
        "+ Ngõ 3: 4 triệu.",
        "TT", "Nhiệm vụ (người chủ trì, thời hạn)", "Chỉ tiêu", "Tình trạng", "Kết quả",
        "Lắp đèn đường ngõ 3.", "(Đồng chí Hồ Thị Mai Chiến, thời hạn 31/10/2026)", "30 hộ",
        "Hoàn thành", "Đạt 28,5 hộ.", "Đã lắp 12 bóng đèn.",
        "Rà soát hộ nghèo.", "Đang thực hiện", "Chuyển tiếp, thời hạn mới 30/11/2026.",
        "4. Thảo luận",
        "- Đồng chí Phan Thị Mai Bình: Đề nghị làm rõ trách nhiệm.",
        "- Đồng chí Võ Thị Mai Em (tự phê bình): Tôi còn chậm.", "+ Xin rút kinh nghiệm.",
        "- Đồng chí Hồ Thị Mai Dung (bảo lưu ý kiến): Không nhất trí mức thu quỹ.",
        "- Đại biểu Cao Xuân Giám: Biểu dương chi bộ.", "Có 1 ý kiến bảo lưu",
        "IV. Kết thúc", "Chủ trì, phối hợp", "Báo cáo tại kỳ họp",
        "(Chuyển tiếp nhiệm vụ giao ngày 05/10/2026)",
        "Vệ sinh ngõ 5.", "Chủ trì: Hồ Thị Mai Dung",
        "Phối hợp: Phan Thị Mai Bình, Võ Thị Mai Em", "1.250,5 m²", "30/11/2026",
        "Tháng 12/2026", "Chủ trì kết luận:", "đúng thời hạn.",
        "Nghị quyết “Sinh hoạt chi bộ thường kỳ tháng 11/2026” (Số 01-NQ/CB)",
        "giơ tay", "tán thành 3/5 (60%); không tán thành 0/5 (0%); ý kiến khác 0/5 (0%)",
        "quá nửa", "từ 3/5 trở lên", "Nghị quyết ĐƯỢC THÔNG QUA.",
        "Thư ký đã đọc biên bản, hội nghị nhất trí thông qua.",
        "Hội nghị kết thúc lúc 21 giờ 10 phút, cùng ngày.",
        "NGƯỜI GHI BIÊN BẢN", "Phan Thị Mai Bình", "CHỦ TRÌ HỘI NGHỊ", "Lê Thị Mai An",
    )  # fmt: skip


def test_the_monthly_resolution_has_its_three_parts_and_tables(meeting, secretary_a):
    signed(meeting, secretary_a)
    text = resolution_text(meeting, secretary_a)
    in_order(
        text,
        "Số 01-NQ/CB", "Hương Thử, ngày 03 tháng 11 năm 2026",
        "NGHỊ QUYẾT", "Sinh hoạt chi bộ thường kỳ tháng 11/2026", "-----",
        "Ngày 03 tháng 11 năm 2026, Chi bộ Tổ dân phố 5 tổ chức sinh hoạt thường kỳ",
        "có mặt 4; vắng 2 đồng chí", "(100 phút)", "thư ký: đồng chí Phan Thị Mai Bình.",
        "I. Kết quả", "Lắp đèn đường ngõ 3", "II. Phương hướng, nhiệm vụ", "Vệ sinh ngõ 5",
        "III. Tổ chức thực hiện",
        "Nghị quyết được chi bộ thông qua với 3/5 đảng viên tán thành, đạt 60%.",
        "Nơi nhận:", "- Đảng ủy thị trấn Hương Thử (báo cáo),", "- Lưu Chi bộ.",
        "T/M CHI BỘ", "BÍ THƯ", "Lê Thị Mai An",
    )  # fmt: skip
    assert "K/T" not in text
    assert "DỰ THẢO" not in text


def test_dates_and_amounts_stay_whole_in_their_columns(meeting, secretary_a):
    pages = pages_of(printing.minutes(read(meeting, secretary_a), reveal_speakers=True))
    for whole in ("30/11/2026", "12/2026", "1.250,5"):
        assert whole in "".join(pages)


def test_without_names_no_speaker_is_named(meeting, secretary_a):
    say(meeting, secretary_a, "Em", "Đồng ý")
    document = printing.minutes(read(meeting, secretary_a), reveal_speakers=False)
    text = said(document)
    talk = text[text.index("4. Thảo luận") : text.index("IV. Kết thúc")]
    in_order(
        talk,
        "- Một đảng viên: Đề nghị", "- Một đảng viên (tự phê bình): Tôi", "+ Xin rút",
        "- Một đảng viên (bảo lưu ý kiến): Không", "- Một đại biểu: Biểu dương",
    )  # fmt: skip
    for name in ("Bình", "Mai Em", "Dung", "Giám"):
        assert name not in talk
    assert "Mai Em" in text.replace(talk, "")  # helps with work, which is no secret


@pytest.mark.parametrize("signs", [False, True])
def test_nothing_is_asked_of_the_database_while_printing(
    meeting, secretary_a, django_assert_num_queries, signs
):
    if signs:
        signed(meeting, secretary_a)
    record = read(meeting, secretary_a)
    with django_assert_num_queries(0):
        printing.minutes(record, reveal_speakers=True)
        printing.resolution(record, record.resolutions[0])


def test_what_is_not_signed_is_marked_as_a_draft(meeting, secretary_a):
    text = minutes_text(meeting, secretary_a)
    in_order(text, "Số ...-BB/CB", "DỰ THẢO", "BIÊN BẢN", "Nghị quyết ĐƯỢC THÔNG QUA.")
    in_order(resolution_text(meeting, secretary_a), "Số ...-NQ/CB", "DỰ THẢO", "NGHỊ QUYẾT")
    signed(meeting, secretary_a)
    assert "DỰ THẢO" not in minutes_text(meeting, secretary_a)


def test_a_mere_plan_prints_with_dots_to_write_on(cell_a, secretary_a):
    plan = planned(cell_a, secretary_a, chair=None, minute_taker=None, place="Trường Mầm non")
    text = minutes_text(plan, secretary_a)
    in_order(
        text,
        "DỰ THẢO",
        "Dự kiến bắt đầu: 19 giờ 30",
        "Chủ trì: ...",
        "Có mặt: ...",
        "kết thúc lúc ...",
    )
    assert "6 đồng chí" in text
    assert "Vắng: không có" not in text


def test_later_changes_of_names_do_not_reach_signed_papers(meeting, secretary_a, cell_a):
    signed(meeting, secretary_a)
    before = minutes_text(meeting, secretary_a), resolution_text(meeting, secretary_a)
    cell_a.name = "Chi bộ Tổ dân phố 7"
    cell_a.save()
    cell_a.committee.name = "Đảng bộ xã Hương Thử"
    cell_a.committee.save()
    speaker = member(cell_a, "Dung")
    speaker.full_name = "Hồ Thị Đổi Tên"
    speaker.save()
    cell_a.offices.all().delete()
    assert before == (minutes_text(meeting, secretary_a), resolution_text(meeting, secretary_a))


@pytest.mark.parametrize(
    ("yes", "result", "share"),
    [
        (11, "Nghị quyết ĐƯỢC THÔNG QUA.", "tán thành 11/20 (55%)"),
        (10, "Nghị quyết KHÔNG ĐƯỢC THÔNG QUA.", "tán thành 10/20 (50%)"),
    ],
)
def test_absent_members_count_in_the_base_of_twenty(cell_a, secretary_a, yes, result, share):
    """Twenty official and two probationary members, three absent with reason: base 20, not 17."""
    for i in range(15):
        member_of(cell_a, f"Ngô Hữu Tên{i}")
    member_of(cell_a, "Ngô Hữu Dự", grade=StandingKind.PROBATIONARY)
    this = held(planned(cell_a, secretary_a), secretary_a)
    absent(this, secretary_a, ["Tên0", "Tên1", "Tên2"])
    voted(this, secretary_a, yes, 17 - yes)
    signed(this, secretary_a)
    in_order(
        minutes_text(this, secretary_a),
        "20 đồng chí, gồm 20 đảng viên chính thức của chi bộ (tính cả đảng viên vắng mặt, "
        "không tính đảng viên dự bị); số có mặt được biểu quyết: 17.",
        "Chi ủy họp chuẩn bị", share, "từ 11/20 trở lên", result,
    )  # fmt: skip
    paper = resolution_text(this, secretary_a)
    assert ("DỰ THẢO (KHÔNG ĐƯỢC THÔNG QUA)" in paper) == (yes < 11)
    assert ("Số 01-NQ/CB" in paper) == (yes >= 11)


def test_an_absent_exempted_member_leaves_the_base(cell_a, secretary_a):
    """Seventeen official members, one exempted and absent, two absent: base 16, nine carry."""
    for i in range(11):
        member_of(cell_a, f"Ngô Hữu Tên{i}")
    member_of(cell_a, "Ngô Hữu Miễn", standings=(StandingKind.EXEMPTED,))
    this = held(planned(cell_a, secretary_a), secretary_a)
    absent(this, secretary_a, ["Tên0", "Tên1"])
    voted(this, secretary_a, 9, 5)
    signed(this, secretary_a)
    text = minutes_text(this, secretary_a)
    in_order(
        text,
        "được miễn công tác và sinh hoạt đảng: 1 đồng chí, không đồng chí nào dự họp.",
        "16 đồng chí, bằng 17 đảng viên chính thức của chi bộ, trừ 1 đồng chí được miễn",
        "số có mặt được biểu quyết: 14.", "tán thành 9/16 (56,3%)", "từ 9/16 trở lên",
        "ĐƯỢC THÔNG QUA.",
    )  # fmt: skip
    assert "Miễn:" not in text  # no absentee: nothing is asked of the exempted


def test_members_whom_the_rules_count_apart(cell_a, cell_b, secretary_a):
    member_of(cell_a, "Ngô Hữu Miễn", standings=(StandingKind.EXEMPTED,))
    member_of(cell_a, "Ngô Hữu Lặng", standings=(StandingKind.EXEMPTED,))
    member_of(cell_a, "Ngô Hữu Xa", standings=(StandingKind.TEMPORARILY_ELSEWHERE,))
    member_of(cell_a, "Ngô Hữu Ngưng", standings=(StandingKind.SUSPENDED,))
    member_of(cell_a, "Ngô Hữu Lạ", membership=MembershipKind.TEMPORARY)
    this = held(planned(cell_a, secretary_a), secretary_a)
    mark(this, secretary_a, "Miễn", AttendanceStatus.PRESENT)
    mark(this, secretary_a, "Lặng", AttendanceStatus.PRESENT, votes=False)
    for _ in range(2):
        in_order(
            minutes_text(this, secretary_a),
            "Tổng số đảng viên của chi bộ: 10 đồng chí (chính thức 9, dự bị 1).",
            "Có mặt: 9 đồng chí (chính thức 8, dự bị 1), trong đó có 1 đồng chí từ nơi khác đến",
            "Vắng: không có.",
            "2 đồng chí, dự họp có đồng chí Ngô Hữu Lặng (không tham gia biểu quyết) và đồng chí "
            "Ngô Hữu Miễn.",
            "ở nơi khác: 1 đồng chí (đồng chí Ngô Hữu Xa).",
            "đến sinh hoạt tạm thời: 1 đồng chí (đồng chí Ngô Hữu Lạ).",
            "đình chỉ sinh hoạt: 1 đồng chí (đồng chí Ngô Hữu Ngưng).",
            "6 đồng chí, bằng 9 đảng viên chính thức của chi bộ, trừ 1 đồng chí sinh hoạt tạm "
            "thời ở nơi khác, trừ 1 đồng chí bị đình chỉ sinh hoạt, trừ 1 đồng chí được miễn "
            "sinh hoạt không tham gia biểu quyết",
        )
        this = this if this.is_signed else signed(this, secretary_a)


def test_an_online_meeting_says_why_and_who_agreed(cell_a, secretary_a):
    ground = {"mode_ground": "Bão lụt.", "mode_approved_by": "Đảng ủy thị trấn"}
    this = planned(cell_a, secretary_a, mode=Mode.HYBRID, **ground)
    held(this, secretary_a)
    mark(this, secretary_a, "Dung", AttendanceStatus.ONLINE)
    in_order(
        minutes_text(this, secretary_a),
        "trực tiếp kết hợp trực tuyến; lý do: Bão lụt; cấp đồng ý: Đảng ủy thị trấn.",
        "trong đó có 1 đồng chí dự trực tuyến.",
    )


@pytest.mark.parametrize(
    ("day", "layout"), [(date(2025, 9, 5), layouts.R2018), (date(2026, 11, 3), layouts.R2026)]
)
def test_the_layout_is_the_one_of_the_day(cell_a, secretary_a, day, layout):
    this = held(planned(cell_a, secretary_a, day=day), secretary_a)
    say(this, secretary_a, "Dung", "Nhất trí")
    for _ in range(2):
        document = printing.minutes(read(this, secretary_a), reveal_speakers=True)
        assert document.layout == layout
        in_order(said(document), "Hồ Thị Mai Dung: Nhất trí.", "Chủ trì kết luận", "Thư ký đã đọc")
        this = this if this.is_signed else signed(this, secretary_a)


def test_content_without_an_item_of_the_agenda_finds_its_place(cell_a, secretary_a):
    extraordinary = {"kind": MeetingKind.EXTRAORDINARY, "purpose": "Xử lý ngập úng"}
    this = held(planned(cell_a, secretary_a, **extraordinary), secretary_a)
    given(this, secretary_a, "Dung", "Khơi cống ngõ 5")
    voted(this, secretary_a, 5)
    in_order(
        minutes_text(this, secretary_a),
        "Họp chi bộ bất thường tháng 11/2026", "Xử lý ngập úng", "IV. Kết thúc",
        "2. Phân công nhiệm vụ", "Khơi cống ngõ 5", "3. Kết luận", "Chủ trì kết luận",
        "5/5 (100%)", "4. Thư ký",
    )  # fmt: skip
    this.agenda_items.all().delete()
    say(this, secretary_a, "Dung", "Nhất trí")
    in_order(
        minutes_text(this, secretary_a),
        "II. Tiến hành", "1. Ý kiến thảo luận", "III. Kết thúc", "1. Phân công nhiệm vụ",
        "2. Kết luận của chủ trì", "3. Biểu quyết", "4. Thông qua biên bản",
    )  # fmt: skip


def test_a_resolution_on_a_person_is_short_and_needs_two_thirds(meeting, secretary_a):
    values = {
        "subject": Subject.ADMISSION,
        "abstract": "Đề nghị kết nạp quần chúng Trần Văn Mới.",
        "results": "",
        "direction": "Đề nghị Đảng ủy xem xét",
        "execution": "",
    }
    voted(meeting, secretary_a, 3, **values)
    text = resolution_text(meeting, secretary_a, 1)
    assert "I." not in text
    assert "Lắp đèn" not in text
    in_order(text, "kết nạp quần chúng Trần Văn Mới\n", "Đề nghị Đảng ủy xem xét.")
    in_order(text, "không được chi bộ thông qua: 3/5 đảng viên tán thành, đạt 60%; cần ít nhất hai",
             "từ 4/5 trở lên.")  # fmt: skip


@pytest.mark.parametrize(("office", "words"), [("deputy", "PHÓ BÍ THƯ"), ("", "CHỦ TRÌ HỘI NGHỊ")])
def test_whoever_presides_signs(cell_a, secretary_a, office, words):
    if not office:
        member(cell_a, "Bình").offices.all().delete()
    people = {"chair": member(cell_a, "Bình"), "minute_taker": member(cell_a, "Dung")}
    this = held(planned(cell_a, secretary_a, **people), secretary_a)
    voted(this, secretary_a, 5)
    in_order(resolution_text(this, secretary_a), "T/M CHI BỘ", words, "Phan Thị Mai Bình")


def test_a_big_cell_fills_many_pages(cell_a, secretary_a):
    for i in range(58):
        member_of(cell_a, f"Đặng Nguyễn Thị Tên{i}")
    OfficeFactory(member=member(cell_a, "Dung"), cell=cell_a, kind=OfficeKind.COMMITTEE_MEMBER)
    this = held(planned(cell_a, secretary_a), secretary_a)
    absent(this, secretary_a, [f"Tên{i}" for i in range(40)], "Đi làm ăn xa")
    for _ in range(8):
        say(this, secretary_a, "Dung", "Đề nghị nêu rõ trách nhiệm của từng đồng chí. " * 12)
    text = minutes_text(this, secretary_a)
    assert "Tổng số đảng viên của chi bộ: 64 đồng chí" in text
    assert text.count("vắng có lý do (đi làm ăn xa).") == 40
    assert len(pages_of(printing.minutes(read(this, secretary_a), reveal_speakers=True))) >= 5


HOSTILE = '#read("/etc/passwd") <w:t>&amp;</w:t> *đậm* _n_ `m` $x^2$ @x {{ x }} {% y %} \\u{41} //'


def test_hostile_text_stays_text(meeting, secretary_a, cell_a):
    long = "Ừ" * 180
    note(meeting, secretary_a, 6, f"{HOSTILE}\n-----\n- \n-{long}\n+84 912\n\u202etrái\x0b")
    say(meeting, secretary_a, "Dung", f"\n\n- {HOSTILE}")
    given(meeting, secretary_a, "Dung", HOSTILE, unit="<b>", target=1)
    text = minutes_text(meeting, secretary_a)
    assert text.count(HOSTILE) == 3
    in_order(text, "\n-----", f"- {long}.", "+84 912.", "trái.")
