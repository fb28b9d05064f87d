"""The arithmetic of scoring: the default table step by step, gates, settings, what always holds."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import seeds_scoring as seeds
from meetings.score_rules import (
    Level,
    Mark,
    ThematicSetting,
    add_up,
    asks_remedy,
    floor_tenth,
    least_minutes,
    level_of,
    longest_run,
    parse_steps,
    points_by_steps,
)

BORDERS = (90, 70, 50)
STEPS = {rule["measure"]: rule["steps"] for *_, rule in seeds.CRITERIA if "steps" in rule}


def steps_of(measure: str, value: Fraction | int) -> Decimal:
    return points_by_steps(parse_steps(STEPS[measure]), value)


# --- The table that a new database starts with --------------------------------------------------
def test_the_default_table_gives_a_hundred_points_in_the_seven_groups_of_the_guide():
    groups: dict[str, int] = {}
    for group, _, points, _ in seeds.CRITERIA:
        groups[group] = groups.get(group, 0) + points
    assert list(groups.values()) == [5, 5, 10, 40, 5, 30, 5]
    assert sum(groups.values()) == 100


def test_it_says_that_it_is_not_the_committees_own_and_begins_with_the_guide():
    assert "không phải bảng riêng của Hà Tĩnh" in seeds.TABLE["source"]
    assert f"{seeds.TABLE['validity'][0]:%d/%m/%Y}" == "28/10/2025"


@pytest.mark.parametrize(
    ("measure", "value", "points"),
    [
        ("duration", 100, 5), ("duration", Fraction(8900, 90), 4), ("duration", 90, 4),
        ("duration", 89, 3), ("duration", 80, 3), ("duration", 70, 2), ("duration", 69, 1),
        ("attendance", 100, 4), ("attendance", 90, 4), ("attendance", Fraction(8999, 100), 3),
        ("attendance", 75, 3), ("attendance", 74, 2), ("attendance", 65, 2), ("attendance", 64, 1),
        ("speakers", 51, 5), ("speakers", Fraction(5001, 100), 5), ("speakers", 50, 4),
        ("speakers", 40, 4), ("speakers", 39, 3), ("speakers", 30, 3), ("speakers", 29, 2),
        ("speakers", 0, 2),
        ("execution", 100, 30), ("execution", 90, 30), ("execution", 89, 27), ("execution", 80, 27),
        ("execution", 79, 24), ("execution", 70, 24), ("execution", 69, 20), ("execution", 60, 20),
        ("execution", 59, 15), ("execution", 50, 15), ("execution", 49, 10), ("execution", 0, 10),
    ],
)  # fmt: skip
def test_each_border_of_each_step(measure, value, points):
    assert steps_of(measure, value) == points


# --- Steps ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["90: 4", "≥ 90", "≥ 90: 4\n≥ 95: 5", "≥ 90: 4\n≥ 80: 4", "≥ 90: 4,3", "≥ 90: bốn"]
)
def test_steps_that_cannot_be_are_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        parse_steps(text)


def test_steps_are_read_in_several_spellings():
    assert parse_steps(" >= 90 : 4 \n\n> 50 = 2,5") == parse_steps("≥ 90: 4\n> 50: 2.5")
    assert points_by_steps(parse_steps("≥ 90: 4"), 10) == 0


@pytest.mark.parametrize(
    ("own", "regime", "members", "least"),
    [(None, 90, 29, 90), (None, 90, 30, 120), (60, 90, 40, 60), (None, 120, 12, 120)],
)
def test_the_least_duration_follows_the_size_of_the_cell_or_its_own_figure(
    own, regime, members, least
):
    sizes = {"small": 90, "large": 120, "large_from": 30}
    assert least_minutes(members=members, own=own, regime=regime, **sizes) == least


def test_no_duration_is_asked_where_none_is_known():
    unknown = {"own": None, "regime": None, "small": None, "large": None, "large_from": 30}
    assert least_minutes(members=10, **unknown) is None


@pytest.mark.parametrize(
    ("statuses", "run"), [("eepee", 2), ("eeee", 4), ("", 0), ("pppp", 0), ("epepe", 1)]
)
def test_only_absences_in_a_row_are_a_run(statuses, run):
    assert longest_run(statuses, "e") == run


# --- Levels ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("points", "gates_met", "level"),
    [
        ("100", True, Level.GOOD), ("90", True, Level.GOOD), ("89.9", True, Level.FAIR),
        ("100", False, Level.FAIR), ("90", False, Level.FAIR), ("70", False, Level.FAIR),
        ("69.5", True, Level.AVERAGE), ("50", True, Level.AVERAGE), ("49.9", True, Level.WEAK),
        ("0", False, Level.WEAK),
    ],
)  # fmt: skip
def test_ninety_points_are_good_only_with_full_marks_at_the_gates(points, gates_met, level):
    assert level_of(Decimal(points), borders=BORDERS, gates_met=gates_met) == level


@pytest.mark.parametrize(
    ("points", "most", "asks"),
    [("2", 5, True), ("2.5", 5, False), ("0", 1, True), (None, 5, False)],
)
def test_less_than_half_of_the_points_asks_a_remedy(points, most, asks):
    assert asks_remedy(None if points is None else Decimal(points), Decimal(most)) is asks


# --- The theme in a month without one -------------------------------------------------------------
def sheet_of_95(given: str) -> list[Mark]:
    return [Mark(Decimal(given), Decimal(95)), Mark(None, Decimal(5), thematic=True)]


@pytest.mark.parametrize(
    ("setting", "points", "most"),
    [
        (ThematicSetting.AWARD, "90.5", 100),
        (ThematicSetting.RESCALE, "90.0", 100),
        (ThematicSetting.NOT_APPLICABLE, "85.5", 95),
    ],
)
def test_the_points_for_a_theme_follow_the_setting(setting, points, most):
    total = add_up(sheet_of_95("85.5"), thematic=False, setting=setting)
    assert (total.points, total.most, total.missing) == (Decimal(points), most, 0)


def test_a_month_with_a_theme_counts_its_points_whatever_the_setting():
    marks = [Mark(Decimal(80), Decimal(95)), Mark(Decimal(3), Decimal(5), thematic=True)]
    for setting in ThematicSetting:
        assert add_up(marks, thematic=True, setting=setting).points == 83


def test_no_rounding_lifts_a_level():
    """85,4 of 95 is 89,89: with one decimal 89,8, and not Tốt."""
    total = add_up(sheet_of_95("85.4"), thematic=False, setting=ThematicSetting.RESCALE)
    assert total.points == Decimal("89.8")
    assert floor_tenth(Fraction(8999, 100)) == Decimal("89.9")


# --- What holds for every sheet -------------------------------------------------------------------
HALVES = st.integers(0, 60).map(lambda number: Decimal(number) / 2)


@st.composite
def marks(draw, *, given: bool = True) -> Mark:
    most = draw(st.integers(1, 60).map(lambda number: Decimal(number) / 2))
    points = min(draw(HALVES), most)
    if not given and draw(st.booleans()):
        points = None
    return Mark(points, most, gate=draw(st.booleans()), thematic=draw(st.booleans()))


SHEETS = st.lists(marks(), min_size=1, max_size=30)
SETTINGS = st.sampled_from(ThematicSetting)


@given(SHEETS)
def test_with_a_theme_the_total_is_the_sum(sheet):
    total = add_up(sheet, thematic=True, setting=ThematicSetting.RESCALE)
    assert total.points == sum(mark.points for mark in sheet)
    assert total.most == sum(mark.most for mark in sheet)


@given(st.lists(marks(given=False), max_size=30), st.booleans(), SETTINGS)
def test_no_total_passes_what_it_is_counted_out_of(sheet, thematic, setting):
    total = add_up(sheet, thematic=thematic, setting=setting)
    assert 0 <= total.points <= total.most <= sum(mark.most for mark in sheet)
    counted = [mark for mark in sheet if thematic or not mark.thematic]
    assert total.missing == sum(mark.points is None for mark in counted)


@given(SHEETS)
def test_a_rescaled_total_is_the_exact_share_of_the_whole_rounded_down(sheet):
    own = [mark for mark in sheet if not mark.thematic]
    total = add_up(sheet, thematic=False, setting=ThematicSetting.RESCALE)
    whole = sum(mark.most for mark in sheet)
    rest = sum(mark.most for mark in own)
    if rest and rest != whole:
        exact = Fraction(sum(mark.points for mark in own)) * Fraction(whole) / Fraction(rest)
        assert 0 <= exact - Fraction(total.points) < Fraction(1, 10)
        assert total.points == floor_tenth(exact)
        for border in BORDERS:
            assert (total.points >= border) == (exact >= border)


@given(HALVES, HALVES, st.booleans())
def test_more_points_never_make_a_lower_level(one, other, gates_met):
    order = [Level.WEAK, Level.AVERAGE, Level.FAIR, Level.GOOD]
    low, high = (
        level_of(points * 4, borders=BORDERS, gates_met=gates_met)
        for points in sorted((one, other))
    )
    assert order.index(low) <= order.index(high)


@given(st.lists(marks(), min_size=1, max_size=12), st.integers(0, 11), SETTINGS, st.booleans())
def test_a_point_more_for_one_criterion_never_lowers_the_total(sheet, place, setting, thematic):
    place %= len(sheet)
    old = sheet[place]
    more = [*sheet]
    more[place] = Mark(min(old.points + 1, old.most), old.most, old.gate, old.thematic)
    before = add_up(sheet, thematic=thematic, setting=setting)
    after = add_up(more, thematic=thematic, setting=setting)
    assert after.points >= before.points
    assert after.gates_met or not before.gates_met
