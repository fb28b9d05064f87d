"""Whatever acts are recorded in whatever order, the roll stays one true roll."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members import queries, services
from members.models import ENDS, ActKind, Decider, Member, Membership, Office, Standing
from members.services import basics, cell_merging, moves, standings, terms
from tests.factories import TODAY, TermFactory

FIRST = date(2025, 1, 1)
DAYS = [FIRST + timedelta(days=step) for step in range(0, (TODAY - FIRST).days + 1, 37)]

KINDS = (
    "official", "exempt", "away", "suspend", "end", "transfer", "lend", "lent_back", "leave",
    "back", "secretary", "merge", "congress",
)  # fmt: skip
ACTS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, 4),  # who
        st.integers(0, 2),  # which cell
        st.sampled_from(DAYS),
        st.integers(0, 400),  # for how long; 0: open
    ),
    min_size=3,
    max_size=9,
)


def perform(kind, member, cells, cell_number, day, length, by):
    """One act, or ValidationError. What needs something to stand on is led to it."""
    cell = cells[cell_number]
    home = queries.current_cell_of(member, day)
    if kind in {"secretary", "congress"} and home is not None:
        cell = home
    standing = member.standings.filter(kind__in=standings.ENDED.values()).first()
    ended = next(
        (act for act, one in standings.ENDED.items() if standing and one == standing.kind),
        ActKind.RETURNED,
    )
    leaving = ActKind.TRANSFERRED_OUT if length % 2 else ENDS[length % len(ENDS)]
    until = day + timedelta(days=length) if length else None
    who = {"today": TODAY, "by": by}
    paper = {"document": "QĐ 1"}
    decided = {"decided_by": Decider.BASE_COMMITTEE} | paper
    elected = {"secretary": [member], "deputy": [], "committee_member": []}
    acts = {
        "official": lambda: standings.recognise(member, day=day, **decided, **who),
        "exempt": lambda: standings.exempt(
            member, day=day, until=until, reason="weak", **paper, **who
        ),
        "away": lambda: standings.go_away(member, day=day, until=until, ground="x", **who),
        "suspend": lambda: standings.suspend(
            member, day=day, until=until, ground="x", **decided, **who
        ),
        "end": lambda: standings.end(member, kind=ended, day=day, **who),
        "transfer": lambda: moves.transfer(member, day=day, cell_to=cell, **who),
        "lend": lambda: moves.send_temporarily(member, day=day, until=until, cell_to=cell, **who),
        "lent_back": lambda: moves.end_temporary(member, day=day, **who),
        "leave": lambda: moves.leave(member, kind=leaving, day=day, place="x", **who),
        "back": lambda: basics.return_member(member, day=day, cell_to=cell, **who),
        "secretary": lambda: terms.take_office(
            cell, member=member, kind="secretary", day=day, **who
        ),
        "merge": lambda: cell_merging.merge_cells(
            cell, into=cells[(cell_number + 1) % 3], day=day, **paper, **who
        ),
        "congress": lambda: terms.hold_congress(cell, day=day, name="mới", offices=elected, **who),
    }
    return acts[kind]()


def snapshot():
    """Every range and every cell, without keys."""
    ranges = [
        (model.__name__, row.member_id, row.kind, getattr(row, "cell_id", 0), str(row.validity))
        for model in (Membership, Standing, Office)
        for row in model.objects.all()
    ]
    members = Member.objects.order_by("pk").values_list("pk", "official_on", "merged_into")
    return sorted(ranges), list(members)


def cells_and_terms(cells):
    for cell in cells:
        cell.refresh_from_db()
    return [
        (cell.dissolved, cell.merged_into_id, sorted(str(t.validity) for t in cell.terms.all()))
        for cell in cells
    ]


def check_roll(cells):
    """At any day one primary cell at most, and the cells add up to the committee."""
    rows = list(Membership.objects.filter(kind="primary").values_list("member", "validity"))
    for day in DAYS[::3]:
        here = Counter(member for member, validity in rows if day in validity)
        assert set(here.values()) <= {1}
        figures = [queries.figures_of(cell, day) for cell in cells]
        assert sum(one["total"] for one in figures) == len(here)
        for one in figures:
            assert one["official"] + one["probationary"] == one["total"]
            assert max(one["exempted"], one["away"], one["elsewhere"]) <= one["total"]


@pytest.mark.django_db
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS, in_time=st.booleans())
def test_any_acts_in_any_order(officer, cell_a, cell_b, committee, acts, in_time):
    if in_time:
        acts.sort(key=lambda act: act[3])
    third = TermFactory(cell__committee=committee).cell
    cells = [cell_a, cell_b, third]
    with transaction.atomic():
        people = list(Member.objects.order_by("pk")[3:8])  # of both cells, one on probation
        done, states = [], [(snapshot(), cells_and_terms(cells))]
        for kind, who, cell, day, length in acts:
            try:
                with transaction.atomic():
                    act = perform(kind, people[who], cells, cell, day, length, officer)
            except ValidationError:
                assert (snapshot(), cells_and_terms(cells)) == states[-1]
                continue
            check_roll(cells)
            done.append(act)
            states.append((snapshot(), cells_and_terms(cells)))
        for act in reversed(done):
            assert (snapshot(), cells_and_terms(cells)) == states.pop()
            services.correct(act, reason="x", today=TODAY, by=officer)
            check_roll(cells)
        assert [(snapshot(), cells_and_terms(cells))] == states
        transaction.set_rollback(True)
