"""The checklist looks at the record alone: one thing is broken at a time, on records in memory."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from cells.models import Cell
from meetings import checklist
from meetings.checklist import Level, Part
from meetings.models import (
    AgendaItem,
    Assignment,
    AssignmentReview,
    Attendance,
    Meeting,
    MeetingKind,
    MeetingRegime,
    Opinion,
    Resolution,
)
from meetings.record import DueAssignment, Record
from meetings.seeds import TYPES_2018, TYPES_2026
from members.models import Member
from tests.factories import at

DAY, NOW = date(2026, 11, 3), at(date(2026, 11, 23), 9)
NAMES = ["An", "Bình", "Chiến", "Dung", "Đức", "Em"]
LAMPS = "Lắp đèn đường ngõ 3"
BLOCK, WARN = Level.BLOCK, Level.WARN


def seat(pk: int, name: str, **fields) -> Attendance:
    """A row of the roll: official, bound to come, there."""
    member = Member(pk=pk, full_name=f"Lê Văn {name}")
    usual = {"status": "present", "membership": "primary", "grade": "official"}
    return Attendance(member=member, name=member.full_name, **usual | fields)


def ready(kind: str = MeetingKind.REGULAR, **fields) -> Record:
    """Five official members and a probationary one, everything written down as it should be."""
    attendances = [seat(pk, name) for pk, name in enumerate(NAMES, start=1)]
    attendances[-1].grade = "probationary"
    usual = {
        "cell": Cell(pk=1),
        "regime": MeetingRegime(
            validity=DateRange(date(2026, 1, 9), None),
            latest_usual_day=7,
            min_minutes=90,
            min_minutes_combined=120,
            document_types=TYPES_2026,
        ),
        "month": DAY.replace(day=1),
        "planned_at": at(DAY),
        "started_at": at(DAY),
        "ended_at": at(DAY, 21, 10),
        "chair": attendances[0].member,
        "minute_taker": attendances[1].member,
        "theme_id": 1 if kind == MeetingKind.THEMATIC else None,
        "purpose": "Xét kết nạp" if kind == MeetingKind.EXTRAORDINARY else "",
        "prepared_on": DAY,
        "conclusion": "Nhất trí.",
        "minutes_read": True,
    }
    dates = {"due": date(2026, 11, 30), "report_month": date(2026, 12, 1)}
    review = AssignmentReview(status="done", result="28/30 hộ đã góp.")
    voted = {"yes": 5, "no": 0, "other": 0, "direction": "Lắp đèn.", "abstract": "Lắp đèn đường"}
    return Record(
        meeting=Meeting(kind=kind, **usual | fields),
        attendances=attendances,
        agenda=[AgendaItem(notes="Đã quán triệt."), AgendaItem()],
        due=[DueAssignment(Assignment(task="Dọn đường"), review, None)],
        opinions=[Opinion(speaker=attendances[2].member, text="Ngõ 3 còn tối.")],
        resolutions=[Resolution(**voted)],
        assignments=[Assignment(task=LAMPS, lead=attendances[3].member, **dates)],
    )


def found(record: Record) -> list[tuple[Level, Part, str]]:
    gaps = checklist.findings(record, now=NOW)
    return [(gap.level, gap.part, gap.text) for gap in gaps]


@pytest.mark.parametrize("kind", MeetingKind.values)
def test_a_complete_record_has_no_gap(kind):
    assert found(ready(kind)) == []


def of_meeting(**fields) -> Callable[[Record], None]:
    return lambda record: [setattr(record.meeting, *field) for field in fields.items()]


def of_row(place: int, **fields) -> Callable[[Record], None]:
    return lambda record: [setattr(record.attendances[place], *field) for field in fields.items()]


def of_resolution(**fields) -> Callable[[Record], None]:
    return lambda record: [setattr(record.resolutions[0], *field) for field in fields.items()]


def of_assignment(**fields) -> Callable[[Record], None]:
    return lambda record: [setattr(record.assignments[0], *field) for field in fields.items()]


def of_regime(**fields) -> Callable[[Record], None]:
    return lambda record: [setattr(record.meeting.regime, *field) for field in fields.items()]


def without(part: str) -> Callable[[Record], None]:
    return lambda record: getattr(record, part).clear()


def several(*breaks: Callable[[Record], None]) -> Callable[[Record], None]:
    return lambda record: [one(record) for one in breaks]


def with_roll_of(record: Record, official: int) -> None:
    more = [seat(pk, f"Thêm {pk}") for pk in range(10, 10 + official - 5)]
    record.attendances += more


def absent_but(record: Record, present: int) -> None:
    """All after the first ones are away with a reason, and no vote was taken."""
    for row in record.attendances[present:]:
        row.status, row.reason = "excused", "Ốm"
    record.resolutions.clear()
    record.opinions = [Opinion(guest="Đ/c Khách", text="Nhất trí.")]


LATE = {"planned_at": at(date(2026, 11, 10)), "started_at": at(date(2026, 11, 10))}
LATE |= {"ended_at": at(date(2026, 11, 10), 21, 30)}
STRANGER = Member(pk=99, full_name="Cao Văn Lạ")
NAME = "Nghị quyết “Lắp đèn đường”"

BROKEN = {
    "rules that ended": (
        of_regime(validity=DateRange(date(2026, 1, 9), DAY)),
        (BLOCK, Part.PLAN, "Quy định sinh hoạt cho ngày họp đã đổi; cần áp dụng bản mới."),
    ),
    "late without a reason": (
        of_meeting(**LATE),
        (WARN, Part.PLAN, "Họp sau ngày 07 mà chưa ghi lý do dời ngày."),
    ),
    "online without leave": (
        of_meeting(mode="online", mode_ground="Mưa lũ"),
        (WARN, Part.PLAN, "Họp không trực tiếp cần ghi lý do và cấp đồng ý."),
    ),
    "not prepared": (
        of_meeting(prepared_on=None),
        (WARN, Part.PLAN, "Chưa ghi ngày bí thư, phó bí thư họp chuẩn bị."),
    ),
    "not prepared by the committee of a large cell": (
        several(of_meeting(prepared_on=None), lambda r: with_roll_of(r, 9)),
        (WARN, Part.PLAN, "Chưa ghi ngày chi ủy họp chuẩn bị."),
    ),
    "prepared afterwards": (
        of_meeting(prepared_on=DAY + timedelta(days=1)),
        (WARN, Part.PLAN, "Ngày bí thư, phó bí thư chuẩn bị lại sau ngày họp."),
    ),
    "no chair": (of_meeting(chair=None), (BLOCK, Part.PLAN, "Chưa chọn chủ trì.")),
    "no minute taker": (of_meeting(minute_taker=None), (BLOCK, Part.PLAN, "Chưa chọn thư ký.")),
    "a chair from elsewhere": (
        of_meeting(chair=STRANGER),
        (BLOCK, Part.PLAN, "Người chủ trì không có trong danh sách chi bộ ngày họp."),
    ),
    "a minute taker from elsewhere": (
        of_meeting(minute_taker=STRANGER),
        (BLOCK, Part.PLAN, "Người thư ký không có trong danh sách chi bộ ngày họp."),
    ),
    "one person in both": (
        lambda record: of_meeting(minute_taker=record.meeting.chair)(record),
        (WARN, Part.PLAN, "Chủ trì và thư ký nên là hai người."),
    ),
    "an absent chair": (
        several(of_row(0, status="unexcused"), of_resolution(yes=4)),
        (BLOCK, Part.ROLL, "Đồng chí Lê Văn An là chủ trì nhưng đang ghi vắng."),
    ),
    "an absent minute taker": (
        several(of_row(1, status="unexcused"), of_resolution(yes=4)),
        (BLOCK, Part.ROLL, "Đồng chí Lê Văn Bình là thư ký nhưng đang ghi vắng."),
    ),
    "a roll that changed": (
        lambda record: record.roll_changes.extend(["Lê Văn Em", "Mai Thị Đến"]),
        (
            BLOCK,
            Part.ROLL,
            "Danh sách chi bộ ngày họp đã đổi (Lê Văn Em, Mai Thị Đến); cần cập nhật.",
        ),
    ),
    "excused without a reason": (
        of_row(5, status="excused", reason=" "),
        (BLOCK, Part.ROLL, "Đồng chí Lê Văn Em vắng có lý do nhưng chưa ghi lý do."),
    ),
    "online at a meeting in person": (
        of_row(5, status="online"),
        (BLOCK, Part.ROLL, "Đồng chí Lê Văn Em ghi dự trực tuyến nhưng họp không trực tuyến."),
    ),
    "too few to pass anything": (
        several(lambda r: absent_but(r, 2), of_regime(quorum_percent=90)),
        (
            WARN,
            Part.ROLL,
            "Chỉ có 2 đồng chí dự họp được biểu quyết; phải từ 3 mới thông qua được nghị quyết.",
        ),
    ),
    "under the quorum of the regime": (
        several(lambda r: absent_but(r, 4), of_regime(quorum_percent=67)),
        (WARN, Part.ROLL, "Tỷ lệ dự họp dưới 67%."),
    ),
    "fewer than three official members": (
        several(
            *(of_row(place, grade="probationary") for place in (2, 3, 4)), of_resolution(yes=2)
        ),
        (WARN, Part.ROLL, "Chi bộ còn dưới 3 đảng viên chính thức; cần báo cáo cấp ủy cấp trên."),
    ),
    "work not reviewed": (
        lambda record: setattr(record.due[0], "review", None),
        (BLOCK, Part.REVIEWS, "Nhiệm vụ “Dọn đường” cần tình trạng và kết quả riêng."),
    ),
    "work without a status": (
        lambda record: setattr(record.due[0].review, "status", ""),
        (BLOCK, Part.REVIEWS, "Nhiệm vụ “Dọn đường” cần tình trạng và kết quả riêng."),
    ),
    "work without a result of its own": (
        lambda record: setattr(record.due[0].review, "result", " \n"),
        (BLOCK, Part.REVIEWS, "Nhiệm vụ “Dọn đường” cần tình trạng và kết quả riêng."),
    ),
    "an empty agenda": (
        lambda record: setattr(record.agenda[0], "notes", " "),
        (WARN, Part.CONTENTS, "Chưa ghi nội dung nào theo chương trình."),
    ),
    "no conclusion": (
        of_meeting(conclusion=" "),
        (WARN, Part.CLOSING, "Chưa ghi kết luận của chủ trì."),
    ),
    "no opinion": (without("opinions"), (WARN, Part.OPINIONS, "Chưa ghi ý kiến nào.")),
    "an absent speaker": (
        several(of_row(2, status="unexcused"), of_resolution(yes=4)),
        (WARN, Part.OPINIONS, "Đồng chí Lê Văn Chiến có ý kiến nhưng đang ghi vắng."),
    ),
    "a speaker from elsewhere": (
        lambda record: setattr(record.opinions[0], "speaker", STRANGER),
        (BLOCK, Part.OPINIONS, "Đồng chí Cao Văn Lạ có ý kiến nhưng không thuộc chi bộ."),
    ),
    "no work for next month": (
        without("assignments"),
        (WARN, Part.ASSIGNMENTS, "Chưa giao nhiệm vụ nào cho tháng tới."),
    ),
    "work due before it is given": (
        of_assignment(due=DAY - timedelta(days=1)),
        (BLOCK, Part.ASSIGNMENTS, f"“{LAMPS}”: thời hạn trước ngày giao."),
    ),
    "work led from elsewhere": (
        of_assignment(lead=STRANGER),
        (BLOCK, Part.ASSIGNMENTS, f"“{LAMPS}”: người chủ trì không thuộc chi bộ."),
    ),
    "work heard before it is given": (
        of_assignment(report_month=date(2026, 10, 1)),
        (BLOCK, Part.ASSIGNMENTS, f"“{LAMPS}”: kỳ báo cáo trước kỳ họp này."),
    ),
    "a type that a cell may not issue": (
        several(of_resolution(document_type="TB"), of_regime(document_types=TYPES_2018)),
        (
            BLOCK,
            Part.RESOLUTIONS,
            "Thông báo “Lắp đèn đường”: chi bộ không được ban hành loại văn bản này.",
        ),
    ),
    "a resolution without text": (
        of_resolution(direction=""),
        (BLOCK, Part.RESOLUTIONS, f"{NAME}: chưa có nội dung."),
    ),
    "a vote not counted to the end": (
        of_resolution(other=None),
        (BLOCK, Part.RESOLUTIONS, f"{NAME}: chưa ghi đủ kết quả biểu quyết."),
    ),
    "more votes than voters": (
        of_resolution(no=1),
        (
            BLOCK,
            Part.RESOLUTIONS,
            f"{NAME}: 6 phiếu, nhiều hơn 5 đảng viên có quyền biểu quyết dự họp.",
        ),
    ),
    "no start": (
        of_meeting(started_at=None),
        (BLOCK, Part.CLOSING, "Chưa ghi đủ giờ bắt đầu và giờ kết thúc."),
    ),
    "no end": (
        of_meeting(ended_at=None),
        (BLOCK, Part.CLOSING, "Chưa ghi đủ giờ bắt đầu và giờ kết thúc."),
    ),
    "an end to come": (
        of_meeting(ended_at=NOW + timedelta(minutes=1)),
        (BLOCK, Part.CLOSING, "Giờ kết thúc còn ở phía trước."),
    ),
    "minutes not read": (
        of_meeting(minutes_read=False),
        (BLOCK, Part.CLOSING, "Thư ký chưa đọc biên bản để hội nghị thông qua."),
    ),
    "a short meeting": (
        of_meeting(ended_at=at(DAY, 20, 59)),
        (WARN, Part.CLOSING, "Họp 89 phút, ít hơn 90 phút theo quy định."),
    ),
}


@pytest.mark.parametrize(("break_it", "gap"), BROKEN.values(), ids=BROKEN)
def test_one_thing_amiss_is_exactly_one_finding(break_it, gap):
    record = ready()
    break_it(record)
    assert found(record) == [gap]


def test_every_check_of_the_list_is_broken_by_some_case():
    parts = {(level, part) for _, (level, part, _) in BROKEN.values()}
    # The scores are guidance: what is missing there is told in test_scoring.
    assert parts >= {(BLOCK, part) for part in Part if part not in {Part.CONTENTS, Part.SCORE}}


@pytest.mark.parametrize(
    ("kind", "fields", "gap"),
    [
        ("thematic", {"theme_id": None}, (BLOCK, Part.PLAN, "Chưa chọn chuyên đề.")),
        (
            "extraordinary",
            {"purpose": ""},
            (WARN, Part.PLAN, "Chưa ghi nội dung chính của cuộc họp bất thường."),
        ),
    ],
)
def test_each_kind_asks_for_what_it_is_about(kind, fields, gap):
    assert found(ready(kind, **fields)) == [gap]


@pytest.mark.parametrize("kind", ["thematic", "extraordinary", "review"])
def test_day_length_and_work_are_asked_of_regular_meetings_only(kind):
    record = ready(kind, **LATE | {"ended_at": at(date(2026, 11, 10), 19, 50)})
    record.assignments.clear()
    assert found(record) == []


def test_a_reason_settles_a_late_date():
    assert found(ready(**LATE | {"deviation_reason": "Trùng ngày bầu cử"})) == []


@pytest.mark.parametrize(
    ("partner_ends", "gaps"),
    [
        (None, []),
        (at(DAY, 18, 35), []),
        (
            at(DAY, 18, 5),
            [(WARN, Part.CLOSING, "Họp cả hai buổi 105 phút, ít hơn 120 phút theo quy định.")],
        ),
    ],
)
def test_two_meetings_of_a_day_count_together_once_both_are_held(partner_ends, gaps):
    started = partner_ends and at(DAY, 18, 0)
    partner = Meeting(kind="thematic", started_at=started, ended_at=partner_ends)
    record = ready()
    record.same_day = partner
    assert found(record) == gaps


def test_a_cell_with_its_own_length_is_held_to_that():
    record = ready(ended_at=at(DAY, 20, 15))
    assert len(found(record)) == 1
    record.meeting.cell.min_minutes = 45
    assert found(record) == []


def test_rules_that_name_no_length_ask_for_none():
    record = ready(ended_at=at(DAY, 19, 40))
    of_regime(min_minutes=None, min_minutes_combined=None, latest_usual_day=None)(record)
    assert found(record) == []


def test_an_empty_roll_stops_everything():
    record = ready()
    record.attendances.clear()
    assert (BLOCK, Part.ROLL, "Chưa có danh sách đảng viên để điểm danh.") in found(record)


def test_blocks_come_first_and_then_the_order_of_the_page():
    record = ready()
    for name in ("no conclusion", "no opinion", "no chair", "minutes not read", "not prepared"):
        BROKEN[name][0](record)
    assert [(level, part) for level, part, _ in found(record)] == [
        (BLOCK, Part.PLAN),
        (BLOCK, Part.CLOSING),
        (WARN, Part.PLAN),
        (WARN, Part.OPINIONS),
        (WARN, Part.CLOSING),
    ]
