import pytest

from members.models import Member
from tests.factories import TODAY


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
