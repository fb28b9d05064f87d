"""Which meetings a cell holds, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from hmk.demo.calendar import add_months, free_day, last_day, late_reason, regular_day
from hmk.demo.people import Roll
from hmk.demo.phrases import Decks
from hmk.demo.places import Place
from hmk.demo.plan import HALF_FILLED, SHOWN, STILL_PLANNED, Plan, Weakness
from hmk.demo.stages import has_proposed
from hmk.demo.texts_special import DANGER, URGENT
from meetings.models import MeetingKind, MeetingRegime, State
from members.models import Member, MembershipKind

MORNING, EVENING = time(8, 0), time(19, 30)
NOVEMBER = 11


@dataclass
class Slot:
    """A meeting to be written."""

    kind: str
    day: date
    clock: time
    state: str = State.SIGNED
    reason: str = ""
    purpose: str = ""
    candidate: Member | None = None  # proposed for admission
    after_regular: bool = False

    @property
    def month(self) -> date:
        return self.day.replace(day=1)

    @property
    def is_danger(self) -> bool:
        """Whether an extraordinary meeting has to deal with storm, fire or relief."""
        return any(word in self.purpose for word in DANGER)


def regime_on(regimes: Sequence[MeetingRegime], day: date) -> MeetingRegime:
    """The rule set in force on the day."""
    for regime in regimes:
        upper = regime.validity.upper
        if regime.validity.lower <= day and (upper is None or day < upper):
            return regime
    raise LookupError(f"no rule set for {day}")


def schedule(
    plan: Plan, place: Place, roll: Roll, regimes: Sequence[MeetingRegime], decks: Decks
) -> list[Slot]:
    """All meetings of the cell, in the order of time."""
    rng = decks.rng
    regular = _regular(plan, place, regimes, rng)
    held = {slot.month: slot for slot in regular if slot.state == State.SIGNED}
    slots = [*regular, *_thematic(plan, place, held, rng), *_admissions(plan, roll, rng)]
    slots += [*_reviews(plan, rng), *_early_review(plan, place)]
    if place.at_home:
        slots += _urgent(plan, decks)
    return sorted(slots, key=lambda slot: (slot.day, slot.after_regular, slot.clock, slot.kind))


def _regular(plan: Plan, place: Place, regimes: Sequence[MeetingRegime], rng: Random) -> list[Slot]:
    old_day = rng.randint(3, 10)
    slots = []
    for month in plan.all_months:
        # The middle of the month tells which rules it is planned by.
        regime = regime_on(regimes, month + timedelta(days=2))
        day, reason = regular_day(
            month,
            old_day=old_day,
            own_day=place.spec.own_day,
            usual=regime.usual_day,
            latest=regime.latest_usual_day or 7,
            at_home=place.at_home,
            rng=rng,
        )
        slot = Slot(MeetingKind.REGULAR, day, place.spec.clock, reason=reason)
        if month == plan.this_month:
            _place_today(plan, place, slot, regime, rng)
        slots.append(slot)
    return slots


def _place_today(plan: Plan, place: Place, slot: Slot, regime: MeetingRegime, rng: Random) -> None:
    """The current month: most have met, one is writing its minutes, some are about to meet."""
    number = place.spec.number
    if number == SHOWN:
        slot.day, slot.clock, slot.state = plan.today, EVENING, State.PLANNED
    elif number == HALF_FILLED:
        slot.day, slot.state = max(plan.this_month, plan.today - timedelta(days=1)), State.OPEN
    elif number == STILL_PLANNED:
        ahead = plan.today + timedelta(days=2)
        slot.day, slot.state = min(ahead, last_day(plan.this_month)), State.PLANNED
    elif slot.day >= plan.today:
        slot.state = State.PLANNED
        return
    else:
        return
    late = regime.latest_usual_day and slot.day.day > regime.latest_usual_day
    slot.reason = late_reason(slot.day, rng, at_home=place.at_home) if late else ""


def _quarters(plan: Plan) -> list[list[date]]:
    quarters: dict[tuple[int, int], list[date]] = {}
    for month in plan.all_months:
        quarters.setdefault((month.year, (month.month - 1) // 3), []).append(month)
    return list(quarters.values())


def _thematic(plan: Plan, place: Place, held: dict[date, Slot], rng: Random) -> list[Slot]:
    """About one a quarter, on a day of its own or straight after the regular meeting."""
    slots = []
    for number, months in enumerate(_quarters(plan)):
        month = rng.choice(months)
        draw, day = rng.random(), month.replace(day=rng.randint(14, 24))
        day = free_day(day, at_home=place.at_home)
        missed = draw > 0.93
        if place.weakness == Weakness.FEW_THEMATIC:
            missed = number != 1
        if missed or month not in held:
            continue
        if draw < 0.3:
            slots.append(Slot(MeetingKind.THEMATIC, held[month].day, place.spec.clock, after_regular=True))  # fmt: skip
        elif day < plan.today:
            slots.append(Slot(MeetingKind.THEMATIC, day, place.spec.clock))
    return slots


def _admissions(plan: Plan, roll: Roll, rng: Random) -> list[Slot]:
    """Whoever was admitted was proposed about two months before."""
    slots = []
    for seat in roll.seats:
        member = seat.person.member
        if seat.kind != MembershipKind.PRIMARY or seat.period[0] != member.admitted_on:
            continue
        day = (member.admitted_on - timedelta(days=60)).replace(day=rng.randint(16, 25))
        day = free_day(day, at_home=True)
        if plan.first_month <= day < plan.this_month:
            purpose = f"Xét, đề nghị kết nạp quần chúng {member.full_name} vào Đảng"
            slots.append(Slot(MeetingKind.EXTRAORDINARY, day, EVENING, purpose=purpose, candidate=member))  # fmt: skip
    return slots


def _urgent(plan: Plan, decks: Decks) -> list[Slot]:
    slots = []
    for month in plan.all_months[:-1]:
        if decks.rng.random() < 0.05:
            day = free_day(month.replace(day=decks.rng.randint(12, 27)), at_home=True)
            purpose = decks.seasonal(URGENT, month.month)
            slots.append(Slot(MeetingKind.EXTRAORDINARY, day, EVENING, purpose=purpose))
    return slots


def _reviews(plan: Plan, rng: Random) -> list[Slot]:
    """The year-end review, each December."""
    slots = []
    for month in plan.all_months:
        day = month.replace(day=rng.randint(9, 20))
        if month.month == 12 and day < plan.today:
            slots.append(Slot(MeetingKind.REVIEW, day, MORNING))
    return slots


def _early_review(plan: Plan, place: Place) -> list[Slot]:
    """In November the cells that have proposed already have met for it."""
    if plan.today.month != NOVEMBER or not has_proposed(place):
        return []
    rng = plan.random("review", place.index)
    day = free_day(plan.this_month.replace(day=rng.randint(9, 19)), at_home=place.at_home)
    return [Slot(MeetingKind.REVIEW, day, MORNING)] if day < plan.today else []


def report_month(slot: Slot) -> date:
    """When work handed out at the meeting is heard: at the regular meeting of the next month."""
    return add_months(slot.month, 1)
