"""One cell is merged into another: on one day all of its roll moves, in a few statements."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from accounts import scope
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
    Standing,
    StandingKind,
)
from members.queries import waiting
from members.services.base import writing
from members.services.journal import Pen, record, record_parts, refuse_dissolved, spanning


def merge_cells(
    cell: Cell, *, into: Cell, day: date, document: str = "", today: date, by: User
) -> MemberAct:
    """Dissolves `cell` into another from the day on, by the office above both.

    Its members go over, its offices and its term end. What was before that day stays as it was.
    """
    with writing():
        office = scope.cells_of_office(by)
        if office.filter(pk__in={cell.pk, into.pk}).count() != 2:
            raise PermissionDenied
        cell, into = _locked(cell, into)
        _refuse(cell, into, day, today)
        pen = Pen()
        roll = _Roll.of(cell, into, day)
        roll.go_over(pen)
        pen.cut_all(list(spanning(Office.objects.filter(cell=cell), day)), day)
        for term in spanning(Term.objects.filter(cell=cell), day):
            pen.cut(term, day)
        pen.change(cell, dissolved=day, merged_into_id=into.pk)
        signals.cell_merging.send(sender=Cell, cell=cell, into=into, day=day, pen=pen)
        act = record(
            pen.own(),
            kind=ActKind.CELLS_MERGED,
            day=day,
            by=by,
            document=document,
            decided_by=Decider.UPPER_COMMITTEE,
            cell_from=cell,
            cell_to=into,
        )
        record_parts(act, pen, kind_of=roll.kind_of, cell_from=cell, cell_to=into)
        return act


def _locked(cell: Cell, into: Cell) -> tuple[Cell, Cell]:
    """Members first, then the cells, each in the order of their keys."""
    people = Member.objects.filter(memberships__cell=cell).values("pk")
    list(Member.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    keys = [cell.pk, into.pk]
    rows = Cell.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[cell.pk], found[into.pk]


def _refuse(cell: Cell, into: Cell, day: date, today: date) -> None:
    if day > today:
        raise ValidationError({"day": rules.NOT_YET})
    if cell.pk == into.pk:
        raise ValidationError({"into": "Xin chọn một chi bộ khác."})
    refuse_dissolved(into, day, field="into")
    if cell.dissolved:
        raise ValidationError(f"{cell} đã giải thể ngày {cell.dissolved:%d/%m/%Y}.")
    if cell.founded and day <= cell.founded:
        raise ValidationError({"day": f"Chi bộ thành lập ngày {cell.founded:%d/%m/%Y}."})
    here = Q(cell_from=cell) | Q(cell_to=cell)
    if move := waiting(MemberAct.objects.filter(here)).select_related("member").first():
        raise ValidationError(
            f"Đồng chí {move.member} đang chờ tiếp nhận: xin tiếp nhận hoặc rút lại trước."
        )
    for model in (Membership, Office, Term):
        later = model.objects.filter(cell=cell, validity__startswith__gte=day).first()
        if later is not None:
            words = f"Sổ của chi bộ đã ghi “{later}” từ ngày {later.validity.lower:%d/%m/%Y}."
            raise ValidationError({"day": words})


@dataclass(frozen=True)
class _Roll:
    """Those who belong to the cell across the day, and where else they stand."""

    into: Cell
    day: date
    rows: list[Membership]
    guests_there: dict[int, Membership]
    """Temporary memberships in the other cell, by member."""
    at_home_there: set[int]
    """Members whose own cell is the other one."""
    elsewhere: dict[int, Standing]

    @classmethod
    def of(cls, cell: Cell, into: Cell, day: date) -> "_Roll":
        rows = list(spanning(Membership.objects.filter(cell=cell), day))
        people = [row.member_id for row in rows]
        there = list(spanning(Membership.objects.filter(cell=into, member__in=people), day))
        standings = Standing.objects.filter(
            member__in=people, kind=StandingKind.TEMPORARILY_ELSEWHERE
        )
        return cls(
            into=into,
            day=day,
            rows=rows,
            guests_there={
                row.member_id: row for row in there if row.kind == MembershipKind.TEMPORARY
            },
            at_home_there={row.member_id for row in there if row.kind == MembershipKind.PRIMARY},
            elsewhere={row.member_id: row for row in spanning(standings, day)},
        )

    def go_over(self, pen: Pen) -> None:
        """Who was a guest in the other cell, or comes from it, is a guest no longer."""
        at_home = self.at_home_there | self.guests_there.keys()
        pen.cut_all([row for pk, row in self.elsewhere.items() if pk in at_home], self.day)
        moved = [
            Membership(
                member_id=row.member_id,
                cell=self.into,
                kind=row.kind,
                validity=(self.day, row.validity.upper),
            )
            for row in self.rows
            if row.member_id not in self.at_home_there
        ]
        pen.cut_all([*self.rows, *self.guests_there.values()], self.day)
        pen.add_all(moved)

    def kind_of(self, member: int) -> ActKind:
        """What befell the member, for the line in the journal."""
        if member in self.at_home_there:
            return ActKind.TEMPORARY_ENDED
        row = next((row for row in self.rows if row.member_id == member), None)
        if row is not None and row.kind == MembershipKind.TEMPORARY:
            return ActKind.SENT_TEMPORARILY
        return ActKind.TRANSFERRED
