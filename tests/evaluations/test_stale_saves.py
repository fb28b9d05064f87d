"""Two tabs over one rating: what was changed elsewhere meanwhile is neither overwritten nor undone.

Each case is a form, what the other tab writes of it, and what this one has typed on top of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Barrier

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from evaluations.forms.cells import MemberBallots
from evaluations.models import CellRating, ConfidenceLine, MemberRating, Round, Stage
from evaluations.services import cells, polls
from evaluations.views import cells as cell_views
from meetings.forms.seen import TWO_TEXTS, KnowsItsRow, KnowsWhatWasSeen
from meetings.views import common
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import (
    YEAR_END,
    C,
    E,
    G,
    collective,
    counted,
    held,
    opened,
    propose,
    rated,
)
from tests.evaluations.tabs import Tab
from tests.meetings.test_signing_races import at_once


@pytest.fixture
def round_(committee, officer, cell_a, cell_b) -> Round:
    return opened(committee, officer)


@pytest.fixture
def part(round_, cell_a) -> CellRating:
    return round_.cell_ratings.get(cell=cell_a)


@dataclass
class Case:
    """A form: two values of a field that dispute, and another field that nobody disputes."""

    user: str
    url: str
    row: Model
    typed_as: str
    stored_as: str
    mine: object
    theirs: object
    beside: dict[str, object] = field(default_factory=dict)
    """What else has to be typed with a new value of the field, of mine."""
    beside_theirs: dict[str, object] = field(default_factory=dict)
    other: tuple[dict[str, object], str, object] | None = None
    """Another field: what is typed, as what it is stored, what then stands."""

    def stands(self, name: str) -> object:
        return getattr(type(self.row).objects.get(pk=self.row.pk), name)


def _collective(part, **_) -> Case:
    return Case("secretary_a", reverse("evaluations:collective", args=[part.pk]), part,
                "collective-self_review", "self_review", "Bản của tôi.", "Bản kia.",
                other=({"collective-tellers": "Lê Mai"}, "tellers", "Lê Mai"))  # fmt: skip


def _review(part, **_) -> Case:
    row = rated(part)[0]
    return Case("secretary_a", reverse("evaluations:review", args=[row.pk]), row,
                "review-comments", "comments", "Ý kiến của tôi.", "Ý kiến kia.",
                other=({"review-own_level": E}, "own_level", E))  # fmt: skip


def _collective_ballots(part, secretary_a, **_) -> Case:
    collective(part, by=secretary_a)
    return Case("secretary_a", reverse("evaluations:collective-ballots", args=[part.pk]), part,
                "vote-votes_good", "votes_good", 3, 2, {"vote-votes_completed": 1},
                {"vote-votes_completed": 2}, ({"vote-proposed": C, "vote-proposed_because": "Mới"},
                                              "proposed", C))  # fmt: skip


def _member_ballots(part, secretary_a, **_) -> Case:
    collective(part, by=secretary_a)
    first, second = rated(part)[:2]
    cells.count_members(part, issued=4, collected=4, day=make.TODAY, by=secretary_a,
                        votes={one.pk: counted(G, 4) for one in (first, second)})  # fmt: skip
    return Case("secretary_a", reverse("evaluations:member-ballots", args=[part.pk]), first,
                f"{first.pk}-votes_good", "votes_good", 3, 2,
                {f"{first.pk}-votes_completed": 1}, {f"{first.pk}-votes_completed": 2})  # fmt: skip


def _cell_decision(part, round_, cell_b, secretary_a, secretary_b, **_) -> Case:
    propose(part, by=secretary_a)
    return Case("officer", reverse("evaluations:cell-decide", args=[part.pk]), part,
                "level", "ratified", C, E, {"reason": "Của tôi"}, {"reason": "Kia"})  # fmt: skip


def _member_decision(part, secretary_a, **_) -> Case:
    propose(part, by=secretary_a)
    row = rated(part)[0]
    return Case("officer", reverse("evaluations:member-decide", args=[row.pk]), row,
                "level", "ratified", C, E, {"reason": "Của tôi"}, {"reason": "Kia"})  # fmt: skip


def _deadlines(round_, **_) -> Case:
    return Case("officer", reverse("evaluations:deadlines", args=[round_.pk]), round_,
                "by-cell_by", "cell_by", "15/12/2026", "10/12/2026",
                other=({"by-ratify_by": "31/12/2026"}, "ratify_by", YEAR_END))  # fmt: skip


def _poll(committee, officer, **_) -> Case:
    poll = held(committee, by=officer)
    return Case("officer", reverse("evaluations:poll-edit", args=[poll.pk]), poll,
                "poll-place", "place", "Phòng họp 1", "Phòng họp 2",
                other=({"poll-tellers": "Đồng chí Mai"}, "tellers", "Đồng chí Mai"))  # fmt: skip


def _poll_count(committee, officer, **_) -> Case:
    poll = held(committee, by=officer)
    first, second = poll.lines.all()
    each = {"high": 20, "middle": 10, "low": 0, "invalid": 0}
    polls.count(poll, counts={first.pk: each, second.pk: each}, by=officer)
    return Case("officer", reverse("evaluations:poll-count", args=[poll.pk]), first,
                f"{first.pk}-high", "high", 19, 18,
                {f"{first.pk}-middle": 11}, {f"{first.pk}-middle": 12})  # fmt: skip


WITH_OTHERS: list[Callable[..., Case]] = [
    _collective, _review, _collective_ballots, _deadlines, _poll,
]  # fmt: skip
"""Forms with fields that are compared by themselves."""
CASES = [*WITH_OTHERS, _member_ballots, _cell_decision, _member_decision, _poll_count]


def called(make_case: Callable[..., Case]) -> str:
    return make_case.__name__.strip("_")


@pytest.fixture(params=CASES, ids=called)
def case(request, part, round_, committee, cell_b, secretary_a, secretary_b, officer) -> Case:
    return request.param(
        part=part, round_=round_, committee=committee, cell_b=cell_b, secretary_a=secretary_a,
        secretary_b=secretary_b, officer=officer,
    )  # fmt: skip


@pytest.fixture
def client(request, case) -> Client:
    return signed_in(request.getfixturevalue(case.user))


def shown(value: object) -> str:
    return {C: C.label, E: E.label}.get(value, str(value))


def test_a_save_over_a_newer_one_is_refused_with_both_values(case, client):
    mine, theirs = Tab(client, case.url), Tab(client, case.url)
    assert theirs.saves(**{case.typed_as: case.theirs}, **case.beside_theirs)[0] == 302
    before = case.stands(case.stored_as)
    status, page = mine.saves(**{case.typed_as: case.mine}, **case.beside)
    assert status == 422
    assert TWO_TEXTS in page
    beside = page.split(f'data-field="{case.typed_as}"')[1][:2000]
    assert shown(case.mine) in beside
    assert shown(case.theirs) in beside
    assert mine.typed[case.typed_as] == [str(case.mine)]
    assert case.stands(case.stored_as) == before
    # Who has seen the other one and saves again means it.
    assert mine.saves()[0] == 302
    assert case.stands(case.stored_as) != before


@pytest.mark.parametrize("case", WITH_OTHERS, indirect=True, ids=called)
def test_a_field_that_was_not_touched_is_not_undone(case, client):
    mine, theirs = Tab(client, case.url), Tab(client, case.url)
    assert theirs.saves(**{case.typed_as: case.theirs}, **case.beside_theirs)[0] == 302
    kept = case.stands(case.stored_as)
    typed, stored, value = case.other
    assert mine.saves(**typed)[0] == 302
    assert case.stands(case.stored_as) == kept
    assert case.stands(stored) == value


def test_the_same_from_two_tabs_is_no_dispute(case, client):
    mine, theirs = Tab(client, case.url), Tab(client, case.url)
    for tab in (theirs, mine):
        assert tab.saves(**{case.typed_as: case.mine}, **case.beside)[0] == 302


def test_an_untouched_page_saved_later_undoes_nothing(case, client):
    mine, theirs = Tab(client, case.url), Tab(client, case.url)
    assert theirs.saves(**{case.typed_as: case.theirs}, **case.beside_theirs)[0] == 302
    kept = case.stands(case.stored_as)
    assert mine.saves()[0] == 302
    assert case.stands(case.stored_as) == kept


# --- Tables ---------------------------------------------------------------------------------------
def test_rows_of_members_are_compared_row_by_row(part, secretary_a):
    collective(part, by=secretary_a)
    first, second = rated(part)[:2]
    client, url = signed_in(secretary_a), reverse("evaluations:member-ballots", args=[part.pk])
    mine, theirs = Tab(client, url), Tab(client, url)

    def typed(row, level):
        return {f"{row.pk}-{name}": value for name, value in counted(level, 4).items()}

    assert theirs.saves(issued=4, collected=4, **typed(first, "excellent"))[0] == 302
    assert mine.saves(issued=4, collected=4, **typed(second, "completed"))[0] == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.votes_excellent, second.votes_completed) == (4, 4)


def test_half_a_row_changed_on_each_side_is_a_dispute(part, secretary_a):
    """Their row adds up and mine adds up; put together they would not."""
    collective(part, by=secretary_a)
    row = rated(part)[0]
    cells.count_members(part, issued=4, collected=4, day=make.TODAY, by=secretary_a,
                        votes={row.pk: counted(G, 4)})  # fmt: skip
    client, url = signed_in(secretary_a), reverse("evaluations:member-ballots", args=[part.pk])
    mine, theirs = Tab(client, url), Tab(client, url)
    their = {f"{row.pk}-votes_good": 3, f"{row.pk}-votes_completed": 1}
    assert theirs.saves(**their)[0] == 302
    assert mine.saves(**{f"{row.pk}-votes_good": 3, f"{row.pk}-votes_excellent": 1})[0] == 422
    row.refresh_from_db()
    assert (row.votes_good, row.votes_completed, row.votes_excellent) == (3, 1, 0)


def test_counts_for_a_person_struck_off_meanwhile_are_not_lost_unsaid(committee, officer):
    poll = held(committee, by=officer)
    client = signed_in(officer)
    counting = Tab(client, reverse("evaluations:poll-count", args=[poll.pk]))
    gone, stays = poll.lines.all()
    heads = Tab(client, reverse("evaluations:poll-edit", args=[poll.pk]))
    assert heads.saves(**{"poll-persons": f"{stays.name}; {stays.office}"})[0] == 302
    each = {"high": 20, "middle": 10, "low": 0, "invalid": 0}
    typed = {f"{line.pk}-{name}": value for line in (gone, stays) for name, value in each.items()}
    status, page = counting.saves(**typed)
    assert status == 422
    assert "số phiếu của người không còn trong danh sách không được ghi" in page
    assert counting.saves()[0] == 302
    assert ConfidenceLine.objects.get(poll=poll).high == 20


def test_a_person_keeps_the_row_when_the_list_is_put_in_another_order(committee, officer):
    poll = held(committee, by=officer)
    keys = [line.pk for line in poll.lines.all()]
    turned = "\n".join(f"{line.name}; {line.office}" for line in reversed(poll.lines.all()))
    polls.change(poll, values={}, persons=turned, by=officer)
    assert [line.pk for line in poll.lines.all()] == keys[::-1]


def test_ballots_saved_again_are_counted_over_the_base_of_today(part, cell_a, secretary_a):
    collective(part, by=secretary_a)
    make.member_of(cell_a, "Trần Thị Mới")
    url = reverse("evaluations:collective-ballots", args=[part.pk])
    before = CellRating.objects.get(pk=part.pk).base
    assert Tab(signed_in(secretary_a), url).saves()[0] == 302
    assert CellRating.objects.get(pk=part.pk).base == before + 1


def test_a_remark_sent_twice_stands_once(part, secretary_a):
    row = rated(part)[0]
    tab = Tab(signed_in(secretary_a), reverse("evaluations:remark-add", args=[row.pk]))
    typed = {
        "remark-kind": "residence",
        "remark-issuer": "Tổ dân phố 5",
        "remark-text": "Gương mẫu",
    }
    assert tab.saves(**typed)[0] == tab.saves(**typed)[0] == 302
    assert row.remarks.count() == 1


def test_a_dispute_after_the_cell_has_proposed_says_so(part, secretary_a):
    tab = Tab(signed_in(secretary_a), reverse("evaluations:review", args=[rated(part)[0].pk]))
    propose(part, by=secretary_a)
    status, page = tab.saves(**{"review-comments": "Muộn"})
    assert status == 422
    assert "Chi bộ đã gửi đề nghị" in page
    part.refresh_from_db()
    assert part.stage == Stage.PROPOSED


def test_a_dispute_over_many_rows_costs_no_query_a_row(part, cell_a, secretary_a, officer,
                                                       django_assert_max_num_queries):  # fmt: skip
    collective(part, by=secretary_a)
    url = reverse("evaluations:member-ballots", args=[part.pk])
    client = signed_in(secretary_a)
    rows = rated(part)

    def all_for(level):
        return {f"{row.pk}-{name}": value for row in rows
                for name, value in counted(level, 4).items()}  # fmt: skip

    mine, theirs = Tab(client, url), Tab(client, url)
    assert theirs.saves(issued=4, collected=4, **all_for("good"))[0] == 302
    with django_assert_max_num_queries(30):
        status, page = mine.saves(issued=4, collected=4, **all_for("completed"))
    assert status == 422
    assert len(re.findall(r'data-field="\d+-votes_good"', page)) == len(rows) > 3


# --- At once --------------------------------------------------------------------------------------
def both_save(part: CellRating, by) -> list[bool]:
    """Two tabs that were loaded at the same time change the same row differently, at once."""
    rows = rated(part)
    seen = MemberBallots(None, part=part, rows=rows).seen
    row = rows[0]

    def save(level: str) -> bool:
        typed = {f"{row.pk}-{name}": value for name, value in counted(level, 4).items()}
        form = MemberBallots(typed | {"issued": 4, "collected": 4, "seen": seen}, part=part,
                             rows=rated(part))  # fmt: skip
        return common.written(
            form,
            lambda: cell_views.cells.count_members(
                part, issued=4, collected=4, votes=form.votes(), day=make.TODAY, by=by
            ),
        )

    return at_once(lambda: save("good"), lambda: save("completed"))


@pytest.mark.django_db(transaction=True)
def test_of_two_counts_at_once_one_is_refused(part, secretary_a):
    collective(part, by=secretary_a)
    results = both_save(part, secretary_a)
    assert sorted(results) == [False, True]
    row = rated(part)[0]
    assert (row.votes_good, row.votes_completed) == ((4, 0) if results[0] else (0, 4))


@pytest.mark.django_db(transaction=True)
def test_control_compared_outside_the_lock_one_count_is_lost(part, secretary_a, monkeypatch):
    collective(part, by=secretary_a)
    compared, compare = Barrier(2, timeout=20), KnowsWhatWasSeen.compare

    def compare_and_wait(form, standing):
        fresh = compare(form, standing)
        compared.wait()
        return fresh

    for form in (KnowsItsRow, MemberBallots):
        monkeypatch.setattr(form, "hold", lambda _: None)
    monkeypatch.setattr(KnowsWhatWasSeen, "compare", compare_and_wait)
    assert both_save(part, secretary_a) == [True, True]
    assert MemberRating.objects.get(pk=rated(part)[0].pk).valid == 4
