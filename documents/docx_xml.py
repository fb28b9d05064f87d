"""The parts of WordprocessingML that python-docx has no call for, and a file without a clock."""

import io
import zipfile

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element of the "w" namespace with attributes of the same: element("shd", val="clear")."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_typeface(properties: BaseOxmlElement) -> None:
    """Gives run properties (w:rPr) the document's font in every script, in place of the theme's."""
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:lang")):
        properties.remove(old)
    scripts = ("ascii", "hAnsi", "eastAsia", "cs")
    properties.insert(0, element("rFonts", **dict.fromkeys(scripts, FONT)))
    properties.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE))


def use_current_rules(document: WordDocument) -> None:
    """Lets Word 2013 and later lay the document out by their own rules, not by those of 2010."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def add_paragraph(place: WordDocument | _Cell, style: str, text: str = "") -> Paragraph:
    """A paragraph in a style that is known to exist.

    python-docx looks through all styles at each paragraph, which takes most of the time of a long
    table.
    """
    paragraph = place.add_paragraph(text)
    set_style(paragraph, style)
    return paragraph


def set_style(paragraph: Paragraph, style: str) -> None:
    """Gives a paragraph a style by name, unchecked."""
    paragraph._p.style = style.replace(" ", "")


def rule_below(paragraph: Paragraph, indent_mm: float) -> None:
    """A line under the paragraph, shorter than its cell by the indent on either side."""
    paragraph.paragraph_format.left_indent = Mm(indent_mm)
    paragraph.paragraph_format.right_indent = Mm(indent_mm)
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="6", space="1", color="auto"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def add_page_number(paragraph: Paragraph, of: str = "") -> None:
    """The number of the page, or of the page of a bookmark, as a field, which the word processor
    fills in."""
    words = f"PAGEREF {of} \\h" if of else "PAGE"
    for kind, text in (("begin", None), (None, words), ("separate", None), ("end", None)):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            instruction = element("instrText")
            instruction.text = text
            run._r.append(instruction)


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Gives the place of the paragraph a name; the number is its own in the document."""
    paragraph._p.append(element("bookmarkStart", id=str(number), name=name))
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def set_widths(table: Table, widths_mm: list[float]) -> None:
    """Fixed widths, in the grid and in every cell: Word reads the cells, LibreOffice the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def set_cell_margins(table: Table, side_pt: float, end_pt: float) -> None:
    """The room between the rules of a table and its text, in points."""
    margins = element("tblCellMar")
    for side, room in (("top", end_pt), ("left", side_pt), ("bottom", end_pt), ("right", side_pt)):
        margins.append(element(side, w=str(int(Pt(room).twips)), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def repeat_as_header(row: _Row) -> None:
    """Shows the row again on each page that the table reaches."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def keep_whole(row: _Row) -> None:
    """Lets no page end within the row, unless it is longer than a page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def drop_first_paragraph(cell: _Cell) -> None:
    """Takes away the empty paragraph that a new cell is born with."""
    cell._tc.remove(cell.paragraphs[0]._p)


def saved(document: WordDocument) -> bytes:
    """The document as a file in which no entry tells when it was written."""
    buffer, result = io.BytesIO(), io.BytesIO()
    document.save(buffer)
    with (
        zipfile.ZipFile(buffer) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EARLIEST_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return result.getvalue()
