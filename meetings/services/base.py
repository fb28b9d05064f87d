"""What every write on a meeting has in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from accounts import scope
from accounts.models import User
from meetings.models import Meeting

Row = TypeVar("Row", bound=models.Model)


class MeetingSigned(Exception):
    """The minutes are signed: nothing of them changes any more."""


@contextmanager
def open_book(meeting: Meeting, *, by: User) -> Iterator[Meeting]:
    """Locks the meeting for one transaction of writing by someone who keeps the cell's book.

    Raises PermissionDenied for anybody else, MeetingSigned once the minutes are signed.
    """
    with transaction.atomic():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if not scope.cells_to_write(by).filter(pk=locked.cell_id).exists():
            raise PermissionDenied
        if locked.is_signed:
            raise MeetingSigned
        yield locked


def put(row: Row, values: dict) -> Row:
    """Checks and stores these fields of the row, and only these."""
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(exclude=_others(row, values))
    if row.pk:
        row.save(update_fields=list(values))
    else:
        row.save()
    return row


def _others(row: models.Model, values: dict) -> set[str]:
    """On a change, the fields that were not touched need no second look."""
    if not row.pk:
        return set()
    return {field.name for field in row._meta.fields} - set(values)
