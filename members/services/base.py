"""What every write on members stands on: rights, locks, refusals beside their fields."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction

from accounts import scope
from accounts.models import User
from cells.models import Cell, Term
from members.access import may_act, may_write
from members.models import Member, MemberAct, MemberLook, Membership, Office, Standing

Row = TypeVar("Row", bound=models.Model)

# Beside which field of a form the refusal of a constraint is said.
FIELD_OF = {
    "member_card_number_unique": "card_number",
    "member_admitted_after_birth": "admitted_on",
    "member_official_after_admission": "official_on",
    "membership_one_primary_at_a_time": "day",
    "membership_once_in_a_cell": "day",
    "membership_has_a_beginning": "day",
    "standing_one_grade_at_a_time": "day",
    "standing_once_at_a_time": "day",
    "standing_has_a_beginning": "day",
    "office_one_secretary_at_a_time": "day",
    "office_one_per_member_and_cell": "day",
    "office_has_a_beginning": "day",
    "term_one_at_a_time": "day",
    "term_has_a_beginning": "day",
    "validity": "day",
}
WRITTEN = (Member, Membership, Standing, Office, Term, Cell, MemberAct, MemberLook)


def keeps_book(by: User, cell: Cell) -> None:
    """Lets pass who keeps the book of the cell, and the office of a committee over it."""
    if not scope.cells_to_enrol(by).filter(pk=cell.pk).exists():
        raise PermissionDenied


def locked(member: Member, today: date, by: User) -> Member:
    """The member's row, locked: two writes on one member follow each other.

    For the basic data, which the cell alone keeps.
    """
    row = Member.objects.select_for_update().get(pk=member.pk)
    if not may_write(by, row, day=today):
        raise PermissionDenied
    return row


def locked_for_act(member: Member, today: date, by: User) -> Member:
    """The same for an act: the cell records it, or the office of a committee over it."""
    row = Member.objects.select_for_update().get(pk=member.pk)
    if not may_act(by, row, day=today):
        raise PermissionDenied
    if row.merged_into_id:
        raise ValidationError("Hồ sơ này đã nhập vào một hồ sơ khác; xin ghi ở hồ sơ kia.")
    return row


def held_open(cell: Cell) -> Cell:
    """The cell's row, locked, so that it is not dissolved while somebody comes onto its roll. After
    the rows of members: every act takes its locks so."""
    return Cell.objects.select_for_update(no_key=True).get(pk=cell.pk)


def check(row: models.Model, faults: dict | None = None) -> None:
    """Like `full_clean`, with every refusal beside the field of the form that it is about."""
    errors = {name: [text] for name, text in (faults or {}).items()}
    try:
        row.clean_fields()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            errors.setdefault(FIELD_OF.get(name, name), []).extend(messages)
    for constraint in [] if errors else row._meta.constraints:
        try:
            constraint.validate(type(row), row)
        except ValidationError as error:
            field = FIELD_OF.get(constraint.name, NON_FIELD_ERRORS)
            errors.setdefault(field, []).extend(error.messages)
    if errors:
        raise ValidationError(errors)


def store(row: Row) -> Row:
    check(row)
    row.save()
    return row


@contextmanager
def writing() -> Iterator[None]:
    """One transaction; what another one wrote in the same moment is refused in words.

    Only constraints of the roll are understood: any other fault stays a fault.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        known = {one.name: one for model in WRITTEN for one in model._meta.constraints}
        if name not in known:
            raise
        message = known[name].violation_error_message
        raise ValidationError({FIELD_OF.get(name, NON_FIELD_ERRORS): [message]}) from error
