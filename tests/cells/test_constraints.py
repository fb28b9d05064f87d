"""What the database refuses of cells and members, and how a form says it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from cells.models import Cell, CellKind, Term
from members.models import (
    Member,
    Membership,
    MembershipKind,
    Office,
    OfficeKind,
    Standing,
    StandingKind,
)
from tests.factories import MemberFactory, furnished_cell, member_of

JAN, MARCH, MAY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1)


def cell(a: Cell, **values: object) -> Cell:
    return Cell(
        **{"committee": a.committee, "name": "Chi bộ Mới", "kind": CellKind.HAMLET} | values
    )


def member(**values: object) -> Member:
    return Member(full_name="Ngô Thị Mới", **values)


def membership(a: Cell, **values: object) -> Membership:
    return Membership(**{"member": member_of(a), "cell": a, "validity": (JAN, None)} | values)


def standing(a: Cell, kind: str, validity: tuple = (JAN, None)) -> Standing:
    return Standing(member=member_of(a), kind=kind, validity=validity)


def office(a: Cell, kind: str, holder: Member, validity: tuple = (JAN, None)) -> Office:
    return Office(member=holder, cell=a, kind=kind, validity=validity)


def of_office(a: Cell, kind: str) -> Member:
    return Member.objects.get(offices__cell=a, offices__kind=kind)


REFUSED: dict[str, tuple[Callable[[Cell, Cell], models.Model], str, str]] = {
    # what: (how it is made, name of the constraint, words of the refusal)
    "two cells of one name in a committee": (
        lambda a, b: cell(a, name=a.name),
        "cell_name_unique_in_committee",
        "đã có chi bộ cùng tên",
    ),
    "a cell dissolved before it was founded": (
        lambda a, b: cell(a, founded=MARCH, dissolved=JAN),
        "cell_dissolved_after_founded",
        "phải sau ngày thành lập",
    ),
    "a usual day that February lacks": (
        lambda a, b: cell(a, usual_day=29),
        "cell_usual_day_in_every_month",
        "28",
    ),
    "a merged cell that goes on": (
        lambda a, b: cell(a, merged_into=b),
        "cell_merged_is_dissolved",
        "phải có ngày giải thể",
    ),
    "two terms at a time": (
        lambda a, b: Term(cell=a, name="x", validity=(JAN, None)),
        "term_one_at_a_time",
        "trùng thời gian với nhiệm kỳ khác",
    ),
    "a term without a beginning": (
        lambda a, b: Term(cell=a, name="x", validity=(None, date(2020, 1, 1))),
        "term_has_a_beginning",
        "phải có ngày bắt đầu",
    ),
    "a term of no day": (
        lambda a, b: Term(cell=a, name="x", validity=(date(2030, 1, 1), date(2030, 1, 1))),
        "term_has_a_beginning",
        "phải có ngày bắt đầu",
    ),
    "two members with one card": (
        lambda a, b: member(card_number=MemberFactory().card_number),
        "member_card_number_unique",
        "đã có ở một đảng viên khác",
    ),
    "a member admitted before birth": (
        lambda a, b: member(birth_date=MARCH, admitted_on=JAN),
        "member_admitted_after_birth",
        "phải sau ngày sinh",
    ),
    "a member official before admission": (
        lambda a, b: member(admitted_on=MARCH, official_on=JAN),
        "member_official_after_admission",
        "phải sau ngày vào Đảng",
    ),
    "two primary cells": (
        lambda a, b: membership(a, cell=b),
        "membership_one_primary_at_a_time",
        "đang sinh hoạt chính thức ở một chi bộ",
    ),
    "the same cell twice": (
        lambda a, b: membership(a, kind=MembershipKind.TEMPORARY),
        "membership_once_in_a_cell",
        "đã có tên ở chi bộ này",
    ),
    "a membership without a beginning": (
        lambda a, b: membership(a, cell=b, kind="temporary", validity=(None, JAN)),
        "membership_has_a_beginning",
        "Cần ngày bắt đầu",
    ),
    "official and probationary": (
        lambda a, b: standing(a, StandingKind.PROBATIONARY),
        "standing_one_grade_at_a_time",
        "không thể vừa chính thức vừa dự bị",
    ),
    "official twice": (
        lambda a, b: standing(a, StandingKind.OFFICIAL),
        "standing_on",
        "",
    ),
    "a standing without a beginning": (
        lambda a, b: standing(a, StandingKind.AWAY, (None, JAN)),
        "standing_has_a_beginning",
        "Cần ngày bắt đầu",
    ),
    "two secretaries": (
        lambda a, b: office(a, OfficeKind.SECRETARY, member_of(a)),
        "office_one_secretary_at_a_time",
        "đã có bí thư",
    ),
    "two offices of one member in a cell": (
        lambda a, b: office(a, OfficeKind.COMMITTEE_MEMBER, of_office(a, OfficeKind.DEPUTY)),
        "office_one_per_member_and_cell",
        "đã giữ một chức vụ",
    ),
    "an office without a beginning": (
        lambda a, b: office(a, OfficeKind.DEPUTY, member_of(a), (None, JAN)),
        "office_has_a_beginning",
        "Cần ngày bắt đầu",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_form_says_it_and_the_database_holds_it(what, cell_a, cell_b):
    make, constraint, words = REFUSED[what]
    row = make(cell_a, cell_b)
    with pytest.raises(ValidationError) as said:
        row.full_clean()
    assert words in " ".join(said.value.messages)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


ALLOWED: dict[str, Callable[[Cell, Cell], models.Model]] = {
    "a term that begins when the other ends": lambda a, b: Term(
        cell=a, name="2027-2030", validity=(date(2027, 8, 3), None)
    ),
    "the same term name in another cell": lambda a, b: Term(
        cell=b, name=a.terms.get().name, validity=(date(2027, 8, 3), None)
    ),
    "a cell dissolved and merged": lambda a, b: cell(a, dissolved=MAY, merged_into=b),
    "members without a card": lambda a, b: MemberFactory(card_number="") and member(card_number=""),
    "a temporary cell beside the primary one": lambda a, b: membership(
        a, cell=b, kind=MembershipKind.TEMPORARY
    ),
    "a primary cell after another": lambda a, b: Membership(
        member=member_of(a, until=MARCH), cell=b, validity=(MARCH, None)
    ),
    "the same cell again after a while": lambda a, b: Membership(
        member=member_of(a, until=MARCH), cell=a, validity=(MAY, None)
    ),
    "official after probationary": lambda a, b: Standing(
        member=member_of(a, until=MARCH, grade=StandingKind.PROBATIONARY),
        kind=StandingKind.OFFICIAL,
        validity=(MARCH, None),
    ),
    "exempted and away while official": lambda a, b: Standing(
        member=member_of(a, standings=(StandingKind.AWAY,)),
        kind=StandingKind.EXEMPTED,
        validity=(JAN, None),
    ),
    "a secretary after another": lambda a, b: office(
        a, OfficeKind.SECRETARY, member_of(a), (date(2027, 8, 3), None)
    ),
    "two deputies": lambda a, b: office(a, OfficeKind.DEPUTY, member_of(a)),
    "an office in each of two cells": lambda a, b: office(
        b, OfficeKind.DEPUTY, of_office(a, OfficeKind.SECRETARY)
    ),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_what_life_brings_is_allowed(what, cell_a, cell_b):
    row = ALLOWED[what](cell_a, cell_b)
    row.full_clean()
    row.save()


def test_the_same_name_of_a_cell_may_return_in_another_committee(cell_a, another_committee):
    assert furnished_cell(another_committee, cell_a.name).name == cell_a.name


@pytest.mark.parametrize("model", [Cell, Member])
def test_what_has_a_history_is_not_deleted(model, cell_a):
    row = cell_a if model is Cell else cell_a.memberships.first().member
    with pytest.raises(models.ProtectedError):
        row.delete()
    with pytest.raises(models.ProtectedError):
        model.objects.all().delete()
