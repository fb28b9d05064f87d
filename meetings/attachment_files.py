"""What a file may be that is put to a meeting: told by its name and, above all, by its bytes.

Nothing is unpacked: an archive is judged by its list of contents, and of one small entry a bounded
number of bytes is read.
"""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from documents.keeping import BROKEN_ARCHIVE, MEGABYTE, megabytes

MOST_BYTES = 10 * MEGABYTE
MOST_FILES = 20
LONGEST_NAME = 120

ALLOWED_WORDS = "PDF, Word (docx), Excel (xlsx), PowerPoint (pptx), ODT, ảnh JPG, PNG, văn bản TXT"
_OOXML = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{_OOXML}wordprocessingml.document",
    "xlsx": f"{_OOXML}spreadsheetml.sheet",
    "pptx": f"{_OOXML}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
}
SHOWN_IN_BROWSER = {CONTENT_TYPES[suffix] for suffix in ("pdf", "jpg", "png")}
MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
STARTS = {"pdf": (b"%PDF-",), "jpg": (b"\xff\xd8\xff",), "png": (b"\x89PNG\r\n\x1a\n",)}
PDF_STARTS_WITHIN = 1024
MOST_ENTRIES = 4000
MOST_UNPACKED = 200 * MEGABYTE
MOST_READ = 256 * 1024
_MACROS = re.compile(rb"macroenabled|vbaproject", re.IGNORECASE)
_UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")

_PACKED_AS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Refused(ValueError):
    """The file is not taken; the text says why, for whoever sent it."""


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept: its tidied name and the type it is served as."""

    name: str
    content_type: str


def tidy_name(name: str) -> str:
    """The last part of the name as it may stand on a page and in a header: one line, composed,
    without anything that cannot be seen, not longer than `LONGEST_NAME` with its suffix."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = "".join(c if not unicodedata.category(c).startswith("C") else " " for c in name)
    stem, dot, suffix = " ".join(name.split()).rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    stem = stem.strip(" .")[: LONGEST_NAME - len(suffix) - 1].strip(" .") or "tai-lieu"
    return f"{stem}.{suffix.lower()}" if suffix else stem


def accept(name: str, size: int, file: BinaryIO) -> Accepted:
    """The file under its tidied name, or Refused. `size` is its true length in bytes."""
    name = tidy_name(name)
    suffix = name.rpartition(".")[2] if "." in name else ""
    suffix = {"jpeg": "jpg"}.get(suffix, suffix)
    if suffix not in CONTENT_TYPES:
        raise Refused(f"Loại tệp này không nhận. Xin dùng: {ALLOWED_WORDS}.")
    if size > MOST_BYTES:
        raise Refused(
            f"Tệp nặng {megabytes(size)} MB, lớn hơn {MOST_BYTES // MEGABYTE} MB. Xin chia nhỏ "
            "hoặc giảm dung lượng rồi gửi lại."
        )
    if size == 0:
        raise Refused("Tệp rỗng, không có nội dung.")
    file.seek(0)
    if suffix in STARTS:
        _check_start(suffix, file.read(PDF_STARTS_WITHIN))
    elif suffix == "txt":
        _check_text(file)
    else:
        _check_archive(suffix, file)
    file.seek(0)
    return Accepted(name, CONTENT_TYPES[suffix])


def _mismatch(suffix: str) -> Refused:
    return Refused(f"Nội dung tệp không phải {suffix.upper()} như tên tệp ghi.")


def _check_start(suffix: str, head: bytes) -> None:
    if suffix == "pdf":
        if STARTS["pdf"][0] not in head:
            raise _mismatch(suffix)
    elif not head.startswith(STARTS[suffix]):
        raise _mismatch(suffix)


def _check_text(file: BinaryIO) -> None:
    """Plain text in UTF-8: what holds other bytes would not be read on a phone."""
    content = file.read(MOST_BYTES + 1)
    if _UNREADABLE.search(content):
        raise _mismatch("txt")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(
            "Tệp TXT không ở bảng mã Unicode (UTF-8) nên máy khác đọc sẽ sai chữ. Xin lưu lại "
            "dạng UTF-8, hoặc gửi tệp Word, PDF."
        ) from None


def _check_archive(suffix: str, file: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(suffix, entries)
            if suffix == "odt":
                if _start_of(archive, "mimetype").strip() != CONTENT_TYPES["odt"].encode():
                    raise _mismatch(suffix)
            elif _MACROS.search(_start_of(archive, "[Content_Types].xml")):
                raise _with_macros()
    except Refused:
        raise
    except BROKEN_ARCHIVE:
        raise _mismatch(suffix) from None


def _with_macros() -> Refused:
    return Refused("Tệp có macro (chương trình kèm theo) nên không nhận. Xin lưu lại không macro.")


def _check_entries(suffix: str, entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    needed = {"mimetype", "content.xml"} if suffix == "odt" else {MAIN_PARTS[suffix]}
    if not needed <= names or any(entry.compress_type not in _PACKED_AS for entry in entries):
        raise _mismatch(suffix)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused("Tệp đặt mật khẩu, người khác không mở được. Xin bỏ mật khẩu rồi gửi lại.")
    if (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > MOST_UNPACKED
        or len(names) != len(entries)
    ):
        raise Refused("Tệp nén bất thường nên không nhận. Xin mở ra, lưu lại rồi gửi lại.")
    macro_places = ("basic/", "scripts/") if suffix == "odt" else ()
    for name in names:
        low = name.lower()
        if "vbaproject" in low or low.startswith(macro_places):
            raise _with_macros()


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(MOST_READ)
