"""What must hold for the PDF and the DOCX of a document alike."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.blocks import (
    Bullets,
    Column,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.formats import write
from documents.pdf import printable
from documents.prepare import clean
from tests.documents.reading import docx_text, pages_of, squeezed
from tests.documents.samples import document, letterhead, minutes, resolution

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": *',
    "*đậm* _nghiêng_ `mã` $x^2$ @x <nhãn>",
    "= Không phải đề mục",
    "\\ \\u{41} // không /* phải */ chú thích",
    "<w:t>&amp;</w:t> ]]> {{ x }} {% y %}",
    "'nháy' \"kép\" -- ---",
    "[ ( { } ) ]",
]
VIETNAMESE = "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)


def pdf_text(whole) -> str:
    """The text of all pages without spaces and page numbers."""
    first, *others = pages_of(whole)
    others = [page.removeprefix(str(i)) for i, page in enumerate(others, start=2)]
    return squeezed(first + "".join(others))


@pytest.mark.parametrize(
    ("suffix", "begins", "content_type"),
    [("pdf", b"%PDF", "application/pdf"), ("docx", b"PK", "application/vnd.openxml")],
)
def test_a_format_is_chosen_by_name(suffix, begins, content_type):
    content, kind, ending = write(resolution(), suffix)
    assert content.startswith(begins)
    assert kind.startswith(content_type)
    assert ending == f".{suffix}"


def test_an_unknown_format_is_refused():
    with pytest.raises(KeyError):
        write(resolution(), "odt")


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
@pytest.mark.parametrize("sample", [minutes, resolution])
def test_the_same_document_is_written_as_the_same_bytes(sample, file_format):
    assert write(sample(), file_format) == write(sample(), file_format)


def test_both_formats_hold_the_same_words_in_the_same_order():
    assert pdf_text(resolution()) == squeezed(docx_text(resolution()))


def test_a_resolution_holds_its_parts_in_the_official_order():
    text = docx_text(resolution())
    parts = [
        "ĐẢNG BỘ THỊ TRẤN HƯƠNG KHÊ",
        "CHI BỘ TỔ DÂN PHỐ 5",
        "*",
        "Số 05-NQ/CB",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Hương Khê, ngày 03 tháng 02 năm 2026",
        "NGHỊ QUYẾT",
        "về lãnh đạo",
        "-----",
        "I. KẾT QUẢ",
        "- Vận động",
        "Nơi nhận:",
        "- Lưu Chi bộ.",
        "T/M CHI BỘ",
        "BÍ THƯ",
        "Nguyễn Văn Ổn",
    ]
    positions = [text.find(part) for part in parts]
    assert -1 not in positions
    assert positions == sorted(positions)


def test_minutes_have_no_line_of_place_and_date():
    first = pages_of(minutes())[0]
    assert "Hương Khê, ngày" not in first
    assert "Số 11-BB/CB" in first


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_everywhere(text):
    whole = document(
        letterhead(superior=text, issuer=text, number=text),
        Title(text, text),
        Heading(text),
        Paragraph(text),
        Bullets([text]),
        Table([Column(text)], [[text]], caption=text, total=[text]),
        Signatures(left=Recipients([text]), right=Signature([text], text, text)),
        title=text,
        author=text,
    )
    assert pdf_text(whole).count(squeezed(text)) == 16
    assert squeezed(docx_text(whole)).count(squeezed(text)) == 16


def test_every_vietnamese_letter_can_be_read_back():
    whole = document(Paragraph(" ".join(VIETNAMESE + "Đđ–“”…₫")))
    assert pdf_text(whole) == VIETNAMESE + "Đđ–“”…₫"


def test_decomposed_input_comes_out_composed():
    whole = document(Paragraph(unicodedata.normalize("NFD", "Đảng bộ thị trấn Hương Khê")))
    assert pages_of(whole) == ["Đảng bộ thị trấn Hương Khê"]
    assert docx_text(whole).strip() == "Đảng bộ thị trấn Hương Khê"


def test_what_the_typeface_lacks_is_a_square_in_the_pdf_and_itself_in_word():
    whole = document(Paragraph("Vui 😀 漢 ☐ ✓ \ue000."))
    assert pages_of(whole) == ["Vui □ □ □ √ □."]
    assert "Vui 😀 漢 ☐ ✓ \ue000." in docx_text(whole)


def test_recipients_may_stand_alone():
    whole = document(Paragraph("Hết."), Recipients(["- Lưu Chi bộ."]))
    assert pdf_text(whole) == squeezed(docx_text(whole)) == "Hết.Nơinhận:-LưuChibộ."


def test_a_page_break_begins_a_page():
    assert pages_of(document(Paragraph("một"), PageBreak(), Paragraph("hai"))) == ["một", "2\nhai"]


def is_plain(character: str) -> bool:
    """Whether a reader of PDFs gives the character back as it stood: marks that combine and
    letters from right to left come out in the order of drawing."""
    return not unicodedata.category(character).startswith("M") and (
        unicodedata.bidirectional(character) not in {"R", "AL", "AN"}
    )


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_can_be_written_in_both_formats_and_says_the_same(long, short):
    whole = document(
        Letterhead(short, short, short, short, date(2026, 2, 3)),
        Title(short, short),
        Heading(short, 2),
        Paragraph(long),
        Bullets([long]),
        Table([Column(short, 1), Column(short, 9)], [[short, long]], caption=short),
        Signatures(left=Signature([short]), right=Signature([short], short)),
        title=short,
        author=short,
    )
    in_word, in_pdf = docx_text(whole), pdf_text(whole)
    if all(map(is_plain, clean(long + short))):
        assert in_pdf == squeezed(printable(in_word))
