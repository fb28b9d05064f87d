"""The only way a view gets a round or a part of one: 404 to strangers, 403 to mere readers."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts import scope
from accounts.models import User
from cells.models import Cell
from evaluations import queries
from evaluations.models import (
    CellRating,
    ClosedRatification,
    ConfidencePoll,
    MemberRating,
    Remark,
    ReviewFile,
    Round,
)


def round_to_read(user: User, pk: int) -> Round:
    """The round, if the user reads its committee."""
    found = queries.rounds_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def closed_to_read(round_: Round, version: int) -> ClosedRatification:
    """A ratification of a round that the user reads, opened again since; without its papers."""
    rows = round_.closed.select_related("ratified_by", "reopened_by").defer("papers")
    found = rows.filter(version=version).first()
    if found is None:
        raise Http404
    return found


def manages(user: User, round_: Round) -> bool:
    """Whether the user is the office of the round's committee."""
    return scope.committees_of_office(user).filter(pk=round_.committee_id).exists()


def round_to_manage(user: User, pk: int) -> Round:
    """The round, if the user is the office of its committee."""
    found = round_to_read(user, pk)
    if not manages(user, found):
        raise PermissionDenied
    return found


def cell_to_read(user: User, pk: int) -> CellRating:
    """A cell's part of a round, if the user reads the cell."""
    found = queries.cell_ratings_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def writes(user: User, rating: CellRating) -> bool:
    """Whether the user keeps the cell's book."""
    return scope.cells_to_write(user).filter(pk=rating.cell_id).exists()


def decides(user: User, rating: CellRating) -> bool:
    """Whether the user is the office that ratifies the cell's level."""
    return manages(user, rating.round)


def reads_reviews(user: User, rating: CellRating) -> bool:
    """Whether the user reads self-reviews, comments and files: inside the cell, its overseer, and
    the office that ratifies. Leaders who only look see levels and counts."""
    inside = scope.cells_with_names(user).filter(pk=rating.cell_id).exists()
    return inside or decides(user, rating)


def cell_to_write(user: User, pk: int) -> CellRating:
    """The same, if the user keeps the cell's book."""
    found = cell_to_read(user, pk)
    if not writes(user, found):
        raise PermissionDenied
    return found


def cell_to_take_back(user: User, pk: int) -> CellRating:
    """The same, for who keeps the cell's book and for the office that ratifies."""
    found = cell_to_read(user, pk)
    if not writes(user, found) and not decides(user, found):
        raise PermissionDenied
    return found


def cell_to_decide(user: User, pk: int) -> CellRating:
    """The same, for the office that ratifies."""
    found = cell_to_read(user, pk)
    if not decides(user, found):
        raise PermissionDenied
    return found


def member_to_read(user: User, pk: int) -> MemberRating:
    """A member's line in a round, if the user reads the cell."""
    found = queries.member_ratings_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def member_to_write(user: User, pk: int) -> MemberRating:
    """The same, if the user keeps the cell's book."""
    found = member_to_read(user, pk)
    if not writes(user, found.cell_rating):
        raise PermissionDenied
    return found


def member_to_decide(user: User, pk: int) -> MemberRating:
    """The same, for the office that ratifies."""
    found = member_to_read(user, pk)
    if not decides(user, found.cell_rating):
        raise PermissionDenied
    return found


def remark_asked(user: User, pk: int, kind: str) -> tuple[dict, Remark]:
    """A remark that a cell of the user owes: who, of which cell, for which year (of the rating
    itself nothing), and the remark as it stands, or a new one that is not kept yet."""
    asked = queries.asked_of(scope.cells_to_write(user)).get(kind)
    found = asked.filter(pk=pk).first() if asked is not None else None
    if found is None:
        raise Http404
    key = {
        "rating": MemberRating.objects.select_related("cell_rating").get(pk=pk),
        "kind": kind,
        "by_cell": Cell.objects.get(pk=found["asked_id"]),
    }
    return found, Remark.objects.filter(**key).first() or Remark(**key)


def remark_to_write(user: User, pk: int) -> Remark:
    """A remark on a member, if the user keeps the book of the member's cell."""
    found = Remark.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.rating = member_to_write(user, found.rating_id)
    return found


def file_to_read(user: User, pk: int) -> ReviewFile:
    """A file of a review, for who reads reviews of the cell."""
    found = ReviewFile.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.cell_rating = cell_to_read(user, found.cell_rating_id)
    if not reads_reviews(user, found.cell_rating):
        raise PermissionDenied
    return found


def file_to_write(user: User, pk: int) -> ReviewFile:
    """The same, if the user keeps the cell's book."""
    found = file_to_read(user, pk)
    if not writes(user, found.cell_rating):
        raise PermissionDenied
    return found


def poll_to_read(user: User, pk: int) -> ConfidencePoll:
    """A confidence poll, if the user reads its committee."""
    found = queries.polls_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def poll_to_manage(user: User, pk: int) -> ConfidencePoll:
    """The same, for the office of its committee."""
    found = poll_to_read(user, pk)
    if not scope.committees_of_office(user).filter(pk=found.committee_id).exists():
        raise PermissionDenied
    return found
