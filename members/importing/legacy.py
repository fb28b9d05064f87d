"""Vietnamese text of before Unicode: TCVN3 (ABC) and VNI, as they look when read as Latin-1.

Old fonts drew Vietnamese letters in the places of Latin ones, so nothing in a file says which it
is. What a text says in each reading is counted: the reading with most Vietnamese syllables wins.
"""

import re
import unicodedata
from collections.abc import Iterable

from cells.text import normalise

UNICODE, TCVN3, VNI = "unicode", "tcvn3", "vni"

_TCVN3_LOW = (
    "µà¶ả·ã¸á¹ạ¨ă»ằ¼ẳ½ẵ¾ắÆặ©âÇầÈẩÉẫÊấËậ®đÌèÎẻÏẽÐéÑẹªêÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞị"
    "ßòáỏâõãóäọ«ôåồæổçỗèốéộ¬ơêờëởìỡíớîợïùñủòũóúôụ\xadưõừöử÷ữøứùựúỳûỷüỹýýþỵ"
)
_TCVN3_CAPITALS = "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ"
_TCVN3 = str.maketrans(
    dict(
        zip((_TCVN3_LOW + _TCVN3_CAPITALS)[::2], (_TCVN3_LOW + _TCVN3_CAPITALS)[1::2], strict=True)
    )
)

# VNI writes a letter, then its marks; a few letters stand alone.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {
    "â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323",
}  # fmt: skip
_VNI_BREVE = {
    "ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323",
}  # fmt: skip
_VNI_ALONE = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for base in "aeo":
        table |= {base + mark: f"{base}\u0302{tone}" for mark, tone in _VNI_CIRCUMFLEX.items()}
    table |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _VNI_BREVE.items()}
    for base in "aeouyôö":
        letter = _VNI_ALONE.get(base, base)
        table |= {base + mark: letter + tone for mark, tone in _VNI_TONES.items()}
    table = {key: normalise(value) for key, value in table.items()}
    # Capitals: the marks too have capitals, and a capital letter may carry a small mark.
    capitals = {key.upper(): value.upper() for key, value in table.items()}
    mixed = {key[0].upper() + key[1:]: value.upper() for key, value in table.items()}
    return capitals | mixed | table


_VNI = _vni_table()
_VNI_PARTS = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    "(?:iê|yê|ia|ya|uyê|uya|uâ|uê|uơ|uy|uô|ua|ươ|ưa|ưu|oa|oă|oe|oo|"
    "ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|oai|oay|oao|uây|uôi|ươi|ươu|iêu|yêu|uyu|"
    "[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_NUCLEUS}(?:ch|nh|ng|[cmnpt])?", re.IGNORECASE)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_WORD = re.compile(r"[^\s\d.,;:/()\"'–-]+")


def from_tcvn3(text: str) -> str:
    """Text in TCVN3 that was read as Latin-1 (or windows-1252)."""
    return normalise(text.translate(_TCVN3))


def from_vni(text: str) -> str:
    """Text in VNI that was read as Latin-1 (or windows-1252)."""
    return normalise(_VNI_PARTS.sub(lambda found: _VNI[found.group()], text))


_READINGS = {UNICODE: normalise, TCVN3: from_tcvn3, VNI: from_vni}


def syllables(text: str) -> int:
    """How many words of the text are Vietnamese syllables with a diacritic, less those that with
    theirs cannot be any."""
    return sum(_worth(word) for word in _WORD.findall(normalise(text)) if not word.isascii())


def _worth(word: str) -> int:
    letters, tones = [], 0
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tones += 1
        else:
            letters.append(char)
    bare = unicodedata.normalize("NFC", "".join(letters))
    return 1 if tones <= 1 and _SYLLABLE.fullmatch(bare) else -1


def is_modern(text: str) -> bool:
    """Whether a letter is in it that no old font had: the text is Unicode for certain."""
    return any(ord(char) > 0xFF and char.isalpha() for char in normalise(text))


def encoding_of(texts: Iterable[str]) -> str:
    """How the texts of a sheet that are not plainly Unicode are written: UNICODE, TCVN3 or VNI."""
    doubtful = [text for text in texts if not text.isascii() and not is_modern(text)]
    if not doubtful:
        return UNICODE
    worth = {name: sum(map(syllables, map(read, doubtful))) for name, read in _READINGS.items()}
    return max(worth, key=lambda name: (worth[name], name == UNICODE))


def modern(text: str, encoding: str) -> str:
    """The text in Unicode, composed."""
    return normalise(text) if is_modern(text) else _READINGS[encoding](text)
