"""Vietnamese text: one normal form, one alphabetical order, one form for searching and figures."""

import re
import unicodedata
from decimal import Decimal

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
WEIGHT = {letter: chr(0x41 + index) for index, letter in enumerate(LETTERS)}
# Order of the tones in Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
TONE = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
NUMBER = re.compile(r"\d+")


# Written by no key, brought along when text is copied: joiners, marks, soft hyphens. Those that
# turn the direction of text stay, so that a name with one is refused, not mended into another.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


def normalise(text: str) -> str:
    """The composed form (NFC) in which all text is stored, without characters nobody sees."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text))


def fold(text: str) -> str:
    """Lower case, without diacritics, one blank between words: what searches compare."""
    letters = unicodedata.normalize("NFD", normalise(text))
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(bare.replace("đ", "d").replace("Đ", "D").lower().split())


def _split_tone(char: str) -> tuple[str, str]:
    """A lower-case letter with its quality mark, and the weight of its tone."""
    tone = "0"
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in TONE:
            tone = TONE[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def sort_key(text: str) -> str:
    """A key whose byte order (`COLLATE "C"`) is the Vietnamese alphabetical order.

    Numbers inside compare by value, so that "Tổ dân phố 9" precedes "Tổ dân phố 10". Letters
    decide first, then tones, then capitals.
    """
    padded = NUMBER.sub(lambda match: match.group().zfill(8), " ".join(normalise(text).split()))
    letters, tones, cases = [], [], []
    for char in padded:
        letter, tone = _split_tone(char.lower())
        if char == " ":
            letters.append("!")
        elif letter in WEIGHT:
            letters.append(WEIGHT[letter])
            tones.append(tone)
            cases.append("1" if char != char.lower() else "0")
        elif char.isascii() and char.isdigit():
            letters.append(char)
        else:
            # Other scripts after the Vietnamese alphabet, in code point order.
            letters.append(f"~{ord(char):06x}")
    return f"{''.join(letters)} {''.join(tones)} {''.join(cases)}"


def name_sort_key(full_name: str) -> str:
    """The key of a person's name: given name (the last word) first, then the rest."""
    *rest, given = normalise(full_name).split() or [""]
    return f"{sort_key(given)}\x1f{sort_key(' '.join(rest))}"


def figure(value: Decimal | int) -> str:
    """A figure as Vietnamese writes it: '12' for 12.00, '1.250,5' for 1250.50."""
    whole, _, rest = f"{value:,f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
