"""The parts of a report that people write: nothing typed is lost by issuing, nor by another who
writes at the same time."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from reports.models import Report, ReportKind
from reports.services import asking
from tests.reports.papers import NOW, OCTOBER, built, ready_report, sums_for

pytestmark = pytest.mark.django_db
TYPED = "Chi bộ họp nghiêm túc."


@pytest.fixture(autouse=True)
def _media(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("reports.views.papers.timezone.now", lambda: NOW)


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


# --- Issued with what was typed -------------------------------------------------------------------
def test_texts_and_issue_are_one_form_of_which_either_button_sends_all(
    report, secretary_a, client_of
):
    page = client_of(secretary_a).get(f"/reports/{report.pk}/").content.decode()
    form = page.split("data-keep>")[1].split("</form>")[0]
    assert 'name="assessment"' in form
    assert 'name="issued_on"' in form
    assert f'formaction="/reports/{report.pk}/issue/"' in form


def test_what_was_typed_and_not_saved_yet_is_issued_too(report, secretary_a, client_of):
    client_of(secretary_a).post(
        f"/reports/{report.pk}/issue/", {"assessment": TYPED, "issued_on": "02/11/2026"}
    )
    report.refresh_from_db()
    assert (report.state, report.texts["assessment"]) == ("issued", TYPED)


def test_where_the_day_does_not_fit_nothing_is_written_and_what_was_typed_stays_on_the_page(
    report, secretary_a, client_of
):
    answer = client_of(secretary_a).post(
        f"/reports/{report.pk}/issue/", {"assessment": TYPED, "issued_on": "31/10/2026"}
    )
    assert answer.status_code == 422
    assert f">\n{TYPED}</textarea>" in answer.content.decode()
    report.refresh_from_db()
    assert (report.state, report.texts) == ("ready", {})


def test_who_issues_without_the_parts_takes_none_away(report, secretary_a, client_of):
    asking.write_texts(report, {"assessment": TYPED}, by=secretary_a)
    client_of(secretary_a).post(f"/reports/{report.pk}/issue/", {"issued_on": "02/11/2026"})
    report.refresh_from_db()
    assert (report.state, report.texts) == ("issued", {"assessment": TYPED})


# --- Two who write --------------------------------------------------------------------------------
class Tab:
    """A page of the report that one has open."""

    def __init__(self, client: Client, report: Report) -> None:
        self.client, self.where = client, f"/reports/{report.pk}/"
        self.read(client.get(self.where).content.decode())

    def read(self, page: str) -> None:
        self.seen = re.search(r'name="seen" value="(.*?)"', page)[1]
        areas = re.findall(r'<textarea name="(\w+)".*?>(.*?)</textarea>', page, re.DOTALL)
        self.typed = {name: text.strip() for name, text in areas}

    def saves(self, act: str = "texts", **typed: str) -> HttpResponse:
        self.typed |= typed
        return self.client.post(f"{self.where}{act}/", self.typed | {"seen": self.seen})


@pytest.fixture
def tabs(summary, officer, client_of) -> list[Tab]:
    return [Tab(client_of(officer), summary) for _ in range(2)]


def test_two_who_write_at_once_keep_each_their_part(summary, tabs):
    first, second = tabs
    first.saves(assessment="Nền nếp tốt.")
    assert second.saves(direction="Kiểm tra hai chi bộ.").status_code == 302
    summary.refresh_from_db()
    written = {name: text for name, text in summary.texts.items() if text}
    assert written == {"assessment": "Nền nếp tốt.", "direction": "Kiểm tra hai chi bộ."}


@pytest.mark.parametrize("act", ["texts", "issue"])
def test_two_texts_of_one_part_are_both_shown_and_none_is_overwritten(summary, tabs, act):
    first, second = tabs
    first.saves(assessment="Nền nếp tốt.")
    issue = {"number": "41", "issued_on": "02/11/2026"} if act == "issue" else {}
    answer = second.saves(act, assessment="Còn hạn chế.", **issue)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nền nếp tốt." in page
    assert "Đinh Thị Phòng" in page
    summary.refresh_from_db()
    assert (summary.state, summary.texts["assessment"]) == ("ready", "Nền nếp tốt.")
    second.read(page)
    assert second.typed["assessment"] == "Còn hạn chế."
    second.saves(act, **issue)
    summary.refresh_from_db()
    assert summary.texts["assessment"] == "Còn hạn chế."
