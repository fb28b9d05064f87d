"""Cells of a round beside each other: ranked over all, with the figures of one page of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from evaluations import queries
from evaluations.figures import CellYear, cells_year, presence_of, scores_of, work_of
from evaluations.models import CellRating, Level, Round
from evaluations.proposing import counts_of

SORTS = {
    "level": "mức xếp loại",
    "score": "điểm sinh hoạt",
    "presence": "tỷ lệ dự họp",
    "work": "việc đúng hạn",
    "name": "tên",
}


@dataclass(frozen=True)
class Compared:
    """A cell beside the others."""

    part: CellRating
    year: CellYear
    counts: list[int]


class Balance:
    """What the page asks for; thousands of cells cost what the figure costs that ranks them."""

    def __init__(self, round_: Round, sort: str, *, today: date) -> None:
        self.round, self.today = round_, today
        self.sort = sort if sort in SORTS else "level"

    @cached_property
    def _levels(self) -> dict[int, dict[str, int]]:
        return queries.levels_by_cell(self.round)

    @cached_property
    def people(self) -> Counter[str]:
        """How many members stand at each level, '' for none yet."""
        found: Counter[str] = Counter()
        for counts in self._levels.values():
            found.update(counts)
        return found

    @cached_property
    def cells(self) -> Counter[str]:
        """The same of the cells."""
        return Counter(level for *_, level in self._places)

    @cached_property
    def _places(self) -> list[tuple[int, int, str]]:
        """By name, the key of each cell's part, that of the cell, and what stands."""
        rows = queries.parts_in(self.round).order_by("cell__sort_key", "pk")
        found = rows.values_list("pk", "cell", "ratified", "proposed")
        return [(pk, cell, ratified or proposed) for pk, cell, ratified, proposed in found]

    @cached_property
    def ranked(self) -> list[int]:
        """The keys of the cells' parts, the best first."""
        figures = self._figures()
        found = sorted(self._places, key=lambda row: -figures.get(row[1], 0))
        if self.sort == "level":
            found.sort(key=lambda row: _place(row[2]))
        return [row[0] for row in found]

    def _figures(self) -> Mapping[int, Decimal | int]:
        """By key of the cell, what it is ranked by."""
        cells, year = queries.cells_in(self.round), self.round.year
        if self.sort == "name":
            return {}
        if self.sort == "presence":
            return {key: one.percent or 0 for key, one in presence_of(cells, year).items()}
        if self.sort == "work":
            due = work_of(cells, year, today=self.today)
            return {key: one.percent or 0 for key, one in due.items()}
        return scores_of(cells, year)

    def lines(self, keys: list[int]) -> list[Compared]:
        """These parts, with the year of their cells."""
        parts = self.round.cell_ratings.select_related("cell").defer("self_review").in_bulk(keys)
        cells = [part.cell_id for part in parts.values()]
        years = cells_year(cells, self.round.year, today=self.today)
        return [
            Compared(part, years[part.cell_id], self._counts(part.pk))
            for part in map(parts.__getitem__, keys)
        ]

    def _counts(self, key: int) -> list[int]:
        return list(counts_of(self._levels.get(key, {})).values())


def _place(level: str) -> int:
    """The place of the level, the best first; those without one last."""
    return Level.values.index(level) if level else len(Level)
