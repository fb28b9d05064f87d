"""Fixed phrases of official documents, in the spelling that the format rules ask for."""

from datetime import date

DASHES = "-----"
"""What closes the heading of a document: five hyphens under the subject."""
COMMITTEE = "ĐẢNG ỦY "
LETTERS_OF = {"Tỉnh ủy": "TU", "Thành ủy": "TU", "Huyện ủy": "HU", "Đảng ủy": "ĐU"}
"""The kinds of committees by the words with which their names begin, and what their numbers end
with; the custom of offices."""
ISSUER_LETTERS = 24
"""What stands in one line of the left half of a letterhead, in bold capitals."""


def amount(value: float) -> str:
    """A figure of a chart as Vietnamese writes it: '70,5', '12.345'."""
    return f"{value:,.10g}".translate(str.maketrans(",.", ".,"))


def two_digits(number: int) -> str:
    """A number with a 0 before it when it has one digit: '05', '12', '118'."""
    return f"{number:02d}"


def document_number(number: int, kind: str, issuer: str = "CB") -> str:
    """'Số 05-NQ/CB': no colon, 0 before a number under 10, hyphen before the kind, slash after.

    Source: Quy định 399-QĐ/TW with Hướng dẫn 05-HD/VPTW; the same rule stood in 66-QĐ/TW.
    `kind` is the abbreviation (NQ, KL, BB, TB, BC …), `issuer` CB for a cell, ĐU for a committee.
    """
    return f"Số {two_digits(number)}-{kind}/{issuer}"


def kind_of_committee(name: str) -> str:
    """'Tỉnh ủy' of 'Tỉnh ủy Hà Tĩnh': on whose behalf one signs; 'Đảng ủy' of any other name."""
    begins = (kind for kind in LETTERS_OF if name.casefold().startswith(kind.casefold()))
    return next(begins, "Đảng ủy")


def letters_of_committee(name: str) -> str:
    """What the numbers of the committee's documents end with: 'TU', 'HU', 'ĐU'."""
    return LETTERS_OF[kind_of_committee(name)]


def issuer_lines(name: str) -> str:
    """A long name of a committee in capitals, broken after the words for what it is:
    'ĐẢNG ỦY / THỊ TRẤN HƯƠNG KHÊ'. Any other name stays as it is."""
    kind, _, of_what = name.partition(COMMITTEE)
    broken = not kind and of_what and len(name) > ISSUER_LETTERS
    return f"{COMMITTEE.strip()}\n{of_what}" if broken else name


def long_date(day: date) -> str:
    """'ngày 03 tháng 02 năm 2026': 0 before days under 10 and before the months 1 and 2.

    Source: Hướng dẫn 05-HD/VPTW. The months 3 to 9 take no 0: no stroke can turn them into
    another month.
    """
    month = two_digits(day.month) if day.month <= 2 else str(day.month)
    return f"ngày {two_digits(day.day)} tháng {month} năm {day.year}"


def place_date(place: str, day: date) -> str:
    """'Hương Khê, ngày 03 tháng 02 năm 2026', the line under the right half of the letterhead."""
    return f"{place}, {long_date(day)}"


def short_date(day: date) -> str:
    """'03/02/2026', for the cells of a table."""
    return f"{day:%d/%m}/{day.year}"
