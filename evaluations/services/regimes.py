"""Rating regimes: the first ones, and new versions of those that are in use."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from evaluations import seeds
from evaluations.models import LevelNorm, RatingRegime

KEPT = {"id", "code", "years"}


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
    norms = list(old.norms.all())
    until = old.years.upper
    old.years = (old.years.lower, since)
    old.save(update_fields=["years"])
    fields = [f.name for f in RatingRegime._meta.fields if f.name not in KEPT]
    new = RatingRegime(
        code=code, years=(since, until), **{name: getattr(old, name) for name in fields}
    )
    new.full_clean()
    new.save()
    copied = [f.name for f in LevelNorm._meta.fields if f.name not in {"id", "regime"}]
    LevelNorm.objects.bulk_create(
        LevelNorm(regime=new, **{name: getattr(norm, name) for name in copied}) for norm in norms
    )
    return new
