"""The life of a member in the Party, act by act, the latest first."""

from dataclasses import dataclass, field
from datetime import date

from members.models import (
    ActKind,
    Member,
    MemberAct,
    Membership,
    Office,
    Standing,
)
from members.queries import journal_of, waiting
from members.telling import told_of


@dataclass
class Entry:
    """One line of the time line: an act, or a range of which no act is known."""

    day: date
    title: str
    lines: list[str] = field(default_factory=list)
    act: MemberAct | None = None
    waits: bool = False

    @property
    def correction(self) -> MemberAct | None:
        """What took the act back, alone or with the whole that it is a part of."""
        acts = [act for act in (self.act, self.act and self.act.part_of) if act is not None]
        return next((act.correction for act in acts if hasattr(act, "correction")), None)

    @property
    def correctable(self) -> bool:
        return self.act is not None and self.correction is None and self.act.part_of_id is None


def timeline_of(member: Member) -> list[Entry]:
    """Acts of the member and of merged doubles, and the ranges that no act wrote; in a number of
    queries that does not grow with them."""
    acts = list(journal_of(member))
    waits = set(waiting(journal_of(member)).values_list("pk", flat=True))
    changes = [one for act in acts for one in act.changes]
    written = {(one["model"], one["pk"]) for one in changes if one["before"] is None}
    people = [member.pk, *member.doubles.values_list("pk", flat=True)]
    rows = [row for row in _ranges(people) if (row._meta.label_lower, row.pk) not in written]
    lines = told_of(
        {("act", act.pk): act.changes for act in acts}
        | {(row._meta.label_lower, row.pk): [_as_change(row)] for row in rows}
    )
    entries = [
        Entry(act.day, act.get_kind_display(), lines["act", act.pk], act, act.pk in waits)
        for act in acts
        if act.kind != ActKind.CORRECTION
    ]
    entries += [
        Entry(row.validity.lower, row.get_kind_display(), lines[row._meta.label_lower, row.pk])
        for row in rows
    ]
    return sorted(entries, key=lambda entry: (entry.day, entry.act.pk if entry.act else 0))[::-1]


def _ranges(people: list[int]) -> list[Membership | Standing | Office]:
    return [
        *Membership.objects.filter(member__in=people),
        *Standing.objects.filter(member__in=people),
        *Office.objects.filter(member__in=people),
    ]


def _as_change(row: Membership | Standing | Office) -> dict:
    upper = row.validity.upper
    return {
        "model": row._meta.label_lower,
        "pk": row.pk,
        "is": {"kind": row.kind, "cell_id": getattr(row, "cell_id", None)},
        "before": None,
        "after": {"validity": [row.validity.lower.isoformat(), upper and upper.isoformat()]},
    }
