"""Keeps the book of one cell: every meeting with its children, numbered and signed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import User
from hmk.demo import texts_special as special
from hmk.demo.answering import Desk
from hmk.demo.attending import call
from hmk.demo.before import Before
from hmk.demo.calendar import add_months, at
from hmk.demo.copying import Copier
from hmk.demo.dissent import PLANTED
from hmk.demo.measuring import Gauge
from hmk.demo.minutes import Scribe, Sitting
from hmk.demo.people import Person, Roll, within
from hmk.demo.phrases import Decks
from hmk.demo.places import TOWN_CELLS, Place
from hmk.demo.plan import SHOWN, SIGNS_LATE, Plan, Weakness
from hmk.demo.schedule import Slot, regime_on, schedule
from hmk.demo.scoring import Assessor, Table
from hmk.demo.speaking import note, speak
from hmk.demo.texts_themes import AT_HOME, BY_FIELD, SUITED
from hmk.demo.work import Ledger
from hmk.demo.yearplan import write_lines
from meetings import rules, text_rules
from meetings.heading import letterhead_of
from meetings.models import (
    AgendaLine,
    DocumentType,
    Dues,
    Meeting,
    MeetingKind,
    MeetingRegime,
    NumberSeries,
    OpinionKind,
    Resolution,
    State,
    Subject,
    Theme,
)
from members.models import MembershipKind, OfficeKind, StandingKind

MINUTES = {  # how long each kind takes
    MeetingKind.THEMATIC: (62, 90),
    MeetingKind.EXTRAORDINARY: (40, 70),
    MeetingKind.REVIEW: (150, 220),
}
GIVEN = {None: (3, 3, 4, 4, 5), Weakness.UNFINISHED: (1, 2), Weakness.AWAY: (2, 3)}
ADMITTED = "Chi ủy hoàn chỉnh hồ sơ, báo cáo Đảng ủy xem xét, quyết định."
OVERSEEN_BY = "Trần Thị Minh Hạnh"


@dataclass
class Rules:
    """The rule sets, their skeletons and the themes, read once."""

    regimes: list[MeetingRegime]
    skeletons: dict[tuple[int, str], list[AgendaLine]]
    themes: dict[str, tuple[Theme, ...]]
    formulae: dict[tuple[int, str], set[text_rules.Shingle]]
    tables: list[Table]

    @classmethod
    def load(cls) -> "Rules":
        skeletons: dict[tuple[int, str], list[AgendaLine]] = {}
        for line in AgendaLine.objects.order_by("regime", "meeting_kind", "position"):
            skeletons.setdefault((line.regime_id, line.meeting_kind), []).append(line)
        common = Theme.objects.filter(committee=None, active=True).order_by("sort_key", "pk")
        themes: dict[str, list[Theme]] = {field: [] for field in BY_FIELD}
        for theme in common:
            themes.setdefault(theme.field, []).append(theme)
        # A group speaks only of what suits it; a field without a theme is left out.
        suited = {
            group: tuple(
                theme
                for field in fields
                for theme in themes[field]
                if group == "residential" or not any(word in theme.title for word in AT_HOME)
            )
            for group, fields in SUITED.items()
        }
        formulae = {
            key: text_rules.shingles_of(text for line in lines for text in (line.title, line.hint))
            for key, lines in skeletons.items()
        }
        regimes = list(MeetingRegime.objects.order_by("validity"))
        return cls(regimes, skeletons, suited, formulae, Table.load())


class Book:
    """Writes all meetings of a cell, one after the other, as they were held."""

    def __init__(
        self, plan: Plan, place: Place, roll: Roll, rule_sets: Rules, signer: User, copier: Copier
    ):
        self.plan, self.place, self.roll, self.rules = plan, place, roll, rule_sets
        self.signer, self.copier = signer, copier
        self.rng = plan.random("book", place.index)
        self.decks = Decks(self.rng)
        self.scribe = Scribe(place, self.decks, copier)
        self.ledger = Ledger(plan, place, self.decks, copier)
        self.numbers: Counter[tuple[int, str]] = Counter()
        self.ended: datetime | None = None
        self.gauge = Gauge()
        self.before = Before(plan, place, roll, signer, copier)
        self.assessor = Assessor(plan, place, rule_sets.tables, copier)
        self.with_theme: set[date] = set()
        self.desk = Desk(plan, place, copier)
        self.treated: list[Meeting] = []
        self.dissenting: Slot | None = None

    def write(self) -> None:
        """The whole book, and the number series as it leaves them."""
        slots = schedule(self.plan, self.place, self.roll, self.rules.regimes, self.decks)
        self.dissenting = self._meeting_of_dissent(slots)
        self.with_theme = {slot.month for slot in slots if slot.kind == MeetingKind.THEMATIC}
        for slot in slots:
            self._meeting(slot)
        themes = self.rules.themes[self.place.spec.group]
        write_lines(self.plan, self.place, self.roll, themes, self.treated, self.copier)
        for (term, document_type), last in self.numbers.items():
            self.copier.add(
                NumberSeries, term_id=term, document_type=document_type, last_number=last
            )

    def _meeting_of_dissent(self, slots: list[Slot]) -> Slot | None:
        """The regular meeting in which a member of this cell reserves an opinion for certain."""
        planted = PLANTED.get(self.place.spec.number) if self.place.index < TOWN_CELLS else None
        signed = [
            slot for slot in slots if (slot.kind, slot.state) == (MeetingKind.REGULAR, State.SIGNED)
        ]
        return signed[-planted.back] if planted and len(signed) >= planted.back else None

    # --- One meeting --------------------------------------------------------------------------
    def _meeting(self, slot: Slot) -> None:
        regime = regime_on(self.rules.regimes, slot.day)
        meeting = self._row(slot, regime)
        member = self.roll.holder(OfficeKind.COMMITTEE_MEMBER, slot.day)
        self.decks.has_committee = member is not None
        present = call(meeting, slot, self.roll, self.decks, self.copier)
        meeting.chair, meeting.minute_taker = present.chair, present.taker
        sitting = Sitting(meeting, slot, present)
        if slot.kind == MeetingKind.THEMATIC:
            meeting.theme = self.decks.of(self.rules.themes[self.place.spec.group]).deal()
            meeting.presenter = self.rng.choice(present.there)
            self.treated.append(meeting)
        skeleton = self.rules.skeletons.get((regime.id, slot.kind), [])
        if slot.state == State.PLANNED:
            self.before.write(sitting, skeleton)
            self.scribe.agenda(sitting, skeleton, upto=0)
            return
        self._hold(sitting, regime)
        if slot.state == State.OPEN:
            meeting.ended_at, meeting.minutes_read = None, False
            sitting.found = self.ledger.half_review(meeting, slot)
            self.before.write(sitting, skeleton)
            speak(self.scribe, sitting, most=2)
            self.scribe.agenda(sitting, skeleton, upto=4)
            return
        self._proceed(sitting)
        speak(self.scribe, sitting)
        if slot is self.dissenting:
            self._reserve(sitting)
        self._resolve(sitting)
        self.scribe.agenda(sitting, skeleton, upto=None)
        meeting.conclusion = self.scribe.conclusion(sitting)
        sitting.written.append(meeting.conclusion)
        self.before.write(sitting, skeleton)
        self.desk.settle(sitting)
        self.gauge.measure(sitting, self.rules.formulae.get((regime.id, slot.kind), frozenset()))
        if slot.kind == MeetingKind.REGULAR:
            self.assessor.score(
                sitting,
                thematic=slot.month in self.with_theme,
                by_committee=self.decks.has_committee,
            )
        self._sign(sitting, regime)

    def _row(self, slot: Slot, regime: MeetingRegime) -> Meeting:
        planned = at(slot.day, slot.clock)
        if slot.after_regular and self.ended:
            planned = self.ended + timedelta(minutes=10)
        ahead = 1 if slot.kind == MeetingKind.EXTRAORDINARY else self.rng.choice((1, 2, 2, 3))
        # Open until all of its rows are written: nothing may be added to signed minutes.
        return self.copier.add(
            Meeting,
            cell=self.place.cell,
            term=self._term(slot.day),
            regime=regime,
            kind=slot.kind,
            month=slot.month,
            state=State.PLANNED if slot.state == State.PLANNED else State.OPEN,
            planned_at=planned,
            deviation_reason=slot.reason,
            place=self.place.cell.usual_place,
            purpose=slot.purpose,
            prepared_on=slot.day - timedelta(days=ahead) if slot.state != State.PLANNED else None,
        )

    def _term(self, day: date):
        return next(term for term, since, until in self.place.terms if within((since, until), day))

    def _hold(self, sitting: Sitting, regime: MeetingRegime) -> None:
        meeting, rng = sitting.meeting, self.rng
        meeting.started_at = meeting.planned_at + timedelta(minutes=rng.choice((0, 0, 0, 5, 10)))
        meeting.ended_at = meeting.started_at + timedelta(minutes=self._length(sitting, regime))
        if sitting.slot.kind == MeetingKind.REGULAR:
            self.ended = meeting.ended_at
            meeting.dues = Dues.PARTLY if rng.random() < 0.12 else Dues.FULL
        meeting.minutes_read = True
        overseen = self.place.index < 25 and self.place.spec.number in {4, 5, 6, 7}
        if rng.random() < (0.4 if overseen else 0.06) and overseen:
            sitting.guest = OVERSEEN_BY
            meeting.guests = f"Đồng chí {OVERSEEN_BY}, Đảng ủy viên phụ trách chi bộ"

    def _length(self, sitting: Sitting, regime: MeetingRegime) -> int:
        rng, slot = self.rng, sitting.slot
        if slot.after_regular:  # the evening is long already
            return rng.randint(36, 52)
        if slot.kind in MINUTES:
            return rng.randint(*MINUTES[slot.kind])
        if self.place.cell.min_minutes:
            return rng.randint(60, 80)
        if regime.min_minutes is None:
            return rng.randint(60, 100)
        return rng.randint(78, 89) if rng.random() < 0.06 else rng.randint(90, 125)

    # --- Work ---------------------------------------------------------------------------------
    def _proceed(self, sitting: Sitting) -> None:
        """Hears of the work of last month and hands out that of this one."""
        meeting, slot = sitting.meeting, sitting.slot
        people = sitting.present.fit  # work is given to those who are there
        if slot.kind == MeetingKind.REGULAR:
            sitting.found = self.ledger.review(meeting, slot)
            for one in sitting.found:
                if one.carried:
                    sitting.given.append(self.ledger.carry(one, meeting, slot, people))
            for _ in range(max(1, self._wanted() - len(sitting.given))):
                sitting.given.append(self.ledger.give(meeting, slot, people, None))
        elif slot.kind == MeetingKind.THEMATIC and self._may_add(slot):
            work = self.scribe.field_texts(meeting).work
            sitting.given.append(self.ledger.give(meeting, slot, people, work))

    def _may_add(self, slot: Slot) -> bool:
        """The visitor's cell waits with exactly what its last regular meeting handed out."""
        if self.place.spec.number == SHOWN and slot.month >= add_months(self.plan.this_month, -1):
            return False
        return self.rng.random() < 0.8

    def _wanted(self) -> int:
        if self.place.spec.number == SHOWN:
            return 3
        if self.place.size < 9:
            return self.rng.choice((1, 2))
        return self.rng.choice(GIVEN.get(self.place.weakness) or GIVEN[None])

    # --- Resolutions --------------------------------------------------------------------------
    def _resolve(self, sitting: Sitting) -> None:
        slot, meeting, rng = sitting.slot, sitting.meeting, self.rng
        if slot.kind == MeetingKind.REGULAR and rng.random() < 0.82:
            abstract = f"Sinh hoạt chi bộ thường kỳ tháng {meeting.month:%m/%Y}"
            self._resolution(sitting, Subject.MONTHLY, abstract)
        elif slot.kind == MeetingKind.THEMATIC and rng.random() < 0.6:
            title = meeting.theme.title
            self._resolution(sitting, Subject.THEMATIC, f"Thực hiện chuyên đề: {title}")
        elif slot.candidate:
            abstract = f"Đề nghị kết nạp quần chúng {slot.candidate.full_name} vào Đảng"
            self._resolution(sitting, Subject.ADMISSION, abstract)
        if slot.kind == MeetingKind.REGULAR:
            for person in self._to_recognise(slot):
                self._recognise(sitting, person)

    def _reserve(self, sitting: Sitting) -> None:
        present = sitting.present
        leading = {present.chair, present.taker}
        speaker = next(member for member in reversed(present.there) if member not in leading)
        sitting.opinions += 1
        note(
            self.scribe,
            sitting,
            position=sitting.opinions,
            speaker=speaker,
            kind=OpinionKind.RESERVED,
            text=PLANTED[self.place.spec.number].text,
        )

    def _resolution(self, sitting: Sitting, subject: str, abstract: str) -> None:
        texts = self.scribe.resolution_text(sitting)
        if subject == Subject.ADMISSION:
            texts |= {
                "results": "",
                "direction": self.scribe.say(special.ADMISSION_MATTER, sitting),
            }
            texts["execution"] = self.decks.fit(ADMITTED)
        sitting.vote = self._vote(sitting, subject, abstract, texts)

    def _vote(
        self, sitting: Sitting, subject: str, abstract: str, texts: dict[str, str]
    ) -> Resolution:
        """A vote over the base; what passes takes the next number of its type in the term."""
        counts, rng = sitting.present.counts, self.rng
        against = rng.choice((0, 0, 0, 0, 0, 1, 1, 2)) if counts.voters_present > 6 else 0
        other = rng.choice((0, 0, 0, against and 1))
        yes = counts.voters_present - against - other
        passed = rules.passes(yes, counts.base, rules.majority_for(subject))
        term, kind = sitting.meeting.term, DocumentType.RESOLUTION
        return self.copier.add(
            Resolution,
            meeting=sitting.meeting,
            document_type=kind,
            subject=subject,
            abstract=abstract,
            yes=yes,
            no=against,
            other=other,
            base=counts.base,
            passed=passed,
            term=term if passed else None,
            number=self._number(term.id, kind) if passed else None,
            **texts,
        )

    def _number(self, term: int, document_type: str) -> int:
        self.numbers[term, document_type] += 1
        return self.numbers[term, document_type]

    def _to_recognise(self, slot: Slot) -> list[Person]:
        """Those whose year of probation ends shortly after this meeting."""
        return [
            seat.person
            for seat in self.roll.on(slot.day)
            if seat.kind == MembershipKind.PRIMARY
            and seat.person.member.official_on
            and (seat.person.member.official_on - timedelta(days=12)).replace(day=1) == slot.month
            and seat.person.stands(StandingKind.PROBATIONARY, slot.day)
        ]

    def _recognise(self, sitting: Sitting, person: Person) -> None:
        name = person.member.full_name
        abstract = f"Đề nghị công nhận đảng viên chính thức đối với đồng chí {name}"
        texts = {
            "direction": self.scribe.say(special.RECOGNITION_NOTE, sitting, person=name),
            "execution": self.decks.fit(ADMITTED),
        }
        self._vote(sitting, Subject.RECOGNITION, abstract, texts)

    # --- Signing ------------------------------------------------------------------------------
    def _sign(self, sitting: Sitting, regime: MeetingRegime) -> None:
        """All that a signature fixes; the state itself is set when every row is in."""
        meeting, present = sitting.meeting, sitting.present
        meeting.minutes_number = self._number(meeting.term_id, DocumentType.MINUTES)
        meeting.letterhead = letterhead_of(self.place.cell, regime) | {
            "chair": present.chair.full_name,
            "chair_office": present.chair_office,
            "minute_taker": present.taker.full_name,
            "theme": meeting.theme.title if meeting.theme else "",
            "presenter": meeting.presenter.full_name if meeting.presenter else "",
        }
        meeting.counts = present.counts_json()
        meeting.signed_at = self._signed_at(meeting)
        meeting.signed_by = self.signer

    def _signed_at(self, meeting: Meeting) -> datetime:
        rng = self.rng
        days = (
            rng.randint(4, 9)
            if self.place.spec.number == SIGNS_LATE
            else rng.choice((0, 1, 1, 1, 2))
        )
        day = meeting.ended_at.date() + timedelta(days=days)
        if days == 0 or day >= self.plan.today:
            return meeting.ended_at + timedelta(minutes=rng.randint(15, 50))
        return at(day, self.place.spec.clock).replace(
            hour=rng.randint(8, 20), minute=rng.randint(0, 59)
        )
