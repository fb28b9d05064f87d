"""A meeting with all that belongs to it, loaded once: what the workspace, the checklist and the
printed minutes look at. Nothing here asks the database."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from meetings import rules, text_rules
from meetings.models import (
    Addendum,
    AgendaItem,
    Assignment,
    AssignmentReview,
    Attachment,
    Attendance,
    AttendanceStatus,
    BookPage,
    Meeting,
    NoticeGiven,
    Opinion,
    ProposalAnswer,
    Resolution,
    ReviewStatus,
)
from meetings.scoring import Material, Sheet, sheet_of
from members.models import Membership, MembershipKind, StandingKind


def seat_of(attendance: Attendance) -> rules.Seat:
    """The attendance as the rules see it."""
    return rules.Seat(
        official=attendance.grade == StandingKind.OFFICIAL,
        temporary=attendance.membership == MembershipKind.TEMPORARY,
        exempted=attendance.exempted,
        elsewhere=attendance.elsewhere,
        suspended=attendance.suspended,
        attends=attendance.attends,
        votes=attendance.votes,
    )


def allowed_statuses(row: Attendance, *, online: bool) -> list[AttendanceStatus]:
    """What can be said of the member: whoever is not bound to come is never absent."""
    status = AttendanceStatus
    there = [status.PRESENT, *([status.ONLINE] if online else [])]
    if rules.bound_to_attend(seat_of(row)):
        return [*there, status.EXCUSED, status.UNEXCUSED]
    return [*there, status.NOT_BOUND]


SEAT_FIELDS = ("membership", "grade", "exempted", "away", "elsewhere", "suspended")


def seat_fields(row: Attendance) -> tuple:
    """What the roll of the day says of a member, to compare it with that roll."""
    return tuple(getattr(row, name) for name in SEAT_FIELDS)


def place_fields(place: Membership) -> tuple:
    """The same of a row of `members.queries.roll`."""
    return (
        place.kind,
        place.grade,
        place.exempted,
        place.away,
        place.elsewhere,
        place.suspended,
    )


@dataclass(frozen=True)
class Counts:
    """The figures of a roll call. `total` is the roll of the cell (đảng số) without guests from
    other cells; `present` counts everybody there, also online."""

    total: int
    official: int
    probationary: int
    exempted: int
    elsewhere: int
    temporary_here: int
    bound: int
    present: int
    present_official: int
    present_official_own: int
    present_probationary: int
    online: int
    excused: int
    unexcused: int
    base: int
    voters_present: int

    @classmethod
    def stored(cls, figures: dict[str, int]) -> "Counts":
        """The figures that a signature fixed. What a later version counts besides is 0 there,
        and what it no longer counts is left out: old minutes stay readable."""
        return cls(**{name: figures.get(name, 0) for name in cls.__dataclass_fields__})

    @property
    def absent(self) -> int:
        return self.excused + self.unexcused

    @property
    def attendance_percent(self) -> int:
        """Share of those bound to attend who came, in whole percent, rounded down."""
        return 100 * (self.bound - self.absent) // self.bound if self.bound else 0


def count(attendances: list[Attendance], *, temporary_members_vote: bool) -> Counts:
    """Adds up a roll call."""
    seats = [seat_of(row) for row in attendances]
    own = [row for row in attendances if row.membership == MembershipKind.PRIMARY]
    there = [row for row in attendances if row.attends]
    by_status = [row.status for row in attendances]
    rule = {"temporary_members_vote": temporary_members_vote}
    return Counts(
        total=len(own),
        official=sum(row.grade == StandingKind.OFFICIAL for row in own),
        probationary=sum(row.grade == StandingKind.PROBATIONARY for row in own),
        exempted=sum(row.exempted for row in own),
        elsewhere=sum(row.elsewhere for row in own),
        temporary_here=len(attendances) - len(own),
        bound=sum(rules.bound_to_attend(seat) for seat in seats),
        present=len(there),
        present_official=sum(row.grade == StandingKind.OFFICIAL for row in there),
        present_official_own=sum(
            row.grade == StandingKind.OFFICIAL and row.membership == MembershipKind.PRIMARY
            for row in there
        ),
        present_probationary=sum(row.grade == StandingKind.PROBATIONARY for row in there),
        online=by_status.count(AttendanceStatus.ONLINE),
        excused=by_status.count(AttendanceStatus.EXCUSED),
        unexcused=by_status.count(AttendanceStatus.UNEXCUSED),
        base=rules.voting_base(seats, **rule),
        voters_present=rules.voters_present(seats, **rule),
    )


@dataclass(frozen=True)
class Verdict:
    """A vote against what it needs; `passed` is None until all three counts are there."""

    base: int
    needed: int
    majority: str
    voters: int
    percent: float
    passed: bool | None


@dataclass
class DueAssignment:
    """An open assignment that this meeting hears of, with what the meeting found of it."""

    assignment: Assignment
    review: AssignmentReview | None
    carried_to: Assignment | None

    @property
    def is_reviewed(self) -> bool:
        return bool(self.review and self.review.status and self.review.result.strip())

    @property
    def falls_short(self) -> bool:
        """Whether the work is said to be done with less than was asked."""
        review, target = self.review, self.assignment.target
        return bool(
            review
            and review.status == ReviewStatus.DONE
            and None not in (review.achieved, target)
            and review.achieved < target
        )

    @property
    def result(self) -> text_rules.Result:
        """What the meeting found, as the rules of specific reviews see it."""
        review, assignment = self.review, self.assignment
        return text_rules.Result(
            text=review.result if review else "",
            asks_figure=assignment.target is not None
            and not (review and review.status == ReviewStatus.DROPPED),
            has_figure=bool(review) and review.achieved is not None,
            unit=assignment.unit,
            task=assignment.task,
        )


@dataclass(frozen=True)
class Earlier:
    """What an earlier meeting wrote: its own texts, and the results of its reviews."""

    title: str
    texts: list[str]
    results: list[str]


@dataclass
class Record:
    """Everything of one meeting. `roll_changes` names members whose row no longer fits the roll;
    `same_day` is the regular or thematic meeting of the cell that shares the day; `earlier` are
    the last three signed meetings of the kind, latest first; `still_open` is the open work of the
    cell; `proposals` are those of earlier meetings that wait for an answer or have got it here.
    These three are loaded until the meeting is signed; `answers` is part of its minutes.
    `addenda` are those to this version, `reopenings` (without content) closed those before."""

    meeting: Meeting
    attendances: list[Attendance]
    agenda: list[AgendaItem]
    due: list[DueAssignment]
    opinions: list[Opinion]
    resolutions: list[Resolution]
    assignments: list[Assignment]
    roll_changes: list[str] = field(default_factory=list)
    addenda: list[Addendum] = field(default_factory=list)
    reopenings: list[BookPage] = field(default_factory=list)
    same_day: Meeting | None = None
    earlier: list[Earlier] = field(default_factory=list)
    still_open: list[Assignment] = field(default_factory=list)
    proposals: list[Opinion] = field(default_factory=list)
    answers: list[ProposalAnswer] = field(default_factory=list)
    notices: list[NoticeGiven] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    score_material: Material | None = None

    @cached_property
    def counts(self) -> Counts:
        if self.meeting.is_signed:
            return Counts.stored(self.meeting.counts)
        return count(
            self.attendances,
            temporary_members_vote=self.meeting.regime.temporary_members_vote,
        )

    @cached_property
    def score(self) -> Sheet | None:
        """The score sheet; None where no table of points serves the meeting."""
        return sheet_of(self)

    @property
    def held_on(self) -> date:
        return self.meeting.held_on

    @property
    def rules_ended(self) -> bool:
        """Whether another rule set has taken over for the day since the meeting was planned."""
        return self.held_on not in self.meeting.regime.validity

    @cached_property
    def faults(self) -> dict[int, tuple[text_rules.Fault, ...]]:
        """Why each reviewed result is vague, by assignment; nothing where it is specific."""
        reviewed = [due for due in self.due if due.review]
        told = [text for meeting in self.earlier for text in meeting.results]
        found = text_rules.faults_of_reviews([due.result for due in reviewed], told)
        return {due.assignment.pk: faults for due, faults in zip(reviewed, found, strict=True)}

    def attendance_of(self, member_id: int | None) -> Attendance | None:
        return next((row for row in self.attendances if row.member_id == member_id), None)

    def name_of(self, member_id: int | None) -> str:
        """The member's name as it was that day."""
        row = self.attendance_of(member_id)
        return "" if row is None else row.name or row.member.full_name

    def verdict(self, resolution: Resolution) -> "Verdict":
        """How the vote on the resolution stands, over the base of this roll call."""
        base = self.counts.base if resolution.base is None else resolution.base
        majority = rules.majority_for(resolution.subject)
        votes = (resolution.yes, resolution.no, resolution.other)
        complete = None not in votes
        return Verdict(
            base=base,
            needed=rules.majority_needed(base, majority),
            majority=rules.MAJORITY_NAMES[majority],
            voters=self.counts.voters_present,
            percent=100 * (resolution.yes or 0) / base if base else 0,
            passed=rules.passes(resolution.yes, base, majority) if complete else None,
        )
