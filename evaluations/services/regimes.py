"""Rating regimes: the first ones, and new versions of those that are in use."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from evaluations import seeds
from evaluations.models import LevelNorm, RatingCriterion, RatingRegime

KEPT = {"id", "code", "years"}
PARTS = (LevelNorm, RatingCriterion)


@transaction.atomic
def seed() -> None:
    """Gives an empty database its regimes; changes nothing where there are any."""
    if RatingRegime.objects.exists():
        return
    for values in seeds.REGIMES:
        regime = RatingRegime.objects.create(**values)
        LevelNorm.objects.bulk_create(
            LevelNorm(regime=regime, **norm) for norm in seeds.norms_of(regime.code)
        )
        RatingCriterion.objects.bulk_create(
            RatingCriterion(regime=regime, **one) for one in seeds.criteria_of(regime.code)
        )


@transaction.atomic
def copy(regime: RatingRegime, *, code: str, since: int, by: User) -> RatingRegime:
    """A new version of the regime from the year `since` on; the old one ends with the year before.

    Raises ValidationError when `since` does not lie inside the old one's years.
    """
    if not by.has_perm("evaluations.add_ratingregime"):
        raise PermissionDenied
    old = RatingRegime.objects.select_for_update().get(pk=regime.pk)
    if not (old.years.lower < since and (old.years.upper is None or since < old.years.upper)):
        raise ValidationError({"since": "Năm bắt đầu phải nằm trong các năm của bộ quy định cũ."})
    until = old.years.upper
    old.years = (old.years.lower, since)
    old.save(update_fields=["years"])
    fields = [f.name for f in RatingRegime._meta.fields if f.name not in KEPT]
    new = RatingRegime(
        code=code, years=(since, until), **{name: getattr(old, name) for name in fields}
    )
    new.full_clean()
    new.save()
    for part in PARTS:
        _copy_part(part, old, new)
    return new


def _copy_part(
    part: type[LevelNorm] | type[RatingCriterion], old: RatingRegime, new: RatingRegime
) -> None:
    """The rows of that kind for the new version as well."""
    names = [f.name for f in part._meta.fields if f.name not in {"id", "regime"}]
    rows = part.objects.filter(regime=old).order_by("pk")
    part.objects.bulk_create(
        part(regime=new, **{name: getattr(row, name) for name in names}) for row in rows
    )
