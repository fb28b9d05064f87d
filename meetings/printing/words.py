"""How figures, dates and typed text stand in an official document."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from django.utils import timezone

from cells.text import figure
from documents.blocks import Block, Bullets, Paragraph, Run
from documents.wording import long_date

BLANK = "..."
"""What stands where a draft knows nothing yet."""

_BULLET = re.compile(r"([-–+])\s*(?=[^\W\d]|(?<=\s)\S|[“\"(])")
_ENDED = re.compile(r"[.!?…:;,][\s”\"’')\]]*$")
_FLOURISH = re.compile(r"\s*\./\.?$")


def one_line(text: str) -> str:
    """The text without line breaks and doubled spaces."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """A line as part of a sentence: without the full stop that somebody may have typed."""
    return _FLOURISH.sub("", one_line(text)).rstrip(" .;,")


def sentence(text: str) -> str:
    """The line with its full stop. '.' ends a text, never './.' (Hướng dẫn 05-HD/VPTW)."""
    text = _FLOURISH.sub(".", one_line(text))
    return text if not text or _ENDED.search(text) else f"{text}."


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def prose(text: str) -> Iterator[Block]:
    """Typed text as paragraphs; lines that begin with '-' or '+' as the items of a list."""
    for marker, group in groupby(lines_of(text), key=_marker):
        if marker:
            yield Bullets([sentence(_BULLET.sub("", line, count=1)) for line in group], marker)
        else:
            yield from (Paragraph(sentence(line)) for line in group)


def _marker(line: str) -> str:
    found = _BULLET.match(line)
    return found[1].replace("–", "-") if found else ""


def unmarked(text: str) -> list[str]:
    """The lines of a list, whatever marks its items."""
    return [
        _BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines_of(text)
    ]


def labelled(label: str, text: str) -> Paragraph:
    """'Chủ trì: đồng chí …' with its label in bold."""
    return Paragraph((Run(f"{label}: ", bold=True), Run(sentence(text))))


def share(part: int, whole: int) -> str:
    """'17/20 (85%)', the percentage with one decimal at most; without it over nothing."""
    return f"{part}/{whole} ({percent(part, whole)})" if whole else f"{part}/{whole}"


def percent(part: int, whole: int) -> str:
    """A share in percent, rounded half up to one decimal: '94,1%', '85%'."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{figure(Decimal(tenths) / 10)}%"


def comrades(count: int) -> str:
    """'12 đồng chí', or 'không có'."""
    return f"{count} đồng chí" if count else "không có"


def enumeration(parts: Iterable[str]) -> str:
    """'a', 'a và b', 'a, b và c'."""
    *first, last = parts
    return f"{', '.join(first)} và {last}" if first else last


def quoted(text: str) -> str:
    """The text in quotation marks, of which it brings none itself."""
    text = bare(text)
    return text if text.startswith("“") and text.endswith("”") else f"“{text}”"


def clock(moment: datetime) -> str:
    """'19 giờ 05 phút', local time."""
    return f"{timezone.localtime(moment):%H giờ %M phút}"


def moment_words(moment: datetime) -> str:
    """'19 giờ 30 phút, ngày 03 tháng 11 năm 2026'."""
    return f"{clock(moment)}, {long_date(timezone.localdate(moment))}"
