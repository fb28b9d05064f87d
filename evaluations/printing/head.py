"""Who issues the papers of a round: a cell, or the committee's own."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from cells.models import Cell, Committee
from documents import layouts
from documents.blocks import Block, Document, Letterhead
from documents.layouts import Layout
from documents.wording import issuer_lines
from evaluations.models import CellRating, Round
from meetings.printing.head import LAYOUTS
from meetings.queries import regime_on


@dataclass(frozen=True)
class Issuer:
    """The two lines at the left of the head, the place, the layout of the day."""

    superior: str
    name: str
    place: str
    layout: Layout
    day: date

    def letterhead(self, number: str | None = None, *, dated: bool = True) -> Letterhead:
        """With the line of place and date, which minutes and ballots lack."""
        return Letterhead(
            superior=self.superior.upper(),
            issuer=issuer_lines(self.name.upper()),
            number=number,
            place=self.place if dated else None,
            day=self.day if dated else None,
        )

    def document(self, title: str, blocks: list[Block]) -> Document:
        created = timezone.make_aware(datetime.combine(self.day, time(12)))
        return Document(
            layout=self.layout, title=title, blocks=blocks, created=created, author=self.name
        )


def _layout_on(day: date) -> Layout:
    regime = regime_on(day)
    return LAYOUTS[regime.layout] if regime else layouts.R2026


def of_cell(part: CellRating, day: date) -> Issuer:
    """The cell, under its committee; called as when its level was ratified."""
    if part.heading:
        return Issuer(**part.heading, layout=_layout_on(day), day=day)
    cell: Cell = part.cell
    return Issuer(cell.committee.name, cell.name, cell.committee.place, _layout_on(day), day)


def of_committee(committee: Committee, day: date) -> Issuer:
    """The committee, under the one above it; alone where HMK knows of none."""
    return Issuer(**heading_of(committee), layout=_layout_on(day), day=day)


def heading_of(committee: Committee) -> dict[str, str]:
    """What the letterhead says of it today."""
    above = Committee.objects.get_parent(committee)
    return {
        "superior": above.name if above else "",
        "name": committee.committee_name,
        "place": committee.place,
    }


def issuer_of(round_: Round, day: date) -> Issuer:
    """The committee of the round; called as when the round was ratified."""
    if round_.heading:
        return Issuer(**round_.heading, layout=_layout_on(day), day=day)
    return of_committee(round_.committee, day)
