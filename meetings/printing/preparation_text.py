"""The minutes of the preparation (biên bản họp chi ủy), which HD 12-HD/BTCTW and HD 42-HD/BTCTW
ask for. They carry no number: the series of the term counts the minutes of the cell itself."""

import re
from collections.abc import Iterator

from django.utils import timezone

from documents.blocks import (
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.wording import short_date
from meetings.heading import name_of
from meetings.models import Preparation, PreparationMember, PreparationTask
from meetings.preparing import preparers
from meetings.printing.head import OFFICES, head_of, meeting_words
from meetings.printing.tables import NUMBER
from meetings.printing.words import (
    BLANK,
    clock,
    enumeration,
    labelled,
    lines_of,
    moment_words,
    one_line,
    prose,
    sentence,
    unmarked,
)
from meetings.record import Record

COUNTED = re.compile(r"^\d{1,2}[.)]\s*")
"""The number that somebody typed before a line."""


def preparation(
    record: Record,
    row: Preparation,
    participants: list[PreparationMember],
    tasks: list[PreparationTask],
) -> Document:
    """The minutes of the talk before the meeting of the record."""
    head, who = head_of(record), preparers(record)
    subject = f"Họp {who} chuẩn bị {_lower(meeting_words(record))}"
    blocks: list[Block] = [
        head.letterhead(None),
        Title("BIÊN BẢN", subject),
        *_frame(row, participants),
        *_part("I. Đánh giá kết quả công tác tháng trước", row.last_month),
        *_part("II. Nhiệm vụ tháng tới", row.next_month),
        Heading("III. Chương trình buổi họp chi bộ"),
        *(Paragraph(line) for line in _numbered(row.agenda)),
        *_tasks(record, tasks),
        *_part("V. Kết luận" if tasks else "IV. Kết luận", row.conclusion),
        _end(row),
        _signatures(row, participants),
    ]
    return Document(
        layout=head.layout,
        title=f"Biên bản {_lower(subject)}".replace("\n", ": "),
        blocks=blocks,
        created=row.ended_at or row.held_at,
        author=head.issuer,
    )


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _comrade(person: PreparationMember) -> str:
    office = OFFICES.get(person.office)
    return f"đồng chí {person.name}, {office}" if office else f"đồng chí {person.name}"


def _name(people: list[PreparationMember], member_id: int) -> str:
    return next((person.name for person in people if person.member_id == member_id), "")


def _frame(row: Preparation, people: list[PreparationMember]) -> Iterator[Block]:
    yield labelled("Thời gian", moment_words(row.held_at))
    yield labelled("Địa điểm", one_line(row.place) or BLANK)
    there = [_comrade(person) for person in people if person.attends]
    away = [_comrade(person) for person in people if not person.attends]
    yield labelled("Có mặt", enumeration(there) if there else BLANK)
    if away:
        yield labelled("Vắng", enumeration(away))
    yield labelled("Chủ trì", f"đồng chí {_name(people, row.chair_id)}")
    yield labelled("Người ghi biên bản", f"đồng chí {_name(people, row.minute_taker_id)}")


def _part(title: str, text: str) -> Iterator[Block]:
    yield Heading(title)
    if lines_of(text):
        yield from prose(text)
    else:
        yield Paragraph(BLANK)


def _numbered(text: str) -> Iterator[str]:
    lines = unmarked(text)
    for number, line in enumerate(lines, start=1):
        yield sentence(f"{number}. {COUNTED.sub('', line)}")
    if not lines:
        yield BLANK


def _tasks(record: Record, tasks: list[PreparationTask]) -> Iterator[Block]:
    if not tasks:
        return
    yield Heading("IV. Phân công chuẩn bị")
    yield tasks_table(record, tasks)


def tasks_table(record: Record, tasks: list[PreparationTask]) -> Table:
    """TT, what is got ready, by whom, until when where a day is set."""
    rows = [
        [
            str(number),
            sentence(task.what),
            name_of(record, task.member),
            short_date(task.due) if task.due else "",
        ]
        for number, task in enumerate(tasks, start=1)
    ]
    columns = [
        NUMBER,
        Column("Nội dung chuẩn bị", 75),
        Column("Người chuẩn bị", 48),
        Column("Xong trước ngày", 32, "center"),
    ]
    if not any(row[3] for row in rows):
        columns, rows = columns[:3], [row[:3] for row in rows]
    return Table(columns, rows)


def _end(row: Preparation) -> Paragraph:
    if row.ended_at is None:
        return Paragraph(f"Cuộc họp kết thúc lúc {BLANK}")
    same = timezone.localdate(row.ended_at) == row.held_on
    ended = f"{clock(row.ended_at)}, cùng ngày" if same else moment_words(row.ended_at)
    return Paragraph(f"Cuộc họp kết thúc lúc {ended}.")


def _signatures(row: Preparation, people: list[PreparationMember]) -> Signatures:
    chair, taker = (_name(people, pk) for pk in (row.chair_id, row.minute_taker_id))
    if row.chair_id == row.minute_taker_id:
        return Signatures(right=Signature(["CHỦ TRÌ, GHI BIÊN BẢN"], chair))
    return Signatures(
        left=Signature(["NGƯỜI GHI BIÊN BẢN"], taker), right=Signature(["CHỦ TRÌ"], chair)
    )
