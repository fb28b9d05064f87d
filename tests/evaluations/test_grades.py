"""Grades of criteria: what regimes ask of them, what a cell enters, what is proposed from it."""

import importlib

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from hypothesis import given
from hypothesis import strategies as st

from evaluations.models import (
    CellRating,
    CriterionGroup,
    LevelNorm,
    MemberRating,
    RatingCriterion,
    RatingRegime,
    Status,
    Subject,
)
from evaluations.proposing import Norms, proposal_of, reasons_of
from evaluations.rules import (
    GRADES,
    LEVELS,
    Grade,
    Graded,
    GradeRule,
    level_by_grades,
    shortfall,
)
from evaluations.services import cells, regimes
from evaluations.services import committee as committee_services
from evaluations.services.rounds import refresh, regime_of
from members.models import StandingKind
from tests import factories as make
from tests.evaluations.acting import (
    NOW,
    C,
    E,
    G,
    N,
    collective,
    counted,
    graded,
    opened,
    opened_in,
    propose,
    rated,
)

TODAY = make.TODAY
XS, T, TB, K = GRADES
HD_21 = [
    GradeRule(E, task=XS, other=T),
    GradeRule(G, most=T),
    GradeRule(C),
    GradeRule(N),
]


def of(tasks: list[Grade | None], others: list[Grade | None]) -> list[Graded]:
    return [Graded(True, one) for one in tasks] + [Graded(False, one) for one in others]


# --- The rule -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tasks", "others", "level"),
    [
        ([XS, XS], [T, XS, T], E),
        ([XS, T], [XS, XS, XS], G),  # one task criterion is only good
        ([XS, XS], [T, T, TB], G),
        ([T, TB], [TB, T], C),  # half is not most
        ([T, TB], [T], G),
        ([K, K], [K], C),  # what "completed" needs is not known: nothing is asked
        ([XS, None], [None, None], E),  # not graded yet breaks nothing
        ([T, None], [None], G),
        ([None], [None], None),
        ([], [], None),
    ],
)
def test_grades_give_the_level_that_hd_21_allows(tasks, others, level):
    assert level_by_grades(of(tasks, others), HD_21) == level


def test_a_regime_that_asks_nothing_gives_no_level():
    assert level_by_grades(of([K], [K]), [GradeRule(level) for level in LEVELS]) is None


def test_what_is_missed_is_named():
    graded = of([XS, T], [TB, T])
    lack = shortfall(graded, HD_21[0])
    assert (lack.below, lack.most) == ((1, 2), None)
    assert shortfall(of([TB, T], [TB, T]), HD_21[1]).most == 2
    assert not shortfall(graded, HD_21[2])


GRADE = st.none() | st.sampled_from(GRADES)
GRADED = st.lists(st.builds(Graded, st.booleans(), GRADE), max_size=12)
ASKED = st.tuples(GRADE, GRADE, GRADE)
RULES = st.tuples(ASKED, ASKED, ASKED, ASKED).map(
    lambda asked: [GradeRule(level, *one) for level, one in zip(LEVELS, asked, strict=True)]
)


@given(GRADED, RULES)
def test_the_level_of_grades_misses_nothing_and_each_better_one_does(graded, asked):
    level = level_by_grades(graded, asked)
    if level is None:
        assert not any(one.grade for one in graded) or not any(rule.asks for rule in asked)
        return
    for rule in asked[: LEVELS.index(level)]:
        assert shortfall(graded, rule)
    assert level == N or not shortfall(graded, asked[LEVELS.index(level)])


@given(GRADED, RULES, st.data())
def test_a_better_grade_never_lowers_the_level(graded, asked, data):
    if not graded:
        return
    place = data.draw(st.integers(0, len(graded) - 1))
    before = level_by_grades(graded, asked)
    old = graded[place]
    if old.grade is None or old.grade == XS:
        return
    better = list(graded)
    better[place] = Graded(old.task, GRADES[GRADES.index(old.grade) - 1])
    after = level_by_grades(better, asked)
    assert (before is None) == (after is None)
    assert before is None or LEVELS.index(after) <= LEVELS.index(before)


@given(GRADED, RULES, st.sampled_from(GRADES))
def test_to_grade_one_more_never_raises_the_level(graded, asked, grade):
    open_ones = [n for n, one in enumerate(graded) if one.grade is None]
    before = level_by_grades(graded, asked)
    if not open_ones or before is None:
        return
    more = list(graded)
    more[open_ones[0]] = Graded(more[open_ones[0]].task, grade)
    assert LEVELS.index(level_by_grades(more, asked)) >= LEVELS.index(before)


@given(GRADED, st.sampled_from(GRADES))
def test_most_is_more_than_half(graded, least):
    reached = sum(one.grade is None or GRADES.index(one.grade) <= GRADES.index(least)
                  for one in graded)  # fmt: skip
    lacks = bool(shortfall(graded, GradeRule(G, most=least)))
    assert lacks == (bool(graded) and 2 * reached <= len(graded))


# --- Regimes --------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "members", "asks"),
    [(2018, 8, False), (2019, 8, True), (2022, 8, True), (2024, 8, True), (2026, 0, False)],
)
def test_regimes_before_points_grade_criteria(year, members, asks):
    norms = Norms.of(regime_of(year))
    assert len(norms.criteria_of(MemberRating())) == members
    assert len(norms.criteria_of(CellRating())) == members
    assert any(rule.asks for rule in norms.grades_asked) == asks
    for row in (MemberRating(), CellRating()):
        groups = {one.group for one in norms.criteria_of(row)}
        assert groups == (set(CriterionGroup.values) if members else set())


@pytest.fixture
def round_of_2019(committee, officer, cell_a, cell_b):
    return opened_in(2019, committee, officer)


def test_criteria_in_use_stay_and_are_copied(round_of_2019, admin_user):
    old = round_of_2019.regime
    changes = (
        lambda: RatingCriterion.objects.filter(regime=old).update(text="Khác"),
        lambda: RatingCriterion.objects.filter(regime=old).delete(),
        lambda: RatingCriterion.objects.create(
            regime=old, subject=Subject.CELL, position=99, group="task", text="Thêm"
        ),
        lambda: LevelNorm.objects.filter(regime=old).update(task_grade="poor"),
    )
    for change in changes:
        with pytest.raises(OperationalError, match="in use"), transaction.atomic():
            change()
    new = regimes.copy(old, code="XL2021", since=2021, by=admin_user)
    kept = ("subject", "position", "group", "text")
    assert list(new.criteria.values(*kept)) == list(old.criteria.values(*kept))
    assert new.criteria.count() == 16
    asked = ("level", "task_grade", "other_grade", "most_grade")
    assert list(new.norms.values(*asked)) == list(old.norms.values(*asked))
    new.criteria.filter(position=1).update(text="Khác")
    assert regime_of(2022).criteria.filter(text="Khác").count() == 2


def test_old_databases_get_criteria_where_no_round_rests_on_the_regime(round_of_2019):
    """As the migration finds them: regimes without criteria, one of them in use."""
    used = RatingCriterion.objects.filter(regime=round_of_2019.regime)
    unused = RatingRegime.objects.get(code="XL2023")
    unused.criteria.all().delete()
    unused.norms.update(task_grade="", other_grade="", most_grade="")
    plain = {
        name: text for name, text in unused.notes.items() if name not in {"criteria", "grades"}
    }
    RatingRegime.objects.filter(pk=unused.pk).update(notes=plain | {"norms": "Của quản trị viên"})
    RatingRegime.objects.get(code="XL2018").criteria.all().delete()
    before = list(used.values())
    importlib.import_module("evaluations.migrations.0005_criteria_of_regimes").fill(apps, None)
    assert list(used.values()) == before
    unused.refresh_from_db()
    assert unused.criteria.count() == 16
    assert unused.norms.get(level=E).task_grade == XS
    assert {"criteria", "grades"} < set(unused.notes)
    assert unused.notes["norms"] == "Của quản trị viên"
    assert not regime_of(2026).criteria.exists()


# --- In the cell ----------------------------------------------------------------------------------
YEARS = [(2019, "XL2019"), (2023, "XL2023")]


@pytest.fixture(params=YEARS, ids=[code for _, code in YEARS])
def part(request, committee, officer, cell_a, cell_b) -> CellRating:
    """The cell in a round under each regime that weighs grades."""
    year, code = request.param
    round_ = opened_in(year, committee, officer)
    assert round_.regime.code == code
    return round_.cell_ratings.get(cell=cell_a)


def test_a_round_is_played_through_grades_to_the_ratified_level(
    part, cell_b, secretary_a, secretary_b, officer
):
    """The cell is good by its grades however it votes; of its members one is excellent, one falls
    to good by a task criterion, one to completed by most, one is held up by the conference."""
    vote = {"issued": 5, "collected": 5, **counted(E, 5)}
    own = graded(part, tasks=XS, others=XS)
    cells.review_collective(part, values={"own_level": E, "own_grades": own}, by=secretary_a)
    values = vote | {"meeting_grades": graded(part, tasks=T, others=T)}
    part = cells.count_collective(part, values=values, day=TODAY, by=secretary_a)
    assert (part.proposed, part.own_grades) == (G, own)

    rows = rated(part)
    votes = {row.pk: counted(E, 5) for row in rows}
    cells.count_members(part, issued=5, collected=5, votes=votes, day=TODAY, by=secretary_a)
    given = [
        graded(part_of, **grades)
        for part_of, grades in zip(
            rows,
            [
                {"tasks": XS, "others": T},
                {"tasks": XS, "others": XS, "at_6": T},
                {"tasks": T, "others": TB},
                {"tasks": XS, "others": XS, "at_3": K},
                {"tasks": XS, "others": XS},
                {"tasks": K, "others": K},
            ],
            strict=True,
        )
    ]
    found = [
        cells.review_member(row, values={"meeting_grades": grades}, by=secretary_a).proposed
        for row, grades in zip(rows, given, strict=True)
    ]
    assert found == [E, G, C, G, E, C]
    norms = Norms.of(part.round.regime)
    rows = rated(part)
    assert proposal_of(rows[1], norms).by_grades == G
    said = reasons_of(rows[1], norms)
    assert "Theo các tiêu chí: hoàn thành tốt nhiệm vụ." in said
    assert "Chưa đủ để hoàn thành xuất sắc nhiệm vụ: tiêu chí 6 Tốt, cần Xuất sắc." in said
    assert "2/8 tiêu chí từ Tốt, cần quá nửa" in " ".join(reasons_of(rows[2], norms))

    # A shortfall is no block: the conference may leave it, with its reason, as with conditions.
    higher = {"proposed": E}
    with pytest.raises(ValidationError) as refused:
        cells.review_member(rows[1], values=higher, by=secretary_a)
    assert "proposed_because" in refused.value.message_dict
    higher["proposed_because"] = "Hội nghị biểu quyết, việc chậm do mưa lũ"
    assert cells.review_member(rows[1], values=higher, by=secretary_a).proposed == E
    assert cells.review_member(rows[1], values={"proposed": ""}, by=secretary_a).proposed == G

    for row in rated(part)[4:]:
        cells.review_member(row, values={"proposed": G, "proposed_because": "x"}, by=secretary_a)
    first = rated(part)[0]
    cells.review_member(first, values={"meeting_grades": {given_key(part): TB}}, by=secretary_a)
    cells.submit(part, today=TODAY, by=secretary_a)
    round_ = part.round
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    committee_services.ratify(round_, now=NOW, by=officer)
    assert [row.ratified for row in rated(part)] == [G, G, C, G, G, G]
    with pytest.raises(OperationalError, match="ratified"), transaction.atomic():
        MemberRating.objects.filter(pk=first.pk).update(meeting_grades={})


def given_key(part: CellRating) -> str:
    """The first criterion of members."""
    return str(Norms.of(part.round.regime).criteria_of(MemberRating())[0].pk)


def test_grades_are_kept_one_by_one(part, secretary_a):
    row = rated(part)[0]
    keys = list(graded(row, tasks=T, others=T))
    theirs = str(Norms.of(part.round.regime).criteria_of(part)[0].pk)
    sent = {keys[0]: XS, keys[1]: T, theirs: T, "0": T}
    row = cells.review_member(row, values={"own_grades": sent}, by=secretary_a)
    assert row.own_grades == {keys[0]: XS, keys[1]: T}
    row = cells.review_member(row, values={"own_grades": {keys[1]: "", keys[2]: K}}, by=secretary_a)
    assert (row.own_grades, row.meeting_grades) == ({keys[0]: XS, keys[2]: K}, {})
    with pytest.raises(ValidationError) as refused:
        cells.review_member(row, values={"own_grades": {keys[0]: "superb"}}, by=secretary_a)
    assert "own_grades" in refused.value.message_dict
    with pytest.raises(IntegrityError, match="known_grades"), transaction.atomic():
        MemberRating.objects.filter(pk=row.pk).update(meeting_grades={keys[0]: "superb"})


def test_who_is_rated_no_longer_loses_the_grades(part, secretary_a, officer):
    row = rated(part)[0]
    grades = graded(row, tasks=T, others=T)
    cells.review_member(row, values={"own_grades": grades, "meeting_grades": grades},
                        by=secretary_a)  # fmt: skip
    since = (part.round.rated_on, None)
    make.StandingFactory(member=row.member, kind=StandingKind.EXEMPTED, validity=since)
    refresh(part.round, by=officer)
    row.refresh_from_db()
    assert (row.status, row.own_grades, row.meeting_grades) == (Status.EXEMPTED, {}, {})


def test_under_points_there_is_nothing_to_grade(committee, officer, cell_a, secretary_a):
    round_ = opened(committee, officer)
    row = rated(round_.cell_ratings.get(cell=cell_a))[0]
    key = str(RatingCriterion.objects.first().pk)
    row = cells.review_member(row, values={"meeting_grades": {key: XS}}, by=secretary_a)
    assert row.meeting_grades == {}
    assert proposal_of(row, Norms.of(round_.regime)).by_grades is None


def test_in_2018_grades_are_kept_and_ask_nothing(committee, officer, cell_a, secretary_a):
    round_ = opened_in(2018, committee, officer)
    part = round_.cell_ratings.get(cell=cell_a)
    collective(part, by=secretary_a)
    row = rated(part)[0]
    votes = {row.pk: counted(E, 5)}
    cells.count_members(part, issued=5, collected=5, votes=votes, day=TODAY, by=secretary_a)
    row = cells.review_member(
        row, values={"meeting_grades": graded(row, tasks=K, others=K)}, by=secretary_a
    )
    assert row.proposed == E
    assert not any("tiêu chí" in text for text in reasons_of(row, Norms.of(round_.regime)))
