"""Files without a row are swept away by beat; what a row names, and what is fresh, stays."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from documents.docx import write_docx
from evaluations import tasks
from evaluations.models import FormKind, FormTemplate, ReviewFile
from evaluations.printing.default_forms import default_form
from evaluations.services import cells, committee, files, templates
from tests.cast import signed_in
from tests.evaluations.acting import NOW, opened, propose, rated, secretary_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def part(committee, officer, cell_a):
    return opened(committee, officer).cell_ratings.get(cell=cell_a)


def attach(part, by) -> ReviewFile:
    upload = SimpleUploadedFile("ban-kiem-diem.pdf", b"%PDF-1.4 kiem diem")
    return files.attach(part, rated(part)[0], upload=upload, now=NOW, by=by)


def load(by, words: str = "") -> FormTemplate:
    kind = FormKind.MEMBER
    content = write_docx(default_form(kind)) + words.encode()
    upload = SimpleUploadedFile("mau.docx", content)
    return templates.load(kind, None, upload=upload, now=NOW, by=by)


def written_at(path: str) -> datetime:
    return default_storage.get_modified_time(path)


@pytest.mark.parametrize("folder", ["reviews", "forms"])
def test_a_file_that_no_row_names_goes_after_a_day(folder):
    orphan = default_storage.save(f"{folder}/ff/orphan", ContentFile(b"x"))
    assert files.sweep(now=written_at(orphan) + timedelta(hours=23)) == 0
    assert default_storage.exists(orphan)
    assert files.sweep(now=written_at(orphan) + timedelta(hours=25)) == 1
    assert not default_storage.exists(orphan)


def test_what_a_row_names_stays_for_good(part, secretary_a, admin_user):
    kept = [attach(part, secretary_a).file]
    first = load(admin_user)
    replaced = load(admin_user)
    first.refresh_from_db()
    assert not first.active
    kept += [first.file, replaced.file]
    files.sweep(now=timezone.now() + timedelta(days=400))
    assert all(default_storage.exists(path) for path in kept)


def test_a_transaction_that_fails_leaves_a_file_to_the_sweep_and_removes_none(part, secretary_a):
    row = attach(part, secretary_a)
    with transaction.atomic():
        files.detach(row, by=secretary_a)
        transaction.set_rollback(True)
    assert default_storage.exists(row.file)
    before = set(_reviews())
    with transaction.atomic():
        upload = SimpleUploadedFile("khac.pdf", b"%PDF-1.4 khac")
        files.attach(part, None, upload=upload, now=NOW, by=secretary_a)
        transaction.set_rollback(True)
    (orphan,) = set(_reviews()) - before
    files.sweep(now=timezone.now() + timedelta(days=2))
    assert not default_storage.exists(orphan)
    assert default_storage.exists(row.file)


def _reviews() -> list[str]:
    folders, _ = default_storage.listdir("reviews")
    return [
        f"reviews/{folder}/{name}"
        for folder in folders
        for name in default_storage.listdir(f"reviews/{folder}")[1]
    ]


def test_beat_sweeps_once_a_day(settings):
    entry = settings.CELERY_BEAT_SCHEDULE["sweep-reviews"]
    assert entry["task"] == tasks.sweep_reviews.name
    assert tasks.sweep_reviews() == 0


def test_a_file_of_a_ratified_version_is_kept_after_the_round_is_opened_again(
    cell_b, part, officer, secretary_a
):
    round_ = part.round
    kept = attach(part, secretary_a)
    propose(part, by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_of(cell_b))
    committee.ratify(round_, now=NOW + timedelta(days=1), by=officer)
    committee.reopen(round_, reason="Bỏ sót", now=NOW + timedelta(days=2), by=officer)
    cells.take_back(part, reason="Sửa lại", by=secretary_a)
    with pytest.raises(ValidationError, match="đã công nhận trước đây"):
        files.detach(kept, by=secretary_a)
    assert default_storage.exists(kept.file)
    upload = SimpleUploadedFile("moi.pdf", b"%PDF-1.4 moi")
    later = files.attach(
        part, kept.member_rating, upload=upload, now=NOW + timedelta(days=3), by=secretary_a
    )
    page = signed_in(secretary_a).get(kept.member_rating.get_absolute_url()).content.decode()
    assert reverse("evaluations:file-remove", args=[later.pk]) in page
    assert reverse("evaluations:file-remove", args=[kept.pk]) not in page
    files.detach(later, by=secretary_a)
    assert list(ReviewFile.objects.all()) == [kept]
