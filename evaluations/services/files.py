"""Forms that were filled in elsewhere: on disk first, then the row, so that no row lacks its
file."""

import hashlib
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from evaluations.models import CellRating, MemberRating, ReviewFile
from evaluations.services.base import open_cell, put
from meetings.attachment_files import Accepted, Refused, accept
from meetings.services.attachments import drop_files

FOLDER = "reviews"
MOST_FILES = 5


def accepted(upload: UploadedFile) -> Accepted:
    """The file as it may be kept. Raises ValidationError on `file` for what it is not."""
    try:
        return accept(upload.name or "", upload.size or 0, upload.file)
    except Refused as refused:
        raise ValidationError({"file": str(refused)}) from None


def store(upload: UploadedFile, folder: str) -> tuple[str, str]:
    """Writes the file under a random name; gives its path and its SHA-256."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    name = uuid4().hex
    return default_storage.save(f"{folder}/{name[:2]}/{name}", upload), digest.hexdigest()


def attach(
    rating: CellRating,
    member: MemberRating | None,
    *,
    upload: UploadedFile,
    now: datetime,
    by: User,
) -> ReviewFile:
    """Keeps a form of the collective, or of one member. Raises ValidationError on `file`."""
    found = accepted(upload)
    with open_cell(rating, by=by) as cell:
        if ReviewFile.objects.filter(cell_rating=cell, member_rating=member).count() >= MOST_FILES:
            raise ValidationError({"file": f"Nhiều nhất {MOST_FILES} tệp."})
        path, digest = store(upload, FOLDER)
        row = ReviewFile(round=cell.round, cell_rating=cell, member_rating=member)
        try:
            return put(
                row,
                {
                    "file": path,
                    "name": found.name,
                    "content_type": found.content_type,
                    "size": upload.size,
                    "sha256": digest,
                    "uploaded_by": by,
                    "uploaded_at": now,
                },
            )
        except ValidationError as refused:
            default_storage.delete(path)
            raise ValidationError({"file": refused.messages}) from None


def detach(row: ReviewFile, *, by: User) -> None:
    """Takes a file back; it leaves the disk with the transaction."""
    with open_cell(row.cell_rating, by=by) as cell:
        rows = ReviewFile.objects.filter(pk=row.pk, cell_rating=cell)
        drop_files(rows.values_list("file", flat=True))
        rows.delete()
