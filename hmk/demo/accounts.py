"""The accounts that a visitor may sign in with; one password for all, hashed once."""

from dataclasses import dataclass
from datetime import time

from django.contrib.auth.hashers import make_password

from accounts.models import Role, RoleKind, User
from cells.models import Committee
from hmk.demo.calendar import at
from hmk.demo.copying import Copier
from hmk.demo.people import Roll
from hmk.demo.places import Place
from hmk.demo.plan import Plan
from members.models import OfficeKind

# The residential groups that `phutrach` follows, and one school.
OVERSEEN = (4, 5, 6, 7)
_EIGHT = time(8, 0)
OVERSEER_NAME = "Trần Thị Minh Hạnh"
OTHERS = (
    ("vanphong", "Lê Thị Thùy Dương", RoleKind.OFFICER),
    ("lanhdao", "Phan Xuân Tường", RoleKind.VIEWER),
)


@dataclass
class Door:
    """What every new account shares."""

    encoded: str
    plan: Plan
    copier: Copier

    def account(self, username: str, full_name: str, **more: object) -> User:
        joined = at(self.plan.first_month, _EIGHT)
        return self.copier.add(
            User,
            username=username,
            full_name=full_name,
            password=self.encoded,
            date_joined=joined,
            **more,
        )


def door(plan: Plan, password: str, copier: Copier) -> Door:
    """Hashes the password once: thousands of slow hashes would tell no more."""
    return Door(make_password(password), plan, copier)


def secretaries(places: list[Place], rolls: list[Roll], entry: Door) -> dict[int, User]:
    """An account for the secretary of each cell, by the id of the cell."""
    accounts = {}
    for place, roll in zip(places, rolls, strict=True):
        person = roll.holder(OfficeKind.SECRETARY, entry.plan.today)
        user = entry.account(username_of(place), person.member.full_name)
        entry.copier.add(Role, user=user, kind=RoleKind.SECRETARY, cell=place.cell)
        accounts[place.cell.id] = user
    return accounts


def username_of(place: Place) -> str:
    """`bithu-tdp05` in the first committee, `bithu-0123` in the others."""
    if place.index < 25:
        number = place.spec.number
        return f"bithu-tdp{number:02d}" if number else f"bithu-{place.index + 1:02d}"
    return f"bithu-{place.index + 1:04d}"


def followed(places: list[Place]) -> list[Place]:
    """The cells of the town that the overseer follows: some groups, and the first school."""
    school = next((place for place in places if place.spec.group == "school"), None)
    return [place for place in places if place.spec.number in OVERSEEN or place is school]


def others(root: Committee, town: Committee, places: list[Place], entry: Door) -> list[User]:
    """Overseer, office, leader and administrator; gives those who only read, the overseer first."""
    overseer = entry.account("phutrach", OVERSEER_NAME)
    for place in followed(places):
        entry.copier.add(Role, user=overseer, kind=RoleKind.OVERSEER, cell=place.cell)
    readers = [overseer]
    for username, name, kind in OTHERS:
        user = entry.account(username, name)
        committee = root if kind == RoleKind.VIEWER else town
        entry.copier.add(Role, user=user, kind=kind, committee=committee)
        readers.append(user)
    entry.account("admin", "Quản trị hệ thống", is_staff=True, is_superuser=True)
    return readers
