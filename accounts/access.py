"""The only way a view gets a cell: 404 to strangers, 403 to those who may only read."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404

from accounts import scope
from accounts.models import User
from cells.models import Cell


def cell_to_read(user: User, pk: int) -> Cell:
    """The cell, if the user may read it."""
    cell = scope.cells_to_read(user).filter(pk=pk).first()
    if cell is None:
        raise Http404
    return cell


def cell_and_pen(user: User, pk: int) -> tuple[Cell, bool]:
    """The cell, if the user may read it, and whether the user keeps its book: in one query. The
    cell also knows whether the user `answers` its reserved opinions."""
    this = {"pk": OuterRef("pk")}
    own = Exists(scope.cells_to_write(user).filter(**this))
    answers = Exists(scope.cells_to_answer(user).filter(**this))
    found = scope.cells_to_read(user).filter(pk=pk)
    cell = found.annotate(writes=own, answers=answers).first()
    if cell is None:
        raise Http404
    return cell, cell.writes


def cell_to_write(user: User, pk: int) -> Cell:
    """The cell, if the user keeps its book."""
    cell = cell_to_read(user, pk)
    if not scope.cells_to_write(user).filter(pk=pk).exists():
        raise PermissionDenied
    return cell
