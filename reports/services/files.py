"""The files of reports: written under the name of the attempt that made them, then moved to their
place, so that no half of a file is ever seen and no attempt writes over another's."""

import hashlib
import logging
import os
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from documents.formats import ReportFormat
from documents.pdf import PdfError
from reports import papers
from reports.models import Report
from reports.papers import Paper

log = logging.getLogger(__name__)

FORMATS: tuple[ReportFormat, ...] = ("pdf", "docx", "xlsx")
AT_FIRST: tuple[ReportFormat, ...] = ("pdf",)
"""What a worker writes: Word and Excel take three times as long as the PDF and are seldom asked
for, so they are made when they are, and all when the report is issued."""
FOLDER = "reports"
A_FOLDER = 1000
"""Reports whose files lie in one folder."""
ORPHAN_AFTER = timedelta(days=1)

FAULTS = (PdfError, OSError)
"""What keeps a file from being written: a full disk, what Typst cannot set."""

Files = dict[str, dict[str, Any]]
"""By format: `path` under MEDIA_ROOT, `sha256`, `size`."""


def written(
    report: Report,
    paper: Paper,
    *,
    attempt: int,
    wanted: Sequence[ReportFormat] = FORMATS,
    for_good: bool = False,
) -> Files:
    """The paper in these formats, on the disk under the name of this attempt. What is written
    `for_good` outlives a power cut: nobody could make it again."""
    mark = uuid4().hex[:8]
    folder = Path(FOLDER) / str(report.pk // A_FOLDER)
    root = Path(settings.MEDIA_ROOT)
    (root / folder).mkdir(parents=True, exist_ok=True)
    found: Files = {}
    for file_format in wanted:
        content = papers.write(paper, file_format)
        path = folder / f"{report.pk}-{attempt}-{mark}.{file_format}"
        unfinished = root / f"{path}.part"
        with unfinished.open("wb") as file:
            file.write(content)
            if for_good:
                file.flush()
                os.fsync(file.fileno())
        unfinished.rename(root / path)
        found[file_format] = {
            "path": str(path),
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
        }
    if for_good:
        _sync_folder(root / folder)
    return found


def _sync_folder(folder: Path) -> None:
    """Lets the names of its files reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def checksum_of(files: Files) -> str:
    """One SHA-256 over those of all formats: what an issued report is known by."""
    lines = "".join(f"{name} {files[name]['sha256']}\n" for name in sorted(files))
    return hashlib.sha256(lines.encode()).hexdigest() if files else ""


def drop(files: Files) -> None:
    """Removes the files once the transaction has gone through."""
    paths = [Path(settings.MEDIA_ROOT) / one["path"] for one in files.values()]
    transaction.on_commit(lambda: [path.unlink(missing_ok=True) for path in paths], robust=True)


def content_of(report: Report, file_format: ReportFormat) -> bytes | None:
    """The file as it was written; None when it is not there, or is not what was written."""
    known = report.files.get(file_format)
    if known is None:
        return None
    try:
        content = (Path(settings.MEDIA_ROOT) / known["path"]).read_bytes()
    except FileNotFoundError:
        return None
    if hashlib.sha256(content).hexdigest() != known["sha256"]:
        log.warning("report %s: %s is not the file that was written", report.pk, known["path"])
        return None
    return content


def asked(report: Report, file_format: ReportFormat) -> bytes | None:
    """The file, made from the snapshot when it is not there yet. What is issued is never made
    again: None when its file is lost or was changed."""
    content = content_of(report, file_format)
    if content is not None or report.is_issued:
        return content
    renew(report)
    return content_of(report, file_format)


def renew(report: Report) -> None:
    """Writes the files of a report that is not issued from its snapshot and texts."""
    made = written(report, Paper.of(report), attempt=report.attempts)
    with transaction.atomic():
        held = Report.objects.filter(
            pk=report.pk, state=report.state, attempts=report.attempts, texts=report.texts
        ).update(files=made, checksum=checksum_of(made))
        if held:
            drop(report.files)
        else:
            # Somebody changed the report meanwhile: theirs is the newer one.
            drop(made)
    report.refresh_from_db(fields=["files", "checksum"])


def sweep(*, now: datetime) -> int:
    """Removes files that no row names, a day after they were written; says how many."""
    root = Path(settings.MEDIA_ROOT)
    limit = (now - ORPHAN_AFTER).timestamp()
    removed = 0
    for folder in sorted((root / FOLDER).glob("*")):
        old = [path for path in folder.iterdir() if path.stat().st_mtime < limit]
        named = _named(path.name.split("-")[0] for path in old)
        for path in old:
            if str(path.relative_to(root)) not in named:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _named(keys: Iterable[str]) -> set[str]:
    """The paths that the rows of these keys name."""
    ids = {int(key) for key in keys if key.isdecimal()}
    rows = Report.objects.filter(pk__in=ids).values_list("files", flat=True)
    return {one["path"] for files in rows for one in files.values()}
