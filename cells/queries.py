"""Reads that more than one place uses. What a user may see is decided in `accounts.scope`."""

from datetime import date

from django.db.models import Q, QuerySet

from cells.models import Cell, Term
from cells.text import fold


def in_being(day: date) -> QuerySet[Cell]:
    """The cells that exist on the day."""
    return Cell.objects.filter(
        Q(founded__isnull=True) | Q(founded__lte=day),
        Q(dissolved__isnull=True) | Q(dissolved__gt=day),
    )


def term_on(cell: Cell, day: date) -> Term | None:
    """The term of the cell that covers the day."""
    return Term.objects.filter(cell=cell, validity__contains=day).first()


def named(cells: QuerySet[Cell], words: str) -> QuerySet[Cell]:
    """Those whose name or code holds the words, with or without diacritics."""
    return cells.filter(search_text__contains=fold(words))
