"""What came after a signature, in print: addenda, reopenings, earlier versions."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from documents.blocks import (
    Block,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Signatures,
)
from documents.stored import from_data
from documents.wording import long_date, short_date
from meetings.models import BookPage
from meetings.printing.head import Head, draft_mark
from meetings.printing.words import labelled, one_line, prose
from meetings.record import Record


def version_mark(record: Record) -> Iterator[Block]:
    """That these minutes stand in place of an earlier version; nothing on the first one."""
    if record.meeting.version > 1:
        words = f"LẬP LẠI LẦN {record.meeting.version}"
        if record.reopenings:
            words += f" (mở lại ngày {_day(record.reopenings[-1])})"
        yield draft_mark(words)


def addenda_blocks(record: Record, head: Head) -> Iterator[Block]:
    """Each addendum with its number, its day and a place for its signatures."""
    for addendum in record.addenda:
        day = long_date(timezone.localdate(addendum.signed_at))
        yield Heading(f"PHỤ LỤC ĐÍNH CHÍNH số {addendum.position}, {day}")
        yield labelled("Lý do", addendum.reason)
        yield from prose(addendum.text)
        yield Signatures(
            left=Signature(["NGƯỜI LẬP PHỤ LỤC"], one_line(addendum.signer_name)),
            right=Signature(["CHỦ TRÌ HỘI NGHỊ"], head.chair),
        )


def closed_words(page: BookPage) -> str:
    """'Bản đã ký ngày 03/04/2026, đã mở lại ngày 05/10/2026. Lý do: …'"""
    signed = short_date(timezone.localdate(_signed_at(page)))
    return f"Bản đã ký ngày {signed}, đã mở lại ngày {_day(page)}. Lý do: {one_line(page.reason)}."


def closed_minutes(page: BookPage, *, reveal_speakers: bool) -> Document:
    """The minutes that the page has closed, as they were printed, marked as closed."""
    papers = page.content["papers"]
    document = from_data(papers["minutes" if reveal_speakers else "without_names"])
    return _marked(document, page)


def closed_resolutions(page: BookPage) -> list[Document]:
    """The other documents of that version."""
    return [_marked(from_data(data), page) for data in page.content["papers"]["resolutions"]]


def _marked(document: Document, page: BookPage) -> Document:
    """The mark comes under the letterhead."""
    blocks = list(document.blocks)
    place = 1 if isinstance(blocks[0], Letterhead) else 0
    mark = Paragraph(
        closed_words(page), indent=False, align="center", bold=True, keep_with_next=True
    )
    return replace(document, blocks=[*blocks[:place], mark, *blocks[place:]])


def _signed_at(page: BookPage):
    """The minutes were dated by their signature when they were printed."""
    return from_data(page.content["papers"]["minutes"]["created"])


def _day(page: BookPage) -> str:
    return short_date(timezone.localdate(page.made_at))
