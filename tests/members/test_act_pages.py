"""Acts on their pages: the preview, the menu, what each form says beside its fields."""

from datetime import date, timedelta

from django.urls import reverse

from members import services
from members.models import MemberAct
from members.services import moves, standings
from members.timeline import timeline_of
from tests.factories import TODAY, member_of
from tests.members.acting import DAY, rows_of


class TestPages:
    def test_a_preview_says_what_will_change_and_changes_nothing(
        self, client_of, secretary_a, member_a
    ):
        url = reverse("members:act", args=[member_a.pk, "exempted"])
        data = {"day": "01/06/2026", "reason": "weak", "document": "NQ 5", "detail": "90 tuổi"}
        before = rows_of(member_a)
        client = client_of(secretary_a)
        page = client.post(url, data | {"step": "preview"}).content.decode()
        assert "Được miễn công tác và sinh hoạt đảng từ 01/06/2026" in page
        assert "Chi bộ quyết định bằng nghị quyết" in page
        assert 'value="90 tuổi"' in page
        assert rows_of(member_a) == before
        assert not MemberAct.objects.filter(member=member_a).exists()
        again = client.post(url, data | {"step": "edit"}).content.decode()
        assert "Xem trước" in again
        assert client.post(url, data).url == member_a.get_absolute_url()
        assert rows_of(member_a) != before

    def test_the_menu_offers_what_makes_sense(self, client_of, secretary_a, member_a):
        menu = reverse("members:act-menu", args=[member_a.pk])
        client = client_of(secretary_a)

        def offered():
            return {g.kind for _, guides in client.get(menu).context["groups"] for g in guides}

        assert {"away", "exempted", "transferred", "died"} <= offered()
        assert not offered() & {"official", "returned", "transferred_in"}
        standings.go_away(member_a, day=DAY, until=None, ground="x", today=TODAY, by=secretary_a)
        assert "returned" in offered()
        assert "away" not in offered()

    def test_another_committees_cell_is_named(
        self, client_of, secretary_a, member_a, cell_elsewhere
    ):
        url = reverse("members:act", args=[member_a.pk, "transferred"])
        data = {"day": "01/06/2026", "other_cell": "chi bo thon 1, dang bo xa phu la"}
        assert client_of(secretary_a).post(url, data).status_code == 302
        assert MemberAct.objects.get(member=member_a).cell_to == cell_elsewhere
        data["other_cell"] = "chi bộ không có"
        answer = client_of(secretary_a).post(url, data)
        assert "Không có chi bộ" in str(answer.context["form"].errors)

    def test_the_time_line_tells_acts_corrections_and_what_no_act_wrote(
        self, client_of, secretary_a, member_a
    ):
        away = standings.go_away(
            member_a, day=DAY, until=None, ground="Làm ở Vinh", today=TODAY, by=secretary_a
        )
        services.correct(away, reason="Nhầm đồng chí", today=TODAY, by=secretary_a)
        entries = timeline_of(member_a)
        assert [entry.title for entry in entries] == [
            "Đi làm ăn xa",
            "Chính thức",
            "Sinh hoạt chính thức",
        ]
        assert entries[0].correction.note == "Nhầm đồng chí"
        page = client_of(secretary_a).get(member_a.get_absolute_url()).content.decode()
        assert "đã đính chính" in page
        assert "Nhầm đồng chí" in page

    def test_the_member_page_costs_the_same_for_a_long_life(
        self, client_of, secretary_a, member_a, django_assert_max_num_queries
    ):
        from tests.members.test_lists import cost

        client = client_of(secretary_a)
        kinds = {"by": secretary_a, "today": TODAY}

        def live(years):
            for year in years:
                first = date(year, 1, 1)
                standings.go_away(
                    member_a, day=first, until=first + timedelta(90), ground="x", **kinds
                )

        live([2021])
        before = cost(client, member_a.get_absolute_url())
        live([2022, 2023, 2024, 2025])
        assert cost(client, member_a.get_absolute_url()) == before

    def test_the_waiting_list_costs_the_same_for_twice_as_many(
        self, client_of, officer, secretary_a, cell_a, cell_b
    ):
        from tests.members.test_lists import cost

        def send():
            moves.transfer(member_of(cell_a), day=DAY, cell_to=cell_b, today=TODAY, by=secretary_a)

        url = reverse("members:waiting")
        client = client_of(officer)
        send()
        before = cost(client, url)
        send()
        send()
        assert cost(client, url) == before
        assert "quá hạn" in client.get(url).content.decode()

    def test_receiving_by_page(self, client_of, secretary_a, secretary_b, member_a, cell_b):
        sent = moves.transfer(member_a, day=DAY, cell_to=cell_b, today=TODAY, by=secretary_a)
        url = reverse("members:receive", args=[sent.pk])
        client = client_of(secretary_b)
        page = client.post(url, {"day": "20/06/2026", "step": "preview"}).content.decode()
        assert f"Sinh hoạt chính thức tại {cell_b} từ 20/06/2026" in page
        assert "đến hết ngày 19/06/2026" in page
        assert client.post(url, {"day": "20/06/2026"}, follow=True).status_code == 200
        assert client.get(url).status_code == 404

    def test_withdrawing_by_page(self, client_of, secretary_a, member_a, cell_b):
        sent = moves.transfer(member_a, day=DAY, cell_to=cell_b, today=TODAY, by=secretary_a)
        url = reverse("members:withdraw", args=[sent.pk])
        answer = client_of(secretary_a).post(url, {"reason": "Thôi chuyển"}, follow=True)
        assert "Không có ai đang chờ" in answer.content.decode()
