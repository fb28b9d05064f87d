"""Writes a document as PDF through Typst.

The document goes to the template as JSON, never as Typst source, so that no text in it can act
as markup or code. The PDF is tagged and archival (PDF/A-2a): minutes are kept for good.
"""

import json
import os
import re
import threading
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from documents.blocks import (
    Block,
    Chart,
    Document,
    Letterhead,
    Paragraph,
    Recipients,
    Signatures,
    Table,
)
from documents.fonts import FAMILY, characters, font_folders
from documents.layouts import Layout
from documents.prepare import HEADER_SHARE, clean, column_widths_mm, map_texts, prepared
from documents.wording import DASHES, amount

TEMPLATE = Path(__file__).parent / "typst" / "document.typ"
PICTURE = TEMPLATE.with_name("picture.typ")
PICTURE_PPI = 200
TICKS = 4
"""How many parts the axis of a chart has."""
MISSING = "\N{WHITE SQUARE}"
STAND_INS = {
    "\N{BALLOT BOX WITH CHECK}": "\N{SQUARE ROOT}",
    "\N{CHECK MARK}": "\N{SQUARE ROOT}",
    "\N{HEAVY CHECK MARK}": "\N{SQUARE ROOT}",
}
ZERO_WIDTH_SPACE = "\u200b"
WIDE_LETTER = 0.72
"""Width of a capital in ems, on average."""
FIGURES, FIGURE = frozenset("0123456789/.,-"), 0.5
"""What dates and amounts are made of, and its width in ems at most."""
LONG_LINE, SHORT_LINE = 45, 20
"""Letters that fit for certain into a line of the page, and of half of it."""
CELL_PADDING_PT = 4
MM_PER_PT = 25.4 / 72

_one_at_a_time = threading.Lock()


class PdfError(RuntimeError):
    """Typst could not write the document, or not as it was told to."""


def write_pdf(document: Document) -> bytes:
    """The document as PDF; the same document gives the same bytes."""
    return compiled(typst_input(document), document.created)


def typst_input(document: Document) -> str:
    """The document as the template reads it: JSON."""
    return json.dumps(
        _data(map_texts(prepared(document), printable)), ensure_ascii=False, default=str
    )


def compiled(data: str, created: datetime) -> bytes:
    """What Typst makes of the template and `data` (see `typst_input`)."""
    return _compiled(
        _compiler,
        {"document": data},
        format="pdf",
        pdf_standards=["a-2a"],
        # Typst takes whole seconds only.
        timestamp=created.astimezone(UTC).replace(microsecond=0),
    )


def write_picture(chart: Chart, layout: Layout) -> bytes:
    """The chart as PNG, over the whole text width, as the PDF shows it."""
    chart = map_texts(map_texts(chart, clean), printable)
    data = {"family": FAMILY, "width_mm": layout.text_width_mm, "chart": _chart(chart)}
    return _compiled(
        _picture_compiler,
        {"picture": json.dumps(data, ensure_ascii=False)},
        format="png",
        ppi=PICTURE_PPI,
    )


def _compiled(compiler: Callable[[], typst.Compiler], inputs: dict[str, str], **how: Any) -> bytes:
    try:
        with _one_at_a_time:
            made, warnings = compiler().compile_with_warnings(sys_inputs=inputs, **how)
    except typst.TypstError as error:
        raise PdfError(str(error)) from error
    if warnings:
        raise PdfError("; ".join(warning.message for warning in warnings))
    return made


def printable(text: str) -> str:
    """The text with every character that the typeface lacks shown as an empty square."""
    text, known = unicodedata.normalize("NFC", text), _known()
    if known.issuperset(text):
        return text
    return "".join(
        c if c in known else STAND_INS.get(c, MISSING) for c in text if not _selects_variation(c)
    )


@cache
def _known() -> frozenset[str]:
    letters = {chr(code) for code in characters()} | {"\n"}
    return frozenset(one for one in letters if not _selects_variation(one))


def _selects_variation(character: str) -> bool:
    return unicodedata.name(character, "").startswith("VARIATION SELECTOR")


def _compiler() -> typst.Compiler:
    """The compiler of this process.

    Its threads do not live on in a forked child, where it would wait for them for ever: a parent
    that forks workers must leave the writing to them.
    """
    return _owned(TEMPLATE)


def _picture_compiler() -> typst.Compiler:
    """The same for a single chart."""
    return _owned(PICTURE)


def _owned(template: Path) -> typst.Compiler:
    compiler, owner = _warm_compiler(template)
    if owner != os.getpid():
        raise PdfError("The parent of this process wrote a PDF before it forked: only one may.")
    return compiler


@cache
def _warm_compiler(template: Path) -> tuple[typst.Compiler, int]:
    """The compiler of a template and the process it belongs to.

    Kept, since the first document costs some 50 ms and each further page a few.
    """
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders()
    )
    return typst.Compiler(template, root=template.parent, font_paths=fonts), os.getpid()


def _data(document: Document) -> dict[str, Any]:
    """What the template reads: the layout, and each block as an object that names its class."""
    layout = document.layout
    return {
        "title": document.title,
        "author": document.author,
        "family": FAMILY,
        "dashes": DASHES,
        "layout": asdict(layout) | {"header_share": HEADER_SHARE},
        "blocks": [
            {"block": type(block).__name__} | _block(block, layout) for block in document.blocks
        ],
    }


def _block(block: Block, layout: Layout) -> dict[str, Any]:
    match block:
        case Letterhead():
            return asdict(_divisible(block, SHORT_LINE)) | {"place_line": block.place_line}
        case Signatures() | Recipients():
            return asdict(_divisible(block, SHORT_LINE))
        case Paragraph():
            return asdict(_divisible(replace(block, text=block.runs), LONG_LINE))
        case Table():
            return _table(block, layout)
        case Chart():
            return _chart(block)
        case _:
            return asdict(_divisible(block, LONG_LINE))


def _table(table: Table, layout: Layout) -> dict[str, Any]:
    widths = column_widths_mm([column.width for column in table.columns], layout.text_width_mm)
    letters = [
        max(1, int((width / MM_PER_PT - 2 * CELL_PADDING_PT) / (WIDE_LETTER * layout.table_pt)))
        for width in widths
    ]

    def fitted(cells: Sequence[str]) -> list[str]:
        return [_divisible(cell, count) for cell, count in zip(cells, letters, strict=True)]

    headers = fitted([column.header for column in table.columns])
    return {
        "caption": table.caption and _divisible(table.caption, LONG_LINE),
        "widths_mm": widths,
        "aligns": [column.align for column in table.columns],
        "headers": headers,
        "rows": [fitted(row) for row in table.rows],
        "total": None if table.total is None else fitted(table.total),
        "row_mm": table.row_mm,
        "small": table.is_small,
        "leads_to": table.leads_to,
    }


def _chart(chart: Chart) -> dict[str, Any]:
    marks = [chart.top * step / TICKS for step in range(TICKS + 1)]
    ticks = [{"at": mark, "label": f"{amount(mark)}{chart.unit}"} for mark in marks]
    return asdict(chart) | {"ticks": ticks, "spoken": chart.spoken}


def _divisible(part: Any, letters: int) -> Any:
    """The part with words wider than `letters` letters made breakable at any letter.

    Typst breaks no word, so that one without spaces would run over the edge of its cell or page.
    Dates and amounts, narrower than as many letters, stay whole where they fit.
    """

    def divided(word: re.Match[str]) -> str:
        narrow = sum(character in FIGURES for character in word[0])
        width = narrow * FIGURE + (len(word[0]) - narrow) * WIDE_LETTER
        return word[0] if width <= letters * WIDE_LETTER else ZERO_WIDTH_SPACE.join(word[0])

    return map_texts(part, lambda text: re.sub(rf"\S{{{letters + 1},}}", divided, text))
