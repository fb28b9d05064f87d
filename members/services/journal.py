"""Acts: rows are written with a pen that notes what it did, and a correction takes it back."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet
from psycopg2.extras import Range

from accounts.models import User
from cells.models import Cell, Term
from members import rules, signals
from members.access import may_correct
from members.models import (
    ENTRIES,
    GRADES,
    MOVES,
    ActKind,
    Member,
    MemberAct,
    Membership,
    Office,
    Standing,
    StandingKind,
)
from members.queries import standing_acts
from members.services.base import Row, check, store, writing
from members.telling import told

IDENTITY = ("member_id", "cell_id", "kind", "name")
"""What says of a row which one it is, kept with every change of it."""

Plain = str | int | list | None


@dataclass
class Pen:
    """Writes rows and notes each: `before` is empty for a new row."""

    changes: list[dict] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, row: Row) -> Row:
        store(row)
        self._note(row, None, _columns(row))
        return row

    def add_all(self, rows: list[Row]) -> None:
        """Rows of one model in one statement, past the checks: the constraints hold them."""
        if rows:
            for row in type(rows[0]).objects.bulk_create(rows):
                self._note(row, None, _columns(row))

    def change(self, row: Row, **values: object) -> Row:
        before = {name: _plain(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        store(row)
        self._note(row, before, {name: _plain(row, name) for name in values})
        return row

    def cut(self, row: Row, day: date) -> Row:
        """Ends a range: the day is the first on which it holds no more."""
        return self.change(row, validity=DateRange(row.validity.lower, day))

    def cut_all(self, rows: list[Row], day: date) -> None:
        """Ends ranges of one model in one statement."""
        for row in rows:
            before = {"validity": _plain(row, "validity")}
            row.validity = DateRange(row.validity.lower, day)
            self._note(row, before, {"validity": _plain(row, "validity")})
        if rows:
            type(rows[0]).objects.bulk_update(rows, ["validity"])

    def change_all(self, rows: list[tuple[Member, dict]]) -> None:
        """Rewrites basic data of members in a few statements, past the checks."""
        for row, values in rows:
            before = {name: _plain(row, name) for name in values}
            for name, value in values.items():
                setattr(row, name, value)
            self._note(row, before, {name: _plain(row, name) for name in values})
        _rewrite([row for row, _ in rows], {name for _, values in rows for name in values})

    def of(self, member_id: int) -> list[dict]:
        """The changes on one member, for the part of an act on many."""
        return [one for one in self.changes if one["is"].get("member_id") == member_id]

    def own(self) -> "Pen":
        """What is on no member: for the act on a cell whose parts are on members."""
        return Pen([one for one in self.changes if not one["is"].get("member_id")], self.warnings)

    def _note(self, row: models.Model, before: dict | None, after: dict) -> None:
        identity = {name: getattr(row, name) for name in IDENTITY if hasattr(row, name)}
        self.changes.append(
            {
                "model": row._meta.label_lower,
                "pk": row.pk,
                "is": identity,
                "before": before,
                "after": after,
            }
        )


def _columns(row: models.Model) -> dict:
    return {
        one.attname: _plain(row, one.attname)
        for one in row._meta.concrete_fields
        if not one.primary_key
    }


def _plain(row: models.Model, name: str) -> Plain:
    """A value as JSON keeps it."""
    value = getattr(row, name)
    if isinstance(value, tuple):
        value = DateRange(*value)
    if isinstance(value, Range):
        return [value.lower.isoformat(), value.upper.isoformat() if value.upper else None]
    return value.isoformat() if isinstance(value, date) else value


def _value(model: type[models.Model], name: str, plain: Plain) -> object:
    """The value again."""
    if isinstance(plain, list):
        lower, upper = (date.fromisoformat(day) if day else None for day in plain)
        return DateRange(lower, upper)
    return model._meta.get_field(name).to_python(plain)


def record(pen: Pen, *, kind: str, day: date, by: User, **fields: object) -> MemberAct:
    """Writes the act into the journal, with what the pen did; listeners are told on commit."""
    act = MemberAct(kind=kind, day=day, recorded_by=by, changes=pen.changes, **fields)
    check(act)
    act.save()
    act.warnings = pen.warnings
    # What a listener cannot do stops nobody whose act is recorded, nor the other listeners.
    transaction.on_commit(partial(signals.roll_changed.send_robust, sender=MemberAct, act=act))
    return act


def record_parts(
    act: MemberAct, pen: Pen, *, kind_of: Callable[[int], str], **fields: object
) -> None:
    """A line in the journal of each member on whom the pen wrote, as a part of the act."""
    by_member: dict[int, list[dict]] = defaultdict(list)
    for one in pen.changes:
        if member := one["is"].get("member_id"):
            by_member[member].append(one)
    MemberAct.objects.bulk_create(
        MemberAct(
            member_id=member,
            kind=kind_of(member),
            day=act.day,
            changes=changes,
            part_of=act,
            document=act.document,
            decided_by=act.decided_by,
            recorded_by=act.recorded_by,
            **fields,
        )
        for member, changes in by_member.items()
    )


def spanning(rows: QuerySet, day: date) -> QuerySet:
    """Of ranges those that began before the day and reach beyond it, locked."""
    both = DateRange(day - timedelta(days=1), day + timedelta(days=1))
    return rows.filter(validity__contains=both).select_for_update()


# --- Before: what an act would do -----------------------------------------------------------------


@dataclass(frozen=True)
class Preview:
    """What would be written, in words, and what gives pause."""

    sentences: list[str]
    warnings: list[str]


def preview(write: Callable[[], MemberAct]) -> Preview:
    """Does it, tells it and takes it back: so it says exactly what the act will do.

    Raises whatever the act raises.
    """
    with transaction.atomic():
        act = write()
        sentences = told(changes_of(act))
        transaction.set_rollback(True)
    return Preview(sentences, getattr(act, "warnings", []))


def changes_of(act: MemberAct) -> list[dict]:
    """The changes of an act with those of its parts, in the order of writing."""
    return [*act.changes, *(one for part in act.parts.order_by("pk") for one in part.changes)]


# --- After: taking an act back --------------------------------------------------------------------


def correct(act: MemberAct, *, reason: str, today: date, by: User) -> MemberAct:
    """Takes an act back by a correcting act; everything stands again as before it.

    Refused, with its name, when a later act stands on it.
    """
    with writing():
        lock(act)
        if not may_correct(by, act, day=today):
            raise PermissionDenied
        refuse_correction(act)
        changes = changes_of(act)
        if blocking := standing_on(act, changes):
            raise ValidationError(
                f"Sau việc này đã ghi “{blocking.get_kind_display()}” ngày "
                f"{blocking.day:%d/%m/%Y}. Xin đính chính việc đó trước."
            )
        signals.roll_correcting.send(sender=MemberAct, act=act, changes=changes)
        restore(changes)
        pen = Pen(_reversed(changes))
        if act.kind in ENTRIES and act.member.card_number:
            # The number is free again for whoever it belongs to.
            pen.change(Member.objects.get(pk=act.member_id), card_number="")
        return record(
            pen,
            member=act.member,
            kind=ActKind.CORRECTION,
            day=act.day,
            by=by,
            cell_from=act.cell_from,
            cell_to=act.cell_to,
            note=reason,
            corrects=act,
        )


def lock(act: MemberAct) -> None:
    """Members first, in the order of their keys: every act takes its locks so."""
    ids = {act.member_id, *act.parts.values_list("member_id", flat=True)} - {None}
    list(Member.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    cells = {act.cell_from_id, act.cell_to_id} - {None}
    list(Cell.objects.select_for_update(no_key=True).filter(pk__in=cells).order_by("pk"))


def refuse_correction(act: MemberAct) -> None:
    if act.kind == ActKind.CORRECTION:
        raise ValidationError("Đây đã là đính chính. Xin ghi lại việc đúng.")
    if MemberAct.objects.filter(corrects=act).exists():
        raise ValidationError("Việc này đã được đính chính rồi.")
    if act.part_of_id:
        raise ValidationError(f"Việc này thuộc “{act.part_of}”: xin đính chính cả việc đó.")
    if act.kind in MOVES and act.answered_by.filter(correction__isnull=True).exists():
        raise ValidationError("Chi bộ kia đã tiếp nhận. Xin đính chính việc tiếp nhận trước.")


def tracks_of(changes: Iterable[dict]) -> set[str]:
    """What of a member's life the changes are about."""
    found = set()
    for one in changes:
        kind = one["is"].get("kind")
        if one["model"] == Membership._meta.label_lower:
            found.add("membership")
        elif kind == StandingKind.TEMPORARILY_ELSEWHERE:
            found |= {"membership", kind}
        elif one["model"] == Standing._meta.label_lower:
            found.add("grade" if kind in GRADES else kind)
        else:
            found.add(one["model"])
    return found


def standing_on(act: MemberAct, changes: list[dict]) -> MemberAct | None:
    """A later act on the same member (or cell) that took this one for granted."""
    members = {one["is"].get("member_id") for one in changes} | {act.member_id}
    later = (
        standing_acts(MemberAct.objects.filter(pk__gt=act.pk))
        .exclude(part_of=act.pk)
        .order_by("-pk")
    )
    own = tracks_of(changes)
    if own & {"membership", "grade"}:
        own.add(Office._meta.label_lower)
    for other in later.filter(member__in=members - {None}):
        if act.kind in ENTRIES or own & tracks_of(other.changes):
            return other
        if "membership" in own and other.kind in MOVES and not other.changes:
            return other
    if act.member_id is None:
        cells = {act.cell_from_id, act.cell_to_id} - {None}
        touching = Q(cell_to__in=cells) | Q(cell_from__in=cells)
        return later.filter(touching, member__isnull=True).first()
    return None


def restore(changes: list[dict]) -> None:
    """Puts every row back: new rows go, changed ones are as before. A few statements for all.

    Refused when a row is no longer as the act left it.
    """
    by_model: dict[str, dict[int, dict]] = defaultdict(dict)
    for one in changes:
        # Of several changes of one row the first says what it was, the last what it became.
        known = by_model[one["model"]].setdefault(one["pk"], {"before": one["before"], "after": {}})
        if one["before"] is not None and known["before"] is not None:
            known["before"] = one["before"] | known["before"]
        known["after"] |= one["after"]
    for label, wanted in sorted(by_model.items(), key=_ranges_first):
        model = apps.get_model(label)
        rows = model.objects.select_for_update().in_bulk(list(wanted))
        for pk, one in wanted.items():
            row = rows.get(pk)
            if row is None or any(_plain(row, key) != was for key, was in one["after"].items()):
                raise ValidationError(
                    "Dữ liệu đã được ghi khác đi sau việc này, nên không trả lại như trước được."
                )
        _take_away(model, [rows[pk] for pk, one in wanted.items() if one["before"] is None])
        _put_back(model, rows, {pk: one["before"] for pk, one in wanted.items() if one["before"]})


def _ranges_first(item: tuple[str, dict]) -> int:
    """A member or a term goes after what points to it."""
    order = [Office, Standing, Membership, Term, Member, Cell]
    return [model._meta.label_lower for model in order].index(item[0])


def _take_away(model: type[models.Model], rows: list[models.Model]) -> None:
    model.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _put_back(model: type[models.Model], rows: dict, before: dict[int, dict]) -> None:
    for pk, values in before.items():
        for name, plain in values.items():
            setattr(rows[pk], name, _value(model, name, plain))
    changed = [rows[pk] for pk in before]
    names = {name.removesuffix("_id") for values in before.values() for name in values}
    if model is Member:
        _rewrite(changed, names)
    elif changed:
        model.objects.bulk_update(changed, sorted(names))


def _rewrite(members: list[Member], names: set[str]) -> None:
    """Writes these fields of members that stand already; the derived columns follow.

    Card numbers are set free first, so that they may change hands.
    """
    if not members:
        return
    if "card_number" in names:
        Member.objects.filter(pk__in=[row.pk for row in members]).update(card_number="")
    Member.objects.bulk_create(
        members,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted({*names, "sort_key", "search_text", "name_key"}),
        batch_size=1000,
    )


def _reversed(changes: list[dict]) -> list[dict]:
    """The same changes backwards, for the correction's own line in the journal."""
    return [one | {"before": one["after"], "after": one["before"]} for one in reversed(changes)]


# --- Refusals that acts share ---------------------------------------------------------------------


def refuse_day(member: Member, day: date, *, latest: date) -> None:
    """No act before the admission, before the Party was founded, or too far ahead."""
    if fault := rules.fault_of_beginning(day, admitted=member.admitted_on, latest=latest):
        raise ValidationError({"day": fault})


def refuse_dissolved(cell: Cell, day: date, *, field: str = "cell_to") -> None:
    """Nobody comes onto the roll of a cell that is not there on the day."""
    if (cell.founded and day < cell.founded) or (cell.dissolved and day >= cell.dissolved):
        words = f"Ngày {day:%d/%m/%Y} chi bộ này chưa có hoặc đã giải thể."
        raise ValidationError({field: words})
