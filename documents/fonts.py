"""The typeface of the PDF: where it lies and which characters it can show."""

import struct
from functools import cache
from pathlib import Path

from django.conf import settings

FAMILY = "Tinos"
"""A free face with the measures of Times New Roman."""

PRIVATE = frozenset(range(0xE000, 0xF900))


@cache
def font_files() -> tuple[Path, ...]:
    """The TrueType files under the folder of the settings; FileNotFoundError if there are none."""
    folder = Path(settings.DOCUMENT_FONT_DIR)
    files = tuple(sorted(folder.rglob("*.ttf")))
    if not files:
        raise FileNotFoundError(f"No TrueType font under {folder}: run the installation of fonts.")
    return files


def font_folders() -> list[Path]:
    """The folders that hold the files."""
    return sorted({file.parent for file in font_files()})


@cache
def characters() -> frozenset[int]:
    """The code points that every file can show; private ones, which PDF/A forbids, left out."""
    shared = frozenset.intersection(*(_mapped(file.read_bytes()) for file in font_files()))
    return shared - PRIVATE


def _mapped(font: bytes) -> frozenset[int]:
    """The code points in the character map ("cmap") of a TrueType font.

    Source: OpenType specification, tables "cmap" and its formats 4 and 12.
    """
    table_count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4s4xII", font, 12 + 16 * i) for i in range(table_count))
    start = next(offset for tag, offset, _ in records if tag == b"cmap")
    found: set[int] = set()
    for i in range(struct.unpack_from(">H", font, start + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * i)
        if platform in (0, 3):
            found |= _subtable(font, start + offset)
    return frozenset(found)


def _subtable(font: bytes, start: int) -> set[int]:
    kind = struct.unpack_from(">H", font, start)[0]
    if kind == 12:
        count = struct.unpack_from(">I", font, start + 12)[0]
        groups = (struct.unpack_from(">III", font, start + 16 + 12 * i) for i in range(count))
        return {c for first, last, _ in groups for c in range(first, last + 1)}
    if kind == 4:
        return _segments(font, start)
    return set()


def _segments(font: bytes, start: int) -> set[int]:
    """The code points of a subtable in format 4 that lead to a glyph other than "missing"."""
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends_at = start + 14
    lists = [ends_at, *(ends_at + 2 + 2 * count * i for i in (1, 2, 3))]
    ends, starts, deltas, ranges = (struct.unpack_from(f">{count}H", font, at) for at in lists)
    found = set()
    for i, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, last + 1):
            glyph = code
            if ranges[i]:
                at = lists[3] + 2 * i + ranges[i] + 2 * (code - first)
                glyph = struct.unpack_from(">H", font, at)[0] if at + 2 <= len(font) else 0
            if glyph and (glyph + deltas[i]) & 0xFFFF:
                found.add(code)
    return found - {0xFFFF}
