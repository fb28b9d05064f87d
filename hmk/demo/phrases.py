"""A little grammar for texts, and decks that deal them without soon repeating one.

In a template `[a|b|c]` is one of the variants, `[5..12]` a number of that range, and `{name}` a
value of the context.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

_TOKEN = re.compile(r"\[([^\[\]]*)\]")
_RANGE = re.compile(r"(\d+)\.\.(\d+)$")

Part = str | tuple[str, ...] | tuple[int, int]


@cache
def _parts(template: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    for index, piece in enumerate(_TOKEN.split(template)):
        if index % 2 == 0:
            parts.append(piece)
        elif found := _RANGE.match(piece):
            parts.append((int(found[1]), int(found[2])))
        else:
            parts.append(tuple(piece.split("|")))
    return tuple(parts)


def expand(template: str, rng: Random, context: Mapping[str, object] | None = None) -> str:
    """The text of a template, its choices drawn from `rng`."""
    text = []
    for part in _parts(template):
        if isinstance(part, str):
            text.append(part)
        elif isinstance(part[0], int):
            text.append(str(rng.randint(*part)))
        else:
            text.append(part[int(rng.random() * len(part))])
    joined = "".join(text)
    return joined.format_map(context) if context is not None and "{" in joined else joined


class Deck:
    """Deals the items of a bank in random order; none comes twice before all others have.

    When the deck is shuffled anew, what was dealt lately stays at the bottom.
    """

    def __init__(self, items: Sequence, rng: Random):
        self.items = items
        self.rng = rng
        self.left = list(range(len(items)))
        self.dealt: list[int] = []
        rng.shuffle(self.left)

    def deal(self) -> object:
        """The next item."""
        if not self.left:
            self._return()
        return self._take(len(self.left) - 1)

    def deal_for(self, month: int) -> object:
        """The next item whose `months` hold the month, or that has none."""
        for _ in range(2):
            for place in range(len(self.left) - 1, -1, -1):
                months = self.items[self.left[place]].months
                if not months or month in months:
                    return self._take(place)
            # What suits the month is used up: it may come back, what waits for its month stays.
            self._return()
        raise LookupError(f"nothing for month {month}")

    def _take(self, place: int) -> object:
        number = self.left.pop(place)
        self.dealt.append(number)
        return self.items[number]

    def _return(self) -> None:
        half = (len(self.dealt) + 1) // 2
        older, newer = self.dealt[:half], self.dealt[half:]
        self.rng.shuffle(older)
        self.rng.shuffle(newer)
        self.left = [*newer, *older, *self.left]
        self.dealt = []


@cache
def _season_and_rest(bank: tuple) -> tuple[tuple, tuple]:
    """The items of a bank that belong to certain months, and those for any month."""
    return tuple(one for one in bank if one.months), tuple(one for one in bank if not one.months)


class Decks:
    """The decks of one cell, made when first asked for.

    While the cell has no committee, its texts speak of the secretary instead.
    """

    def __init__(self, rng: Random):
        self.rng = rng
        self.decks: dict[int, Deck] = {}
        self.has_committee = True

    def of(self, bank: tuple) -> Deck:
        # Banks are module constants (or cached parts of them), so their identity is stable.
        deck = self.decks.get(id(bank))
        if deck is None:
            deck = self.decks[id(bank)] = Deck(bank, self.rng)
        return deck

    def text(self, bank: tuple[str, ...], context: Mapping[str, object] | None = None) -> str:
        """The next text of a bank of templates."""
        return self.fit(expand(self.of(bank).deal(), self.rng, context))

    def seasonal(self, bank: tuple, month: int, context: Mapping[str, object] | None = None) -> str:
        """The next text of the season, or one for any month where the season has none."""
        season, rest = _season_and_rest(bank)
        try:
            item = self.of(season).deal_for(month)
        except LookupError:
            item = self.of(rest).deal()
        return self.fit(expand(item.text, self.rng, context))

    def general(self, bank: tuple, context: Mapping[str, object] | None = None) -> str:
        """The next text for any month."""
        item = self.of(_season_and_rest(bank)[1]).deal()
        return self.fit(expand(item.text, self.rng, context))

    def fit(self, text: str) -> str:
        """A sentence in the words of this cell."""
        if not self.has_committee:
            text = text.replace("Chi ủy", "Bí thư").replace("chi ủy", "bí thư")
        return sentence(text)


def sentence(text: str) -> str:
    """With a capital at its head."""
    return text[:1].upper() + text[1:]
