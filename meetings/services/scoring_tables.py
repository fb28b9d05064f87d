"""Tables of points: the first one, and new dated versions of those that are in use."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from cells.models import Committee
from meetings import seeds_scoring as seeds
from meetings.models import Criterion, ScoringTable

COPIED = ("source", "good_from", "fair_from", "average_from", "thematic_points", "half_points",
          "min_minutes", "min_minutes_large", "large_from", "unexcused_most",
          "absences_allowed")  # fmt: skip
LINE = ("position", "group", "text", "max_points", "measure", "steps", "gate", "thematic_only")


@transaction.atomic
def seed() -> None:
    """Gives an empty database its table; changes nothing where there is one."""
    if ScoringTable.objects.exists():
        return
    table = ScoringTable.objects.create(**seeds.TABLE)
    Criterion.objects.bulk_create(
        Criterion(table=table, position=position, group=group, text=text, max_points=points, **rule)
        for position, (group, text, points, rule) in enumerate(seeds.CRITERIA, start=1)
    )


@transaction.atomic
def copy(
    table: ScoringTable, *, name: str, since: date, committee: Committee | None, by: User
) -> ScoringTable:
    """A new version of the table from `since` on, for the same committee or for another.

    For the same one the old version ends the day before; a committee's own table leaves the
    common one as it is. Raises ValidationError when `since` does not lie inside the old one's
    period.
    """
    if not by.has_perm("meetings.add_scoringtable"):
        raise PermissionDenied
    old = ScoringTable.objects.select_for_update().get(pk=table.pk)
    until = old.validity.upper
    successor = old.committee_id == (committee.pk if committee else None)
    if successor:
        if not (old.validity.lower < since and (until is None or since < until)):
            raise ValidationError(
                {"since": "Ngày hiệu lực mới phải nằm trong thời gian của bảng điểm cũ."}
            )
        old.validity = (old.validity.lower, since)
        old.save(update_fields=["validity"])
    new = ScoringTable(
        name=name,
        committee=committee,
        validity=(since, until if successor else None),
        **{field: getattr(old, field) for field in COPIED},
    )
    new.full_clean()
    new.save()
    Criterion.objects.bulk_create(
        Criterion(table=new, **{field: getattr(line, field) for field in LINE})
        for line in old.criteria.order_by("position")
    )
    return new
