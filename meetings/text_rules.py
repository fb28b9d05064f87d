"""How specific reviews are, and how much minutes repeat: arithmetic on words, without the database.

The town committee's own account of 2019 names two weaknesses of its cells: "đánh giá nhiệm vụ
tháng trước chung chung, thiếu cụ thể" and "nội dung đơn điệu". These are the house's measures of
them. No regulation knows them, so none of them stops a signature.

Texts are compared by their words: composed (NFC), in one case, without punctuation and spacing.
Figures are words and stay, so that "15 hộ" and "16 hộ" differ. "Hòa" and "hoà" are one word: both
ways of placing the tone are in use, and keyboards differ.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import islice

# Vietnamese writes each syllable as a word. "Hoàn thành nhiệm vụ được giao" has six of them and
# says nothing; seven make a clause that can say what was done and where. With a figure among them
# four do: "28/30 hộ đã góp".
LEAST_WORDS = 7
LEAST_WORDS_WITH_FIGURE = 4
LEAST_LETTERS = 10  # letters and digits, so that single letters are no words

# What people put around the name of the work to say that it is done.
SAYS_NOTHING = frozenset(
    ("đã", "xong", "hoàn", "thành", "thực", "hiện", "làm", "rồi", "được", "tốt", "theo", "đúng")
)

SHINGLE = 5  # words in a row
# About two sentences. A share of fewer than that says more of chance than of the minutes.
LEAST_SHINGLES = 20
COMPARED = 3  # meetings before this one

# A run of digits, or of letters with the tone marks that follow them where text is decomposed.
_WORD = re.compile(r"\d+|(?:[^\W\d_][\u0300-\u036f]*)+")
# The tone on the first vowel of an open oa, oe, uy, which others write on the second.
_EARLY_TONE = re.compile(r"(?<=[ou])([\u0300\u0301\u0303\u0309\u0323])((?<=o.)[ae]|(?<=u.)y)$")
_BLANK = re.compile(r"\[[^\[\]\n]{1,60}\]")

Shingle = tuple[str, ...]


class Fault(StrEnum):
    """Why a result is vague, in the order in which it is said."""

    EMPTY = "empty"
    BLANK = "blank"
    SHORT = "short"
    NO_FIGURE = "no_figure"
    TASK_AGAIN = "task_again"
    COPIED = "copied"


FAULT_WORDS = {
    Fault.EMPTY: "chưa ghi kết quả",
    Fault.BLANK: "còn chỗ trong ngoặc vuông chưa điền",
    Fault.SHORT: "quá ngắn, chưa rõ đã làm gì",
    Fault.NO_FIGURE: "chưa có con số theo chỉ tiêu",
    Fault.TASK_AGAIN: "mới nhắc lại tên việc, chưa nói kết quả",
    Fault.COPIED: "giống hệt kết quả của việc khác hoặc kỳ trước",
}


@dataclass(frozen=True)
class Result:
    """What a meeting found of one assignment. A figure is asked for where the assignment has a
    target, unless the work was dropped; `unit` is that of the target, `task` what was asked."""

    text: str
    asks_figure: bool = False
    has_figure: bool = False
    unit: str = ""
    task: str = ""


@dataclass(frozen=True)
class Passage:
    """A run of words that earlier meetings have too: where it stands in the text, and in which of
    the compared meetings (their places in the list)."""

    start: int
    end: int
    sources: tuple[int, ...]


# --- Words ----------------------------------------------------------------------------------------
@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    letters = unicodedata.normalize("NFD", word).casefold()
    return unicodedata.normalize("NFC", _EARLY_TONE.sub(r"\2\1", letters))


def words_of(text: str) -> list[str]:
    """The words by which texts are compared."""
    return [_folded(word) for word in _WORD.findall(text)]


def normalised(text: str) -> str:
    """The text as it is compared with others."""
    return " ".join(words_of(text))


# --- Specific reviews -----------------------------------------------------------------------------
def faults_of_review(result: Result, *, told_elsewhere: AbstractSet[str]) -> tuple[Fault, ...]:
    """Why the result is vague; nothing when it is specific.

    `told_elsewhere` holds the normalised results of all other reviews, of this meeting and of the
    last three.
    """
    words = words_of(result.text)
    if not words:
        return (Fault.EMPTY,)
    found = {
        Fault.BLANK: bool(_BLANK.search(result.text)),
        Fault.SHORT: _is_short(words),
        Fault.NO_FIGURE: result.asks_figure
        and not (result.has_figure or _names_figure(words, result.unit)),
        Fault.TASK_AGAIN: bool(result.task)
        and set(words) - SAYS_NOTHING <= set(words_of(result.task)),
        Fault.COPIED: " ".join(words) in told_elsewhere,
    }
    return tuple(fault for fault, there in found.items() if there)


def faults_of_reviews(
    results: Sequence[Result], earlier: Iterable[str] = ()
) -> list[tuple[Fault, ...]]:
    """The faults of each result of a meeting; `earlier` are the results of the last three."""
    told = Counter(normalised(result.text) for result in results)
    told.update(set(map(normalised, earlier)))
    twice = {text for text, times in told.items() if times > 1}
    return [faults_of_review(result, told_elsewhere=twice) for result in results]


def specificity(results: Sequence[Result], earlier: Iterable[str] = ()) -> Decimal | None:
    """Share of the reviewed assignments whose result is specific, 0 to 1; None without any."""
    if not results:
        return None
    faults = faults_of_reviews(results, earlier)
    return _share(sum(not found for found in faults), len(results))


def _is_short(words: list[str]) -> bool:
    least = LEAST_WORDS_WITH_FIGURE if any(map(str.isdecimal, words)) else LEAST_WORDS
    return len(set(words)) < least or sum(map(len, set(words))) < LEAST_LETTERS


def _names_figure(words: list[str], unit: str) -> bool:
    """Whether a number stands before the unit; any number does where the target has no unit."""
    measure = words_of(unit)[:1]
    for place, word in enumerate(words):
        if word.isdecimal() and (not measure or words[place + 1 : place + 2] == measure):
            return True
    return False


# --- Monotony -------------------------------------------------------------------------------------
def shingles_of(texts: Iterable[str]) -> set[Shingle]:
    """Every run of five words in the texts; none runs from one text into the next."""
    found: set[Shingle] = set()
    for text in texts:
        found.update(_runs(words_of(text)))
    return found


def repetition(
    page: AbstractSet[Shingle],
    earlier: Sequence[AbstractSet[Shingle]],
    *,
    formulae: AbstractSet[Shingle] = frozenset(),
) -> Decimal | None:
    """Share of this month's runs of five words that the last three meetings have too, 0 to 1.

    `formulae` are the words of the form itself (titles and hints of the agenda), which do not
    count. None where nothing can be said: no meeting before, or fewer than 20 runs of words.
    """
    own = page - formulae
    if not earlier or len(own) < LEAST_SHINGLES:
        return None
    repeated = set().union(*(own & other for other in earlier))
    return _share(len(repeated), len(own))


def repeated_passages(
    text: str,
    earlier: Sequence[AbstractSet[Shingle]],
    *,
    formulae: AbstractSet[Shingle] = frozenset(),
) -> list[Passage]:
    """Where the text repeats earlier meetings: runs that share words are one passage."""
    matches = list(_WORD.finditer(text))
    passages: list[Passage] = []
    behind = 0  # the words before this place are in the last passage
    for place, run in enumerate(_runs([_folded(match.group()) for match in matches])):
        sources = {at for at, page in enumerate(earlier) if run in page}
        if not sources or run in formulae:
            continue
        start, end = matches[place].start(), matches[place + SHINGLE - 1].end()
        if passages and place < behind:
            before = passages.pop()
            start, sources = before.start, sources | set(before.sources)
        passages.append(Passage(start, end, tuple(sorted(sources))))
        behind = place + SHINGLE
    return passages


def _runs(words: list[str]) -> Iterator[Shingle]:
    return zip(*(islice(words, shift, None) for shift in range(SHINGLE)), strict=False)


def _share(part: int, whole: int) -> Decimal:
    """To three places, as it is stored."""
    return (Decimal(part) / whole).quantize(Decimal("0.001"), ROUND_HALF_UP)
