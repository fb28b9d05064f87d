"""The paragraph styles of a DOCX, from the layout: an edited document keeps its form."""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from documents import docx_xml
from documents.layouts import Layout

CENTER, JUSTIFY, LEFT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.LEFT,
)


@dataclass(frozen=True)
class Look:
    """A paragraph style; sizes and spaces in points; the line height is exact, or
    follows what stands in it."""

    size: float
    line: float | None
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT
    before: float = 0
    after: float = 0
    indent_mm: float = 0
    keep_with_next: bool = False


def looks(layout: Layout) -> dict[str, Look]:
    """Every style that the writer uses, by name."""
    body = {"size": layout.body_pt, "line": layout.line_pt}
    table = {"size": layout.table_pt, "line": layout.table_line_pt}
    small = {"size": layout.small_pt, "line": layout.small_line_pt}
    gap = layout.paragraph_gap_pt
    heading = {"bold": True, "after": gap, "indent_mm": layout.indent_mm, "keep_with_next": True}
    title = {"line": layout.line_pt, "bold": True, "align": CENTER, "keep_with_next": True}
    return {
        "Normal": Look(**body),
        "Header": Look(**body, align=CENTER),
        "Body Text": Look(**body, align=JUSTIFY, after=gap, indent_mm=layout.indent_mm),
        "Heading 1": Look(**body, **heading, before=2 * gap),
        "Heading 2": Look(**body, **heading),
        "Heading 3": Look(**body, **heading, italic=True),
        "Title": Look(layout.title_pt, **title, before=layout.line_pt),
        "Subtitle": Look(layout.body_pt, **title, before=gap),
        "Dashes": Look(**body, align=CENTER, after=2 * gap, keep_with_next=True),
        "Caption": Look(**body, bold=True, align=CENTER, after=gap, keep_with_next=True),
        "Centred": Look(**body, align=CENTER),
        "Centred bold": Look(**body, align=CENTER, bold=True),
        "Party": Look(layout.party_pt, layout.line_pt, bold=True, align=CENTER),
        "Place and date": Look(**body, italic=True, align=CENTER, before=layout.line_pt),
        "Table text": Look(**table),
        "Table head": Look(**table, bold=True, align=CENTER),
        "Table total": Look(**table, bold=True),
        "Recipients head": Look(**body),
        "Recipients": Look(**small),
        "Note": Look(**small, italic=True, align=CENTER),
        "Spacer": Look(1, gap),
        "Picture": Look(layout.body_pt, None, align=CENTER, after=gap),
    }


def define_styles(word: WordDocument, layout: Layout) -> None:
    """Gives the document the styles of the layout, and its font and language throughout."""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    docx_xml.set_typeface(defaults.find(f".//{qn('w:rPr')}"))
    known = {style.name for style in word.styles}
    for name, look in looks(layout).items():
        style = (
            word.styles[name]
            if name in known
            else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        )
        _apply(style, look)


def _apply(style, look: Look) -> None:
    for inherited in style.element.xpath("./w:pPr | ./w:rPr"):
        style.element.remove(inherited)
    docx_xml.set_typeface(style.element.get_or_add_rPr())
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor(0, 0, 0)
    form.alignment = look.align
    if look.line is None:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.first_line_indent = Mm(look.indent_mm)
    form.keep_with_next = look.keep_with_next
    form.widow_control = True
