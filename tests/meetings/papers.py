"""Reads the papers of a meeting in both formats, for tests of what they say."""

from accounts.models import User
from documents.blocks import Document, Table
from meetings import printing
from meetings.models import Meeting
from tests.documents.reading import docx_text, pages_of, squeezed
from tests.meetings.sittings import read


def pdf_words(document: Document) -> str:
    """The words of the PDF without page numbers and the repeated heads of tables."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    heads = [squeezed("".join(column.header for column in table.columns)) for table in tables]
    first, *others = (squeezed(page) for page in pages_of(document))
    for i, page in enumerate(others, start=2):
        page = page.removeprefix(str(i))
        head = next((head for head in heads if page.startswith(head)), "")
        first += page if head not in first else page.removeprefix(head)
    return first


def said(document: Document) -> str:
    """The text, which both formats hold in the same words and order, and nothing careless."""
    text = docx_text(document)
    assert pdf_words(document) == squeezed(text)
    for careless in ("None", "undefined", "./.", ". .", " ,", "  ", "()"):
        assert careless not in text
    assert ".." not in text.replace("...", "")
    return text


def minutes_text(meeting: Meeting, by: User, *, reveal_speakers: bool = True) -> str:
    return said(printing.minutes(read(meeting, by), reveal_speakers=reveal_speakers))


def resolution_text(meeting: Meeting, by: User, index: int = 0) -> str:
    record = read(meeting, by)
    return said(printing.resolution(record, record.resolutions[index]))


def in_order(text: str, *pieces: str) -> None:
    """Every piece stands in the text, each after the one before."""
    start = 0
    for piece in pieces:
        assert piece in text[start:], f"{piece!r} is missing, or stands earlier"
        start = text.index(piece, start) + len(piece)
