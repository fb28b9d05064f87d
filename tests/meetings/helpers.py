"""Meetings at each step of their life, made through the services as a secretary makes them."""

from datetime import date, timedelta

from accounts.models import User
from cells.models import Cell
from meetings.checklist import Finding, findings
from meetings.models import (
    AgendaItem,
    AgendaRole,
    Assignment,
    AssignmentReview,
    Attendance,
    Meeting,
    MeetingKind,
    NumberSeries,
    Opinion,
    Resolution,
    Theme,
)
from meetings.queries import record_of
from meetings.record import Record
from meetings.services import assignments, planning, record, resolutions, scores
from members.models import Member
from tests.factories import (
    AssignmentFactory,
    MeetingFactory,
    NoticeGivenFactory,
    at,
    marked_signed,
)

MARCH, APRIL, NOVEMBER = date(2026, 3, 3), date(2026, 4, 3), date(2026, 11, 3)
NOW = at(date(2026, 11, 23), 9, 0)
LIGHTS = "Vận động các hộ ngõ 3 góp tiền lắp đèn đường"


def member(cell: Cell, given_name: str) -> Member:
    """The member of the cell with that given name."""
    return Member.objects.get(memberships__cell=cell, full_name__endswith=f" {given_name}")


def planned(
    cell: Cell, by: User, *, day: date = NOVEMBER, kind: str = MeetingKind.REGULAR, **values
) -> Meeting:
    """Planned with agenda and roll: the secretary presides, the deputy writes the minutes."""
    usual = {
        "planned_at": at(day),
        "place": "Nhà văn hóa tổ dân phố",
        "chair": member(cell, "An"),
        "minute_taker": member(cell, "Bình"),
        "prepared_on": day - timedelta(days=2),
    }
    if kind == MeetingKind.THEMATIC:
        usual["theme"] = Theme.objects.filter(committee=None).first()
    if kind == MeetingKind.EXTRAORDINARY:
        usual["purpose"] = "Xét đề nghị kết nạp đảng viên"
    meeting = planning.plan(cell=cell, kind=kind, values=usual | values, by=by)
    NoticeGivenFactory(meeting=meeting)
    return meeting


def held(meeting: Meeting, by: User, **values) -> Meeting:
    """Opened, closed, the minutes read out: nothing stops the signature, little is written."""
    usual = {
        "started_at": meeting.planned_at,
        "ended_at": meeting.planned_at + timedelta(minutes=100),
        "conclusion": "Nhất trí lắp đèn đường trước Tết.",
        "minutes_read": True,
    }
    return record.conduct(meeting, values=usual | values, by=by)


def ready(cell: Cell, by: User, **plan) -> Meeting:
    """Ready to sign without a warning: an opinion, an assignment, a resolution, a score."""
    meeting = held(planned(cell, by, **plan), by)
    item = meeting.agenda_items.filter(role=AgendaRole.NOTES).first()
    record.write_agenda(meeting, item, notes="Đã quán triệt Chỉ thị 50-CT/TW.", by=by)
    said = {"speaker": member(cell, "Chiến"), "text": "Ngõ 3 còn tối, đề nghị lắp thêm đèn."}
    record.add_opinion(meeting, values=said, by=by)
    give(meeting, by)
    voted(meeting, by)
    scored(meeting, by)
    return meeting


def give(meeting: Meeting, by: User, **values) -> Assignment:
    """Work given to Dung, with the dates that the form offers."""
    usual = {"task": LIGHTS, "lead": member(meeting.cell, "Dung"), "target": 30, "unit": "hộ"}
    usual |= assignments.defaults(meeting)
    return assignments.give(meeting, values=usual | values, by=by)


def voted(meeting: Meeting, by: User, **values) -> Resolution:
    """A resolution drafted and carried by all five official members of a furnished cell."""
    resolution = resolutions.draft(meeting, by=by)
    votes = {"yes": 5, "no": 0, "other": 0}
    return resolutions.change(meeting, resolution, values=votes | values, by=by)


def scored(meeting: Meeting, by: User) -> None:
    """Full points for what people judge and for work there is none of, a remedy where few spoke,
    and the cell's approval; nothing where meetings are not scored."""
    sheet = record_now(meeting).score
    if sheet is None:
        return
    scores.fill(meeting, by=by)
    for line in record_now(meeting).score.lines:
        values = {}
        if line.points is None and line.applies:
            values["points"] = line.criterion.max_points
        if line.is_low:
            values["remedy"] = "Chủ trì gợi ý từng đồng chí phát biểu."
        if values:
            scores.mark(meeting, line.criterion, values=values, by=by)
    scores.settle(meeting, values={"approved": True}, by=by)


def given_and_signed(cell: Cell, by: User, *, day: date = MARCH, **values) -> Assignment:
    """Work from a meeting whose minutes are signed, made past the service."""
    meeting = MeetingFactory(
        cell=cell,
        kind=MeetingKind.EXTRAORDINARY,
        month=day.replace(day=1),
        planned_at=at(day),
        chair=member(cell, "An"),
        minute_taker=member(cell, "Bình"),
    )
    usual = {"lead": member(cell, "Dung"), "task": LIGHTS, "report_month": date(2026, 4, 1)}
    assignment = AssignmentFactory(meeting=meeting, **usual | values)
    number = Meeting.objects.filter(term=meeting.term, minutes_number__isnull=False).count() + 900
    marked_signed(meeting, by=by, number=number)
    return Assignment.objects.get(pk=assignment.pk)


def record_now(meeting: Meeting) -> Record:
    """The record as the database has it now."""
    return record_of(Meeting.objects.get(pk=meeting.pk))


def gaps(meeting: Meeting) -> list[Finding]:
    return findings(record_now(meeting), now=NOW)


def blocks(meeting: Meeting) -> list[str]:
    return [gap.text for gap in gaps(meeting) if gap.blocks]


def everything(cell: Cell) -> list[list[dict]]:
    """Every row of the cell's book, to show that nothing was written."""
    models = (Attendance, AgendaItem, Opinion, Resolution, Assignment, AssignmentReview)
    of_meetings = [model.objects.filter(meeting__cell=cell) for model in models]
    helpers = Assignment.helpers.through.objects.filter(assignment__cell=cell)
    series = NumberSeries.objects.filter(term__cell=cell)
    rows = [Meeting.objects.filter(cell=cell), *of_meetings, helpers, series]
    return [list(row.order_by("pk").values()) for row in rows]
