"""Assignments and what becomes of them, meeting after meeting."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from hmk.demo import (
    texts_tasks_agency,
    texts_tasks_coop,
    texts_tasks_health,
    texts_tasks_party,
    texts_tasks_residential,
    texts_tasks_school,
)
from hmk.demo.calendar import last_day
from hmk.demo.copying import Copier
from hmk.demo.names import villager
from hmk.demo.phrases import Decks, expand, sentence
from hmk.demo.places import Place
from hmk.demo.plan import SHOWN, Plan, Weakness
from hmk.demo.schedule import Slot, report_month
from hmk.demo.texts import Task
from hmk.demo.texts_special import DROPPED, NOT_DONE, STALLED, VAGUE_RESULTS
from meetings.models import (
    Assignment,
    AssignmentHelper,
    AssignmentReview,
    AssignmentState,
    Meeting,
    ReviewStatus,
)
from meetings.text_rules import Result
from members.models import Member

BANKS = {
    "residential": texts_tasks_residential.TASKS,
    "school": texts_tasks_school.TASKS,
    "health": texts_tasks_health.TASKS,
    "agency": texts_tasks_agency.TASKS,
    "coop": texts_tasks_coop.TASKS,
}
PARTY = texts_tasks_party.TASKS
PARTY_AT_WORK = tuple(task for task in PARTY if task.short not in texts_tasks_party.AT_HOME)
OF_MEMBERS = {"đảng viên", "đồng chí", "bản", "phiếu", "ý kiến"}  # no more than the cell has
PARTY_SHARE = 0.3
STREETS = (
    "đường Hồ Chí Minh", "đường ven sông Ngàn Sâu", "đường vào ga", "trục đường chính",
    "đường vào chợ", "đường Hòa Bình", "đường Thống Nhất", "đường liên tổ",
)  # fmt: skip

D, P, N, X = ReviewStatus.DONE, ReviewStatus.IN_PROGRESS, ReviewStatus.NOT_DONE, ReviewStatus.DROPPED  # fmt: skip
OUTCOMES = {
    None: ((D, 78), (P, 13), (N, 6), (X, 3)),
    Weakness.VAGUE: ((D, 94), (P, 6)),
    Weakness.AWAY: ((D, 62), (P, 22), (N, 12), (X, 4)),
    Weakness.UNFINISHED: ((D, 16), (P, 48), (N, 36)),
}
MOST_OPEN = 7  # even the slowest cell closes something before this
LONGEST = timedelta(days=130)  # by then the season of the work is over
# Only such work can bring more than was asked for.
MAY_EXCEED = ("Vận động", "Tuyên truyền", "Huy động", "Bổ sung", "Bán ", "Thu mua", "Tổ chức trồng")
EXACT = ("đạt", "còn lại", "chưa", "cả {k}")


@dataclass
class Job:
    """An assignment with the words it was made of."""

    row: Assignment
    task: Task
    words: dict[str, object]
    helpers: list[Member] = field(default_factory=list)
    heard: date | None = None  # when a meeting last looked at it


@dataclass
class Found:
    """What a meeting found of a job."""

    job: Job
    status: str
    result: Result
    carried: bool = False


def _told(job: Job, status: str, achieved: Decimal | None, text: str) -> Result:
    asks = job.row.target is not None and status != X
    return Result(text, asks, achieved is not None, job.row.unit)


class Ledger:
    """The open work of one cell."""

    def __init__(self, plan: Plan, place: Place, decks: Decks, copier: Copier):
        self.plan, self.place, self.decks, self.copier = plan, place, decks, copier
        self.rng = decks.rng
        self.open: list[Job] = []

    def give(self, meeting: Meeting, slot: Slot, people: list[Member], bank: tuple | None) -> Job:
        """Hands out a new piece of work to somebody who is there."""
        rng = self.rng
        if bank is None:
            bank = BANKS[self.place.spec.group]
            if rng.random() < PARTY_SHARE:
                bank = PARTY if self.place.at_home else PARTY_AT_WORK
        task = self.decks.of(bank).deal_for(slot.month.month)
        words = {
            "n": self._target(task),
            "ngo": rng.randint(2, 48),
            "duong": rng.choice(STREETS),
            "ho": villager(rng),
        }
        lead, *helpers = rng.sample(people, min(len(people), rng.choice((1, 2, 2, 3))))
        row = self._row(
            meeting,
            slot,
            lead=lead,
            task=sentence(expand(task.text, rng, words)),
            target=Decimal(words["n"]) if task.least else None,
            unit=task.unit,
        )
        return self._open(Job(row, task, words, helpers))

    def _target(self, task: Task) -> int:
        number = self.rng.randint(task.least, task.most)
        if task.unit in OF_MEMBERS:
            number = min(number, self.place.size * 2 // 3)
        return number // 10 * 10 if number >= 100 else number

    def _row(self, meeting: Meeting, slot: Slot, **values: object) -> Assignment:
        latest = last_day(slot.month)
        early = latest - timedelta(days=self.rng.choice((0, 0, 2, 5, 8)))
        return self.copier.add(
            Assignment,
            cell=self.place.cell,
            meeting=meeting,
            given_on=slot.day,
            due=max(early, min(slot.day + timedelta(days=12), latest)),
            report_month=report_month(slot),
            **values,
        )

    def _open(self, job: Job) -> Job:
        for member in job.helpers:
            self.copier.add(AssignmentHelper, assignment=job.row, member=member)
        self.open.append(job)
        return job

    def review(self, meeting: Meeting, slot: Slot) -> list[Found]:
        """Hears of all that is open; what is finished or dropped leaves the ledger."""
        found = []
        for job in self.open:
            status = self._status(job, slot)
            achieved, result = self._result(job, status, slot.day)
            self.copier.add(
                AssignmentReview,
                assignment=job.row,
                meeting=meeting,
                status=status,
                achieved=achieved,
                result=result,
            )
            job.heard = slot.day
            found.append(Found(job, status, _told(job, status, achieved, result)))
        self._close(found, meeting)
        return found

    def half_review(self, meeting: Meeting, slot: Slot) -> list[Found]:
        """The minutes are being written: only the first half is noted, nothing is closed."""
        everything, self.open = self.open, self.open[: (len(self.open) + 1) // 2]
        found = []
        for job in self.open:
            achieved, result = self._result(job, D, slot.day)
            values = {"status": D, "achieved": achieved, "result": result}
            self.copier.add(AssignmentReview, assignment=job.row, meeting=meeting, **values)
            found.append(Found(job, D, _told(job, D, achieved, result)))
        self.open = everything
        return found

    def _status(self, job: Job, slot: Slot) -> str:
        weakness = self.place.weakness
        last = self.plan.all_months[-2]
        if self.place.spec.number == SHOWN and slot.month >= last:
            return D  # what the visitor hears of next is only what this meeting hands out
        if weakness == Weakness.UNFINISHED:
            if slot.day - job.row.given_on > LONGEST:
                return X
            if len(self.open) > MOST_OPEN:
                return self.rng.choice((D, D, X, P))
        if job.row.carried_from_id and weakness != Weakness.UNFINISHED:
            return self.rng.choice((D, D, D, D, D, P))
        outcomes = OUTCOMES.get(weakness) or OUTCOMES[None]
        statuses, weights = zip(*outcomes, strict=True)
        return self.rng.choices(statuses, weights)[0]

    def _result(self, job: Job, status: str, day: date) -> tuple[Decimal | None, str]:
        if self.place.weakness == Weakness.VAGUE:
            return None, self.decks.text(VAGUE_RESULTS)
        templates = {D: job.task.done, P: job.task.late, N: NOT_DONE, X: DROPPED}[status]
        if self.place.weakness == Weakness.UNFINISHED and status in {P, N}:
            templates = STALLED
        template = self.decks.of(templates).deal()
        target = job.words["n"] if job.row.target is not None else 0
        reached = self._reached(job.task, target, status, template)
        words = job.words | {
            "k": reached,
            "r": max(target - reached, 0),
            "ngay": f"{self._done_on(job, day):%d/%m}",
            "hen": f"{day + timedelta(days=self.rng.randint(9, 22)):%d/%m}",
        }
        text = sentence(expand(template, self.rng, words))
        told = target and status != X and templates is not STALLED
        return (Decimal(reached) if told else None), text

    def _reached(self, task: Task, target: int, status: str, template: str) -> int:
        """What was reached of the target; now and then a little more."""
        if status == D:
            exact = any(word in template.lower() for word in EXACT)
            more = target >= 8 and not exact and task.text.startswith(MAY_EXCEED)
            return target + (self.rng.randint(1, 1 + target // 12) if more and self.rng.random() < 0.2 else 0)  # fmt: skip
        if status == P and target:
            reached = max(1, int(target * self.rng.uniform(0.35, 0.85)))
            return min(reached, target - 1)
        return 0

    def _done_on(self, job: Job, day: date) -> date:
        first = job.heard or job.row.given_on
        days = max(1, min((day - first).days - 1, 27))
        return min(first + timedelta(days=self.rng.randint((days + 1) // 2, days)), day)

    def _close(self, found: list[Found], meeting: Meeting) -> None:
        left = []
        slow = self.place.weakness == Weakness.UNFINISHED
        for one in found:
            row = one.job.row
            if one.status in {D, X}:
                row.state = AssignmentState.DONE if one.status == D else AssignmentState.DROPPED
                row.closed_by = meeting
            elif self.rng.random() < (0.2 if slow else 0.65):
                one.carried = True
            else:
                left.append(one.job)
        self.open = left

    def carry(self, one: Found, meeting: Meeting, slot: Slot, people: list[Member]) -> Job:
        """Gives unfinished work out anew, with a new date."""
        old = one.job.row
        old.state, old.closed_by = AssignmentState.CARRIED, meeting
        lead = old.lead if old.lead in people else self.rng.choice(people)
        row = self._row(
            meeting,
            slot,
            lead=lead,
            task=old.task,
            target=old.target,
            unit=old.unit,
            carried_from=old,
        )
        helpers = [member for member in one.job.helpers if member in people and member != lead]
        return self._open(Job(row, one.job.task, one.job.words, helpers))
