"""Reports as pages: who reads, writes and issues them; what an issued one is proof against."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.blocks import Chart, Paragraph
from meetings.models import DocumentType, NumberSeries
from reports import access, papers
from reports.models import Report, ReportKind, ReportState
from reports.papers import Paper
from reports.services import asking, files, issuing, making
from tests.reports.papers import (
    NOW,
    OCTOBER,
    asked,
    before,
    built,
    facts_for,
    ready_report,
    sums_for,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("reports.views.papers.timezone.now", lambda: NOW)
    monkeypatch.setattr("reports.views.papers.asking.wake_workers", lambda _: True)


@pytest.fixture
def report(cell_a) -> Report:
    return ready_report(cell_a)


@pytest.fixture
def summary(committee) -> Report:
    sums_for(committee, members=31, official=30)
    row = Report.objects.create(
        kind=ReportKind.COMMITTEE_MONTH, committee=committee, period=OCTOBER, asked_at=NOW
    )
    return built(row)


def issued(report: Report, by, **more: object) -> Report:
    return issuing.issue(report, issued_on=DAY, now=NOW, by=by, **more)


# --- Who ------------------------------------------------------------------------------------------
def test_leaders_read_what_is_built_and_the_office_all(report, summary, cell_b, officer, viewer):
    waiting = asked(cell_b)[0]
    assert set(access.reports_of(officer)) == {report, summary, waiting}
    assert set(access.reports_of(viewer)) == {report, summary}


def test_a_secretary_reads_her_cells_reports_and_no_others(
    report, summary, secretary_a, secretary_b
):
    assert list(access.reports_of(secretary_a)) == [report]
    assert not access.reports_of(secretary_b).exists()


def test_an_overseer_reads_and_writes_nothing(report, overseer, client_of):
    client = client_of(overseer)
    assert client.get(f"/reports/{report.pk}/").status_code == 200
    assert client.post(f"/reports/{report.pk}/texts/", {"assessment": "x"}).status_code == 403
    assert (
        client.post(f"/reports/{report.pk}/issue/", {"issued_on": "02/11/2026"}).status_code == 403
    )


def test_the_office_has_reports_of_cells_made_and_does_not_issue_them(report, officer, client_of):
    client = client_of(officer)
    assert (
        client.post(f"/reports/{report.pk}/issue/", {"issued_on": "02/11/2026"}).status_code == 403
    )
    assert client.post(f"/reports/{report.pk}/rebuild/").status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.QUEUED


# --- Written parts, issue -------------------------------------------------------------------------
def test_what_people_wrote_stands_in_the_paper_and_outlives_new_figures(
    report, secretary_a, client_of
):
    client = client_of(secretary_a)
    client.post(f"/reports/{report.pk}/texts/", {"assessment": "Chi bộ họp nghiêm túc."})
    client.post(f"/reports/{report.pk}/rebuild/")
    making.build(claimed := making.claim(now=NOW), clock=lambda: NOW)
    making.finish(claimed, now=NOW)
    page = client.get(f"/reports/{report.pk}/").content.decode()
    assert page.count("Chi bộ họp nghiêm túc.") == 2


def test_a_cells_report_takes_the_next_number_of_its_term(report, cell_a, secretary_a):
    term = cell_a.terms.get()
    NumberSeries.objects.create(term=term, document_type=DocumentType.REPORT, last_number=6)
    done = issued(report, secretary_a)
    assert (done.number, done.term, done.number_words) == (7, term, "Số 07-BC/CB")
    assert set(done.files) == {"pdf", "docx", "xlsx"}


def test_a_committees_report_takes_the_number_of_its_register(summary, officer, client_of):
    client = client_of(officer)
    where = f"/reports/{summary.pk}/issue/"
    refused = client.post(where, {"number": "", "issued_on": "02/11/2026"})
    assert refused.status_code == 422
    client.post(where, {"number": "41", "issued_on": "02/11/2026"})
    summary.refresh_from_db()
    assert (summary.state, summary.number_words) == ("issued", "Số 41-BC/ĐU")
    assert "Số 41-BC/ĐU" in client.get(f"/reports/{summary.pk}/").content.decode()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("05/11/2026", "không được sau hôm nay"),
        ("31/10/2026", "phải sau kỳ báo cáo"),
        ("31/02/2026", "Ngày không có thật"),
        ("", "Xin nhập mục này."),
    ],
)
def test_a_day_that_does_not_fit_is_refused_beside_its_field(
    report, secretary_a, client_of, day, words
):
    answer = client_of(secretary_a).post(f"/reports/{report.pk}/issue/", {"issued_on": day})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    report.refresh_from_db()
    assert report.state == ReportState.READY


def test_a_report_is_issued_once(report, secretary_a):
    issued(report, secretary_a)
    with pytest.raises(ValidationError):
        issued(report, secretary_a)


def test_a_summary_of_cells_that_have_not_met_speaks_of_what_is_there(committee):
    sums_for(committee, OCTOBER, date(2026, 9, 1), members=4, official=4)
    row = Report.objects.create(
        kind=ReportKind.COMMITTEE_MONTH, committee=committee, period=OCTOBER, asked_at=NOW
    )
    blocks = papers.content(Paper.of(built(row))).blocks
    words = "\n".join(
        "".join(run.text for run in one.runs) for one in blocks if isinstance(one, Paragraph)
    )
    assert "Sinh hoạt thường kỳ: 0/1 (0%)" in words
    assert "Không có nhiệm vụ nào đến kỳ báo cáo" in words
    assert "–" not in words, "no dash where a figure is missing in a sentence"
    assert not any(isinstance(one, Chart) for one in blocks), "no chart of nothing"


# --- Asking, progress -----------------------------------------------------------------------------
def test_a_month_is_asked_for_all_cells_or_for_chosen_ones(cell_a, cell_b, officer, client_of):
    client = client_of(officer)
    asked_for = {"kind": "cell_month", "period": "2026-10", "committee": cell_a.committee_id}
    client.post("/reports/start/", asked_for | {"cells": [cell_a.pk]})
    assert list(Report.objects.values_list("cell", flat=True)) == [cell_a.pk]
    answer = client.post("/reports/start/", asked_for, follow=True)
    assert Report.objects.count() == 2
    assert "Đã yêu cầu lập 1 báo cáo" in answer.content.decode()
    again = client.post("/reports/start/", asked_for, follow=True)
    assert "đã có sẵn" in again.content.decode()


def test_who_asks_hears_that_the_broker_is_down_and_loses_nothing(
    cell_a, officer, client_of, monkeypatch
):
    monkeypatch.setattr("reports.views.papers.asking.wake_workers", lambda _: False)
    asked_for = {"kind": "cell_month", "period": "2026-10", "committee": cell_a.committee_id}
    page = client_of(officer).post("/reports/start/", asked_for, follow=True).content.decode()
    assert "không mất" in page
    assert Report.objects.get().state == ReportState.QUEUED


def test_a_secretary_asks_for_her_own_cell_only(cell_a, cell_b, secretary_a, client_of):
    client = client_of(secretary_a)
    asked_for = {"kind": "cell_month", "period": "2026-10"}
    assert client.post("/reports/start/", asked_for | {"cells": [cell_b.pk]}).status_code == 200
    assert not Report.objects.exists()
    client.post("/reports/start/", asked_for)
    assert list(Report.objects.values_list("cell", flat=True)) == [cell_a.pk]


@pytest.mark.parametrize(
    ("act", "said"),
    [("retry", "Không có báo cáo nào cần lập lại"), ("cancel", "Không còn báo cáo nào chưa lập")],
)
def test_an_act_that_finds_nothing_to_do_does_not_call_it_done(
    report, officer, client_of, act, said
):
    page = client_of(officer).post(f"/reports/progress/{act}/", {}, follow=True).content.decode()
    assert said in page
    assert "Đã xong." not in page


def test_an_office_without_cells_hears_so_beside_what_it_chose(committee, officer, client_of):
    asked_for = {"kind": "cell_month", "period": "2026-10", "committee": committee.pk}
    answer = client_of(officer).post("/reports/start/", asked_for)
    assert answer.status_code == 200
    assert "Chưa có chi bộ nào để lập báo cáo" in answer.content.decode()


def test_a_period_that_is_not_over_is_refused(committee, officer):
    committees = type(committee).objects.filter(pk=committee.pk)
    with pytest.raises(ValidationError):
        asking.start(
            ReportKind.COMMITTEE_YEAR,
            date(2026, 1, 1),
            committees=committees,
            now=NOW,
            by=officer,
        )


def test_progress_tells_counts_and_faults_and_moves_only_while_there_is_work(
    cell_a, cell_b, officer, client_of
):
    ready_report(cell_a)
    failed = asked(cell_b)[0]
    Report.objects.filter(pk=failed.pk).update(state="failed", fault="Không ghi được tệp")
    client = client_of(officer)
    where = "/reports/progress/?kind=cell_month&period=2026-10"
    page = client.get(where).content.decode()
    assert "Không ghi được tệp" in page
    assert "hx-trigger" not in page.split('id="progress"')[1].split(">")[0]
    client.post("/reports/progress/retry/", {"kind": "cell_month", "period": "2026-10"})
    part = client.get(where, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert 'hx-trigger="every 3s"' in part
    client.post("/reports/progress/cancel/", {"kind": "cell_month", "period": "2026-10"})
    failed.refresh_from_db()
    assert failed.state == ReportState.CANCELLED


def test_a_page_that_waits_is_told_to_load_anew_when_the_report_is_ready(
    cell_a, secretary_a, client_of
):
    facts_for(cell_a, members=6)
    (report,) = asked(cell_a)
    client, asks = client_of(secretary_a), {"HX-Request": "true"}
    waits = client.get(f"/reports/{report.pk}/", headers=asks)
    assert 'hx-trigger="every 3s"' in waits.content.decode()
    assert "HX-Refresh" not in waits
    built(report)
    assert client.get(f"/reports/{report.pk}/", headers=asks)["HX-Refresh"] == "true"


def test_cancelled_while_a_worker_holds_it_stays_cancelled(cell_a, officer):
    facts_for(cell_a, members=6)
    report = asked(cell_a)[0]
    held = making.claim(now=NOW)
    assert asking.cancel(Report.objects.all(), by=officer) == 1
    making.build(held, clock=lambda: NOW)
    assert making.finish(held, now=NOW) == set()
    report.refresh_from_db()
    assert report.state == ReportState.CANCELLED


def test_new_figures_that_are_cancelled_leave_the_report_as_it_was(report, officer):
    asking.rebuild(report, now=NOW, by=officer)
    asking.cancel(Report.objects.all(), by=officer)
    report.refresh_from_db()
    assert report.state == ReportState.READY


# --- Cost, odd addresses --------------------------------------------------------------------------
def queries_of(client, url: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("url", ["/reports/", "/reports/?q=to&state=queued", "/reports/progress/"])
def test_the_lists_cost_the_same_for_twice_as_many_reports(
    url, cell_a, cell_b, officer, client_of, django_assert_max_num_queries
):
    client = client_of(officer)
    asked(cell_a, *before(OCTOBER, 5))
    once = queries_of(client, url)
    asked(cell_b, *before(OCTOBER, 15))
    assert queries_of(client, url) == once <= MOST_QUERIES


@pytest.mark.parametrize(
    "words", ["?period=2026-99", "?kind=x&state=y", "?page=abc", "?period=abc"]
)
@pytest.mark.parametrize("where", ["/reports/", "/reports/progress/"])
def test_an_odd_address_narrows_nothing_and_breaks_nothing(
    report, officer, client_of, where, words
):
    assert client_of(officer).get(where + words).status_code == 200


def test_the_list_begins_with_the_latest_period_and_gives_the_others_when_asked(
    cell_a, officer, client_of
):
    october, september = asked(cell_a, *before(OCTOBER, 2))
    client = client_of(officer)
    found = {asks: client.get(f"/reports/{asks}") for asks in ("", "?period=", "?period=2026-09")}
    listed = {asks: list(page.context["page"]) for asks, page in found.items()}
    assert listed == {
        "": [october],
        "?period=": [october, september],
        "?period=2026-09": [september],
    }
    assert found[""].context["form"]["period"].value() == "2026-10"
    assert found["?period="].context["page"].paginator.count == 2


def test_without_reports_the_list_says_what_to_do(cell_a, officer, client_of):
    page = client_of(officer).get("/reports/").content.decode()
    assert "Chưa có báo cáo nào" in page
    assert "/reports/start/" in page


def test_the_same_snapshot_gives_the_same_bytes(report):
    paper = papers.Paper.of(report)
    for name in files.FORMATS:
        assert papers.write(paper, name) == papers.write(paper, name)
