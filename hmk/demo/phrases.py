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
    """Deals the items of a bank in random order; none comes twice before all others have."""

    def __init__(self, items: Sequence, rng: Random):
        self.items = items
        self.rng = rng
        self.left: list[int] = []

    def deal(self):
        if not self.left:
            self.left = list(range(len(self.items)))
            self.rng.shuffle(self.left)
        return self.items[self.left.pop()]

    def deal_for(self, month: int):
        """The next item whose `months` hold the month (or that has none)."""
        for _ in range(2):
            for place in range(len(self.left) - 1, -1, -1):
                item = self.items[self.left[place]]
                if not item.months or month in item.months:
                    del self.left[place]
                    return item
            # What suits the month is used up: it may come back, what waits for its month stays.
            waiting = set(self.left)
            fresh = [place for place in range(len(self.items)) if place not in waiting]
            self.rng.shuffle(fresh)
            self.left = fresh + self.left
        raise LookupError(f"nothing for month {month}")


@cache
def _season_and_rest(bank: tuple) -> tuple[tuple, tuple]:
    """The items of a bank that belong to certain months, and those for any month."""
    return tuple(one for one in bank if one.months), tuple(one for one in bank if not one.months)


class Decks:
    """The decks of one cell, made when first asked for."""

    def __init__(self, rng: Random):
        self.rng = rng
        self.decks: dict[int, Deck] = {}

    def of(self, bank: tuple) -> Deck:
        # Banks are module constants (or cached parts of them), so their identity is stable.
        deck = self.decks.get(id(bank))
        if deck is None:
            deck = self.decks[id(bank)] = Deck(bank, self.rng)
        return deck

    def text(self, bank: tuple[str, ...], context: Mapping[str, object] | None = None) -> str:
        """The next text of a bank of templates."""
        return sentence(expand(self.of(bank).deal(), self.rng, context))

    def seasonal(self, bank: tuple, month: int, context: Mapping[str, object] | None = None) -> str:
        """The next text of the season, or one for any month where the season has none."""
        season, rest = _season_and_rest(bank)
        try:
            item = self.of(season).deal_for(month)
        except LookupError:
            item = self.of(rest).deal()
        return sentence(expand(item.text, self.rng, context))

    def general(self, bank: tuple, context: Mapping[str, object] | None = None) -> str:
        """The next text for any month."""
        item = self.of(_season_and_rest(bank)[1]).deal()
        return sentence(expand(item.text, self.rng, context))


def sentence(text: str) -> str:
    """With a capital at its head."""
    return text[:1].upper() + text[1:]
