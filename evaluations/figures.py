"""The figures of a year beside a review, from signed meetings: the same queries at any size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet

from cells.models import Cell
from meetings.models import (
    Assignment,
    AssignmentReview,
    AssignmentState,
    Attendance,
    AttendanceStatus,
    Meeting,
    MeetingKind,
    MeetingScore,
    Opinion,
    ScoreLevel,
    State,
    once_signed,
)
from meetings.models.meeting import ATTENDING
from meetings.printing.words import share

BOUND = ~Q(status=AttendanceStatus.NOT_BOUND)
BEYOND = Exists(
    AssignmentReview.objects.filter(
        assignment=OuterRef("pk"), meeting=OuterRef("closed_by"), achieved__gt=OuterRef("target")
    )
)
KEPT_TIME = Q(state=AssignmentState.DONE, closed_by__month__lte=F("report_month"))

Cells = QuerySet[Cell] | list[int]
"""Several cells, perhaps by their keys."""


@dataclass(frozen=True)
class Work:
    """Assignments that the meetings of the year heard of, or should have."""

    due: int = 0
    on_time: int = 0
    late: int = 0
    open: int = 0
    beyond: int = 0
    """Done with more than the target said; work without a figure to reach cannot be."""

    @property
    def percent(self) -> int | None:
        """Done in time, in whole percent rounded down; None when nothing was due."""
        return 100 * self.on_time // self.due if self.due else None

    @property
    def shares(self) -> str:
        """'đúng hạn 11/12 (91,7%), chậm 1/12 (8,3%) …': what conditions of 366-QĐ/TW ask for."""
        if not self.due:
            return "không có việc nào đến hạn trong năm"
        counted = {
            "đúng hạn": self.on_time,
            "chậm": self.late,
            "chưa xong": self.open,
            "vượt chỉ tiêu": self.beyond,
        }
        return ", ".join(f"{words} {share(number, self.due)}" for words, number in counted.items())


@dataclass(frozen=True)
class Presence:
    """Meetings of the year that somebody was bound to attend, and came to."""

    bound: int = 0
    present: int = 0
    excused: int = 0
    unexcused: int = 0

    @property
    def percent(self) -> int | None:
        """In whole percent rounded down; None when nobody was bound."""
        return 100 * self.present // self.bound if self.bound else None


@dataclass
class MemberYear:
    """What the book says of a member's year. Opinions are counts, never their text."""

    presence: Presence = field(default_factory=Presence)
    work: Work = field(default_factory=Work)
    opinions: int = 0


@dataclass
class CellYear:
    """What the book says of a cell's year."""

    regular: int = 0
    thematic: int = 0
    other: int = 0
    presence: Presence = field(default_factory=Presence)
    work: Work = field(default_factory=Work)
    score: Decimal | None = None
    scores: dict[str, int] = field(default_factory=dict)

    @property
    def score_words(self) -> str:
        """'Tốt 8, Khá 2', in the order of the levels."""
        found = [(ScoreLevel(level).label, self.scores[level]) for level in ScoreLevel.values
                 if self.scores.get(level)]  # fmt: skip
        return ", ".join(f"{label} {number}" for label, number in found)


def _meetings(year: int, path: str = "meeting__") -> Q:
    return Q(
        **{
            f"{path}state": State.SIGNED,
            f"{path}month__range": (date(year, 1, 1), date(year, 12, 1)),
        }
    )


def _presence(rows: QuerySet[Attendance], by: str) -> dict[int, Presence]:
    counted = (
        rows.filter(BOUND)
        .values(by)
        .annotate(
            bound=Count("pk"),
            present=Count("pk", filter=Q(status__in=ATTENDING)),
            excused=Count("pk", filter=Q(status=AttendanceStatus.EXCUSED)),
            unexcused=Count("pk", filter=Q(status=AttendanceStatus.UNEXCUSED)),
        )
        .order_by()
    )
    return {row.pop(by): Presence(**row) for row in counted}


def _work(year: int, today: date, by: str, **narrowed: object) -> dict[int, Work]:
    counted = (
        Assignment.objects.filter(
            once_signed("meeting__"),
            report_month__range=(date(year, 1, 1), min(date(year, 12, 1), today.replace(day=1))),
            **narrowed,
        )
        .values(by)
        .annotate(
            due=Count("pk"),
            on_time=Count("pk", filter=KEPT_TIME),
            late=Count("pk", filter=Q(state=AssignmentState.DONE) & ~KEPT_TIME),
            open=Count("pk", filter=Q(state=AssignmentState.OPEN)),
            beyond=Count("pk", filter=Q(state=AssignmentState.DONE) & BEYOND),
        )
        .order_by()
    )
    return {row.pop(by): Work(**row) for row in counted}


def members_year(members: Iterable[int], year: int, *, today: date) -> dict[int, MemberYear]:
    """By key of the member; three queries."""
    people = list(members)
    found: dict[int, MemberYear] = defaultdict(MemberYear)
    rows = Attendance.objects.filter(_meetings(year), member__in=people)
    for key, presence in _presence(rows, "member").items():
        found[key].presence = presence
    for key, work in _work(year, today, "lead", lead__in=people).items():
        found[key].work = work
    spoken = (
        Opinion.objects.filter(_meetings(year), speaker__in=people)
        .values_list("speaker")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for key, number in spoken:
        found[key].opinions = number
    return found


def presence_of(cells: Cells, year: int) -> dict[int, Presence]:
    """By key of the cell; a cell without meetings has none. One query, as the next two."""
    rows = Attendance.objects.filter(_meetings(year), meeting__cell__in=cells)
    return _presence(rows, "meeting__cell")


def work_of(cells: Cells, year: int, *, today: date) -> dict[int, Work]:
    """The same of the work that was due."""
    return _work(year, today, "cell", cell__in=cells)


def scores_of(cells: Cells, year: int) -> dict[int, Decimal]:
    """The same of the mean score of the meetings."""
    rows = _scored(cells, year).values_list("meeting__cell").annotate(mean=Avg("total"))
    return {key: mean.quantize(Decimal("0.1")) for key, mean in rows.order_by()}


def _scored(cells: Cells, year: int) -> QuerySet[MeetingScore]:
    return MeetingScore.objects.filter(
        _meetings(year), meeting__cell__in=cells, total__isnull=False
    )


def cells_year(cells: Iterable[int], year: int, *, today: date) -> dict[int, CellYear]:
    """By key of the cell; five queries."""
    keys = list(cells)
    found: dict[int, CellYear] = defaultdict(CellYear)
    held = (
        Meeting.objects.filter(_meetings(year, ""), cell__in=keys)
        .values_list("cell", "kind")
        .annotate(number=Count("pk"))
        .order_by()
    )
    names = {MeetingKind.REGULAR: "regular", MeetingKind.THEMATIC: "thematic"}
    for key, kind, number in held:
        name = names.get(kind, "other")
        setattr(found[key], name, getattr(found[key], name) + number)
    for key, presence in presence_of(keys, year).items():
        found[key].presence = presence
    for key, work in work_of(keys, year, today=today).items():
        found[key].work = work
    for key, mean in scores_of(keys, year).items():
        found[key].score = mean
    levels = (
        _scored(keys, year)
        .values_list("meeting__cell", "level")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for key, level, number in levels:
        found[key].scores[level] = number
    return found
