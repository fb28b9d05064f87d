"""Every write on members: one transaction each, by someone who keeps the book of their cell."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction

from accounts import scope
from accounts.models import User
from cells.models import Cell
from members import rules
from members.access import may_write
from members.models import GRADES, Member, Membership, MembershipKind, Standing, StandingKind

Row = TypeVar("Row", bound=models.Model)

# Beside which field of a form the refusal of a constraint is said.
FIELD_OF = {
    "member_card_number_unique": "card_number",
    "member_admitted_after_birth": "admitted_on",
    "member_official_after_admission": "official_on",
    "membership_one_primary_at_a_time": "since",
    "membership_once_in_a_cell": "since",
    "membership_has_a_beginning": "since",
    "standing_one_grade_at_a_time": "since",
    "standing_once_at_a_time": "since",
    "standing_has_a_beginning": "since",
    "validity": "since",
}
BASICS = (
    "full_name", "birth_date", "gender", "admitted_on", "official_on", "card_number", "phone",
    "note",
)  # fmt: skip


def add_member(
    *,
    cell: Cell,
    values: dict,
    since: date,
    grade: str,
    grade_since: date,
    today: date,
    by: User,
) -> Member:
    """A new member of the cell: who it is, since when here, and of which grade since when.

    Raises ValidationError with the fields of `values`, `since` and `grade_since`.
    """
    with _writing(Member, Membership, Standing):
        _keeps_book(by, cell)
        member = Member(**{name: values[name] for name in BASICS if name in values})
        faults = _faults_of_life(member, today)
        admitted = None if "admitted_on" in faults else member.admitted_on
        for field, day in (("since", since), ("grade_since", grade_since)):
            if fault := rules.fault_of_beginning(day, admitted=admitted, latest=today):
                faults[field] = fault
        if "since" not in faults and cell.founded and since < cell.founded:
            faults["since"] = f"Chi bộ thành lập ngày {cell.founded:%d/%m/%Y}."
        _check(member, faults)
        member.save()
        _store(
            Membership(
                member=member, cell=cell, kind=MembershipKind.PRIMARY, validity=(since, None)
            )
        )
        _store(Standing(member=member, kind=grade, validity=(grade_since, None)))
    return member


def change_member(member: Member, *, values: dict, today: date, by: User) -> Member:
    """Rewrites the basic data of a member."""
    with _writing(Member):
        member = _locked(member, today, by)
        changed = [name for name in BASICS if name in values]
        for name in changed:
            setattr(member, name, values[name])
        _check(member, _faults_of_life(member, today))
        # The derived columns follow the name and the card number.
        member.save(update_fields=[*changed, "sort_key", "search_text"])
    return member


def add_standing(
    member: Member,
    *,
    kind: str,
    since: date,
    until: date | None,
    ground: str = "",
    document: str = "",
    today: date,
    by: User,
) -> Standing:
    """Records how a member stands from `since` until the day before `until` (None: open).

    A new grade ends the grade before it on the same day: who becomes official is no longer on
    probation.
    """
    with _writing(Standing):
        member = _locked(member, today, by)
        latest = today if kind in GRADES else today + rules.AHEAD
        faults = {}
        if fault := rules.fault_of_beginning(since, admitted=member.admitted_on, latest=latest):
            faults["since"] = fault
        elif until is not None and until <= since:
            faults["until"] = "Ngày cuối không thể trước ngày bắt đầu."
        if faults:
            raise ValidationError(faults)
        if kind in GRADES:
            _end_other_grade(member, kind, since)
        standing = _store(
            Standing(
                member=member, kind=kind, ground=ground, document=document, validity=(since, until)
            )
        )
        if kind == StandingKind.OFFICIAL and member.official_on is None:
            member.official_on = since
            member.save(update_fields=["official_on"])
    return standing


def end_standing(standing: Standing, *, until: date, today: date, by: User) -> Standing:
    """Closes a standing: `until` is the first day on which it holds no more."""
    with _writing(Standing):
        member = _locked(standing.member, today, by)
        standing = Standing.objects.select_for_update().get(pk=standing.pk, member=member)
        since, end = standing.validity.lower, standing.validity.upper
        if end is not None and end <= today:
            raise ValidationError({"until": "Tình trạng này đã kết thúc rồi."})
        if until <= since:
            raise ValidationError(
                {"until": f"Ngày cuối không thể trước ngày bắt đầu ({since:%d/%m/%Y})."}
            )
        if until > today + rules.AHEAD:
            raise ValidationError({"until": "Ngày cuối quá xa, xin xem lại năm."})
        if standing.kind in GRADES:
            raise ValidationError(
                {"until": "Xin ghi diện mới (chính thức hoặc dự bị); diện cũ tự kết thúc."}
            )
        standing.validity = (since, until)
        return _store(standing)


def _faults_of_life(member: Member, today: date) -> dict[str, str]:
    return rules.faults_of_life(
        born=member.birth_date,
        admitted=member.admitted_on,
        official=member.official_on,
        today=today,
    )


def _end_other_grade(member: Member, kind: str, since: date) -> None:
    others = Standing.objects.filter(
        member=member, kind__in=GRADES, validity__contains=since, validity__upper_inf=True
    ).exclude(kind=kind)
    for other in others.select_for_update():
        if other.validity.lower < since:
            other.validity = (other.validity.lower, since)
            _store(other)


def _keeps_book(by: User, cell: Cell) -> None:
    if not scope.cells_to_write(by).filter(pk=cell.pk).exists():
        raise PermissionDenied


def _locked(member: Member, today: date, by: User) -> Member:
    """The member's row, locked: two writes on one member follow each other."""
    locked = Member.objects.select_for_update().get(pk=member.pk)
    if not may_write(by, locked, day=today):
        raise PermissionDenied
    return locked


def _check(row: models.Model, faults: dict | None = None) -> None:
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


def _store(row: Row) -> Row:
    _check(row)
    row.save()
    return row


@contextmanager
def _writing(*kinds: type[models.Model]) -> Iterator[None]:
    """One transaction; what another one wrote in the same moment is refused in words.

    Only constraints of these models are understood: any other fault stays a fault.
    """
    known = {constraint.name: constraint for kind in kinds for constraint in kind._meta.constraints}
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name not in known:
            raise
        message = known[name].violation_error_message
        raise ValidationError({FIELD_OF.get(name, NON_FIELD_ERRORS): [message]}) from error
