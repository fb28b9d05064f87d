from datetime import date

import pytest

from members.models import Member
from tests.factories import TODAY, member_of


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """Every page of this app thinks it is the day of the factories."""
    for module in (
        "members.views.members",
        "members.views.cells",
        "members.views.acts",
        "members.views.offices",
        "members.views.lists",
        "members.views.export",
        "members.views.looking",
        "members.views.anniversaries",
    ):
        monkeypatch.setattr(f"{module}.localdate", lambda: TODAY)


@pytest.fixture
def member_a(cell_a) -> Member:
    """An official member of cell A without any office."""
    return Member.objects.get(full_name="Hồ Thị Mai Dung")


@pytest.fixture
def member_b(cell_b) -> Member:
    return Member.objects.get(full_name="Hồ Văn Trúc Dung")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Files that a test sends are its own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def on_probation(cell_a):
    return member_of(
        cell_a,
        "Võ Thị Dự",
        since=date(2025, 12, 1),
        grade="probationary",
        admitted_on=date(2025, 12, 1),
        official_on=None,
    )


@pytest.fixture
def act_for(secretary_a, officer):
    """Records an act by its service, by the secretary of cell A or by the office."""

    def do(service, member, *, by=None, today=TODAY, **values):
        return service(member, today=today, by=by or secretary_a, **values)

    return do
