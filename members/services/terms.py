"""Congress and offices of a cell: a new term from a day, and changes within a term."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import User
from cells.models import Cell, Term
from members import rules, signals
from members.models import (
    ActKind,
    Decider,
    Member,
    MemberAct,
    Membership,
    MembershipKind,
    Office,
    OfficeKind,
    Standing,
    StandingKind,
)
from members.queries import figures_of
from members.services.base import keeps_book, writing
from members.services.journal import Pen, record, record_parts, spanning

Offices = dict[str, list[Member]]
"""Who is elected, by OfficeKind."""


def hold_congress(
    cell: Cell, *, day: date, name: str, offices: Offices, document: str = "", today: date, by: User
) -> MemberAct:
    """Opens a new term on the day of the congress: the old one ends the day before, its offices
    with it, the elected take theirs, and numbering starts anew (Điều 24.3, 24.4 Điều lệ)."""
    with writing():
        elected = [member for people in offices.values() for member in people]
        cell = locked_cell(cell, by, elected)
        _refuse_day(cell, day, today)
        _refuse_unelectable(cell, offices, day)
        pen = Pen()
        if official := figures_of(cell, day)["official"]:
            has_committee = bool(offices.get(OfficeKind.COMMITTEE_MEMBER))
            pen.warnings += rules.doubts_of_election(official, has_committee=has_committee)
        _end_term(pen, cell, day)
        term = pen.add(Term(cell=cell, name=name, validity=DateRange(day, None)))
        sitting = Office.objects.filter(cell=cell)
        if later := sitting.filter(validity__startswith__gte=day).first():
            words = (
                f"Sổ đã ghi chức vụ từ ngày {later.validity.lower:%d/%m/%Y}, không trước ngày này."
            )
            raise ValidationError({"day": words})
        pen.cut_all(list(spanning(sitting, day)), day)
        pen.add_all(
            [
                Office(member=member, cell=cell, kind=kind, validity=DateRange(day, None))
                for kind, people in offices.items()
                for member in people
            ]
        )
        signals.term_opened.send(sender=Term, cell=cell, term=term)
        act = record(
            pen.own(),
            kind=ActKind.CONGRESS,
            day=day,
            by=by,
            document=document,
            decided_by=Decider.CONGRESS,
            cell_to=cell,
            note=name,
        )
        chosen = {member.pk for member in elected}
        record_parts(
            act,
            pen,
            kind_of=lambda pk: ActKind.OFFICE if pk in chosen else ActKind.OFFICE_ENDED,
            cell_to=cell,
        )
        return act


def take_office(
    cell: Cell,
    *,
    member: Member,
    kind: str,
    day: date,
    document: str = "",
    today: date,
    by: User,
) -> MemberAct:
    """Somebody takes an office within a term; a new secretary follows the one before."""
    with writing():
        cell = locked_cell(cell, by, [member])
        _refuse_day(cell, day, today)
        _refuse_unelectable(cell, {kind: [member]}, day, field="member")
        pen = Pen()
        sitting = list(spanning(Office.objects.filter(cell=cell), day))
        own = [office for office in sitting if office.member_id == member.pk]
        if any(office.kind == kind for office in own):
            raise ValidationError({"member": "Đồng chí đang giữ chức vụ này rồi."})
        replaced = [
            office
            for office in sitting
            if kind == OfficeKind.SECRETARY == office.kind and office.member_id != member.pk
        ]
        pen.cut_all([*own, *replaced], day)
        pen.add(Office(member=member, cell=cell, kind=kind, validity=DateRange(day, None)))
        act = record(
            Pen(pen.of(member.pk), pen.warnings),
            member=member,
            kind=ActKind.OFFICE,
            day=day,
            by=by,
            document=document,
            cell_to=cell,
        )
        others = Pen([one for one in pen.changes if one["is"]["member_id"] != member.pk])
        record_parts(act, others, kind_of=lambda _: ActKind.OFFICE_ENDED, cell_to=cell)
        return act


def leave_office(
    cell: Cell,
    *,
    member: Member,
    day: date,
    ground: str = "",
    document: str = "",
    today: date,
    by: User,
) -> MemberAct:
    """Somebody lays an office down within a term."""
    with writing():
        cell = locked_cell(cell, by, [member])
        _refuse_day(cell, day, today)
        offices = list(spanning(Office.objects.filter(cell=cell, member=member), day))
        if not offices:
            raise ValidationError(
                {"day": "Trước ngày này đồng chí không giữ chức vụ trong chi bộ."}
            )
        pen = Pen()
        pen.cut_all(offices, day)
        return record(
            pen,
            member=member,
            kind=ActKind.OFFICE_ENDED,
            day=day,
            by=by,
            ground=ground,
            document=document,
            cell_to=cell,
        )


def locked_cell(cell: Cell, by: User, members: Iterable[Member] = ()) -> Cell:
    """The cell's row, locked after those of the members: every act takes its locks so."""
    keys = [member.pk for member in members]
    list(Member.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    keeps_book(by, cell)
    return Cell.objects.select_for_update(no_key=True).get(pk=cell.pk)


def _refuse_day(cell: Cell, day: date, today: date) -> None:
    if day > today:
        raise ValidationError({"day": rules.NOT_YET})
    if cell.founded and day < cell.founded:
        raise ValidationError({"day": f"Chi bộ thành lập ngày {cell.founded:%d/%m/%Y}."})
    if cell.dissolved and day >= cell.dissolved:
        raise ValidationError({"day": f"Chi bộ giải thể ngày {cell.dissolved:%d/%m/%Y}."})


def _refuse_unelectable(cell: Cell, offices: Offices, day: date, *, field: str = "") -> None:
    """Only official members of the cell, not suspended, each for one office (Điều 3 Điều lệ)."""
    people = [(kind, member) for kind, chosen in offices.items() for member in chosen]
    keys = [member.pk for _, member in people]
    here = Membership.objects.filter(
        cell=cell, kind=MembershipKind.PRIMARY, validity__contains=day, member__in=keys
    )
    fit = set(here.values_list("member_id", flat=True))
    unfit = Standing.objects.filter(
        member__in=keys,
        kind__in=[StandingKind.PROBATIONARY, StandingKind.SUSPENDED],
        validity__contains=day,
    )
    fit -= set(unfit.values_list("member_id", flat=True))
    for kind, member in people:
        if member.pk not in fit:
            words = (
                f"Ngày {day:%d/%m/%Y} đồng chí {member} không phải đảng viên chính thức đang sinh "
                "hoạt ở chi bộ."
            )
            raise ValidationError({field or kind: words})
        if keys.count(member.pk) > 1:
            raise ValidationError({field or kind: f"Đồng chí {member} được chọn hai lần."})


def _end_term(pen: Pen, cell: Cell, day: date) -> None:
    terms = Term.objects.filter(cell=cell).select_for_update()
    if later := terms.filter(validity__startswith__gte=day).first():
        words = f"Đã có nhiệm kỳ {later.name} từ ngày {later.validity.lower:%d/%m/%Y}."
        raise ValidationError({"day": words})
    for term in spanning(terms, day):
        pen.cut(term, day)
