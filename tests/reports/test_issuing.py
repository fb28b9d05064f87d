"""Issuing a report: who signs it, under which name and number; each number once."""

import os
from datetime import date

import pytest

from members.models import Office, OfficeKind
from reports import papers
from reports.models import Report, ReportKind
from reports.papers import Paper
from reports.services import files, issuing
from tests import factories as make
from tests.reports.papers import NOW, OCTOBER, built, ready_report, sums_for

pytestmark = pytest.mark.django_db
DAY, SEPTEMBER = date(2026, 11, 2), date(2026, 9, 1)


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


# --- Numbers --------------------------------------------------------------------------------------
def test_a_number_of_the_register_is_given_once(summary, committee, officer, client_of):
    client, second = client_of(officer), summary_of(committee, SEPTEMBER)
    issued(summary, officer, number=41)
    asks = {"number": "41", "issued_on": "03/11/2026"}
    refused = client.post(f"/reports/{second.pk}/issue/", asks)
    assert refused.status_code == 422
    words = "Số 41-BC/ĐU đã dùng cho báo cáo tháng 10/2026, ban hành ngày 02/11/2026."
    assert words in refused.content.decode()
    client.post(f"/reports/{second.pk}/issue/", asks | {"number": "42"})
    second.refresh_from_db()
    assert second.number == 42


def test_another_committee_has_numbers_of_its_own(summary, another_committee, officer):
    make.RoleFactory(user=officer, kind="officer", committee=another_committee)
    issued(summary, officer, number=41)
    assert issued(summary_of(another_committee), officer, number=41).number == 41


def test_numbers_run_through_the_term_and_not_by_the_year(summary, committee, officer):
    issued(summary_of(committee, SEPTEMBER), officer, number=41)
    assert issuing.next_number(summary, day=date(2027, 1, 4)) == 42


def test_a_committee_above_committees_issues_as_what_it_is(upper_committee, committee, officer):
    upper_committee.committee_name = "Huyện ủy Thượng Sơn"
    upper_committee.save()
    make.RoleFactory(user=officer, kind="officer", committee=upper_committee)
    sums_for(committee, members=31, official=30)
    done = issued(summary_of(upper_committee), officer, number=41)
    first, last = ends_of(done)
    assert first.number == done.number_words == "Số 41-BC/HU"
    assert last.right.lines == ["T/M HUYỆN ỦY", "BÍ THƯ"]
    assert last.left.lines[0] == "- Các đảng ủy, chi bộ trực thuộc,"


# --- The disk -------------------------------------------------------------------------------------
def test_the_files_of_an_issued_report_have_reached_the_disk_before_its_row(
    report, secretary_a, settings, monkeypatch
):
    reached = []
    monkeypatch.setattr(files.os, "fsync", lambda one: reached.append(os.fstat(one).st_ino))
    done = issued(report, secretary_a)
    paths = [settings.MEDIA_ROOT / one["path"] for one in done.files.values()]
    assert reached == [one.stat().st_ino for one in (*paths, paths[0].parent)]


@pytest.fixture
def _full_disk(monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "written", refuse)


@pytest.mark.usefixtures("_full_disk")
def test_a_report_that_cannot_be_written_is_not_issued_and_takes_no_number(
    report, secretary_a, client_of, caplog
):
    answer = client_of(secretary_a).post(
        f"/reports/{report.pk}/issue/", {"issued_on": "02/11/2026"}
    )
    assert answer.status_code == 422
    assert issuing.NOT_WRITTEN in answer.content.decode()
    assert "No space left" in caplog.text
    report.refresh_from_db()
    assert (report.state, issuing.next_number(report, day=DAY)) == ("ready", 1)


@pytest.mark.usefixtures("_full_disk")
def test_a_file_that_cannot_be_written_is_said_in_words(report, secretary_a, client_of):
    where = f"/reports/{report.pk}/file.docx"
    page = client_of(secretary_a).get(where, follow=True).content.decode()
    assert "Máy không ghi được tệp." in page
