"""Corrections of signed minutes: each an addendum, dated and signed, on a page of its own."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.models import User
from meetings.models import Addendum, Meeting
from meetings.services.base import put, signed_book
from meetings.services.book import bind_addendum


def add(meeting: Meeting, *, values: dict, now: datetime, by: User) -> Addendum:
    """The next addendum to the minutes, signed by who keeps the book of the cell.

    `values`: reason and text. Raises ValidationError keyed by field, or when the minutes are not
    signed; PermissionDenied for anybody else.
    """
    with signed_book(meeting, by=by) as book:
        last = book.addenda.aggregate(last=Max("position"))["last"] or 0
        addendum = Addendum(
            meeting=book,
            version=book.version,
            position=last + 1,
            signed_at=now,
            signed_by=by,
            signer_name=str(by),
        )
        _refuse_empty(values)
        put(addendum, values)
        bind_addendum(addendum)
    return addendum


def _refuse_empty(values: dict) -> None:
    empty = {name: "Xin ghi mục này." for name, text in values.items() if not text.strip()}
    if empty:
        raise ValidationError(empty)
