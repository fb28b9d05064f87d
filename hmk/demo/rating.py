"""The yearly review and rating: last year ratified, this year open and half done.

For 2018 the committee tells of 22 of 25 cells "hoàn thành tốt nhiệm vụ": the three others are weak
cells that only completed their tasks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from accounts.models import User
from cells.models import Cell, Committee
from evaluations import rules
from evaluations.models import (
    CellRating,
    ConfidenceLine,
    ConfidencePoll,
    Level,
    MemberRating,
    Rated,
    RatingRegime,
    Remark,
    RemarkKind,
    ResultReceipt,
    Round,
    RoundState,
    Stage,
    Status,
)
from evaluations.proposing import Norms
from evaluations.services import lists, polls
from hmk.demo import texts_rating as texts
from hmk.demo.calendar import at
from hmk.demo.names import FEMALE, MALE, full_name
from hmk.demo.phrases import expand
from hmk.demo.places import Place
from hmk.demo.plan import Plan, Weakness
from hmk.demo.stages import RETURNED, stage_of
from meetings.models import Meeting, MeetingKind, State
from members.models import OfficeKind, StandingKind
from members.queries import roll

GOOD_OF = (22, 25)
NOT_GOOD = (Weakness.UNFINISHED, Weakness.FEW_THEMATIC, Weakness.AWAY)
ROWS_AT_ONCE = 5000
TOWN = 0
LED = (
    "Bí thư Đảng ủy", "Phó bí thư Thường trực Đảng ủy", "Phó bí thư Đảng ủy",
    "Trưởng ban Xây dựng Đảng", "Chủ nhiệm Ủy ban Kiểm tra",
)  # fmt: skip


@dataclass
class Yard:
    """A cell in a round, with what its ballots are counted over and what it is drawn from."""

    place: Place
    rating: CellRating
    base: int
    rng: Random
    stage: str
    absent: int
    meeting: Meeting | None = None
    first: int | None = None
    deputy: int | None = None


def rate(
    plan: Plan, committee: Committee, places: list[Place], office: User, signers: dict[int, User]
) -> None:
    """Both rounds of a committee: one statement a table and round."""
    rounds = _Rounds(plan, committee, places, office, signers)
    rounds.write(plan.today.year - 1, done=True)
    rounds.write(plan.today.year, done=False)
    if places[0].index == TOWN:
        _poll(plan, committee)


@dataclass
class _Rounds:
    plan: Plan
    committee: Committee
    places: list[Place]
    office: User
    signers: dict[int, User]
    first: dict[int, int] = field(default_factory=dict)
    """By cell, the member who was longest on its roll last year, without an office."""

    def write(self, year: int, *, done: bool) -> None:
        regime = RatingRegime.objects.filter(years__contains=year).first()
        if regime is None:
            return
        opened = at(min(date(year, 11, 4), self.plan.today), time(8))
        new = Round.objects.create(
            committee=self.committee,
            year=year,
            regime=regime,
            rated_on=date(year, 12, 31),
            self_review_by=date(year, 12, 5),
            cell_by=date(year, 12, 15),
            ratify_by=date(year, 12, 31),
            opened_at=opened,
            opened_by=self.office,
        )
        yards = self._yards(new, done=done)
        norms = Norms.of(regime)
        for number, yard in enumerate(yards):
            _fill_cell(yard, number, norms, done=done)
        CellRating.objects.bulk_create([yard.rating for yard in yards], batch_size=ROWS_AT_ONCE)
        rows = list(_filled_members(new, yards, norms, done=done))
        MemberRating.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        Remark.objects.bulk_create(_remarks(self.plan, rows), batch_size=ROWS_AT_ONCE)
        if done:
            self._ratify(new, yards, at(date(year, 12, 26), time(15)))

    def _yards(self, new: Round, *, done: bool) -> list[Yard]:
        """The cells with their voting bases (two queries)."""
        cells = [place.cell.pk for place in self.places]
        bases: dict[int, int] = dict.fromkeys(cells, 0)
        deputies: dict[int, int] = {}
        for seat in roll(Cell.objects.filter(pk__in=cells), new.rated_on):
            counts = seat.grade == StandingKind.OFFICIAL and seat.kind == "primary"
            out = seat.exempted or seat.elsewhere or seat.suspended
            bases[seat.cell_id] += counts and not out
            if seat.office == OfficeKind.DEPUTY:
                deputies[seat.cell_id] = seat.member_id
            if done and counts and not out and not seat.office:
                known = self.first.setdefault(seat.cell_id, seat.member_id)
                self.first[seat.cell_id] = min(known, seat.member_id)
        held = {
            meeting.cell_id: meeting
            for meeting in Meeting.objects.filter(
                cell__in=cells,
                kind=MeetingKind.REVIEW,
                month__in=[date(new.year, 11, 1), date(new.year, 12, 1)],
                state=State.SIGNED,
            )
        }
        yards = []
        for place in self.places:
            rng = self.plan.random("rating", place.index, new.year)
            stage = Stage.PROPOSED if done else stage_of(place)
            rating = CellRating(
                round=new, cell=place.cell, stage=stage, ballot_mode=new.regime.ballot_mode
            )
            absent = min(rng.randint(0, 3), bases[place.cell.pk] // 8)
            meeting = held.get(place.cell.pk)
            yards.append(
                Yard(
                    place,
                    rating,
                    bases[place.cell.pk],
                    rng,
                    stage,
                    absent,
                    meeting,
                    self.first.get(place.cell.pk),
                    deputies.get(place.cell.pk),
                )
            )
        return yards

    def _ratify(self, new: Round, yards: list[Yard], moment: datetime) -> None:
        Round.objects.filter(pk=new.pk).update(
            state=RoundState.RATIFIED, ratified_at=moment, ratified_by=self.office
        )
        ResultReceipt.objects.bulk_create(
            ResultReceipt(
                cell_rating=yard.rating,
                version=1,
                seen_by=self.signers[yard.place.cell.pk],
                seen_at=moment + timedelta(days=1 + yard.place.index % 4),
            )
            for yard in yards
            if yard.place.index % 9 != 7
        )


# --- Cells ----------------------------------------------------------------------------------------
def _level_of_cell(yard: Yard, number: int, *, done: bool) -> Level:
    """Of 25 cells 22 are good, last year; the others are weak ones."""
    few = number >= GOOD_OF[0] and not any(w == yard.place.weakness for w in NOT_GOOD)
    if yard.place.weakness in NOT_GOOD:
        return Level.COMPLETED
    return Level.EXCELLENT if few and not done and number % 4 == 0 else Level.GOOD


def _fill_cell(yard: Yard, number: int, norms: Norms, *, done: bool) -> None:
    rating, rng = yard.rating, yard.rng
    year = rating.round.year
    if yard.stage == Stage.WAITING:
        return
    lines = [*_some(texts.COLLECTIVE, 3, rng), *_some(texts.COLLECTIVE_FAULTS, 1, rng)]
    rating.self_review = "\n".join(lines)
    rating.own_level = Level.GOOD
    rating.draft_sent_on = date(year, 12, 4) if done else None
    rating.meeting = yard.meeting
    if yard.meeting:
        rating.secretary_chair_id = yard.deputy
    if yard.stage == Stage.COLLECTIVE:
        return
    level = _level_of_cell(yard, number, done=done)
    wished = done and yard.place.weakness == Weakness.VAGUE
    _count(rating, Level.EXCELLENT if wished else level, yard, norms)
    rating.tellers = "Tổ kiểm phiếu 3 đồng chí do chi bộ cử"
    if yard.stage == Stage.PROPOSED:
        rating.proposed_on = date(year, 12, 16) if done else rating.round.opened_at.date()
        if yard.meeting:
            rating.proposed_on = max(rating.proposed_on, yard.meeting.held_on + timedelta(days=1))
    if not done and yard.place.spec.number == RETURNED:
        rating.returned_because = texts.RETURNED
    if wished:
        rating.ratified, rating.reason = level, texts.CELL_BALANCED
    elif done:
        rating.ratified = level


def _count(row: Rated, level: Level, yard: Yard, norms: Norms) -> None:
    """A count out of which this level follows, with the points and conditions for it."""
    rng, base = yard.rng, yard.base
    issued = base - yard.absent
    collected = issued - (rng.random() < 0.05 and issued > 6)
    valid = collected - (rng.random() < 0.08 and collected > 6)
    need = -(-2 * base // 3) if level == Level.EXCELLENT else base // 2 + 1
    other = max(min(rng.randint(0, valid // 8), valid - need), 0)
    beside = {
        Level.EXCELLENT: "votes_good",
        Level.GOOD: rng.choice(("votes_excellent", "votes_completed")),
        Level.COMPLETED: "votes_good",
        Level.NOT_COMPLETED: "votes_completed",
    }[level]
    votes = dict.fromkeys(
        ("votes_excellent", "votes_good", "votes_completed", "votes_not_completed"), 0
    )
    votes[f"votes_{level.value}"] += valid - other
    votes[beside] += other
    found = {"base": base, "issued": issued, "collected": collected, "valid": valid, **votes}
    for name, value in found.items():
        setattr(row, name, value)
    if norms.regime.with_points:
        least = {"excellent": (28, 64), "good": (24, 50), "completed": (20, 35)}
        common, result = least.get(level.value, (15, 25))
        row.common_points = Decimal(common + rng.randint(0, 2))
        row.result_points = Decimal(result + rng.randint(0, 5))
    gates = norms.gates_of(row)
    if any(gates.values()):
        row.gates_met = list(gates[rules.Level(level.value)])
    row.proposed = level


# --- Members --------------------------------------------------------------------------------------
def _filled_members(
    new: Round, yards: Sequence[Yard], norms: Norms, *, done: bool
) -> Iterator[MemberRating]:
    by_part = {yard.rating.pk: yard for yard in yards}
    seen: dict[int, int] = {}
    for key, line in lists.drawn(new, {yard.rating.cell_id: yard.rating.pk for yard in yards}):
        part = key[0]
        row = lists.new_line(new, key, line)
        row.cell_rating = by_part[part].rating
        if row.status == Status.RATED:
            number = seen[part] = seen.get(part, -1) + 1
            _fill_member(row, number, by_part[part], norms, done=done)
        yield row


def _fill_member(row: MemberRating, number: int, yard: Yard, norms: Norms, *, done: bool) -> None:
    rng = yard.rng
    if yard.stage in {Stage.WAITING, Stage.COLLECTIVE} and rng.random() < 0.7:
        return
    at_home = yard.place.at_home
    strong = texts.STRENGTHS if at_home else texts.STRENGTHS_AT_WORK
    parts = [*_some(strong, 2, rng), *_some(texts.FAULTS, 1, rng), *_some(texts.REMEDIES, 1, rng)]
    row.self_review = "\n".join(parts)
    level = _level_of_member(row, number, yard)
    row.own_level = Level.GOOD if level == Level.COMPLETED and rng.random() < 0.4 else level
    half = yard.stage == Stage.MEMBERS and number % 2 == 1 and row.member_id != yard.first
    if yard.stage in {Stage.WAITING, Stage.COLLECTIVE} or half:
        return
    row.comments = _some(texts.COMMENTS, 1, rng)[0]
    too_many = done and yard.place.index == 1 and number == 4
    _count(row, Level.EXCELLENT if too_many else level, yard, norms)
    if too_many:
        row.ratified, row.reason = Level.GOOD, texts.BALANCED
        return
    row.ratified = level if done else ""


def _level_of_member(row: MemberRating, number: int, yard: Yard) -> Level:
    """One in nine is excellent, well within every cap; a few only completed; in the cell that
    does not carry its resolutions through one has failed two years in a row."""
    if yard.place.weakness == Weakness.UNFINISHED and row.member_id == yard.first:
        return Level.NOT_COMPLETED
    new = row.grade == StandingKind.PROBATIONARY
    if new or (row.office == OfficeKind.SECRETARY and yard.place.weakness):
        return Level.GOOD
    draw = number % 9
    if draw == 0 and yard.place.weakness not in NOT_GOOD:
        return Level.EXCELLENT
    return Level.COMPLETED if yard.rng.random() < 0.1 else Level.GOOD


def _remarks(plan: Plan, rows: list[MemberRating]) -> Iterator[Remark]:
    """What other cells say of those who are elsewhere, of who came, and of some at work."""
    for number, row in enumerate(rows):
        if row.status != Status.RATED or not row.proposed:
            continue
        rng = plan.random("remark", number, row.round.year)
        if row.elsewhere:
            kind, issuer = RemarkKind.TEMPORARY, "Chi bộ nơi sinh hoạt tạm thời"
        elif row.former_cell_id:
            kind, issuer = RemarkKind.FORMER, "Chi bộ nơi chuyển đi"
        elif row.cell_rating.cell.kind in {"agency", "school", "health"} and number % 3 == 0:
            kind, issuer = RemarkKind.RESIDENCE, f"Chi bộ Tổ dân phố {rng.randint(1, 19)}"
        else:
            continue
        yield Remark(
            round=row.round,
            rating=row,
            kind=kind,
            issuer=issuer,
            given_on=min(date(row.round.year, 11, rng.randint(10, 20)), plan.today),
            text=_some(texts.REMARKS, 1, rng)[0],
        )


def _some(bank: tuple[str, ...], count: int, rng: Random) -> list[str]:
    return [expand(text, rng) for text in rng.sample(bank, count)]


# --- A confidence poll ----------------------------------------------------------------------------
def _poll(plan: Plan, committee: Committee) -> None:
    """The committee's own poll in the middle of its term: counted, closed, one person with many
    low votes."""
    rng = plan.random("poll")
    held_on = date(plan.today.year - 1, 6, 20)
    poll = ConfidencePoll.objects.create(
        committee=committee,
        title="Hội nghị Ban Chấp hành lấy phiếu tín nhiệm giữa nhiệm kỳ",
        held_on=held_on,
        place="Hội trường Đảng ủy",
        regime=polls.rules_on(held_on),
        summoned=33,
        present=31,
        issued=31,
        collected=30,
        tellers="Ban kiểm phiếu 3 đồng chí do hội nghị bầu",
    )
    counts = ((24, 5, 1, 0), (21, 6, 2, 1), (18, 9, 3, 0), (15, 10, 5, 0), (5, 8, 17, 0))
    ConfidenceLine.objects.bulk_create(
        ConfidenceLine(
            poll=poll,
            position=number,
            name=full_name(rng, rng.choice((MALE, FEMALE)), 1975),
            office=office,
            **dict(zip(polls.COUNTS, votes, strict=True)),
        )
        for number, (office, votes) in enumerate(zip(LED, counts, strict=True), start=1)
    )
    poll.closed_at = at(held_on, time(17))
    poll.save(update_fields=["closed_at"])
