"""The only way a view gets a meeting or a part of one: 404 to strangers, 403 to mere readers."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404

from accounts import scope
from accounts.models import User
from cells.models import Cell, Term
from meetings import queries_reserved, queries_themes
from meetings.models import (
    Assignment,
    BookPage,
    Meeting,
    Opinion,
    OpinionKind,
    PageKind,
    ReservedFollowUp,
    ThematicPlanLine,
    Theme,
    once_signed,
)
from meetings.queries_work import of_cell

Part = TypeVar("Part", bound=Model)


def meeting_to_read(user: User, pk: int) -> Meeting:
    """The meeting, if its cell is one that the user may read."""
    meeting = (
        Meeting.objects.filter(pk=pk, cell__in=scope.cells_to_read(user))
        .select_related(
            "cell__committee", "term", "regime", "chair", "minute_taker", "theme", "presenter",
            "signed_by", "preparation", "issuing", "own_score__table", "superior_score",
        )
        .first()
    )  # fmt: skip
    if meeting is None:
        raise Http404
    return meeting


def may_write(user: User, meeting: Meeting) -> bool:
    """Whether the user keeps the book of the meeting's cell."""
    return scope.cells_to_write(user).filter(pk=meeting.cell_id).exists()


def sees_names(user: User, meeting: Meeting) -> bool:
    """Whether the user sees who said what."""
    return sees_names_in(user, meeting.cell)


def sees_names_in(user: User, cell: Cell) -> bool:
    """The same in every meeting of a cell."""
    return scope.cells_with_names(user).filter(pk=cell.pk).exists()


def meeting_to_write(user: User, pk: int) -> Meeting:
    """The meeting, if the user keeps its cell's book. Services refuse it once it is signed."""
    meeting = meeting_to_read(user, pk)
    if not may_write(user, meeting):
        raise PermissionDenied
    return meeting


def may_answer(user: User, meeting: Meeting) -> bool:
    """Whether the user answers reserved opinions of the meeting's cell."""
    return scope.cells_to_answer(user).filter(pk=meeting.cell_id).exists()


def follow_up_to_read(user: User, pk: int) -> ReservedFollowUp:
    """A reserved opinion with the way it has gone, if its cell is one that the user may read."""
    follow_up = (
        queries_reserved.follow_ups_of(user)
        .filter(pk=pk)
        .select_related("opinion__speaker", "opinion__meeting__cell__committee")
        .first()
    )
    if follow_up is None:
        raise Http404
    return follow_up


def may_manage(user: User, meeting: Meeting) -> bool:
    """Whether the user is the office of a committee above the meeting's cell."""
    return scope.cells_of_office(user).filter(pk=meeting.cell_id).exists()


def meeting_to_manage(user: User, pk: int) -> Meeting:
    """The meeting, if the user is the office of a committee above its cell."""
    meeting = meeting_to_read(user, pk)
    if not may_manage(user, meeting):
        raise PermissionDenied
    return meeting


def closing_page(meeting: Meeting, version: int) -> BookPage:
    """The page of the book that closed that version of the meeting's minutes."""
    page = BookPage.objects.filter(
        meeting=meeting, version=version, kind=PageKind.REOPENING
    ).first()
    if page is None:
        raise Http404
    return page


def term_to_read(user: User, pk: int) -> Term:
    """A term of a cell that the user may read, with its cell."""
    terms = Term.objects.filter(pk=pk, cell__in=scope.cells_to_read(user))
    term = terms.select_related("cell__committee").first()
    if term is None:
        raise Http404
    return term


def line_to_write(user: User, pk: int) -> ThematicPlanLine:
    """A line of a year's plan, if the user keeps the book of its cell."""
    line = (
        ThematicPlanLine.objects.filter(pk=pk, cell__in=scope.cells_to_read(user))
        .select_related("cell__committee", "theme", "presenter", "meeting")
        .first()
    )
    if line is None:
        raise Http404
    if not scope.cells_to_write(user).filter(pk=line.cell_id).exists():
        raise PermissionDenied
    return line


def theme_to_keep(user: User, pk: int) -> Theme:
    """A theme of the library, if the user keeps it for its committee."""
    theme = queries_themes.themes_of(user).filter(pk=pk).select_related("committee").first()
    if theme is None:
        raise Http404
    if not scope.committees_of_office(user).filter(pk=theme.committee_id).exists():
        raise PermissionDenied
    return theme


def oversees(user: User, meeting: Meeting) -> bool:
    """Whether the user follows the meeting's cell for the committee above."""
    return scope.cells_to_oversee(user).filter(pk=meeting.cell_id).exists()


def meeting_to_oversee(user: User, pk: int) -> Meeting:
    """The meeting, if the user follows its cell. Services refuse it until it is signed."""
    meeting = meeting_to_read(user, pk)
    if not oversees(user, meeting):
        raise PermissionDenied
    return meeting


def part_to_write(model: type[Part], meeting: Meeting, pk: int) -> Part:
    """A row of the given model that belongs to the meeting."""
    part = model.objects.filter(pk=pk, meeting=meeting).first()
    if part is None:
        raise Http404
    part.meeting = meeting
    return part


def due_assignment(meeting: Meeting, pk: int) -> Assignment:
    """An assignment of the meeting's cell (or of one merged into it), from a signed meeting, that
    the meeting can hear of."""
    assignment = Assignment.objects.filter(
        of_cell(meeting.cell_id, meeting.held_on),
        once_signed("meeting__"),
        pk=pk,
        given_on__lte=meeting.held_on,
    ).first()
    if assignment is None:
        raise Http404
    return assignment


def proposal_to_answer(meeting: Meeting, pk: int) -> Opinion:
    """A proposal of the meeting's cell, from a signed meeting before it, whoever answered it."""
    proposal = (
        Opinion.objects.filter(
            once_signed("meeting__"),
            pk=pk,
            kind=OpinionKind.PROPOSAL,
            meeting__cell=meeting.cell_id,
            meeting__planned_at__lt=meeting.planned_at,
        )
        .select_related("answer", "meeting")
        .first()
    )
    if proposal is None:
        raise Http404
    return proposal
