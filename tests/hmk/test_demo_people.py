"""The members of the demonstration: their dates, and the journal of their roll."""

from collections.abc import Iterator

import pytest

from accounts.models import User
from cells.models import Cell
from hmk.demo.builder import build
from hmk.demo.plan import Plan
from members import anniversaries, queries, services
from members.models import ActKind, Member, MemberAct, Standing, StandingKind
from tests.hmk.demo_town import MONTHS, PASSWORD, TODAY, taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    """The town of 25 cells, with fewer months than the command builds by default."""
    with django_db_blocker.unblock(), taken_back():
        yield build(Plan(TODAY, months=MONTHS), password=PASSWORD)


def test_members_are_of_age_and_their_dates_agree(town) -> None:
    for member in Member.objects.all():
        assert (member.admitted_on - member.birth_date).days >= 18 * 365
        if member.official_on:
            assert member.official_on.year - member.admitted_on.year == 1
            assert len(member.card_number) in range(8, 13)
    exempted = Member.objects.filter(standings__kind=StandingKind.EXEMPTED)
    assert 0.05 < exempted.distinct().count() / 800 < 0.12
    for kind in StandingKind.values:
        assert Standing.objects.filter(kind=kind).exists(), kind


# --- The journal of the roll ----------------------------------------------------------------------
def test_the_roll_has_its_journal(town) -> None:
    kinds = set(MemberAct.objects.values_list("kind", flat=True))
    assert {"admitted", "official", "transferred", "congress", "office", "away"} <= kinds
    secretary = User.objects.get(username="bithu-tdp05")
    cell = Cell.objects.get(name="Chi bộ Tổ dân phố 5")
    assert {row.cell for row in queries.probation_due(secretary, TODAY)} == {cell}
    coming = queries.waiting_moves(secretary).filter(cell_to=cell)
    assert [act.cell_from.name for act in coming] == ["Chi bộ Tổ dân phố 4"]
    office = User.objects.get(username="vanphong")
    assert len(queries.likely_doubles(office)) >= 1
    assert queries.looks_of(office).count() > 5
    assert queries.looks_of(office, kind="export").count() == 3
    assert anniversaries.badges_of(office, year=TODAY.year, today=TODAY).count() > 5
    assert anniversaries.birthdays_of(secretary, month=TODAY.month, today=TODAY).rows.exists()


def test_what_the_journal_says_can_be_taken_back(town) -> None:
    """So each line tells the rows as they are."""
    office = User.objects.get(username="vanphong")
    latest = {}
    for act in MemberAct.objects.filter(part_of=None).exclude(changes=[]).order_by("pk"):
        latest[act.kind] = act
    undone = 0
    for act in latest.values():
        people = {act.member_id, *act.parts.values_list("member", flat=True)} - {None}
        later = MemberAct.objects.filter(member__in=people, pk__gt=act.pk).exclude(part_of=act)
        if later.exists() or act.kind == ActKind.CONGRESS:
            continue
        with taken_back():
            services.correct(act, reason="x", today=TODAY, by=office)
        undone += 1
    assert undone >= 5
