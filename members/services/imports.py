"""The life of an import: sent, read by a worker, looked at, confirmed, written by a worker, undone.

The row in the database says what is to be done; a message only wakes. A worker claims a row by a
conditional update, for a time; one that died is followed by another after the lease, and what it
still might write is refused by the number of the attempt.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import scope
from accounts.models import User
from cells.models import Cell
from documents import keeping
from members.importing import files, planning, sheets, table
from members.importing.files import Refused
from members.models import WORK, ImportRow, ImportState, RollImport
from members.services import importing
from members.services.base import writing

FOLDER = "imports"
LEASE = timedelta(minutes=6)
"""Longer than a task may take (CELERY_TASK_TIME_LIMIT)."""
MOST_ATTEMPTS = 3
BATCH = 1000
ORPHAN_AFTER = timedelta(days=1)
log = logging.getLogger(__name__)

OVERTAKEN = (
    "Danh sách trong sổ đã thay đổi từ lúc xem trước, nên chưa ghi gì. Dưới đây là bản xem trước "
    "mới: xin xem lại rồi xác nhận."
)
FAILED = "HMK không làm xong sau nhiều lần thử, nên chưa ghi gì. Xin gửi lại, hoặc báo quản trị."


# --- Sending --------------------------------------------------------------------------------------


def send(
    *, upload: UploadedFile, cell: Cell | None, since: date, now: datetime, by: User
) -> RollImport:
    """Keeps the file under a random name and lines it up to be read. Raises ValidationError on
    `file` for what it is not, on `cell` for a cell whose roll the user does not keep."""
    enrolled = scope.cells_to_enrol(by)
    if not enrolled.exists():
        raise PermissionDenied
    if cell is not None and not enrolled.filter(pk=cell.pk).exists():
        raise ValidationError({"cell": planning.OUTSIDE})
    if since > timezone.localdate(now):
        raise ValidationError({"since": "Ngày này chưa đến."})
    kind = _kind(upload)
    digest = keeping.digest_of(upload)
    path = keeping.keep(FOLDER, upload)
    return RollImport.objects.create(
        made_by=by,
        made_at=now,
        cell=cell,
        since=since,
        file=path,
        name=" ".join((upload.name or "danh sach").split())[-150:],
        kind=kind,
        size=upload.size,
        sha256=digest,
    )


def _kind(upload: UploadedFile) -> str:
    """What the file is; whatever can be told quickly is refused beside the field."""
    try:
        kind = files.kind_of(
            upload.name or "", upload.size or 0, upload.file, most_bytes=settings.IMPORT_MOST_BYTES
        )
        if kind == files.XLSX:
            files.check_workbook(upload.file)
    except Refused as refused:
        raise ValidationError({"file": str(refused)}) from None
    upload.seek(0)
    return kind


# --- Claiming -------------------------------------------------------------------------------------


def claim(pk: int, *, now: datetime) -> RollImport | None:
    """The import, if it waits to be worked on and nobody else has it."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    mine = RollImport.objects.filter(free, pk=pk, state__in=WORK).update(
        leased_until=now + LEASE, attempt=F("attempt") + 1
    )
    if not mine:
        return None
    return RollImport.objects.select_related("made_by", "cell", "act").get(pk=pk)


def work(pk: int, *, now: datetime, today: date) -> bool:
    """Does what the import waits for, once. False where another worker has it or nothing waits."""
    found = claim(pk, now=now)
    if found is None:
        return False
    if found.attempt > MOST_ATTEMPTS:
        _give_up(found)
        return True
    jobs: dict[str, Callable[..., None]] = {
        ImportState.READING: _read,
        ImportState.WRITING: _write,
        ImportState.UNDOING: _undo,
    }
    jobs[found.state](found, now=now, today=today)
    return True


def waiting(*, now: datetime) -> list[int]:
    """The imports that wait with nobody at work: their message was lost, or their worker."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    return list(RollImport.objects.filter(free, state__in=WORK).values_list("pk", flat=True))


def _settle(found: RollImport, state: str, **fields: object) -> None:
    """Says how it ended, if the import is still this worker's."""
    done = RollImport.objects.filter(pk=found.pk, attempt=found.attempt, state=found.state).update(
        state=state, leased_until=None, attempt=0, **fields
    )
    if not done:
        log.warning("import %s was taken over while attempt %s ran", found.pk, found.attempt)


def _give_up(found: RollImport) -> None:
    back = {
        ImportState.READING: ImportState.REFUSED,
        ImportState.WRITING: ImportState.READY,
        ImportState.UNDOING: ImportState.DONE,
    }
    log.warning("import %s was given up in state %s", found.pk, found.state)
    _settle(found, back[ImportState(found.state)], message=FAILED)


# --- Reading --------------------------------------------------------------------------------------


def _read(found: RollImport, *, now: datetime, today: date) -> None:
    """The file becomes rows with a plan; nothing is written to the roll."""
    try:
        with default_storage.open(found.file.name) as file:
            book = sheets.read(found.kind, file)
        tables = table.tables_of(book)
        known = [one for one in tables if one.found]
        rows = planning.rows_of(found, known, planning.names_for(found.made_by, today))
        if not rows:
            raise Refused(_nothing_found(tables))
    except Refused as refused:
        _settle(found, ImportState.REFUSED, message=str(refused))
        return
    except FileNotFoundError:
        _settle(found, ImportState.REFUSED, message="Tệp không còn. Xin gửi lại.")
        return
    mine = RollImport.objects.filter(pk=found.pk, attempt=found.attempt)
    mine.update(rows_total=len(rows), rows_done=0)
    planning.plan(found, rows, today=today, tell=lambda number: mine.update(rows_done=number))
    with transaction.atomic():
        found.rows.all().delete()
        ImportRow.objects.bulk_create(rows, batch_size=BATCH)
        _settle(
            found,
            ImportState.READY,
            remarks=_remarks(book, tables),
            message="",
            rows_done=len(rows),
            **_planned(rows, now),
        )


def _planned(rows: list[ImportRow], now: datetime) -> dict:
    return planning.counted(rows) | {"plan_hash": planning.mark_of(rows), "planned_at": now}


def _nothing_found(tables: list[table.Table]) -> str:
    if not tables:
        return "Tệp không có dòng nào."
    missing = [table.missing_head(one) for one in tables if not one.found]
    return " ".join(missing[:3]) or "Dưới dòng tiêu đề không có dòng nào ghi họ và tên."


def _remarks(book: sheets.Book, tables: list[table.Table]) -> list[str]:
    """What was left out of the file, and why."""
    remarks = []
    if book.hidden:
        names = ", ".join(f"“{name}”" for name in book.hidden)
        remarks.append(f"Bỏ qua sheet đang ẩn: {names}. Muốn nhập thì cho hiện lên rồi gửi lại.")
    remarks += [table.missing_head(one) for one in tables if not one.found]
    unread = {name for one in tables for name in one.unread}
    if unread:
        names = ", ".join(f"“{name}”" for name in sorted(unread))
        remarks.append(f"Cột không dùng đến (HMK không lưu): {names}.")
    for one in tables:
        if one.passed:
            where = f"Sheet “{one.sheet}”: " if one.sheet else ""
            lines = ", ".join(map(str, one.passed[:12])) + (" …" if len(one.passed) > 12 else "")
            remarks.append(f"{where}bỏ qua dòng {lines} (không phải đảng viên).")
    return remarks


# --- Confirming and writing -----------------------------------------------------------------------


def confirm(roll_import: RollImport, *, seen: str, by: User) -> None:
    """The plan that was seen (its mark) is to be written. Raises ValidationError in words."""
    _own(roll_import, by)
    with transaction.atomic():
        row = RollImport.objects.select_for_update().get(pk=roll_import.pk)
        if row.state in {ImportState.WRITING, ImportState.DONE}:
            return  # sent twice
        if not row.may_be_confirmed:
            raise ValidationError("Bản xem trước này không có gì để ghi, hoặc còn dòng phải sửa.")
        if row.plan_hash != seen:
            raise ValidationError(OVERTAKEN)
        row.state, row.attempt, row.leased_until = ImportState.WRITING, 0, None
        row.message = ""
        row.save(update_fields=["state", "attempt", "leased_until", "message"])


def _write(found: RollImport, *, now: datetime, today: date) -> None:
    """Exactly what was seen, or nothing: the plan is made again under the locks, and compared."""
    try:
        with writing():
            current = RollImport.objects.select_for_update().get(pk=found.pk)
            if (current.state, current.attempt) != (found.state, found.attempt):
                return
            rows = list(found.rows.select_related("member", "cell").order_by("position"))
            importing.hold(rows)
            steps = planning.plan(found, rows, today=today)
            if planning.mark_of(rows) != found.plan_hash:
                _show_again(found, rows, now)
                return
            act = importing.write(found, steps, today=today, by=found.made_by)
            _settle(found, ImportState.DONE, act=act, finished_at=now)
    except (ValidationError, IntegrityError) as error:
        # Somebody wrote in the same moment what the plan could not see yet.
        log.info("import %s met another write: %s", found.pk, error)
        rows = list(found.rows.select_related("member", "cell").order_by("position"))
        planning.plan(found, rows, today=today)
        with transaction.atomic():
            _show_again(found, rows, now)


def _show_again(found: RollImport, rows: list[ImportRow], now: datetime) -> None:
    """The new preview in place of the one that was overtaken."""
    found.rows.all().delete()
    for row in rows:
        row.pk = None
    ImportRow.objects.bulk_create(rows, batch_size=BATCH)
    _settle(found, ImportState.READY, message=OVERTAKEN, **_planned(rows, now))


# --- Undoing, dropping, clearing ------------------------------------------------------------------


def ask_undo(roll_import: RollImport, *, by: User) -> None:
    """What was written is to be taken back, by a worker."""
    _own(roll_import, by)
    asked = RollImport.objects.filter(pk=roll_import.pk, state=ImportState.DONE)
    asked.update(state=ImportState.UNDOING, attempt=0, leased_until=None, message="")


def _undo(found: RollImport, *, now: datetime, **_: object) -> None:
    try:
        with writing():
            reason = f"Hoàn lại lần nhập tệp “{found.name}”."
            importing.undo(found, reason=reason, by=found.made_by)
            _settle(found, ImportState.UNDONE, finished_at=now)
    except ValidationError as error:
        words = " ".join(error.messages)
        _settle(found, ImportState.DONE, message=f"Chưa hoàn lại được. {words}")


def drop(roll_import: RollImport, *, now: datetime, by: User) -> None:
    """What was not written is thrown away, with its file and rows."""
    _own(roll_import, by)
    with transaction.atomic():
        row = RollImport.objects.select_for_update().get(pk=roll_import.pk)
        if row.state not in {ImportState.READY, ImportState.REFUSED}:
            raise ValidationError("Lần nhập này không bỏ được nữa.")
        _clear([row], now)
        row.state = ImportState.DROPPED
        row.save(update_fields=["state"])


def _own(roll_import: RollImport, by: User) -> None:
    if roll_import.made_by_id != by.pk:
        raise PermissionDenied


def clear_old(*, now: datetime) -> int:
    """Removes files and rows of imports that were sent IMPORT_KEEP_DAYS ago, and files that no
    import names; says how many. What was written is told by the journal of the roll."""
    swept = keeping.sweep(FOLDER, _known, before=now - ORPHAN_AFTER)
    before = now - timedelta(days=settings.IMPORT_KEEP_DAYS)
    with transaction.atomic():
        old = RollImport.objects.select_for_update(skip_locked=True).filter(
            made_at__lt=before, cleared_at__isnull=True
        )
        cleared = list(old.exclude(state__in=WORK))
        _clear(cleared, now)
        never = [row.pk for row in cleared if row.state == ImportState.READY]
        RollImport.objects.filter(pk__in=never).update(state=ImportState.DROPPED)
    return len(cleared) + swept


def _clear(imports: list[RollImport], now: datetime) -> None:
    """Their rows, and on commit their files."""
    paths = [row.file.name for row in imports if row.file]
    keys = [row.pk for row in imports]
    ImportRow.objects.filter(roll_import__in=keys).delete()
    RollImport.objects.filter(pk__in=keys).update(file="", cleared_at=now)
    transaction.on_commit(lambda: [default_storage.delete(path) for path in paths], robust=True)


def _known(paths: set[str]) -> set[str]:
    return set(RollImport.objects.filter(file__in=paths).values_list("file", flat=True))
