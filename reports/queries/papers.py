"""What the pages of reports read. The user comes first; each is one query."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from cells.text import fold
from reports import access
from reports.models import UNFINISHED, Report, ReportState

SHOWN = (
    "kind", "period", "version", "state", "number", "issued_on", "fault",
    "cell__name", "committee__name", "committee__committee_name",
)  # fmt: skip
"""What a list shows."""


def narrowed(
    rows: QuerySet[Report],
    *,
    kind: str = "",
    period: date | None = None,
    state: str = "",
    words: str = "",
) -> QuerySet[Report]:
    """Those of the reports that are asked for; the latest first, then by name."""
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
        .only(*SHOWN)
        .order_by("-period", "-kind", Coalesce("cell__sort_key", "committee__sort_key"), "-version")
    )


def latest_period(rows: QuerySet[Report]) -> date | None:
    """The period of the latest of these reports, by the index of periods."""
    return rows.order_by("-period").values_list("period", flat=True).first()


def periods() -> list[date]:
    """The months from the first report that was ever asked for to the last, the latest first."""
    known = Report.objects.aggregate(first=Min("period"), last=Max("period"))
    if not known["first"]:
        return []
    return [
        date(index // 12, index % 12 + 1, 1)
        for index in range(_index(known["last"]), _index(known["first"]) - 1, -1)
    ]


def _index(month: date) -> int:
    return month.year * 12 + month.month - 1


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
