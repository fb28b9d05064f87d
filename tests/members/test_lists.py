import unicodedata
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import queries
from members.models import MembershipKind, StandingKind
from tests.factories import TODAY, CellFactory, member_of

LIST = reverse("members:list")
CELLS = reverse("cells:list")


def names(response) -> list[str]:
    return [row.member.full_name for row in response.context["page"]]


def cost(client, url, data=None) -> int:
    client.get(url, data)  # the first visit writes the session
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url, data).status_code == 200
    return len(captured)


class TestRoll:
    def test_given_names_come_first(self, client_of, secretary_a):
        given = [name.split()[-1] for name in names(client_of(secretary_a).get(LIST))]
        assert given == ["An", "Bình", "Chiến", "Dung", "Đức", "Em"]

    @pytest.mark.parametrize(
        "words", ["Đức", "duc", "DUC", "ho thi mai d", unicodedata.normalize("NFD", "Đức")]
    )
    def test_found_with_or_without_diacritics(self, client_of, secretary_a, words):
        assert "Hồ Thị Mai Đức" in names(client_of(secretary_a).get(LIST, {"q": words}))

    @pytest.mark.parametrize("words", ["%", "_", "\\", "'", "😀", "x" * 100])
    def test_signs_are_letters_like_others(self, client_of, secretary_a, words):
        assert names(client_of(secretary_a).get(LIST, {"q": words})) == []

    @pytest.mark.parametrize("standing", [*StandingKind.values, MembershipKind.TEMPORARY])
    def test_narrowed_by_standing(self, client_of, secretary_a, cell_a, standing):
        if standing == MembershipKind.TEMPORARY:
            member_of(cell_a, "Trần Thị Riêng", membership=standing)
        elif standing in {StandingKind.OFFICIAL, StandingKind.PROBATIONARY}:
            member_of(cell_a, "Trần Thị Riêng", grade=standing)
        else:
            member_of(cell_a, "Trần Thị Riêng", standings=(standing,))
        found = names(client_of(secretary_a).get(LIST, {"standing": standing}))
        assert "Trần Thị Riêng" in found
        assert ("Hồ Thị Mai Dung" in found) == (standing == StandingKind.OFFICIAL)

    def test_the_roll_of_another_day(self, client_of, secretary_a, cell_a):
        member_of(cell_a, "Trần Thị Xưa", until=date(2024, 1, 1))
        client = client_of(secretary_a)
        assert "Trần Thị Xưa" not in names(client.get(LIST))
        assert "Trần Thị Xưa" in names(client.get(LIST, {"day": "31/12/2023"}))

    @pytest.mark.parametrize(
        "asked",
        [
            {"day": "29/02/2023"},
            {"day": "x" * 5000},
            {"standing": "ghost"},
            {"cell": "999999999999999999999"},
            {"page": "-5"},
            {"page": "9" * 30},
            {"q": "x" * 5000},
        ],
    )
    def test_what_cannot_be_understood_is_no_fault(self, client_of, officer, cell_a, asked):
        response = client_of(officer).get(LIST, asked)
        assert response.status_code == 200
        assert names(response)

    def test_another_cell_cannot_be_asked_for(self, client_of, officer, cell_elsewhere, cell_a):
        found = names(client_of(officer).get(LIST, {"cell": cell_elsewhere.pk}))
        assert not any("Quang Lạ" in name for name in found)

    def test_nul_is_refused(self, client_of, secretary_a):
        assert client_of(secretary_a).get(LIST + "?q=%00").status_code == 400

    def test_pages_of_fifty(self, client_of, secretary_a, cell_a):
        for _ in range(50):
            member_of(cell_a)
        client = client_of(secretary_a)
        assert len(names(client.get(LIST))) == 50
        second = client.get(LIST, {"page": 2, "q": ""})
        assert len(names(second)) == 6
        assert 'href="?page=1&amp;q="' in second.content.decode()

    @pytest.mark.parametrize("name", ["secretary_a", "officer"])
    def test_costs_the_same_for_twice_as_many(self, request, name, client_of, cell_a, cell_b):
        client = client_of(request.getfixturevalue(name))
        before = cost(client, LIST)
        for _ in range(6):
            member_of(cell_a, standings=("away",))
        assert cost(client, LIST) == before

    def test_only_the_secretary_is_offered_to_add(self, client_of, secretary_a, officer, cell_a):
        add = reverse("members:add", args=[cell_a.pk])
        assert add in client_of(secretary_a).get(LIST).content.decode()
        assert add not in client_of(officer).get(LIST, {"cell": cell_a.pk}).content.decode()

    def test_says_what_to_do_where_nobody_is(self, client_of, secretary_a, cell_a):
        page = client_of(secretary_a).get(LIST, {"day": "01/01/1950"}).content.decode()
        assert "Chưa có đảng viên nào" in page


class TestCells:
    def test_who_has_one_cell_is_led_to_it(self, client_of, secretary_a, cell_a):
        assert client_of(secretary_a).get(CELLS).url == cell_a.get_absolute_url()

    def test_the_officer_sees_all_below(self, client_of, officer, cell_a, cell_b, cell_elsewhere):
        page = client_of(officer).get(CELLS)
        assert [cell.name for cell in page.context["page"]] == [cell_a.name, cell_b.name]
        assert [cell.members for cell in page.context["page"]] == [6, 6]
        assert [cell.secretary for cell in page.context["page"]] == [
            "Lê Thị Mai An",
            "Lê Văn Trúc An",
        ]

    @pytest.mark.parametrize("words", ["tổ dân phố 12", "to dan pho 12", "TO DAN PHO 12"])
    def test_found_with_or_without_diacritics(self, client_of, officer, cell_a, cell_b, words):
        page = client_of(officer).get(CELLS, {"q": words})
        assert list(page.context["page"]) == [cell_b]

    def test_nothing_found_says_so(self, client_of, officer, cell_a):
        page = client_of(officer).get(CELLS, {"q": "khong co"}).content.decode()
        assert "Không tìm thấy" in page

    def test_costs_the_same_for_twice_as_many(self, client_of, officer, committee, cell_a, cell_b):
        client = client_of(officer)
        before = cost(client, CELLS)
        for _ in range(4):
            member_of(CellFactory(committee=committee), office="secretary")
        assert cost(client, CELLS) == before

    def test_a_temporary_secretary_of_nothing_is_listed_once(self, client_of, overseer, cell_a):
        assert client_of(overseer).get(CELLS).url == cell_a.get_absolute_url()


class TestCellPage:
    def test_its_figures(self, cell_a):
        member_of(cell_a, standings=("away",))
        member_of(cell_a, standings=("exempted",), grade="probationary")
        member_of(cell_a, membership="temporary", standings=("away",))
        member_of(cell_a, until=TODAY)
        assert queries.figures_of(cell_a, TODAY) == {
            "total": 8,
            "official": 6,
            "probationary": 2,
            "exempted": 1,
            "away": 1,
            "elsewhere": 0,
            "suspended": 0,
            "temporary": 1,
        }

    def test_its_head(self, client_of, overseer, cell_a):
        page = client_of(overseer).get(cell_a.get_absolute_url()).content.decode()
        for text in (cell_a.name, "Tổ dân phố", "2025-2027", "Lê Thị Mai An", "Phó bí thư"):
            assert text in page

    def test_warns_below_three(self, client_of, officer, committee):
        cell = CellFactory(committee=committee)
        for _ in range(2):
            member_of(cell)
        page = client_of(officer).get(cell.get_absolute_url()).content.decode()
        assert "dưới mức 3" in page

    def test_an_empty_cell_has_a_page(self, client_of, officer, committee):
        cell = CellFactory(committee=committee)
        page = client_of(officer).get(cell.get_absolute_url())
        assert page.status_code == 200
        assert "Chưa ghi bí thư" in page.content.decode()

    def test_costs_the_same_for_twice_as_many(self, client_of, secretary_a, cell_a):
        client = client_of(secretary_a)
        before = cost(client, cell_a.get_absolute_url())
        for _ in range(6):
            member_of(cell_a, office="committee_member")
        assert cost(client, cell_a.get_absolute_url()) == before
