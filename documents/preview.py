"""A document for the screen: its blocks in the form in which a template can show them.

The words are those of the files, in the same order; only the lines break where the screen ends.
"""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from documents.blocks import Block, Bullets, Chart, Document, Paragraph, Run, Table, Text
from documents.pdf import write_picture
from documents.prepare import clean, map_texts, prepared
from documents.wording import DASHES

HEADINGS_BELOW_TITLE = 2
"""The title of the document is an h2 of the page, its parts of level 1 are h3."""


@dataclass(frozen=True)
class Part:
    """A block with the name of its kind in small letters and what that kind needs beside it."""

    kind: str
    block: Any
    extra: Any = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table with the column it stands in."""

    text: str
    header: str
    align: str


def parts(document: Document) -> Iterator[Part]:
    """The blocks with clean texts; a paragraph of several lines comes as several."""
    for block in document.blocks:
        yield from _parts(map_texts(block, clean), document)


def _parts(block: Block, document: Document) -> Iterator[Part]:
    kind = type(block).__name__.lower()
    match block:
        case Paragraph():
            for line in prepared(replace(document, blocks=(block,))).blocks:
                yield Part(kind, line)
        case Bullets():
            yield Part(kind, block, [_runs(item) for item in block.items])
        case Table():
            yield Part(kind, block, _Rows(block))
        case Chart():
            picture = b64encode(write_picture(block, document.layout)).decode("ascii")
            yield Part(kind, block, f"data:image/png;base64,{picture}")
        case _:
            yield Part(kind, block, _extra(kind, block))


def _extra(kind: str, block: Block) -> Any:
    if kind == "ruled":
        return range(block.lines)
    if kind == "heading":
        return f"h{block.level + HEADINGS_BELOW_TITLE}"
    if kind == "title":
        return DASHES
    return None


def _runs(text: Text) -> tuple[Run, ...]:
    return (Run(text),) if isinstance(text, str) else tuple(text)


class _Rows:
    """The cells of a table, each with its column."""

    def __init__(self, table: Table) -> None:
        self.body = [self._cells(table, row) for row in table.rows]
        self.total = None if table.total is None else self._cells(table, table.total)

    @staticmethod
    def _cells(table: Table, row: tuple[str, ...]) -> list[Cell]:
        return [
            Cell(text, column.header, column.align)
            for text, column in zip(row, table.columns, strict=True)
        ]
