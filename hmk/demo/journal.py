"""The journal of the roll: the acts behind what the demonstration wrote, as services note them.

Acts on members of the months shown (what is older the time line tells from the ranges themselves),
and every congress.
"""

from collections.abc import Iterable
from datetime import date, time, timedelta
from random import Random

from django.db import models

from accounts.models import User
from cells.models import Cell
from hmk.demo.calendar import at
from hmk.demo.copying import Copier
from hmk.demo.people import Holder, Person, Roll, Seat
from hmk.demo.places import Place
from hmk.demo.plan import SHOWN, Plan
from members.models import (
    ActKind,
    Decider,
    LookKind,
    Member,
    MemberAct,
    MemberLook,
    MembershipKind,
    StandingKind,
)

EVENING = time(20, 15)
BEGUN = {
    StandingKind.EXEMPTED: ActKind.EXEMPTED,
    StandingKind.AWAY: ActKind.AWAY,
    StandingKind.SUSPENDED: ActKind.SUSPENDED,
}
ENDED = {StandingKind.AWAY: ActKind.RETURNED}
ELSEWHERE = ("Đảng bộ phường Hà Huy Tập", "Đảng bộ xã Đức Thọ", "Đảng bộ phường Bến Thủy")
IDENTITY = ("member_id", "cell_id", "kind", "name")


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [day and day.isoformat() for day in value]
    return value.isoformat() if isinstance(value, date) else value


def _change(row: models.Model, before: dict | None, after: dict) -> dict:
    return {
        "model": row._meta.label_lower,
        "pk": row.pk,
        "is": {name: getattr(row, name) for name in IDENTITY if hasattr(row, name)},
        "before": before,
        "after": after,
    }


def _new(row: models.Model, *, still_open: bool = False) -> dict:
    """The change that wrote the row; `still_open` as it was before its end was known."""
    values = {one.attname: _plain(getattr(row, one.attname)) for one in row._meta.concrete_fields}
    values.pop("id")
    if still_open:
        values["validity"] = [values["validity"][0], None]
    return _change(row, None, values)


def _cut(row: models.Model) -> dict:
    """The change that ended the row."""
    lower, upper = row.validity
    return _change(
        row,
        {"validity": [lower.isoformat(), None]},
        {"validity": [lower.isoformat(), upper.isoformat()]},
    )


class Journal:
    """Writes the acts of the cells of one committee."""

    def __init__(self, plan: Plan, places: list[Place], signers: dict[int, User], copier: Copier):
        self.plan, self.signers, self.copier = plan, signers, copier
        self.rng: Random = plan.random("journal", places[0].index)

    def _write(
        self, cell: Cell, kind: str, day: date, changes: list[dict], **values: object
    ) -> MemberAct:
        blank = {"ground": "", "document": "", "decided_by": "", "place": "", "note": ""}
        none = dict.fromkeys(
            ("member", "cell_from", "cell_to", "until", "part_of", "answers", "corrects")
        )
        return self.copier.add(
            MemberAct,
            kind=kind,
            day=day,
            changes=changes,
            recorded_by=self.signers[cell.id],
            recorded_at=at(day, EVENING),
            **none | blank | values,
        )

    def _shown(self, day: date) -> bool:
        return self.plan.first_month <= day <= self.plan.today

    # --- Members ------------------------------------------------------------------------------

    def of_people(self, places: list[Place], rolls: list[Roll]) -> None:
        """Each person once, whatever cells the person was in."""
        seats: dict[int, list[tuple[Cell, Seat]]] = {}
        for place, roll in zip(places, rolls, strict=True):
            for seat in roll.seats:
                seats.setdefault(seat.person.member.id, []).append((place.cell, seat))
        for own in seats.values():
            self._person(own)

    def _person(self, own: list[tuple[Cell, Seat]]) -> None:
        person = own[0][1].person
        home = sorted(
            (one for one in own if one[1].kind == MembershipKind.PRIMARY),
            key=lambda one: one[1].period[0],
        )
        self._moves(person, home)
        for cell, seat in own:
            if seat.kind == MembershipKind.TEMPORARY:
                self._lent(person, home[0][0], cell, seat)
        self._grades(person, home)
        for kind, row in person.rows:
            if kind in BEGUN and self._shown(row.validity[0]):
                self._standing(person, home[0][0], kind, row)

    def _moves(self, person: Person, home: list[tuple[Cell, Seat]]) -> None:
        first, seat = home[0]
        since, until = seat.period
        if self._shown(since):
            kind = ActKind.ADMITTED if since == person.member.admitted_on else ActKind.ENTERED
            grade = [_new(row, still_open=True) for _, row in person.rows[:1]]
            document = f"Quyết định số {self.rng.randint(11, 98)}-QĐ/HU"
            self._write(
                first, kind, since, [_new(seat.row, still_open=True), *grade],
                member=person.member, cell_to=first, document=document,
            )  # fmt: skip
        if len(home) > 1:
            second, there = home[1]
            self._write(
                second, ActKind.TRANSFERRED, until, [_cut(seat.row), _new(there.row)],
                member=person.member, cell_from=first, cell_to=second,
                document=f"Giấy giới thiệu số {self.rng.randint(3, 60)}",
            )  # fmt: skip
        elif until is not None and person.dead:
            ended = [_cut(row) for _, row in person.rows if row.validity[1] == until]
            self._write(
                first, ActKind.DIED, until, [*ended, _cut(seat.row)],
                member=person.member, cell_from=first,
            )  # fmt: skip
        elif until is not None:
            self._write(
                first, ActKind.TRANSFERRED_OUT, until, [_cut(seat.row)],
                member=person.member, cell_from=first, place=self.rng.choice(ELSEWHERE),
                document=f"Giấy giới thiệu số {self.rng.randint(3, 60)}",
            )  # fmt: skip

    def _lent(self, person: Person, home: Cell, cell: Cell, seat: Seat) -> None:
        standing = next(
            row for kind, row in person.rows if kind == StandingKind.TEMPORARILY_ELSEWHERE
        )
        day, until = seat.period
        self._write(
            home, ActKind.SENT_TEMPORARILY, day, [_new(standing), _new(seat.row)],
            member=person.member, cell_from=home, cell_to=cell, until=until,
            ground=standing.ground, document=standing.document,
        )  # fmt: skip

    def _grades(self, person: Person, home: list[tuple[Cell, Seat]]) -> None:
        official = next((row for kind, row in person.rows if kind == StandingKind.OFFICIAL), None)
        if official is None or not self._shown(official.validity[0]):
            return
        day = official.validity[0]
        cell = next((cell for cell, seat in reversed(home) if seat.period[0] <= day), None)
        if cell is None:
            return
        probation = person.rows[0][1]
        member = person.member
        changes = [
            _cut(probation),
            _new(official),
            _change(member, {"official_on": None}, {"official_on": day.isoformat()}),
        ]
        self._write(
            cell, ActKind.OFFICIAL, day, changes, member=member, cell_from=cell,
            document=f"Quyết định số {self.rng.randint(11, 98)}-QĐ/HU",
            decided_by=Decider.UPPER_COMMITTEE,
        )  # fmt: skip

    def _standing(self, person: Person, cell: Cell, kind: str, row: models.Model) -> None:
        since, until = row.validity
        ends_by_act = kind in ENDED and until is not None and until <= self.plan.today
        decider = {
            StandingKind.EXEMPTED: Decider.CELL,
            StandingKind.SUSPENDED: Decider.INSPECTION,
        }.get(kind, "")
        self._write(
            cell, BEGUN[kind], since, [_new(row, still_open=ends_by_act)],
            member=person.member, cell_from=cell, ground=row.ground, document=row.document,
            decided_by=decider, until=None if ends_by_act else until,
        )  # fmt: skip
        if ends_by_act:
            self._write(cell, ENDED[kind], until, [_cut(row)], member=person.member)

    def of_moves_under_way(self, places: list[Place], rolls: list[Roll]) -> None:
        """One member is on the way to the cell that the visitor keeps, another from it."""
        numbers = [place.spec.number for place in places]
        for sends, receives, days in ((SHOWN - 1, SHOWN, 9), (SHOWN, 2, 52)):
            if sends not in numbers or receives not in numbers:
                continue
            cell_from = places[numbers.index(sends)].cell
            cell_to = places[numbers.index(receives)].cell
            day = self.plan.today - timedelta(days=days)
            person = next(
                seat.person
                for seat in rolls[numbers.index(sends)].on(self.plan.today)
                if not seat.person.core
                and len(seat.person.standings) == 2
                and seat.period[0] < day
                and seat.kind == MembershipKind.PRIMARY
            )
            self._write(
                cell_from, ActKind.TRANSFERRED, day, [], member=person.member, cell_from=cell_from,
                cell_to=cell_to, ground="Chuyển nơi ở",
                document=f"Giấy giới thiệu số {self.rng.randint(3, 60)}",
            )  # fmt: skip

    # --- Congresses ---------------------------------------------------------------------------

    def of_congresses(self, place: Place, roll: Roll) -> None:
        """Every congress that is known: the terms, and the offices that went and came."""
        for number, (term, day, _) in enumerate(place.terms):
            before = [place.terms[number - 1][0]] if number else []
            changes = [*map(_cut, before), _new(term, still_open=True)]
            act = self._write(
                place.cell, ActKind.CONGRESS, day, changes, cell_to=place.cell, note=term.name,
                document=f"Quyết định chuẩn y số {self.rng.randint(5, 90)}-QĐ/ĐU",
                decided_by=Decider.CONGRESS,
            )  # fmt: skip
            self._parts(place.cell, act, day, roll.holders)

    def _parts(self, cell: Cell, act: MemberAct, day: date, holders: Iterable[Holder]) -> None:
        by_member: dict[int, tuple[Member, list[dict], bool]] = {}
        for holder in holders:
            member = holder.person.member
            _, changes, _ = by_member.setdefault(member.id, (member, [], False))
            if holder.period[1] == day:
                changes.insert(0, _cut(holder.row))
            elif holder.period[0] == day:
                changes.append(_new(holder.row, still_open=True))
                by_member[member.id] = (member, changes, True)
        for member, changes, elected in by_member.values():
            if changes:
                kind = ActKind.OFFICE if elected else ActKind.OFFICE_ENDED
                self._write(
                    cell, kind, day, changes, member=member, cell_to=cell, part_of=act,
                    document=act.document, decided_by=act.decided_by,
                )  # fmt: skip


def keep_journal(
    plan: Plan, places: list[Place], rolls: list[Roll], signers: dict[int, User], copier: Copier
) -> None:
    """The acts of the cells of one committee; their rows are collected, not yet written."""
    journal = Journal(plan, places, signers, copier)
    journal.of_people(places, rolls)
    journal.of_moves_under_way(places, rolls)
    for place, roll in zip(places, rolls, strict=True):
        journal.of_congresses(place, roll)


def note_looks(
    plan: Plan, places: list[Place], rolls: list[Roll], readers: list[User], copier: Copier
) -> None:
    """Who of the committee opened which member's page in the last weeks."""
    rng = plan.random("looks")
    seen = set()
    for number in range(14):
        place, roll = rng.choice(list(zip(places, rolls, strict=True)))
        member = rng.choice(roll.on(plan.today)).person.member
        day = plan.today - timedelta(days=number + 1 + rng.randrange(3))
        reader = rng.choice(readers)
        if (member.id, reader.id, day) in seen:
            continue
        seen.add((member.id, reader.id, day))
        copier.add(
            MemberLook, kind=LookKind.PAGE, user=reader, member=member, cell=place.cell, day=day,
            at=at(day, time(rng.randint(8, 16), rng.randint(0, 59))), what="",
        )  # fmt: skip
    _note_exports(plan, places, rolls, readers[1], copier)


def _note_exports(
    plan: Plan, places: list[Place], rolls: list[Roll], office: User, copier: Copier
) -> None:
    """The office carried the whole list away once, and printed the roll of two cells."""
    numbers = [len(roll.on(plan.today)) for roll in rolls]
    whole = {"committee": places[0].cell.committee, "number": sum(numbers)}
    cells = [
        {"cell": place.cell, "number": number}
        for place, number in list(zip(places, numbers, strict=True))[:2]
    ]
    for ago, (what, of) in enumerate(
        [("XLSX", whole), ("bản in PDF", cells[0]), ("bản in PDF", cells[-1])], start=3
    ):
        day = plan.today - timedelta(days=ago)
        copier.add(
            MemberLook, kind=LookKind.EXPORT, user=office, day=day, at=at(day, time(9, 10 * ago)),
            what=f"Danh sách đảng viên ngày {day:%d/%m/%Y}, {what}", **of,
        )  # fmt: skip
