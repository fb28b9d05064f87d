"""The pages of an import: plain posts from the file to the written roll."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from members import tasks
from members.models import Member, RollImport
from members.services import imports
from tests.factories import TODAY, member_of
from tests.members import workbooks as make
from tests.members.importing import (
    NOW,
    confirmed,
    import_with_mistakes,
    roll_now,
    sent,
    worked,
)

pytestmark = pytest.mark.django_db
IMPORTS = reverse("members:imports")


@pytest.fixture
def woken(monkeypatch) -> list[int]:
    """The imports for which a worker was woken; nobody comes."""
    found = []
    monkeypatch.setattr("members.views.imports.wake", lambda task, pk: found.append(pk))
    return found


def post_file(client, content: bytes, name="danh-sach.xlsx", **more):
    return client.post(IMPORTS, {"file": make.upload(content, name), "since": "23/11/2026"} | more)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


class TestWay:
    def test_from_the_file_to_the_roll(self, client_of, secretary_a, woken):
        client = client_of(secretary_a)
        answer = post_file(client, make.workbook())
        found = RollImport.objects.get()
        assert answer.url == found.get_absolute_url()
        assert woken == [found.pk]
        waiting = client.get(answer.url)
        assert "Đang đọc tệp" in text_of(waiting)
        assert 'hx-trigger="every 2s"' in waiting.content.decode()
        worked(found)
        shown = client.get(answer.url)
        assert "Xác nhận, ghi vào sổ" in text_of(shown)
        assert "Nguyễn Hữu Thảo" in text_of(shown)
        assert "hx-trigger" not in shown.content.decode()
        confirm = reverse("members:import-confirm", args=[found.pk])
        client.post(confirm, {"seen": found.plan_hash})
        assert woken == [found.pk] * 2
        worked(found)
        assert Member.objects.filter(card_number="41.000001").exists()
        assert "Đã ghi vào sổ" in text_of(client.get(answer.url))
        client.post(reverse("members:import-undo", args=[found.pk]))
        worked(found)
        assert "Đã hoàn lại" in text_of(client.get(answer.url))

    def test_what_was_typed_is_kept_when_the_file_is_refused(self, client_of, secretary_a, woken):
        answer = post_file(client_of(secretary_a), make.encrypted(), since="01/02/2026")
        assert answer.status_code == 422
        assert "Tệp đặt mật khẩu" in text_of(answer)
        assert "01/02/2026" in answer.content.decode()
        assert woken == []

    def test_a_file_past_the_limit_is_counted_and_refused(self, client_of, secretary_a, woken):
        answer = post_file(client_of(secretary_a), b"x" * (10 * 1024 * 1024 + 1), "lon.csv")
        assert "lớn hơn 10 MB" in text_of(answer)

    @pytest.mark.parametrize("file", [None, ""])
    def test_no_file_is_asked_for(self, client_of, secretary_a, file):
        answer = client_of(secretary_a).post(IMPORTS, {"since": "hôm nay"})
        assert "Xin chọn tệp." in text_of(answer)

    def test_an_overtaken_confirmation_shows_why(self, client_of, secretary_a, woken):
        found = sent(make.workbook(), by=secretary_a)
        confirm = reverse("members:import-confirm", args=[found.pk])
        answer = client_of(secretary_a).post(confirm, {"seen": "x"}, follow=True)
        assert "đã thay đổi từ lúc xem trước" in text_of(answer)

    def test_what_is_not_wanted_is_dropped(self, client_of, secretary_a):
        found = import_with_mistakes(secretary_a)
        drop = reverse("members:import-drop", args=[found.pk])
        assert "Đã bỏ tệp" in text_of(client_of(secretary_a).post(drop, follow=True))
        again = client_of(secretary_a).post(drop, follow=True)
        assert "không bỏ được nữa" in text_of(again)

    def test_the_worker_is_a_thin_task(self, secretary_a):
        found = imports.send(
            upload=make.upload(make.workbook()), cell=None, since=TODAY, now=NOW, by=secretary_a
        )
        tasks.work_on_import(found.pk)
        found.refresh_from_db()
        assert found.state == "ready"
        assert tasks.clear_imports() == 0

    def test_the_sweep_wakes_for_what_was_lost(self, secretary_a, monkeypatch):
        woken = []
        monkeypatch.setattr("members.tasks.wake", lambda task, pk: woken.append(pk))
        found = imports.send(
            upload=make.upload(make.workbook()), cell=None, since=TODAY, now=NOW, by=secretary_a
        )
        tasks.sweep_imports()
        assert woken == [found.pk]


class TestPreview:
    def test_the_office_does_not_read_the_books_particulars(self, client_of, officer, cell_a):
        member_of(cell_a, "Nguyễn Hữu Thảo", card_number="41.000001", phone="0987654321",
                  birth_date="1958-05-19", admitted_on="1985-02-03")  # fmt: skip
        head = (*make.HEAD, "Điện thoại")
        found = sent(
            make.workbook((*make.PEOPLE[0], "0911111111"), head=head), by=officer, cell=cell_a
        )
        page = client_of(officer).get(found.get_absolute_url()).content.decode()
        assert "0911111111" in page
        assert "0987654321" not in page
        assert "khác với sổ" in page

    def test_the_cell_reads_what_changes(self, client_of, secretary_a, cell_a):
        member_of(cell_a, "Nguyễn Hữu Thảo", card_number="41.000001", phone="0987654321",
                  birth_date="1958-05-19", admitted_on="1985-02-03")  # fmt: skip
        head = (*make.HEAD, "Điện thoại")
        found = sent(make.workbook((*make.PEOPLE[0], "0911111111"), head=head), by=secretary_a)
        page = client_of(secretary_a).get(found.get_absolute_url()).content.decode()
        assert "0987654321" in page

    def test_rows_to_mend_come_first_and_others_can_be_asked_for(self, client_of, secretary_a):
        wrong = make.person("Trần Thị Sai", birth="29/02/2023")
        found = sent(make.workbook(*make.PEOPLE, wrong), by=secretary_a)
        client = client_of(secretary_a)
        first = text_of(client.get(found.get_absolute_url()))
        assert "Trần Thị Sai" in first
        assert "Nguyễn Hữu Thảo" not in first
        assert "Sheet “Sheet1”, ô C5: Không có ngày 29/02/2023." in first
        everything = text_of(client.get(found.get_absolute_url(), {"show": ""}))
        assert "Nguyễn Hữu Thảo" in everything
        assert "từ 23/11/2026" in everything

    def test_markup_in_a_sheet_is_text(self, client_of, secretary_a):
        found = sent(make.workbook(make.person("<script>x</script>", birth=1960)), by=secretary_a)
        assert b"<script>x" not in client_of(secretary_a).get(found.get_absolute_url()).content

    def test_pages_cost_the_same_for_twice_as_many_rows(self, client_of, secretary_a):
        client = client_of(secretary_a)

        def cost(number: int) -> int:
            people = [
                make.person(f"Trần Văn {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n]}", birth=1960 + number)
                for n in range(number)
            ]
            url = sent(make.workbook(*people), by=secretary_a).get_absolute_url()
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                assert text_of(client.get(url)).count("Trần Văn") == number
            return len(captured)

        assert cost(10) == cost(20)
        with CaptureQueriesContext(connection) as few:
            client.get(IMPORTS)
        for _ in range(3):
            import_with_mistakes(secretary_a)
        with CaptureQueriesContext(connection) as more:
            assert len(client.get(IMPORTS).context["page"]) == 5
        assert len(few) == len(more)


class TestFilesThatGoOut:
    def file_of(self, client, found) -> bytes:
        answer = client.get(reverse("members:import-file", args=[found.pk]))
        assert answer.status_code == 200
        return b"".join(answer.streaming_content)

    def test_the_same_workbook_comes_back_with_reasons(self, client_of, secretary_a):
        wrong = make.person("Trần Thị Sai", birth="29/02/2023", card="42.1")
        found = sent(make.workbook(make.PEOPLE[0], wrong), by=secretary_a)
        book = load_workbook(io.BytesIO(self.file_of(client_of(secretary_a), found)))
        sheet = book["Sheet1"]
        assert [cell.value for cell in sheet[1]] == [*make.HEAD, "Chỗ phải sửa (HMK)"]
        assert sheet["B3"].value == "Trần Thị Sai"
        assert sheet["J2"].value is None
        assert sheet["J3"].value == "ô C3: Không có ngày 29/02/2023."

    def test_mended_in_it_the_workbook_is_imported(self, client_of, secretary_a):
        wrong = make.person("Trần Thị Sai", birth="29/02/2023", card="42.1")
        found = sent(make.workbook(wrong), by=secretary_a)
        book = load_workbook(io.BytesIO(self.file_of(client_of(secretary_a), found)))
        book["Sheet1"]["C2"] = "28/02/1970"
        assert confirmed(sent(make.saved(book), by=secretary_a)).state == "done"

    def test_a_csv_comes_back_as_one_that_excel_reads(self, client_of, secretary_a):
        content = make.as_csv("cp1258").replace(b"19/05/1958", b"31/02/1958")
        found = sent(content, by=secretary_a, name="danh sach.csv")
        out = self.file_of(client_of(secretary_a), found).decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(out)))
        assert lines[0][-1] == "Chỗ phải sửa (HMK)"
        assert lines[1][1] == "Nguyễn Hữu Thảo"
        assert lines[1][-1] == "Ô C2: Không có ngày 31/02/1958."

    def test_without_mistakes_there_is_none(self, client_of, secretary_a):
        found = sent(make.workbook(), by=secretary_a)
        url = reverse("members:import-file", args=[found.pk])
        assert client_of(secretary_a).get(url).status_code == 404

    def test_the_template_is_a_workbook_that_is_understood(self, client_of, secretary_a):
        answer = client_of(secretary_a).get(reverse("members:import-template"))
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        sheet = book["Danh sách"]
        by_heading = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, by_heading["Họ và tên"], "Nguyễn Hữu Thảo")
        sheet.cell(2, by_heading["Ngày sinh"], "19/05/1958")
        sheet.cell(2, by_heading["Chi bộ"], "TDP 5")
        found = sent(make.saved(book), by=secretary_a)
        assert (found.new, found.refused) == (1, 0)

    def test_an_export_is_imported_without_a_change(self, client_of, secretary_a, cell_a):
        answer = client_of(secretary_a).get(reverse("members:export", args=["xlsx"]))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found = sent(content, by=secretary_a)
        assert (found.new, found.changed, found.refused) == (0, 0, 0), [
            row.reasons or row.plan for row in found.rows.all()
        ]
        assert found.same == 6


def test_the_list_of_members_leads_here_for_who_keeps_a_roll(
    client_of, secretary_a, officer, viewer, cell_a
):
    for user, leads in ((secretary_a, True), (officer, True), (viewer, False)):
        page = client_of(user).get(reverse("members:list")).content.decode()
        assert (IMPORTS in page) == leads


def test_admin_shows_imports_and_changes_none(client_of, admin_user, secretary_a):
    found = import_with_mistakes(secretary_a)
    client = client_of(admin_user)
    assert b"danh-sach.xlsx" in client.get("/admin/members/rollimport/").content
    page = client.get(f"/admin/members/rollimport/{found.pk}/change/")
    assert b"_save" not in page.content
    assert client.get("/admin/members/rollimport/add/").status_code == 403


def test_nothing_of_the_roll_moves_by_looking(client_of, secretary_a):
    found = import_with_mistakes(secretary_a)
    before = roll_now()
    client_of(secretary_a).get(found.get_absolute_url())
    assert roll_now() == before
