"""Birthdays and badges: who is due what, and who may read it."""

import itertools
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from members import anniversaries
from members.badge_rules import YEARS, Badge, badge_in, season, spans_of
from members.rules import birthday
from tests.factories import TODAY, MemberFactory, MembershipFactory, RoleFactory, member_of
from tests.members.test_lists import cost

ROUNDS = ((2, 3), (5, 19), (9, 2), (11, 7))
BIRTHDAYS = reverse("members:birthdays")
BADGES = reverse("members:badges")


class TestRules:
    @pytest.mark.parametrize(
        ("admitted", "due"),
        [
            (date(1996, 2, 3), Badge(30, date(2026, 2, 3), date(2026, 2, 3))),
            (date(1996, 2, 4), Badge(30, date(2026, 2, 4), date(2026, 5, 19))),
            (date(1986, 9, 2), Badge(40, date(2026, 9, 2), date(2026, 9, 2))),
            (date(1981, 11, 7), Badge(45, date(2026, 11, 7), date(2026, 11, 7))),
            # After the last round of a year the first of the next is next.
            (date(1981, 11, 8), None),
            (date(1980, 11, 8), Badge(45, date(2025, 11, 8), date(2026, 2, 3))),
            # On 29 February admitted: the years are full on 1 March.
            (date(1996, 2, 29), Badge(30, date(2026, 3, 1), date(2026, 5, 19))),
            (date(1936, 3, 1), Badge(90, date(2026, 3, 1), date(2026, 5, 19))),
            (date(1991, 3, 1), None),  # 35 years have no badge
        ],
    )
    def test_the_round_follows_the_day_on_which_the_years_are_full(self, admitted, due):
        assert badge_in(2026, admitted, ROUNDS) == due

    @given(
        admitted=st.dates(date(1930, 2, 3), date(2000, 12, 31)),
        rounds=st.sets(
            st.tuples(st.integers(1, 12), st.integers(1, 28)), min_size=1, max_size=6
        ).map(lambda days: tuple(sorted(days))),
    )
    def test_each_badge_comes_once_and_at_the_first_round_after_its_day(self, admitted, rounds):
        given_out = {}
        for year in range(1960, 2095):
            badge = badge_in(year, admitted, rounds)
            if badge:
                assert badge.years not in given_out
                given_out[badge.years] = badge
        assert set(given_out) == set(YEARS)
        for years, badge in given_out.items():
            assert badge.reached == birthday(admitted, years) <= badge.round
            days = [
                date(year, month, day)
                for year in (badge.reached.year, badge.reached.year + 1)
                for month, day in rounds
            ]
            assert badge.round == min(day for day in days if day >= badge.reached)

    @pytest.mark.parametrize(
        ("today", "year"),
        [(date(2026, 1, 1), 2026), (date(2026, 11, 7), 2026), (date(2026, 11, 8), 2027)],
    )
    def test_after_the_last_round_the_next_year_is_of_interest(self, today, year):
        assert season(today, ROUNDS) == year

    def test_the_spans_of_a_year_do_not_overlap(self):
        spans = sorted(spans_of(2026, ROUNDS), key=lambda span: span.first)
        assert len(spans) == len(YEARS) * 4
        for one, other in itertools.pairwise(spans):
            assert one.last < other.first


@pytest.mark.django_db
class TestBadges:
    def test_the_database_says_what_the_rule_says(self, officer, cell_a, settings):
        for step in range(0, 400, 7):
            member_of(cell_a, admitted_on=date(1985, 10, 1) + timedelta(step), official_on=None)
        found = {
            row.member_id: (row.badge, row.round, anniversaries.reached(row))
            for row in anniversaries.badges_of(officer, year=2026, today=TODAY)
        }
        rows = anniversaries._own([cell_a.pk], TODAY)
        expected = {
            row.member_id: (due.years, due.round, due.reached)
            for row in rows
            if (due := badge_in(2026, row.member.admitted_on, settings.BADGE_ROUNDS))
        }
        assert found == expected
        assert len(found) > 40

    def test_the_page(self, client_of, officer, viewer, cell_a, cell_b):
        member_of(cell_a, "Trần Bốn Mươi", admitted_on=date(1986, 3, 1), official_on=None)
        member_of(cell_b, "Trần Năm Mươi", admitted_on=date(1976, 1, 1), official_on=None)
        for user in (officer, viewer):
            client = client_of(user)
            rows = client.get(BADGES, {"year": 2026}).context["page"].object_list
            assert [(r.member.full_name, r.badge, r.round) for r in rows] == [
                ("Trần Năm Mươi", 50, date(2026, 2, 3)),
                ("Trần Bốn Mươi", 40, date(2026, 5, 19)),
            ]
            only = client.get(BADGES, {"year": 2026, "cell": cell_a.pk}).context["page"]
            assert only.paginator.count == 1

    def test_who_is_off_the_roll_or_a_guest_is_not_there(self, client_of, secretary_a, cell_a):
        day = {"admitted_on": date(1986, 3, 1), "official_on": None}
        member_of(cell_a, "Trần Đã Đi", until=TODAY, **day)
        MembershipFactory(member=MemberFactory(**day), cell=cell_a, kind="temporary")
        page = client_of(secretary_a).get(BADGES, {"year": 2026}).context["page"]
        assert page.paginator.count == 0

    def test_nothing_due_says_what_to_do(self, client_of, secretary_a, cell_a):
        page = client_of(secretary_a).get(BADGES, {"year": 2028}).content.decode()
        assert "không có đồng chí nào đủ năm" in page


@pytest.mark.django_db
class TestBirthdays:
    @pytest.fixture
    def november(self, cell_a, cell_b):
        member_of(cell_a, "Trần Cuối Tháng", birth_date=date(1956, 11, 30))
        member_of(cell_a, "Trần Đầu Tháng", birth_date=date(1960, 11, 2))
        member_of(cell_b, "Trần Chi Bộ Kia", birth_date=date(1950, 11, 20))

    def names(self, response) -> list[str]:
        return [row.member.full_name for row in response.context["page"]]

    @pytest.mark.parametrize("name", ["secretary_a", "overseer"])
    def test_inside_by_day(self, request, name, client_of, november):
        response = client_of(request.getfixturevalue(name)).get(BIRTHDAYS)
        assert self.names(response) == ["Trần Đầu Tháng", "Trần Cuối Tháng"]
        page = response.content.decode()
        assert "02/11" in page
        assert ">66<" in "".join(page.split())

    def test_the_office_has_the_names_alone(self, client_of, officer, november):
        response = client_of(officer).get(BIRTHDAYS)
        assert self.names(response) == ["Trần Chi Bộ Kia", "Trần Cuối Tháng", "Trần Đầu Tháng"]
        page = response.content.decode()
        for hidden in ("02/11", "30/11", "20/11", "1956"):
            assert hidden not in page
        assert "".join(page.split()).count(">66<") == 0

    def test_leaders_have_the_number(self, client_of, viewer, november):
        response = client_of(viewer).get(BIRTHDAYS)
        assert not self.names(response)
        page = response.content.decode()
        assert "3 đồng chí có sinh nhật trong tháng" in page
        assert "Trần" not in page

    def test_the_order_of_who_is_both_tells_no_day(
        self, client_of, secretary_a, committee, november
    ):
        RoleFactory(user=secretary_a, kind="officer", committee=committee)
        assert self.names(client_of(secretary_a).get(BIRTHDAYS)) == [
            "Trần Đầu Tháng", "Trần Cuối Tháng", "Trần Chi Bộ Kia",
        ]  # fmt: skip

    def test_of_another_month_and_cell(self, client_of, officer, cell_a, cell_b, november):
        client = client_of(officer)
        assert len(self.names(client.get(BIRTHDAYS, {"month": 5}))) == 12
        assert len(self.names(client.get(BIRTHDAYS, {"month": 5, "cell": cell_b.pk}))) == 6
        assert self.names(client.get(BIRTHDAYS, {"month": 1})) == []

    def test_a_month_in_which_nobody_was_born_says_so(self, client_of, secretary_a, cell_a):
        page = client_of(secretary_a).get(BIRTHDAYS, {"month": 1}).content.decode()
        assert "Không có đồng chí nào sinh trong tháng này" in page


@pytest.mark.django_db
@pytest.mark.parametrize("url", [BIRTHDAYS, BADGES])
class TestBoth:
    @pytest.mark.parametrize(
        "asked",
        [
            {"month": "13"}, {"month": "x" * 500}, {"year": "0"}, {"year": "99999999999"},
            {"year": "-1"}, {"cell": "9" * 30}, {"page": "x"}, {"year": "2100"},
        ],
    )  # fmt: skip
    def test_what_cannot_be_understood_is_no_fault(self, url, asked, client_of, officer, cell_a):
        assert client_of(officer).get(url, asked).status_code == 200

    def test_costs_the_same_for_twice_as_many(self, url, client_of, officer, cell_a, cell_b):
        client = client_of(officer)
        due = {"admitted_on": date(1987, 3, 1), "official_on": None}
        born = {"birth_date": date(1956, 11, 30)}
        member_of(cell_a, **due | born)
        before = cost(client, url)
        for cell in (cell_a, cell_b, cell_b):
            member_of(cell, **due | born)
        assert cost(client, url) == before


@pytest.mark.django_db
def test_the_page_of_the_cell_shows_both_by_number(client_of, viewer, cell_a):
    # After the last round of 2026 the page speaks of 2027.
    member_of(cell_a, admitted_on=date(1987, 3, 1), official_on=None)
    member_of(cell_a, birth_date=date(1956, 11, 30))
    assert anniversaries.cards_of(cell_a, TODAY) == {"year": 2027, "birthdays": 1, "badges": 1}
    page = client_of(viewer).get(cell_a.get_absolute_url()).content.decode()
    for address in (BIRTHDAYS, BADGES):
        assert f"{address}?cell={cell_a.pk}" in page
