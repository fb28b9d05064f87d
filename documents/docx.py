"""Writes a document as DOCX, for cells that finish their papers in a word processor."""

import io
from collections.abc import Sequence
from datetime import UTC

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import (
    WD_ALIGN_PARAGRAPH,
    WD_BREAK,
    WD_LINE_SPACING,
    WD_TAB_ALIGNMENT,
    WD_TAB_LEADER,
)
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from documents import docx_xml
from documents.blocks import (
    Anchor,
    Block,
    Chart,
    Document,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Recipients,
    Ruled,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.docx_styles import define_styles
from documents.docx_xml import add_paragraph
from documents.layouts import Layout
from documents.pdf import write_picture
from documents.prepare import HEADER_SHARE, column_widths_mm, prepared
from documents.wording import DASHES

Place = WordDocument | _Cell

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
PARTY_RULE_INDENT_MM = 5
"""Leaves of the right half of the letterhead the width of the Party's name in 15 pt bold."""
SIGNING_ROOM_MM = 25


def write_docx(document: Document) -> bytes:
    """The document as DOCX; the same document gives the same bytes."""
    document = prepared(document)
    word = docx.Document()
    docx_xml.use_current_rules(word)
    _set_properties(word, document)
    define_styles(word, document.layout)
    _set_page(word, document.layout)
    for block in document.blocks:
        _add(word, block, document.layout)
    return docx_xml.saved(word)


def _set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    created = document.created.astimezone(UTC).replace(tzinfo=None)
    properties.title = document.title[:255]
    properties.author = properties.last_modified_by = document.author[:255]
    properties.comments = ""
    properties.language = docx_xml.LANGUAGE
    properties.created = properties.modified = created
    properties.revision = 1


def _set_page(word: WordDocument, layout: Layout) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(layout.page_width_mm), Mm(layout.page_height_mm)
    if layout.page_width_mm > layout.page_height_mm:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin = Mm(layout.top_mm), Mm(layout.bottom_mm)
    section.left_margin, section.right_margin = Mm(layout.left_mm), Mm(layout.right_mm)
    section.header_distance = section.footer_distance = Mm(layout.top_mm / 2)
    section.different_first_page_header_footer = True
    docx_xml.add_page_number(section.header.paragraphs[0])


def _add(word: WordDocument, block: Block, layout: Layout) -> None:
    match block:
        case Letterhead():
            _add_letterhead(word, block, layout)
        case Title():
            _add_title(word, block)
        case Heading():
            add_paragraph(word, f"Heading {block.level}", block.text)
        case Paragraph():
            _add_paragraph(word, block)
        case Table() | Chart() | Ruled():
            _add_area(word, block, layout)
        case Signatures():
            _add_signatures(word, block, layout)
        case Recipients():
            _add_recipients(word, block)
        case PageBreak() | Anchor():
            _add_place(word, block)


def _add_area(word: WordDocument, block: Table | Chart | Ruled, layout: Layout) -> None:
    """What takes the whole width of the text."""
    match block:
        case Table():
            _add_table(word, block, layout)
        case Chart():
            _add_chart(word, block, layout)
        case Ruled():
            _add_ruled(word, block, layout)


def _add_place(word: WordDocument, block: PageBreak | Anchor) -> None:
    place = add_paragraph(word, "Spacer")
    if isinstance(block, Anchor):
        docx_xml.bookmark(place, block.name, len(word.element.body))
    else:
        place.add_run().add_break(WD_BREAK.PAGE)


def _add_title(word: WordDocument, block: Title) -> None:
    add_paragraph(word, "Title", block.kind)
    if block.subject:
        add_paragraph(word, "Subtitle", block.subject)
    add_paragraph(word, "Dashes", DASHES)


def _add_paragraph(word: WordDocument, block: Paragraph) -> None:
    paragraph = add_paragraph(word, "Body Text")
    paragraph.alignment = ALIGNMENTS[block.align]
    if not block.indent:
        paragraph.paragraph_format.first_line_indent = Mm(0)
    paragraph.paragraph_format.keep_with_next = block.keep_with_next or None
    for part in block.runs:
        run = paragraph.add_run(part.text)
        run.bold = block.bold or part.bold or None
        run.italic = block.italic or part.italic or None


def _add_letterhead(word: WordDocument, block: Letterhead, layout: Layout) -> None:
    left, right = _halves(word, layout, HEADER_SHARE)
    if block.superior:
        add_paragraph(left, "Centred", block.superior)
    add_paragraph(left, "Centred bold", block.issuer)
    add_paragraph(left, "Centred", "*")
    if block.number:
        add_paragraph(left, "Centred", block.number)
    party = add_paragraph(right, "Party", block.party)
    docx_xml.rule_below(party, PARTY_RULE_INDENT_MM)
    if block.place_line:
        add_paragraph(right, "Place and date", block.place_line)


def _halves(word: WordDocument, layout: Layout, share: float) -> tuple[_Cell, _Cell]:
    """Two empty cells side by side, without rules, kept on one page, then a spacer."""
    table = word.add_table(rows=1, cols=2)
    width = layout.text_width_mm
    _fix(table, [width * share, width * (1 - share)], side_pt=0, end_pt=0)
    docx_xml.keep_whole(table.rows[0])
    add_paragraph(word, "Spacer")
    left, right = table.rows[0].cells
    docx_xml.drop_first_paragraph(left)
    docx_xml.drop_first_paragraph(right)
    return left, right


def _fix(table: WordTable, widths_mm: list[float], side_pt: float, end_pt: float) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    docx_xml.set_cell_margins(table, side_pt, end_pt)
    docx_xml.set_widths(table, widths_mm)


def _add_table(word: WordDocument, block: Table, layout: Layout) -> None:
    if block.caption:
        add_paragraph(word, "Caption", block.caption)
    table = word.add_table(rows=1 + len(block.all_rows), cols=len(block.columns))
    table.style = "Table Grid"
    rows = list(table.rows)
    _fill(rows[0].cells, [column.header for column in block.columns], "Table head")
    for cell in rows[0].cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for row, texts in zip(rows[1:], block.all_rows, strict=True):
        style = "Table total" if texts is block.total else "Table text"
        _fill(row.cells, texts, style, [column.align for column in block.columns])
    for row, anchor in zip(rows[1:], block.leads_to, strict=False):
        docx_xml.add_page_number(row.cells[-1].paragraphs[0], of=anchor)
    _keep(rows, together=block.is_small)
    if block.row_mm is not None:
        for row in rows[1:]:
            row.height, row.height_rule = Mm(block.row_mm), WD_ROW_HEIGHT_RULE.AT_LEAST
    docx_xml.repeat_as_header(rows[0])
    widths = column_widths_mm([column.width for column in block.columns], layout.text_width_mm)
    _fix(table, widths, side_pt=4, end_pt=2)
    add_paragraph(word, "Spacer")


def _keep(rows: Sequence[_Row], *, together: bool) -> None:
    """No page ends within a row, nor between the rows where they stay together."""
    for row in rows:
        docx_xml.keep_whole(row)
    for row in rows[:-1] if together else ():
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _add_chart(word: WordDocument, block: Chart, layout: Layout) -> None:
    """The picture that the PDF shows, drawn by the same template."""
    add_paragraph(word, "Caption", block.caption)
    picture = io.BytesIO(write_picture(block, layout))
    place = add_paragraph(word, "Picture")
    shape = place.add_run().add_picture(picture, width=Mm(layout.text_width_mm))
    shape._inline.docPr.set("descr", block.spoken)


def _fill(
    cells: Sequence[_Cell], texts: Sequence[str], style: str, aligns: Sequence[str] = ()
) -> None:
    for index, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        docx_xml.set_style(paragraph, style)
        paragraph.add_run(text)
        if aligns:
            paragraph.alignment = ALIGNMENTS[aligns[index]]


def _add_ruled(word: WordDocument, block: Ruled, layout: Layout) -> None:
    """Lines of dots: a tab that leads to the right margin, which stays whole when one types."""
    for _ in range(block.lines):
        form = add_paragraph(word, "Body Text", "\t").paragraph_format
        form.first_line_indent = form.space_after = Mm(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Mm(block.line_mm)
        form.tab_stops.add_tab_stop(
            Mm(layout.text_width_mm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )


def _add_signatures(word: WordDocument, block: Signatures, layout: Layout) -> None:
    spacer = add_paragraph(word, "Spacer").paragraph_format
    spacer.keep_with_next, spacer.space_before = True, Pt(layout.paragraph_gap_pt)
    left, right = _halves(word, layout, 1 / 2)
    match block.left:
        case Recipients():
            _add_recipients(left, block.left)
        case Signature():
            _add_signature(left, block.left)
        case None:
            add_paragraph(left, "Spacer", "")
    _add_signature(right, block.right)


def _add_recipients(place: Place, block: Recipients) -> None:
    heading = add_paragraph(place, "Recipients head")
    heading.add_run("Nơi nhận:").underline = True
    for line in block.lines:
        add_paragraph(place, "Recipients", line)


def _add_signature(cell: _Cell, block: Signature) -> None:
    for index, line in enumerate(block.lines):
        add_paragraph(cell, "Centred" if index else "Centred bold", line)
    if block.note:
        add_paragraph(cell, "Note", block.note)
    name = add_paragraph(cell, "Centred bold", block.name)
    name.paragraph_format.space_before = Mm(SIGNING_ROOM_MM)
