"""What both writers do first, so that they hold the same words: clean text, simpler blocks."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from documents.blocks import Block, Bullets, Document, Letterhead, Paragraph, Run, Signatures

HEADER_SHARE = 80 / 165
"""The left half of the letterhead, as a share of the text width: the longest usual line of the
right half, place and date in italics, needs 81 mm."""
HEADER_LETTERS = 27
"""How many capitals of 14 pt fit into that left half."""

_WORDS = re.compile(
    r"\b(?:CHI BỘ|ĐẢNG (?:BỘ|ỦY)|TỔ DÂN PHỐ|THỊ (?:TRẤN|XÃ)|THÀNH PHỐ|ỦY BAN|NHÂN DÂN|MẶT TRẬN|"
    r"TỔ QUỐC|CƠ (?:QUAN|SỞ)|MẦM NON|TIỂU HỌC|TRUNG HỌC|PHỔ THÔNG|Y TẾ|CÔNG AN|QUÂN SỰ|"
    r"BAN CHẤP HÀNH|HỢP TÁC XÃ|DỊCH VỤ|(?:NÔNG|DOANH|LÂM|CÔNG) NGHIỆP|CÔNG TY|CỔ PHẦN|BỆNH VIỆN)\b",
    re.IGNORECASE,
)
"""Words of several syllables that names of cells and committees are made of."""
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n\xa0]+")
_DROPPED = {"Cc", "Cf", "Cs"}


def clean(text: str) -> str:
    """Composed (NFC), lines ended by \\n, spaces single, and nothing that cannot be seen.

    Control characters are illegal in XML, lone surrogates in UTF-8; formatting characters could
    turn the order of the words on paper.
    """
    if not text.isprintable():  # most texts are: one line, no space but the common one
        text = _LINE_ENDS.sub("\n", text)
        text = "".join(c for c in text if c in "\n\t" or _is_text(c))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def _is_text(character: str) -> bool:
    is_noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return unicodedata.category(character) not in _DROPPED and not is_noncharacter


def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """The same dataclass, sequence or text with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if is_dataclass(value):
        return replace(
            value, **{f.name: map_texts(getattr(value, f.name), change) for f in fields(value)}
        )
    if isinstance(value, Sequence):
        return tuple(map_texts(item, change) for item in value)
    return value


def prepared(document: Document) -> Document:
    """The document with clean texts, of fewer kinds of blocks.

    Bullets become paragraphs, a paragraph with line breaks becomes several (Word would stretch
    each broken line over the whole width), long names in the letterhead are broken evenly, and
    the paragraph before a signature stays with it.
    """
    document = map_texts(document, clean)
    blocks = [part for block in document.blocks for part in _parts(block)]
    for index, following in enumerate(blocks[1:]):
        if isinstance(following, Signatures) and isinstance(blocks[index], Paragraph):
            blocks[index] = replace(blocks[index], keep_with_next=True)
    return replace(
        document,
        title=" ".join(document.title.split()),
        author=" ".join(document.author.split()),
        blocks=tuple(blocks),
    )


def _parts(block: Block) -> Iterator[Block]:
    match block:
        case Letterhead():
            yield replace(
                block,
                superior=evenly_broken(block.superior, HEADER_LETTERS),
                issuer=evenly_broken(block.issuer, HEADER_LETTERS - 1),
            )
        case Paragraph():
            for line in _lines(block.runs):
                yield replace(block, text=line)
        case Bullets():
            for item in block.items:
                paragraph = Paragraph(item)
                yield from _parts(
                    replace(paragraph, text=(Run(f"{block.marker} "), *paragraph.runs))
                )
        case _:
            yield block


def _lines(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """The runs cut at line breaks, without lines that hold nothing."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] for text in others)
    return [tuple(line) for line in lines if any(run.text.strip() for run in line)]


def evenly_broken(text: str, limit: int) -> str:
    """The text on as few lines as `limit` letters allow, all about as long, without a line that
    ends within a word of several syllables where that needs no line more."""
    if "\n" in text or len(text) <= limit:
        return text
    lines, whole = _even_lines(text, limit), _even_lines(_with_whole_words(text), limit)
    best = whole if len(whole) == len(lines) and len(max(whole, key=len)) <= limit else lines
    return "\n".join(best).replace("\xa0", " ")


def _with_whole_words(text: str) -> str:
    """The text with words of several syllables, a number and what it counts, and a name at the end
    (most have two syllables) held together by spaces that do not break."""
    text = _WORDS.sub(lambda word: word[0].replace(" ", "\xa0"), text)
    return re.sub(r" (?=\d+\b)| (?=\S+$)", "\xa0", text)


def _even_lines(text: str, limit: int) -> list[str]:
    count = len(_wrapped(text, limit))
    attempts = (_wrapped(text, width) for width in range(1, limit + 1))
    return next(lines for lines in attempts if len(lines) <= count)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def column_widths_mm(widths: Sequence[float], total_mm: float) -> list[float]:
    """Relative widths as millimetres that fill `total_mm`."""
    return [total_mm * width / sum(widths) for width in widths]
