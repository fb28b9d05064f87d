"""The fixed cast of every test: two cells of one committee, and who stands where to them.

Strangers to cell A are `secretary_b`, `other_officer` and `stranger`; `overseer`, `officer` and
`viewer` read it; only `secretary_a` writes it. `admin_user` administers, and reads no cell.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import RoleKind, User
from cells.models import Cell, Committee
from tests.factories import CommitteeFactory, RoleFactory, UserFactory, furnished_cell

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(user: User) -> Client:
    """A browser in which the user has signed in."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    return signed_in


@pytest.fixture
def upper_committee(db) -> Committee:
    return CommitteeFactory(name="Đảng bộ huyện Thượng Sơn", level="cấp trên trực tiếp")


@pytest.fixture
def committee(upper_committee) -> Committee:
    return CommitteeFactory(name="Đảng bộ thị trấn Hương Thử", parent=upper_committee)


@pytest.fixture
def another_committee(upper_committee) -> Committee:
    """A sibling of `committee` under the same committee above."""
    return CommitteeFactory(name="Đảng bộ xã Phú Lạ", parent=upper_committee)


@pytest.fixture
def cell_a(committee) -> Cell:
    return furnished_cell(committee, "Chi bộ Tổ dân phố 5", people="Thị Mai")


@pytest.fixture
def cell_b(committee) -> Cell:
    return furnished_cell(committee, "Chi bộ Tổ dân phố 12", people="Văn Trúc")


@pytest.fixture
def cell_elsewhere(another_committee) -> Cell:
    return furnished_cell(another_committee, "Chi bộ Thôn 1", people="Quang Lạ")


@pytest.fixture
def secretary_a(cell_a) -> User:
    user = UserFactory(username="bithu-a", full_name="Lê Thị Mai An")
    RoleFactory(user=user, kind=RoleKind.SECRETARY, cell=cell_a)
    return user


@pytest.fixture
def secretary_b(cell_b) -> User:
    user = UserFactory(username="bithu-b", full_name="Lê Văn Trúc An")
    RoleFactory(user=user, kind=RoleKind.SECRETARY, cell=cell_b)
    return user


@pytest.fixture
def overseer(cell_a) -> User:
    """Follows cell A only."""
    user = UserFactory(username="phutrach", full_name="Cao Xuân Giám")
    RoleFactory(user=user, kind=RoleKind.OVERSEER, cell=cell_a)
    return user


@pytest.fixture
def officer(committee) -> User:
    user = UserFactory(username="vanphong", full_name="Đinh Thị Phòng")
    RoleFactory(user=user, kind=RoleKind.OFFICER, committee=committee)
    return user


@pytest.fixture
def viewer(committee) -> User:
    user = UserFactory(username="lanhdao", full_name="Bùi Văn Đạo")
    RoleFactory(user=user, kind=RoleKind.VIEWER, committee=committee)
    return user


@pytest.fixture
def other_officer(another_committee) -> User:
    """The officer of the committee beside ours."""
    user = UserFactory(username="vanphong-la", full_name="Mai Thị Lạ")
    RoleFactory(user=user, kind=RoleKind.OFFICER, committee=another_committee)
    return user


@pytest.fixture
def admin_user(db) -> User:
    """Staff and superuser, without any role: opens Django admin and no cell."""
    return UserFactory(
        username="quantri", full_name="Quản Trị Viên", is_staff=True, is_superuser=True
    )


@pytest.fixture
def stranger(db) -> User:
    return UserFactory(username="nguoila", full_name="Người Ngoài")
