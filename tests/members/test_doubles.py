"""Two records of one person: found, compared, made one; both histories stay."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from members import queries, services
from members.models import ActKind, Member, MemberAct, Office
from members.services.doubles import merge_doubles
from members.timeline import timeline_of
from tests.factories import TODAY, member_of
from tests.members.acting import refusal, rows_of
from tests.members.test_lists import cost, names

DAY = date(2026, 11, 1)


@pytest.fixture
def kept(cell_a):
    return member_of(
        cell_a, "Nguyễn Văn Đôi", birth_date=date(1960, 1, 1), card_number="", phone=""
    )


@pytest.fixture
def double(cell_b):
    return member_of(
        cell_b, "Nguyen van Doi", birth_date=date(1960, 1, 1), card_number="40.999999",
        standings=("away",), office="committee_member",
    )  # fmt: skip


def merge(kept, double, by, day=DAY):
    return merge_doubles(kept, double, day=day, today=TODAY, by=by)


class TestFinding:
    def test_one_name_and_one_date(self, kept, double, officer, cell_b):
        other = {"birth_date": date(1960, 1, 2), "admitted_on": date(1984, 1, 1)}
        member_of(cell_b, "Nguyễn Văn Đôi", **other)
        [pair] = queries.likely_doubles(officer)
        assert set(pair) == {kept, double}

    def test_the_day_of_admission_will_do(self, cell_a, cell_b, officer):
        for cell in (cell_a, cell_b):
            member_of(cell, "Phan Thị Trùng", birth_date=None)
        assert len(queries.likely_doubles(officer)) == 1

    def test_a_secretary_sees_those_of_the_cell_alone(self, kept, double, secretary_a, viewer):
        assert queries.likely_doubles(viewer) == []
        assert queries.likely_doubles(secretary_a) == []

    def test_once_made_one_they_are_no_pair(self, kept, double, officer):
        merge(kept, double, officer)
        assert queries.likely_doubles(officer) == []

    def test_the_page_tells_no_birth_date_and_costs_the_same(
        self, kept, double, officer, client_of, cell_a, cell_b
    ):
        client, url = client_of(officer), reverse("members:doubles")
        page = client.get(url).content.decode()
        assert "cùng ngày sinh" in page
        assert "01/01/1960" not in page
        before = cost(client, url)
        for cell in (cell_a, cell_b):
            for number in range(3):
                member_of(cell, "Trần Trùng " + "ABC"[number])
        assert cost(client, url) == before


class TestMerging:
    def test_from_the_day_on_the_person_stands_once(self, kept, double, officer, cell_a, cell_b):
        before = DAY - timedelta(1)
        past = [queries.figures_of(cell, before) for cell in (cell_a, cell_b)]
        merge(kept, double, officer)
        assert [queries.figures_of(cell, before) for cell in (cell_a, cell_b)] == past
        assert queries.figures_of(cell_a, DAY) == past[0]
        assert queries.figures_of(cell_b, DAY)["total"] == past[1]["total"] - 1
        assert not Office.objects.filter(member=double, validity__contains=DAY).exists()

    def test_what_was_lacking_is_taken_over(self, kept, double, officer):
        merge(kept, double, officer)
        for row in (kept, double):
            row.refresh_from_db()
        assert (kept.card_number, double.card_number) == ("40.999999", "")
        assert "40.999999" in kept.search_text

    def test_one_time_line_with_both_histories(self, kept, double, officer, client_of):
        merge(kept, double, officer)
        titles = [entry.title for entry in timeline_of(kept)]
        assert titles[0] == "Nhập hồ sơ trùng"
        assert titles.count("Sinh hoạt chính thức") == 2
        client = client_of(officer)
        assert client.get(double.get_absolute_url()).url == kept.get_absolute_url()
        found = names(client.get(reverse("members:list"), {"q": "van doi"}))
        assert found == [kept.full_name]

    def test_is_taken_back_whole(self, kept, double, officer):
        before = [rows_of(kept), rows_of(double)]
        basics = list(Member.objects.order_by("pk").values())
        act = merge(kept, double, officer)
        services.correct(act, reason="Hai người khác nhau", today=TODAY, by=officer)
        assert [rows_of(kept), rows_of(double)] == before
        assert list(Member.objects.order_by("pk").values()) == basics

    def test_the_record_that_stands_in_a_cell_is_kept(self, kept, double, officer):
        kept.memberships.update(validity=(date(2020, 1, 1), date(2024, 1, 1)))
        assert "Xin giữ hồ sơ kia" in refusal(lambda: merge(kept, double, officer))
        merge(double, kept, officer)

    def test_no_chains(self, kept, double, officer, cell_a):
        third = member_of(cell_a, "Nguyễn Văn Đôi")
        merge(kept, double, officer)
        assert "đã nhập vào một hồ sơ khác" in refusal(lambda: merge(third, double, officer))
        assert "đã nhận một hồ sơ" in refusal(lambda: merge(third, kept, officer))
        assert "hai hồ sơ khác nhau" in refusal(lambda: merge(kept, kept, officer))

    def test_only_who_keeps_both_rolls(self, kept, double, secretary_a, secretary_b, viewer):
        for user in (secretary_a, secretary_b, viewer):
            with pytest.raises(PermissionDenied):
                merge(kept, double, user)

    def test_nothing_is_recorded_of_the_double_any_more(self, kept, double, officer):
        from members.services import standings

        merge(kept, double, officer)
        words = refusal(
            lambda: standings.go_away(
                double, day=TODAY, until=None, ground="x", today=TODAY, by=officer
            )
        )
        assert "đã nhập vào" in words

    def test_by_hand(self, kept, double, officer, client_of):
        url = reverse("members:merge-double", args=[kept.pk, double.pk])
        client = client_of(officer)
        page = client.post(url, {"day": "01/11/2026", "step": "preview"}).content.decode()
        assert "đang có tên ở hai chi bộ" in page
        assert "đến hết ngày 31/10/2026" in page
        assert client.post(url, {"day": "01/11/2026"}).url == kept.get_absolute_url()
        act = MemberAct.objects.get(kind=ActKind.DOUBLE_MERGED)
        assert client.get(url).status_code == 404
        undo = reverse("members:act-correct", args=[double.pk, act.pk])
        assert undo in client.get(kept.get_absolute_url()).content.decode()
        assert client.post(undo, {"reason": "Hai người"}).status_code == 302
        double.refresh_from_db()
        assert double.merged_into is None
