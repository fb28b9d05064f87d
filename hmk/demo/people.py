"""Members, where they belong, how they stand, and who leads each cell."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from hmk.demo.calendar import years_later
from hmk.demo.copying import Copier
from hmk.demo.names import FEMALE, MALE, full_name
from hmk.demo.places import Place
from hmk.demo.plan import SHOWN, Plan, Weakness
from members.models import (
    Member,
    Membership,
    MembershipKind,
    Office,
    OfficeKind,
    Standing,
    StandingKind,
)

Period = tuple[date, date | None]

OLD = 68  # from this age on who leaves the roll has died
CORE_SHARE = 4  # one member in four never moves and may hold an office
COMMITTEE_FROM = 9  # official members; below that a cell elects no committee (Điều 24.4)
AWAY_TO = (
    "Thành phố Hồ Chí Minh", "Hà Nội", "Đồng Nai", "Bắc Ninh", "Đà Nẵng", "Vũng Áng",
    "Nhật Bản", "Hàn Quốc", "Đài Loan", "Lào",
)  # fmt: skip
WEAK_GROUNDS = ("Tuổi cao, sức khỏe yếu", "Tuổi cao, mắt kém, đi lại khó khăn", "Điều trị bệnh dài ngày", "Tuổi cao, tai biến đang hồi phục")  # fmt: skip


def within(period: Period, day: date) -> bool:
    """Whether the day lies in the period, whose end is not part of it."""
    lower, upper = period
    return lower <= day and (upper is None or day < upper)


@dataclass
class Person:
    """A member with the standings in time; `diligence` is how often the member comes."""

    member: Member
    core: bool
    diligence: float
    standings: list[tuple[str, Period]] = field(default_factory=list)
    away_to: str = ""
    dead: bool = False
    rows: list[tuple[str, Standing]] = field(default_factory=list)
    """The standings as written."""

    def stands(self, kind: str, day: date) -> bool:
        return any(own == kind and within(period, day) for own, period in self.standings)


@dataclass
class Seat:
    """One line of the roll of a cell."""

    person: Person
    kind: str
    period: Period
    row: Membership | None = None


@dataclass
class Holder:
    """Who holds an office in a cell, and when."""

    person: Person
    kind: str
    period: Period
    row: Office | None = None


@dataclass
class Roll:
    """All that ever was on the roll of a cell, and its offices."""

    seats: list[Seat] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)

    def on(self, day: date) -> list[Seat]:
        return [seat for seat in self.seats if within(seat.period, day)]

    def holder(self, kind: str, day: date) -> Person | None:
        return next(
            (one.person for one in self.holders if one.kind == kind and within(one.period, day)),
            None,
        )


def _age(rng: Random, group: str, core: bool) -> int:
    if group != "residential":
        return rng.randint(36, 57) if core else rng.randint(25, 57)
    if core:
        return rng.randint(42, 67)
    draw = rng.random()
    if draw < 0.52:
        return rng.randint(61, 86)
    return rng.randint(42, 61) if draw < 0.8 else rng.randint(26, 42)


def _day_in(rng: Random, year: int) -> date:
    return date(year, rng.randint(1, 12), rng.randint(1, 28))


def _between(rng: Random, first: date, last: date) -> date:
    day = first + timedelta(days=rng.randrange(max(1, (last - first).days)))
    return day.replace(day=min(day.day, 28))


def _dates(plan: Plan, rng: Random, group: str, *, core: bool) -> tuple[date, date]:
    """Birth and admission. A few are admitted shortly before or during the months shown."""
    if not core and rng.random() < 0.035:
        newest = plan.today - timedelta(days=25)
        admitted = _between(rng, plan.first_month - timedelta(days=330), newest)
        return _day_in(rng, admitted.year - rng.randint(20, 36)), admitted
    birth = _day_in(rng, plan.today.year - _age(rng, group, core))
    years_ago = 8 if core else 2
    latest = plan.first_month.year - years_ago
    year = min(max(birth.year + rng.randint(19, 38), birth.year + 19), latest)
    return birth, _day_in(rng, max(year, birth.year + 19))


def _share_of_women(place: Place) -> float:
    if "Mầm non" in place.spec.name:
        return 1.0
    return {"school": 0.7, "health": 0.65, "agency": 0.35}.get(place.spec.group, 0.38)


def _person(
    plan: Plan, place: Place, rng: Random, copier: Copier, *, core: bool, ending: bool
) -> Person:
    """A member; `ending` is one whose probation ends in the next weeks."""
    gender = FEMALE if rng.random() < _share_of_women(place) else MALE
    birth, admitted = _dates(plan, rng, place.spec.group, core=core)
    if ending:
        admitted = (plan.today - timedelta(days=348)).replace(day=min(plan.today.day, 28))
        birth = birth.replace(year=admitted.year - 31)
    official = years_later(admitted, 1)
    official_on = official if official <= plan.today else None
    member = copier.add(
        Member,
        full_name=full_name(rng, gender, birth.year),
        birth_date=birth,
        gender=gender,
        admitted_on=admitted,
        official_on=official_on,
    )
    # Multiplying by a number prime to 10 scatters the numbers and keeps them unique.
    number = copier.made[Member]
    member.card_number = f"{number * 61_803_399 % 10**9:09d}" if official_on else ""
    member.phone = f"0900{number % 10**6:06d}"
    seldom = place.weakness == Weakness.AWAY and not core
    person = Person(member, core, rng.uniform(*((0.4, 0.7) if seldom else (0.86, 0.99))))
    person.standings.append((StandingKind.PROBATIONARY, (admitted, official_on)))
    if official_on:
        person.standings.append((StandingKind.OFFICIAL, (official_on, None)))
    return person


def _stand_apart(plan: Plan, place: Place, person: Person, rng: Random) -> None:
    """Exempted, away or suspended, as it happens; written with the ground and the document."""
    age = plan.today.year - person.member.birth_date.year
    hard = place.weakness == Weakness.AWAY
    residential = place.spec.group == "residential"
    official = person.member.official_on is not None
    if residential and official and age >= 72 and rng.random() < (0.8 if hard else 0.34):
        oldest = max(years_later(person.member.birth_date, 70), plan.today - timedelta(days=2200))
        since = _between(rng, oldest, plan.today - timedelta(days=40))
        person.standings.append((StandingKind.EXEMPTED, (since, None)))
    elif residential and age < 60 and rng.random() < (0.62 if hard else 0.12):
        since = _between(rng, plan.first_month - timedelta(days=500), plan.today)
        back = since + timedelta(days=rng.randint(150, 700))
        until = None if back > plan.today or hard else back
        person.away_to = rng.choice(AWAY_TO)
        person.standings.append((StandingKind.AWAY, (since, until)))
    elif official and rng.random() < 0.004:
        since = _between(rng, plan.first_month, plan.today)
        until = since + timedelta(days=rng.randint(60, 90))
        person.standings.append((StandingKind.SUSPENDED, (since, until)))


def populate(plan: Plan, places: list[Place], copier: Copier) -> list[Roll]:
    """Members of the cells of one committee; they only move between these cells."""
    rolls = [Roll() for _ in places]
    # The two small cells stay as small as they were made.
    large = [number for number, place in enumerate(places) if not place.spec.exactly]
    for own, place in enumerate(places):
        rng = plan.random("people", place.index)
        core_count = max(3, place.size // CORE_SHARE)
        for number in range(place.size):
            core = number < core_count
            ending = place.spec.number == SHOWN and number == place.size - 1
            person = _person(plan, place, rng, copier, core=core, ending=ending)
            start = max(person.member.admitted_on, place.cell.founded)
            if core:
                rolls[own].seats.append(Seat(person, MembershipKind.PRIMARY, (start, None)))
                continue
            _stand_apart(plan, place, person, rng)
            other = rng.choice(large)
            _settle(plan, rolls, own, other, person, start, rng)
    if places[0].index == 0:
        _write_twice(rolls)
    for place, roll in zip(places, rolls, strict=True):
        _elect(plan, place, roll)
        _write(place, roll, copier)
    return rolls


def _settle(
    plan: Plan, rolls: list[Roll], own: int, other: int, person: Person, start: date, rng: Random
) -> None:
    """Most stay; some move to another cell, some meet elsewhere for a time, a few leave."""
    earliest = max(start, plan.first_month) + timedelta(days=40)
    draw = rng.random()
    plain = len(person.standings) <= 2 and person.member.official_on and other != own
    if draw > 0.04 or not plain or earliest >= plan.today or len(rolls[own].seats) < 6:
        rolls[own].seats.append(Seat(person, MembershipKind.PRIMARY, (start, None)))
        return
    day = _between(rng, earliest, plan.today)
    if draw < 0.024:
        rolls[own].seats.append(Seat(person, MembershipKind.PRIMARY, (start, day)))
        rolls[other].seats.append(Seat(person, MembershipKind.PRIMARY, (day, None)))
    elif draw < 0.036:
        until = day + timedelta(days=rng.randint(90, 270))
        period = (day, until)
        rolls[own].seats.append(Seat(person, MembershipKind.PRIMARY, (start, None)))
        rolls[other].seats.append(Seat(person, MembershipKind.TEMPORARY, period))
        person.standings.append((StandingKind.TEMPORARILY_ELSEWHERE, period))
    else:
        if plan.today.year - person.member.birth_date.year >= OLD:
            person.dead = True
            person.standings = [
                (kind, (first, last or day)) for kind, (first, last) in person.standings
            ]
        rolls[own].seats.append(Seat(person, MembershipKind.PRIMARY, (start, day)))


def _write_twice(rolls: list[Roll]) -> None:
    """Somebody who left came back and was written down anew: two records of one person."""
    once = [(roll, seat) for roll in rolls for seat in roll.seats if not seat.person.core]
    for roll, seat in once:
        first = seat.person.member
        if seat.period[1] is None or seat.person.dead:
            continue
        for other, again in once:
            second = again.person.member
            old_enough = second.admitted_on >= years_later(first.birth_date, 20)
            if other is not roll and second.gender == first.gender and old_enough:
                second.full_name, second.birth_date = first.full_name, first.birth_date
                return


def _elect(plan: Plan, place: Place, roll: Roll) -> None:
    """Secretary, deputy and, from nine official members on, a committee, for each term."""
    rng = plan.random("election", place.index)
    core = [seat.person for seat in roll.seats if seat.person.core]
    kept = rng.random() < 0.65
    for number, (_, since, until) in enumerate(place.terms):
        official = sum(seat.person.stands(StandingKind.OFFICIAL, since) for seat in roll.on(since))
        kinds = [OfficeKind.SECRETARY, OfficeKind.DEPUTY][: 2 if len(core) > 2 else 1]
        if official >= COMMITTEE_FROM and len(core) > 3:
            kinds += [OfficeKind.COMMITTEE_MEMBER] * (3 if place.size > 30 else 1)
        first = 0 if kept or number % 2 == 0 else 1
        order = core[first:] + core[:first]
        for person, kind in zip(order, kinds, strict=False):
            roll.holders.append(Holder(person, kind, (since, until)))


def _write(place: Place, roll: Roll, copier: Copier) -> None:
    for seat in roll.seats:
        seat.row = copier.add(
            Membership, member=seat.person.member, cell=place.cell, kind=seat.kind, validity=seat.period
        )  # fmt: skip
    for holder in roll.holders:
        holder.row = copier.add(
            Office, member=holder.person.member, cell=place.cell, kind=holder.kind, validity=holder.period
        )  # fmt: skip


def write_standings(plan: Plan, places: list[Place], rolls: list[Roll], copier: Copier) -> None:
    """Once for each person, whatever cells the person was in."""
    rng = plan.random("standings", places[0].index)
    written: set[int] = set()
    for roll in rolls:
        for seat in roll.seats:
            person = seat.person
            if person.member.id in written:
                continue
            written.add(person.member.id)
            for kind, period in person.standings:
                ground, document = _ground(kind, person, period[0], rng)
                row = copier.add(
                    Standing,
                    member=person.member,
                    kind=kind,
                    ground=ground,
                    document=document,
                    validity=period,
                )
                person.rows.append((kind, row))


def _ground(kind: str, person: Person, since: date, rng: Random) -> tuple[str, str]:
    number = rng.randint(2, 19)
    if kind == StandingKind.EXEMPTED:
        return rng.choice(WEAK_GROUNDS), f"Nghị quyết số {number:02d}-NQ/CB, {since:%d/%m/%Y}"
    if kind == StandingKind.AWAY:
        return f"Đi làm ăn tại {person.away_to}", f"Đơn ngày {since:%d/%m/%Y}"
    if kind == StandingKind.TEMPORARILY_ELSEWHERE:
        return "Giới thiệu sinh hoạt tạm thời", f"Giấy giới thiệu số {number * 7}, {since:%d/%m/%Y}"
    if kind == StandingKind.SUSPENDED:
        return "Chờ kết luận kiểm tra", f"Quyết định số {number:02d}-QĐ/UBKT, {since:%d/%m/%Y}"
    return "", ""
