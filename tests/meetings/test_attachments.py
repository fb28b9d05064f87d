"""Files put to a meeting: kept, served, taken back, refused in words."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.urls import reverse
from freezegun import freeze_time

from hmk import uploads
from meetings.attachment_files import MOST_BYTES, MOST_FILES
from meetings.models import Attachment, Meeting
from meetings.services import attachments, planning
from meetings.services.base import MeetingSigned
from tests.factories import AttachmentFactory, marked_signed
from tests.meetings import files
from tests.meetings.helpers import NOW, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return planned(cell_a, secretary_a)


@pytest.fixture
def browser(client_of, secretary_a):
    return client_of(secretary_a)


def attach(meeting, by, name="chuyen-de.pdf", content=files.PDF) -> Attachment:
    upload = files.upload(name, content)
    return attachments.attach(meeting, upload=upload, kind="meeting", now=NOW, by=by)


def page(meeting: Meeting) -> str:
    return reverse("meetings:documents", args=[meeting.pk])


def send(browser, meeting: Meeting, name: str, content: bytes):
    data = {"attach-file": files.upload(name, content), "attach-kind": "meeting"}
    return browser.post(page(meeting), data)


def on_disk() -> set[str]:
    found = set()
    if default_storage.exists("attachments"):
        for folder in default_storage.listdir("attachments")[0]:
            found |= set(default_storage.listdir(f"attachments/{folder}")[1])
    return found


def test_a_file_is_kept_under_a_random_name_with_what_is_known_of_it(meeting, secretary_a):
    row = attach(meeting, secretary_a, "../Chuyên đề quý IV.docx", files.word())
    assert row.name == "Chuyên đề quý IV.docx"
    assert "Chuy" not in row.file.name
    assert "." not in row.file.name
    with default_storage.open(row.file.name) as kept:
        assert kept.read() == files.word()
    assert (row.size, len(row.sha256)) == (len(files.word()), 64)
    assert row.uploaded_by == secretary_a


def test_only_who_keeps_the_book_attaches(meeting, officer, secretary_b, overseer):
    before = on_disk()
    for user in (officer, secretary_b, overseer):
        with pytest.raises(PermissionDenied):
            attach(meeting, user)
    assert on_disk() == before


def test_the_same_file_comes_once(meeting, secretary_a):
    attach(meeting, secretary_a)
    before = on_disk()
    with pytest.raises(ValidationError, match="đã có trong cuộc họp"):
        attach(meeting, secretary_a, "ten-khac.pdf")
    assert on_disk() == before


def test_twenty_files_are_the_most(meeting, secretary_a):
    AttachmentFactory.create_batch(MOST_FILES, meeting=meeting)
    with pytest.raises(ValidationError, match="nhiều nhất 20"):
        attach(meeting, secretary_a)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_pass_twenty(meeting, secretary_a):
    AttachmentFactory.create_batch(MOST_FILES - 1, meeting=meeting)
    refused = []

    def act(number: int) -> None:
        try:
            attach(meeting, secretary_a, f"{number}.pdf", files.PDF + str(number).encode())
        except ValidationError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert meeting.attachments.count() == MOST_FILES
    assert len(refused) == 2


def test_nothing_is_attached_or_taken_back_after_the_signature(meeting, secretary_a):
    row = attach(meeting, secretary_a)
    marked_signed(meeting, by=secretary_a)
    with pytest.raises(MeetingSigned):
        attach(meeting, secretary_a, "b.txt", files.TXT)
    with pytest.raises(MeetingSigned):
        attachments.detach(meeting, row, by=secretary_a)
    assert default_storage.exists(row.file.name)


def test_a_file_leaves_the_disk_with_its_row_and_not_before(
    meeting, secretary_a, django_capture_on_commit_callbacks
):
    row = attach(meeting, secretary_a)
    with django_capture_on_commit_callbacks(execute=True):
        attachments.detach(meeting, row, by=secretary_a)
        assert default_storage.exists(row.file.name)
    assert not default_storage.exists(row.file.name)
    assert not meeting.attachments.exists()


def test_a_plan_taken_back_takes_its_files_along(
    meeting, secretary_a, django_capture_on_commit_callbacks
):
    row = attach(meeting, secretary_a)
    with django_capture_on_commit_callbacks(execute=True):
        planning.cancel(meeting, by=secretary_a)
    assert not default_storage.exists(row.file.name)


def test_a_transaction_that_fails_removes_no_file_and_the_sweep_removes_orphans(
    meeting, secretary_a
):
    row = attach(meeting, secretary_a)
    orphan = default_storage.save("attachments/ff/orphan", ContentFile(b"x"))
    with transaction.atomic():
        attachments.detach(meeting, row, by=secretary_a)
        transaction.set_rollback(True)
    written = default_storage.get_modified_time(orphan)
    attachments.sweep(now=written + timedelta(hours=23))
    assert default_storage.exists(orphan)
    attachments.sweep(now=written + timedelta(hours=25))
    assert not default_storage.exists(orphan)
    assert default_storage.exists(row.file.name)


class TestPage:
    def test_a_file_sent_stands_on_the_page_and_can_be_read_by_the_readers(
        self, browser, client_of, meeting, overseer, officer, viewer
    ):
        assert send(browser, meeting, "Chuyên đề.docx", files.word()).status_code == 302
        row = meeting.attachments.get()
        assert "Chuyên đề.docx" in browser.get(page(meeting)).content.decode()
        for user in (overseer, officer, viewer):
            shown = client_of(user).get(meeting.get_absolute_url()).content.decode()
            address = reverse("meetings:attachment-file", args=[meeting.pk, row.pk])
            assert address in shown
            answer = client_of(user).get(address)
            assert b"".join(answer.streaming_content) == files.word()

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("virus.exe", files.EXE, "Loại tệp này không nhận"),
            ("thong-bao.pdf", files.EXE, "không phải PDF"),
            ("mau.docx", files.macro_word(), "macro"),
            ("to.pdf", files.PDF + b"\x00" * MOST_BYTES, "lớn hơn 10 MB"),
            ("rong.pdf", b"", "rỗng"),
        ],
    )
    def test_what_is_not_taken_is_said_beside_the_field(
        self, browser, meeting, name, content, words
    ):
        before = on_disk()
        answer = send(browser, meeting, name, content)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not meeting.attachments.exists()
        assert on_disk() == before

    def test_exactly_ten_megabytes_and_one_byte_more(self, browser, meeting):
        most = files.PDF + b"\x00" * (MOST_BYTES - len(files.PDF))
        answer = send(browser, meeting, "to.pdf", most + b"\x00")
        assert "Tệp nặng 10,1 MB" in answer.content.decode()
        assert send(browser, meeting, "to.pdf", most).status_code == 302
        assert meeting.attachments.get().size == MOST_BYTES

    def test_no_file_or_a_wrong_kind_is_said(self, browser, meeting):
        assert browser.post(page(meeting), {"attach-kind": "meeting"}).status_code == 422
        data = {"attach-file": files.upload("a.pdf", files.PDF), "attach-kind": "x"}
        assert browser.post(page(meeting), data).status_code == 422
        assert not meeting.attachments.exists()

    def test_a_body_without_end_is_refused_unread(
        self, browser, meeting, settings, expected_errors
    ):
        settings.UPLOAD_MOST_OF_A_BODY = 1000
        answer = send(browser, meeting, "to.pdf", files.PDF + b"\x00" * 2000)
        assert answer.status_code == 413
        assert "quá lớn" in answer.content.decode()

    def test_what_is_past_the_bound_is_counted_and_not_kept(self):
        handler = uploads.BoundedUploads()
        handler.new_file("attach", "to.pdf", "application/pdf", None)
        handler.receive_data_chunk(b"x" * 10, 0)
        handler.receive_data_chunk(b"x" * 10, MOST_BYTES - 9)
        assert handler.file.tell() == 10
        with handler.file_complete(MOST_BYTES + 1) as found:
            assert (found.size, found.read()) == (MOST_BYTES + 1, b"")

    def test_the_answer_of_a_file_runs_nothing_and_is_kept_by_nobody(self, browser, meeting):
        send(browser, meeting, "a.pdf", files.PDF)
        send(browser, meeting, "Chuyên đề.docx", files.word())
        for row in meeting.attachments.all():
            answer = browser.get(reverse("meetings:attachment-file", args=[meeting.pk, row.pk]))
            assert answer["X-Content-Type-Options"] == "nosniff"
            policy = answer["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "script-src" not in policy
            # Chromium opens no PDF in a sandbox.
            assert policy.startswith("sandbox;") is (row.name != "a.pdf")
            assert answer["Cache-Control"] == "private, no-store"
            assert answer["Content-Type"] == row.content_type
            shown = "inline" if row.name == "a.pdf" else "attachment"
            assert answer["Content-Disposition"].startswith(shown)
            assert b"".join(answer.streaming_content)
        spelt = "filename*=utf-8''Chuy%C3%AAn%20%C4%91%E1%BB%81.docx"
        assert spelt in answer["Content-Disposition"]

    def test_a_file_of_another_cell_is_not_there(
        self, browser, meeting, cell_b, secretary_b, client_of
    ):
        theirs = planned(cell_b, secretary_b)
        row = files.kept_file(theirs)
        for of in (meeting, theirs):
            for name in ("attachment-file", "attachment-remove"):
                url = reverse(f"meetings:{name}", args=[of.pk, row.pk])
                assert browser.get(url).status_code in {404, 405}
                assert browser.post(url).status_code in {404, 405}
        assert default_storage.exists(row.file.name)

    def test_a_row_whose_file_is_gone_is_not_found(self, browser, meeting):
        row = AttachmentFactory(meeting=meeting)
        url = reverse("meetings:attachment-file", args=[meeting.pk, row.pk])
        assert browser.get(url).status_code == 404

    @freeze_time(NOW)
    def test_a_signed_meeting_shows_its_files_without_a_way_to_remove_them(
        self, browser, meeting, secretary_a
    ):
        row = attach(meeting, secretary_a)
        marked_signed(meeting, by=secretary_a)
        shown = browser.get(meeting.get_absolute_url()).content.decode()
        assert row.name in shown
        assert "/remove/" not in shown
        assert browser.get(page(meeting)).url == meeting.get_absolute_url()
        answer = browser.post(page(meeting), {}, follow=True)
        assert "không được ghi" in answer.content.decode()
