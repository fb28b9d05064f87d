"""The two tables of work: what became of the last month's, and what is handed out anew.

The first is the answer to reviews that stay general: every task by itself with its state and its
result, as the monthly resolutions of 2026 have it.
"""

from collections.abc import Sequence

from cells.text import figure
from documents.blocks import Column, Table
from documents.wording import short_date
from meetings.heading import name_of
from meetings.models import Assignment, ReviewStatus
from meetings.printing.words import BLANK, lines_of, one_line, sentence
from meetings.record import DueAssignment, Record

NUMBER = Column("TT", 10, "center")


def _text(text: str) -> str:
    """Typed text in a cell: its lines, each with a full stop."""
    return "\n".join(sentence(line) for line in lines_of(text))


def _without_empty(columns: Sequence[Column], rows: list[list[str]], caption: str | None) -> Table:
    """The table without the columns that hold nothing in any row."""
    kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    return Table(
        columns=[columns[i] for i in kept],
        rows=[[row[i] for i in kept] for row in rows],
        caption=caption,
    )


def reviewed(record: Record, caption: str | None = None) -> Table:
    """TT, task with its leader and date, target, state, result."""
    columns = [
        NUMBER,
        Column("Nhiệm vụ (người chủ trì, thời hạn)", 55),
        Column("Chỉ tiêu", 22),
        Column("Tình trạng", 26),
        Column("Kết quả", 52),
    ]
    rows = [[str(i), *_reviewed(record, due)] for i, due in enumerate(record.due, start=1)]
    return _without_empty(columns, rows, caption)


def _reviewed(record: Record, due: DueAssignment) -> list[str]:
    assignment, review = due.assignment, due.review
    lead = name_of(record, assignment.lead)
    task = f"{_text(assignment.task)}\n(Đồng chí {lead}, thời hạn {short_date(assignment.due)})"
    state = ReviewStatus(review.status).label if review and review.status else BLANK
    return [task, one_line(assignment.target_text), state, _result(record, due)]


def _result(record: Record, due: DueAssignment) -> str:
    lines, review = [], due.review
    if review and review.achieved is not None:
        achieved = f"Đạt {figure(review.achieved)} {one_line(due.assignment.unit)}"
        lines.append(sentence(achieved))
    lines.append(_text(review.result) if review else "")
    if due.carried_to and due.carried_to.meeting_id == record.meeting.pk:
        lines.append(f"Chuyển tiếp, thời hạn mới {short_date(due.carried_to.due)}.")
    return "\n".join(filter(None, lines)) or BLANK


def assigned(record: Record, caption: str | None = None) -> Table:
    """TT, task, who leads and helps, target, date, meeting that hears of it."""
    columns = [
        NUMBER,
        Column("Nhiệm vụ", 48),
        Column("Chủ trì, phối hợp", 36),
        Column("Chỉ tiêu", 20),
        Column("Thời hạn", 27.5, "center"),
        Column("Báo cáo tại kỳ họp", 23.5, "center"),
    ]
    rows = [
        [str(i), *_assigned(record, assignment)]
        for i, assignment in enumerate(record.assignments, start=1)
    ]
    return _without_empty(columns, rows, caption)


def _assigned(record: Record, assignment: Assignment) -> list[str]:
    task = _text(assignment.task)
    if assignment.carried_from:
        given = short_date(assignment.carried_from.given_on)
        task += f"\n(Chuyển tiếp nhiệm vụ giao ngày {given})"
    people = f"Chủ trì: {name_of(record, assignment.lead)}"
    helpers = [name_of(record, helper) for helper in assignment.helpers.all()]
    if helpers:
        people += f"\nPhối hợp: {', '.join(helpers)}"
    return [
        task,
        people,
        one_line(assignment.target_text),
        short_date(assignment.due),
        f"Tháng {assignment.report_month:%m/%Y}",
    ]
