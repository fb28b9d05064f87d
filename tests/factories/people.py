"""Makes the objects that tests speak of. Dates are fixed: no test depends on the day it runs."""

from datetime import date, datetime, time

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Role, RoleKind, User
from cells.models import Cell, CellKind, Committee, Term
from members.models import (
    ActKind,
    Member,
    MemberAct,
    Membership,
    MembershipKind,
    Office,
    OfficeKind,
    Standing,
    StandingKind,
)

TODAY = date(2026, 11, 23)
TERM = (date(2025, 2, 3), date(2027, 8, 3))
LONG_AGO = date(2020, 1, 1)
PASSWORD = "cau-da-bac-qua-song"


def at(day: date, hour: int = 19, minute: int = 30) -> datetime:
    """A local moment of the day."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


class CommitteeFactory(DjangoModelFactory):
    """A root of the tree, or with `parent=` a child of another committee."""

    class Meta:
        model = Committee

    name = factory.Sequence(lambda n: f"Đảng bộ xã Thử {n}")
    committee_name = factory.LazyAttribute(lambda o: o.name.replace("Đảng bộ", "Đảng ủy"))
    level = "cơ sở"
    place = "Hương Thử"

    @classmethod
    def _create(cls, model_class, *args, parent: Committee | None = None, **kwargs):
        if parent is None:
            return model_class.objects.add_root(create_kwargs=kwargs)
        return model_class.objects.add_child(parent, create_kwargs=kwargs)


class CellFactory(DjangoModelFactory):
    class Meta:
        model = Cell

    committee = factory.SubFactory(CommitteeFactory)
    name = factory.Sequence(lambda n: f"Chi bộ Tổ dân phố {n + 20}")
    kind = CellKind.RESIDENTIAL
    founded = LONG_AGO
    usual_place = "Nhà văn hóa tổ dân phố"


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    cell = factory.SubFactory(CellFactory)
    name = "2025-2027"
    validity = TERM


class UserFactory(DjangoModelFactory):
    """An active account without any role; its password is `PASSWORD`."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"taikhoan{n}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Thử {n}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class RoleFactory(DjangoModelFactory):
    """The secretary of a cell, unless told otherwise."""

    class Meta:
        model = Role

    user = factory.SubFactory(UserFactory)
    kind = RoleKind.SECRETARY
    cell = None
    committee = None


class MemberFactory(DjangoModelFactory):
    """A member who belongs nowhere yet; see `member_of`."""

    class Meta:
        model = Member

    full_name = factory.Sequence(lambda n: f"Trần Thị Mẫu {n}")
    birth_date = date(1958, 5, 19)
    admitted_on = date(1985, 2, 3)
    official_on = date(1986, 2, 3)
    card_number = factory.Sequence(lambda n: f"40.{n:06}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    member = factory.SubFactory(MemberFactory)
    cell = factory.SubFactory(CellFactory)
    kind = MembershipKind.PRIMARY
    validity = (LONG_AGO, None)


class StandingFactory(DjangoModelFactory):
    class Meta:
        model = Standing

    member = factory.SubFactory(MemberFactory)
    kind = StandingKind.OFFICIAL
    validity = (LONG_AGO, None)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    member = factory.SubFactory(MemberFactory)
    cell = factory.SubFactory(CellFactory)
    kind = OfficeKind.SECRETARY
    validity = TERM


class ActFactory(DjangoModelFactory):
    """A line of the journal that wrote nothing."""

    class Meta:
        model = MemberAct

    member = factory.SubFactory(MemberFactory)
    kind = ActKind.ENTERED
    day = LONG_AGO


def member_of(
    cell: Cell,
    full_name: str | None = None,
    *,
    since: date = LONG_AGO,
    until: date | None = None,
    membership: str = MembershipKind.PRIMARY,
    grade: str = StandingKind.OFFICIAL,
    standings: tuple[str, ...] = (),
    office: str | None = None,
    **fields: object,
) -> Member:
    """A member on the roll of the cell: with a grade, further standings, perhaps an office."""
    if full_name is not None:
        fields["full_name"] = full_name
    member = MemberFactory(**fields)
    period = (since, until)
    MembershipFactory(member=member, cell=cell, kind=membership, validity=period)
    for kind in (grade, *standings):
        StandingFactory(member=member, kind=kind, validity=period)
    if office:
        OfficeFactory(member=member, cell=cell, kind=office)
    return member


def furnished_cell(committee: Committee, name: str, *, people: str = "") -> Cell:
    """A cell with its term, a secretary, a deputy, three members and a probationary one.

    `people` is put into the names, so that two such cells can be told apart on a page.
    """
    cell = CellFactory(committee=committee, name=name)
    TermFactory(cell=cell)
    middle = f"{people} " if people else ""
    member_of(cell, f"Lê {middle}An", office=OfficeKind.SECRETARY)
    member_of(cell, f"Phan {middle}Bình", office=OfficeKind.DEPUTY)
    for given in ("Chiến", "Dung", "Đức"):
        member_of(cell, f"Hồ {middle}{given}")
    member_of(cell, f"Võ {middle}Em", grade=StandingKind.PROBATIONARY)
    return cell
