"""The roll call in words: who was there, who was not and why, and who is counted in a vote.

What minutes must say of it follows the practice of HD 12-HD/BTCTW: present by grade, absent by
name with reason, exempted, temporarily elsewhere and temporary members, guests.
"""

from collections.abc import Iterable, Iterator

from documents.blocks import Block, Bullets, Paragraph, Run
from meetings import rules
from meetings.models import Attendance, AttendanceStatus, State
from meetings.printing.words import (
    BLANK,
    bare,
    comrades,
    enumeration,
    labelled,
    one_line,
    sentence,
    unmarked,
)
from meetings.record import Counts, Record, seat_of
from members.models import MembershipKind, StandingKind


def _named(record: Record, row: Attendance) -> str:
    return f"đồng chí {one_line(record.name_of(row.member_id))}"


def roll_blocks(record: Record) -> Iterator[Block]:
    """The whole roll call, ending with the voting base; of a mere plan only the roll."""
    counts = record.counts
    yield labelled(
        "Tổng số đảng viên của chi bộ",
        f"{comrades(counts.total)} (chính thức {counts.official}, dự bị {counts.probationary})",
    )
    if record.meeting.state == State.PLANNED:
        for label in ("Có mặt", "Vắng", "Đại biểu, khách dự"):
            yield labelled(label, BLANK)
        return
    yield labelled("Có mặt", _present(record))
    yield from _absent(record)
    yield from _others(record)
    yield labelled("Số đảng viên được tính khi biểu quyết", base_words(record))


def _present(record: Record) -> str:
    counts = record.counts
    grades = f"chính thức {counts.present_official}, dự bị {counts.present_probationary}"
    words = f"{comrades(counts.present)} ({grades})"
    visiting = sum(
        row.attends and row.membership == MembershipKind.TEMPORARY for row in record.attendances
    )
    details = []
    if counts.online:
        details.append(f"{counts.online} đồng chí dự trực tuyến")
    if visiting:
        details.append(f"{visiting} đồng chí từ nơi khác đến sinh hoạt tạm thời")
    return f"{words}, trong đó có {enumeration(details)}" if details else words


def _absent(record: Record) -> Iterator[Block]:
    counts = record.counts
    if not counts.absent:
        yield labelled("Vắng", "không có")
        return
    yield Paragraph(
        (Run("Vắng: ", bold=True), Run(f"{_absence_figures(counts)}:")), keep_with_next=True
    )
    yield Bullets(
        [
            f"Đ{_named(record, row)[1:]}: {_absence(row)}."
            for row in record.attendances
            if row.status in (AttendanceStatus.EXCUSED, AttendanceStatus.UNEXCUSED)
        ]
    )


def _absence_figures(counts: Counts) -> str:
    how = f"có lý do {counts.excused}, không lý do {counts.unexcused}"
    return f"{comrades(counts.absent)} ({how})"


def absence_words(counts: Counts) -> str:
    """'vắng 3 đồng chí (có lý do 2, không lý do 1)', or 'không có đồng chí nào vắng'."""
    return f"vắng {_absence_figures(counts)}" if counts.absent else "không có đồng chí nào vắng"


def _absence(row: Attendance) -> str:
    if row.status == AttendanceStatus.UNEXCUSED:
        return "vắng không lý do"
    reason = bare(row.reason)
    if reason == StandingKind.AWAY.label:
        reason = reason[0].lower() + reason[1:]
    return f"vắng có lý do ({reason})" if reason else "vắng có lý do"


def _others(record: Record) -> Iterator[Block]:
    """Those whom the regulations count apart, and in one sentence whom there are none of."""
    rows = record.attendances
    groups = [
        (
            "Đảng viên được miễn công tác và sinh hoạt đảng",
            [row for row in rows if row.exempted],
            _exempted,
        ),
        (
            "Đảng viên sinh hoạt tạm thời ở nơi khác",
            [row for row in rows if row.elsewhere],
            _all_named,
        ),
        (
            "Đảng viên nơi khác đến sinh hoạt tạm thời",
            [row for row in rows if row.membership == MembershipKind.TEMPORARY],
            _all_named,
        ),
    ]
    for label, found, words in groups:
        if found:
            yield labelled(label, words(record, found))
    suspended = [row for row in rows if row.suspended]
    if suspended:
        yield labelled("Đảng viên bị đình chỉ sinh hoạt", _all_named(record, suspended))
    guests = unmarked(record.meeting.guests)
    if guests:
        yield Paragraph((Run("Đại biểu, khách dự:", bold=True),), keep_with_next=True)
        yield Bullets([sentence(guest) for guest in guests])
    missing = [label for label, found, _ in groups if not found]
    missing += [] if guests else ["Đại biểu, khách dự"]
    if missing:
        yield labelled("Không có", "; ".join(label[0].lower() + label[1:] for label in missing))


def _all_named(record: Record, rows: list[Attendance]) -> str:
    names = (
        f"{_named(record, row)}{' (có dự họp)' if row.attends and row.elsewhere else ''}"
        for row in rows
    )
    return f"{comrades(len(rows))} ({', '.join(names)})"


def _exempted(record: Record, rows: list[Attendance]) -> str:
    """How many there are, and the names of those who came."""
    there = [
        _named(record, row) + ("" if row.votes else " (không tham gia biểu quyết)")
        for row in rows
        if row.attends
    ]
    came = f"dự họp có {enumeration(there)}" if there else "không đồng chí nào dự họp"
    return f"{comrades(len(rows))}, {came}"


def _in_base(record: Record, row: Attendance) -> bool:
    if record.meeting.is_signed:
        return row.counts_in_base
    rule = record.meeting.regime.temporary_members_vote
    return rules.in_voting_base(seat_of(row), temporary_members_vote=rule)


def base_words(record: Record) -> str:
    """The base of every vote, with the way to it from the number of official members.

    45-QĐ/TW 16.3a, now 208-QĐ/TW; see `rules.in_voting_base`.
    """
    counts = record.counts
    own = [
        row
        for row in record.attendances
        if row.membership == MembershipKind.PRIMARY and row.grade == StandingKind.OFFICIAL
    ]
    steps = [f"{counts.official} đảng viên chính thức của chi bộ"]
    steps += [f"trừ {words}" for words in _left_out(own, record)]
    added = sum(
        row.membership == MembershipKind.TEMPORARY and _in_base(record, row)
        for row in record.attendances
    )
    if added:
        steps.append(f"cộng {added} đảng viên sinh hoạt tạm thời được biểu quyết")
    rest = "tính cả đảng viên vắng mặt"
    if counts.probationary:
        rest += ", không tính đảng viên dự bị"
    way = "bằng" if len(steps) > 1 else "gồm"
    return (
        f"{comrades(counts.base)}, {way} {', '.join(steps)} ({rest}); "
        f"số có mặt được biểu quyết: {counts.voters_present}"
    )


def _left_out(rows: Iterable[Attendance], record: Record) -> Iterator[str]:
    """Official members of the cell who are not in the base, each under one ground."""
    out = [row for row in rows if not _in_base(record, row)]
    elsewhere = sum(row.elsewhere for row in out)
    suspended = sum(row.suspended and not row.elsewhere for row in out)
    exempted = [row for row in out if not (row.elsewhere or row.suspended)]
    absent = sum(not row.attends for row in exempted)
    silent = len(exempted) - absent
    if elsewhere:
        yield f"{elsewhere} đồng chí sinh hoạt tạm thời ở nơi khác"
    if suspended:
        yield f"{suspended} đồng chí bị đình chỉ sinh hoạt"
    if absent:
        yield f"{absent} đồng chí được miễn sinh hoạt vắng mặt"
    if silent:
        yield f"{silent} đồng chí được miễn sinh hoạt không tham gia biểu quyết"
