"""Opening a year: who is rated, and the reason for each one who is not."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from accounts import scope
from accounts.models import User
from cells.models import Cell, Committee
from evaluations.models import CellRating, RatingRegime, Round, RoundState
from evaluations.services import lists
from evaluations.services.base import open_round_of_office, put
from evaluations.services.lists import ROWS_AT_ONCE


def regime_of(year: int) -> RatingRegime | None:
    """The regime under which the year is rated."""
    return RatingRegime.objects.filter(years__contains=year).first()


def open_round(
    committee: Committee,
    *,
    year: int,
    rated_on: date,
    deadlines: dict[str, date | None],
    now: datetime,
    by: User,
) -> Round:
    """Opens the year for every cell at or below the committee that is in being on `rated_on`.

    `deadlines`: self_review_by, cell_by, ratify_by. The list of members is that of the roll of
    `rated_on`, with the reason for each one left out.
    Raises ValidationError keyed by field, PermissionDenied for who does not manage the committee.
    """
    if not scope.committees_of_office(by).filter(pk=committee.pk).exists():
        raise PermissionDenied
    regime = regime_of(year)
    if regime is None:
        raise ValidationError({"year": f"Không có bộ quy định xếp loại cho năm {year}."})
    if rated_on.year not in {year, year + 1}:
        raise ValidationError(
            {"rated_on": f"Ngày chốt danh sách phải trong hoặc ngay sau năm {year}."}
        )
    new = Round(
        committee=committee,
        year=year,
        regime=regime,
        rated_on=rated_on,
        opened_at=now,
        opened_by=by,
        **deadlines,
    )
    new.full_clean()
    cells = _cells_on(committee, rated_on)
    with transaction.atomic():
        try:
            with transaction.atomic():
                new.save()
        except IntegrityError:
            raise ValidationError({"year": "Đảng bộ đã mở đợt xếp loại của năm này."}) from None
        _refuse_cells_rated_elsewhere(cells, year)
        ratings = CellRating.objects.bulk_create(
            [
                CellRating(round=new, cell=cell, ballot_mode=regime.ballot_mode)
                for cell in cells.order_by("sort_key")
            ],
            batch_size=ROWS_AT_ONCE,
        )
        lists.draw(new, ratings)
    return new


def _cells_on(committee: Committee, day: date) -> QuerySet[Cell]:
    """The cells at or below the committee that are in being on the day."""
    return Cell.objects.filter(
        Q(founded__isnull=True) | Q(founded__lte=day),
        Q(dissolved__isnull=True) | Q(dissolved__gt=day),
        committee__path__startswith=committee.path,
    )


def _refuse_cells_rated_elsewhere(cells: QuerySet[Cell], year: int) -> None:
    """A cell is rated once a year, by one committee: the base organisation that it belongs to."""
    twice = CellRating.objects.filter(cell__in=cells, round__year=year)
    other = twice.select_related("round__committee", "cell").first()
    if other:
        raise ValidationError(
            {
                "committee": f"{other.cell} đã ở trong đợt xếp loại năm {year} của "
                f"{other.round.committee}."
            }
        )


def set_deadlines(round_: Round, *, values: dict[str, date | None], by: User) -> Round:
    """Sets deadlines of an open round. Raises ValidationError where they are out of order."""
    with open_round_of_office(round_, by=by) as locked:
        return put(locked, values)


def refresh(round_: Round, *, by: User) -> int:
    """Brings the lists of an open round up to the roll; gives how many lines changed."""
    with open_round_of_office(round_, by=by) as locked:
        return lists.redraw(locked, lists.parts_of(locked.cell_ratings.all()))


def follow_roll(cells: set[int], *, since: date) -> None:
    """After an act on the roll: the open rounds whose day is not before `since` draw the lists
    of these cells again."""
    touched = CellRating.objects.filter(
        cell__in=cells, round__state=RoundState.OPEN, round__rated_on__gte=since
    ).values_list("round", flat=True)
    for pk in sorted(set(touched)):
        with transaction.atomic():
            locked = (
                Round.objects.select_for_update(of=("self",)).select_related("regime").get(pk=pk)
            )
            if not locked.is_ratified:
                lists.redraw(locked, lists.parts_of(locked.cell_ratings.filter(cell__in=cells)))
