"""Who moves to another cell, for good or for a time: what is written, refused and taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from members import queries, services
from members.models import ActKind
from members.services import moves
from members.state import state_of
from tests.factories import TODAY, CellFactory, MembershipFactory, OfficeFactory
from tests.members.acting import DAY, refusal, rows_of


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
