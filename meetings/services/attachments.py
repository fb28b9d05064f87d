"""Files put to a meeting: on disk first, then the row, so that no row lacks its file."""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from documents import keeping
from meetings.attachment_files import MOST_FILES, Refused, accept
from meetings.models import Attachment, BookPage, Meeting
from meetings.services.base import open_book, put

FOLDER = "attachments"
ORPHAN_AFTER = timedelta(days=1)
logger = logging.getLogger(__name__)


def attach(
    meeting: Meeting, *, upload: UploadedFile, kind: str, now: datetime, by: User
) -> Attachment:
    """Keeps the file under a random name. Raises ValidationError on `file` for what it is not."""
    try:
        accepted = accept(upload.name or "", upload.size or 0, upload.file)
    except Refused as refused:
        raise ValidationError({"file": str(refused)}) from None
    digest = keeping.digest_of(upload)
    with open_book(meeting, by=by) as book:
        if book.attachments.count() >= MOST_FILES:
            raise ValidationError({"file": f"Mỗi cuộc họp nhận nhiều nhất {MOST_FILES} tài liệu."})
        if book.attachments.filter(sha256=digest).exists():
            raise ValidationError({"file": "Tệp này đã có trong cuộc họp."})
        path = keeping.keep(FOLDER, upload)
        try:
            return put(
                Attachment(meeting=book, uploaded_by=by, uploaded_at=now),
                {
                    "file": path,
                    "kind": kind,
                    "name": accepted.name,
                    "content_type": accepted.content_type,
                    "size": upload.size,
                    "sha256": digest,
                },
            )
        except ValidationError:
            default_storage.delete(path)
            raise


def detach(meeting: Meeting, attachment: Attachment, *, by: User) -> None:
    """Takes a file back before the minutes are signed; it leaves the disk with the transaction.

    What belonged to a version that was signed and reopened since is kept: ValidationError.
    """
    with open_book(meeting, by=by) as book:
        if BookPage.objects.filter(meeting=book, made_at__gte=attachment.uploaded_at).exists():
            raise ValidationError("Tài liệu này thuộc biên bản đã ký trước đây nên được giữ lại.")
        rows = Attachment.objects.filter(pk=attachment.pk, meeting=book)
        drop_files(rows.values_list("file", flat=True))
        rows.delete()


def drop_files(paths: "list[str]") -> None:
    """Removes these files from the disk once the transaction has gone through."""
    paths = list(paths)
    transaction.on_commit(lambda: [default_storage.delete(path) for path in paths], robust=True)


def sweep(*, now: datetime) -> int:
    """Removes files that no row names, left by a transaction that did not go through; says how
    many. Those of the last day are left alone: their row may be on its way."""

    def known(paths: set[str]) -> set[str]:
        return set(Attachment.objects.filter(file__in=paths).values_list("file", flat=True))

    swept = keeping.sweep(FOLDER, known, before=now - ORPHAN_AFTER)
    if swept:
        logger.info("%d files without a row removed", swept)
    return swept
