"""Who a member is, and the entry into the roll."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.models import User
from cells.models import Cell
from members import rules
from members.models import (
    ActKind,
    Member,
    MemberAct,
    Membership,
    MembershipKind,
    Standing,
    StandingKind,
)
from members.queries import standing_acts
from members.services.base import (
    check,
    held_open,
    keeps_book,
    locked,
    locked_for_act,
    writing,
)
from members.services.journal import Pen, record, refuse_dissolved

BASICS = (
    "full_name", "birth_date", "gender", "admitted_on", "official_on", "card_number", "phone",
    "note",
)  # fmt: skip


def add_member(
    *,
    cell: Cell,
    values: dict,
    since: date,
    grade: str,
    grade_since: date,
    kind: str = ActKind.ENTERED,
    place: str = "",
    document: str = "",
    today: date,
    by: User,
) -> Member:
    """A new member of the cell: who it is, since when here, and of which grade since when.

    `kind` is one of ENTRIES; a guest is counted by a cell that HMK does not know (`place`). Raises
    ValidationError with the fields of `values`, `since`, `grade` and `grade_since`.
    """
    with writing():
        keeps_book(by, cell)
        cell = held_open(cell)
        member = Member(**{name: values[name] for name in BASICS if name in values})
        faults = _faults_of_entry(member, cell, since, grade, grade_since, kind, today)
        check(member, faults)
        member.save()
        pen = Pen()
        guest = kind == ActKind.GUEST
        belonging = MembershipKind.TEMPORARY if guest else MembershipKind.PRIMARY
        pen.add(Membership(member=member, cell=cell, kind=belonging, validity=(since, None)))
        pen.add(Standing(member=member, kind=grade, validity=(grade_since, None)))
        record(
            pen,
            member=member,
            kind=kind,
            day=since,
            by=by,
            cell_to=cell,
            place=place,
            document=document,
        )
    return member


def change_member(member: Member, *, values: dict, today: date, by: User) -> Member:
    """Rewrites the basic data of a member."""
    with writing():
        member = locked(member, today, by)
        changed = [name for name in BASICS if name in values]
        for name in changed:
            setattr(member, name, values[name])
        check(member, _faults_of_life(member, today))
        # The derived columns follow the name and the card number.
        member.save(update_fields=[*changed, "sort_key", "search_text", "name_key"])
    return member


def return_member(
    member: Member,
    *,
    day: date,
    cell_to: Cell,
    place: str = "",
    document: str = "",
    today: date,
    by: User,
) -> MemberAct:
    """Somebody who had left for elsewhere is back, with the record of old."""
    with writing():
        member = locked_for_act(member, today, by)
        keeps_book(by, cell_to)
        refuse_dissolved(held_open(cell_to), day)
        last = standing_acts(MemberAct.objects.filter(member=member)).order_by("-pk").first()
        if last is not None and last.kind in {ActKind.DIED, ActKind.STRUCK_OFF, ActKind.EXPELLED}:
            raise ValidationError(f"Sổ đã ghi “{last.get_kind_display()}”: xin đính chính trước.")
        if fault := rules.fault_of_beginning(day, admitted=member.admitted_on, latest=today):
            raise ValidationError({"day": fault})
        pen = Pen()
        pen.add(
            Membership(
                member=member, cell=cell_to, kind=MembershipKind.PRIMARY, validity=(day, None)
            )
        )
        return record(
            pen,
            member=member,
            kind=ActKind.TRANSFERRED_IN,
            day=day,
            by=by,
            cell_to=cell_to,
            place=place,
            document=document,
        )


def _faults_of_entry(
    member: Member,
    cell: Cell,
    since: date,
    grade: str,
    grade_since: date,
    kind: str,
    today: date,
) -> dict[str, str]:
    faults = _faults_of_life(member, today)
    admitted = None if "admitted_on" in faults else member.admitted_on
    for field, day in (("since", since), ("grade_since", grade_since)):
        if fault := rules.fault_of_beginning(day, admitted=admitted, latest=today):
            faults[field] = fault
    if "since" not in faults:
        if cell.founded and since < cell.founded:
            faults["since"] = f"Chi bộ thành lập ngày {cell.founded:%d/%m/%Y}."
        elif cell.dissolved and since >= cell.dissolved:
            faults["since"] = f"Chi bộ giải thể ngày {cell.dissolved:%d/%m/%Y}."
    if kind == ActKind.ADMITTED and grade != StandingKind.PROBATIONARY:
        faults["grade"] = "Người mới kết nạp là đảng viên dự bị."
    return faults


def _faults_of_life(member: Member, today: date) -> dict[str, str]:
    return rules.faults_of_life(
        born=member.birth_date,
        admitted=member.admitted_on,
        official=member.official_on,
        today=today,
    )
