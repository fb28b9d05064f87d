"""What the pages of reports read. The user comes first; each is one query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from cells.text import fold
from reports import access
from reports.models import UNFINISHED, Report, ReportState

LARGE = ("snapshot", "texts", "files")
"""What a list does not show."""


def reports_of(
    user: User, *, kind: str = "", period: date | None = None, state: str = "", words: str = ""
) -> QuerySet[Report]:
    """The reports that the user may read, narrowed; the latest first, then by name."""
    rows = access.reports_of(user)
    if kind:
        rows = rows.filter(kind=kind)
    if period:
        rows = rows.filter(period=period)
    if state:
        rows = rows.filter(state=state)
    for word in fold(words).split():
        rows = rows.alias(called=Coalesce("cell__search_text", "committee__search_text")).filter(
            called__contains=word
        )
    return (
        rows.select_related("cell", "committee")
        .defer(*LARGE)
        .order_by("-period", "-kind", Coalesce("cell__sort_key", "committee__sort_key"), "-version")
    )


def periods_of(user: User) -> list[date]:
    """The months and years of which the user may read reports, the latest first."""
    rows = access.reports_of(user).order_by("-period").values_list("period", flat=True)
    return list(rows.distinct())


@dataclass(frozen=True)
class Progress:
    """How many reports stand where."""

    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def unfinished(self) -> int:
        return sum(self.counts.get(state, 0) for state in UNFINISHED)

    @property
    def done(self) -> int:
        return self.total - self.unfinished

    @property
    def built(self) -> int:
        return self.counts.get(ReportState.READY, 0) + self.counts.get(ReportState.ISSUED, 0)

    @property
    def failed(self) -> int:
        return self.counts.get(ReportState.FAILED, 0)

    @property
    def cancelled(self) -> int:
        return self.counts.get(ReportState.CANCELLED, 0)


def progress_of(reports: QuerySet[Report]) -> Progress:
    """How far these reports are."""
    rows = reports.order_by().values("state").annotate(number=Count("pk"))
    return Progress({row["state"]: row["number"] for row in rows})


def versions_of(user: User, report: Report) -> list[Report]:
    """Every version of the report that the user may read, the latest first."""
    rows = access.reports_of(user).filter(
        kind=report.kind, period=report.period, cell=report.cell, committee=report.committee
    )
    return list(rows.select_related("cell", "committee").order_by("-version"))
