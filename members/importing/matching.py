"""Who of the roll a row of the sheet is, from a few queries for all rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from cells.models import Cell
from cells.text import fold
from members.importing.values import Day
from members.models import (
    GRADES,
    Member,
    Membership,
    MembershipKind,
    Office,
    OfficeKind,
    Standing,
    StandingKind,
)


@dataclass(frozen=True)
class Person:
    """What a row says of who it is; `cell` where it was understood."""

    full_name: str
    birth: Day | None
    admitted: Day | None
    card: str
    cell: Cell | None


@dataclass
class Known:
    """The members that rows may be, and how they stand on the day."""

    day: date
    by_card: dict[str, Member] = field(default_factory=dict)
    by_name: dict[str, list[Member]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[int, Membership] = field(default_factory=dict)
    guests: set[tuple[int, int]] = field(default_factory=set)
    """Member and cell, where the member takes part for a time."""
    grades: dict[int, Standing] = field(default_factory=dict)
    suspended: set[int] = field(default_factory=set)
    offices: dict[int, dict[int, Office]] = field(default_factory=dict)
    """By cell, then by member."""
    past: dict[int, list[Office]] = field(default_factory=lambda: defaultdict(list))

    def free_from(self, cell: Cell, kind: str, member: Member | None) -> date | None:
        """From when on the seat was free, as far as offices that ended before the day tell."""
        ends = [
            office.validity.upper
            for office in self.past[cell.pk]
            if (office.kind == kind == OfficeKind.SECRETARY)
            or (member is not None and office.member_id == member.pk)
        ]
        return max(ends, default=None)

    def home_of(self, member: Member) -> Cell | None:
        home = self.homes.get(member.pk)
        return home.cell if home else None

    def secretary_of(self, cell: Cell) -> Member | None:
        held = self.offices.get(cell.pk, {}).values()
        return next((one.member for one in held if one.kind == OfficeKind.SECRETARY), None)


def known_for(cards: Iterable[str], names: Iterable[str], *, day: date) -> Known:
    """The members with one of these card numbers or (folded) names who were ever on a roll, in a
    number of queries that the rows do not change."""
    known = Known(day)
    ever = Exists(Membership.objects.filter(member=OuterRef("pk")))
    rows = Member.objects.filter(
        Q(card_number__in=set(cards) - {""}) | Q(ever, name_key__in=set(names))
    ).annotate(in_use=ExpressionWrapper(Q(ever, merged_into__isnull=True), BooleanField()))
    for member in rows.order_by("pk"):
        if member.in_use:
            known.by_name[member.name_key].append(member)
        if member.card_number:
            known.by_card[member.card_number] = member
    people = {member.pk for members in known.by_name.values() for member in members}
    people |= {member.pk for member in known.by_card.values()}
    here = Membership.objects.filter(member__in=people, validity__contains=day)
    for one in here.select_related("cell"):
        if one.kind == MembershipKind.PRIMARY:
            known.homes[one.member_id] = one
        else:
            known.guests.add((one.member_id, one.cell_id))
    for one in Standing.objects.filter(member__in=people, validity__contains=day):
        if one.kind in GRADES:
            known.grades[one.member_id] = one
        elif one.kind == StandingKind.SUSPENDED:
            known.suspended.add(one.member_id)
    return known


def add_offices(known: Known, cells: Iterable[int]) -> None:
    """Who holds which office in the cells on the day, and who held one."""
    for office in Office.objects.filter(cell__in=set(cells)).select_related("member"):
        if known.day in office.validity:
            known.offices.setdefault(office.cell_id, {})[office.member_id] = office
        elif office.validity.upper and office.validity.upper <= known.day:
            known.past[office.cell_id].append(office)


def match(person: Person, known: Known, readable: set[int]) -> Member | None:
    """The member whom the row means: by card number, else by name, birth date and day of
    admission, else (where dates are missing and none contradicts) by name in the same cell.

    `readable` are the cells that may be named. Raises ValidationError where it cannot be told.
    """
    by_card = known.by_card.get(person.card) if person.card else None
    if by_card is not None:
        _refuse_other(by_card, person)
        return by_card
    alike = [
        member
        for member in known.by_name.get(fold(person.full_name), [])
        if not _contradicts(member, person)
    ]
    certain = [member for member in alike if _same_dates(member, person)]
    return _only(certain, "") or _by_cell(alike, person, known, readable)


def _refuse_other(owner: Member, person: Person) -> None:
    """A card number alone does not make two names one person: a date has to agree as well."""
    if not owner.in_use:
        raise ValidationError(
            {"card_number": "Số thẻ này đang ghi ở một hồ sơ không còn dùng. Xin báo quản trị."}
        )
    if fold(person.full_name) == owner.name_key:
        return
    agree = any(known and said and said.agrees(known) for known, said in _pairs(owner, person))
    if not agree or _contradicts(owner, person):
        raise ValidationError(
            {"card_number": "Trong sổ số thẻ này là của người khác (họ tên và ngày khác)."}
        )


def _by_cell(
    alike: list[Member], person: Person, known: Known, readable: set[int]
) -> Member | None:
    home = person.cell.pk if person.cell else None
    here = [one for one in alike if one.pk in known.homes and known.homes[one.pk].cell_id == home]
    if here:
        return _only(here, " trong chi bộ này")
    for member in alike:
        elsewhere = known.home_of(member)
        shares_date = (person.birth and member.birth_date) or (
            person.admitted and member.admitted_on
        )
        if elsewhere and elsewhere.pk in readable and shares_date:
            raise ValidationError(
                {
                    "full_name": f"Có thể là đồng chí cùng tên ở {elsewhere}. Xin ghi thêm số thẻ, "
                    "hoặc đủ ngày sinh và ngày vào Đảng, để phân biệt."
                }
            )
    return None


def _only(members: list[Member], where: str) -> Member | None:
    if len(members) > 1:
        raise ValidationError(
            {
                "full_name": f"Trong sổ có {len(members)} hồ sơ cùng tên như vậy{where}. "
                "Xin ghi số thẻ để phân biệt."
            }
        )
    return members[0] if members else None


def _pairs(member: Member, person: Person) -> list[tuple[date | None, Day | None]]:
    return [(member.birth_date, person.birth), (member.admitted_on, person.admitted)]


def _contradicts(member: Member, person: Person) -> bool:
    return any(known and said and not said.agrees(known) for known, said in _pairs(member, person))


def _same_dates(member: Member, person: Person) -> bool:
    return all(known and said and said.agrees(known) for known, said in _pairs(member, person))
