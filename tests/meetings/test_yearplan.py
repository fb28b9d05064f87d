"""The plan of the year: its lines, what may be written, and the meetings that it leads to."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from meetings import queries_themes
from meetings.models import LineState, Meeting, MeetingKind, ThematicPlanLine, Theme
from meetings.services import minutes, planning, record, yearplan
from meetings.yearplan_rules import Quarter, QuarterState
from tests.factories import CommitteeFactory, PlanLineFactory, ThemeFactory, at, furnished_cell
from tests.meetings.helpers import NOVEMBER, NOW, gaps, held, member, planned

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
FOURTH = Quarter(2026, 4)


@pytest.fixture
def theme(cell_a) -> Theme:
    return ThemeFactory(committee=cell_a.committee, title="Chỉnh trang ngõ xóm")


@pytest.fixture
def line(cell_a, theme) -> ThematicPlanLine:
    return PlanLineFactory(cell=cell_a, theme=theme, presenter=member(cell_a, "Dung"))


def plan_of(cell, year=2026, today=TODAY):
    (plan,) = queries_themes.year_plans([cell], year, today=today)
    return plan


def thematic(cell, by, *, line=None, day=NOVEMBER, **values) -> Meeting:
    usual = {"planned_at": at(day), "place": "Nhà văn hóa", "theme": getattr(line, "theme", None)}
    return planning.plan(
        cell=cell, kind=MeetingKind.THEMATIC, values=usual | values, line=line, by=by
    )


# --- Lines ------------------------------------------------------------------------------------
def test_a_secretary_puts_themes_into_the_plan(cell_a, secretary_a, theme):
    values = {"year": 2026, "quarter": 4, "theme": theme, "presenter": member(cell_a, "Dung")}
    line = yearplan.add(cell=cell_a, values=values, today=TODAY, by=secretary_a)
    own = {"year": 2026, "quarter": 4, "theme": None, "title": "Nước sạch ngõ 3"}
    other = yearplan.add(cell=cell_a, values=own, today=TODAY, by=secretary_a)
    assert [one.line for one in plan_of(cell_a).quarters[3].lines] == [line, other]
    assert (line.name, other.name) == ("Chỉnh trang ngõ xóm", "Nước sạch ngõ 3")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quarter": 5}, "quarter"),
        ({"quarter": 0}, "quarter"),
        ({"year": 1999}, "year"),
        ({"theme": None}, "__all__"),
        ({"title": "Cả tên riêng"}, "__all__"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_at_its_field(
    cell_a, secretary_a, theme, values, field
):
    whole = {"year": 2026, "quarter": 4, "theme": theme} | values
    with pytest.raises(ValidationError) as refused:
        yearplan.add(cell=cell_a, values=whole, today=TODAY, by=secretary_a)
    assert field in refused.value.error_dict
    assert not ThematicPlanLine.objects.exists()


def test_a_theme_stands_once_in_a_quarter_unless_it_was_dropped(cell_a, secretary_a, line):
    with pytest.raises(ValidationError, match="đã có chuyên đề đó"):
        yearplan.take(cell=cell_a, theme=line.theme, quarter=FOURTH, today=TODAY, by=secretary_a)
    yearplan.drop(line, reason="Đã học ở thị trấn", today=TODAY, by=secretary_a)
    again = yearplan.take(
        cell=cell_a, theme=line.theme, quarter=FOURTH, today=TODAY, by=secretary_a
    )
    with pytest.raises(ValidationError, match="đã có chuyên đề đó"):
        yearplan.restore(line, by=secretary_a)
    assert again.dropped_on is None


def test_foreign_themes_and_people_are_refused(cell_a, cell_b, secretary_a, line):
    foreign = ThemeFactory(committee=CommitteeFactory())
    for values, field in (
        ({"theme": foreign}, "theme"),
        ({"presenter": member(cell_b, "Dung")}, "presenter"),
    ):
        with pytest.raises(ValidationError) as refused:
            yearplan.change(line, values=values, today=TODAY, by=secretary_a)
        assert refused.value.error_dict.keys() == {field}


@pytest.mark.parametrize("who", ["secretary_b", "overseer", "officer", "viewer", "stranger"])
def test_only_who_keeps_the_book_writes_the_plan(request, cell_a, line, who):
    by = request.getfixturevalue(who)
    acts = (
        lambda: yearplan.add(
            cell=cell_a, values={"year": 2026, "quarter": 1, "title": "x"}, today=TODAY, by=by
        ),
        lambda: yearplan.change(line, values={"note": "x"}, today=TODAY, by=by),
        lambda: yearplan.drop(line, reason="x", today=TODAY, by=by),
        lambda: yearplan.restore(line, by=by),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_a_line_is_dropped_for_a_reason_only_and_the_database_holds_it(line, secretary_a):
    with pytest.raises(ValidationError):
        yearplan.drop(line, reason="  ", today=TODAY, by=secretary_a)
    yearplan.drop(line, reason="Trùng việc của thị trấn", today=TODAY, by=secretary_a)
    line.refresh_from_db()
    assert line.state_on(TODAY) == LineState.DROPPED
    rows = ThematicPlanLine.objects.filter(pk=line.pk)
    for wrong in ({"dropped_reason": ""}, {"quarter": 5}, {"title": "hai tên"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


# --- From a line to its meeting ---------------------------------------------------------------
def test_a_meeting_planned_from_a_line_is_tied_to_it(cell_a, secretary_a, line):
    meeting = thematic(cell_a, secretary_a, line=line)
    line.refresh_from_db()
    assert line.meeting == meeting
    assert line.state_on(TODAY) == LineState.MEETING_PLANNED
    with pytest.raises(ValidationError, match="đã có buổi sinh hoạt"):
        thematic(cell_a, secretary_a, line=line)
    with pytest.raises(ValidationError, match="bỏ kế hoạch buổi họp trước"):
        yearplan.drop(line, reason="Thôi", today=TODAY, by=secretary_a)


def test_a_line_of_another_cell_or_a_dropped_one_is_not_tied(cell_a, cell_b, secretary_a, line):
    foreign = PlanLineFactory(cell=cell_b)
    yearplan.drop(line, reason="Thôi", today=TODAY, by=secretary_a)
    for wrong in (foreign, line):
        with pytest.raises(ValidationError):
            thematic(cell_a, secretary_a, line=wrong)
    assert not Meeting.objects.exists()


def test_a_retired_theme_is_still_treated_as_planned(cell_a, secretary_a, line):
    Theme.objects.filter(pk=line.theme_id).update(active=False)
    assert thematic(cell_a, secretary_a, line=line).theme == line.theme
    with pytest.raises(ValidationError):
        thematic(cell_a, secretary_a, theme=line.theme)


def test_a_meeting_without_a_line_takes_the_one_that_fits(cell_a, secretary_a, line, theme):
    earlier = PlanLineFactory(cell=cell_a, theme=theme, quarter=2)
    meeting = thematic(cell_a, secretary_a, theme=theme)
    line.refresh_from_db()
    assert line.meeting == meeting, "the line of the quarter comes first"
    second = thematic(cell_a, secretary_a, theme=theme, day=NOVEMBER + timedelta(days=9))
    earlier.refresh_from_db()
    assert earlier.meeting == second, "then one of the year"


def test_a_meeting_without_any_line_gets_one(cell_a, secretary_a, theme):
    presenter = member(cell_a, "Đức")
    meeting = thematic(cell_a, secretary_a, theme=theme, presenter=presenter)
    line = ThematicPlanLine.objects.get()
    assert (line.meeting, line.theme, line.presenter) == (meeting, theme, presenter)
    assert (line.year, line.quarter) == (2026, 4)
    own = thematic(cell_a, secretary_a, purpose="Nước sạch ngõ 3")
    assert own.plan_line.name == own.theme_title == "Nước sạch ngõ 3"


def test_a_meeting_gets_its_line_once_it_has_a_theme(cell_a, secretary_a, line, theme):
    meeting = thematic(cell_a, secretary_a)
    assert not ThematicPlanLine.objects.filter(meeting=meeting).exists()
    planning.replan(meeting, values={"theme": theme}, by=secretary_a)
    line.refresh_from_db()
    assert line.meeting == meeting
    planning.replan(meeting, values={"theme": Theme.objects.exclude(pk=theme.pk).first()},
                    by=secretary_a)  # fmt: skip
    assert ThematicPlanLine.objects.get().meeting == meeting, "it stays with its line"
    assert (
        plan_of(cell_a).quarters[3].lines[0].other_theme
        == meeting.__class__.objects.get(pk=meeting.pk).theme.title
    )


def test_a_regular_meeting_has_no_line(cell_a, secretary_a):
    planned(cell_a, secretary_a)
    assert not ThematicPlanLine.objects.exists()


def test_a_plan_taken_back_frees_its_line(cell_a, secretary_a, line):
    planning.cancel(thematic(cell_a, secretary_a, line=line), by=secretary_a)
    line.refresh_from_db()
    assert line.meeting is None
    assert line.state_on(TODAY) == LineState.PLANNED


def test_what_was_treated_keeps_its_line_but_for_the_note(cell_a, secretary_a, line):
    held(thematic(cell_a, secretary_a, line=line), secretary_a)
    with pytest.raises(ValidationError, match="chỉ sửa được ghi chú"):
        yearplan.change(line, values={"quarter": 3}, today=TODAY, by=secretary_a)
    changed = yearplan.change(line, values={"note": "Có ảnh"}, today=TODAY, by=secretary_a)
    assert (changed.note, changed.quarter) == ("Có ảnh", 4)


# --- The year ---------------------------------------------------------------------------------
def test_the_page_of_a_year_puts_first_what_is_due(cell_a, secretary_a, line, theme):
    PlanLineFactory(cell=cell_a, theme=theme, quarter=2)
    plan = plan_of(cell_a)
    assert [one.state for one in plan.quarters] == [QuarterState.LATE] * 3 + [QuarterState.DUE]
    assert plan.due_first[0].quarter == FOURTH
    assert plan.next_quarter.to_plan.line == line
    assert "còn 38 ngày" in plan.alerts[0].alert
    assert plan.quarters[1].lines[0].state == LineState.LATE
    thematic(cell_a, secretary_a, line=line)
    plan = plan_of(cell_a)
    assert plan.quarters[3].state == QuarterState.ARRANGED
    assert plan.next_quarter is None
    assert plan.arranged.plan_line == line


def test_a_meeting_held_settles_its_quarter_signed_or_not(cell_a, secretary_a, line):
    meeting = held(thematic(cell_a, secretary_a, line=line), secretary_a)
    plan = plan_of(cell_a)
    assert plan.quarters[3].state == QuarterState.DONE
    assert plan.quarters[3].lines[0].state == LineState.HELD
    assert plan.quarters[3].unlisted == []
    values = {"chair": member(cell_a, "An"), "minute_taker": member(cell_a, "Bình")}
    planning.replan(meeting, values=values, by=secretary_a)
    minutes.sign(meeting, now=NOW, by=secretary_a)
    assert plan_of(cell_a).quarters[3].state == QuarterState.DONE


def test_nothing_is_asked_of_a_cell_that_was_not_there(cell_a):
    cell_a.founded = date(2026, 7, 10)
    cell_a.save()
    states = [one.state for one in plan_of(cell_a).quarters]
    assert states[:2] == [QuarterState.NOT_ASKED] * 2
    assert states[2:] == [QuarterState.LATE, QuarterState.DUE]
    assert [one.state for one in plan_of(cell_a, 2012).quarters] == [QuarterState.NOT_ASKED] * 4


def test_plans_of_many_cells_cost_the_same_number_of_queries(committee, secretary_a, cell_a, theme):
    def cost(cells) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            for plan in queries_themes.year_plans(cells, 2026, today=TODAY):
                names = [one.line.name for quarter in plan.due_first for one in quarter.lines]
                assert len(names) == 2
        return len(asked)

    cells = [cell_a] + [furnished_cell(committee, f"Chi bộ số {n}") for n in range(5)]
    for cell in cells:
        PlanLineFactory.create_batch(2, cell=cell)
    assert cost(cells[:3]) == cost(cells) <= 3


# --- Two meetings of one day ------------------------------------------------------------------
def duration_warnings(meeting) -> list[str]:
    return [one.text for one in gaps(meeting) if "phút" in one.text or "trùng giờ" in one.text]


def test_both_meetings_of_a_day_are_held_to_both_durations(cell_a, secretary_a, theme):
    regular = held(planned(cell_a, secretary_a), secretary_a, **until(85))
    after = thematic(cell_a, secretary_a, theme=theme, planned_at=at(NOVEMBER, 20, 55))
    record.conduct(after, values=span(at(NOVEMBER, 20, 55), 30), by=secretary_a)
    both = "Họp cả hai buổi 115 phút, ít hơn 120 phút theo quy định."
    assert duration_warnings(regular) == ["Họp 85 phút, ít hơn 90 phút theo quy định.", both]
    assert duration_warnings(after) == [both]
    record.conduct(regular, values=until(90), by=secretary_a)
    record.conduct(after, values=span(at(NOVEMBER, 21, 0), 30), by=secretary_a)
    assert duration_warnings(regular) == duration_warnings(after) == []


def test_two_meetings_of_a_day_are_held_one_after_the_other(cell_a, secretary_a, theme):
    regular = held(planned(cell_a, secretary_a), secretary_a, **until(95))
    after = thematic(cell_a, secretary_a, theme=theme, planned_at=at(NOVEMBER, 21, 0))
    record.conduct(after, values=span(at(NOVEMBER, 21, 0), 60), by=secretary_a)
    warning = "Buổi thường kỳ và buổi chuyên đề trùng giờ; phải họp nối tiếp."
    assert duration_warnings(regular) == duration_warnings(after) == [warning]


def until(took: int) -> dict:
    return span(at(NOVEMBER), took)


def span(start, took: int) -> dict:
    return {"started_at": start, "ended_at": start + timedelta(minutes=took)}
