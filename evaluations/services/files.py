"""Forms that were filled in elsewhere: on disk first, then the row, so that no row lacks its
file."""

import logging
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from documents import keeping
from evaluations import queries
from evaluations.models import CellRating, FormTemplate, MemberRating, ReviewFile
from evaluations.services.base import open_cell, put
from meetings.attachment_files import Accepted, Refused, accept
from meetings.services.attachments import ORPHAN_AFTER, drop_files

FOLDER = "reviews"
FORMS = "forms"
KEPT = {FOLDER: ReviewFile, FORMS: FormTemplate}
"""Folders of this app, each with the rows that name its files."""
logger = logging.getLogger(__name__)
MOST_FILES = 5


def accepted(upload: UploadedFile) -> Accepted:
    """The file as it may be kept. Raises ValidationError on `file` for what it is not."""
    try:
        return accept(upload.name or "", upload.size or 0, upload.file)
    except Refused as refused:
        raise ValidationError({"file": str(refused)}) from None


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
        digest = keeping.digest_of(upload)
        path = keeping.keep(FOLDER, upload)
        row = ReviewFile(round=cell.round, cell_rating=cell, member_rating=member)
        try:
            if cell.files.filter(member_rating=member, sha256=digest).exists():
                raise ValidationError("Tệp này đã có.")
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
    """Takes a file back; it leaves the disk with the transaction.

    What belonged to a result that was ratified and opened again since is kept: ValidationError.
    """
    with open_cell(row.cell_rating, by=by) as cell:
        rows = ReviewFile.objects.filter(pk=row.pk, cell_rating=cell)
        if queries.with_ratified(rows).filter(was_ratified=True).exists():
            raise ValidationError("Tệp này thuộc kết quả đã công nhận trước đây nên được giữ lại.")
        drop_files(rows.values_list("file", flat=True))
        rows.delete()


def sweep(*, now: datetime) -> int:
    """Removes files that no row names, a day after they were written (see `keeping.sweep`); says
    how many. A form that was replaced is still named: rounds were printed on it."""
    swept = 0
    for folder, model in KEPT.items():

        def known(paths: set[str], model: type[ReviewFile | FormTemplate] = model) -> set[str]:
            return set(model.objects.filter(file__in=paths).values_list("file", flat=True))

        swept += keeping.sweep(folder, known, before=now - ORPHAN_AFTER)
    if swept:
        logger.info("%d files without a row removed", swept)
    return swept
