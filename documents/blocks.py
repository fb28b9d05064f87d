"""What an official document is made of.

Every text is plain: no character has a meaning of its own in any writer. A line break in a
paragraph or bullet starts a new paragraph, elsewhere (a table cell, a title) a new line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from documents.layouts import Layout
from documents.wording import amount, place_date

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph in one face."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | Sequence[Run]
SMALL_TABLE_ROWS = 8
SMALL_TABLE_LETTERS = 1000
"""Somewhat less than half a page, where the columns are about as wide as their texts."""


@dataclass(frozen=True)
class Letterhead:
    """Issuer at the left, the Party at the right.

    `number` is whole: 'Số 05-NQ/CB'. `place` and `day` together make the line in italics under the
    Party's name; minutes have none.
    """

    superior: str
    issuer: str
    number: str | None = None
    place: str | None = None
    day: date | None = None
    party: str = "ĐẢNG CỘNG SẢN VIỆT NAM"

    @property
    def place_line(self) -> str | None:
        return place_date(self.place, self.day) if self.place and self.day else None


@dataclass(frozen=True)
class Title:
    """The kind of document in capitals (BIÊN BẢN), its subject (trích yếu), then five hyphens."""

    kind: str
    subject: str = ""


@dataclass(frozen=True)
class Heading:
    """A numbered part of the text ('I. …', '1. …', 'a) …'): level 1 to 3."""

    text: str
    level: int = 1

    def __post_init__(self):
        if self.level not in (1, 2, 3):
            raise ValueError(f"A heading has level 1, 2 or 3, not {self.level}.")


@dataclass(frozen=True)
class Paragraph:
    """Running text; `indent` is that of the first line."""

    text: Text
    indent: bool = True
    align: Align = "justify"
    bold: bool = False
    italic: bool = False
    keep_with_next: bool = False

    @property
    def runs(self) -> tuple[Run, ...]:
        return (Run(self.text),) if isinstance(self.text, str) else tuple(self.text)


@dataclass(frozen=True)
class Bullets:
    """Items of a list, each a paragraph that begins with the marker, as official texts do."""

    items: Sequence[Text]
    marker: str = "-"


@dataclass(frozen=True)
class Column:
    """A column of a table; `width` is relative to the sum of the widths."""

    header: str
    width: float = 1
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Table:
    """A ruled table over the whole text width; its header is repeated on every page.

    With `leads_to` it is an index: each row names an `Anchor`, and the number of its page stands
    in the last column, whose cells are empty.
    `row_mm` is the least height of a row of a form that is filled in by hand.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    caption: str | None = None
    total: Sequence[str] | None = None
    row_mm: float | None = None
    leads_to: Sequence[str] = ()

    def __post_init__(self):
        if self.leads_to and len(self.leads_to) != len(self.rows):
            raise ValueError("An index needs an anchor for each row.")
        if not self.columns or any(column.width <= 0 for column in self.columns):
            raise ValueError("A table needs columns, each wider than nothing.")
        for row in self.all_rows:
            if len(row) != len(self.columns):
                raise ValueError(f"A row of {len(row)} cells in {len(self.columns)} columns.")

    @property
    def all_rows(self) -> list[Sequence[str]]:
        """The rows with the total, which comes last."""
        return [*self.rows, *([self.total] if self.total is not None else [])]

    @property
    def is_small(self) -> bool:
        """Whether it reads better whole at the top of the next page than cut in two."""
        letters = sum(len(text) for row in self.all_rows for text in row)
        return len(self.all_rows) <= SMALL_TABLE_ROWS and letters <= SMALL_TABLE_LETTERS


@dataclass(frozen=True)
class Series:
    """A line or a row of bars of a chart; None where the figure is not known."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Chart:
    """A picture of figures over labels, from nought to `top`.

    `unit` is written after the figures of the axis. What it shows stands in words in `spoken`, for
    those who do not see it. It is drawn so that its series can be told apart in black and white.
    """

    kind: Literal["line", "bar"]
    caption: str
    labels: Sequence[str]
    series: Sequence[Series]
    top: float
    unit: str = ""
    height_mm: float = 62

    def __post_init__(self):
        if not self.labels or not self.series or self.top <= 0:
            raise ValueError("A chart needs labels, a series and a top above nought.")
        if any(len(one.values) != len(self.labels) for one in self.series):
            raise ValueError("A series has a value for each label.")

    @property
    def spoken(self) -> str:
        """The last known value of each series."""
        told = []
        for one in self.series:
            known = [
                (label, value)
                for label, value in zip(self.labels, one.values, strict=True)
                if value is not None
            ]
            if known:
                label, value = known[-1]
                told.append(f"{one.name} {amount(value)}{self.unit} ({label})")
        return f"{self.caption}. {'; '.join(told)}."


@dataclass(frozen=True)
class Signature:
    """Who signs: the authority in bold, the office below it, a note, room to sign, the name."""

    lines: Sequence[str]
    name: str = ""
    note: str | None = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True)
class Recipients:
    """'Nơi nhận:' and its lines, written as they shall stand ('- Lưu Chi bộ.' last)."""

    lines: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """The end of a document, kept on one page; the list of recipients stands at the left."""

    right: Signature
    left: Signature | Recipients | None = None


@dataclass(frozen=True)
class Ruled:
    """Dotted lines to write on by hand."""

    lines: int
    line_mm: float = 9


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True)
class Anchor:
    """A place to which a row of an index leads; the name is of letters, digits and hyphens."""

    name: str


Block = (
    Letterhead
    | Title
    | Heading
    | Paragraph
    | Bullets
    | Table
    | Chart
    | Ruled
    | Signatures
    | Recipients
    | PageBreak
    | Anchor
)


@dataclass(frozen=True)
class Document:
    """A whole document.

    `title` and `author` are for the properties of the file. `created` is the moment at which the
    record took this form (its signing, not the moment of writing), aware: the same document is
    written as the same bytes at any time.
    """

    layout: Layout
    title: str
    blocks: Sequence[Block] = field(repr=False)
    created: datetime
    author: str = ""

    def __post_init__(self):
        if self.created.tzinfo is None:
            raise ValueError("The time of creation needs a time zone.")
