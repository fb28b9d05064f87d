"""The roll call of one meeting, and who leads it."""

from dataclasses import asdict, dataclass
from datetime import date
from random import Random

from hmk.demo.copying import Copier
from hmk.demo.people import Person, Roll, Seat
from hmk.demo.phrases import Decks
from hmk.demo.schedule import Slot
from hmk.demo.texts_frame import ABSENT_REASONS
from meetings import rules
from meetings.models import Attendance, AttendanceStatus, Meeting, State
from meetings.record import Counts, count, seat_of
from members.models import Member, MembershipKind, OfficeKind, StandingKind

PRESENT, EXCUSED = AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED
NOT_BOUND, UNEXCUSED = AttendanceStatus.NOT_BOUND, AttendanceStatus.UNEXCUSED
AWAY_REASON = "Đi làm ăn xa"


@dataclass
class Present:
    """The roll call with its sums, and those who may speak and take work."""

    rows: list[Attendance]
    counts: Counts
    there: list[Member]
    fit: list[Member]  # for new work
    chair: Member
    taker: Member
    chair_office: str

    def counts_json(self) -> dict:
        return asdict(self.counts)


def call(meeting: Meeting, slot: Slot, roll: Roll, decks: Decks, copier: Copier) -> Present:
    """Writes an attendance for everybody on the roll of the day, as the roll then stood."""
    rng = decks.rng
    day = slot.day
    seats = roll.on(day)
    chair, office = _chair(roll, day, rng)
    taker = _taker(seats, chair, rng)
    rows = []
    for seat in seats:
        row = _row(meeting, seat, day, roll, copier)
        must = seat.person in (chair, taker) or slot.state == State.PLANNED
        _mark(row, seat.person, decks, sure=must)
        rows.append(row)
    for row in rows:
        if slot.state == State.SIGNED:
            row.counts_in_base = rules.in_voting_base(seat_of(row))
    here = [(row, seat.person.member) for row, seat in zip(rows, seats, strict=True) if row.attends]
    return Present(
        rows,
        count(rows, temporary_members_vote=False),
        there=[member for _, member in here],
        fit=[member for row, member in here if not (row.exempted or row.away)],
        chair=chair.member,
        taker=taker.member,
        chair_office=office,
    )


def _chair(roll: Roll, day: date, rng: Random) -> tuple[Person, str]:
    """The secretary, now and then the deputy."""
    secretary = roll.holder(OfficeKind.SECRETARY, day)
    deputy = roll.holder(OfficeKind.DEPUTY, day)
    if deputy is not None and rng.random() < 0.05:
        return deputy, OfficeKind.DEPUTY
    return secretary, OfficeKind.SECRETARY


def _taker(seats: list[Seat], chair: Person, rng: Random) -> Person:
    """Two or three steady people take turns at writing."""
    steady = [seat.person for seat in seats if seat.person.core and seat.person is not chair]
    return rng.choice(steady[-3:])


def _row(meeting: Meeting, seat: Seat, day: date, roll: Roll, copier: Copier) -> Attendance:
    person = seat.person
    office = next(
        (one.kind for one in roll.holders if one.person is person and _holds(one, day)), ""
    )
    return copier.add(
        Attendance,
        meeting_id=meeting.id,
        member_id=person.member.id,
        name=person.member.full_name,
        office=office,
        membership=seat.kind,
        grade=_grade(person, day),
        exempted=person.stands(StandingKind.EXEMPTED, day),
        away=person.stands(StandingKind.AWAY, day),
        # Elsewhere only for the cell that sent the member.
        elsewhere=seat.kind == MembershipKind.PRIMARY
        and person.stands(StandingKind.TEMPORARILY_ELSEWHERE, day),
        suspended=person.stands(StandingKind.SUSPENDED, day),
        status=PRESENT,
    )


def _holds(holder: object, day: date) -> bool:
    lower, upper = holder.period
    return lower <= day and (upper is None or day < upper)


def _grade(person: Person, day: date) -> str:
    probationary = person.stands(StandingKind.PROBATIONARY, day)
    return StandingKind.PROBATIONARY if probationary else StandingKind.OFFICIAL


def _mark(row: Attendance, person: Person, decks: Decks, *, sure: bool) -> None:
    """Present, unless the standing or the day says otherwise."""
    draw = decks.rng.random()
    if not rules.bound_to_attend(seat_of(row)):
        comes = row.exempted and draw < 0.06 and not sure
        row.status = PRESENT if comes else NOT_BOUND
        row.votes = not comes or draw < 0.03
    elif row.away:
        home = draw < 0.05 and not sure
        row.status, row.reason = (PRESENT, "") if home else (EXCUSED, AWAY_REASON)
    elif sure or draw < person.diligence:
        return
    elif draw > 0.992:
        row.status = UNEXCUSED
    else:
        row.status, row.reason = EXCUSED, decks.text(ABSENT_REASONS)
