"""The format rules of official Party documents, as data: one `Layout` per rule set in force."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Layout:
    """Page and type of a document; lengths in millimetres (`_mm`) or points (`_pt`).

    Line heights are exact: the distance from one baseline to the next.
    """

    name: str
    source: str
    confirmed: bool
    page_width_mm: float = 210
    page_height_mm: float = 297
    top_mm: float = 20
    bottom_mm: float = 20
    left_mm: float = 30
    right_mm: float = 15
    body_pt: float = 14
    line_pt: float = 20
    paragraph_gap_pt: float = 6
    indent_mm: float = 10
    party_pt: float = 15
    title_pt: float = 16
    table_pt: float = 13
    table_line_pt: float = 17
    small_pt: float = 12
    small_line_pt: float = 16

    @property
    def text_width_mm(self) -> float:
        return self.page_width_mm - self.left_mm - self.right_mm

    def landscape(self) -> "Layout":
        """The same rules on a page lying on its side, for wide tables; the binding edge is up."""
        return replace(
            self,
            page_width_mm=self.page_height_mm,
            page_height_mm=self.page_width_mm,
            top_mm=self.left_mm,
            bottom_mm=self.right_mm,
            left_mm=self.top_mm,
            right_mm=self.bottom_mm,
        )


R2026 = Layout(
    name="R2026",
    source="Quy định 399-QĐ/TW, Hướng dẫn 05-HD/VPTW",
    confirmed=True,
)
"""The format in force now.

A4 upright, margins 20/20/30/15 mm, 14 pt, exact lines of 18 to 22 pt (20 here), at least 6 pt
between paragraphs, first line indented by 10 mm.
"""

R2018 = Layout(
    name="R2018",
    source="Quy định 66-QĐ/TW, Hướng dẫn 36-HD/VPTW",
    confirmed=False,
    line_pt=19,
)
"""The format before it.

A4 and the form of the number are certain; margins, type size and line height are the practice of
the time and were not read in the text of Hướng dẫn 36-HD/VPTW itself.
"""
