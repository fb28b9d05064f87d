"""Who from outside looked at a member's page, and who carried a list away: noted, never erased."""

from collections.abc import Mapping
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


def log_exports(
    *,
    what: str,
    by_cell: Mapping[int, int],
    by_committee: Mapping[int, int],
    day: date,
    at: datetime,
    by: User,
) -> None:
    """An export of members of several cells, whoever made it: a line for the only cell, else one
    for each committee with how many of its members went out, so that its office reads it.

    The numbers are by the keys of cells, and of the committees right above them.
    """
    counted = (
        [{"cell_id": cell, "number": number} for cell, number in by_cell.items()]
        if len(by_cell) == 1
        else [{"committee_id": above, "number": number} for above, number in by_committee.items()]
    )
    MemberLook.objects.bulk_create(
        MemberLook(kind=LookKind.EXPORT, user=by, what=what[:200], day=day, at=at, **one)
        for one in counted
    )
