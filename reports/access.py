"""The only way a view gets what a dashboard is about: 404 to strangers."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts import scope
from accounts.models import User
from cells.models import Committee
from reports.models import Reminder


def committee_to_read(user: User, pk: int) -> Committee:
    """The committee, if it is at or below one of the user's roles."""
    committee = scope.committees_to_read(user).filter(pk=pk).first()
    if committee is None:
        raise Http404
    return committee


def committee_of_office(user: User, pk: int) -> Committee:
    """The committee, if the user is its office: 403 to those who only read it."""
    committee = committee_to_read(user, pk)
    if not scope.committees_of_office(user).filter(pk=pk).exists():
        raise PermissionDenied
    return committee


def reminder_of(user: User, pk: int) -> Reminder:
    """One of the user's own reminders."""
    reminder = Reminder.objects.filter(user=user, pk=pk).first()
    if reminder is None:
        raise Http404
    return reminder
