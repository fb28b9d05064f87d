"""The only way a view gets a member: 404 to strangers, 403 to those who may only read.

A member is read where the member belongs on the day, and kept by the primary cell. Who moved away
is reached in the new cell alone; who belongs nowhere any more, in the last one. Acts on a member
are recorded by the primary cell or by the office of a committee over it.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from accounts import scope
from accounts.access import cell_to_read
from accounts.models import User
from cells.models import Cell
from members.models import ActKind, Member, MemberAct, RollImport
from members.queries import current_cell_of, journal_of_cell, waiting


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


def member_to_act_on(user: User, pk: int, *, day: date) -> Member:
    """The member, if the user may record what befalls the member."""
    member = member_to_read(user, pk, day=day)
    if not may_act(user, member, day=day):
        raise PermissionDenied
    return member


def act_of_member(user: User, member_pk: int, pk: int, *, day: date) -> MemberAct:
    """An act of that member, to be corrected."""
    member = member_to_act_on(user, member_pk, day=day)
    act = MemberAct.objects.filter(member=member, pk=pk).select_related("part_of").first()
    if act is None:
        raise Http404
    act.member = member
    return act


def act_to_answer(user: User, pk: int) -> MemberAct:
    """A move that waits for the cell it goes to; whoever keeps that cell's roll answers it."""
    act = _waiting_act(user, pk)
    if act.cell_to_id not in cells_enrolled(user):
        raise PermissionDenied
    return act


def act_to_withdraw(user: User, pk: int) -> MemberAct:
    """A move that waits; whoever keeps the roll of either cell takes it back."""
    act = _waiting_act(user, pk)
    if not {act.cell_to_id, act.cell_from_id} & cells_enrolled(user):
        raise PermissionDenied
    return act


def cell_to_enrol(user: User, pk: int) -> Cell:
    """The cell, if the user keeps its roll: its secretary, or the office above it."""
    cell = cell_to_read(user, pk)
    if not scope.cells_to_enrol(user).filter(pk=pk).exists():
        raise PermissionDenied
    return cell


def cell_of_office(user: User, pk: int) -> Cell:
    """The cell, if the user is the office of a committee over it."""
    cell = cell_to_read(user, pk)
    if not scope.cells_of_office(user).filter(pk=pk).exists():
        raise PermissionDenied
    return cell


def act_of_cell(user: User, cell_pk: int, pk: int, *, day: date) -> MemberAct:
    """A congress, a merger or an office of that cell, to be corrected."""
    cell = cell_to_read(user, cell_pk)
    act = journal_of_cell(cell).filter(pk=pk).first()
    if act is None:
        raise Http404
    if not may_correct(user, act, day=day):
        raise PermissionDenied
    return act


def may_correct(user: User, act: MemberAct, *, day: date) -> bool:
    """Whoever may record acts on the member (or of the cell) may correct them; what joined two
    cells, only who may record acts in both. What still waits, either cell takes back."""
    if act.kind == ActKind.IMPORTED:
        return False  # it is undone as a whole, where it was made
    enrolled = scope.cells_to_enrol(user)
    cells = {one for one in (act.cell_from_id, act.cell_to_id) if one}
    if not act.changes and not act.parts.exists():
        return enrolled.filter(pk__in=cells).exists()
    if act.member is not None and not may_act(user, act.member, day=day):
        return False
    if act.kind == ActKind.RECEIVED:
        return enrolled.filter(pk=act.cell_to_id).exists()
    return enrolled.filter(pk__in=cells).count() == len(cells)


def _waiting_act(user: User, pk: int) -> MemberAct:
    act = (
        waiting(MemberAct.objects.filter(pk=pk))
        .select_related("member", "cell_from", "cell_to")
        .first()
    )
    if act is None:
        raise Http404
    if not scope.cells_to_read(user).filter(pk__in=[act.cell_to_id, act.cell_from_id]).exists():
        raise Http404
    return act


def cells_enrolled(user: User) -> set[int]:
    """The keys of the cells whose roll the user keeps."""
    return set(scope.cells_to_enrol(user).values_list("pk", flat=True))


def may_write(user: User, member: Member, *, day: date) -> bool:
    """Whether the user keeps the book of the member's primary cell."""
    home = current_cell_of(member, day)
    return home is not None and scope.cells_to_write(user).filter(pk=home.pk).exists()


def may_act(user: User, member: Member, *, day: date) -> bool:
    """Whether the user may record what befalls the member: the cell, or the office above it."""
    home = current_cell_of(member, day)
    return home is not None and scope.cells_to_enrol(user).filter(pk=home.pk).exists()


def looks_from_outside(user: User, member: Member, *, day: date) -> bool:
    """Whether a look at the member is noted: it is of whoever does not keep the book of a cell
    where the member belongs. Overseers, offices and viewers are outside."""
    return not _belongs(member, day, scope.cells_to_write(user))


def pair_to_merge(user: User, kept: int, double: int, *, day: date) -> tuple[Member, Member]:
    """Two records of cells whose roll the user keeps; neither is merged yet."""
    one, other = (member_to_act_on(user, pk, day=day) for pk in (kept, double))
    if one.pk == other.pk or one.merged_into_id or other.merged_into_id:
        raise Http404
    return one, other


def office_only(user: User) -> None:
    """Lets pass the office of any committee."""
    if not scope.cells_of_office(user).exists() and not scope.committees_of_office(user).exists():
        raise PermissionDenied


def enroller_only(user: User) -> None:
    """Lets pass whoever keeps the roll of a cell."""
    if not scope.cells_to_enrol(user).exists():
        raise PermissionDenied


def import_to_read(user: User, pk: int) -> RollImport:
    """An import of the user's own: to everybody else it is not there."""
    found = RollImport.objects.filter(pk=pk, made_by=user).first()
    if found is None or not scope.cells_to_enrol(user).exists():
        raise Http404
    return found


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
