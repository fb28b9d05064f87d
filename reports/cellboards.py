"""The dashboard of one cell: next step, duties, where it stands, who comes, what is open."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.urls import reverse

from accounts.models import User
from cells.models import Cell
from meetings.models import Assignment, AttendanceStatus, Meeting, ReservedFollowUp, Resolution
from meetings.queries import regime_on
from meetings.queries_scores import waiting_for_superior
from meetings.rules import last_day
from reports import queries
from reports.boards import MONTHS_SHOWN, Chart, months_back
from reports.duties import Duty, Frame, duties_of
from reports.measures import ATTENDANCE, EXECUTION, REPETITION, SCORE, SPECIFICITY, Measure
from reports.models import CellMonth
from reports.wording import reasons_in_words

MARKS = {
    AttendanceStatus.PRESENT: ("có", "present"),
    AttendanceStatus.ONLINE: ("tt", "present"),
    AttendanceStatus.EXCUSED: ("P", "excused"),
    AttendanceStatus.UNEXCUSED: ("K", "unexcused"),
    AttendanceStatus.NOT_BOUND: ("–", "free"),
}
RESOLUTIONS_SHOWN = 6


@dataclass(frozen=True)
class MemberLine:
    """How one member attended: a mark for each month shown, and the counts."""

    member: int
    name: str
    marks: list[tuple[str, str]]
    present: int
    excused: int
    unexcused: int


@dataclass
class CellBoard:
    """Everything on the page of one cell."""

    cell: Cell
    month: date
    fact: CellMonth | None
    waiting: Meeting | None
    duties: list[Duty]
    reasons: list[str]
    compared: list[tuple[str, str, str, str]]
    chart: Chart
    months: list[date]
    lines: list[MemberLine]
    work: list[Assignment]
    resolutions: list[Resolution]
    unanswered: list[ReservedFollowUp]


@dataclass(frozen=True)
class Step:
    """The next thing to do: what, and where."""

    words: str
    url: str
    icon: str


LINES: tuple[tuple[Measure, str], ...] = (
    (ATTENDANCE, "attendance"),
    (SCORE, "score_"),
    (SPECIFICITY, "specificity"),
    (REPETITION, "repetition_"),
    (EXECUTION, "execution"),
)


def cell_board(cell: Cell, *, month: date, today: date, writes: bool) -> CellBoard:
    """The board of the cell in the month, for whoever `writes` its book or only reads it. Nine
    queries at any size of the cell."""
    first = months_back(month, MONTHS_SHOWN - 1)
    facts = queries.facts_of(cell, first, month)
    medians = queries.medians_of_like(cell, first, month)
    now = facts[-1] if facts and facts[-1].month == month else None
    frame = Frame.of(month, regime_on(last_day(month)), today)
    rows = queries.attendance_by_member(cell, first, month)
    months = sorted({row["month"] for row in rows})
    return CellBoard(
        cell=cell,
        month=month,
        fact=now,
        waiting=queries.waiting_meeting(cell) if writes else None,
        duties=duties_of(now, frame, writes=writes) if now else [],
        reasons=reasons_in_words(now) if now else [],
        compared=_compared(facts, medians),
        chart=_chart(facts, medians),
        months=months,
        lines=[
            _line(member, name, list(found), months)
            for (member, name), found in groupby(rows, key=itemgetter("member", "called"))
        ],
        work=list(queries.open_work(cell, today)),
        resolutions=queries.recent_resolutions(cell, RESOLUTIONS_SHOWN),
        unanswered=queries.unanswered(cell),
    )


def step_above(board: CellBoard, user: User) -> Step | None:
    """What the user does next for the committee above the cell, which is from
    `accounts.access.cell_and_pen`; None for who only reads."""
    if board.unanswered and board.cell.answers:
        url = reverse("meetings:reserved-detail", args=[board.unanswered[0].pk])
        return Step("Trả lời ý kiến bảo lưu", url, "chat-left-text")
    meeting = waiting_for_superior(user).filter(cell=board.cell).first()
    if meeting is None:
        return None
    words = f"Chấm điểm: {meeting.title[0].lower()}{meeting.title[1:]}"
    return Step(words, f"{meeting.get_absolute_url()}#score", "award")


def _value(measure: Measure, fact: CellMonth) -> Decimal | None:
    return measure.of_cell({name: getattr(fact, name) for name in measure.columns})


def _compared(facts: list[CellMonth], medians: dict) -> list[tuple[str, str, str, str]]:
    """Each measure in the last month that knows it: label, the cell's, the median, its grade."""
    found = []
    for measure, key in LINES:
        known = [fact for fact in facts if _value(measure, fact) is not None]
        if known:
            value = _value(measure, known[-1])
            median = medians.get(known[-1].month, {}).get(key)
            label = f"{measure.label} ({known[-1].month:%m/%Y})"
            own, like = measure.written(value), measure.written(median)
            found.append((label, own, like, measure.grade(value)))
    return found


def _chart(facts: list[CellMonth], medians: dict) -> Chart:
    """Attendance and execution beside the median of cells of the same kind."""

    def whole(value: Any) -> int | None:
        return None if value is None else int(value * 100 + Decimal("0.5"))

    shown = tuple(line for line in LINES if line[0] in (ATTENDANCE, EXECUTION))
    names = [name for measure, _ in shown for name in (measure.label, f"{measure.short}, trung vị")]
    rows = [
        (
            fact.month,
            [
                number
                for measure, key in shown
                for number in (
                    whole(_value(measure, fact)),
                    whole(medians.get(fact.month, {}).get(key)),
                )
            ],
        )
        for fact in facts
    ]
    return Chart("So với trung vị của các chi bộ cùng loại hình (%)", "line", names, rows)


def _line(member: int, name: str, rows: list[dict], months: list[date]) -> MemberLine:
    statuses = {row["month"]: row["status"] for row in rows}
    found = list(statuses.values())
    return MemberLine(
        member=member,
        name=name,
        marks=[MARKS[statuses[one]] if one in statuses else ("", "") for one in months],
        present=sum(status in ("present", "online") for status in found),
        excused=found.count(AttendanceStatus.EXCUSED),
        unexcused=found.count(AttendanceStatus.UNEXCUSED),
    )
