"""Whatever lists are imported in whatever order, the roll stays one true roll."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import Member
from members.services import imports
from tests.factories import TermFactory
from tests.members.importing import outcomes, sent, undone, worked
from tests.members.test_roll_properties import DAYS, check_roll, snapshot
from tests.members.workbooks import HEAD, workbook

NAMES = ("Trần Văn Một", "TRẦN VĂN MỘT", "Lê Thị Hai", "Hồ Văn Ba", "Hồ Thị Mai Dung", "")
ROWS = st.lists(
    st.tuples(
        st.just(1),
        st.sampled_from(NAMES),
        st.sampled_from(["", 1960, "19/05/1958", "29/02/2023", "03/1971"]),
        st.sampled_from(["", "Nam", "nữ"]),
        st.sampled_from(["", "03/02/1985", "01/03/2026", 2030]),
        st.sampled_from(["", "03/02/1986", "01/11/2026"]),
        st.sampled_from(["", "41.1", "41.2", "41.3"]),
        st.sampled_from(["", "", "Bí thư", "Chi ủy viên"]),
        st.just(""),
        st.sampled_from(["", "TDP 5", "Chi bộ Tổ dân phố 12", "Chi bộ 99"]),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.django_db
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.tuples(ROWS, st.sampled_from(DAYS)), min_size=1, max_size=3))
def test_any_lists_in_any_order(officer, cell_a, cell_b, committee, files):
    third = TermFactory(cell__committee=committee).cell
    cells = [cell_a, cell_b, third]
    with transaction.atomic():
        done, states = [], [snapshot_of_the_known()]
        for people, since in files:
            content = workbook(*people, head=(*HEAD, "Chi bộ"))
            found = sent(content, by=officer, cell=third, since=since)
            before = snapshot()
            try:
                imports.confirm(found, seen=found.plan_hash, by=officer)
            except ValidationError:
                assert found.refused or not found.new + found.changed
                assert snapshot() == before
                continue
            worked(found)
            assert found.state == "done", found.message
            check_roll(cells)
            again = sent(content, by=officer, cell=third, since=since)
            assert set(outcomes(again).values()) == {"same"}
            done.append(found)
            states.append(snapshot_of_the_known())
        for found in reversed(done):
            assert snapshot_of_the_known() == states.pop()
            assert undone(found).state == "undone", found.message
            check_roll(cells)
        assert [snapshot_of_the_known()] == states
        transaction.set_rollback(True)


def snapshot_of_the_known():
    """All ranges, and the members who were ever on a roll and still have a trace of it."""
    ranges, _ = snapshot()
    known = {row[1] for row in ranges}
    fields = (
        "pk",
        "full_name",
        "birth_date",
        "gender",
        "admitted_on",
        "official_on",
        "card_number",
    )
    return ranges, list(Member.objects.filter(pk__in=known).order_by("pk").values_list(*fields))
