"""Pages with lists cost the same number of queries for n rows and for 2n, and at most fifteen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import RoleKind, User
from cells.models import Cell
from meetings.models import AttendanceStatus, OpinionKind
from reports.models import Report, ReportState
from reports.paper_urls import urlpatterns as paper_urls
from reports.services import facts
from reports.urls import urlpatterns as board_urls
from tests import factories as make
from tests.reports.papers import OCTOBER, asked, built, facts_for, ready_report, sums_for

MOST_QUERIES = 15
TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_november(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("reports.views.boards.localdate", lambda: TODAY)
    monkeypatch.setattr("reports.views.papers.timezone.now", lambda: make.at(TODAY))


def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def same_for_twice_as_many(
    client: Client, url: str, add: Callable[[int], None], n: int = 4
) -> None:
    """`add(number)` adds one row more."""
    for number in range(n):
        add(number)
    once = cost(client, url)
    for number in range(n, 2 * n):
        add(number)
    assert cost(client, url) == once <= MOST_QUERIES


def test_where_reports_are_asked_for(officer, committee, client_of):
    def add(number: int) -> None:
        make.CellFactory(committee=committee)
        make.CommitteeFactory(parent=committee, name=f"Đảng bộ bộ phận {number}")

    same_for_twice_as_many(client_of(officer), "/reports/start/", add)


def test_one_report_with_its_versions(cell_a, secretary_a, client_of):
    first = ready_report(cell_a)
    snapshot = first.snapshot

    def add(number: int) -> None:
        asked(
            cell_a, OCTOBER, version=number + 2, state=ReportState.READY, snapshot=snapshot,
            finished_at=make.at(TODAY),
        )  # fmt: skip

    same_for_twice_as_many(client_of(secretary_a), f"/reports/{first.pk}/", add)


def test_the_summary_of_a_committee_with_its_cells(committee, officer, client_of):
    """The page is drawn from the snapshot, however many cells it names."""
    sums_for(committee, members=30, official=30)
    report = Report.objects.create(
        kind="committee_month", committee=committee, period=OCTOBER, asked_at=make.at(TODAY)
    )

    def add(_number: int) -> None:
        facts_for(make.CellFactory(committee=committee), members=6, official=6)
        built(report)

    same_for_twice_as_many(client_of(officer), f"/reports/{report.pk}/", add)


def test_the_archive_of_what_is_issued(cell_a, secretary_a, client_of):
    snapshot = ready_report(cell_a).snapshot

    def add(number: int) -> None:
        asked(
            cell_a, OCTOBER, version=number + 2, state=ReportState.ISSUED, snapshot=snapshot,
            finished_at=make.at(TODAY), issued_on=TODAY, number=number + 1, checksum="x",
            term=cell_a.terms.get(),
        )  # fmt: skip

    same_for_twice_as_many(client_of(secretary_a), "/reports/?state=issued", add)


def test_faults_on_the_page_of_progress(cell_a, officer, client_of):
    def add(number: int) -> None:
        asked(make.CellFactory(committee=cell_a.committee), state=ReportState.FAILED, fault="Đĩa")

    same_for_twice_as_many(client_of(officer), "/reports/progress/", add)


def test_the_cells_that_one_follows(overseer, committee, client_of):
    def add(number: int) -> None:
        cell = make.furnished_cell(committee, f"Chi bộ số {number}")
        make.RoleFactory(user=overseer, kind=RoleKind.OVERSEER, cell=cell)
        facts.refresh(first=OCTOBER, last=date(2026, 11, 1), now=make.at(TODAY))

    same_for_twice_as_many(client_of(overseer), "/dashboards/followed/", add, n=2)


def test_the_cells_to_remind(officer, committee, client_of):
    def add(_number: int) -> None:
        make.CellFactory(committee=committee)

    url = f"/dashboards/committees/{committee.pk}/remind/"
    same_for_twice_as_many(client_of(officer), url, add)


def test_the_ways_to_be_told(secretary_a, client_of):
    assert cost(client_of(secretary_a), "/dashboards/reminders/choices/") <= MOST_QUERIES


def busy_month(cell: Cell, by: User, number: int) -> None:
    """A member, and a signed meeting at which the member spoke, with a resolution, work that is
    open, and a reserved opinion."""
    member = make.member_of(cell, f"Trần Văn Số {number}", since=date(2020, 1, 1))
    month = (date(2025, 12, 1) + timedelta(days=31 * number)).replace(day=1)
    meeting = make.MeetingFactory(cell=cell, month=month)
    make.AttendanceFactory(meeting=meeting, member=member, status=AttendanceStatus.PRESENT)
    make.ResolutionFactory(meeting=meeting, passed=True)
    make.AssignmentFactory(meeting=meeting, lead=member, due=TODAY)
    opinion = make.OpinionFactory(meeting=meeting, speaker=member, kind=OpinionKind.RESERVED)
    make.marked_signed(meeting, by=by, number=number + 1)
    make.FollowUpFactory(opinion=opinion)
    facts.refresh(cells=[cell.pk], first=month, last=month, now=make.at(TODAY))


@pytest.mark.parametrize("who", ["secretary_a", "overseer", "officer"])
def test_the_dashboard_of_a_cell(who, request, cell_a, secretary_a, client_of):
    url = f"/dashboards/cells/{cell_a.pk}/?month=2026-11"

    def add(number: int) -> None:
        busy_month(cell_a, secretary_a, number)

    same_for_twice_as_many(client_of(request.getfixturevalue(who)), url, add)


# --- Nothing is left out --------------------------------------------------------------------------
LISTS = {
    "overview": "leads on",
    "followed": "here",
    "committee": "test_boards",
    "duties": "test_cellboards",
    "remind": "here",
    "letters": "test_letters",
    "cell": "here",
    "reminders": "test_reminders",
    "reminders-seen": "writes",
    "reminder-choices": "here",
    "reminder-open": "writes",
    "list": "test_papers, here",
    "start": "here",
    "progress": "test_papers, here",
    "retry": "writes",
    "cancel-all": "writes",
    "report": "here",
    "texts": "writes",
    "issue": "writes",
    "rebuild": "writes",
    "cancel": "writes",
    "file": "a file",
}
"""Where the cost of each page of reports is tested."""


def test_a_new_page_says_where_its_cost_is_tested():
    assert {one.name for one in [*board_urls, *paper_urls]} == set(LISTS)
