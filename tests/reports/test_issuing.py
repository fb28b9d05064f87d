"""Issuing a report: who signs it, under which name and number; each number once."""

from datetime import date

import pytest

from members.models import Office, OfficeKind
from reports import papers
from reports.models import Report, ReportKind
from reports.papers import Paper
from reports.services import issuing
from tests import factories as make
from tests.reports.papers import NOW, OCTOBER, built, ready_report, sums_for

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("reports.views.papers.timezone.now", lambda: NOW)


@pytest.fixture
def report(cell_a) -> Report:
    return ready_report(cell_a)


def summary_of(committee, period: date = OCTOBER) -> Report:
    """The committee's report of the month, as a worker leaves it."""
    sums_for(committee, period, members=31, official=30)
    row = Report.objects.create(
        kind=ReportKind.COMMITTEE_MONTH, committee=committee, period=period, asked_at=NOW
    )
    return built(row)


@pytest.fixture
def summary(committee) -> Report:
    return summary_of(committee)


def issued(report: Report, by, **more: object) -> Report:
    return issuing.issue(report, issued_on=DAY, now=NOW, by=by, **more)


def ends_of(report: Report) -> tuple:
    """The first and the last block of the paper: letterhead and signatures."""
    first, *_, last = papers.content(Paper.of(report)).blocks
    return first, last


# --- As of the day --------------------------------------------------------------------------------
def test_a_report_is_signed_by_whoever_holds_the_office_on_its_day(report, cell_a, secretary_a):
    assert report.snapshot["head"]["signer"] == "Lê Thị Mai An"
    Office.objects.filter(cell=cell_a, kind=OfficeKind.SECRETARY).update(
        validity=(date(2025, 2, 3), DAY)
    )
    make.OfficeFactory(cell=cell_a, member__full_name="Trần Văn Mới", validity=(DAY, None))
    _, last = ends_of(issued(report, secretary_a))
    assert (last.right.lines, last.right.name) == (["T/M CHI BỘ", "BÍ THƯ"], "Trần Văn Mới")


def test_a_report_bears_the_name_that_its_committee_has_on_the_day(summary, committee, officer):
    committee.committee_name, committee.place = "Đảng ủy xã Hương Mới", "Hương Mới"
    committee.save()
    first, _ = ends_of(issued(summary, officer, number=41))
    assert first.issuer == "ĐẢNG ỦY XÃ HƯƠNG MỚI"
    assert first.place_line == "Hương Mới, ngày 02 tháng 11 năm 2026"
