"""The plan of an import: from stored rows to what becomes of each, and the mark of the whole."""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date

from accounts import scope
from accounts.models import User
from cells.models import Cell
from cells.queries import in_being
from members.importing.cellnames import CellNames
from members.importing.resource import RollResource
from members.importing.steps import REFUSED, Step
from members.importing.table import Table
from members.models import ImportRow, Member, RollImport
from members.services.basics import BASICS

OUTSIDE = "Chi bộ này không thuộc phạm vi của đồng chí."
SENSITIVE = ("birth_date", "admitted_on", "official_on", "card_number", "phone", "note")
"""Of a changed row the book's own word in these is shown inside the cell alone."""


def names_for(user: User, today: date) -> CellNames:
    """The cells whose roll the user may import, and whose names a sheet may say."""
    return CellNames(scope.cells_to_enrol(user).filter(pk__in=in_being(today)))


def rows_of(roll_import: RollImport, tables: list[Table], names: CellNames) -> list[ImportRow]:
    """The rows of the tables, each with the cell that it is of, or why that is not known."""
    siblings = {cell.committee_id for cell in names.cells.values()}
    around = CellNames(Cell.objects.filter(committee__in=siblings))
    rows: list[ImportRow] = []
    for table in tables:
        usual, doubt = _cell_of_sheet(table, roll_import.cell, names, around)
        for line in table.lines:
            cell, fault = usual, doubt
            if said := line.raw.get("cell"):
                cell, fault = _cell_named(str(said), names)
            rows.append(
                ImportRow(
                    roll_import=roll_import,
                    position=len(rows) + 1,
                    sheet=line.sheet[:60],
                    line=line.row,
                    raw=line.raw,
                    at=line.at,
                    cell=cell,
                    faults={"cell": fault} if fault else {},
                )
            )
    return rows


def _cell_named(said: str, names: CellNames) -> tuple[Cell | None, str]:
    found = names.named(said)
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, f"Có {len(found)} chi bộ tên “{said[:60]}”. Xin ghi mã chi bộ."
    return None, f"Không có chi bộ “{said[:60]}” trong phạm vi của đồng chí."


def _cell_of_sheet(
    table: Table, chosen: Cell | None, names: CellNames, around: CellNames
) -> tuple[Cell | None, str]:
    """By the name of the sheet, by its title, else the cell chosen with the file, else the only
    one. A sheet that says another cell is of no other."""
    told = (names.named(table.sheet), [names.within(table.title)])
    for found in told:
        if len(found) == 1 and found[0] is not None:
            return found[0], ""
    other = around.named(table.sheet) or [around.within(table.title)]
    if len(other) == 1 and other[0] is not None:
        return None, f"Sheet này ghi là của {other[0]}. {OUTSIDE}"
    if chosen is not None:
        return chosen, ""
    if names.only is not None:
        return names.only, ""
    where = f" (sheet “{table.sheet}”)" if table.sheet else ""
    return None, (
        f"Không biết dòng này của chi bộ nào{where}. Xin thêm cột “Chi bộ”, đặt tên sheet theo chi "
        "bộ, hoặc chọn chi bộ khi gửi tệp."
    )


def plan(
    roll_import: RollImport,
    rows: list[ImportRow],
    *,
    today: date,
    tell: Callable[[int], None] = lambda _: None,
) -> list[Step]:
    """What becomes of each row as the roll stands now; the rows say it too, unsaved."""
    names = names_for(roll_import.made_by, today)
    resource = RollResource(
        names=names, readable=set(names.cells), since=roll_import.since, today=today, tell=tell
    )
    steps = resource.plan([(_raw(row), _faults(row, names), place_of(row, "")) for row in rows])
    insiders = set(scope.cells_to_write(roll_import.made_by).values_list("pk", flat=True))
    for row, step in zip(rows, steps, strict=True):
        _note(row, step, open_book=row.cell_id in insiders)
    return steps


def _raw(row: ImportRow) -> dict:
    return row.raw | {"cell_pk": row.cell_id}


def _faults(row: ImportRow, names: CellNames) -> dict[str, str]:
    if row.cell_id is not None and row.cell_id not in names.cells:
        return row.faults | {"cell": OUTSIDE}
    return row.faults


def _note(row: ImportRow, step: Step, *, open_book: bool) -> None:
    row.outcome = step.outcome
    said = step.after.get("full_name") or (step.member and step.member.full_name)
    row.title = str(said or row.raw.get("full_name") or "")[:200]
    row.member = None if step.outcome == REFUSED else step.member
    row.reasons = [
        {"place": place_of(row, name), "text": text}
        for name, texts in step.reasons.items()
        for text in texts
    ]
    row.plan = {}
    if step.outcome != REFUSED:
        row.plan = {
            "before": {name: _iso(value) for name, value in step.before.items()},
            "after": {name: _iso(value) for name, value in step.after.items()},
            "entry": step.entry,
            "office": step.office,
            "notes": step.notes,
            "hidden": [] if open_book else [name for name in SENSITIVE if name in step.before],
        }


def place_of(row: ImportRow, name: str) -> str:
    """Where the field stands in the file, else the row."""
    where = f"ô {row.at[name]}{row.line}" if name in row.at else f"dòng {row.line}"
    return f"Sheet “{row.sheet}”, {where}" if row.sheet else where[0].upper() + where[1:]


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def mark_of(rows: Iterable[ImportRow]) -> str:
    """SHA-256 over all that the rows would write, and over what they found in the book."""
    digest = hashlib.sha256()
    for row in rows:
        kept = {key: value for key, value in row.plan.items() if key not in {"notes", "hidden"}}
        line = [row.position, row.outcome, row.member_id, row.cell_id, kept]
        digest.update(json.dumps(line, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()


def counted(rows: Iterable[ImportRow]) -> dict[str, int]:
    """How many rows of each outcome."""
    numbers = dict.fromkeys(("new", "changed", "same", "refused"), 0)
    for row in rows:
        numbers[row.outcome] += 1
    return numbers


def _label(name: str) -> str:
    words = str(Member._meta.get_field(name).verbose_name)
    return words[0].upper() + words[1:]


LABELS = {name: _label(name) for name in BASICS}
"""The basic data in the order of telling, each as it begins a line."""
