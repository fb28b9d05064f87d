"""What a file may be that is imported: told by its bytes, before a reader of workbooks sees it."""

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from documents.keeping import BROKEN_ARCHIVE, MEGABYTE, megabytes

MOST_UNPACKED = 80 * MEGABYTE
MOST_ENTRIES = 2000
CHUNK = 256 * 1024

XLSX, CSV = "xlsx", "csv"
SUFFIXES = {"xlsx": XLSX, "csv": CSV, "txt": CSV}
CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_OTHERS = {b"%PDF": "PDF", b"\x89PNG": "ảnh PNG", b"\xff\xd8\xff": "ảnh JPG", b"{\\rtf": "RTF"}
_MACROS = re.compile(rb"macroenabled|vbaproject", re.IGNORECASE)
_FORMULA = re.compile(rb"<f[ >/]")
AGAIN = "Xin mở bằng Excel, chọn “Lưu thành” (Save As) loại “Excel Workbook (*.xlsx)” rồi gửi lại."


class Refused(ValueError):
    """The file is not read; the text says why and what to do, for whoever sent it."""


def kind_of(name: str, size: int, file: BinaryIO, *, most_bytes: int) -> str:
    """XLSX or CSV, or Refused. `size` is the true length; what is longer than `most_bytes` need
    not be in `file`."""
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if size > most_bytes:
        raise Refused(
            f"Tệp nặng {megabytes(size)} MB, lớn hơn {most_bytes // MEGABYTE} MB. Danh sách vài "
            "nghìn đồng chí chỉ nặng chừng 1 MB: xin bỏ ảnh, bỏ sheet không dùng, hoặc chia tệp."
        )
    if size == 0:
        raise Refused("Tệp rỗng, không có nội dung.")
    file.seek(0)
    start = file.read(CHUNK)
    if start.startswith(_OLE):
        raise _old_or_locked(start, file)
    if start.startswith(_ZIP):
        if suffix == "xlsm":
            raise _with_macros()
        return XLSX
    for sign, label in _OTHERS.items():
        if start.startswith(sign):
            raise Refused(f"Đây là tệp {label}, không phải bảng tính. Xin gửi tệp Excel hoặc CSV.")
    if suffix not in SUFFIXES or SUFFIXES[suffix] == XLSX:
        raise Refused(f"Tệp này không phải bảng tính Excel (.xlsx) hay CSV. {AGAIN}")
    return CSV


def _with_macros() -> Refused:
    return Refused(f"Tệp có macro (chương trình kèm theo) nên không nhận. {AGAIN}")


def _old_or_locked(start: bytes, file: BinaryIO) -> Refused:
    """An OLE container: a workbook with a password, or one of before 2007."""
    if _ENCRYPTED in start or _ENCRYPTED in file.read():
        return Refused(
            "Tệp đặt mật khẩu nên HMK không đọc được. Xin mở tệp, bỏ mật khẩu, lưu rồi gửi lại."
        )
    return Refused(f"Đây là tệp Excel đời cũ (.xls). {AGAIN}")


def check_workbook(file: BinaryIO) -> bool:
    """Lets an XLSX file pass that may be unpacked, else Refused; says whether it has formulas.

    The unpacked size is counted, not believed: a list of contents may lie.
    """
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return _unpacked(archive, entries)
    except Refused:
        raise
    except BROKEN_ARCHIVE:
        raise Refused(f"Tệp hỏng hoặc không phải tệp Excel (.xlsx). {AGAIN}") from None


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused("Tệp đặt mật khẩu nên HMK không đọc được. Xin bỏ mật khẩu rồi gửi lại.")
    if any("vbaproject" in name.lower() for name in names):
        raise _with_macros()
    if (
        len(entries) > MOST_ENTRIES
        or len(set(names)) != len(names)
        or sum(entry.file_size for entry in entries) > MOST_UNPACKED
    ):
        raise _bomb()
    if "xl/workbook.xml" not in names:
        raise Refused(f"Tệp này không phải bảng tính Excel (.xlsx). {AGAIN}")


def _bomb() -> Refused:
    return Refused(
        "Tệp nén bất thường: mở ra lớn hơn "
        f"{MOST_UNPACKED // MEGABYTE} MB. Xin chép phần danh sách sang một tệp mới rồi gửi lại."
    )


def _unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    """Reads everything once and keeps nothing."""
    total, formulas = 0, False
    for entry in entries:
        sheet = entry.filename.startswith("xl/worksheets/")
        tail = b""
        for chunk in _chunks(archive, entry):
            total += len(chunk)
            if total > MOST_UNPACKED:
                raise _bomb()
            if entry.filename == "[Content_Types].xml" and _MACROS.search(tail + chunk):
                raise _with_macros()
            formulas = formulas or (sheet and bool(_FORMULA.search(tail + chunk)))
            tail = chunk[-32:]
    return formulas


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            yield chunk
