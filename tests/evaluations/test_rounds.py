"""Opening a year, and what the database holds of a round by itself."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import Cell
from evaluations.models import (
    CellRating,
    Level,
    LevelNorm,
    MemberRating,
    RatingRegime,
    Round,
    RoundState,
    Stage,
    Status,
)
from evaluations.services import lists, regimes
from evaluations.services.rounds import open_round, refresh, regime_of
from members.models import ActKind, MembershipKind, StandingKind
from members.services import moves
from tests import factories as make
from tests.cast import signed_in

NOW = make.at(make.TODAY)
YEAR_END = date(2026, 12, 31)


def opened(committee, by, **values) -> Round:
    usual = {"year": 2026, "rated_on": YEAR_END, "deadlines": {}, "now": NOW}
    return open_round(committee, **usual | values, by=by)


@pytest.fixture
def round_(committee, officer, cell_a, cell_b) -> Round:
    return opened(committee, officer)


def ratify(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(
        state=RoundState.RATIFIED, ratified_at=NOW, ratified_by=round_.opened_by
    )


# --- Opening --------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "code"),
    [(2018, "XL2018"), (2019, "XL2019"), (2022, "XL2019"), (2024, "XL2023"), (2026, "XL2025")],
)
def test_each_year_has_the_regime_of_its_time(year, code):
    assert regime_of(year).code == code


@pytest.mark.django_db
def test_every_member_is_rated_or_left_out_with_the_reason(committee, officer, cell_a, cell_b):
    left = {
        "Mai Giang": ({"standings": (StandingKind.EXEMPTED,)}, Status.EXEMPTED),
        "Mai Hạnh": ({"standings": (StandingKind.SUSPENDED,)}, Status.SUSPENDED),
        "Mai Khôi": ({"membership": MembershipKind.TEMPORARY}, Status.TEMPORARY_HERE),
    }
    for name, (values, _) in left.items():
        make.member_of(cell_a, f"Hồ Thị {name}", **values)
    round_ = opened(committee, officer)
    listed = MemberRating.objects.filter(cell_rating__cell=cell_a)
    for name, (_, status) in left.items():
        assert listed.get(name__endswith=name).status == status
    others = listed.exclude(name__in=[f"Hồ Thị {name}" for name in left])
    assert {row.status for row in others} == {Status.RATED}
    assert {row.cell for row in round_.cell_ratings.all()} == {cell_a, cell_b}


@pytest.mark.django_db
def test_only_the_office_of_the_committee_opens_a_year(
    committee, secretary_a, overseer, viewer, other_officer, stranger
):
    for user in (secretary_a, overseer, viewer, other_officer, stranger):
        with pytest.raises(PermissionDenied):
            opened(committee, user)
    assert not Round.objects.exists()


def test_a_year_is_opened_once(round_, committee, officer):
    with pytest.raises(ValidationError) as refused:
        opened(committee, officer)
    assert "year" in refused.value.message_dict or "__all__" in refused.value.message_dict
    assert Round.objects.count() == 1


@pytest.mark.django_db
def test_a_year_without_a_regime_or_with_a_wrong_day_is_refused_in_words(committee, officer):
    for values, field in (({"year": 2016}, "year"), ({"rated_on": date(2024, 1, 1)}, "rated_on")):
        with pytest.raises(ValidationError) as refused:
            opened(committee, officer, **values)
        assert field in refused.value.message_dict


@pytest.mark.django_db
def test_opening_costs_the_same_for_any_number_of_members(committee, officer, another_committee):
    def cost(year: int) -> int:
        for _ in range(2):
            make.furnished_cell(committee, f"Chi bộ số {Cell.objects.count()}")
        with CaptureQueriesContext(connection) as asked:
            opened(committee, officer, year=year, rated_on=date(year, 12, 31))
        return len(asked)

    few = cost(2025)
    assert cost(2026) == few <= 30


# --- What the database holds ----------------------------------------------------------------------
def test_what_is_ratified_stays_whoever_writes(round_):
    member = round_.member_ratings.filter(status=Status.RATED).first()
    ratify(round_)
    attempts = (
        lambda: MemberRating.objects.filter(pk=member.pk).update(ratified=Level.EXCELLENT),
        lambda: CellRating.objects.filter(round=round_).update(proposed=Level.GOOD),
        lambda: MemberRating.objects.filter(pk=member.pk).delete(),
        lambda: Round.objects.filter(pk=round_.pk).update(year=2025),
        lambda: Round.objects.filter(pk=round_.pk).update(state=RoundState.OPEN),
    )
    for attempt in attempts:
        with pytest.raises(OperationalError, match="ratified"), transaction.atomic():
            attempt()


def test_a_ratified_round_opens_again_with_a_reason_and_a_new_version(round_):
    ratify(round_)
    Round.objects.filter(pk=round_.pk).update(
        state=RoundState.OPEN, version=2, reopened_because="Bỏ sót một đảng viên"
    )
    assert round_.member_ratings.update(comments="Góp ý") > 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"issued": 21},
        {"collected": 19},
        {"valid": 17},
        {"votes_good": 9},
    ],
)
def test_ballots_add_up_in_the_database(round_, wrong):
    right = {
        "base": 20,
        "issued": 18,
        "collected": 18,
        "valid": 18,
        "votes_excellent": 2,
        "votes_good": 10,
        "votes_completed": 6,
        "votes_not_completed": 0,
    }
    rows = MemberRating.objects.filter(
        pk=round_.member_ratings.filter(status=Status.RATED).first().pk
    )
    assert rows.update(**right) == 1
    with pytest.raises(IntegrityError, match="ballots"), transaction.atomic():
        rows.update(**right | wrong)


def test_another_level_than_the_proposed_one_needs_a_reason(round_):
    rows = CellRating.objects.filter(round=round_)
    rows.update(proposed=Level.GOOD)
    with pytest.raises(IntegrityError, match="reason"), transaction.atomic():
        rows.update(ratified=Level.COMPLETED)
    rows.update(ratified=Level.COMPLETED, reason="Nhiệm vụ quý IV chưa xong")
    assert {row.ratified for row in rows} == {Level.COMPLETED}


@pytest.mark.django_db
def test_who_is_left_out_has_no_level(committee, officer, cell_a):
    make.member_of(cell_a, "Hồ Thị Mai Giang", standings=(StandingKind.EXEMPTED,))
    opened(committee, officer)
    rows = MemberRating.objects.filter(status=Status.EXEMPTED)
    with pytest.raises(IntegrityError, match="left_out"), transaction.atomic():
        rows.update(proposed=Level.GOOD)


# --- Regimes --------------------------------------------------------------------------------------
def test_a_regime_in_use_is_copied_and_never_edited(round_, admin_user):
    old = round_.regime
    changes = (
        lambda: RatingRegime.objects.filter(pk=old.pk).update(cap_percent=25),
        lambda: LevelNorm.objects.filter(regime=old).update(points=80),
    )
    for change in changes:
        with pytest.raises(OperationalError, match="in use"), transaction.atomic():
            change()
    new = regimes.copy(old, code="XL2027", since=2027, by=admin_user)
    RatingRegime.objects.filter(pk=new.pk).update(cap_percent=25)
    assert regime_of(2026) == old
    assert regime_of(2027) == new
    assert new.norms.count() == old.norms.count() == 4
    assert round_.regime.cap_percent == 20


@pytest.mark.django_db
def test_only_administrators_copy_a_regime(officer):
    with pytest.raises(PermissionDenied):
        regimes.copy(regime_of(2026), code="XL2027", since=2027, by=officer)


@pytest.mark.django_db
def test_what_is_uncertain_is_said_beside_its_setting():
    fields = {field.name for field in RatingRegime._meta.fields}
    fields |= {"norms", "criteria", "grades", "cases"}
    for regime in RatingRegime.objects.all():
        assert regime.notes
        assert set(regime.notes) <= fields
        assert "draft_days" in regime.notes
    uncertain = {regime.code: set(regime.notes) for regime in RatingRegime.objects.all()}
    for code in ("XL2018", "XL2023", "XL2025"):
        assert uncertain[code] >= {"cap_base", "cap_scope"}, "read for 2019 alone"
    assert "cap_base" not in uncertain["XL2019"]
    assert "with_points" in uncertain["XL2025"], "read in digests only"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("month", "day", "shown"), [(12, 31, "31/12/2026"), (11, 31, "30/11/2026")]
)
def test_the_days_to_begin_with_end_with_the_deadline_of_the_regime(officer, month, day, shown):
    RatingRegime.objects.filter(code="XL2025").update(deadline_month=month, deadline_day=day)
    page = signed_in(officer).get(reverse("evaluations:open"))
    days = page.context["form"].initial
    assert f"{days['ratify_by']:%d/%m/%Y}" == shown
    assert days["self_review_by"] < days["cell_by"] < days["ratify_by"]


# --- Lists follow the roll ------------------------------------------------------------------------
def test_a_list_follows_the_roll_until_it_is_ratified(round_, cell_a, cell_b, officer):
    """Somebody comes, somebody is exempted, somebody leaves: the lists say so, levels go with
    those who are rated no longer, and a cell that had proposed goes on working."""
    rows = MemberRating.objects.filter(cell_rating__cell=cell_a, status=Status.RATED)
    rows.update(proposed=Level.GOOD)
    CellRating.objects.filter(cell=cell_a).update(
        proposed=Level.GOOD, stage=Stage.PROPOSED, proposed_on=make.TODAY
    )
    exempted, gone = rows.filter(office="").order_by("pk")[:2]
    make.StandingFactory(member=exempted.member, kind=StandingKind.EXEMPTED)
    gone.member.memberships.update(validity=(make.LONG_AGO, make.TODAY))
    make.member_of(cell_a, "Hồ Thị Mai Khánh", since=date(2026, 3, 1))
    assert lists.differing(round_) == 3
    assert refresh(round_, by=officer) == 3
    assert lists.differing(round_) == 0
    for row, status in ((exempted, Status.EXEMPTED), (gone, Status.GONE)):
        row.refresh_from_db()
        assert (row.status, row.proposed) == (status, "")
    new = rows.get(name="Hồ Thị Mai Khánh")
    assert new.joined_on == date(2026, 3, 1)
    assert CellRating.objects.get(cell=cell_a).stage == Stage.MEMBERS
    assert CellRating.objects.get(cell=cell_b).stage == Stage.WAITING


@pytest.mark.parametrize(("moved_on", "remark"), [(date(2026, 7, 1), True), (make.TODAY, True),
                                                  (date(2026, 6, 30), False)])  # fmt: skip
def test_who_moved_is_rated_where_the_member_is_now(
    round_, cell_a, cell_b, officer, moved_on, remark
):
    member = round_.member_ratings.filter(cell_rating__cell=cell_a, office="").first().member
    member.memberships.update(validity=(make.LONG_AGO, moved_on))
    make.MembershipFactory(member=member, cell=cell_b, validity=(moved_on, None))
    refresh(round_, by=officer)
    there = MemberRating.objects.get(member=member, status=Status.RATED)
    assert there.cell_rating.cell == cell_b
    assert there.former_cell == (cell_a if remark else None)
    assert MemberRating.objects.get(member=member, cell_rating__cell=cell_a).status == Status.GONE


@pytest.mark.django_db(transaction=True)
def test_an_act_on_the_roll_is_followed_by_itself(committee, officer, cell_a, secretary_a):
    round_ = opened(committee, officer)
    row = round_.member_ratings.filter(cell_rating__cell=cell_a, office="").first()
    moves.leave(row.member, kind=ActKind.DIED, day=make.TODAY, today=make.TODAY, by=secretary_a)
    row.refresh_from_db()
    assert row.status == Status.GONE


@pytest.mark.django_db
def test_a_cell_is_rated_once_a_year(committee, upper_committee, officer, cell_a):
    opened(committee, officer)
    above = make.UserFactory()
    make.RoleFactory(user=above, kind="officer", committee=upper_committee)
    with pytest.raises(ValidationError) as refused:
        opened(upper_committee, above)
    assert "committee" in refused.value.message_dict
    assert Round.objects.count() == 1
