"""Who reads, writes and sees names where: every kind of role, and the descent down the tree."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from accounts import scope
from accounts.access import cell_to_read, cell_to_write
from accounts.models import Role, RoleKind
from cells.models import Committee
from tests.factories import CellFactory, CommitteeFactory, RoleFactory, UserFactory

READS = scope.cells_to_read
WRITES = scope.cells_to_write
NAMES = scope.cells_with_names


@pytest.fixture
def world(cell_a, cell_b, cell_elsewhere):
    """Cells by the names that the table below uses."""
    return {"a": cell_a, "b": cell_b, "c": cell_elsewhere}


TABLE = {
    # who: (reads, writes, sees names)
    "secretary_a": ("a", "a", "a"),
    "secretary_b": ("b", "b", "b"),
    "overseer": ("a", "", "a"),
    "officer": ("ab", "", ""),
    "viewer": ("ab", "", ""),
    "other_officer": ("c", "", ""),
    "admin_user": ("", "", ""),
    "stranger": ("", "", ""),
}


@pytest.mark.parametrize(("who", "expected"), TABLE.items(), ids=TABLE)
def test_each_role_has_its_own_cells(who, expected, world, request):
    user = request.getfixturevalue(who)
    for cells, letters in zip((READS, WRITES, NAMES), expected, strict=True):
        assert set(cells(user)) == {world[letter] for letter in letters}, cells.__name__


@pytest.mark.parametrize("who", TABLE)
def test_who_writes_also_reads(who, world, request):
    user = request.getfixturevalue(who)
    assert set(WRITES(user)) <= set(READS(user))
    assert set(NAMES(user)) <= set(READS(user))


@pytest.mark.parametrize("who", TABLE)
def test_an_account_switched_off_sees_nothing(who, world, request):
    user = request.getfixturevalue(who)
    user.is_active = False
    user.save()
    for rows in (READS(user), WRITES(user), NAMES(user), scope.committees_to_read(user)):
        assert not rows.exists()


def test_who_has_not_signed_in_sees_nothing(world):
    nobody = AnonymousUser()
    for rows in (READS(nobody), WRITES(nobody), NAMES(nobody), scope.committees_to_read(nobody)):
        assert not rows.exists()
    assert scope.kinds_of(nobody) == set()


@pytest.mark.parametrize("kind", [RoleKind.OFFICER, RoleKind.VIEWER])
def test_a_role_at_the_upper_committee_reaches_all_below_it(kind, upper_committee, world):
    user = RoleFactory(kind=kind, committee=upper_committee).user
    assert set(READS(user)) == set(world.values())
    assert not WRITES(user).exists()
    assert not NAMES(user).exists()


def test_a_role_reaches_down_any_depth_but_not_up_nor_sideways(committee, another_committee):
    child = CommitteeFactory(parent=committee)
    grandchild = CommitteeFactory(parent=child)
    sibling = CommitteeFactory(parent=another_committee)
    cells = {place: CellFactory(committee=place) for place in (committee, child, grandchild)}
    CellFactory(committee=sibling)
    officer = RoleFactory(kind=RoleKind.OFFICER, committee=child).user
    assert set(READS(officer)) == {cells[child], cells[grandchild]}
    assert set(scope.committees_to_read(officer)) == {child, grandchild}


def test_another_tree_of_the_forest_is_out_of_reach(upper_committee, cell_a):
    other_root = CommitteeFactory()
    CellFactory(committee=other_root)
    officer = RoleFactory(kind=RoleKind.OFFICER, committee=upper_committee).user
    assert set(READS(officer)) == {cell_a}


def test_a_committee_that_moves_takes_its_cells_out_of_reach(
    officer, committee, another_committee, cell_a, cell_elsewhere
):
    Committee.objects.move(another_committee, committee, "last-child")
    assert set(READS(officer)) == {cell_a, cell_elsewhere}
    another_committee.refresh_from_db()
    Committee.objects.move(another_committee, Committee.objects.get_first_root_node(), "right")
    assert set(READS(officer)) == {cell_a}


def test_several_roles_are_a_union_without_duplicates(committee, cell_a, cell_b, cell_elsewhere):
    user = UserFactory()
    RoleFactory(user=user, kind=RoleKind.SECRETARY, cell=cell_a)
    RoleFactory(user=user, kind=RoleKind.OVERSEER, cell=cell_a)
    RoleFactory(user=user, kind=RoleKind.OVERSEER, cell=cell_elsewhere)
    RoleFactory(user=user, kind=RoleKind.OFFICER, committee=committee)
    RoleFactory(user=user, kind=RoleKind.VIEWER, committee=committee)
    assert sorted(READS(user).values_list("pk", flat=True)) == sorted(
        [cell_a.pk, cell_b.pk, cell_elsewhere.pk]
    )
    assert list(WRITES(user)) == [cell_a]
    assert set(NAMES(user)) == {cell_a, cell_elsewhere}
    assert scope.kinds_of(user) == set(RoleKind)


def test_a_role_taken_away_is_gone_at_once(secretary_a, cell_a):
    assert READS(secretary_a).exists()
    secretary_a.roles.all().delete()
    assert not READS(secretary_a).exists()


def test_being_staff_or_superuser_opens_no_cell(admin_user, world):
    assert not READS(admin_user).exists()
    assert not scope.committees_to_read(admin_user).exists()


@pytest.mark.parametrize("rows", [READS, WRITES, NAMES, scope.committees_to_read])
def test_the_scope_is_one_query_however_many_roles_and_cells(rows, committee):
    user = UserFactory()
    for _ in range(6):
        child = CommitteeFactory(parent=committee)
        RoleFactory(user=user, kind=RoleKind.SECRETARY, cell=CellFactory(committee=child))
        RoleFactory(user=user, kind=RoleKind.OFFICER, committee=child)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert len({str(row) + str(getattr(row, "committee", "")) for row in rows(user)}) >= 6
    assert len(seen) == 1


def test_strangers_get_404_and_mere_readers_403(
    cell_a, secretary_a, secretary_b, overseer, officer, viewer, stranger, admin_user
):
    for user in (secretary_b, stranger, admin_user):
        for gate in (cell_to_read, cell_to_write):
            with pytest.raises(Http404):
                gate(user, cell_a.pk)
    for user in (overseer, officer, viewer):
        assert cell_to_read(user, cell_a.pk) == cell_a
        with pytest.raises(PermissionDenied):
            cell_to_write(user, cell_a.pk)
    assert cell_to_write(secretary_a, cell_a.pk) == cell_a


@pytest.mark.parametrize("kind", RoleKind)
@pytest.mark.parametrize("place", ["cell", "committee", "both", "neither"])
def test_a_role_is_of_a_cell_or_of_a_committee_as_its_kind_says(kind, place, cell_a):
    of_cell = kind in {RoleKind.SECRETARY, RoleKind.OVERSEER}
    right = place == ("cell" if of_cell else "committee")
    role = Role(
        user=UserFactory(),
        kind=kind,
        cell=cell_a if place in {"cell", "both"} else None,
        committee=cell_a.committee if place in {"committee", "both"} else None,
    )
    if right:
        role.full_clean()
        role.save()
        return
    with pytest.raises(ValidationError, match="cần đúng một chi bộ"):
        role.full_clean()
    with pytest.raises(IntegrityError, match="role_of_a_cell_or_a_committee"), transaction.atomic():
        role.save()


def test_a_role_of_an_unknown_kind_is_refused(cell_a):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleFactory(kind="chairman", cell=cell_a)


def test_the_same_role_is_given_once(secretary_a, viewer):
    for role in (*secretary_a.roles.all(), *viewer.roles.all()):
        again = Role(user=role.user, kind=role.kind, cell=role.cell, committee=role.committee)
        with pytest.raises(ValidationError, match="đã có vai trò này"):
            again.full_clean()
        with pytest.raises(IntegrityError, match="role_once"), transaction.atomic():
            again.save()
