from datetime import date

import pytest

from members import rules

TODAY = date(2026, 11, 23)


def faults(**days):
    return rules.faults_of_life(
        **{"born": None, "admitted": None, "official": None, "today": TODAY} | days
    )


def test_nothing_known_is_no_fault():
    assert faults() == {}


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"born": date(2026, 11, 24)}, "birth_date"),
        ({"born": date(1899, 12, 31)}, "birth_date"),
        ({"admitted": date(2026, 11, 24)}, "admitted_on"),
        ({"admitted": date(1930, 2, 2)}, "admitted_on"),
        ({"official": date(2026, 11, 24)}, "official_on"),
        ({"born": date(1958, 5, 19), "admitted": date(1958, 5, 19)}, "admitted_on"),
        ({"born": date(1958, 5, 19), "admitted": date(1976, 5, 18)}, "admitted_on"),
        ({"admitted": date(1985, 2, 3), "official": date(1985, 2, 2)}, "official_on"),
    ],
)
def test_days_that_cannot_be(days, field):
    assert list(faults(**days)) == [field]


@pytest.mark.parametrize(
    "days",
    [
        {"born": date(1958, 5, 19), "admitted": date(1976, 5, 19)},
        {"born": date(2000, 2, 29), "admitted": date(2018, 3, 1)},
        {"admitted": TODAY, "official": TODAY},
        {"admitted": date(1930, 2, 3)},
    ],
)
def test_days_that_can_be(days):
    assert faults(**days) == {}


def test_born_on_29_february_is_of_age_on_1_march():
    assert faults(born=date(2000, 2, 29), admitted=date(2018, 2, 28)).keys() == {"admitted_on"}


@pytest.mark.parametrize(
    ("official", "kinds"),
    [
        (0, ["late"]),
        (2, ["late"]),
        (3, ["due", "neutral"]),
        (4, ["neutral"]),
        (8, ["neutral"]),
        (9, ["neutral"]),
    ],
)
def test_what_the_size_of_a_cell_means(official, kinds):
    assert [finding.kind for finding in rules.findings_of_size(official)] == kinds


def test_a_committee_from_nine_official_members_on():
    assert "không có chi ủy" in rules.findings_of_size(8)[0].text
    assert "bầu chi ủy" in rules.findings_of_size(9)[0].text
