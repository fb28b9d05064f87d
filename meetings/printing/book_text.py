"""The bound book of a term as one document: cover, index, all minutes in order with their addenda
and with the versions that were closed, the end of the chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from documents.blocks import (
    Anchor,
    Block,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.layouts import Layout
from documents.wording import short_date, two_digits
from meetings.models import BookPage, Meeting
from meetings.printing.head import LAYOUTS, draft_mark
from meetings.printing.minutes_text import minutes
from meetings.printing.versions import closed_minutes
from meetings.printing.words import labelled
from meetings.queries_book import Leaf


@dataclass(frozen=True)
class _Entry:
    """What the index tells of one piece of the book, and the piece itself."""

    anchor: str
    number: str
    day: str
    title: str
    document: Document


def book(leaves: Sequence[Leaf], end: BookPage, *, reveal_speakers: bool) -> Document:
    """The book of the term to which these minutes belong; `end` is the last page of the chain.

    The same book gives the same file: it is dated by that page.
    """
    entries = [entry for leaf in leaves for entry in _entries(leaf, reveal_speakers)]
    last = leaves[-1].meeting
    issued = next((leaf.meeting for leaf in reversed(leaves) if leaf.record), last)
    layout: Layout = LAYOUTS[issued.letterhead.get("layout") or issued.regime.layout]
    blocks = [*_cover(leaves, reveal_speakers), *_index(entries)]
    for entry in entries:
        blocks += [PageBreak(), Anchor(entry.anchor), *entry.document.blocks]
    blocks += _end(leaves, end)
    return Document(
        layout=layout,
        title=f"Sổ biên bản {last.cell}, nhiệm kỳ {last.term.name}",
        blocks=blocks,
        created=end.made_at,
        author=str(last.cell),
    )


def _entries(leaf: Leaf, reveal_speakers: bool) -> Iterator[_Entry]:
    meeting = leaf.meeting
    title = meeting.title if not meeting.theme_title else f"{meeting.title}: {meeting.theme_title}"
    for page in leaf.closed:
        document = closed_minutes(page, reveal_speakers=reveal_speakers)
        opened = short_date(timezone.localdate(page.made_at))
        words = f"{title}\n(bản đã ký trước, mở lại ngày {opened})"
        yield _entry(meeting, page.version, words, document)
    if leaf.record:
        document = minutes(leaf.record, reveal_speakers=reveal_speakers)
        added = [f"phụ lục đính chính số {one.position}" for one in leaf.record.addenda]
        if meeting.version > 1:
            added.insert(0, f"lập lại lần {meeting.version}")
        words = f"{title}\n({', '.join(added)})" if added else title
        yield _entry(meeting, meeting.version, words, document)


def _entry(meeting: Meeting, version: int, title: str, document: Document) -> _Entry:
    return _Entry(
        anchor=f"bb-{meeting.pk}-{version}",
        number=two_digits(meeting.minutes_number),
        day=short_date(meeting.held_on),
        title=title,
        document=document,
    )


def _cover(leaves: Sequence[Leaf], reveal_speakers: bool) -> Iterator[Block]:
    first, last = leaves[0].meeting, leaves[-1].meeting
    cell = last.cell
    yield Paragraph(cell.committee.name.upper(), indent=False, align="center")
    yield Paragraph(cell.name.upper(), indent=False, align="center", bold=True)
    yield Title("SỔ BIÊN BẢN", f"Nhiệm kỳ {last.term.name}")
    if not reveal_speakers:
        yield draft_mark("BẢN KHÔNG GHI TÊN NGƯỜI PHÁT BIỂU")
    numbers = f"{len(leaves)} biên bản, từ số {two_digits(first.minutes_number)}"
    yield labelled("Sổ gồm", f"{numbers} đến số {two_digits(last.minutes_number)}")
    days = [leaf.meeting.held_on for leaf in leaves]
    yield labelled(
        "Các cuộc họp", f"từ ngày {short_date(min(days))} đến ngày {short_date(max(days))}"
    )


def _index(entries: Sequence[_Entry]) -> Iterator[Block]:
    yield PageBreak()
    yield Heading("MỤC LỤC")
    yield Table(
        columns=[
            Column("Số", 12, "center"),
            Column("Ngày họp", 28, "center"),
            Column("Biên bản", 101),
            Column("Trang", 24, "center"),
        ],
        rows=[[entry.number, entry.day, entry.title, ""] for entry in entries],
        leads_to=[entry.anchor for entry in entries],
    )


def _end(leaves: Sequence[Leaf], end: BookPage) -> Iterator[Block]:
    """What the chain comes to at the time of printing: whoever holds the paper can prove by it
    that no earlier page of the database was changed since."""
    waiting = [leaf.meeting for leaf in leaves if leaf.record is None]
    yield PageBreak()
    yield Heading("XÁC NHẬN SỔ BIÊN BẢN")
    for meeting in waiting:
        number = two_digits(meeting.minutes_number)
        yield Paragraph(f"Biên bản số {number} đã mở lại, chưa ký lại khi in sổ này.")
    yield Paragraph(
        f"Trang cuối của chuỗi biên bản đã ký của chi bộ: trang {end.position}, lập ngày "
        f"{short_date(timezone.localdate(end.made_at))}. Mã kiểm tra của trang (SHA-256):"
    )
    yield Paragraph(end.hash, align="left")
    yield Signatures(right=Signature(["T/M CHI BỘ", "BÍ THƯ"]))
