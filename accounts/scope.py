"""Turns a user into the cells and committees that the user may read or write. Nothing else does."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr

from accounts.models import Role, RoleKind, User
from cells.models import Cell, Committee


def _under_committee_of(user: User, kinds: list[str]) -> Exists:
    """True for a row with `committee` at or below a committee where the user has the role."""
    return Exists(
        Role.objects.filter(
            user=user,
            kind__in=kinds,
            committee__path=Substr(OuterRef("committee__path"), 1, Length("committee__path")),
        )
    )


def _cells(user: User, cell_kinds: list[str], committee_kinds: list[str]) -> QuerySet[Cell]:
    if not user.is_authenticated or not user.is_active:
        return Cell.objects.none()
    own = Role.objects.filter(user=user, kind__in=cell_kinds, cell=OuterRef("pk"))
    allowed = Q(Exists(own)) if cell_kinds else Q(pk__in=[])
    if committee_kinds:
        allowed |= Q(_under_committee_of(user, committee_kinds))
    return Cell.objects.filter(allowed).select_related("committee")


def cells_to_read(user: User) -> QuerySet[Cell]:
    """Every cell whose pages the user may open."""
    return _cells(
        user, [RoleKind.SECRETARY, RoleKind.OVERSEER], [RoleKind.OFFICER, RoleKind.VIEWER]
    )


def cells_to_write(user: User) -> QuerySet[Cell]:
    """The cells whose book the user keeps."""
    return _cells(user, [RoleKind.SECRETARY], [])


def cells_of_office(user: User) -> QuerySet[Cell]:
    """The cells below the committees whose office the user is."""
    return _cells(user, [], [RoleKind.OFFICER])


def cells_to_enrol(user: User) -> QuerySet[Cell]:
    """The cells whose roll the user keeps: as their secretary, or as the office above them."""
    return _cells(user, [RoleKind.SECRETARY], [RoleKind.OFFICER])


def cells_to_oversee(user: User) -> QuerySet[Cell]:
    """The cells that the user follows for the committee above."""
    return _cells(user, [RoleKind.OVERSEER], [])


def cells_with_names(user: User) -> QuerySet[Cell]:
    """The cells in whose minutes the user sees who said what: inside the cell and its overseer.

    Others read the text without the name (Điều 9.5 of the Party charter: no unequal treatment
    for an opinion).
    """
    return _cells(user, [RoleKind.SECRETARY, RoleKind.OVERSEER], [])


def cells_to_answer(user: User) -> QuerySet[Cell]:
    """The cells to whose reserved opinions the user answers for the committee above."""
    return _cells(user, [RoleKind.OVERSEER], [RoleKind.OFFICER])


def committees_to_read(user: User) -> QuerySet[Committee]:
    """The committees of the user's roles and all below them."""
    return _committees(user, [RoleKind.OFFICER, RoleKind.VIEWER])


def committees_of_office(user: User) -> QuerySet[Committee]:
    """The committees whose office the user is, and all below them: what they keep, themes among
    it, is the user's."""
    return _committees(user, [RoleKind.OFFICER])


def _committees(user: User, kinds: list[str]) -> QuerySet[Committee]:
    if not user.is_authenticated or not user.is_active:
        return Committee.objects.none()
    roles = Role.objects.filter(user=user, kind__in=kinds)
    return Committee.objects.filter(
        Exists(roles.filter(committee__path=Substr(OuterRef("path"), 1, Length("committee__path"))))
    )


@dataclass(frozen=True)
class Held:
    """Where the user's roles stand: (kind, id of the cell, path of the committee), one of the two
    None. For a page that asks several things within the same scope."""

    roles: tuple[tuple[str, int | None, str | None], ...] = ()

    def cells(self, *kinds: str) -> list[int]:
        return [cell for kind, cell, _ in self.roles if kind in kinds and cell]

    def paths(self, *kinds: str) -> list[str]:
        return [path for kind, _, path in self.roles if kind in kinds and path]

    def reads(self, committee: Committee) -> bool:
        """Whether the committee is at or below one that the user is the office of, or leads."""
        return committee.path.startswith(tuple(self.paths(RoleKind.OFFICER, RoleKind.VIEWER)))

    def keeps(self, committee: Committee) -> bool:
        """Whether the user is the office of the committee, or of one above it."""
        return committee.path.startswith(tuple(self.paths(RoleKind.OFFICER)))


def held_by(user: User) -> Held:
    """The roles of the user, in one query; none of an account that is closed."""
    if not user.is_authenticated or not user.is_active:
        return Held()
    return Held(
        tuple(Role.objects.filter(user=user).values_list("kind", "cell", "committee__path"))
    )


def kinds_of(user: User) -> set[str]:
    """The kinds of the user's roles, for the navigation."""
    if not user.is_authenticated:
        return set()
    return set(Role.objects.filter(user=user).values_list("kind", flat=True).distinct())
