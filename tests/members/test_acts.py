"""What each act writes, what it refuses, and how it is taken back."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, transaction

from members import queries, services
from members.grounds import ExemptionGround
from members.models import ActKind, Decider, Member, MemberAct
from members.services import moves, standings
from members.state import state_of
from tests.factories import TODAY, OfficeFactory, member_of
from tests.members.acting import DAY, refusal, rows_of


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
