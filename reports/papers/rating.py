"""What the annual summary says of the year's rating: the ratified levels of cells and members."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import connection

from cells.text import figure
from documents.blocks import Block, Column, Paragraph, Table
from evaluations.models import Level, RoundState, Status
from meetings.printing.words import percent

AT_LEAST_GOOD = (Level.EXCELLENT, Level.GOOD)


# A round is that of the committee itself, of committees below it, or of one above that rates its
# cells with others: a cell is rated once a year, by one of them.
COUNTED = """
    SELECT up.id, rated.ratified, count(*)
    FROM cells_committee up
    JOIN cells_committee rater
      ON starts_with(rater.path, up.path) OR starts_with(up.path, rater.path)
    JOIN evaluations_round round ON round.committee_id = rater.id
    JOIN evaluations_cellrating part ON part.round_id = round.id
    {rated}
    JOIN cells_cell c ON c.id = part.cell_id
    JOIN cells_committee own ON own.id = c.committee_id
    WHERE up.id = ANY (%(committees)s) AND round.year = %(year)s AND round.state = %(ratified)s
      AND (starts_with(rater.path, up.path) OR starts_with(own.path, up.path))
      AND rated.ratified <> ''
    GROUP BY up.id, rated.ratified
"""
RATED = {
    "cells": "CROSS JOIN LATERAL (SELECT part.ratified) AS rated",
    "members": """JOIN evaluations_memberrating rated
      ON rated.cell_rating_id = part.id AND rated.status = %(status)s""",
}


def of_committees(ids: list[int], year: int) -> dict[int, dict[str, Any]]:
    """By committee, how many cells and members at or below it got each level. Two queries; a
    committee of whose cells none is in a ratified round has none."""
    asked = {
        "committees": ids,
        "year": year,
        "ratified": str(RoundState.RATIFIED),
        "status": str(Status.RATED),
    }
    found: dict[int, dict[str, Any]] = defaultdict(lambda: {"cells": {}, "members": {}})
    with connection.cursor() as cursor:
        for name, rated in RATED.items():
            cursor.execute(COUNTED.format(rated=rated), asked)
            for committee, level, number in cursor.fetchall():
                found[committee][name][level] = number
    return dict(found)


def good_of_all(levels: dict[str, int]) -> tuple[int, int]:
    """How many were rated at least good, out of all."""
    return sum(levels.get(level, 0) for level in AT_LEAST_GOOD), sum(levels.values())


def blocks(rated: dict[str, Any] | None, year: int) -> Iterator[Block]:
    """The part of the summary on the rating."""
    if not rated or not rated["cells"]:
        yield Paragraph(f"Kết quả xếp loại năm {year} chưa được công nhận.")
        return
    good, cells = good_of_all(rated["cells"])
    well, members = good_of_all(rated["members"])
    yield Paragraph(
        f"Năm {year} có {figure(good)}/{figure(cells)} chi bộ được xếp loại hoàn thành tốt nhiệm "
        f"vụ trở lên ({_share(good, cells)}); {figure(well)}/{figure(members)} đảng viên "
        f"được xếp loại hoàn thành tốt nhiệm vụ trở lên ({_share(well, members)})."
    )
    yield Table(
        [
            Column("Mức chất lượng", 3),
            *(Column(head, 1.2, "right") for head in ("Chi bộ", "Tỷ lệ", "Đảng viên", "Tỷ lệ")),
        ],
        [_row(level, rated, cells, members) for level in Level],
        caption=f"Kết quả xếp loại chất lượng năm {year}",
        total=("Cộng", figure(cells), "", figure(members), ""),
    )


def _row(level: Level, rated: dict[str, Any], cells: int, members: int) -> tuple[str, ...]:
    of_cells = rated["cells"].get(level, 0)
    of_members = rated["members"].get(level, 0)
    return (
        str(level.label),
        figure(of_cells),
        _share(of_cells, cells),
        figure(of_members),
        _share(of_members, members),
    )


def _share(part: int, whole: int) -> str:
    """One member of many is not 0%."""
    return percent(part, whole) if whole else "–"
