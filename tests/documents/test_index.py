"""An index whose rows know the pages of their anchors."""

import re

import pytest
from docx.oxml.ns import qn

from documents.blocks import Anchor, Column, PageBreak, Paragraph, Table
from documents.docx import write_docx
from documents.pdf import write_pdf
from documents.preview import parts
from documents.stored import from_data, to_data
from tests.documents.reading import docx_of, pages_of, pdf_of, squeezed
from tests.documents.samples import document

COLUMNS = [Column("Mục", 80), Column("Trang", 25, "center")]


def booklet(*lengths: int):
    """Pieces of so many pages each behind an index of one page."""
    names = [f"piece-{number}" for number in range(len(lengths))]
    index = Table(COLUMNS, [[name, ""] for name in names], leads_to=names)
    blocks = [index]
    for name, length in zip(names, lengths, strict=True):
        blocks += [PageBreak(), Anchor(name), Paragraph(f"Nội dung {name}.")]
        blocks += [PageBreak(), Paragraph("Trang sau.")] * (length - 1)
    return document(*blocks)


def test_the_index_tells_the_page_on_which_each_piece_begins():
    pages = [squeezed(page) for page in pages_of(booklet(3, 1, 2))]
    told = dict(re.findall(r"(piece-\d)(\d)", pages[0]))
    begins = {
        name: next(i for i, page in enumerate(pages, 1) if f"Nộidung{name}." in page)
        for name in told
    }
    assert {name: int(page) for name, page in told.items()} == begins
    assert begins == {"piece-0": 2, "piece-1": 5, "piece-2": 6}
    assert [page[:1] for page in pages[1:]] == ["2", "3", "4", "5", "6", "7"]


def test_the_rows_of_the_index_are_links():
    reader = pdf_of(booklet(1, 1))
    links = [note.get_object()["/Subtype"] for note in reader.pages[0]["/Annots"]]
    assert links == ["/Link", "/Link"]


def test_the_docx_has_a_bookmark_for_each_place_and_a_field_that_asks_for_its_page():
    body = docx_of(booklet(1, 1)).element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert marks == ["piece-0", "piece-1"]
    fields = [text.text for text in body.iter(qn("w:instrText"))]
    assert fields == ["PAGEREF piece-0 \\h", "PAGEREF piece-1 \\h"]


def test_the_same_booklet_is_the_same_file_and_survives_as_data():
    whole = booklet(2, 1)
    again = from_data(to_data(whole))
    assert write_pdf(again) == write_pdf(whole)
    assert write_docx(again) == write_docx(whole)


def test_on_the_screen_an_anchor_is_nothing_to_see():
    kinds = [part.kind for part in parts(booklet(1))]
    assert kinds == ["table", "pagebreak", "anchor", "paragraph"]


def test_an_index_needs_an_anchor_for_each_row():
    with pytest.raises(ValueError, match="an anchor for each row"):
        Table(COLUMNS, [["a", ""], ["b", ""]], leads_to=["a"])
