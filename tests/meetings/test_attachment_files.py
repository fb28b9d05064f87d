"""What a file may be: told by its bytes, whatever its name says."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.attachment_files import (
    CONTENT_TYPES,
    LONGEST_NAME,
    MOST_BYTES,
    Refused,
    accept,
    tidy_name,
)
from tests.meetings import files

GOOD = {
    "pdf": files.PDF,
    "docx": files.word(),
    "xlsx": files.sheet(),
    "pptx": files.slides(),
    "odt": files.open_document(),
    "jpg": files.JPG,
    "png": files.PNG,
    "txt": files.TXT,
}


def taken(name: str, content: bytes):
    return accept(name, len(content), io.BytesIO(content))


def why(name: str, content: bytes, size: int | None = None) -> str:
    with pytest.raises(Refused) as refused:
        accept(name, len(content) if size is None else size, io.BytesIO(content))
    return str(refused.value)


@pytest.mark.parametrize("suffix", CONTENT_TYPES)
def test_each_allowed_kind_is_taken_under_its_own_type(suffix):
    found = taken(f"Tài liệu.{suffix.upper()}", GOOD[suffix])
    assert found.name == f"Tài liệu.{suffix}"
    assert found.content_type == CONTENT_TYPES[suffix]


def test_jpeg_is_another_name_of_jpg():
    assert taken("anh.jpeg", files.JPG).content_type == "image/jpeg"


@pytest.mark.parametrize("suffix", CONTENT_TYPES)
def test_a_program_is_no_document_whatever_it_calls_itself(suffix):
    assert f"không phải {suffix.upper()}" in why(f"thong-bao.{suffix}", files.EXE)


@pytest.mark.parametrize(
    "name", ["x.exe", "x.docm", "x.html", "x.svg", "x.pdf.js", "x", "", ".pdf."]
)
def test_other_kinds_are_refused_with_those_that_are_taken(name):
    assert "Xin dùng: PDF, Word (docx)" in why(name, files.PDF)


@pytest.mark.parametrize("wrong", ["docx", "xlsx", "pptx", "odt"])
def test_one_office_kind_is_not_another(wrong):
    for suffix in {"docx", "xlsx", "pptx", "odt"} - {wrong}:
        assert "không phải" in why(f"x.{wrong}", GOOD[suffix])


@pytest.mark.parametrize(
    "content",
    [
        files.macro_word(),
        files.macro_word_in_disguise(),
        files.changed(files.word(), word__VBAPROJECT=b"x"),
    ],
)
def test_programs_inside_a_document_are_refused(content):
    assert "macro" in why("x.docx", content)


def test_programs_inside_an_open_document_are_refused():
    content = files.changed(files.open_document(), Basic__Standard__script=b"Sub Main")
    assert "macro" in why("x.odt", content)


def test_an_archive_that_would_fill_the_memory_is_refused_unopened():
    content = files.bomb()
    assert len(content) < MOST_BYTES
    assert "nén bất thường" in why("x.docx", content)


def test_a_list_of_types_without_end_is_read_only_so_far():
    endless = files.zipped(
        {"[Content_Types].xml": b" " * (150 * 1024 * 1024), "word/document.xml": b"<x/>"}
    )
    assert taken("x.docx", endless).content_type == CONTENT_TYPES["docx"]


def test_a_document_under_a_password_is_refused():
    assert "mật khẩu" in why("x.docx", files.locked_word())


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_broken_archive_is_refused_in_words(cut):
    content = files.word()
    assert "không phải DOCX" in why("x.docx", content[:-cut])


def test_ten_megabytes_are_taken_and_one_byte_more_is_not():
    content = files.PDF + b"\x00" * (MOST_BYTES - len(files.PDF))
    assert taken("x.pdf", content)
    assert "10,1 MB, lớn hơn 10 MB" in why("x.pdf", content + b"\x00")


def test_an_empty_file_is_refused():
    assert "rỗng" in why("x.pdf", b"")


@pytest.mark.parametrize(
    "text", ["Đảng".encode("cp1258", "replace"), "x".encode("utf-16"), b"a\x00b"]
)
def test_text_that_others_could_not_read_is_refused(text):
    assert why("x.txt", text + b"\xff")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\Windows\\x.PDF", "x.pdf"),
        ("C:\\Tài liệu\\Chuyên đề.docx", "Chuyên đề.docx"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "a b Set-Cookie: x.pdf"),
        ("dao\u202eFDP.exe.pdf", "dao FDP.exe.pdf"),
        ("Đo\u031bn.pdf", "Đơn.pdf"),
        (".pdf", "tai-lieu.pdf"),
        ("...pdf", "tai-lieu.pdf"),
        ("  a   b  .pdf", "a b.pdf"),
        (f"{'x' * 300}.pdf", f"{'x' * (LONGEST_NAME - 4)}.pdf"),
    ],
)
def test_odd_names_are_tidied(typed, kept):
    assert tidy_name(typed) == kept


@given(st.text(max_size=300))
def test_a_tidied_name_is_one_visible_line_without_a_path(name):
    tidied = tidy_name(name)
    assert tidied
    assert not {"/", "\\", "\n", "\x00"} & set(tidied)
    assert tidied.isprintable()
    assert tidy_name(tidied) == tidied


@given(st.binary(max_size=2000), st.sampled_from(sorted(CONTENT_TYPES)))
def test_no_bytes_bring_the_check_down(content, suffix):
    try:
        found = taken(f"x.{suffix}", content)
    except Refused:
        return
    assert found.content_type == CONTENT_TYPES[suffix]


@given(st.integers(0, 4000), st.integers(0, 255))
def test_no_damage_to_a_document_brings_the_check_down(place, byte):
    content = bytearray(files.word())
    content[-place % len(content)] = byte
    try:
        found = taken("x.docx", bytes(content))
    except Refused:
        return
    assert found.content_type == CONTENT_TYPES["docx"]
