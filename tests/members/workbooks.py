"""Workbooks as offices keep them, good and odd and bad, made by the tests themselves."""

import csv
import io
import unicodedata
import zipfile
from datetime import date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from members.importing import legacy

HEAD = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ",
    "Chức vụ", "Ghi chú",
)  # fmt: skip
PEOPLE = (
    (1, "Nguyễn Hữu Thảo", "19/05/1958", "Nam", "03/02/1985", "03/02/1986", "41.000001", "", ""),
    (2, "Đặng Thị Hường", "02/09/1971", "Nữ", "19/05/1999", "19/05/2000", "41.000002", "", "Tổ 2"),
    (3, "Phạm Quốc Vượng", "07/11/2001", "Nam", "26/03/2026", "", "41.000003", "", ""),
)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(sheet: Worksheet, rows, at: int = 1) -> None:
    for row, cells in enumerate(rows, at):
        for column, value in enumerate(cells, 1):
            if value != "":
                sheet.cell(row, column, value)


def workbook(*rows, sheet: str = "Sheet1", head=HEAD) -> bytes:
    """The headings in the first row, the rows below."""
    book = Workbook()
    book.active.title = sheet
    put(book.active, [head, *(rows or PEOPLE)])
    return saved(book)


def person(name: str, **other) -> tuple:
    """A row for HEAD: birth, gender, admitted, official, card, office, note."""
    fields = ("birth", "gender", "admitted", "official", "card", "office", "note")
    return (1, name, *(other.get(key, "") for key in fields))


def upload(content: bytes, name: str = "danh-sach.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# --- Odd ones that are read ----------------------------------------------------------------------


def titled() -> bytes:
    """A merged title that names the cell, headings in row 6, totals and signatures below."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "ĐẢNG BỘ THỊ TRẤN HƯƠNG THỬ"
    sheet["A3"] = "DANH SÁCH ĐẢNG VIÊN CHI BỘ TỔ DÂN PHỐ SỐ 05"
    sheet.merge_cells("A3:I3")
    sheet["A4"] = "(Tính đến ngày 01/11/2026)"
    put(sheet, [HEAD, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"), *PEOPLE], 6)
    sheet["B11"] = "Tổng số: 3 đảng viên"
    sheet["G13"] = "T/M CHI BỘ"
    sheet["B14"] = "Người lập biểu"
    sheet["B17"] = "Lê Thị Mai An"
    return saved(book)


def sheet_for_each_cell() -> bytes:
    book = Workbook()
    book.active.title = "TDP 5"
    put(book.active, [HEAD, PEOPLE[0]])
    put(book.create_sheet("Chi bộ TDP 012"), [HEAD, PEOPLE[1]])
    put(book.create_sheet("Hướng dẫn"), [("Ghi mỗi chi bộ một sheet",)])
    return saved(book)


def two_rows_of_headings() -> bytes:
    """The birth date stands under Nam or Nữ, both days under Ngày vào Đảng."""
    book = Workbook()
    sheet = book.active
    put(
        sheet,
        [
            (
                "TT",
                "Họ và tên khai sinh",
                "Ngày, tháng, năm sinh",
                "",
                "Ngày vào Đảng",
                "",
                "Quê quán",
            ),
            ("", "", "Nam", "Nữ", "Dự bị", "Chính thức", ""),
            (1, "Nguyễn Hữu Thảo", "19/05/1958", "", "03/02/1985", "03/02/1986", "Hà Tĩnh"),
            (2, "Đặng Thị Hường", "", "02/09/1971", "19/05/1999", "19/05/2000", "Nghệ An"),
        ],
        3,
    )
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:G4"):
        sheet.merge_cells(area)
    return saved(book)


def _spelled(text: str, reading: dict[str, str]) -> str:
    return "".join(reading.get(char, char) for char in unicodedata.normalize("NFC", text))


def in_tcvn3(text: str) -> str:
    """As it looks when the font .VnTime is not there."""
    return _spelled(text, {new: old for old, new in _pairs(legacy.from_tcvn3)})


def in_vni(text: str) -> str:
    table = {new: old for old, new in legacy._VNI.items()}
    return _spelled(text, table)


def _pairs(read):
    latin = [chr(code) for code in range(0xA1, 0x100)]
    return [(char, read(char)) for char in latin if read(char) != char or char == "ý"]


def in_old_letters(spell) -> bytes:
    """All text, headings too, in an encoding of before Unicode."""
    rows = [[spell(one) if isinstance(one, str) else one for one in row] for row in (HEAD, *PEOPLE)]
    return workbook(*rows[1:], head=rows[0])


def decomposed_capitals() -> bytes:
    """NFD, names in capitals, headings without diacritics."""
    rows = [
        [unicodedata.normalize("NFD", one.upper()) if isinstance(one, str) else one for one in row]
        for row in PEOPLE
    ]
    head = ("STT", "HO VA TEN", "NAM SINH", "GIOI TINH", "NGAY VAO DANG", "NGAY CHINH THUC",
            "SO THE DANG VIEN", "CHUC VU", "GHI CHU")  # fmt: skip
    return workbook(*rows, head=head)


def many_kinds_of_dates() -> bytes:
    return workbook(
        person("Trần Văn Một", birth=datetime(1958, 5, 19), admitted="3-2-1985", card="42.1"),  # noqa: DTZ001
        person("Trần Văn Hai", birth=21324, admitted="02/1985", card="42.2"),
        person("Trần Văn Ba", birth=1958, admitted="ngày 3 tháng 2 năm 1985", card="42.3"),
        person("Trần Văn Bốn", birth="1958", admitted="03.02.1985", card="42.4"),
        person("Trần Văn Năm", birth="19051958", admitted=date(1985, 2, 3), card="42.5"),
    )


def name_in_two_columns() -> bytes:
    head = ("TT", "Họ và tên đệm", "Tên", "Năm sinh", "Vào Đảng")
    return workbook((1, "Nguyễn Hữu", "Thảo", 1958, 1985), head=head)


def with_formulas(*, results: bool) -> bytes:
    """The card number is a formula; Excel saves its result with it, other programs may not."""
    content = workbook(person("Nguyễn Hữu Thảo", birth="19/05/1958", card=41000001))
    old = b"<v>41000001</v>"
    new = b"<f>41000000+1</f>" + (old if results else b"")
    return changed(content, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(old, new))


def with_hidden_sheet() -> bytes:
    book = Workbook()
    put(book.active, [HEAD, PEOPLE[0]])
    hidden = book.create_sheet("Đã chuyển đi")
    put(hidden, [HEAD, PEOPLE[1]])
    hidden.sheet_state = "hidden"
    return saved(book)


def as_csv(encoding: str, *, sign: str = ",") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=sign).writerows([HEAD, *PEOPLE])
    text = buffer.getvalue()
    if encoding == "cp1258":
        return to_cp1258(text)
    if encoding == "tcvn3":
        return in_tcvn3(text).encode("latin-1")
    return text.encode(encoding)


def to_cp1258(text: str) -> bytes:
    """windows-1258 writes the tone apart, after the letter with its other mark."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        try:
            out.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = next(one for one in parts if one in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", parts.replace(tone, ""))
            out.append(letter.encode("cp1258") + tone.encode("cp1258"))
    return b"".join(out)


# --- Bad ones -------------------------------------------------------------------------------------


def changed(content: bytes, entry: str, change) -> bytes:
    """The archive with one entry rewritten, or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries[entry] = change(entries.get(entry, b""))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def bomb() -> bytes:
    """Small, and 120 MB unpacked."""
    return changed(workbook(), "xl/media/image1.bin", lambda _: b"\x00" * (120 * 1024 * 1024))


def lying_bomb() -> bytes:
    """Its list of contents says that nothing in it is large."""
    content = bytearray(bomb())
    size = (120 * 1024 * 1024).to_bytes(4, "little")
    at = content.rfind(size)
    content[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def with_macros() -> bytes:
    return changed(workbook(), "xl/vbaProject.bin", lambda _: b"\xd0\xcf\x11\xe0")


def old_excel() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "Workbook".encode("utf-16-le")


def encrypted() -> bytes:
    return old_excel() + "EncryptedPackage".encode("utf-16-le")


def wide() -> bytes:
    return workbook(
        PEOPLE[0], head=(*HEAD, *(f"Cột {number}" for number in range(300 - len(HEAD))))
    )


def far_cell() -> bytes:
    """One cell at the last corner of the sheet."""
    book = Workbook()
    put(book.active, [HEAD, *PEOPLE])
    book.active["XFD1048576"] = "x"
    return saved(book)
