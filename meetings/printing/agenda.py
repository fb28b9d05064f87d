"""The agenda as it ran: each item with its notes and with what HMK itself can say under it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from documents.blocks import Block, Heading, Paragraph, Run
from documents.wording import short_date
from meetings.models import AgendaRole, Section
from meetings.printing.opinions import opinion_blocks
from meetings.printing.score_text import has_score, score_blocks
from meetings.printing.tables import assigned, reviewed
from meetings.printing.votes import vote_blocks
from meetings.printing.words import BLANK, bare, labelled, lines_of, one_line, prose, sentence
from meetings.record import Record

CONCLUSION, ANSWERS = "conclusion", "answers"
"""Parts of the agenda like a role, though none names them: the skeletons have them in a title."""

IF_ANY = " (nếu có)"
"""What a skeleton says of an item and minutes do not: there was one or there was none."""


@dataclass
class Item:
    """A line of the printed agenda; `parts` are the roles whose content stands under it."""

    section: str
    title: str
    notes: str = ""
    parts: list[str] = field(default_factory=list)


# Where content stands that the skeleton has no item for: section, title, before which parts.
HOMELESS = {
    AgendaRole.REVIEW: (Section.PROCEEDING, "Kết quả nhiệm vụ được giao", None),
    AgendaRole.DISCUSSION: (Section.PROCEEDING, "Ý kiến thảo luận", ()),
    AgendaRole.ASSIGNMENTS: (
        Section.CLOSING,
        "Phân công nhiệm vụ",
        (CONCLUSION, AgendaRole.RESOLUTION, AgendaRole.MINUTES),
    ),
    ANSWERS: (
        Section.CLOSING,
        "Giải quyết kiến nghị",
        (AgendaRole.ASSIGNMENTS, CONCLUSION, AgendaRole.RESOLUTION, AgendaRole.MINUTES),
    ),
    CONCLUSION: (
        Section.CLOSING,
        "Kết luận của chủ trì",
        (AgendaRole.RESOLUTION, AgendaRole.MINUTES),
    ),
    AgendaRole.RESOLUTION: (
        Section.CLOSING,
        "Biểu quyết",
        (AgendaRole.SCORE, AgendaRole.MINUTES),
    ),
    AgendaRole.SCORE: (
        Section.CLOSING,
        "Chấm điểm, xếp loại chất lượng buổi sinh hoạt",
        (AgendaRole.MINUTES,),
    ),
    AgendaRole.MINUTES: (Section.CLOSING, "Thông qua biên bản", ()),
}


def agenda_items(record: Record) -> list[Item]:
    """The items of the meeting in print order, with a place for everything that was recorded."""
    items: list[Item] = []
    housed: set[str] = set()
    for row in record.agenda:
        item = Item(row.section, row.title, row.notes)
        for part in _parts_of(row.title, row.section, row.part):
            if part not in housed:
                housed.add(part)
                item.parts.append(part)
        items.append(item)
    for part, is_there in _contents(record).items():
        if is_there and part not in housed:
            _insert(items, part)
    order = list(Section)
    return sorted(items, key=lambda item: order.index(Section(item.section)))


def _parts_of(title: str, section: str, role: str) -> list[str]:
    words = {"kiến nghị": ANSWERS, "kết luận": CONCLUSION} if section == Section.CLOSING else {}
    parts = [part for word, part in words.items() if word in title.casefold()]
    return parts if role == AgendaRole.NOTES else [*parts, role]


def _contents(record: Record) -> dict[str, bool]:
    meeting = record.meeting
    return {
        AgendaRole.REVIEW: bool(record.due),
        AgendaRole.DISCUSSION: bool(record.opinions),
        ANSWERS: bool(record.answers),
        AgendaRole.ASSIGNMENTS: bool(record.assignments),
        CONCLUSION: bool(meeting.conclusion.strip()),
        AgendaRole.RESOLUTION: bool(record.resolutions),
        AgendaRole.SCORE: has_score(record),
        AgendaRole.MINUTES: meeting.minutes_read,
    }


def _insert(items: list[Item], part: str) -> None:
    """Puts an item for the part into its section: first (None), or before these parts, or last."""
    section, title, before = HOMELESS[part]
    item = Item(section, title, parts=[part])
    if before is None:
        items.insert(0, item)
        return
    place = next(
        (
            i
            for i, other in enumerate(items)
            if other.section == section and not set(before).isdisjoint(other.parts)
        ),
        len(items),
    )
    items.insert(place, item)


def item_blocks(record: Record, item: Item, number: int, *, reveal_speakers: bool) -> list[Block]:
    """An item with its number; one that holds nothing is no heading but a plain line."""
    tellers: dict[str, Callable[[], Iterator[Block]]] = {
        AgendaRole.ROLL: lambda: _roll(record),
        AgendaRole.REVIEW: lambda: _review(record),
        AgendaRole.DISCUSSION: lambda: _discussion(record, reveal_speakers),
        AgendaRole.ASSIGNMENTS: lambda: _assignments(record),
        ANSWERS: lambda: _answers(record),
        CONCLUSION: lambda: _conclusion(record),
        AgendaRole.RESOLUTION: lambda: _resolutions(record),
        AgendaRole.SCORE: lambda: _score(record, item),
        AgendaRole.MINUTES: lambda: _minutes(record),
    }
    told = [*prose(item.notes), *(block for part in item.parts for block in tellers[part]())]
    title = f"{number}. {bare(item.title).removesuffix(IF_ANY)}"
    return [Heading(title, 2), *told] if told else [Paragraph(sentence(title))]


def _nothing(record: Record, words: str) -> Iterator[Block]:
    """That there was nothing: certain once signed, until then a place to write."""
    yield Paragraph(words if record.meeting.is_signed else BLANK)


def _roll(record: Record) -> Iterator[Block]:
    yield Paragraph("Tình hình dự họp như đã ghi ở phần I.")
    if record.meeting.dues:
        dues = record.meeting.get_dues_display()
        yield labelled("Tình hình đóng đảng phí", dues[0].lower() + dues[1:])


def _review(record: Record) -> Iterator[Block]:
    if record.due:
        yield reviewed(record)
    else:
        yield from _nothing(record, "Không có nhiệm vụ đến kỳ báo cáo.")


def _discussion(record: Record, reveal_speakers: bool) -> Iterator[Block]:
    if record.opinions:
        yield from opinion_blocks(record, reveal_speakers=reveal_speakers)
    else:
        yield from _nothing(record, "Không có ý kiến phát biểu.")


def _assignments(record: Record) -> Iterator[Block]:
    if record.assignments:
        yield assigned(record)
    else:
        yield from _nothing(record, "Không phân công nhiệm vụ mới.")


def _answers(record: Record) -> Iterator[Block]:
    """What became of proposals of earlier meetings, without those who made them."""
    for answer in record.answers:
        asked = sentence(one_line(answer.asked))
        yield Paragraph(
            (
                Run(f"- Kiến nghị tại kỳ họp ngày {short_date(answer.asked_on)}: {asked} "),
                Run("Giải quyết: ", bold=True),
                Run(sentence(one_line(answer.text))),
            )
        )


def _conclusion(record: Record) -> Iterator[Block]:
    lines = lines_of(record.meeting.conclusion)
    if lines:
        yield Paragraph("Chủ trì kết luận:", keep_with_next=True)
        yield from prose("\n".join(lines))


def _resolutions(record: Record) -> Iterator[Block]:
    if not record.resolutions:
        yield from _nothing(record, "Hội nghị không biểu quyết văn bản nào.")
    for resolution in record.resolutions:
        yield from vote_blocks(record, resolution)


def _score(record: Record, item: Item) -> Iterator[Block]:
    if has_score(record):
        yield from score_blocks(record)
    elif not item.notes.strip():
        yield from _nothing(record, "Chi bộ chưa chấm điểm buổi sinh hoạt.")


def _minutes(record: Record) -> Iterator[Block]:
    if record.meeting.minutes_read:
        yield Paragraph("Thư ký đã đọc biên bản, hội nghị nhất trí thông qua.")
    else:
        yield Paragraph(BLANK)
