"""The library of themes that a committee keeps for its cells."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import scope
from accounts.models import User
from cells.models import Committee
from meetings.models import Theme


def add(*, values: dict, by: User) -> Theme:
    """A new theme of a committee. `values`: committee, field, title, guidance."""
    with transaction.atomic():
        committee = _kept(values["committee"], by=by)
        return _put(Theme(committee=committee), values)


def change(theme: Theme, *, values: dict, by: User) -> Theme:
    """Changes a theme. Minutes that were signed keep the title that it had."""
    with transaction.atomic():
        standing = Theme.objects.select_related("committee").get(pk=theme.pk)
        _kept(standing.committee, by=by)
        if "committee" in values:
            _kept(values["committee"], by=by)
        return _put(standing, values)


def retire(theme: Theme, *, active: bool, by: User) -> Theme:
    """Takes a theme out of what is offered for planning, or back into it."""
    return change(theme, values={"active": active}, by=by)


def _kept(committee: Committee | None, *, by: User) -> Committee:
    """The committee, locked, if the user keeps its library; the common themes are an
    administrator's."""
    pk = committee.pk if committee else None
    kept = scope.committees_of_office(by).filter(pk=pk)
    if pk is None or not kept.exists():
        raise PermissionDenied
    return Committee.objects.select_for_update(no_key=True).get(pk=pk)


def _put(theme: Theme, values: dict) -> Theme:
    """Checks and stores the theme, with the keys that follow its title."""
    for name, value in values.items():
        setattr(theme, name, value)
    theme.full_clean()
    theme.save()
    return theme
