"""The score of a meeting: what the record proposes, what people give, what a signature fixes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from meetings.models import (
    Criterion,
    Measure,
    Meeting,
    MeetingKind,
    MeetingScore,
    NoticeGiven,
    Score,
    ScoringTable,
    ThematicPoints,
)
from meetings.queries_scores import table_on
from meetings.services import record, scores
from tests.factories import NoticeGivenFactory, member_of
from tests.meetings.helpers import NOVEMBER, given_and_signed, held, member, planned, ready, scored
from tests.meetings.scoring import held_without, judged, line, sheet, signed, told, warnings
from tests.meetings.sittings import absent, mark, reviewed, say

pytestmark = pytest.mark.django_db

OCTOBER_2025 = date(2025, 10, 20)


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return held(planned(cell_a, secretary_a), secretary_a)


@pytest.fixture
def table() -> ScoringTable:
    return ScoringTable.objects.get()


# --- What the record proposes ---------------------------------------------------------------------
class TestComputed:
    def test_the_duration(self, meeting, secretary_a):
        assert told(meeting, Measure.DURATION) == (
            5, "Họp 100 phút, mức tối thiểu 90 phút",
        )  # fmt: skip
        short = meeting.planned_at + timedelta(minutes=75)
        record.conduct(meeting, values={"ended_at": short}, by=secretary_a)
        assert told(meeting, Measure.DURATION)[0] == 3
        record.conduct(meeting, values={"ended_at": None}, by=secretary_a)
        assert told(meeting, Measure.DURATION) == (None, "Chưa ghi đủ giờ bắt đầu và giờ kết thúc")

    def test_the_duration_of_a_day_with_a_theme_counts_both(self, meeting, cell_a, secretary_a):
        theme = planned(
            cell_a,
            secretary_a,
            kind=MeetingKind.THEMATIC,
            planned_at=meeting.planned_at + timedelta(minutes=110),
        )
        held(theme, secretary_a, ended_at=theme.planned_at + timedelta(minutes=14))
        points, basis = told(meeting, Measure.DURATION)
        assert (points, basis) == (4, "Họp 114 phút, mức tối thiểu 120 phút")

    def test_thirty_members_must_meet_longer(self, cell_a, secretary_a):
        for _ in range(30 - cell_a.memberships.count()):
            member_of(cell_a)
        meeting = held(planned(cell_a, secretary_a), secretary_a)
        assert told(meeting, Measure.DURATION) == (3, "Họp 100 phút, mức tối thiểu 120 phút")

    def test_the_attendance_and_who_stays_away_without_reason(self, meeting, secretary_a):
        assert told(meeting, Measure.ATTENDANCE) == (4, "6/6 đồng chí dự, 100%")
        absent(meeting, secretary_a, ["Chiến"])
        assert told(meeting, Measure.ATTENDANCE) == (3, "5/6 đồng chí dự, 83,3%")
        mark(meeting, secretary_a, "Chiến", "unexcused")
        points, basis = told(meeting, Measure.ATTENDANCE)
        assert points == 1
        assert "1 đồng chí vắng không lý do" in basis

    def test_more_than_three_excused_absences_in_a_row(self, cell_a, secretary_a):
        for month in (1, 2, 3):
            missing = ["Dung", *(["Chiến"] if month != 2 else [])]
            held_without(missing, cell_a, secretary_a, date(2026, month, 10))
        april = planned(cell_a, secretary_a, day=date(2026, 4, 3))
        assert told(april, Measure.NO_LONG_ABSENCE)[0] == 1
        absent(april, secretary_a, ["Dung", "Chiến"])
        assert told(april, Measure.NO_LONG_ABSENCE) == (
            0, "1 đồng chí vắng có lý do quá 3 kỳ liên tiếp trong năm",
        )  # fmt: skip

    def test_last_years_absences_do_not_count(self, cell_a, secretary_a):
        for day in (date(2025, 11, 10), date(2025, 12, 10), date(2026, 1, 10)):
            held_without(["Dung"], cell_a, secretary_a, day)
        february = planned(cell_a, secretary_a, day=date(2026, 2, 3))
        absent(february, secretary_a, ["Dung"])
        assert told(february, Measure.NO_LONG_ABSENCE)[0] == 1

    def test_the_preparation(self, meeting, cell_a, secretary_a):
        assert told(meeting, Measure.PREPARATION) == (
            2,
            "Đã ghi ngày bí thư, phó bí thư họp chuẩn bị",
        )
        late = NOVEMBER + timedelta(days=1)
        Meeting.objects.filter(pk=meeting.pk).update(prepared_on=late)
        assert told(meeting, Measure.PREPARATION)[0] == 0

    def test_the_documents_sent_in_time(self, meeting, secretary_a):
        assert told(meeting, Measure.DOCUMENTS)[0] == 2
        meeting.notices.all().delete()
        points, basis = told(meeting, Measure.DOCUMENTS)
        assert points is None
        assert basis == "Chưa ghi thông báo, tài liệu gửi trước trong HMK"
        notice = NoticeGivenFactory(meeting=meeting, given_on=NOVEMBER)
        assert told(meeting, Measure.DOCUMENTS) == (0, "Thông báo, tài liệu gửi sau hạn")
        NoticeGiven.objects.filter(pk=notice.pk).update(given_on=NOVEMBER - timedelta(days=1))
        assert told(meeting, Measure.DOCUMENTS) == (2, "Thông báo, tài liệu gửi đúng hạn")

    def test_the_share_of_those_who_speak(self, meeting, secretary_a):
        assert told(meeting, Measure.SPEAKERS) == (2, "0/6 đồng chí dự họp phát biểu, 0%")
        for name in ("An", "Bình", "Chiến", "Chiến"):
            say(meeting, secretary_a, name, "Đề nghị lắp đèn ngõ 3.")
        assert told(meeting, Measure.SPEAKERS) == (4, "3/6 đồng chí dự họp phát biểu, 50%")
        say(meeting, secretary_a, "Dung", "Đề nghị sửa loa.")
        assert told(meeting, Measure.SPEAKERS)[0] == 5

    def test_the_work_that_was_due(self, cell_a, secretary_a):
        work = [
            given_and_signed(
                cell_a,
                secretary_a,
                day=date(2026, 10, 3 + i),
                due=due,
                report_month=date(2026, 11, 1),
            )
            for i, due in enumerate([date(2026, 10, 31)] * 4 + [date(2026, 12, 1)])
        ]
        meeting = held(planned(cell_a, secretary_a), secretary_a)
        assert told(meeting, Measure.EXECUTION) == (None, "Còn 4 nhiệm vụ chưa đánh giá")
        statuses = ("done", "done", "not_done", "dropped", "in_progress")
        for assignment, status in zip(work, statuses, strict=True):
            reviewed(meeting, assignment, secretary_a, status, result="Đã làm 12 hộ.")
        # Dropped work is not counted, nor is what has its date still to come.
        assert told(meeting, Measure.EXECUTION) == (
            20, "2/3 nhiệm vụ đến hạn hoàn thành, 66,6%",
        )  # fmt: skip

    def test_without_work_that_was_due_people_judge(self, meeting):
        assert told(meeting, Measure.EXECUTION) == (None, "Không có nhiệm vụ đến hạn")

    def test_the_minutes_read(self, meeting, secretary_a):
        assert told(meeting, Measure.MINUTES_READ)[0] == 1
        record.conduct(meeting, values={"minutes_read": False}, by=secretary_a)
        assert told(meeting, Measure.MINUTES_READ)[0] is None


# --- Which table ----------------------------------------------------------------------------------
class TestTables:
    def test_before_the_guide_nothing_is_scored(self, cell_a, secretary_a):
        assert table_on(cell_a, OCTOBER_2025) is None
        meeting = ready(cell_a, secretary_a, day=OCTOBER_2025)
        assert sheet(meeting) is None
        assert warnings(meeting) == []
        with pytest.raises(ValidationError, match="Chưa có bảng điểm"):
            scores.fill(meeting, by=secretary_a)
        signed(meeting, secretary_a)
        assert not MeetingScore.objects.exists()

    @pytest.mark.parametrize("kind", [kind for kind in MeetingKind if kind != "regular"])
    def test_only_regular_meetings_are_scored(self, cell_a, secretary_a, kind):
        assert sheet(planned(cell_a, secretary_a, kind=kind)) is None

    def test_the_nearest_committees_own_goes_first(self, table, cell_a, committee, upper_committee):
        above = self.of(upper_committee, table)
        assert table_on(cell_a, NOVEMBER) == above
        own = self.of(committee, table)
        assert table_on(cell_a, NOVEMBER) == own

    def test_the_table_of_another_committee_is_not_ours(self, table, cell_a, another_committee):
        self.of(another_committee, table)
        assert table_on(cell_a, NOVEMBER) == table

    def of(self, committee, table) -> ScoringTable:
        return ScoringTable.objects.create(
            committee=committee, name="Bảng riêng", source="QĐ", validity=table.validity
        )

    def test_a_day_moved_to_another_table_begins_anew(self, meeting, table, committee, secretary_a):
        scored(meeting, secretary_a)
        own = self.of(committee, table)
        criterion = Criterion.objects.create(
            table=own, position=1, group="Chung", text="Chung", max_points=100
        )
        scores.mark(meeting, criterion, values={"points": Decimal(80)}, by=secretary_a)
        head = MeetingScore.objects.get()
        assert (head.table, head.approved) == (own, False)
        assert Score.objects.get().criterion == criterion


# --- What people give -----------------------------------------------------------------------------
class TestOwn:
    @pytest.mark.parametrize("points", ["-1", "3.5", "4", "0.5"])
    def test_points_that_a_criterion_does_not_have_are_refused(self, meeting, secretary_a, points):
        values = {"points": Decimal(points)}
        with pytest.raises(ValidationError) as refused:
            scores.mark(meeting, judged(meeting), values=values, by=secretary_a)
        assert "points" in refused.value.message_dict
        assert not Score.objects.exists()

    def test_half_points_where_the_table_has_them(self, meeting, table, secretary_a):
        ScoringTable.objects.update(half_points=True)
        scores.mark(meeting, judged(meeting), values={"points": Decimal("2.5")}, by=secretary_a)
        assert Score.objects.get().points == Decimal("2.5")

    def test_what_people_give_is_never_replaced_by_what_is_computed(self, meeting, secretary_a):
        criterion = line(meeting, Measure.ATTENDANCE).criterion
        scores.mark(meeting, criterion, values={"points": Decimal(2)}, by=secretary_a)
        assert line(meeting, Measure.ATTENDANCE).points == 2
        assert any("điểm khác số liệu, chưa nêu lý do" in text for text in warnings(meeting))
        scores.mark(meeting, criterion, values={"reason": "Đến muộn cả"}, by=secretary_a)
        assert not any("chưa nêu lý do" in text for text in warnings(meeting))
        for name in ("Chiến", "Dung", "Đức"):  # what the record says changes meanwhile
            absent(meeting, secretary_a, [name])
        found = line(meeting, Measure.ATTENDANCE)
        assert (found.points, found.proposal.points, found.is_overridden) == (2, 1, True)
        scores.mark(meeting, criterion, values={"points": None}, by=secretary_a)
        assert line(meeting, Measure.ATTENDANCE).points == 1

    def test_filling_gives_full_points_only_where_nobody_has_judged(self, meeting, secretary_a):
        scores.mark(meeting, judged(meeting), values={"points": Decimal(1)}, by=secretary_a)
        number = scores.fill(meeting, by=secretary_a)
        rows = {row.criterion.position: row for row in Score.objects.select_related("criterion")}
        assert len(rows) == number + 1 == 19
        assert rows.pop(4).points == 1
        assert all(row.points == row.criterion.max_points for row in rows.values())
        assert not any(
            row.criterion.measure or row.criterion.thematic_only for row in rows.values()
        )
        assert scores.fill(meeting, by=secretary_a) == 0

    def test_the_theme_is_judged_in_a_month_with_one(self, meeting, cell_a, secretary_a):
        assert not sheet(meeting).material.thematic
        planned(cell_a, secretary_a, kind=MeetingKind.THEMATIC, day=date(2026, 11, 20))
        assert sheet(meeting).material.thematic
        assert scores.fill(meeting, by=secretary_a) == 20

    @pytest.mark.parametrize(
        ("setting", "most"),
        [
            (ThematicPoints.AWARD, 100),
            (ThematicPoints.RESCALE, 100),
            (ThematicPoints.NOT_APPLICABLE, 95),
        ],
    )
    def test_the_setting_for_a_month_without_theme(self, meeting, secretary_a, setting, most):
        ScoringTable.objects.update(thematic_points=setting)
        total = sheet(meeting).total
        assert total.most == most
        assert sum(group.most for group in sheet(meeting).groups) == (
            100 if setting == ThematicPoints.AWARD else 95
        )

    def test_a_low_criterion_asks_for_a_remedy(self, meeting, secretary_a):
        criterion = judged(meeting)
        scores.mark(meeting, criterion, values={"points": Decimal(1)}, by=secretary_a)
        asked = f"“{criterion.text}”: dưới nửa số điểm, chưa nêu cách khắc phục."
        assert asked in warnings(meeting)
        scores.mark(meeting, criterion, values={"remedy": "Soạn trước một tuần."}, by=secretary_a)
        assert asked not in warnings(meeting)

    def test_the_gates_keep_ninety_points_from_good(self, cell_a, secretary_a):
        meeting = ready(cell_a, secretary_a)
        found = sheet(meeting)
        assert found.total.points == 97  # one of six spoke: two points of five
        assert found.level.label == "Khá"
        assert [one.criterion.measure for one in found.gates_missed] == [Measure.SPEAKERS]
        for name in ("An", "Dung", "Đức"):
            say(meeting, secretary_a, name, "Nhất trí.")
        assert sheet(meeting).level.label == "Tốt"

    def test_the_cell_approves_and_a_later_change_shows(self, cell_a, secretary_a):
        meeting = ready(cell_a, secretary_a)
        assert warnings(meeting) == []
        assert MeetingScore.objects.get().approved_total == 97
        scores.mark(meeting, judged(meeting), values={"points": Decimal(2)}, by=secretary_a)
        assert warnings(meeting) == ["Điểm đã đổi sau khi chi bộ thông qua; cần thông qua lại."]
        scores.settle(meeting, values={"approved": True}, by=secretary_a)
        assert warnings(meeting) == []
        scores.settle(meeting, values={"approved": False}, by=secretary_a)
        assert warnings(meeting) == ["Chi bộ chưa thông qua điểm."]

    def test_more_votes_than_voters_are_refused(self, meeting, secretary_a):
        with pytest.raises(ValidationError) as refused:
            scores.settle(meeting, values={"votes": 6}, by=secretary_a)
        assert "votes" in refused.value.message_dict

    def test_a_stranger_keeps_no_score(self, meeting, cell_b, secretary_a):
        foreign = {"scored_by": member(cell_b, "An")}
        with pytest.raises(ValidationError) as refused:
            scores.settle(meeting, values=foreign, by=secretary_a)
        assert "scored_by" in refused.value.message_dict

    @pytest.mark.parametrize("who", ["overseer", "officer", "viewer", "secretary_b", "admin_user"])
    def test_only_who_keeps_the_book_scores(self, request, meeting, who):
        user = request.getfixturevalue(who)
        criterion = judged(meeting)
        for act in (
            lambda: scores.fill(meeting, by=user),
            lambda: scores.settle(meeting, values={"approved": True}, by=user),
            lambda: scores.mark(meeting, criterion, values={"points": Decimal(1)}, by=user),
        ):
            with pytest.raises(PermissionDenied):
                act()
