"""Who from outside looked at a member's page, and who carried a list away: noted, never erased."""

from datetime import date, datetime

from accounts.models import User
from cells.models import Cell, Committee
from members.models import LookKind, Member, MemberLook


def note_look(member: Member, *, cell: Cell, day: date, at: datetime, by: User) -> None:
    """A look at the member's pages by someone outside the cell: once for a user and a day."""
    look = MemberLook(kind=LookKind.PAGE, user=by, member=member, cell=cell, day=day, at=at)
    MemberLook.objects.bulk_create([look], ignore_conflicts=True)


def log_export(
    *,
    what: str,
    number: int,
    cell: Cell | None = None,
    committee: Committee | None = None,
    day: date,
    at: datetime,
    by: User,
) -> MemberLook:
    """An export of `number` members, whoever made it: `what` says which list in which format;
    of one cell, or of all below a committee."""
    return MemberLook.objects.create(
        kind=LookKind.EXPORT,
        user=by,
        cell=cell,
        committee=committee,
        what=what,
        number=number,
        day=day,
        at=at,
    )
