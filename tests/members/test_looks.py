"""Who looks from outside is noted, and the office reads it; nobody erases it."""

import pytest
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from members import queries
from members.models import MemberLook
from members.services.looks import log_export
from tests.factories import TODAY, MembershipFactory, member_of
from tests.members.test_lists import cost

LOOKS = reverse("members:looks")


@pytest.fixture
def look(request, client_of):
    def do(name, member):
        return client_of(request.getfixturevalue(name)).get(member.get_absolute_url())

    return do


@pytest.mark.parametrize("name", ["overseer", "officer", "viewer"])
def test_whoever_does_not_keep_the_book_is_noted(look, name, member_a, cell_a, request):
    look(name, member_a)
    noted = MemberLook.objects.get()
    assert (noted.member, noted.cell, noted.user) == (
        member_a, cell_a, request.getfixturevalue(name),
    )  # fmt: skip


def test_inside_the_cell_nothing_is_noted(look, member_a, secretary_a):
    assert look("secretary_a", member_a).status_code == 200
    assert not MemberLook.objects.exists()


def test_the_secretary_of_a_guest_is_inside(look, member_a, cell_b, secretary_b):
    MembershipFactory(member=member_a, cell=cell_b, kind="temporary")
    assert look("secretary_b", member_a).status_code == 200
    assert not MemberLook.objects.exists()


def test_strangers_see_nothing_and_leave_nothing(look, member_a):
    assert look("other_officer", member_a).status_code == 404
    assert not MemberLook.objects.exists()


def test_once_a_day_also_on_the_page_of_attendance(look, member_a, client_of, viewer):
    for _ in range(3):
        look("viewer", member_a)
    client_of(viewer).get(reverse("meetings:member-attendance", args=[member_a.pk]))
    assert MemberLook.objects.filter(day=TODAY).count() == 1
    # The page of attendance knows the real day.
    assert MemberLook.objects.count() <= 2


class TestReading:
    def export(self, by, **where):
        return log_export(
            what="XLSX danh sách đảng viên", number=6, day=TODAY, at=timezone.now(), by=by, **where
        )

    def test_the_office_reads_its_own(
        self, look, member_a, officer, other_officer, client_of, secretary_a, cell_a, committee
    ):
        look("viewer", member_a)
        self.export(secretary_a, cell=cell_a)
        self.export(officer, committee=committee)
        page = client_of(officer).get(LOOKS).content.decode()
        for words in (member_a.full_name, "Bùi Văn Đạo", "XLSX danh sách", "6 đồng chí"):
            assert words in page
        assert not queries.looks_of(other_officer)
        assert client_of(other_officer).get(LOOKS).status_code == 200

    @pytest.mark.parametrize("name", ["secretary_a", "overseer", "viewer", "stranger"])
    def test_others_do_not(self, name, client_of, request, cell_a):
        assert client_of(request.getfixturevalue(name)).get(LOOKS).status_code == 403

    def test_narrowed(self, look, member_a, officer, client_of, cell_a):
        look("viewer", member_a)
        self.export(officer, cell=cell_a)
        client = client_of(officer)
        for asked, number in (
            ({"q": "bui van dao"}, 1),
            ({"q": "mai dung"}, 1),
            ({"kind": "export"}, 1),
            ({"kind": "ghost", "q": "x" * 500}, 2),
        ):
            assert client.get(LOOKS, asked).context["page"].paginator.count == number

    def test_costs_the_same_for_twice_as_many(self, look, officer, client_of, cell_a):
        client = client_of(officer)
        look("viewer", member_of(cell_a))
        before = cost(client, LOOKS)
        for _ in range(3):
            look("viewer", member_of(cell_a))
        assert cost(client, LOOKS) == before

    def test_nobody_erases_it(self, look, member_a):
        look("viewer", member_a)
        for write in (MemberLook.objects.all().delete, lambda: MemberLook.objects.update(what="x")):
            with pytest.raises(InternalError), transaction.atomic():
                write()
