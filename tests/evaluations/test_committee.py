"""What the committee does: balance, the cap, one transaction, reopening; and what stays."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluations import queries, queries_flags, signals
from evaluations.models import (
    CapBase,
    CapScope,
    CellRating,
    Level,
    MemberRating,
    RatingRegime,
    Round,
    Stage,
    Status,
)
from evaluations.rules import most_excellent
from evaluations.services import cells
from evaluations.services import committee as service
from members.services import doubles
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import NOW, C, E, G, N, opened, propose, rated, secretary_of


@pytest.fixture
def round_(committee, officer, cell_a, cell_b) -> Round:
    return opened(committee, officer)


@pytest.fixture
def proposed(round_, cell_a, cell_b, secretary_a, secretary_b) -> Round:
    """Both cells have proposed good for all of their six members."""
    propose(round_.cell_ratings.get(cell=cell_a), by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    return round_


def over(round_: Round) -> list[str]:
    return service.over_the_cap(round_, queries.levels_of(round_))


def refusal(call) -> str:
    with pytest.raises(ValidationError) as error:
        call()
    return " ".join(error.value.messages)


def test_only_the_office_ratifies(proposed, secretary_a, overseer, viewer, other_officer):
    for user in (secretary_a, overseer, viewer, other_officer):
        with pytest.raises(PermissionDenied):
            service.ratify(proposed, now=NOW, by=user)
        with pytest.raises(PermissionDenied):
            service.decide(proposed.cell_ratings.first(), level=E, reason="Nổi bật", by=user)


def test_a_committee_below_does_not_decide_in_the_round_of_the_one_above(
    upper_committee, officer, cell_a, secretary_a
):
    above = make.UserFactory()
    make.RoleFactory(user=above, kind="officer", committee=upper_committee)
    round_ = opened(upper_committee, above)
    part = propose(round_.cell_ratings.get(cell=cell_a), by=secretary_a)
    for row in (part, rated(part)[0]):
        with pytest.raises(PermissionDenied):
            service.decide(row, level=C, reason="Còn việc quá hạn", by=officer)
        service.decide(row, level=C, reason="Còn việc quá hạn", by=above)
    with pytest.raises(PermissionDenied):
        cells.take_back(part, reason="Sửa lại", by=officer)
    client = signed_in(officer)
    for name, key in (("cell-decide", part.pk), ("member-decide", rated(part)[0].pk)):
        assert client.get(reverse(f"evaluations:{name}", args=[key])).status_code == 403


def test_what_hinders_is_said_in_words(round_, officer, cell_a, secretary_a):
    propose(round_.cell_ratings.get(cell=cell_a), by=secretary_a)
    words = refusal(lambda: service.ratify(round_, now=NOW, by=officer))
    assert "Chi bộ Tổ dân phố 12" in words
    assert "6 đảng viên chưa có mức" in words


def test_cells_that_hinder_are_named_up_to_five_and_the_others_counted(committee, officer, cell_a,
                                                                       cell_b):  # fmt: skip
    for number in range(6):
        make.CellFactory(committee=committee, name=f"Chi bộ số {number}")
    words = refusal(lambda: service.ratify(opened(committee, officer), now=NOW, by=officer))
    assert "và 3 chi bộ khác" in words


@pytest.mark.django_db(transaction=True)
def test_everything_is_ratified_at_once_and_told(proposed, officer):
    heard = []
    signals.round_ratified.connect(lambda **said: heard.append(said["round"].pk), weak=False)
    done = service.ratify(proposed, now=NOW, by=officer)
    assert done.is_ratified
    assert heard == [proposed.pk]
    assert {row.ratified for row in proposed.member_ratings.all()} == {G}
    assert {row.ratified for row in proposed.cell_ratings.all()} == {G}


def test_a_change_needs_a_reason_and_leaves_the_proposal(proposed, officer, cell_a):
    row = rated(proposed.cell_ratings.get(cell=cell_a))[0]
    assert "lý do" in refusal(lambda: service.decide(row, level=C, reason="", by=officer))
    service.decide(row, level=C, reason="Hai việc quá hạn", by=officer)
    service.ratify(proposed, now=NOW, by=officer)
    row.refresh_from_db()
    assert (row.proposed, row.ratified, row.reason) == (G, C, "Hai việc quá hạn")


def test_the_proposed_level_again_takes_a_change_back(proposed, officer, cell_a):
    row = rated(proposed.cell_ratings.get(cell=cell_a))[0]
    service.decide(row, level=C, reason="Hai việc quá hạn", by=officer)
    back = service.decide(row, level=G, reason="", by=officer)
    assert (back.ratified, back.reason) == ("", "")


def test_more_excellent_than_the_cap_allows_block_the_ratification(
    round_, cell_a, cell_b, secretary_a, secretary_b, officer
):
    """12 rated under the regime of 2025: 20 % of good and above, 2 may be excellent."""
    propose(round_.cell_ratings.get(cell=cell_a), [E, E, E, G, G, G], by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    words = refusal(lambda: service.ratify(round_, now=NOW, by=officer))
    assert "vượt 1" in words
    assert not round_.member_ratings.exclude(ratified="").exists()
    row = rated(round_.cell_ratings.get(cell=cell_a))[0]
    service.decide(row, level=G, reason="Cân đối chung", by=officer)
    assert service.ratify(round_, now=NOW, by=officer).is_ratified


def test_the_cap_of_each_cell_is_held_where_the_regime_says_so(
    round_, cell_a, cell_b, secretary_a, secretary_b, officer
):
    RatingRegime.objects.filter(pk=round_.regime_id)  # in use: a copy is needed to change it
    assert round_.regime.cap_scope == CapScope.GRASSROOTS
    propose(round_.cell_ratings.get(cell=cell_a), [E, E, G, G, G, G], by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    assert over(round_) == []
    round_.regime.cap_scope = CapScope.CELL
    (words,) = over(round_)
    assert str(cell_a) in words


def test_cells_over_the_cap_are_named_up_to_five_and_the_others_counted(committee, officer):
    for number in range(7):
        make.furnished_cell(committee, f"Chi bộ số {number}")
    round_ = opened(committee, officer)
    MemberRating.objects.filter(round=round_).update(proposed=E)
    round_.regime.cap_scope = CapScope.CELL
    found = over(round_)
    assert len(found) == 6
    assert "Chi bộ số 4" in found[4]
    assert found[5] == "Vượt tỷ lệ xuất sắc ở 2 chi bộ khác."


def test_cells_of_one_name_under_two_committees_have_a_cap_each(
    upper_committee, committee, another_committee
):
    """As three communes that became one have three cells "Thôn 1"."""
    above = make.UserFactory()
    make.RoleFactory(user=above, kind="officer", committee=upper_committee)
    for one in (committee, another_committee):
        make.furnished_cell(one, "Chi bộ Thôn 1")
    round_ = opened(upper_committee, above)
    first, second = round_.cell_ratings.all()
    first.members.update(proposed=G)
    for row, level in zip(rated(second), (E, E, G, G, G, G), strict=True):
        MemberRating.objects.filter(pk=row.pk).update(proposed=level)
    round_.regime.cap_scope = CapScope.CELL
    (words,) = over(round_)
    assert "Xuất sắc: 2; nhiều nhất 20% của 6" in words


LEVELS = st.lists(st.sampled_from([E, G, C, N]), min_size=12, max_size=12)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    levels=LEVELS,
    changes=LEVELS,
    base=st.sampled_from(CapBase.values),
    scope=st.sampled_from(CapScope.values),
    percent=st.integers(0, 100),
)
def test_ratified_excellent_never_pass_the_cap(
    proposed, officer, levels, changes, base, scope, percent
):
    """Whatever was proposed and changed, under any regime: either refused, or within the cap."""
    with transaction.atomic():
        mark = transaction.savepoint()
        rows = list(proposed.member_ratings.filter(status=Status.RATED).order_by("pk"))
        for row, level, change in zip(rows, levels, changes, strict=True):
            row.proposed = level
            row.ratified, row.reason = (change, "Cân đối") if change != level else ("", "")
        MemberRating.objects.bulk_update(rows, ["proposed", "ratified", "reason"])
        regime = make_regime(base, scope, percent)
        Round.objects.filter(pk=proposed.pk).update(regime=regime)
        fresh = Round.objects.get(pk=proposed.pk)
        try:
            service.ratify(fresh, now=NOW, by=officer)
        except ValidationError:
            assert queries.cap_of(fresh).over or scope == CapScope.CELL
        else:
            _check_cap(fresh)
        transaction.savepoint_rollback(mark)


def make_regime(base: str, scope: str, percent: int) -> RatingRegime:
    """A regime of its own, for years that nobody uses."""
    return RatingRegime.objects.create(
        code="THU", name="Thử", source="Thử", years=(1990, 1991), cap_base=base, cap_scope=scope,
        cap_percent=percent,
    )  # fmt: skip


def _check_cap(round_: Round) -> None:
    groups = [round_.member_ratings.filter(status=Status.RATED)]
    if round_.regime.cap_scope == CapScope.CELL:
        groups = [groups[0].filter(cell_rating=part) for part in round_.cell_ratings.all()]
    for rows in groups:
        counts = Counter(rows.values_list("ratified", flat=True))
        most = most_excellent(counts, round_.regime.cap_base, round_.regime.cap_percent)
        assert counts[E] <= most


def test_ratifying_costs_the_same_for_any_number_of_members(committee, officer):
    def cost(year: int) -> int:
        cell = make.furnished_cell(committee, f"Chi bộ năm {year}")
        for number in range(40 if year == 2026 else 0):
            make.member_of(cell, f"Trần Thị Số {number}")
        round_ = opened(committee, officer, year=year, rated_on=date(year, 12, 31))
        MemberRating.objects.filter(round=round_).update(proposed=G)
        CellRating.objects.filter(round=round_).update(
            proposed=G, stage=Stage.PROPOSED, proposed_on=make.TODAY
        )
        with CaptureQueriesContext(connection) as asked:
            service.ratify(round_, now=NOW, by=officer)
        return len(asked)

    few = cost(2025)
    assert cost(2026) == few <= 25


# --- What stays -----------------------------------------------------------------------------------
def test_nobody_changes_what_is_ratified(proposed, officer, cell_a, secretary_a):
    service.ratify(proposed, now=NOW, by=officer)
    part = proposed.cell_ratings.get(cell=cell_a)
    row = rated(part)[0]
    assert "công nhận" in refusal(lambda: service.decide(row, level=E, reason="Nhầm", by=officer))
    with pytest.raises(OperationalError, match="ratified"), transaction.atomic():
        MemberRating.objects.filter(pk=row.pk).update(ratified=E, reason="Nhầm")
    row.refresh_from_db()
    assert row.ratified == G


def test_a_round_opens_again_with_a_reason(proposed, officer, cell_a):
    row = rated(proposed.cell_ratings.get(cell=cell_a))[0]
    service.decide(row, level=C, reason="Hai việc quá hạn", by=officer)
    service.ratify(proposed, now=NOW, by=officer)
    assert "lý do" in refusal(lambda: service.reopen(proposed, reason=" ", now=NOW, by=officer))
    again = service.reopen(proposed, reason="Bỏ sót một đảng viên", now=NOW, by=officer)
    assert (again.version, again.is_ratified) == (2, False)
    row.refresh_from_db()
    assert (row.ratified, row.reason) == (C, "Hai việc quá hạn")
    others = proposed.member_ratings.exclude(pk=row.pk)
    assert {one.ratified for one in others} == {""}
    assert service.ratify(proposed, now=NOW, by=officer).version == 2


# --- Flags ----------------------------------------------------------------------------------------
def flagged(round_: Round) -> dict[str, str]:
    """By name, the flag."""
    found = queries_flags.flags_of(round_)
    lines = queries_flags.lines_of([pk for rows in found.values() for pk in rows])
    return {lines[pk].name: flag for flag, rows in found.items() for pk in rows}


def test_years_without_and_with_excellence_are_listed(committee, officer):
    cell = make.furnished_cell(committee, "Chi bộ Tổ dân phố 9")
    by = secretary_of(cell)
    for year in range(2022, 2027):
        round_ = opened(committee, officer, year=year, rated_on=date(year, 12, 31))
        part = round_.cell_ratings.get(cell=cell)
        levels = [E, N if year > 2024 else G, G, G, G, G]
        propose(part, levels, by=by)
        assert over(round_) == []
        flags = flagged(round_)
        service.ratify(round_, now=NOW, by=officer)
    worst, best = rated(part)[1].name, rated(part)[0].name
    assert flags == {worst: "failing", best: "commend"}
    assert flagged(round_) == flags
    assert Level(G).label == "Hoàn thành tốt nhiệm vụ"


def test_years_under_a_double_of_the_record_count(committee, officer):
    cell = make.furnished_cell(committee, "Chi bộ Tổ dân phố 9")
    by = secretary_of(cell)
    double = make.member_of(cell, "Trần Thị Mai Đôi")
    last = opened(committee, officer, year=2025, rated_on=date(2025, 12, 31))
    part = last.cell_ratings.get(cell=cell)
    levels = [N if row.member == double else G for row in rated(part)]
    propose(part, levels, by=by)
    service.ratify(last, now=NOW, by=officer)
    kept = make.member_of(cell, "Trần Thị Mai Đôi")
    doubles.merge_doubles(kept, double, day=make.TODAY, today=make.TODAY, by=by)
    round_ = opened(committee, officer)
    round_.member_ratings.filter(member=kept).update(proposed=N)
    assert flagged(round_) == {"Trần Thị Mai Đôi": "failing"}
