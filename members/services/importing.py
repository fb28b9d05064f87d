"""What an import writes to the roll, in one act with a part for each member, and takes back."""

from collections import defaultdict
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from pghistory.models import Event

from accounts import scope
from accounts.models import User
from cells.models import Cell
from members import signals
from members.importing.steps import CHANGED, NEW, Step
from members.models import (
    ENTRIES,
    ActKind,
    ImportRow,
    Member,
    MemberAct,
    Membership,
    MembershipKind,
    Office,
    RollImport,
    Standing,
)
from members.queries import standing_acts
from members.services.base import writing
from members.services.journal import (
    Pen,
    changes_of,
    lock,
    record,
    refuse_correction,
    restore,
    tracks_of,
)

BATCH = 1000


def hold(rows: list[ImportRow]) -> None:
    """Locks the members and cells of the plan, members first, each in the order of their keys."""
    people = {row.member_id for row in rows} - {None}
    list(Member.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
    cells = {row.cell_id for row in rows} - {None}
    held = Cell.objects.select_for_update(no_key=True).filter(pk__in=cells).order_by("pk")
    list(held.values_list("pk"))


def write(roll_import: RollImport, steps: list[Step], *, today: date, by: User) -> MemberAct:
    """Writes the steps: a number of statements that the rows do not change. In a transaction of
    the caller, who holds the locks and has the rights looked at by the plan."""
    fresh = [step for step in steps if step.outcome == NEW]
    changed = [step for step in steps if step.outcome == CHANGED]
    pen = Pen()
    _enter(pen, fresh)
    pen.change_all([(step.member, step.after) for step in changed if step.after])
    _seat(pen, [step for step in (*fresh, *changed) if step.office])
    day = min([date.fromisoformat(step.entry["since"]) for step in fresh] or [today])
    act = record(Pen(), kind=ActKind.IMPORTED, day=day, by=by, note=f"Tệp “{roll_import.name}”.")
    _record_parts(act, pen, fresh, changed, today)
    return act


def _enter(pen: Pen, steps: list[Step]) -> None:
    """New members with their first cell and grade."""
    members = Member.objects.bulk_create([Member(**step.after) for step in steps], batch_size=BATCH)
    for step, member in zip(steps, members, strict=True):
        step.member = member
    pen.add_all(
        [
            Membership(
                member=step.member,
                cell=step.cell,
                kind=MembershipKind.PRIMARY,
                validity=DateRange(date.fromisoformat(step.entry["since"]), None),
            )
            for step in steps
        ]
    )
    pen.add_all(
        [
            Standing(
                member=step.member,
                kind=step.entry["grade"],
                validity=DateRange(date.fromisoformat(step.entry["grade_since"]), None),
            )
            for step in steps
        ]
    )


def _seat(pen: Pen, steps: list[Step]) -> None:
    pen.add_all(
        [
            Office(
                member=step.member,
                cell=step.cell,
                kind=step.office,
                validity=DateRange(step.office_since, None),
            )
            for step in steps
        ]
    )


def _record_parts(
    act: MemberAct, pen: Pen, fresh: list[Step], changed: list[Step], today: date
) -> None:
    """A line in the journal of each member: an entry, or what was put right."""
    by_member: dict[int, list[dict]] = defaultdict(list)
    for one in pen.changes:
        by_member[one["is"].get("member_id") or one["pk"]].append(one)
    common = {"part_of": act, "recorded_by": act.recorded_by, "note": act.note}
    parts = [
        MemberAct(
            member=step.member,
            kind=ActKind.ENTERED,
            day=date.fromisoformat(step.entry["since"]),
            cell_to=step.cell,
            changes=by_member[step.member.pk],
            **common,
        )
        for step in fresh
    ]
    parts += [
        MemberAct(
            member=step.member,
            kind=ActKind.IMPORTED,
            day=today,
            cell_to=step.cell,
            changes=by_member[step.member.pk],
            **common,
        )
        for step in changed
    ]
    MemberAct.objects.bulk_create(parts, batch_size=BATCH)


def undo(roll_import: RollImport, *, reason: str, by: User) -> MemberAct:
    """Takes the whole import back by one correcting act, while nothing later stands on it.

    Whoever it entered keeps a record without a cell (the journal points to it), whose card number
    is free again. Raises ValidationError that names what stands on it.
    """
    act = roll_import.act
    with writing():
        lock(act)
        parts = list(act.parts.select_related("member").order_by("pk"))
        _refuse_stranger(parts, by)
        refuse_correction(act)
        _refuse_later(act, parts)
        entered = [part.member_id for part in parts if part.kind in ENTRIES]
        _refuse_pointed_at(entered)
        changes = changes_of(act)
        signals.roll_correcting.send(sender=MemberAct, act=act, changes=changes)
        restore(changes)
        carded = Member.objects.filter(pk__in=entered).exclude(card_number="")
        Pen().change_all([(member, {"card_number": ""}) for member in carded])
        return record(Pen(), kind=ActKind.CORRECTION, day=act.day, by=by, note=reason, corrects=act)


def _refuse_stranger(parts: list[MemberAct], by: User) -> None:
    cells = {part.cell_to_id for part in parts}
    if scope.cells_to_enrol(by).filter(pk__in=cells).count() != len(cells):
        raise PermissionDenied


def _refuse_later(act: MemberAct, parts: list[MemberAct]) -> None:
    """An act on one of the members since then that took the import for granted."""
    ours = {part.member_id: part for part in parts}
    later = standing_acts(MemberAct.objects.filter(pk__gt=act.pk, member__in=list(ours)))
    for other in later.exclude(part_of=act.pk).select_related("member").order_by("pk"):
        part = ours[other.member_id]
        if part.kind in ENTRIES or tracks_of(part.changes) & tracks_of(other.changes):
            raise ValidationError(
                f"Sau lần nhập này, đồng chí {other.member} đã được ghi "
                f"“{other.get_kind_display()}” ngày {other.day:%d/%m/%Y}. Xin đính chính việc đó "
                "trước."
            )


def _refuse_pointed_at(members: list[int]) -> None:
    """Records of the floors above that name somebody whom the import entered: a roll call, work
    handed out, a rating. Whatever they are, they stand on the roll."""
    for relation in Member._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many and relation.auto_created):
            continue
        model, name = relation.related_model, relation.field.name
        if model._meta.app_label == Member._meta.app_label or issubclass(model, Event):
            continue
        rows = model._default_manager.filter(**{f"{name}__in": members}).select_related(name)
        if row := rows.order_by("pk").first():
            raise ValidationError(
                f"Đồng chí {getattr(row, name)} đã có trong “{model._meta.verbose_name}” sau lần "
                "nhập này, nên không hoàn lại được."
            )
