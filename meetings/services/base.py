"""What every write on a meeting has in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from accounts import scope
from accounts.models import User
from cells.models import Cell
from meetings.models import Meeting
from members.models import Member, Membership

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


@contextmanager
def signed_book(meeting: Meeting, *, by: User) -> Iterator[Meeting]:
    """The same of signed minutes, for what is added to them.

    Raises ValidationError while they are open.
    """
    with transaction.atomic():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if not scope.cells_to_write(by).filter(pk=locked.cell_id).exists():
            raise PermissionDenied
        if not locked.is_signed:
            raise ValidationError("Biên bản đang mở để ghi; xin sửa thẳng trong biên bản rồi ký.")
        yield locked


def current(row: Row, book: Meeting) -> Row:
    """The row as it stands now that the meeting is locked, brought up to date in place.

    Raises ValidationError when it was taken back meanwhile, or belongs to another meeting.
    """
    try:
        row.refresh_from_db(from_queryset=type(row).objects.filter(meeting=book))
    except type(row).DoesNotExist:
        raise ValidationError("Mục này không còn trong cuộc họp. Xin tải lại trang.") from None
    row.meeting = book
    return row


def chosen(values: dict, *names: str, before: models.Model | None = None) -> dict:
    """The members under these names, by field, that are not in the row already."""
    return {
        name: [values[name]]
        for name in names
        if values.get(name) and values[name].pk != getattr(before, f"{name}_id", None)
    }


def refuse_strangers(cell: Cell, day: date, people: dict[str, list[Member]]) -> None:
    """Raises ValidationError keyed by field for who is not on the roll of the cell that day."""
    wanted = {member.pk for members in people.values() for member in members}
    if not wanted:
        return
    on_roll = set(
        Membership.objects.filter(cell=cell, validity__contains=day, member__in=wanted).values_list(
            "member", flat=True
        )
    )
    strangers = {
        name: f"Đồng chí {member} không có trong danh sách chi bộ ngày {day:%d/%m/%Y}."
        for name, members in people.items()
        for member in members
        if member.pk not in on_roll
    }
    if strangers:
        raise ValidationError(strangers)


def put(row: Row, values: dict) -> Row:
    """Checks and stores these fields of the row, and only these.

    A constraint may join a changed field to one that stays: those are looked at as a whole.
    """
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean(exclude=_others(row, values), validate_constraints=False)
    row.validate_constraints()
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
