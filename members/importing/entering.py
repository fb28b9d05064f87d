"""How somebody new comes onto the roll: since when, and of which grade since when."""

from dataclasses import dataclass, field
from datetime import date

from cells.models import Cell
from members import rules
from members.importing.values import Day
from members.models import Member, StandingKind

DOUBT_YEARS = 2
"""Without a day of recognition, whoever was admitted so many years ago is taken as official: the
usual sheet of an old cell has no such day. A measure of the house, told in the preview."""


@dataclass
class Entry:
    """`values` as ISO days and a grade, for JSON."""

    values: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)


def entry_of(
    member: Member, said_grade: str, cell: Cell, said_since: Day | None, since: date, today: date
) -> Entry:
    """`since` is the day from which the whole list holds, for who has no day of coming."""
    entry = Entry()
    first = _first_day(member, cell, said_since, since)
    grade = said_grade or _likely_grade(member, entry, today)
    grade_since = _grade_since(member, grade, first)
    admitted = member.admitted_on
    if fault := rules.fault_of_beginning(first, admitted=admitted, latest=today):
        entry.faults["since"] = fault
    elif cell.founded and first < cell.founded:
        entry.faults["since"] = f"Chi bộ thành lập ngày {cell.founded:%d/%m/%Y}."
    elif cell.dissolved and first >= cell.dissolved:
        entry.faults["since" if said_since else "cell"] = (
            f"Chi bộ giải thể ngày {cell.dissolved:%d/%m/%Y}."
        )
    if grade == StandingKind.PROBATIONARY and member.official_on:
        entry.faults["grade"] = "Đã có ngày chính thức mà lại ghi là dự bị."
    elif grade == StandingKind.OFFICIAL and admitted and grade_since < admitted:
        entry.faults["official_on"] = "Ngày chính thức không thể trước ngày vào Đảng."
    entry.values = {
        "since": first.isoformat(),
        "grade": grade,
        "grade_since": grade_since.isoformat(),
    }
    return entry


def _first_day(member: Member, cell: Cell, said: Day | None, since: date) -> date:
    if said is not None:
        return said.day
    return max(day for day in (since, member.admitted_on, cell.founded) if day)


def _likely_grade(member: Member, entry: Entry, today: date) -> str:
    if member.official_on or not member.admitted_on:
        return StandingKind.OFFICIAL
    if rules.birthday(member.admitted_on, DOUBT_YEARS) > today:
        entry.notes.append("Tệp không có ngày chính thức: ghi là đảng viên dự bị.")
        return StandingKind.PROBATIONARY
    entry.notes.append("Tệp không có ngày chính thức: ghi là đảng viên chính thức.")
    return StandingKind.OFFICIAL


def _grade_since(member: Member, grade: str, first: date) -> date:
    """The day of recognition or admission; where neither is known, the day of entry."""
    if grade == StandingKind.PROBATIONARY:
        return member.admitted_on or first
    if member.official_on:
        return member.official_on
    return rules.probation_ends(member.admitted_on) if member.admitted_on else first
