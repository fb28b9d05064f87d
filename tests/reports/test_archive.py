"""The archive: what an issued report is proof against, and what a later version says of it."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.models import User
from reports.models import CellMonth, Report
from reports.services import asking, files, issuing
from tests.reports.papers import NOW, built, ready_report

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


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


def issued(report: Report, by: User) -> Report:
    return issuing.issue(report, issued_on=DAY, now=NOW, by=by)


# --- Frozen ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "change", [{"texts": {"assessment": "khác"}}, {"state": "ready"}, {"files": {}}]
)
def test_the_database_lets_nothing_of_an_issued_report_change(report, secretary_a, change):
    issued(report, secretary_a)
    with pytest.raises(DatabaseError, match="is issued"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**change)
    with pytest.raises(DatabaseError, match="is issued"), transaction.atomic():
        Report.objects.filter(pk=report.pk).delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports_report SET snapshot = '{}' WHERE id = %s",
        "UPDATE reports_report SET checksum = 'x' WHERE id = %s",
        "UPDATE reports_report SET number = number + 1 WHERE id = %s",
        "UPDATE reports_report SET lease_until = now() WHERE id = %s",
        "DELETE FROM reports_report WHERE id = %s",
    ],
)
def test_nor_does_a_statement_past_the_program(report, secretary_a, statement):
    issued(report, secretary_a)
    with (
        pytest.raises(DatabaseError, match="is issued"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [report.pk])


def test_nor_do_rows_written_together(report, secretary_a):
    done = issued(report, secretary_a)
    done.checksum = "x"
    with pytest.raises(DatabaseError, match="is issued"), transaction.atomic():
        Report.objects.bulk_update([done], ["checksum"])
    with pytest.raises(DatabaseError, match="is issued"), transaction.atomic():
        done.save()


def test_nor_does_an_administrator(report, secretary_a, admin_user, client_of):
    done = issued(report, secretary_a)
    client, address = client_of(admin_user), "admin:reports_report"
    change = reverse(f"{address}_change", args=[done.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"checksum": "x"}).status_code == 403
    assert client.post(reverse(f"{address}_delete", args=[done.pk])).status_code == 403
    assert client.get(reverse(f"{address}_add")).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [done.pk], "post": "yes"}
    client.post(reverse(f"{address}_changelist"), chosen)
    assert Report.objects.get().checksum == done.checksum


def test_no_worker_takes_it_and_no_button_changes_it(report, secretary_a, client_of):
    done = issued(report, secretary_a)
    client = client_of(secretary_a)
    for act in ("cancel", "texts", "issue"):
        client.post(f"/reports/{done.pk}/{act}/", {"assessment": "x", "issued_on": "03/11/2026"})
    assert Report.objects.filter(pk=done.pk).values().get() == {
        name: getattr(done, name) for name in Report.objects.values().first()
    }


@pytest.mark.parametrize("file_format", files.FORMATS)
@pytest.mark.parametrize("harm", ["changed", "cut", "lost"])
def test_an_issued_file_that_is_not_what_was_issued_is_told_and_not_handed_out(
    report, secretary_a, client_of, settings, file_format, harm
):
    done = issued(report, secretary_a)
    client, where = client_of(secretary_a), f"/reports/{report.pk}/file.{file_format}"
    path = Path(settings.MEDIA_ROOT) / done.files[file_format]["path"]
    whole = path.read_bytes()
    assert client.get(where).content == whole
    if harm == "lost":
        path.unlink()
    else:
        path.write_bytes(whole[:-9] if harm == "cut" else whole[:-1] + b"?")
    answer = client.get(where)
    assert (answer.status_code, answer.content) == (302, b"")
    page = client.get(f"/reports/{report.pk}/").content.decode()
    assert "mã kiểm tra không khớp" in page
    path.write_bytes(whole)
    assert client.get(where).content == whole, "put back from the backup"


# --- A later version ------------------------------------------------------------------------------
def test_new_figures_of_an_issued_report_are_a_new_version_that_says_what_differs(
    report, cell_a, secretary_a, client_of
):
    asking.write_texts(report, {"assessment": "Chi bộ họp nghiêm túc."}, by=secretary_a)
    report.refresh_from_db()
    issued(report, secretary_a)
    CellMonth.objects.filter(cell=cell_a).update(members=7)
    client = client_of(secretary_a)
    answer = client.post(f"/reports/{report.pk}/rebuild/")
    new = Report.objects.get(version=2)
    assert answer.url == f"/reports/{new.pk}/"
    assert new.texts == {"assessment": "Chi bộ họp nghiêm túc."}
    built(new)
    page = client.get(f"/reports/{new.pk}/").content.decode()
    rows = re.findall(
        r'<th scope="row">(.*?)</th>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>', page
    )
    assert rows == [("Đảng viên", "6", "7")]
    assert asking.rebuild(report, now=NOW, by=secretary_a) == new


def page_of(report: Report, client) -> str:
    return client.get(f"/reports/{report.pk}/").content.decode()


def rebuilt(report: Report, by: User) -> Report:
    return built(asking.rebuild(report, now=NOW, by=by))


def test_a_version_that_says_the_same_says_so(report, secretary_a, client_of):
    asking.write_texts(report, {"assessment": "Chi bộ họp nghiêm túc."}, by=secretary_a)
    report.refresh_from_db()
    issued(report, secretary_a)
    new = rebuilt(report, secretary_a)
    page = page_of(new, client_of(secretary_a))
    assert "Số liệu không khác bản lần 1." in page
    assert "Không mục nào có nội dung khác bản lần 1." in page


def test_words_that_differ_are_named_by_their_part(report, secretary_a, client_of):
    issued(report, secretary_a)
    new = rebuilt(report, secretary_a)
    asking.write_texts(new, {"assessment": "Chi bộ họp nghiêm túc."}, by=secretary_a)
    page = page_of(new, client_of(secretary_a))
    assert "Số liệu không khác bản lần 1." in page
    assert "Mục có nội dung khác bản lần 1: Đánh giá chung." in page


def test_a_list_that_differs_is_named_though_no_figure_does(report, secretary_a, client_of):
    issued(report, secretary_a)
    new = rebuilt(report, secretary_a)
    meeting = {"kind": "Họp bất thường", "day": "2026-10-20", "theme": "", "purpose": "Kết nạp"}
    new.snapshot["meetings"].append(meeting | {"regular": False})
    new.save()
    page = page_of(new, client_of(secretary_a))
    assert "Mục có nội dung khác bản lần 1: Sinh hoạt chi bộ." in page


def test_another_name_and_another_signature_are_differences_too(report, secretary_a, client_of):
    issued(report, secretary_a)
    new = rebuilt(report, secretary_a)
    new.snapshot["head"] |= {"superior": "Đảng bộ xã Hương Mới", "signer": "Trần Văn Mới"}
    new.save()
    page = page_of(new, client_of(secretary_a))
    assert "Mục có nội dung khác bản lần 1: Phần đầu văn bản; Nơi nhận, người ký." in page


def test_a_file_is_named_after_its_month(report, secretary_a, client_of):
    answer = client_of(secretary_a).get(f"/reports/{report.pk}/file.xlsx")
    name = "bao-cao-thang-10-2026-chi-bo-to-dan-pho-5-lan-1.xlsx"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_first_version_has_nothing_to_be_compared_with(report, secretary_a, client_of):
    page = page_of(report, client_of(secretary_a))
    assert "không khác bản lần" not in page
    assert "Mục có nội dung khác" not in page


def test_the_issued_version_stays_as_it_is_beside_the_new_one(report, secretary_a, client_of):
    first = issued(report, secretary_a)
    new = rebuilt(first, secretary_a)
    second = issued(new, secretary_a)
    assert (first.number, second.number) == (1, 2)
    page = page_of(second, client_of(secretary_a))
    assert f'href="/reports/{first.pk}/"' in page
    assert files.content_of(first, "pdf") != files.content_of(second, "pdf")
