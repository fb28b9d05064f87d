"""Reads of the search. What a user finds is what the user's pages show, and no more.

Opinions are found by their text alone: who spoke is not searched, so no hit tells it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from accounts import scope
from accounts.models import User
from cells.models import Cell
from cells.search import CONFIG, EXACT, vector
from cells.text import fold, normalise
from meetings.models import DocumentType, Meeting, MeetingKind, Resolution, State, Theme
from meetings.queries_themes import themes_of
from members.models import Membership
from members.queries import members_of
from reports.search.numbers import Numbered
from reports.search.sources import SOURCES, Kind, Source

MOST = 300
"""Hits looked at of each source, the latest first: ranking reads each text."""

MOST_NUMBERED = 10
"""Documents shown of one type and number: each cell has its own series."""

DAMPED = 1
"""PostgreSQL's normalisation of a rank by the logarithm of the length of the text."""


@dataclass(frozen=True)
class Wanted:
    """What is searched for, and where: words as `websearch_to_tsquery` reads them."""

    words: str
    kind: str = ""
    """A `Kind`, a `MeetingKind`, or nothing."""

    cell: Cell | None = None
    since: date | None = None
    until: date | None = None

    @property
    def has_marks(self) -> bool:
        """Whether diacritics were typed: texts that bear the same come first."""
        return fold(self.words) != " ".join(normalise(self.words).lower().split())

    def query(self, config: str = CONFIG) -> SearchQuery:
        return SearchQuery(self.words, config=config, search_type="websearch")


@dataclass(frozen=True)
class Hit:
    """A text that was found: where it stands, not yet what it says."""

    source: str
    pk: int
    meeting: int | None
    held: datetime | None
    exact: bool
    rank: float

    def order(self) -> tuple:
        """The best first, then the latest."""
        ago = -self.held.timestamp() if self.held else 0
        return not self.exact, -self.rank, ago, self.source, -self.pk


def hits(user: User, wanted: Wanted) -> list[Hit]:
    """All that is found, the best first, then the latest; one statement, one branch a source.

    A branch finds by its index, sorts by the day and keeps the latest `MOST`; only these are
    ranked: the database leaves the rank, which reads the text, until after the cut.
    """
    branches = [
        _branch(name, source, user, wanted)
        for name, source in SOURCES.items()
        if _is_asked(source, wanted)
    ]
    found = [Hit(*columns) for columns in _together(branches)]
    return sorted(found, key=Hit.order)


def _together(branches: list[QuerySet]) -> Iterable[tuple]:
    """The rows of all of them in one statement."""
    first, *others = branches or [[]]
    return first.union(*others, all=True) if others else first


def _is_asked(source: Source, wanted: Wanted) -> bool:
    if source.meeting is None and (wanted.since or wanted.until):
        return False  # what has no day is in no period
    if wanted.kind in Kind.values:
        return source.kind == wanted.kind
    return not (wanted.kind and source.meeting is None)


def _branch(name: str, source: Source, user: User, wanted: Wanted) -> QuerySet:
    words = vector(*source.fields)
    rows = _scoped(source, user, wanted)
    rows = _treating(rows, wanted) if name == "treated" else _holding(rows, words, wanted.query())
    exact = Value(False)
    if wanted.has_marks:
        same = Q(exact_words=wanted.query(EXACT))
        rows = rows.alias(exact_words=vector(*source.fields, config=EXACT))
        exact = ExpressionWrapper(same, output_field=BooleanField())
    rank = SearchRank(words, wanted.query(), cover_density=True, normalization=Value(DAMPED))
    rows = rows.annotate(source=Value(name, output_field=TextField()), exact=exact, rank=rank)
    columns = rows.annotate(found=F("pk")).values_list(
        "source", "found", "of_meeting", "held", "exact", "rank"
    )
    return columns.order_by("-held", "-pk")[:MOST]


def _holding(rows: QuerySet, words, query: SearchQuery) -> QuerySet:
    return rows.alias(words=words).filter(words=query)


def _treating(rows: QuerySet, wanted: Wanted) -> QuerySet:
    """Meetings on a theme that holds the words: the index is on the themes."""
    return rows.filter(theme__in=_holding(Theme.objects, vector("title"), wanted.query()))


def _scoped(source: Source, user: User, wanted: Wanted) -> QuerySet:
    """The rows of the source that the user may read, in the cell, kind and period, with
    `of_meeting` and `held`."""
    if source.meeting is None:
        return themes_of(user, cell=wanted.cell).annotate(
            of_meeting=Cast(Value(None), BigIntegerField()),
            held=Cast(Value(None), DateTimeField()),
        )
    to = source.meeting
    cells = scope.cells_to_read(user)
    if wanted.cell:
        cells = cells.filter(pk=wanted.cell.pk)
    rows = source.model.objects.filter(**{f"{to}cell__in": cells}).annotate(
        of_meeting=F(f"{to}pk"), held=Coalesce(f"{to}started_at", f"{to}planned_at")
    )
    if wanted.kind in MeetingKind.values:
        rows = rows.filter(**{f"{to}kind": wanted.kind})
    if wanted.since:
        rows = rows.filter(held__gte=_start_of(wanted.since))
    if wanted.until:
        rows = rows.filter(held__lt=_start_of(wanted.until + timedelta(days=1)))
    return rows


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Text:
    """What a hit says, marked by `marks.START` and `marks.STOP`; see `Source.shown`."""

    heading: str
    code: str
    number: int | None
    text: str


def texts(found: list[Hit], wanted: Wanted) -> dict[tuple[str, int], Text]:
    """What the hits of a page say, by source and key, in one statement: marking reads the texts."""
    keys: dict[str, list[int]] = {}
    for hit in found:
        keys.setdefault(hit.source, []).append(hit.pk)
    branches = [
        SOURCES[name]
        .model.objects.filter(pk__in=pks)
        .annotate(source=Value(name, output_field=TextField()), found=F("pk"))
        .annotate(**{f"its_{key}": value for key, value in shown.items()})
        .order_by()
        .values_list("source", "found", *(f"its_{key}" for key in shown))
        for name, pks in keys.items()
        for shown in [SOURCES[name].shown(wanted.query())]
    ]
    return {(source, pk): Text(*columns) for source, pk, *columns in _together(branches)}


def meetings(pks: set[int]) -> dict[int, Meeting]:
    """Meetings that were found, by key."""
    return Meeting.objects.select_related("cell", "theme").in_bulk(pks)


def themes(pks: set[int]) -> dict[int, Theme]:
    """Themes that were found, by key."""
    return Theme.objects.select_related("committee").in_bulk(pks)


def members(user: User, wanted: Wanted, *, today: date) -> QuerySet[Membership]:
    """Members of today's roll by name, and by card number where the user may see it."""
    words = " ".join(wanted.words.replace('"', " ").split())
    return members_of(user, day=today, words=words, cell=wanted.cell)


def numbered(user: User, asked: Numbered, *, cell: Cell | None) -> list[Meeting] | list[Resolution]:
    """The documents of that type and number that the user may read, the latest first."""
    cells = scope.cells_to_read(user)
    if cell:
        cells = cells.filter(pk=cell.pk)
    if asked.document_type == DocumentType.MINUTES:
        signed = Meeting.objects.filter(
            cell__in=cells, minutes_number=asked.number, state=State.SIGNED
        ).select_related("cell")
        rows = signed.filter(month__year=asked.year) if asked.year else signed
        return list(rows.order_by("-planned_at", "-pk")[:MOST_NUMBERED])
    issued = Resolution.objects.filter(
        meeting__cell__in=cells, document_type=asked.document_type, number=asked.number
    ).select_related("meeting__cell")
    rows = issued.filter(meeting__month__year=asked.year) if asked.year else issued
    return list(rows.order_by("-meeting__planned_at", "-pk")[:MOST_NUMBERED])
