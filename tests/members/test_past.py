"""The past stays: what a page or a report says of an earlier day no act of today changes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import Cell
from cells.queries import in_being
from documents.blocks import Paragraph, Table
from meetings import printing
from meetings.queries import regime_on
from members import queries, services
from members.exporting import RollTable, fields_of
from members.models import ActKind, Member, MemberAct, Membership, MembershipKind
from members.services import cell_merging, moves, standings
from reports.models import BranchMonth, CellMonth
from reports.services import facts
from tests.factories import (
    TODAY,
    AttendanceFactory,
    CellFactory,
    MeetingFactory,
    MembershipFactory,
    RoleFactory,
    UserFactory,
    at,
    furnished_cell,
    marked_signed,
    member_of,
)
from tests.members.acting import refusal

LAST_YEAR = [date(2025, month, 28) for month in range(1, 13)]
MERGED_ON = date(2026, 10, 1)


@pytest.fixture
def third(committee):
    return furnished_cell(committee, "Chi bộ Tổ dân phố 7", people="Quý")


def everything_said_of(days, cells, client) -> list:
    """Figures, rolls by name, heads, list pages, exports and printed rolls of each cell on each
    day."""
    said = []
    for day in days:
        for cell in cells:
            page = client.get(
                reverse("members:list"), {"cell": cell.pk, "day": f"{day:%d/%m/%Y}"}
            ).content.decode()
            table = page.partition("<tbody>")[2].partition("</tbody>")[0]
            rows = [
                (row.member.full_name, row.kind, row.grade, row.away, row.exempted, row.office)
                for row in queries.roll(cell, day)
            ]
            exported = list(RollTable(queries.roll(cell, day), {cell.pk}))
            said.append((queries.figures_of(cell, day), rows, table, exported, on_paper(cell, day)))
        heads = queries.with_heads(Cell.objects.filter(pk__in=[c.pk for c in cells]), day)
        said.append(list(heads.values_list("pk", "secretary", "members", "official")))
        said.append(sorted(in_being(day).values_list("pk", flat=True)))
    return said


def on_paper(cell, day) -> list:
    """The tables and sentences of the printed roll."""
    document = printing.member_roll(
        cell,
        regime_on(TODAY),
        fields_of(queries.roll(cell, day)),
        day=day,
        today=TODAY,
        particulars=True,
        secretary="x",
        created=at(TODAY),
    )
    return [block for block in document.blocks if isinstance(block, Table | Paragraph)]


def facts_of_last_year(now) -> list:
    """Every figure of every cell and committee of last year, added up anew."""
    facts.refresh(first=date(2025, 1, 1), last=date(2025, 12, 1), now=now)
    hidden = {"id", "refreshed_at"}
    return [
        [{name: one for name, one in row.items() if name not in hidden} for row in rows]
        for rows in (
            CellMonth.objects.order_by("cell", "month").values(),
            BranchMonth.objects.order_by("committee", "month", "kind").values(),
        )
    ]


def test_last_years_figures_are_the_same_to_the_digit(
    client_of, officer, secretary_a, cell_a, cell_b, third
):
    for number in range(14):
        member_of(cell_a, f"Nguyễn Văn Đi {number}", since=date(2024, 1, 1) + timedelta(number))
    standings.go_away(
        Member.objects.get(full_name="Nguyễn Văn Đi 1"), day=date(2025, 3, 1),
        until=date(2025, 9, 1), ground="x", today=TODAY, by=officer,
    )  # fmt: skip
    meetings = []
    for month in range(3, 13):
        meeting = MeetingFactory(cell=cell_a, month=date(2025, month, 1))
        for row in queries.roll(cell_a, meeting.held_on):
            AttendanceFactory(meeting=meeting, member=row.member, grade=row.grade)
        meetings.append(marked_signed(meeting, by=secretary_a, number=month))
    counted = [sorted(m.attendances.values_list("member", "grade", "status")) for m in meetings]
    cells = [cell_a, cell_b, third]
    client = client_of(officer)
    before = everything_said_of(LAST_YEAR, cells, client)
    added_up = facts_of_last_year(at(TODAY))
    assert sum(row["members"] for row in added_up[0] if row["month"] == date(2025, 12, 1)) > 30

    for number in range(10):
        moves.transfer(
            Member.objects.get(full_name=f"Nguyễn Văn Đi {number}"),
            day=date(2026, 1, 1) + timedelta(30 * number),
            cell_to=third if number % 2 else cell_b, today=TODAY, by=officer,
        )  # fmt: skip
    cell_merging.merge_cells(
        cell_b, into=third, day=MERGED_ON, document="QĐ 9", today=TODAY, by=officer
    )

    assert everything_said_of(LAST_YEAR, cells, client) == before
    assert facts_of_last_year(at(TODAY) + timedelta(hours=1)) == added_up
    assert counted == [
        sorted(m.attendances.values_list("member", "grade", "status")) for m in meetings
    ]
    assert queries.figures_of(cell_b, MERGED_ON)["total"] == 0
    assert queries.figures_of(third, MERGED_ON)["total"] == 22


class TestMerging:
    def merge(self, cell, into, by, day=MERGED_ON):
        return cell_merging.merge_cells(
            cell, into=into, day=day, document="QĐ 9-QĐ/ĐU", today=TODAY, by=by
        )

    def test_all_go_over_offices_and_term_end(self, officer, cell_a, cell_b):
        act = self.merge(cell_b, cell_a, officer)
        cell_b.refresh_from_db()
        assert (cell_b.dissolved, cell_b.merged_into) == (MERGED_ON, cell_a)
        assert queries.figures_of(cell_a, MERGED_ON)["total"] == 12
        assert not queries.offices_of(cell_b, MERGED_ON)
        assert len(queries.offices_of(cell_b, MERGED_ON - timedelta(1))) == 2
        assert {part.kind for part in act.parts.all()} == {ActKind.TRANSFERRED}
        assert act.parts.count() == 6

    def test_is_taken_back_whole(self, officer, cell_a, cell_b):
        def state():
            return sorted(
                (str(row), row.kind, str(row.validity)) for row in Membership.objects.all()
            ), list(queries.offices_of(cell_b, TODAY).values_list("member", "kind", "validity"))

        before = state()
        act = self.merge(cell_b, cell_a, officer)
        services.correct(act, reason="Chưa có quyết định", today=TODAY, by=officer)
        cell_b.refresh_from_db()
        assert (cell_b.dissolved, cell_b.merged_into) == (None, None)
        assert state() == before

    def test_guests_of_each_other_are_counted_once(self, officer, cell_a, cell_b, committee):
        there = member_of(cell_b, "Nguyễn Sang A")  # of B, a guest in A
        here = member_of(cell_a, "Nguyễn Sang B")  # of A, a guest in B
        other = member_of(CellFactory(committee=committee), "Nguyễn Khách")  # a guest in B
        lend = {"day": date(2026, 5, 1), "until": None, "today": TODAY, "by": officer}
        moves.send_temporarily(there, cell_to=cell_a, **lend)
        moves.send_temporarily(here, cell_to=cell_b, **lend)
        moves.send_temporarily(other, cell_to=cell_b, **lend)
        act = self.merge(cell_b, cell_a, officer)
        assert queries.figures_of(cell_a, TODAY) | {} == {
            "total": 14, "official": 12, "probationary": 2, "exempted": 0, "away": 0,
            "elsewhere": 0, "suspended": 0, "temporary": 1,
        }  # fmt: skip
        kinds = {part.member_id: part.kind for part in act.parts.all()}
        assert (kinds[here.pk], kinds[other.pk]) == ("temporary_ended", "sent_temporarily")
        services.correct(act, reason="x", today=TODAY, by=officer)
        assert queries.figures_of(cell_b, TODAY)["temporary"] == 2

    def test_only_by_the_office_above_both(
        self, cell_a, cell_b, cell_elsewhere, officer, secretary_a, overseer
    ):
        for by, into in ((secretary_a, cell_b), (overseer, cell_b), (officer, cell_elsewhere)):
            with pytest.raises(PermissionDenied):
                self.merge(cell_a, into, by)

    def test_what_still_waits_or_comes_later_is_named(
        self, officer, cell_a, cell_b, secretary_a, member_a
    ):
        sent = moves.transfer(
            member_a, day=date(2026, 9, 1), cell_to=cell_b, today=TODAY, by=secretary_a
        )
        assert "đang chờ tiếp nhận" in refusal(lambda: self.merge(cell_a, cell_b, officer))
        services.correct(sent, reason="x", today=TODAY, by=secretary_a)
        MembershipFactory(cell=cell_a, validity=(date(2026, 11, 1), None))
        assert "01/11/2026" in refusal(lambda: self.merge(cell_a, cell_b, officer))
        assert self.merge(cell_a, cell_b, officer, day=date(2026, 11, 2))

    def test_a_part_cannot_be_taken_back_and_a_later_act_is_named(self, officer, cell_a, cell_b):
        act = self.merge(cell_b, cell_a, officer)
        part = act.parts.first()
        assert "Sáp nhập" in refusal(
            lambda: services.correct(part, reason="x", today=TODAY, by=officer)
        )
        moves.leave(part.member, kind=ActKind.DIED, day=TODAY, today=TODAY, by=officer)
        assert "Từ trần" in refusal(
            lambda: services.correct(act, reason="x", today=TODAY, by=officer)
        )

    def test_statements_do_not_grow_with_the_roll(self, officer, committee):
        def cost(people):
            cell, into = CellFactory(committee=committee), CellFactory(committee=committee)
            for _ in range(people):
                member_of(cell)
            with CaptureQueriesContext(connection) as captured:
                act = self.merge(cell, into, officer)
                services.correct(act, reason="x", today=TODAY, by=officer)
            return len(captured)

        assert cost(2) == cost(12)

    def test_by_hand(self, client_of, officer, cell_a, cell_b):
        url = reverse("cells:merge", args=[cell_b.pk])
        data = {"into": cell_a.pk, "day": "01/10/2026", "document": "QĐ 9-QĐ/ĐU"}
        client = client_of(officer)
        page = client.post(url, data | {"step": "preview"}).content.decode()
        assert f"{cell_b} giải thể từ ngày 01/10/2026, sáp nhập vào {cell_a}" in page
        assert "Lê Văn Trúc An" in page
        assert client.post(url, data).url == cell_a.get_absolute_url()
        act = MemberAct.objects.get(kind=ActKind.CELLS_MERGED)
        undo = reverse("cells:act-correct", args=[cell_b.pk, act.pk])
        assert client.post(undo, {"reason": "Chưa có quyết định"}).status_code == 302
        cell_b.refresh_from_db()
        assert cell_b.dissolved is None


def test_one_secretary_of_two_cells_transfers_at_once(cell_a, cell_b, member_a):
    user = UserFactory()
    for cell in (cell_a, cell_b):
        RoleFactory(user=user, cell=cell)
    moves.transfer(member_a, day=TODAY, cell_to=cell_b, today=TODAY, by=user)
    assert member_a.memberships.get(validity__contains=TODAY).cell == cell_b
    assert member_a.memberships.filter(kind=MembershipKind.PRIMARY).count() == 2
