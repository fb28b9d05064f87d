"""What each act writes, what it refuses, and how it is taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InternalError, transaction
from django.urls import reverse

from members import queries, services
from members.grounds import ExemptionGround
from members.models import ActKind, Decider, Member, MemberAct, Membership, Office, Standing
from members.services import moves, standings
from members.state import state_of
from members.timeline import timeline_of
from tests.factories import TODAY, CellFactory, MembershipFactory, OfficeFactory, member_of

DAY = date(2026, 6, 1)


def rows_of(member):
    """Every range of the member, without keys: what a correction must bring back."""
    return {
        model.__name__: sorted(
            (row.kind, str(getattr(row, "cell", "")), str(row.validity))
            for row in model.objects.filter(member=member)
        )
        for model in (Membership, Standing, Office)
    }


def refusal(write) -> str:
    with pytest.raises(ValidationError) as refused:
        write()
    return " ".join(refused.value.messages)


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


class TestProbation:
    def recognise(self, member, day, by):
        return standings.recognise(
            member,
            day=day,
            decided_by=Decider.BASE_COMMITTEE,
            document="QĐ 15-QĐ/ĐU",
            today=date(2026, 12, 31),
            by=by,
        )

    def test_not_a_day_before_twelve_months(self, on_probation, secretary_a):
        before = rows_of(on_probation)
        words = refusal(lambda: self.recognise(on_probation, date(2026, 11, 30), secretary_a))
        assert "01/12/2026" in words
        assert rows_of(on_probation) == before

    def test_on_the_day_itself(self, on_probation, secretary_a, cell_a):
        act = self.recognise(on_probation, date(2026, 12, 1), secretary_a)
        on_probation.refresh_from_db()
        assert on_probation.official_on == date(2026, 12, 1)
        figures = [queries.figures_of(cell_a, day) for day in (date(2026, 11, 30), act.day)]
        assert [one["probationary"] for one in figures] == [2, 1]
        assert [one["total"] for one in figures] == [7, 7]

    def test_is_taken_back_whole(self, on_probation, secretary_a):
        before = rows_of(on_probation)
        act = self.recognise(on_probation, date(2026, 12, 1), secretary_a)
        services.correct(act, reason="Ghi nhầm người", today=date(2026, 12, 31), by=secretary_a)
        on_probation.refresh_from_db()
        assert rows_of(on_probation) == before
        assert on_probation.official_on is None

    def test_who_is_due_is_listed_and_the_page_says_it(
        self, on_probation, secretary_a, officer, secretary_b, client_of
    ):
        assert self.due(secretary_a) == ["Võ Thị Mai Em", "Võ Thị Dự"]
        assert self.due(officer) == ["Võ Thị Mai Em", "Võ Văn Trúc Em", "Võ Thị Dự"]
        assert "Võ Thị Dự" not in self.due(secretary_b)
        assert "Võ Thị Dự" not in self.due(secretary_a, within=7)
        assert "Võ Thị Dự" in self.due(secretary_a, within=8)
        page = client_of(secretary_a).get(on_probation.get_absolute_url()).content.decode()
        assert "01/12/2026" in page
        assert "Sắp đến hạn" in page
        assert "Ghi công nhận chính thức" not in page
        overdue = Member.objects.get(full_name="Võ Thị Mai Em")
        page = client_of(secretary_a).get(overdue.get_absolute_url()).content.decode()
        assert "Đã quá hạn" in page
        assert "Ghi công nhận chính thức" in page

    def test_who_is_not_yet_due_is_not(self, cell_a, secretary_a):
        fresh = member_of(cell_a, grade="probationary", since=date(2026, 9, 1))
        assert state_of(fresh, TODAY).to_do is None
        assert fresh.full_name not in self.due(secretary_a)

    def due(self, user, **values):
        return [row.member.full_name for row in queries.probation_due(user, TODAY, **values)]


class TestStandings:
    def test_age_is_decided_by_the_cell_and_treatment_by_the_committee(self, act_for, member_a):
        weak = act_for(
            standings.exempt, member_a, day=DAY, until=DAY + timedelta(30),
            reason=ExemptionGround.WEAK, document="NQ 5",
        )  # fmt: skip
        ill = act_for(
            standings.exempt, member_a, day=DAY + timedelta(30), until=None,
            reason=ExemptionGround.TREATMENT, detail="bệnh viện Vinh", document="QĐ 7",
        )  # fmt: skip
        assert (weak.decided_by, ill.decided_by) == (Decider.CELL, Decider.BASE_COMMITTEE)
        assert member_a.standings.filter(kind="exempted").count() == 2
        assert ill.ground == "Điều trị bệnh dài ngày: bệnh viện Vinh"

    def test_an_overlap_is_refused(self, act_for, member_a):
        values = {"reason": ExemptionGround.WEAK, "document": "NQ 5"}
        act_for(standings.exempt, member_a, day=DAY, until=None, **values)
        words = refusal(
            lambda: act_for(standings.exempt, member_a, day=TODAY, until=None, **values)
        )
        assert "đã được ghi" in words

    def test_long_absence_gives_pause_but_is_recorded(self, act_for, member_a):
        act = act_for(standings.go_away, member_a, day=DAY, until=None, ground="Làm tại Vinh")
        assert "12 tháng" in act.warnings[0]
        act = act_for(standings.end, member_a, kind=ActKind.RETURNED, day=TODAY)
        assert (
            not queries.roll(state_of(member_a, TODAY).home.cell, TODAY).get(member=member_a).away
        )

    def test_somebody_who_belongs_nowhere_stands_nowhere(self, act_for, cell_a, member_a):
        words = refusal(
            lambda: act_for(
                standings.suspend, member_a, day=date(2019, 6, 1), until=None, ground="x",
                document="x", decided_by=Decider.INSPECTION,
            )
        )  # fmt: skip
        assert "không sinh hoạt" in words


class TestTransfer:
    def test_the_office_over_both_does_it_at_once(self, act_for, officer, member_a, cell_a, cell_b):
        OfficeFactory(member=member_a, cell=cell_a, kind="committee_member")
        act = act_for(moves.transfer, member_a, by=officer, day=DAY, cell_to=cell_b)
        last = DAY - timedelta(1)
        assert queries.current_cell_of(member_a, last) == cell_a
        assert queries.current_cell_of(member_a, DAY) == cell_b
        assert not queries.offices_of(cell_a, DAY).filter(member=member_a)
        assert queries.offices_of(cell_a, last).filter(member=member_a)
        assert act.changes

    def test_two_secretaries_do_it_in_two_steps(
        self, act_for, secretary_a, secretary_b, member_a, cell_a, cell_b
    ):
        sent = act_for(moves.transfer, member_a, day=DAY, cell_to=cell_b)
        assert sent.changes == []
        assert queries.current_cell_of(member_a, TODAY) == cell_a
        for user in (secretary_a, secretary_b):
            assert list(queries.waiting_moves(user)) == [sent]
        moves.receive(sent, day=date(2026, 6, 20), today=TODAY, by=secretary_b)
        assert queries.current_cell_of(member_a, date(2026, 6, 19)) == cell_a
        assert queries.current_cell_of(member_a, date(2026, 6, 20)) == cell_b
        assert not queries.waiting_moves(secretary_a)
        words = refusal(lambda: moves.receive(sent, day=TODAY, today=TODAY, by=secretary_b))
        assert "đã được tiếp nhận" in words

    def test_who_waits_goes_nowhere_else(self, act_for, member_a, cell_b, committee, secretary_a):
        sent = act_for(moves.transfer, member_a, day=DAY, cell_to=cell_b)
        other = CellFactory(committee=committee)
        for again in (
            lambda: act_for(moves.transfer, member_a, day=DAY, cell_to=other),
            lambda: act_for(
                moves.leave, member_a, kind=ActKind.TRANSFERRED_OUT, day=TODAY, place="x"
            ),
        ):
            assert "đang chờ" in refusal(again)
        services.correct(sent, reason="Thôi chuyển", today=TODAY, by=secretary_a)
        assert act_for(moves.transfer, member_a, day=DAY, cell_to=other)

    def test_the_receiving_cell_may_send_back(self, act_for, member_a, cell_b, secretary_b):
        sent = act_for(moves.transfer, member_a, day=DAY, cell_to=cell_b)
        services.correct(sent, reason="Không đến", today=TODAY, by=secretary_b)
        assert not queries.waiting_moves(secretary_b)

    def test_only_the_receiving_cell_receives(
        self, act_for, member_a, cell_b, secretary_a, overseer
    ):
        sent = act_for(moves.transfer, member_a, day=DAY, cell_to=cell_b)
        for user in (secretary_a, overseer):
            with pytest.raises(PermissionDenied):
                moves.receive(sent, day=TODAY, today=TODAY, by=user)

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2020, 1, 1), "Phải sau ngày về"),
            (date(2019, 1, 1), "không sinh hoạt chính thức"),
            (TODAY + timedelta(1), "chưa đến"),
        ],
    )
    def test_days_that_cannot_be(self, act_for, officer, member_a, cell_b, day, words):
        assert words in refusal(
            lambda: act_for(moves.transfer, member_a, by=officer, day=day, cell_to=cell_b)
        )

    def test_not_before_what_is_already_recorded(self, act_for, officer, member_a, cell_a, cell_b):
        act_for(moves.transfer, member_a, by=officer, day=date(2026, 8, 1), cell_to=cell_b)
        words = refusal(
            lambda: act_for(moves.transfer, member_a, by=officer, day=DAY, cell_to=cell_b)
        )
        assert "từ ngày 01/08/2026" in words

    def test_not_to_where_one_is_or_to_a_dissolved_cell(
        self, act_for, officer, member_a, cell_a, committee
    ):
        gone = CellFactory(committee=committee, dissolved=date(2025, 1, 1))
        for cell, words in ((cell_a, "ở chi bộ này rồi"), (gone, "đã giải thể")):
            assert words in refusal(
                lambda cell=cell: act_for(
                    moves.transfer, member_a, by=officer, day=DAY, cell_to=cell
                )
            )

    def test_a_temporary_member_who_stays_for_good(
        self, act_for, officer, member_a, cell_a, cell_b
    ):
        act_for(moves.send_temporarily, member_a, by=officer, day=DAY, until=None, cell_to=cell_b)
        assert queries.figures_of(cell_b, TODAY)["temporary"] == 1
        assert queries.figures_of(cell_a, TODAY)["elsewhere"] == 1
        before = rows_of(member_a)
        act = act_for(moves.transfer, member_a, by=officer, day=date(2026, 9, 1), cell_to=cell_b)
        figures = queries.figures_of(cell_b, TODAY)
        assert (figures["temporary"], figures["total"], figures["elsewhere"]) == (0, 7, 0)
        services.correct(act, reason="x", today=TODAY, by=officer)
        assert rows_of(member_a) == before

    def test_out_of_hmk_and_back_again(self, act_for, member_a, cell_a, officer, secretary_a):
        act_for(moves.leave, member_a, kind=ActKind.TRANSFERRED_OUT, day=DAY, place="Hà Nội")
        assert queries.figures_of(cell_a, TODAY)["total"] == 5
        assert state_of(member_a, TODAY).home is None
        services.return_member(member_a, day=TODAY, cell_to=cell_a, today=TODAY, by=secretary_a)
        assert queries.figures_of(cell_a, TODAY)["total"] == 6


class TestTemporary:
    def test_elsewhere_by_name(self, act_for, member_a, cell_a):
        act_for(
            moves.send_temporarily, member_a, day=DAY, until=date(2026, 12, 1), cell_to=None,
            place="Đảng bộ phường Bến Nghé",
        )  # fmt: skip
        assert queries.roll(cell_a, TODAY).get(member=member_a).elsewhere
        act_for(moves.end_temporary, member_a, day=TODAY)
        assert not queries.roll(cell_a, TODAY).get(member=member_a).elsewhere

    def test_nowhere_is_no_place(self, act_for, member_a):
        words = refusal(
            lambda: act_for(moves.send_temporarily, member_a, day=DAY, until=None, cell_to=None)
        )
        assert "nơi đến" in words

    def test_received_from_the_day_of_arrival(self, act_for, member_a, cell_a, cell_b, secretary_b):
        sent = act_for(moves.send_temporarily, member_a, day=DAY, until=None, cell_to=cell_b)
        assert not queries.roll(cell_a, TODAY).get(member=member_a).elsewhere
        moves.receive(sent, day=date(2026, 7, 1), today=TODAY, by=secretary_b)
        assert queries.roll(cell_b, TODAY).get(member=member_a).kind == "temporary"
        assert queries.roll(cell_a, TODAY).get(member=member_a).elsewhere

    def test_a_guest_whose_cell_is_not_in_hmk(self, cell_a, secretary_a, client_of):
        member = services.add_member(
            cell=cell_a, values={"full_name": "Nguyễn Văn Khách"}, since=DAY, grade="official",
            grade_since=DAY, kind=ActKind.GUEST, place="Đảng bộ xã Xa", today=TODAY, by=secretary_a,
        )  # fmt: skip
        figures = queries.figures_of(cell_a, TODAY)
        assert (figures["temporary"], figures["total"]) == (1, 6)
        moves.end_temporary(member, day=TODAY, today=TODAY, by=secretary_a)
        assert queries.figures_of(cell_a, TODAY)["temporary"] == 0


class TestLeaving:
    @pytest.mark.parametrize("kind", ["died", "struck_off", "expelled", "left"])
    def test_ends_everything_and_keeps_the_record(self, act_for, member_a, cell_a, kind):
        OfficeFactory(member=member_a, cell=cell_a, kind="committee_member")
        before = rows_of(member_a)
        act = act_for(
            moves.leave, member_a, kind=kind, day=DAY, ground="x", document="QĐ 3",
            decided_by=Decider.UPPER_COMMITTEE,
        )  # fmt: skip
        for rows in (member_a.memberships, member_a.standings, member_a.offices):
            assert not rows.filter(validity__contains=DAY).exists()
            assert rows.filter(validity__contains=DAY - timedelta(1)).exists()
        assert state_of(member_a, TODAY).gone_for_good
        services.correct(act, reason="Nhầm người", today=TODAY, by=act.recorded_by)
        assert rows_of(member_a) == before

    def test_nothing_is_recorded_of_the_dead(self, act_for, member_a, cell_a):
        act_for(moves.leave, member_a, kind=ActKind.DIED, day=DAY)
        words = refusal(
            lambda: act_for(standings.go_away, member_a, day=TODAY, until=None, ground="x")
        )
        assert "không sinh hoạt" in words
        words = refusal(
            lambda: services.return_member(
                member_a,
                day=TODAY,
                cell_to=cell_a,
                today=TODAY,
                by=act_for.__closure__[0].cell_contents,
            )
        )
        assert "Từ trần" in words


class TestCorrection:
    def test_names_what_stands_on_it(self, act_for, officer, secretary_b, member_a, cell_b):
        moved = act_for(moves.transfer, member_a, by=officer, day=DAY, cell_to=cell_b)
        lent = act_for(
            moves.send_temporarily, member_a, by=secretary_b, day=date(2026, 7, 1), until=None,
            cell_to=None, place="Vinh",
        )  # fmt: skip
        words = refusal(lambda: services.correct(moved, reason="x", today=TODAY, by=officer))
        assert "Giới thiệu sinh hoạt tạm thời" in words
        assert "01/07/2026" in words
        services.correct(lent, reason="x", today=TODAY, by=secretary_b)
        services.correct(moved, reason="x", today=TODAY, by=officer)

    def test_what_has_nothing_to_do_with_it_does_not_hinder(self, act_for, member_a):
        away = act_for(standings.go_away, member_a, day=DAY, until=None, ground="x")
        act_for(standings.exempt, member_a, day=TODAY, until=None, reason="weak", document="NQ 5")
        services.correct(away, reason="x", today=TODAY, by=away.recorded_by)
        assert [one.kind for one in member_a.standings.filter(validity__contains=TODAY)] == [
            "exempted",
            "official",
        ]

    def test_only_once_and_never_of_itself(self, act_for, member_a, secretary_a):
        away = act_for(standings.go_away, member_a, day=DAY, until=None, ground="x")
        correction = services.correct(away, reason="x", today=TODAY, by=secretary_a)
        for act in (away, correction):
            assert "đính chính" in refusal(
                lambda act=act: services.correct(act, reason="x", today=TODAY, by=secretary_a)
            )

    def test_what_was_written_otherwise_since_is_not_overwritten(
        self, act_for, member_a, secretary_a
    ):
        away = act_for(standings.go_away, member_a, day=DAY, until=None, ground="x")
        member_a.standings.filter(kind="away").update(validity=(DAY, TODAY))
        words = refusal(lambda: services.correct(away, reason="x", today=TODAY, by=secretary_a))
        assert "ghi khác đi" in words

    def test_an_entry_by_mistake_frees_the_card_number(self, cell_a, secretary_a):
        values = {"full_name": "Nguyễn Văn Nhầm", "card_number": "40.555555"}
        entered = {"since": DAY, "grade": "official", "grade_since": DAY, "today": TODAY}
        member = services.add_member(cell=cell_a, values=values, by=secretary_a, **entered)
        act = MemberAct.objects.get(member=member)
        services.correct(act, reason="Nhầm", today=TODAY, by=secretary_a)
        assert queries.figures_of(cell_a, TODAY)["total"] == 6
        services.add_member(cell=cell_a, values=values, by=secretary_a, **entered)

    def test_a_received_member_goes_back_by_who_received(
        self, act_for, member_a, cell_a, cell_b, secretary_b, secretary_a
    ):
        sent = act_for(moves.transfer, member_a, day=DAY, cell_to=cell_b)
        got = moves.receive(sent, day=TODAY, today=TODAY, by=secretary_b)
        words = refusal(lambda: services.correct(sent, reason="x", today=TODAY, by=secretary_a))
        assert "tiếp nhận" in words
        services.correct(got, reason="Nhầm", today=TODAY, by=secretary_b)
        assert queries.current_cell_of(member_a, TODAY) == cell_a
        assert list(queries.waiting_moves(secretary_b)) == [sent]

    def test_the_journal_is_never_rewritten(self, act_for, member_a):
        act = act_for(standings.go_away, member_a, day=DAY, until=None, ground="x")
        for write in (
            lambda: MemberAct.objects.filter(pk=act.pk).update(ground="y"),
            lambda: MemberAct.objects.filter(pk=act.pk).delete(),
        ):
            with pytest.raises(InternalError), transaction.atomic():
                write()


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


def test_one_who_moved_twice_in_a_year(act_for, officer, member_a, cell_a, cell_b, committee):
    third = CellFactory(committee=committee)
    first = act_for(moves.transfer, member_a, by=officer, day=DAY, cell_to=cell_b)
    act_for(moves.transfer, member_a, by=officer, day=date(2026, 8, 1), cell_to=third)
    days = [DAY - timedelta(1), DAY, date(2026, 7, 31), date(2026, 8, 1)]
    assert [queries.current_cell_of(member_a, day) for day in days] == [
        cell_a, cell_b, cell_b, third,
    ]  # fmt: skip
    assert "Chuyển sinh hoạt" in refusal(
        lambda: services.correct(first, reason="x", today=TODAY, by=officer)
    )


def test_guests_do_not_make_two_primaries(act_for, officer, member_a, cell_b):
    MembershipFactory(member=member_a, cell=cell_b, kind="temporary", validity=(DAY, None))
    act_for(moves.transfer, member_a, by=officer, day=TODAY, cell_to=cell_b)
    primary = member_a.memberships.filter(kind="primary", validity__contains=TODAY)
    assert [one.cell for one in primary] == [cell_b]
