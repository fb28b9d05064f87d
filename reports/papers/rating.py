"""What the annual summary says of the year's rating: the ratified levels of cells and members."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F

from cells.text import figure
from documents.blocks import Block, Column, Paragraph, Table
from evaluations.models import CellRating, Level, MemberRating, Round, RoundState, Status
from meetings.printing.words import percent

AT_LEAST_GOOD = (Level.EXCELLENT, Level.GOOD)


def of_committees(ids: list[int], year: int) -> dict[int, dict[str, Any]]:
    """By committee, how many cells and members got each level. Three queries; a committee whose
    round is not ratified has none."""
    rounds = Round.objects.filter(committee__in=ids, year=year, state=RoundState.RATIFIED)
    found: dict[int, dict[str, Any]] = defaultdict(lambda: {"cells": {}, "members": {}})
    own = {"round__in": rounds}
    for name, rows in (
        ("cells", CellRating.objects.filter(**own).exclude(ratified="")),
        ("members", MemberRating.objects.filter(**own, status=Status.RATED).exclude(ratified="")),
    ):
        counted = (
            rows.order_by()
            .values("ratified", committee=F("round__committee"))
            .annotate(number=Count("pk"))
        )
        for row in counted:
            found[row["committee"]][name][row["ratified"]] = row["number"]
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
