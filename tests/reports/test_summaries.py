"""Summaries of committees at every level: whose ratings they tell, what a cell of half a year
owes."""

from datetime import date

import pytest
from django.utils import timezone

from documents.blocks import Table
from evaluations.models import Round, RoundState, Status
from reports import papers
from reports.models import Report, ReportKind
from reports.papers import Paper, rating
from tests import factories as make
from tests.evaluations.acting import opened
from tests.reports.papers import NOW, before, built, facts_for, sums_for

pytestmark = pytest.mark.django_db
YEAR, DECEMBER = date(2025, 1, 1), date(2025, 12, 1)


def ratified(round_: Round) -> Round:
    """The round with everybody rated good, past its services."""
    round_.cell_ratings.update(proposed="good", ratified="good")
    round_.member_ratings.filter(status=Status.RATED).update(proposed="good", ratified="good")
    now, by = timezone.now(), round_.opened_by
    Round.objects.filter(pk=round_.pk).update(
        state=RoundState.RATIFIED, ratified_at=now, ratified_by=by
    )
    return round_


def cells_rated(*committees) -> list[int]:
    found = rating.of_committees([one.pk for one in committees], 2026)
    return [sum(found[one.pk]["cells"].values()) if one.pk in found else 0 for one in committees]


def test_a_committee_tells_the_ratings_of_those_below_and_of_no_other(
    upper_committee, committee, another_committee, cell_a, cell_b, cell_elsewhere, officer,
    other_officer,
):  # fmt: skip
    ratified(opened(committee, officer))
    every = (upper_committee, committee, another_committee)
    assert cells_rated(*every) == [2, 2, 0]
    opened(another_committee, other_officer)
    assert cells_rated(*every) == [2, 2, 0], "not ratified yet"


def test_a_committee_tells_of_its_own_cells_when_one_above_has_rated_them(
    upper_committee, committee, another_committee, cell_a, cell_b, cell_elsewhere, officer
):
    make.RoleFactory(user=officer, kind="officer", committee=upper_committee)
    round_ = ratified(opened(upper_committee, officer))
    assert cells_rated(upper_committee, committee, another_committee) == [3, 2, 1]
    members = rating.of_committees([committee.pk], 2026)[committee.pk]["members"]
    own = round_.member_ratings.filter(status=Status.RATED, cell_rating__cell__committee=committee)
    assert members == {"good": own.count()}


def test_a_cell_of_half_a_year_owes_the_meetings_of_its_months(committee, cell_a, cell_b):
    facts_for(cell_a, *before(DECEMBER, 12), regular_state="signed")
    facts_for(cell_b, *before(DECEMBER, 6), regular_state="signed")
    sums_for(committee, *before(DECEMBER, 12), cells=2)
    row = Report.objects.create(
        kind=ReportKind.COMMITTEE_YEAR, committee=committee, period=YEAR, asked_at=NOW
    )
    blocks = papers.content(Paper.of(built(row))).blocks
    (table,) = (
        one for one in blocks
        if isinstance(one, Table) and one.caption == "Sinh hoạt của từng chi bộ"
    )  # fmt: skip
    held = {name: held for name, _, held, *_ in table.rows}
    assert held == {"Tổ dân phố 5": "12/12", "Tổ dân phố 12": "6/6"}
