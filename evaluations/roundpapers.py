"""The papers of a whole round, from its records as they stand."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.db.models import CharField, Count, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from documents.blocks import Document
from documents.stored import to_data
from evaluations import printing, queries, queries_flags
from evaluations.models import CellRating, ClosedRatification, MemberRating, Round, Status
from evaluations.printing import Stretch

LINES_A_PAPER = 1000
"""How many cells and members stand in one paper. A longer list is several papers, cut between
cells: this much takes seconds to write, the whole of a province would take minutes and
gigabytes."""
LIST = "list"


def _day_of(round_: Round) -> date:
    return timezone.localdate(round_.ratified_at or timezone.now())


def stretches_of(round_: Round) -> list[Stretch]:
    """The papers that the list of levels makes: one, unless it is long; in one query."""
    called = Coalesce(KT("heading__name"), "cell__name", output_field=CharField())
    rows = (
        queries.parts_in(round_)
        .annotate(rated=Count("members", filter=Q(members__status=Status.RATED)))
        .order_by("cell__sort_key", "pk")
        .values_list("pk", called, "rated")
    )
    cut: list[list[tuple[int, str, int]]] = [[]]
    lines = 0
    for row in rows:
        lines += 1 + row[2]
        if cut[-1] and lines > LINES_A_PAPER:
            cut.append([])
            lines = 1 + row[2]
        cut[-1].append(row)
    place, found = 1, []
    for number, part in enumerate(cut, start=1):
        names = [name for _, name, _ in part]
        ends = (names[0], names[-1]) if names else ("", "")
        members = sum(rated for *_, rated in part)
        found.append(Stretch(number, place, [key for key, *_ in part], ends, members))
        place += len(part)
    return found


def name_of(stretch: Stretch) -> str:
    """The name of its paper: 'list', 'list-2' …"""
    return LIST if stretch.number == 1 else f"{LIST}-{stretch.number}"


def paper_of(round_: Round, name: str) -> Document | None:
    """The paper of that name; None where the round has none."""
    if name == "summary":
        return summary_of(round_)
    stretches = stretches_of(round_)
    wanted = [stretch for stretch in stretches if name_of(stretch) == name]
    return next(_lists(round_, stretches, wanted), None)


def _lists(round_: Round, stretches: list[Stretch], wanted: list[Stretch]) -> Iterator[Document]:
    """The papers of these stretches, in the same queries however many they are."""
    keys = None if wanted == stretches else [key for one in wanted for key in one.parts]
    issuer, closed = printing.issuer_of(round_, _day_of(round_)), closed_of(round_)
    parts = {part.pk: part for part in _parts(round_, keys)}
    numbers = {key: stretch.number for stretch in wanted for key in stretch.parts}
    people = groupby(_members(round_, keys), key=lambda row: numbers[row.cell_rating_id])
    number, rows = next(people, (None, ()))
    for stretch in wanted:
        here = stretch.number == number
        yield printing.ratified_list(
            round_,
            [parts[key] for key in stretch.parts],
            rows if here else (),
            issuer=issuer,
            stretches=stretches,
            stretch=stretch,
            closed=closed,
        )
        if here:
            number, rows = next(people, (None, ()))


def _parts(round_: Round, keys: list[int] | None) -> Iterable[CellRating]:
    """The cells of the round, or those with the keys."""
    rows = round_.cell_ratings.select_related("cell").defer("self_review")
    return rows if keys is None else rows.filter(pk__in=keys)


def _members(round_: Round, keys: list[int] | None) -> Iterable[MemberRating]:
    """Who is rated in them, cell by cell in the order of the list."""
    rows = round_.member_ratings.filter(
        status=Status.RATED, cell_rating__in=queries.parts_in(round_)
    )
    if keys is not None:
        rows = rows.filter(cell_rating__in=keys)
    return (
        rows.select_related("cell_rating__cell")
        .defer("self_review", "comments", "cell_rating__self_review")
        .order_by("cell_rating__cell__sort_key", "cell_rating", "member__sort_key", "pk")
        .iterator(chunk_size=2000)
    )


def closed_of(round_: Round) -> ClosedRatification | None:
    """The ratification in place of which this one stands; None for the first."""
    return round_.closed.filter(version__lt=round_.version).defer("papers").last()


def summary_of(round_: Round) -> Document:
    """The report to the committee above."""
    return printing.summary(
        round_,
        cells=queries.cell_levels_of(round_),
        people=queries.levels_of(round_),
        statuses=queries.statuses_of(round_),
        changed=queries.changed_in(round_),
        cap=queries.cap_of(round_),
        flags={flag: len(rows) for flag, rows in queries_flags.flags_of(round_).items()},
        day=_day_of(round_),
        closed=closed_of(round_),
    )


def to_keep(round_: Round) -> dict[str, object]:
    """The papers as plain data, by name, for a round that is opened again."""
    stretches = stretches_of(round_)
    kept = {
        name_of(stretch): to_data(document)
        for stretch, document in zip(stretches, _lists(round_, stretches, stretches), strict=True)
    }
    return kept | {"summary": to_data(summary_of(round_))}
