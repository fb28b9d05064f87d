import os

import pytest
import typst

from documents import pdf
from documents.blocks import Column, Paragraph, Signature, Signatures, Table
from documents.fonts import characters
from documents.pdf import PdfError, write_pdf
from tests.documents.reading import pages_of, pdf_of
from tests.documents.samples import OPINION, document, minutes, resolution

POINT = 25.4 / 72
HEADER = "TT Họ và tên Đảng viên Tham dự"


def test_the_page_is_a4_and_the_text_within_its_margins():
    page = pdf_of(minutes()).pages[0]
    assert float(page.mediabox.width) * POINT == pytest.approx(210, abs=0.1)
    assert float(page.mediabox.height) * POINT == pytest.approx(297, abs=0.1)
    spots = []
    page.extract_text(visitor_text=lambda text, cm, tm, *_: text.strip() and spots.append((cm, tm)))
    lefts = [(cm[4] + tm[4]) * POINT for cm, tm in spots]
    assert min(lefts) == pytest.approx(30, abs=1.5)
    assert max(lefts) < 195


def test_the_page_number_stands_first_from_the_second_page_on():
    first, *others = pages_of(minutes())
    assert first.startswith("ĐẢNG BỘ")
    assert [page.split("\n")[0] for page in others] == [str(i + 2) for i in range(len(others))]


def test_the_header_row_is_repeated_on_the_next_page():
    first, second, *_ = pages_of(minutes())
    assert HEADER in " ".join(first.split())
    assert HEADER in " ".join(second.split())


def test_a_row_is_not_cut_by_the_end_of_a_page():
    for page in pages_of(document(*[Paragraph("x")] * 20, long_table(60))):
        assert page.count("đầu") == page.count("cuối")


def test_a_row_longer_than_a_page_goes_on_over_the_next():
    cell = " ".join(f"{i}." for i in range(3000))
    whole = document(Table([Column("Kết quả")], [[cell]]))
    text = " ".join(pages_of(whole))
    assert all(f"{i}." in text for i in (0, 1500, 2999))


@pytest.mark.parametrize("count", range(24, 33))
def test_a_small_table_is_not_cut_by_the_end_of_a_page(count):
    small = long_table(4)
    pages = pages_of(document(*[Paragraph(f"dòng {i}") for i in range(count)], small))
    assert [page.count("đầu") for page in pages if "đầu" in page] == [4]


def test_a_table_of_few_long_rows_begins_where_it_stands():
    long = Table([Column("Kết quả")], [[" ".join(["chữ"] * 250)]] * 6)
    first, *_ = pages_of(document(*[Paragraph("x")] * 20, long))
    assert "chữ" in first


def test_a_word_wider_than_its_cell_is_broken():
    whole = document(Table([Column("TT", 1), Column("Tên", 9)], [["W" * 60, "x"]]))
    assert max(len(line) for line in pages_of(whole)[0].split("\n")) < 30


@pytest.mark.parametrize("count", range(20, 32))
def test_a_signature_never_stands_on_a_page_without_text(count):
    lines = [Paragraph(f"dòng {i}") for i in range(count)]
    end = Signatures(right=Signature(["BÍ THƯ"], "Nguyễn Văn Ổn"))
    last = pages_of(document(*lines, Paragraph(OPINION), end))[-1]
    assert "khó khăn" in last
    assert "BÍ THƯ" in last
    assert "Nguyễn Văn Ổn" in last


def test_the_file_tells_title_author_language_and_date_and_is_tagged():
    reader = pdf_of(minutes())
    assert reader.metadata.title == "Biên bản sinh hoạt chi bộ tháng 02 năm 2026"
    assert reader.metadata.author == "Chi bộ Tổ dân phố 5"
    assert reader.metadata.creation_date == minutes().created
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "vi"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfaid" in root["/Metadata"].get_data()


def test_every_font_is_embedded_and_is_the_one_of_the_settings():
    fonts = pdf_of(resolution()).pages[0]["/Resources"]["/Font"].values()
    assert {font.get_object()["/BaseFont"].split("+")[1].split("-")[0] for font in fonts} == {
        "Tinos"
    }


def test_a_warning_of_typst_is_an_error(monkeypatch):
    monkeypatch.setattr(pdf, "FAMILY", "No Such Family")
    with pytest.raises(PdfError, match="font"):
        write_pdf(resolution())


def test_an_error_of_typst_is_told(monkeypatch):
    def fail(*args, **kwargs):
        raise typst.TypstError("no such thing", "", [], [])

    monkeypatch.setattr(pdf, "_compiler", lambda: type("", (), {"compile_with_warnings": fail})())
    with pytest.raises(PdfError, match="no such thing"):
        write_pdf(resolution())


def test_a_forked_child_of_a_writer_refuses_rather_than_hangs(monkeypatch):
    write_pdf(resolution())
    monkeypatch.setattr(os, "getpid", lambda: -1)
    with pytest.raises(PdfError, match="forked"):
        write_pdf(resolution())


def test_every_character_of_the_typeface_can_be_archived():
    assert write_pdf(document(Paragraph(" ".join(map(chr, sorted(characters()))))))


def long_table(count: int) -> Table:
    row = ["đầu " + "việc được giao trong tháng " * 8 + "cuối"]
    return Table([Column("Nhiệm vụ")], [row] * count)
