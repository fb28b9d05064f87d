"""Opening a year: who is rated, and the reason for each one who is not."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts import scope
from accounts.models import User
from cells.models import Cell, Committee
from evaluations import rules
from evaluations.models import CellRating, MemberRating, RatingRegime, Round, Status
from members.models import Membership, MembershipKind
from members.queries import roll


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
    `rated_on`, with the reason for each one left out; four statements whatever the size.
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
    with transaction.atomic():
        try:
            with transaction.atomic():
                new.save()
        except IntegrityError:
            raise ValidationError({"year": "Đảng bộ đã mở đợt xếp loại của năm này."}) from None
        cells = Cell.objects.filter(
            Q(founded__isnull=True) | Q(founded__lte=rated_on),
            Q(dissolved__isnull=True) | Q(dissolved__gt=rated_on),
            committee__path__startswith=committee.path,
        )
        ratings = CellRating.objects.bulk_create(
            [CellRating(round=new, cell=cell) for cell in cells.order_by("sort_key")],
            batch_size=2000,
        )
        of_cell = {rating.cell_id: rating for rating in ratings}
        MemberRating.objects.bulk_create(
            (
                _listed(new, of_cell[place.cell_id], place)
                for place in roll(cells, rated_on).iterator(chunk_size=2000)
            ),
            batch_size=2000,
        )
    return new


def _listed(new: Round, rating: CellRating, place: Membership) -> MemberRating:
    """The member's line: rated here, or left out with the reason."""
    temporary = place.kind == MembershipKind.TEMPORARY
    reason = rules.left_out(
        rules.Standing(
            exempted=place.exempted,
            suspended=place.suspended,
            temporary_here=temporary,
            admitted_on=place.member.admitted_on,
        ),
        new.regime.who,
        day=new.rated_on,
    )
    return MemberRating(
        round=new,
        cell_rating=rating,
        member=place.member,
        name=place.member.full_name,
        office=place.office or "",
        grade=place.grade,
        elsewhere=place.elsewhere,
        status=reason.value if reason else Status.RATED,
    )
