"""Reads of what earlier meetings of a cell wrote, and of what they were asked for."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from meetings import text_rules
from meetings.measures import OWN_WORDS
from meetings.models import (
    AgendaItem,
    AssignmentReview,
    Meeting,
    Opinion,
    OpinionKind,
    ProposalAnswer,
    State,
    once_signed,
)
from meetings.record import Earlier

PROPOSALS_WAIT = timedelta(days=366)


def earlier_texts(meeting: Meeting) -> list[Earlier]:
    """What the last three signed meetings of the kind before this one wrote, latest first."""
    here = {"meeting": OuterRef("pk")}
    notes = AgendaItem.objects.filter(OWN_WORDS, **here).exclude(notes="").order_by("position")
    said = Opinion.objects.filter(**here).order_by("position", "pk")
    results = AssignmentReview.objects.filter(**here).exclude(result="").order_by("pk")
    rows = (
        Meeting.objects.filter(
            cell=meeting.cell_id,
            kind=meeting.kind,
            state=State.SIGNED,
            started_at__lt=meeting.started_at or meeting.planned_at,
        )
        .annotate(
            notes=ArraySubquery(notes.values("notes")),
            said=ArraySubquery(said.values("text")),
            results=ArraySubquery(results.values("result")),
        )
        .only("kind", "month", "started_at", "conclusion")
        .order_by("-started_at", "-pk")[: text_rules.COMPARED]
    )
    return [
        Earlier(
            title=f"kỳ {row.held_on:%d/%m/%Y}",
            texts=[*row.notes, *row.said, row.conclusion],
            results=row.results,
        )
        for row in rows
    ]


def proposals_before(meeting: Meeting) -> list[Opinion]:
    """What a meeting that is not signed may settle: the proposals of the twelve months before it
    that nobody has answered, and those that it has; the oldest first."""
    open_here = once_signed("meeting__") & Q(
        answer=None,
        kind=OpinionKind.PROPOSAL,
        meeting__planned_at__lt=meeting.planned_at,
        meeting__planned_at__gte=meeting.planned_at - PROPOSALS_WAIT,
    )
    return list(
        Opinion.objects.filter(meeting__cell=meeting.cell_id)
        .filter(Q(answer__meeting=meeting) | open_here)
        .select_related("answer", "speaker", "meeting")
        .order_by("meeting__planned_at", "position", "pk")
    )


def answers_of(
    meetings: Sequence[Meeting], asked: dict[int, list[Opinion]]
) -> dict[int, list[ProposalAnswer]]:
    """What each meeting settled, in the order in which it was asked for. `asked` holds the
    proposals of those that are not signed, with their answers."""
    found: dict[int, list[ProposalAnswer]] = defaultdict(list)
    rows = ProposalAnswer.objects.filter(meeting__in=[one for one in meetings if one.is_signed])
    for row in rows.order_by("asked_on", "opinion__position", "pk"):
        found[row.meeting_id].append(row)
    for pk, proposals in asked.items():
        found[pk] = [one.answer for one in proposals if hasattr(one, "answer")]
    return found
