"""The only way a view gets what a dashboard is about: 404 to strangers."""

from django.http import Http404

from accounts import scope
from accounts.models import User
from cells.models import Committee


def committee_to_read(user: User, pk: int) -> Committee:
    """The committee, if it is at or below one of the user's roles."""
    committee = scope.committees_to_read(user).filter(pk=pk).first()
    if committee is None:
        raise Http404
    return committee
