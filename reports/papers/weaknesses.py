"""The weaknesses that the town committee's own account names, with the cells concerned."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cells.text import figure
from documents.blocks import Block, Bullets, Heading, Paragraph
from reports.rules import WEIGHTS, Reason
from reports.wording import SHORT

CELLS_NAMED = 8
"""Cells named under a weakness; of the rest the number is told."""
LASTING = 3
"""Months of a year in which something must have shown to be told of the year."""


@dataclass(frozen=True)
class Weakness:
    """A complaint in the committee's words, and the reasons by which the facts show it."""

    heading: str
    reasons: tuple[Reason, ...]


WEAKNESSES = (
    Weakness("Đánh giá nhiệm vụ tháng trước còn chung chung, thiếu cụ thể", (Reason.VAGUE,)),
    Weakness("Nội dung sinh hoạt đơn điệu, trùng lặp", (Reason.MONOTONE,)),
    Weakness("Sinh hoạt chuyên đề còn ít", (Reason.NO_THEMATIC,)),
    Weakness(
        "Chi bộ khó khăn: ít đảng viên, nhiều người đi làm ăn xa, dự họp thấp",
        (Reason.FEW_OFFICIAL, Reason.MANY_AWAY, Reason.FEW_CAME),
    ),
    Weakness(
        "Ra nghị quyết và thực hiện nghị quyết còn hạn chế", (Reason.NOT_DONE, Reason.OVERDUE)
    ),
    Weakness(
        "Nền nếp sinh hoạt, biên bản",
        (Reason.NOT_HELD, Reason.UNSIGNED, Reason.SIGNED_LATE),
    ),
)
"""The five of the account of January 2019, and keeping to the rules of meetings beside them."""


def blocks(reasons: list[dict[str, Any]], *, yearly: bool) -> Iterator[Block]:
    """Each weakness with its cells, the worst first; of a year, those that show it most often."""
    for number, weakness in enumerate(WEAKNESSES, start=1):
        found = _cells(reasons, weakness, yearly=yearly)
        yield Heading(f"{number}. {weakness.heading}", level=2)
        if not found:
            yield Paragraph("Không có chi bộ nào.")
            continue
        yield Paragraph(f"Có {figure(len(found))} chi bộ:", keep_with_next=True)
        items = [_told(name, rows, yearly) for name, rows in found[:CELLS_NAMED]]
        if len(found) > CELLS_NAMED:
            items.append(f"và {figure(len(found) - CELLS_NAMED)} chi bộ khác.")
        yield Bullets(items)


def _cells(
    reasons: list[dict[str, Any]], weakness: Weakness, *, yearly: bool
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The cells that show it, with their rows, the heaviest first. Of a year, what showed in one or
    two months is no weakness; a quarter without its theme is."""
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in reasons:
        lasting = not yearly or row["months"] >= LASTING or row["reason"] == Reason.NO_THEMATIC
        if row["reason"] in weakness.reasons and lasting:
            rows.setdefault(row["cell"], []).append(row)

    def weight(own: list[dict[str, Any]]) -> int:
        return sum(WEIGHTS[Reason(row["reason"])] * row["months"] for row in own)

    return [(own[0]["name"], own) for own in sorted(rows.values(), key=weight, reverse=True)]


def _told(name: str, rows: list[dict[str, Any]], yearly: bool) -> str:
    if yearly:
        told = [
            f"{SHORT[Reason(row['reason'])]} {row['months']} "
            + ("quý" if row["reason"] == Reason.NO_THEMATIC else "tháng")
            for row in rows
        ]
    else:
        told = [row["words"] or SHORT[Reason(row["reason"])] for row in rows]
        told = [words[0].lower() + words[1:] for words in told]
    return f"{name}: {'; '.join(told)}."
