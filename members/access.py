"""The only way a view gets a member: 404 to strangers, 403 to those who may only read.

A member is read where the member belongs on the day, and kept by the primary cell. Who moved away
is reached in the new cell alone; who belongs nowhere any more, in the last one.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from accounts import scope
from accounts.models import User
from members.models import Member, Standing
from members.queries import current_cell_of


def member_to_read(user: User, pk: int, *, day: date) -> Member:
    """The member, if the user may read a cell where the member belongs on the day."""
    member = Member.objects.filter(pk=pk).first()
    if member is None or not _reads(user, member, day):
        raise Http404
    return member


def member_to_write(user: User, pk: int, *, day: date) -> Member:
    """The member, if the user keeps the book of the member's primary cell."""
    member = member_to_read(user, pk, day=day)
    if not may_write(user, member, day=day):
        raise PermissionDenied
    return member


def standing_to_write(user: User, member_pk: int, pk: int, *, day: date) -> Standing:
    """A standing of that member, to be ended."""
    member = member_to_write(user, member_pk, day=day)
    standing = Standing.objects.filter(member=member, pk=pk).first()
    if standing is None:
        raise Http404
    standing.member = member
    return standing


def may_write(user: User, member: Member, *, day: date) -> bool:
    """Whether the user keeps the book of the member's primary cell."""
    home = current_cell_of(member, day)
    return home is not None and scope.cells_to_write(user).filter(pk=home.pk).exists()


def sees_particulars(user: User, member: Member, *, day: date) -> bool:
    """Whether birth date, card number and telephone are shown: inside the cell, and to who
    follows it."""
    return _belongs(member, day, scope.cells_with_names(user))


def _reads(user: User, member: Member, day: date) -> bool:
    return _belongs(member, day, scope.cells_to_read(user))


def _belongs(member: Member, day: date, cells) -> bool:
    home = current_cell_of(member, day)
    here = Q(memberships__member=member, memberships__validity__contains=day)
    return cells.filter(here | Q(pk=home.pk if home else None)).exists()
