"""Conditions of a level and cases of the lowest one, with what the book says beside them."""

import importlib
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import reverse

from evaluations.figures import Work, cells_year, members_year
from evaluations.models import CellRating, LevelNorm, MemberRating
from evaluations.proposing import Norms, proposal_of, reasons_of
from evaluations.rules import LEVELS, level_by_gates
from evaluations.services import cells
from evaluations.services.rounds import regime_of
from meetings.models import AssignmentState
from members.models import Member
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import E, G, N, collective, counted, opened, opened_in, rated

TODAY = make.TODAY
C = LEVELS[2]
GATES = {E: ["đúng hạn", "vượt mức"], G: ["đúng hạn"], C: ["chậm không quá 20%"], N: []}


@pytest.mark.parametrize(
    ("met", "level"),
    [
        (["đúng hạn", "vượt mức"], E),
        (["đúng hạn"], G),
        (["chậm không quá 20%"], C),
        ([], N),
        (["đúng hạn", "vượt mức", "kỷ luật"], N),
    ],
)
def test_one_case_is_enough_for_the_lowest_level(met, level):
    assert level_by_gates(met, GATES | {N: ["suy thoái", "kỷ luật"]}) == level


def test_cases_alone_say_nothing_unless_one_holds():
    cases = {N: ["suy thoái", "kỷ luật"]}
    assert level_by_gates([], cases) is None
    assert level_by_gates(["suy thoái"], cases) == N
    assert level_by_gates([], {}) is None


def test_what_nobody_looked_at_is_said_and_holds_nothing(committee, officer, cell_a, secretary_a):
    """Excellent under 366 asks for conditions and points: a proposal without them gives pause."""
    part = opened(committee, officer).cell_ratings.get(cell=cell_a)
    collective(part, by=secretary_a)
    rows = rated(part)
    votes = {row.pk: counted(E if row == rows[0] else G, 5) for row in rows}
    cells.count_members(part, issued=5, collected=5, votes=votes, day=TODAY, by=secretary_a)
    client = signed_in(secretary_a)
    page = client.get(part.get_absolute_url()).content.decode()
    conditions = "Chưa xem xét các điều kiện của 1 đồng chí đề nghị hoàn thành xuất sắc"
    assert conditions in page
    assert "Chưa chấm điểm 6 đồng chí đã có mức đề nghị" in page
    first = MemberRating.objects.get(pk=rows[0].pk)
    norms = Norms.of(part.round.regime)
    assert "Chưa xem xét các điều kiện." in reasons_of(first, norms)
    values = {"gates_met": norms.gate_names(first), "common_points": Decimal(28)}
    cells.review_member(first, values=values | {"result_points": Decimal(65)}, by=secretary_a)
    page = client.get(part.get_absolute_url()).content.decode()
    assert conditions not in page
    assert "Chưa chấm điểm 5 đồng chí đã có mức đề nghị" in page
    assert cells.submit(part, today=TODAY, by=secretary_a).is_proposed


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "members", "cell"), [(2018, 4, 2), (2019, 4, 2), (2023, 4, 2),
                                                       (2025, 0, 0)])  # fmt: skip
def test_regimes_name_the_cases_that_were_read(year, members, cell):
    norms = Norms.of(regime_of(year))
    assert len(norms.case_names(MemberRating())) == members
    assert len(norms.case_names(CellRating())) == cell
    assert "cases" in norms.regime.notes


def test_old_databases_get_cases_where_no_round_rests_on_the_regime(committee, officer, cell_a):
    lowest = LevelNorm.objects.filter(level=N)
    lowest.update(member_gates="", cell_gates="")
    lowest.filter(regime__code="XL2018").update(cell_gates="Của quản trị viên")
    opened_in(2019, committee, officer)
    importlib.import_module("evaluations.migrations.0006_cases").fill(apps, None)
    found = dict(lowest.values_list("regime__code", "member_gates"))
    assert found["XL2019"] == found["XL2018"] == found["XL2025"] == ""
    assert "Bị kỷ luật trong năm" in found["XL2023"]


@pytest.mark.django_db
def test_366_asks_for_all_that_was_read_of_it():
    """366-QĐ/TW, Điều 11.1, read in digests: points and conditions of each level."""
    norms = Norms.of(regime_of(2025))
    assert [rule.points for rule in norms.asked] == [Decimal(90), Decimal(70), Decimal(50), None]
    member, cell = norms.member_gates, norms.cell_gates
    on_time = "100% nhiệm vụ hoàn thành đúng hạn"
    mended = "Hạn chế năm trước đã khắc phục 100%"
    assert member[E] == [on_time, "Ít nhất 30% nhiệm vụ vượt mức", mended]
    assert set(cell[E]) - set(member[E]) == {"Không có đảng viên bị kỷ luật trong năm"}
    assert member[G] == cell[G] == [on_time]
    assert member[C] == cell[C] == ["100% nhiệm vụ hoàn thành, chậm không quá 20%"]


@pytest.fixture
def year_of_work(cell_a) -> Member:
    """A member led five pieces of work that were due: two beyond the target, one just at it, one
    late without a target, one open. The meeting that gave it was signed once."""
    given_at = make.MeetingFactory(cell=cell_a, month=date(2026, 8, 1), version=2, minutes_number=1)
    heard_at = make.MeetingFactory(cell=cell_a, month=date(2026, 10, 1))
    lead = cell_a.offices.first().member
    for target, achieved, month, state in (
        (10, 12, 10, "done"), (10, 11, 10, "done"), (10, 10, 10, "done"), (None, None, 9, "done"),
        (10, None, 10, "open"),
    ):  # fmt: skip
        work = make.AssignmentFactory(
            meeting=given_at, lead=lead, target=target, report_month=date(2026, month, 1),
            state=state, closed_by=heard_at if state == AssignmentState.DONE else None,
        )  # fmt: skip
        make.AssignmentReviewFactory(meeting=heard_at, assignment=work, achieved=achieved)
    return lead


def test_the_year_tells_what_the_conditions_ask_for(year_of_work, cell_a):
    expected = Work(due=5, on_time=3, late=1, open=1, beyond=2)
    later = date(2026, 12, 31)
    assert members_year([year_of_work.pk], 2026, today=later)[year_of_work.pk].work == expected
    assert cells_year([cell_a.pk], 2026, today=later)[cell_a.pk].work == expected
    assert expected.shares == (
        "đúng hạn 3/5 (60%), chậm 1/5 (20%), chưa xong 1/5 (20%), vượt chỉ tiêu 2/5 (40%)"
    )
    assert Work().shares == "không có việc nào đến hạn trong năm"


def test_figures_stand_beside_the_conditions(year_of_work, committee, officer, cell_a, secretary_a):
    part = opened(committee, officer).cell_ratings.get(cell=cell_a)
    row = part.members.get(member=year_of_work)
    client = signed_in(secretary_a)
    for name, pk in (("review", row.pk), ("collective-ballots", part.pk)):
        form = client.get(reverse(f"evaluations:{name}", args=[pk])).content.decode()
        said = form.split("Điều kiện đã đạt")[1]
        assert "Theo sổ của chi bộ: đúng hạn 3/5 (60%)" in said
        assert "vượt chỉ tiêu 2/5 (40%)" in said


def test_a_case_lowers_the_proposal_and_may_be_left_with_a_reason(
    committee, officer, cell_a, secretary_a
):
    part = opened_in(2019, committee, officer).cell_ratings.get(cell=cell_a)
    collective(part, by=secretary_a)
    row = rated(part)[0]
    votes = {row.pk: counted(G, 5)}
    cells.count_members(part, issued=5, collected=5, votes=votes, day=TODAY, by=secretary_a)
    client = signed_in(secretary_a)
    url = reverse("evaluations:review", args=[row.pk])
    assert client.post(url, {"review-self_review": "Đã rõ."}).status_code == 302
    row.refresh_from_db()
    assert (row.gates_met, row.proposed) == (None, G)
    case = {"review-cases": ["Bị kỷ luật trong năm"]}
    assert client.post(url, case).status_code == 302
    row.refresh_from_db()
    assert (row.gates_met, row.proposed) == (["Bị kỷ luật trong năm"], N)
    norms = Norms.of(part.round.regime)
    assert proposal_of(row, norms).by_gates == N
    said = "Thuộc trường hợp không hoàn thành nhiệm vụ: bị kỷ luật trong năm."
    assert said in reasons_of(row, norms)
    page = client.get(row.get_absolute_url()).content.decode()
    assert said in page
    kept = case | {"review-proposed": C, "review-proposed_because": "Vi phạm đã tính năm trước"}
    assert client.post(url, kept).status_code == 302
    row.refresh_from_db()
    assert row.proposed == C
    assert client.post(url, {"review-self_review": "Đã rõ."}).status_code == 302
    row.refresh_from_db()
    assert (row.gates_met, row.proposed) == ([], G)
