"""Cells that are merged, founded or dissolved while a year is open; a review meeting taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from evaluations import queries
from evaluations.balancing import Balance
from evaluations.models import CellRating, MemberRating, Round, Status
from evaluations.roundpapers import paper_of, stretches_of
from evaluations.services import cells, lists, rounds
from evaluations.services import committee as service
from meetings.models import MeetingKind, State
from meetings.services import planning
from members.models import OfficeKind
from members.services import cell_merging
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import NOW, C, G, opened, propose, rated

MERGED_ON = date(2026, 11, 20)


@pytest.fixture
def round_(committee, officer, cell_a, cell_b) -> Round:
    return opened(committee, officer)


@pytest.fixture
def part(round_, cell_a) -> CellRating:
    return round_.cell_ratings.get(cell=cell_a)


def merged(cell, into, by) -> None:
    cell_merging.merge_cells(
        cell, into=into, day=MERGED_ON, document="QĐ 9-QĐ/ĐU", today=make.TODAY, by=by
    )


def refusal(call) -> str:
    with pytest.raises(ValidationError) as error:
        call()
    return " ".join(error.value.messages)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("had_proposed", [False, True])
def test_a_cell_that_went_over_into_another_is_neither_waited_for_nor_rated(
    committee, officer, cell_a, cell_b, secretary_a, secretary_b, had_proposed
):
    round_ = opened(committee, officer)
    gone = round_.cell_ratings.get(cell=cell_b)
    if had_proposed:
        propose(gone, by=secretary_b)
        service.decide(gone, level=C, reason="Còn việc quá hạn", by=officer)
    merged(cell_b, cell_a, officer)
    part = round_.cell_ratings.get(cell=cell_a)
    assert len(rated(part)) == 12
    propose(part, by=secretary_a)
    client = signed_in(officer)
    assert str(cell_b) not in client.get(round_.get_absolute_url()).content.decode()
    assert Balance(round_, "", today=make.TODAY).ranked == [part.pk]
    assert sum(queries.cell_levels_of(round_).values()) == 1
    done = service.ratify(round_, now=NOW, by=officer)
    gone.refresh_from_db()
    assert (gone.ratified, gone.reason) == ("", "")
    assert sum(queries.cell_levels_of(done).values()) == 1
    assert [stretch.parts for stretch in stretches_of(done)] == [[part.pk]]
    assert paper_of(done, "list") is not None


def test_a_cell_merged_after_the_year_was_ratified_keeps_its_result(
    round_, officer, cell_a, cell_b, secretary_a, secretary_b
):
    for cell, by in ((cell_a, secretary_a), (cell_b, secretary_b)):
        propose(round_.cell_ratings.get(cell=cell), by=by)
    done = service.ratify(round_, now=NOW, by=officer)
    merged(cell_b, cell_a, officer)
    assert queries.cell_levels_of(done) == {G: 2}
    assert {row.cell for row in queries.board_of(done)} == {cell_a, cell_b}


def test_a_dissolved_cell_writes_nothing_more(part, round_, officer, cell_a, cell_b, secretary_a):
    merged(cell_a, cell_b, officer)
    words = refusal(
        lambda: cells.review_collective(part, values={"self_review": "x"}, by=secretary_a)
    )
    assert "giải thể" in words
    page = signed_in(secretary_a).get(part.get_absolute_url()).content.decode()
    assert "đã giải thể" in page
    assert "Viết báo cáo tập thể" not in page


def test_a_cell_founded_while_the_year_is_open_is_taken_in(round_, committee, officer, cell_a):
    new = make.CellFactory(committee=committee, name="Chi bộ Tổ dân phố 20", founded=MERGED_ON)
    member = cell_a.memberships.filter(member__offices=None).first().member
    member.memberships.update(validity=(make.LONG_AGO, MERGED_ON))
    make.MembershipFactory(member=member, cell=new, validity=(MERGED_ON, None))
    later = make.CellFactory(committee=committee, name="Chi bộ Sau", founded=date(2027, 1, 5))
    assert lists.differing(round_) == 2
    rounds.refresh(round_, by=officer)
    assert lists.differing(round_) == 0
    (row,) = rated(round_.cell_ratings.get(cell=new))
    assert row.member == member
    assert not round_.cell_ratings.filter(cell=later).exists()
    assert str(new) in refusal(lambda: service.ratify(round_, now=NOW, by=officer))


@pytest.mark.django_db(transaction=True)
def test_an_act_into_a_new_cell_takes_it_in_by_itself(committee, officer, cell_a, secretary_a):
    round_ = opened(committee, officer)
    new = make.CellFactory(committee=committee, name="Chi bộ Tổ dân phố 20", founded=MERGED_ON)
    rounds.follow_roll({new.pk}, since=MERGED_ON)
    assert round_.cell_ratings.get(cell=new).ballot_mode == round_.regime.ballot_mode
    rounds.follow_roll({new.pk}, since=MERGED_ON)
    assert round_.cell_ratings.filter(cell=new).count() == 1


def test_a_cell_that_another_round_rates_is_not_taken_in(
    round_, upper_committee, committee, officer, cell_elsewhere
):
    above = make.UserFactory()
    make.RoleFactory(user=above, kind="officer", committee=upper_committee)
    theirs = opened(cell_elsewhere.committee, above)
    rounds.follow_roll({cell_elsewhere.pk}, since=MERGED_ON)
    assert CellRating.objects.filter(cell=cell_elsewhere).get().round == theirs


# --- The review meeting ---------------------------------------------------------------------------
def test_a_planned_review_meeting_of_the_rating_is_not_taken_back_unsaid(part, cell_a, secretary_a):
    meeting = make.MeetingFactory(
        cell=cell_a, kind=MeetingKind.REVIEW, month=date(2026, 12, 1), state=State.PLANNED
    )
    cells.review_collective(part, values={"meeting": meeting}, by=secretary_a)
    assert "xếp loại chi bộ" in refusal(lambda: planning.cancel(meeting, by=secretary_a))
    answer = signed_in(secretary_a).post(reverse("meetings:cancel", args=[meeting.pk]))
    assert answer.status_code < 500
    cells.review_collective(part, values={"meeting": None}, by=secretary_a)
    planning.cancel(meeting, by=secretary_a)


def test_the_chair_of_the_review_stays_when_the_office_ends_afterwards(part, cell_a, secretary_a):
    deputy = cell_a.offices.get(kind=OfficeKind.DEPUTY)
    cells.review_collective(part, values={"secretary_chair": deputy.member}, by=secretary_a)
    cell_a.offices.filter(pk=deputy.pk).update(validity=(make.LONG_AGO, MERGED_ON))
    client = signed_in(secretary_a)
    url = reverse("evaluations:collective", args=[part.pk])
    choice = client.get(url).context["form"]["secretary_chair"]
    assert f'value="{deputy.member_id}" selected' in str(choice)


# --- Remarks of cells that are no more ------------------------------------------------------------
def test_who_went_over_with_the_whole_cell_needs_no_remark_of_it(
    committee, officer, cell_a, cell_b
):
    merged(cell_b, cell_a, officer)
    opened(committee, officer)
    rows = MemberRating.objects.filter(cell_rating__cell=cell_a, status=Status.RATED)
    assert rows.count() == 12
    assert not rows.exclude(former_cell=None).exists()


def test_who_came_back_needs_no_remark_of_the_own_cell(committee, officer, cell_a, cell_b):
    member = cell_a.memberships.filter(member__offices=None).first().member
    member.memberships.update(validity=(make.LONG_AGO, date(2026, 8, 1)))
    make.MembershipFactory(
        member=member, cell=cell_b, validity=(date(2026, 8, 1), date(2026, 10, 1))
    )
    make.MembershipFactory(member=member, cell=cell_a, validity=(date(2026, 10, 1), None))
    opened(committee, officer)
    assert MemberRating.objects.get(member=member, status=Status.RATED).former_cell is None
