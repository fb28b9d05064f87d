"""What a cell does in a round: the collective first, counts that add up, then a proposal."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluations import queries
from evaluations.models import CellRating, MemberRating, RemarkKind, Round, Stage, Status
from evaluations.proposing import Norms, proposal_of, reasons_of
from evaluations.services import cells, committee
from meetings.models import AttendanceStatus, MeetingKind, MeetingRegime
from members.models import MembershipKind, OfficeKind, StandingKind
from tests import factories as make
from tests.evaluations.acting import (
    NOW,
    C,
    E,
    G,
    N,
    collective,
    counted,
    opened,
    propose,
    rated,
)

TODAY = make.TODAY


@pytest.fixture
def round_(committee, officer, cell_a, cell_b) -> Round:
    return opened(committee, officer)


@pytest.fixture
def part(round_, cell_a) -> CellRating:
    return round_.cell_ratings.get(cell=cell_a)


def refused(call) -> dict:
    with pytest.raises(ValidationError) as error:
        call()
    return getattr(error.value, "message_dict", {"__all__": error.value.messages})


# --- Who --------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["secretary_b", "overseer", "officer", "viewer", "admin_user"])
def test_only_the_cell_itself_writes_its_part(request, part, who):
    user = request.getfixturevalue(who)
    row = rated(part)[0]
    writes = (
        lambda: cells.review_collective(part, values={"self_review": "x"}, by=user),
        lambda: collective(part, by=user),
        lambda: cells.review_member(row, values={"self_review": "x"}, by=user),
        lambda: cells.submit(part, today=TODAY, by=user),
    )
    for write in writes:
        with pytest.raises(PermissionDenied):
            write()


# --- The base ---------------------------------------------------------------------------------
def test_the_base_is_who_was_summoned(round_, part, cell_a):
    """Worked example: 20 official members, two on probation, three absent with a reason: 20."""
    for number in range(15):
        make.member_of(cell_a, f"Trần Thị Mai Số {number}")
    make.member_of(cell_a, "Trần Thị Mai Dự", grade=StandingKind.PROBATIONARY)
    assert queries.voting_base_of(part, TODAY) == 20
    make.member_of(cell_a, "Trần Thị Mai Miễn", standings=(StandingKind.EXEMPTED,))
    make.member_of(cell_a, "Trần Thị Mai Xa", standings=(StandingKind.TEMPORARILY_ELSEWHERE,))
    make.member_of(cell_a, "Trần Thị Mai Khách", membership=MembershipKind.TEMPORARY)
    assert queries.voting_base_of(part, TODAY) == 20


def test_an_exempted_member_who_came_and_votes_is_added_back(part, cell_a, secretary_a):
    meeting = make.MeetingFactory(cell=cell_a, kind=MeetingKind.REVIEW, month=date(2026, 12, 1))
    for number in range(16):
        make.AttendanceFactory(
            meeting=meeting,
            status=AttendanceStatus.PRESENT if number < 14 else AttendanceStatus.EXCUSED,
        )
    guest = make.AttendanceFactory(
        meeting=meeting, exempted=True, status=AttendanceStatus.NOT_BOUND
    )
    part = cells.review_collective(part, values={"meeting": meeting}, by=secretary_a)
    assert queries.voting_base_of(part, TODAY) == 16
    guest.status, guest.votes = AttendanceStatus.PRESENT, True
    guest.save()
    part = queries.cell_ratings_of(secretary_a).get(pk=part.pk)
    assert queries.voting_base_of(part, TODAY) == 17


def test_guests_count_by_the_setting_before_a_meeting_is_named_as_well(part, cell_a):
    make.member_of(cell_a, "Trần Thị Mai Khách", membership=MembershipKind.TEMPORARY)
    assert queries.voting_base_of(part, TODAY) == 5
    with transaction.atomic():
        MeetingRegime.objects.filter(validity__contains=TODAY).update(temporary_members_vote=True)
        assert queries.voting_base_of(part, TODAY) == 6


# --- The collective ---------------------------------------------------------------------------
def test_the_collective_comes_first(part, secretary_a):
    row = rated(part)[0]
    count = {
        "issued": 4, "collected": 4, "votes": {row.pk: counted(G, 4)}, "day": TODAY,
        "by": secretary_a,
    }  # fmt: skip
    assert "tập thể" in refused(lambda: cells.count_members(part, **count))["__all__"][0]
    part = collective(part, by=secretary_a)
    assert part.stage == Stage.MEMBERS
    assert cells.count_members(part, **count) == 1
    row.refresh_from_db()
    assert (row.proposed, row.base, row.issued) == (G, 5, 4)


def test_the_secretary_does_not_chair_the_own_review(part, cell_a, secretary_a):
    secretary, deputy = (
        cell_a.offices.get(kind=kind).member for kind in (OfficeKind.SECRETARY, OfficeKind.DEPUTY)
    )
    values = {"secretary_chair": secretary}
    assert "secretary_chair" in refused(
        lambda: cells.review_collective(part, values=values, by=secretary_a)
    )
    assert [deputy] == queries.who_may_chair(cell_a, TODAY)
    done = cells.review_collective(part, values={"secretary_chair": deputy}, by=secretary_a)
    assert (done.secretary_chair, done.stage) == (deputy, Stage.COLLECTIVE)


def test_the_review_meeting_is_one_of_the_cell(part, cell_a, cell_b, secretary_a):
    for wrong in (
        make.MeetingFactory(cell=cell_b, kind=MeetingKind.REVIEW),
        make.MeetingFactory(cell=cell_a),
    ):
        assert "meeting" in refused(
            lambda wrong=wrong: cells.review_collective(
                part, values={"meeting": wrong}, by=secretary_a
            )
        )


# --- Counts -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"issued": 6}, "issued"),
        ({"collected": 5}, "collected"),
        ({"valid": 3}, "valid"),
        ({"votes_good": 2}, "valid"),
    ],
)
def test_a_count_that_does_not_add_up_is_refused_beside_its_field(part, secretary_a, wrong, field):
    values = {"issued": 4, "collected": 4, **counted(G, 4)} | wrong
    found = refused(lambda: cells.count_collective(part, values=values, day=TODAY, by=secretary_a))
    assert field in found
    part.refresh_from_db()
    assert part.issued is None


FIGURES = st.lists(st.integers(0, 7), min_size=7, max_size=7)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(FIGURES)
def test_ballots_that_are_kept_always_add_up(part, secretary_a, figures):
    """Whatever is typed: it is refused, or what stands afterwards adds up over the base."""
    issued, collected, valid, *votes = figures
    names = ("votes_excellent", "votes_good", "votes_completed", "votes_not_completed")
    typed = {
        "issued": issued,
        "collected": collected,
        "valid": valid,
        **dict(zip(names, votes, strict=True)),
    }
    typed |= {"proposed": G, "proposed_because": "Hội nghị thống nhất"}
    with transaction.atomic():
        mark = transaction.savepoint()
        try:
            cells.count_collective(part, values=typed, day=TODAY, by=secretary_a)
        except ValidationError:
            assert not (issued <= 5 and valid <= collected <= issued and sum(votes) == valid)
        kept = CellRating.objects.get(pk=part.pk)
        if kept.valid is not None:
            assert sum(getattr(kept, name) for name in names) == kept.valid
            assert kept.valid <= kept.collected <= kept.issued <= kept.base
        transaction.savepoint_rollback(mark)


def test_counts_of_members_are_written_all_or_none(part, secretary_a):
    collective(part, by=secretary_a)
    right, wrong = rated(part)[:2]
    votes = {right.pk: counted(G, 4), wrong.pk: counted(G, 4) | {"votes_completed": 1}}
    found = refused(
        lambda: cells.count_members(
            part, issued=4, collected=4, votes=votes, day=TODAY, by=secretary_a
        )
    )
    assert list(found) == [str(wrong.pk)]
    right.refresh_from_db()
    assert right.valid is None


def test_a_wrong_head_of_the_count_is_said_once_beside_its_field(part, secretary_a):
    collective(part, by=secretary_a)
    votes = {row.pk: counted(G, 4) for row in rated(part)}
    for issued, collected, field in ((6, 4, "issued"), (4, 5, "collected")):
        found = refused(
            lambda issued=issued, collected=collected: cells.count_members(
                part, issued=issued, collected=collected, votes=votes, day=TODAY, by=secretary_a
            )
        )
        assert list(found) == [field]


def test_a_cell_cannot_count_for_another(part, round_, cell_b, secretary_a):
    """Keys of another cell's lines are passed over: nothing of it is seen or written."""
    collective(part, by=secretary_a)
    theirs = rated(round_.cell_ratings.get(cell=cell_b))[0]
    written = cells.count_members(
        part, issued=4, collected=4, votes={theirs.pk: counted(E, 4)}, day=TODAY, by=secretary_a
    )
    assert written == 0
    theirs.refresh_from_db()
    assert theirs.votes_excellent is None


# --- The level --------------------------------------------------------------------------------
def test_the_level_is_the_lowest_of_votes_points_and_conditions(part, secretary_a):
    collective(part, by=secretary_a)
    row = rated(part)[0]
    cells.count_members(
        part, issued=5, collected=5, votes={row.pk: counted(E, 5)}, day=TODAY, by=secretary_a
    )
    norms = Norms.of(part.round.regime)
    gates = norms.gate_names(row)
    row.refresh_from_db()
    assert row.proposed == E  # nobody looked at the conditions yet
    row = cells.review_member(row, values={"gates_met": []}, by=secretary_a)
    assert row.proposed == N
    for points, met, level in (
        ((Decimal(28), Decimal(65)), gates, E),
        ((Decimal(28), Decimal(65)), gates[:1], G),
        ((Decimal(25), Decimal(50)), gates, G),
        ((Decimal(20), Decimal(35)), gates, C),
    ):
        values = {"common_points": points[0], "result_points": points[1], "gates_met": met}
        row = cells.review_member(row, values=values, by=secretary_a)
        assert row.proposed == level
        assert any("điểm" in text for text in reasons_of(row, norms))
    assert proposal_of(row, norms).by_votes == E


def test_another_level_than_the_computed_one_needs_a_reason(part, secretary_a):
    values = {"issued": 5, "collected": 5, **counted(E, 5), "proposed": C}
    count = {"day": TODAY, "by": secretary_a}
    found = refused(lambda: cells.count_collective(part, values=values, **count))
    assert "proposed_because" in found
    values["proposed_because"] = "Còn hai việc quá hạn"
    assert cells.count_collective(part, values=values, **count).proposed == C


def test_points_of_the_collective_move_its_level(part, secretary_a):
    values = {"issued": 5, "collected": 5, **counted(E, 5)}
    assert cells.count_collective(part, values=values, day=TODAY, by=secretary_a).proposed == E
    points = {"common_points": Decimal(20), "result_points": Decimal(40)}
    assert cells.review_collective(part, values=points, by=secretary_a).proposed == C
    text = {"self_review": "Chi bộ họp đủ 12 kỳ."}
    assert cells.review_collective(part, values=text, by=secretary_a).proposed == C


def test_points_stay_within_their_part(part, secretary_a):
    row = rated(part)[0]
    found = refused(
        lambda: cells.review_member(
            row, values={"common_points": Decimal(31), "result_points": Decimal(71)}, by=secretary_a
        )
    )
    assert set(found) == {"common_points", "result_points"}


# --- The proposal -----------------------------------------------------------------------------
def test_a_cell_proposes_when_nothing_lacks(part, secretary_a):
    found = refused(lambda: cells.submit(part, today=TODAY, by=secretary_a))["__all__"]
    assert len(found) == 2
    done = propose(part, by=secretary_a)
    assert (done.stage, done.proposed_on) == (Stage.PROPOSED, TODAY)
    row = rated(part)[0]
    assert "rút lại" in refused(
        lambda: cells.review_member(row, values={"comments": "x"}, by=secretary_a)
    )["__all__"][0]  # fmt: skip


def test_a_proposal_goes_back_with_a_reason(part, secretary_a, officer, overseer):
    propose(part, by=secretary_a)
    row = rated(part)[0]
    committee.decide(row, level=C, reason="Chưa xong việc", by=officer)
    with pytest.raises(PermissionDenied):
        cells.take_back(part, reason="x", by=overseer)
    assert "reason" in refused(lambda: cells.take_back(part, reason=" ", by=officer))
    back = cells.take_back(part, reason="Thiếu nhận xét nơi cư trú", by=officer)
    assert (back.stage, back.returned_because) == (Stage.MEMBERS, "Thiếu nhận xét nơi cư trú")
    row.refresh_from_db()
    assert (row.ratified, row.reason, row.proposed) == ("", "", G)


def test_who_is_left_out_is_not_reviewed(round_, part, cell_a, secretary_a):
    member = make.member_of(cell_a, "Hồ Thị Mai Giang", standings=(StandingKind.EXEMPTED,))
    row = MemberRating.objects.create(
        round=round_, cell_rating=part, member=member, name=member.full_name,
        grade="official", status=Status.EXEMPTED,
    )  # fmt: skip
    found = refused(lambda: cells.review_member(row, values={"comments": "x"}, by=secretary_a))
    assert "không thuộc diện" in found["__all__"][0]


def test_remarks_are_asked_for_and_kept(part, cell_b, secretary_a):
    row = rated(part)[0]
    MemberRating.objects.filter(pk=row.pk).update(elsewhere=True, former_cell=cell_b)
    row.refresh_from_db()
    assert len(queries.needs_remark(row, set())) == 2
    for kind in (RemarkKind.TEMPORARY, RemarkKind.FORMER):
        values = {"kind": kind, "issuer": str(cell_b), "text": "Gương mẫu, chấp hành tốt."}
        cells.add_remark(row, values=values, by=secretary_a)
    kinds = queries.remark_kinds(part)[row.pk]
    assert queries.needs_remark(row, kinds) == []


def test_a_remark_that_is_sent_twice_is_kept_once(part, cell_b, secretary_a):
    row = rated(part)[0]
    values = {"kind": RemarkKind.RESIDENCE, "issuer": str(cell_b), "text": "Gương mẫu.\r\nHòa nhã."}
    cells.add_remark(row, values=values, by=secretary_a)
    found = refused(lambda: cells.add_remark(row, values=values, by=secretary_a))
    assert "đã ghi" in found["text"][0]
    assert row.remarks.count() == 1
    cells.add_remark(row, values=values | {"text": "Ít dự họp."}, by=secretary_a)


def test_the_cell_takes_note_of_its_result_once(part, round_, secretary_a, officer, cell_b):
    assert refused(lambda: cells.acknowledge(part, now=NOW, by=secretary_a))
    Round.objects.filter(pk=round_.pk).update(
        state="ratified", ratified_at=NOW, ratified_by=officer
    )
    fresh = queries.cell_ratings_of(secretary_a).get(pk=part.pk)
    for _ in range(2):
        cells.acknowledge(fresh, now=NOW, by=secretary_a)
    board = {row.cell: row.received for row in queries.board_of(round_)}
    assert board == {part.cell: True, cell_b: False}
