"""Reads that more than one place uses. What a user may see is decided in `accounts.scope`."""

from datetime import date

from django.db.models import Q, QuerySet

from cells.models import Cell, Term
from cells.text import fold


def standing(cells: QuerySet[Cell], first: date, last: date) -> QuerySet[Cell]:
    """Those of the cells that stood on some day from first to last."""
    return cells.filter(
        Q(founded__isnull=True) | Q(founded__lte=last),
        Q(dissolved__isnull=True) | Q(dissolved__gt=first),
    )


def in_being(day: date) -> QuerySet[Cell]:
    """The cells that exist on the day."""
    return standing(Cell.objects.all(), day, day)


def term_on(cell: Cell, day: date) -> Term | None:
    """The term of the cell that covers the day."""
    return Term.objects.filter(cell=cell, validity__contains=day).first()


def named(cells: QuerySet[Cell], words: str) -> QuerySet[Cell]:
    """Those whose name or code holds the words, with or without diacritics."""
    return cells.filter(search_text__contains=fold(words))
