"""What the tests of imports do again and again."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from members.models import ImportRow, Member, MemberAct, Membership, Office, RollImport, Standing
from members.services import imports
from tests.factories import TODAY, at
from tests.members.workbooks import person, upload, workbook

NOW = at(TODAY, 9, 0)


def sent(content: bytes, *, by, name="danh-sach.xlsx", cell=None, since=TODAY) -> RollImport:
    """The import, read by a worker."""
    found = imports.send(upload=upload(content, name), cell=cell, since=since, now=NOW, by=by)
    return worked(found)


def worked(found: RollImport, *, now: datetime = NOW) -> RollImport:
    assert imports.work(found.pk, now=now, today=TODAY)
    found.refresh_from_db()
    return found


def confirmed(found: RollImport) -> RollImport:
    imports.confirm(found, seen=found.plan_hash, by=found.made_by)
    return worked(found)


def undone(found: RollImport) -> RollImport:
    imports.ask_undo(found, by=found.made_by)
    return worked(found)


def rows(found: RollImport) -> list[ImportRow]:
    return list(found.rows.order_by("position"))


def outcomes(found: RollImport) -> dict[str, str]:
    return {row.title: row.outcome for row in rows(found)}


def reasons(found: RollImport) -> list[str]:
    return [f"{one['place']}: {one['text']}" for row in rows(found) for one in row.reasons]


def roll_now() -> tuple:
    """All of the roll, to tell whether anything was written."""
    models = (Member, Membership, Standing, Office, MemberAct)
    return tuple(tuple(model.objects.order_by("pk").values_list()) for model in models)


def files_kept() -> int:
    if not default_storage.exists(imports.FOLDER):
        return 0
    folders, _ = default_storage.listdir(imports.FOLDER)
    return sum(len(default_storage.listdir(f"{imports.FOLDER}/{one}")[1]) for one in folders)


def import_with_mistakes(by) -> RollImport:
    """Read, and not to be confirmed: a day that is none."""
    return sent(workbook(person("Nguyễn Hữu Thảo", birth="29/02/2023")), by=by)


LATER = NOW + timedelta(minutes=7)
