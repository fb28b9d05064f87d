"""What a cell of the sheet says, as a value of the roll. A ValueError says why it cannot be one."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from cells.text import fold
from members.forms.base import NAME_SIGNS
from members.importing.sheets import BROKEN, FORMULA, Plain
from members.models import Gender, OfficeKind, StandingKind

_SERIAL_ZERO = date(1899, 12, 30)
"""Excel's day 0. Serials before 01/03/1900 are one off, by a mistake of Excel's: nobody's days."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
_SERIALS = (LAST_YEAR + 1, 80_000)

_DAY = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR = re.compile(r"(?:[/.\-\s]*)(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{4})")
_SHORT = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2}")
_WORDS = re.compile(r"^ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})$")
_NUMBER = re.compile(r"\d+(\.0+)?")


@dataclass(frozen=True)
class Day:
    """A day as far as the sheet knows it: `exact` is day, month or year; the first day stands for
    what is not known."""

    day: date
    exact: str = "day"

    def agrees(self, other: date) -> bool:
        """Whether the other day is this one, as far as this one is known."""
        if self.exact == "year":
            return self.day.year == other.year
        if self.exact == "month":
            return (self.day.year, self.day.month) == (other.year, other.month)
        return self.day == other


def text_of(value: Plain) -> str:
    """A cell as one line of text; whole numbers without a point."""
    _refuse_broken(value)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _refuse_broken(value: Plain) -> None:
    if isinstance(value, dict):
        if value[BROKEN] == FORMULA:
            raise ValueError(
                "Công thức chưa có kết quả trong tệp. Xin mở bằng Excel, lưu lại, hoặc thay công "
                "thức bằng giá trị."
            )
        raise ValueError("Ô báo lỗi của Excel (#N/A, #VALUE! …). Xin sửa ô này.")


def name_of(value: Plain) -> str:
    """A person's name: letters and the few signs that names have; what is all in one case gets
    capitals at its words."""
    name = text_of(value)
    wrong = [
        char
        for char in name
        if char not in NAME_SIGNS and not unicodedata.category(char).startswith(("L", "M"))
    ]
    if wrong:
        raise ValueError(f"Họ và tên chỉ gồm chữ cái, xin bỏ “{wrong[0]}”.")
    if len(name) > 80:
        raise ValueError("Họ và tên dài quá 80 chữ.")
    if name in {name.upper(), name.lower()}:
        return " ".join(word.capitalize() for word in name.split())
    return name


def day_of(value: Plain) -> Day | None:
    """dd/mm/yyyy, mm/yyyy, yyyy, an Excel serial, or a day in words."""
    text = text_of(value)
    if not text:
        return None
    if _NUMBER.fullmatch(text) and len(text.partition(".")[0]) < 8:
        return _of_number(int(float(text)))
    for pattern, order in ((_ISO, (2, 1, 0)), (_DAY, (0, 1, 2)), (_PACKED, (0, 1, 2))):
        if found := pattern.fullmatch(text):
            parts = [int(part) for part in found.groups()[:3]]
            return _checked(*(parts[at] for at in order))
    if found := _WORDS.fullmatch(fold(text)):
        return _checked(*map(int, found.groups()))
    if found := _MONTH.fullmatch(text):
        return _checked(0, int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(text):
        return _checked(0, 0, int(found[1]))
    if _SHORT.fullmatch(text):
        raise ValueError(f"“{text}”: xin ghi đủ bốn số của năm.")
    raise ValueError(f"“{text[:30]}” không phải ngày. Xin ghi như 03/02/1985, 02/1985 hoặc 1985.")


def _of_number(number: int) -> Day:
    if FIRST_YEAR <= number <= LAST_YEAR:
        return _checked(0, 0, number)
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return Day(_SERIAL_ZERO + timedelta(days=number))
    raise ValueError(f"“{number}” không phải ngày. Xin ghi như 03/02/1985, 02/1985 hoặc 1985.")


def _checked(day: int, month: int, year: int) -> Day:
    """0 is not known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Năm {year} không đúng.")
    if not month:
        return Day(date(year, 1, 1), "year")
    try:
        if not day:
            return Day(date(year, month, 1), "month")
        return Day(date(year, month, day))
    except ValueError:
        shown = f"{day:02}/{month:02}/{year}" if day else f"{month:02}/{year}"
        raise ValueError(f"Không có ngày {shown}.") from None


def gender_of(value: Plain) -> str:
    text = fold(text_of(value))
    if not text:
        return ""
    if text in {"nam", "m", "male", "ong"}:
        return Gender.MALE
    if text in {"nu", "f", "female", "ba", "g"}:
        return Gender.FEMALE
    raise ValueError(f"“{text_of(value)[:20]}” không phải Nam hay Nữ.")


def is_ticked(value: Plain) -> bool:
    """Whether a column that is only ticked is: x, 1, v, the word itself."""
    return fold(text_of(value)) in {"x", "1", "v", "co", "✓", "✔", "nu", "nam"}


def card_of(value: Plain) -> str:
    """A card number, without blanks; Excel's numbers lose nothing but zeros at the front."""
    card = text_of(value).replace(" ", "")
    if len(card) > 20:
        raise ValueError("Số thẻ dài quá 20 ký tự.")
    return card


def phone_of(value: Plain) -> str:
    phone = text_of(value)
    if len(phone) > 20:
        raise ValueError("Số điện thoại dài quá 20 ký tự.")
    if phone.isdecimal() and len(phone) == 9:
        return f"0{phone}"  # Excel took the zero away
    return phone


def note_of(value: Plain) -> str:
    note = text_of(value)
    if len(note) > 1000:
        raise ValueError("Ghi chú dài quá 1000 chữ.")
    return note


_OFFICES = {
    OfficeKind.SECRETARY: ("bi thu", "bt", "btcb"),
    OfficeKind.DEPUTY: ("pho bi thu", "pbt", "pbtcb"),
    OfficeKind.COMMITTEE_MEMBER: (
        "chi uy vien", "cuv", "uv chi uy", "uy vien chi uy", "chi uy", "uy vien",
    ),
}  # fmt: skip
_OFFICE_OF = {name: kind for kind, names in _OFFICES.items() for name in names}
_NO_OFFICE = {"", "dang vien", "dv", "khong", "-"}


def office_of(value: Plain) -> tuple[str, str]:
    """The office in the cell, and what of the text is none (to be told, not stored)."""
    text = text_of(value)
    bare = re.sub(r"[.\s]+", " ", fold(text)).strip().removesuffix(" chi bo")
    if bare in _NO_OFFICE:
        return "", ""
    if kind := _OFFICE_OF.get(bare):
        return kind, ""
    return "", text


def grade_of(value: Plain) -> str:
    text = fold(text_of(value))
    if not text:
        return ""
    if "du bi" in text or text in {"db", "dvdb"}:
        return StandingKind.PROBATIONARY
    if "chinh thuc" in text or text in {"ct", "dvct"}:
        return StandingKind.OFFICIAL
    return ""
