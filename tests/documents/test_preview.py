"""An official document on the screen."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from documents.blocks import (
    Bullets,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Recipients,
    Run,
    Signature,
    Signatures,
    Table,
    Title,
)
from tests.documents.reading import docx_text, squeezed
from tests.documents.samples import document, letterhead, minutes, resolution

HOSTILE = "<script>alert(1)</script> <img src=x onerror=y> \" ' & {{ x }} {% y %}"


class _Reader(HTMLParser):
    """Collects tags with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def shown(whole: Document) -> str:
    return render_to_string("documents/preview.html", {"document": whole})


def reader_of(whole: Document) -> _Reader:
    reader = _Reader()
    reader.feed(shown(whole))
    return reader


def tags(whole: Document) -> list[str]:
    return [tag for tag, _ in reader_of(whole).tags]


@pytest.mark.parametrize("whole", [minutes(), resolution()], ids=["minutes", "resolution"])
def test_the_screen_says_the_words_of_the_file(whole):
    assert squeezed(reader_of(whole).text) == squeezed(docx_text(whole))


def test_parts_of_the_text_are_headings_below_the_title():
    whole = document(
        letterhead(), Title("BIÊN BẢN"), Heading("I. A"), Heading("1. B", 2), Heading("a) C", 3)
    )
    assert [tag for tag in tags(whole) if re.fullmatch("h[1-6]", tag)] == ["h2", "h3", "h4", "h5"]


def test_a_table_has_a_caption_a_head_and_cells_that_name_their_column():
    columns = [Column("TT", 1, "center"), Column("Việc", 3)]
    table = Table(columns, [["1", "a\nb"], ["2", "c"]], "Công việc", ["", "Cộng"])
    reader = reader_of(document(table))
    names = [tag for tag, _ in reader.tags]
    for tag in ("figure", "figcaption", "thead", "tbody", "tfoot"):
        assert names.count(tag) == 1
    cells = [attributes for tag, attributes in reader.tags if tag == "td"]
    assert [cell["data-label"] for cell in cells] == ["TT", "Việc"] * 3
    assert cells[0]["class"] == "is-center"
    assert names.count("br") == 1


def test_runs_keep_their_face_and_lines_become_paragraphs():
    whole = document(
        Paragraph((Run("Chủ trì: ", bold=True), Run("A\nB", italic=True))),
        Bullets(["một", (Run("hai", bold=True),)], "+"),
    )
    text = shown(whole)
    assert "<strong>Chủ trì: </strong><em>A</em>" in text
    assert tags(whole).count("p") == 2
    assert tags(whole).count("li") == 2
    assert "<strong>hai</strong>" in text


def test_every_block_can_be_shown():
    whole = document(
        PageBreak(),
        Recipients(["- Lưu Chi bộ."]),
        Signatures(right=Signature(["CHỦ TRÌ"], "An")),
        Signatures(right=Signature(["BÍ THƯ"], "An"), left=Recipients(["- Đảng ủy."])),
        Signatures(right=Signature(["A"], "B"), left=Signature(["C"], "")),
    )
    reader = reader_of(whole)
    assert "hr" in [tag for tag, _ in reader.tags]
    assert squeezed(reader.text) == squeezed(docx_text(whole))


def test_nothing_typed_becomes_markup_and_no_style_is_inline():
    whole = document(
        letterhead(superior=HOSTILE, issuer=HOSTILE, number=HOSTILE),
        Title(HOSTILE, HOSTILE),
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Bullets([HOSTILE], "-"),
        Table([Column(HOSTILE)], [[HOSTILE]], HOSTILE, [HOSTILE]),
        Signatures(right=Signature([HOSTILE], HOSTILE, HOSTILE), left=Recipients([HOSTILE])),
        title=HOSTILE,
    )
    reader = reader_of(whole)
    assert reader.text.count(HOSTILE) == 16
    assert {"script", "img", "style"}.isdisjoint(tag for tag, _ in reader.tags)
    names = {name for _, attributes in reader.tags for name in attributes}
    assert not [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "columns"), [(390, 1), (1280, 2)])
def test_the_sheet_fits_the_screen(page, width, columns):
    long = Table([Column("TT", 1, "center"), Column("Việc", 5)], [["1", "x" * 300]])
    whole = document(*minutes().blocks, long, Heading("W" * 90))
    sheets = (Path(finders.find(f"hmk/{name}.css")) for name in ("hmk", "preview"))
    css = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(f'<html lang="vi"><style>{css}</style><main>{shown(whole)}</main></html>')
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    head = page.locator(".doc-letterhead")
    tracks = head.evaluate("e => getComputedStyle(e).gridTemplateColumns.split(' ').length")
    assert tracks == columns
    size = page.locator(".doc-text").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 17
