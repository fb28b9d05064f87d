"""Who reaches what. Strangers meet 404, readers who write meet 403; nothing is written."""

import pytest
from django.http import Http404
from django.urls import reverse

from members import access, services
from members.models import Member, Standing
from members.services import standings
from tests.factories import TODAY, MembershipFactory, member_of

NEW = {
    "full_name": "Nguyễn Văn Mới",
    "since": "01/11/2026",
    "grade": "probationary",
    "grade_since": "01/11/2026",
}
READERS = ("overseer", "officer", "viewer")
STRANGERS = ("secretary_b", "other_officer", "stranger", "admin_user")


@pytest.fixture
def who(request):
    return lambda name: request.getfixturevalue(name)


@pytest.fixture
def pages_to_read(cell_a, member_a):
    return [
        reverse("cells:detail", args=[cell_a.pk]),
        reverse("members:detail", args=[member_a.pk]),
    ]


@pytest.fixture
def pages_to_write(cell_a, member_a):
    return [
        (reverse("members:add", args=[cell_a.pk]), NEW),
        (reverse("members:edit", args=[member_a.pk]), {"full_name": "Tên Khác"}),
    ]


@pytest.fixture
def pages_of_acts(member_a):
    """What the office of the committee may write as well."""
    away = {"day": "01/11/2026", "ground": "Làm tại Vinh"}
    return [(reverse("members:act", args=[member_a.pk, "away"]), away)]


def state():
    return (
        list(Member.objects.order_by("pk").values()),
        list(Standing.objects.order_by("pk").values_list("pk", "kind", "validity")),
    )


@pytest.mark.parametrize("name", ["secretary_a", *READERS])
def test_readers_read(name, who, client_of, pages_to_read):
    client = client_of(who(name))
    assert [client.get(url).status_code for url in pages_to_read] == [200, 200]


@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_find_nothing(name, who, client_of, pages_to_read, pages_to_write):
    client = client_of(who(name))
    before = state()
    assert {client.get(url).status_code for url in pages_to_read} == {404}
    assert {client.get(url).status_code for url, _ in pages_to_write} == {404}
    assert {client.post(url, data).status_code for url, data in pages_to_write} == {404}
    assert state() == before


@pytest.mark.parametrize("name", READERS)
def test_readers_may_not_write(name, who, client_of, pages_to_write):
    client = client_of(who(name))
    before = state()
    assert {client.get(url).status_code for url, _ in pages_to_write} == {403}
    assert {client.post(url, data).status_code for url, data in pages_to_write} == {403}
    assert state() == before


@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_find_no_acts(name, who, client_of, pages_of_acts):
    client = client_of(who(name))
    before = state()
    for url, data in pages_of_acts:
        assert client.get(url).status_code == 404
        assert client.post(url, data).status_code == 404
    assert state() == before


@pytest.mark.parametrize("name", ["overseer", "viewer"])
def test_readers_may_not_record_acts(name, who, client_of, pages_of_acts):
    client = client_of(who(name))
    before = state()
    for url, data in pages_of_acts:
        assert client.get(url).status_code == 403
        assert client.post(url, data).status_code == 403
    assert state() == before


@pytest.mark.parametrize("name", ["secretary_a", "officer"])
def test_the_cell_and_its_office_record_acts(name, who, client_of, pages_of_acts):
    client = client_of(who(name))
    assert [client.post(url, data).status_code for url, data in pages_of_acts] == [302]


def test_the_secretary_writes(client_of, secretary_a, pages_to_write):
    client = client_of(secretary_a)
    assert [client.post(url, data).status_code for url, data in pages_to_write] == [302] * 2


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, pages_to_read, pages_to_write):
    lists = [reverse("cells:list"), reverse("members:list")]
    for url in [*pages_to_read, *lists, *(url for url, _ in pages_to_write)]:
        assert client.get(url).url.startswith("/accounts/login/")


def test_an_act_is_reached_through_its_own_member_only(
    client_of, secretary_a, secretary_b, member_a, member_b
):
    foreign = standings.go_away(
        member_b, day=TODAY, until=None, ground="Làm thuê", today=TODAY, by=secretary_b
    )
    url = reverse("members:act-correct", args=[member_a.pk, foreign.pk])
    assert client_of(secretary_a).post(url, {"reason": "Nhầm"}).status_code == 404
    assert member_b.standings.filter(kind="away").exists()


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_numbers_that_no_row_can_have(client_of, secretary_a, pk):
    client = client_of(secretary_a)
    assert client.get(f"/members/{pk}/").status_code == 404
    assert client.get(f"/cells/{pk}/").status_code == 404


def test_who_moved_away_is_reached_in_the_new_cell_alone(cell_a, cell_b, secretary_a, secretary_b):
    moved = member_of(cell_a, "Trần Văn Chuyển", until=TODAY.replace(month=6))
    MembershipFactory(member=moved, cell=cell_b, validity=(TODAY.replace(month=6), None))
    assert access.member_to_write(secretary_b, moved.pk, day=TODAY) == moved
    with pytest.raises(Http404):
        access.member_to_read(secretary_a, moved.pk, day=TODAY)


def test_a_temporary_member_is_read_here_and_kept_at_home(
    cell_a, cell_b, secretary_a, secretary_b, client_of
):
    guest = member_of(cell_b, "Trần Văn Khách")
    MembershipFactory(member=guest, cell=cell_a, kind="temporary")
    assert client_of(secretary_a).get(guest.get_absolute_url()).status_code == 200
    edit = reverse("members:edit", args=[guest.pk])
    assert client_of(secretary_a).get(edit).status_code == 403
    assert client_of(secretary_b).get(edit).status_code == 200


def test_services_refuse_whom_the_pages_would_refuse(member_a, secretary_b, cell_a):
    from django.core.exceptions import PermissionDenied

    before = state()
    with pytest.raises(PermissionDenied):
        services.change_member(
            member_a, values={"full_name": "Tên Khác"}, today=TODAY, by=secretary_b
        )
    with pytest.raises(PermissionDenied):
        services.add_member(
            cell=cell_a,
            values={"full_name": "Nguyễn Văn Mới"},
            since=TODAY,
            grade="official",
            grade_since=TODAY,
            today=TODAY,
            by=secretary_b,
        )
    assert state() == before


class TestParticulars:
    """Birth date, card number, telephone and note stay inside the cell and with its overseer."""

    @pytest.fixture(autouse=True)
    def _known(self, member_a):
        member_a.birth_date = TODAY.replace(year=1961, month=7, day=27)
        member_a.card_number, member_a.phone, member_a.note = "40.777777", "0912345678", "Ốm đau"
        member_a.save()

    SECRETS = ("27/07/1961", "40.777777", "0912345678", "Ốm đau")

    @pytest.mark.parametrize("name", ["secretary_a", "overseer"])
    def test_shown_inside(self, name, who, client_of, member_a):
        client = client_of(who(name))
        page = client.get(member_a.get_absolute_url()).content.decode()
        assert all(secret in page for secret in self.SECRETS)
        assert "40.777777" in client.get(reverse("members:list")).content.decode()

    @pytest.mark.parametrize("name", ["officer", "viewer"])
    def test_hidden_outside(self, name, who, client_of, member_a, cell_a):
        client = client_of(who(name))
        pages = [
            member_a.get_absolute_url(),
            reverse("members:list"),
            reverse("members:list") + f"?cell={cell_a.pk}",
            reverse("cells:detail", args=[cell_a.pk]),
        ]
        for url in pages:
            page = client.get(url).content.decode()
            assert not any(secret in page for secret in self.SECRETS), url

    @pytest.mark.parametrize("name", ["officer", "viewer"])
    def test_a_card_number_finds_nobody_outside(self, name, who, client_of, member_a):
        found = client_of(who(name)).get(reverse("members:list"), {"q": "40.7777"})
        assert member_a.full_name not in found.content.decode()

    def test_a_card_number_finds_the_member_inside(self, client_of, secretary_a, member_a):
        found = client_of(secretary_a).get(reverse("members:list"), {"q": "40.7777"})
        assert member_a.full_name in found.content.decode()
