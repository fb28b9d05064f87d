"""The papers of a whole round, from its records as they stand."""

from datetime import date

from django.utils import timezone

from documents.blocks import Document
from documents.stored import to_data
from evaluations import printing, queries
from evaluations.models import ClosedRatification, Round, Status


def _day_of(round_: Round) -> date:
    return timezone.localdate(round_.ratified_at or timezone.now())


def ratified_list_of(round_: Round) -> Document:
    """Cells and members with what is ratified, or as it stands in the draft."""
    parts = list(
        round_.cell_ratings.select_related("cell")
        .defer("self_review")
        .order_by("cell__sort_key", "pk")
    )
    rows = (
        round_.member_ratings.filter(status=Status.RATED)
        .select_related("cell_rating__cell")
        .defer("self_review", "comments", "cell_rating__self_review")
        .order_by("cell_rating__cell__sort_key", "cell_rating", "member__sort_key", "pk")
    )
    return printing.ratified_list(
        round_, parts, rows.iterator(chunk_size=2000), day=_day_of(round_), closed=closed_of(round_)
    )


def closed_of(round_: Round) -> ClosedRatification | None:
    """The ratification in place of which this one stands; None for the first."""
    return round_.closed.filter(version__lt=round_.version).defer("papers").last()


def summary_of(round_: Round) -> Document:
    """The report to the committee above."""
    flags: dict[str, int] = {}
    for _, flag in queries.flags_of(round_):
        flags[flag] = flags.get(flag, 0) + 1
    return printing.summary(
        round_,
        cells=queries.cell_levels_of(round_),
        people=queries.levels_of(round_),
        statuses=queries.statuses_of(round_),
        changed=queries.changed_in(round_),
        cap=queries.cap_of(round_),
        flags=flags,
        day=_day_of(round_),
    )


def to_keep(round_: Round) -> dict[str, object]:
    """The papers as plain data, by name, for a round that is opened again."""
    return {"list": to_data(ratified_list_of(round_)), "summary": to_data(summary_of(round_))}
