"""Which cell a sheet means by what it writes: "TDP 05", "Chi bộ tổ dân phố số 5", a code."""

import re
from collections import defaultdict
from collections.abc import Iterable

from cells.models import Cell
from cells.text import fold

_SIGNS = re.compile(r"[^a-z0-9]+")
_ZEROS = re.compile(r"\b0+(?=\d)")
_SHORT = {
    "tdp": "to dan pho", "kp": "khu pho", "cb": "chi bo", "tt": "thi tran", "mn": "mam non",
    "th": "tieu hoc", "thcs": "trung hoc co so",
}  # fmt: skip
_NEXT_TO_NUMBER = re.compile(r"\b(so|thu)(?= \d)")
_JOINED = re.compile(r"(?<=[a-z])(?=\d)")


def key(name: str) -> str:
    """The name without diacritics, signs, abbreviations and the words "chi bộ" and "số"."""
    text = _SIGNS.sub(" ", fold(name))
    text = _ZEROS.sub("", _JOINED.sub(" ", text))
    words = " ".join(_SHORT.get(word, word) for word in text.split())
    words = _NEXT_TO_NUMBER.sub("", words)
    return " ".join(words.replace("chi bo", " ").split())


class CellNames:
    """Finds cells by name among those given."""

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = {cell.pk: cell for cell in cells}
        self._by_key: dict[str, list[Cell]] = defaultdict(list)
        self._by_number: dict[str, list[Cell]] = defaultdict(list)
        for cell in self.cells.values():
            for name in {key(cell.name), key(cell.code)} - {""}:
                self._by_key[name].append(cell)
            if last := re.search(r" (\d+)$", key(cell.name)):
                self._by_number[last[1]].append(cell)

    @property
    def only(self) -> Cell | None:
        """The one cell, where there is only one."""
        return next(iter(self.cells.values())) if len(self.cells) == 1 else None

    def named(self, name: str) -> list[Cell]:
        """The cells that the name may mean: none, one, or several."""
        words = key(name)
        return self._by_key.get(words) or (
            self._by_number.get(words, []) if words.isdecimal() else []
        )

    def within(self, text: str) -> Cell | None:
        """The cell whose name stands in the text (a title): the longest, if there is but one."""
        words = f" {key(text)} "
        found = [(name, cells) for name, cells in self._by_key.items() if f" {name} " in words]
        found = [one for one in found if not one[0].isdecimal()]
        if not found:
            return None
        longest = max(found, key=lambda one: len(one[0]))
        return longest[1][0] if len(longest[1]) == 1 else None
