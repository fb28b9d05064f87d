"""Making reports: each is made once, whoever is overtaken, killed or told twice."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import papers, tasks
from reports.models import Report, ReportState
from reports.services import asking, facts, files, making
from tests import factories as make
from tests.reports.papers import NOW, OCTOBER, asked, before, facts_for, sums_for

pytestmark = pytest.mark.django_db
LATER = NOW + making.LEASE + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def report(cell_a) -> Report:
    facts_for(cell_a, members=6, official=5)
    return asked(cell_a)[0]


def made(reports: list[Report], now=NOW) -> set[int]:
    making.build(reports, clock=lambda: now)
    return making.finish(reports, now=now)


def on_disk() -> list[str]:
    from django.conf import settings

    return sorted(str(path.name) for path in Path(settings.MEDIA_ROOT).rglob("*.*"))


def times_ready(report: Report) -> int:
    trail = Report.pgh_event_model.objects.filter(pgh_obj=report, state=ReportState.READY)
    return trail.count()


# --- A worker takes, makes and finishes --------------------------------------------------------
def test_what_waits_is_taken_made_and_kept_with_its_checksum(report):
    assert made(making.claim(now=NOW)) == {report.pk}
    report.refresh_from_db()
    assert (report.state, report.attempts, report.lease_until) == ("ready", 1, None)
    content = files.content_of(report, "pdf")
    assert content.startswith(b"%PDF")
    assert report.checksum == files.checksum_of(report.files)
    assert report.snapshot["figures"]["now"]["members"] == 6
    assert making.claim(now=LATER) == []


def test_nobody_else_takes_what_a_living_worker_holds(report):
    assert making.claim(now=NOW)
    assert making.claim(now=NOW + making.LEASE / 2) == []


def test_what_a_dead_worker_held_is_taken_again_and_is_ready_once(report):
    making.claim(now=NOW)
    assert made(making.claim(now=LATER)) == {report.pk}
    report.refresh_from_db()
    assert (report.state, report.attempts, times_ready(report)) == ("ready", 2, 1)


def overtaken(report: Report) -> tuple[set[int], set[int]]:
    """Two attempts build the row; the first believes until the end that it holds it."""
    slow = making.claim(now=NOW)
    quick = making.claim(now=LATER)
    return made(quick, now=LATER), made(slow, now=LATER)


def test_an_overtaken_attempt_finishes_nothing_and_leaves_no_file(
    report, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        quick, slow = overtaken(report)
    assert (quick, slow) == ({report.pk}, set())
    assert times_ready(report) == 1
    report.refresh_from_db()
    assert on_disk() == [Path(report.files["pdf"]["path"]).name]


def test_without_the_fence_it_would_be_ready_twice(report, monkeypatch):
    monkeypatch.setattr(making, "HELD", "true")
    assert overtaken(report) == ({report.pk}, {report.pk})


def test_a_lease_is_renewed_while_its_worker_lives(cell_a):
    months = before(OCTOBER, 3)
    facts_for(cell_a, *months)
    asked(cell_a, *months)
    moments = iter([NOW, *(NOW + making.LEASE * n / 2 for n in range(1, 20))])
    reports = making.claim(now=NOW)
    making.build(reports, clock=lambda: next(moments))
    assert Report.objects.filter(lease_until__gt=LATER).count() == 3
    assert len(making.finish(reports, now=LATER)) == 3


def test_a_worker_that_lost_its_rows_builds_no_more_of_them(cell_a):
    months = before(OCTOBER, 2)
    facts_for(cell_a, *months)
    asked(cell_a, *months)
    slow = making.claim(now=NOW)
    making.claim(now=LATER)
    moments = iter([NOW, LATER, LATER, LATER, LATER])
    making.build(slow, clock=lambda: next(moments))
    assert {one.state for one in slow} == {ReportState.RUNNING}
    assert making.finish(slow, now=LATER) == set()


def test_a_month_without_facts_is_a_fault_in_words(cell_a):
    report = asked(cell_a)[0]
    made(making.claim(now=NOW))
    report.refresh_from_db()
    assert (report.state, report.fault) == ("failed", making.NO_FACTS)


def test_a_full_disk_is_a_fault_in_words(report, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "written", refuse)
    made(making.claim(now=NOW))
    report.refresh_from_db()
    assert report.state == "failed"
    assert "No space left" in report.fault


def test_what_kills_its_workers_is_taken_alone_and_given_up_in_words(cell_a):
    months = before(OCTOBER, 3)
    facts_for(cell_a, *months)
    deadly, *others = asked(cell_a, *months)
    Report.objects.filter(pk=deadly.pk).update(tries=making.ALONE_AFTER)
    assert {one.pk for one in making.claim(now=NOW)} == {one.pk for one in others}
    assert [one.pk for one in making.claim(now=NOW)] == [deadly.pk]
    Report.objects.filter(pk=deadly.pk).update(tries=making.MOST_TRIES)
    made(making.claim(now=LATER, chunk=9), now=LATER)
    made(making.claim(now=LATER), now=LATER)
    deadly.refresh_from_db()
    assert (deadly.state, deadly.fault) == ("failed", making.TOO_OFTEN)


def test_what_cannot_be_read_is_given_up_in_words_too(report, monkeypatch):
    def unreadable(reports: list[Report], **_: object) -> dict:
        if reports:
            raise ValueError("a record that no report can tell of")
        return {}

    monkeypatch.setattr(making.papers, "snapshots", unreadable)
    Report.objects.filter(pk=report.pk).update(tries=making.MOST_TRIES)
    made(making.claim(now=NOW))
    report.refresh_from_db()
    assert (report.state, report.fault) == ("failed", making.TOO_OFTEN)


def test_words_written_while_a_worker_makes_the_report_stand_in_its_file(
    report, secretary_a, django_capture_on_commit_callbacks
):
    held = making.claim(now=NOW)
    making.build(held, clock=lambda: NOW)
    asking.write_texts(report, {"assessment": "Chi bộ họp nghiêm túc."}, by=secretary_a)
    with django_capture_on_commit_callbacks(execute=True):
        making.finish(held, now=NOW)
    assert on_disk() == []
    report.refresh_from_db()
    assert (report.state, report.files, report.checksum) == ("ready", {}, "")
    assert files.asked(report, "pdf") == papers.write(papers.Paper.of(report), "pdf")


@pytest.mark.parametrize("kind", ["cell_month", "committee_month", "committee_year"])
def test_the_figures_know_of_minutes_of_which_no_message_came_yet(
    cell_a, committee, secretary_a, kind
):
    written = make.at(OCTOBER.replace(day=2))
    facts.refresh(first=OCTOBER, last=OCTOBER, now=written)
    make.marked_signed(make.MeetingFactory(cell=cell_a, month=OCTOBER), by=secretary_a)
    whose = {"cell": cell_a} if kind == "cell_month" else {"committee": committee}
    period = OCTOBER.replace(month=1) if kind == "committee_year" else OCTOBER
    Report.objects.create(kind=kind, period=period, asked_at=NOW, **whose)
    made(making.claim(now=NOW))
    figures = Report.objects.get().snapshot["figures"]["now"]
    told = ("regular_state", "signed") if kind == "cell_month" else ("regular_signed", 1)
    assert told in figures.items()


def test_a_chunk_costs_the_same_queries_for_two_reports_and_for_twelve(cell_a, cell_b):
    def cost(count: int) -> int:
        Report.objects.all().delete()
        for cell in (cell_a, cell_b):
            asked(cell, *before(OCTOBER, count // 2))
        with CaptureQueriesContext(connection) as caught:
            assert len(made(making.claim(now=NOW))) == count
        return len(caught)

    for cell in (cell_a, cell_b):
        facts_for(cell, *before(OCTOBER, 20), members=6)
    assert cost(2) == cost(12) <= 20


# --- Asked for by the calendar, by people -------------------------------------------------------
def test_the_first_of_a_month_asks_once_for_every_cell_and_committee(
    cell_a, cell_b, committee, upper_committee
):
    for one in (committee, upper_committee):
        sums_for(one)
    assert asking.start_due(now=NOW) == 4
    assert asking.start_due(now=NOW) == 0
    assert set(Report.objects.values_list("period", flat=True)) == {OCTOBER}


def test_new_year_asks_for_the_year_too(committee):
    december = OCTOBER.replace(month=12)
    sums_for(committee, december)
    asking.start_due(now=NOW.replace(year=2027, month=1, day=1))
    found = Report.objects.values_list("kind", "period")
    assert ("committee_year", OCTOBER.replace(month=1)) in set(found)
    assert ("committee_month", december) in set(found)


def test_a_cell_that_was_not_there_yet_owes_no_report(cell_a, cell_b, secretary_a):
    cell_b.founded = NOW.date()
    cell_b.save()
    cell_a.dissolved = OCTOBER
    cell_a.save()
    assert asking.start_due(now=NOW) == 0


def test_beat_calls_the_tasks_that_there_are(settings):
    from hmk.celery import app

    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {name for name in named if name.startswith("reports.")} <= set(app.tasks)
    due = settings.CELERY_BEAT_SCHEDULE["reports"]["schedule"]
    assert 1 in due.day_of_month
    assert app.conf.timezone == "Asia/Ho_Chi_Minh"


def test_reports_wait_while_the_broker_is_down_and_are_made_when_beat_finds_them(
    report, monkeypatch
):
    sent = []
    monkeypatch.setattr(asking, "wake", lambda task: sent.append(task) or False)
    assert asking.wake_workers(1) is False
    report.refresh_from_db()
    assert report.state == "queued"
    monkeypatch.setattr(asking, "wake", lambda task: sent.append(task) or True)
    monkeypatch.setattr(tasks.timezone, "now", lambda: NOW)
    tasks.sweep_reports()
    assert [task.name for task in sent] == ["reports.tasks.build_reports"] * 2
    tasks.build_reports()
    report.refresh_from_db()
    assert report.state == "ready"


def test_a_wiped_broker_loses_no_report(cell_a, monkeypatch):
    """The messages are gone with the workers that held some rows: the sweep asks again for all."""
    months = before(OCTOBER, 60)
    facts_for(cell_a, *months)
    asked(cell_a, *months)
    making.claim(now=NOW)
    sent = []
    monkeypatch.setattr(asking, "wake", lambda task: sent.append(task) or True)
    monkeypatch.setattr(tasks.timezone, "now", lambda: LATER)
    assert making.waiting(now=NOW) == 60 - making.CHUNK
    tasks.sweep_reports()
    assert len(sent) == making.MOST_WORKERS
    tasks.build_reports()
    assert set(Report.objects.values_list("state", flat=True)) == {"ready"}


@pytest.mark.parametrize(("reports", "taken"), [(1, 3), (25, 4), (100, 13), (200, 25), (3500, 25)])
def test_few_reports_are_shared_out_in_small_parts(reports, taken):
    assert making.share(reports) == taken


def test_a_month_of_a_town_is_finished_step_by_step_and_by_several_workers(cell_a, monkeypatch):
    months = before(OCTOBER, 25)
    facts_for(cell_a, *months)
    asked(cell_a, *months)
    sent = []
    monkeypatch.setattr(asking, "wake", lambda task: sent.append(task) or True)
    asking.wake_workers(25)
    assert len(sent) > 2
    moments = (NOW + timedelta(seconds=second) for second in range(1000))
    assert making.work(clock=lambda: next(moments)) == (25, False)
    assert Report.objects.values("finished_at").distinct().count() >= 6


def test_a_task_whose_time_is_up_hands_on(report, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks, "wake", lambda task: sent.append(task.name))
    monkeypatch.setattr(making, "work", lambda **_: (25, True))
    tasks.build_reports()
    assert sent == ["reports.tasks.build_reports"]


# --- Files ---------------------------------------------------------------------------------------
def test_files_that_no_row_names_are_swept_after_a_day(report, settings):
    made(making.claim(now=NOW))
    folder = Path(settings.MEDIA_ROOT) / "reports" / "0"
    lost = folder / f"{report.pk}-9-abcdef12.pdf.part"
    lost.write_bytes(b"half")
    from django.utils import timezone

    assert files.sweep(now=timezone.now()) == 0
    assert files.sweep(now=timezone.now() + timedelta(days=2)) == 1
    report.refresh_from_db()
    assert not lost.exists()
    assert files.content_of(report, "pdf")


def test_other_formats_are_made_when_asked_for(report):
    made(making.claim(now=NOW))
    report.refresh_from_db()
    assert set(report.files) == {"pdf"}
    assert files.asked(report, "docx").startswith(b"PK")
    assert set(report.files) == {"pdf", "docx", "xlsx"}
    assert report.checksum == files.checksum_of(report.files)
