"""The engine of the import: django-import-export's dry run over the rows of the sheets.

Widgets read cells, `get_instance` finds the member, `validate_instance` holds the row against the
charter and the roll. Nothing is saved here: what the rows would do is kept in `Step`s, and
`members.services.importing` writes exactly those.
"""

from collections import defaultdict
from collections.abc import Callable
from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource
from import_export.results import RowResult
from import_export.widgets import Widget
from tablib import Dataset

from cells.text import fold
from members import rules
from members.importing import values
from members.importing.cellnames import CellNames
from members.importing.entering import entry_of
from members.importing.matching import Known, Person, add_offices, known_for, match
from members.importing.seats import Seats
from members.importing.sheets import Plain
from members.importing.steps import CHANGED, NEW, REFUSED, SAME, Step
from members.importing.table import FIELDS
from members.importing.values import Day
from members.models import Member, StandingKind
from members.services.basics import BASICS

TOLD_EACH = 500
OUTCOMES = {
    RowResult.IMPORT_TYPE_NEW: NEW,
    RowResult.IMPORT_TYPE_UPDATE: CHANGED,
    RowResult.IMPORT_TYPE_SKIP: SAME,
    RowResult.IMPORT_TYPE_INVALID: REFUSED,
}


class CellWidget(Widget):
    """A cell of the sheet, read by one of the functions of `values`."""

    def __init__(self, read: Callable[[Plain], object]) -> None:
        super().__init__()
        self.read = read

    def clean(self, value: Plain, **_: object) -> object:
        return self.read(value)


class Kept(Field):
    """A field of the member that an empty cell leaves as it is."""

    def save(self, instance: Member, row: dict, *_: object, **__: object) -> None:
        said = self.clean(row)
        stands = getattr(instance, self.attribute)
        if said in {None, ""} or said == stands:
            return
        if isinstance(said, Day):
            if stands and said.agrees(stands):
                return  # the book knows it as well or better
            said = said.day
        setattr(instance, self.attribute, said)


class Loader(BaseInstanceLoader):
    def get_instance(self, row: dict) -> Member | None:
        return self.resource.find(row)


def _kept(name: str, read: Callable[[Plain], object]) -> Kept:
    return Kept(attribute=name, column_name=name, widget=CellWidget(read))


class RollResource(ModelResource):
    """Rows with the columns of FIELDS, all of them for the cells `names` knows."""

    full_name = _kept("full_name", values.name_of)
    birth_date = _kept("birth_date", values.day_of)
    gender = _kept("gender", values.gender_of)
    admitted_on = _kept("admitted_on", values.day_of)
    official_on = _kept("official_on", values.day_of)
    card_number = _kept("card_number", values.card_of)
    phone = _kept("phone", values.phone_of)
    note = _kept("note", values.note_of)

    class Meta:
        model = Member
        fields = BASICS
        import_id_fields = ("full_name",)
        instance_loader_class = Loader
        skip_diff = True
        report_skipped = True
        store_instance = True
        use_transactions = False
        clean_model_instances = False

    def __init__(
        self,
        *,
        names: CellNames,
        readable: set[int],
        since: date,
        today: date,
        tell: Callable[[int], None] = lambda _: None,
    ) -> None:
        """`tell` hears, now and then, how many rows have been looked at."""
        super().__init__()
        self.tell = tell
        self.names, self.readable = names, readable
        self.since, self.today = since, today
        self.known = Known(today)
        self.steps: list[Step] = []
        self.places: list[str] = []
        self.wrong: dict[int, dict[str, str]] = {}
        self.taken: dict[int, int] = {}
        self.fresh: dict[tuple, int] = {}
        self.seats = Seats(self.known, since, [])

    def plan(self, rows: list[tuple[dict[str, Plain], dict[str, str], str]]) -> list[Step]:
        """What becomes of each row: its raw cells by field, faults that are known already (by
        field), such as a cell that does not exist, and its place in words."""
        dataset = Dataset(headers=[*FIELDS, "cell_pk"])
        for raw, _, _ in rows:
            dataset.append([*(raw.get(name) for name in FIELDS), raw.get("cell_pk")])
        self.wrong = {number: dict(row[1]) for number, row in enumerate(rows, 1) if row[1]}
        self.places = ["", *(place for _, _, place in rows)]
        # `import_data` would put a dry run into a transaction, with a savepoint for each row.
        result = self.import_data_inner(
            dataset,
            dry_run=True,
            raise_errors=False,  # of rows that are wrong
            using_transactions=False,
            collect_failed_rows=False,
        )
        for fault in (*result.base_errors, *(one for row in result.rows for one in row.errors)):
            raise fault.error  # a mistake of the program's: import-export only notes it
        for step, row in zip(self.steps, result.rows, strict=True):
            step.outcome = OUTCOMES[row.import_type]
            if row.validation_error is not None:
                step.reasons = _by_field(row.validation_error)
        return self.steps

    # --- What import-export calls, in this order ---------------------------------------------

    def before_import(self, dataset: Dataset, **_: object) -> None:
        """A few queries for all rows, and what rows say twice."""
        cards, names = [], set()
        for row in dataset.dict:
            cards.append(_or_empty(values.card_of, row["card_number"]))
            names.add(fold(_or_empty(values.name_of, row["full_name"])))
        self.known = known_for(cards, names, day=self.today)
        self.seats = Seats(self.known, self.since, self.places)
        add_offices(self.known, {row["cell_pk"] for row in dataset.dict} - {None})
        numbers = defaultdict(list)
        for number, card in enumerate(cards, 1):
            numbers[card].append(number)
        for same in (found for card, found in numbers.items() if card and len(found) > 1):
            for number in same:
                other = self.places[next(one for one in same if one != number)]
                self.wrong.setdefault(number, {})["card_number"] = (
                    f"Hai dòng trong tệp cùng một số thẻ; dòng kia: {other}."
                )

    def before_import_row(self, row: dict, **kwargs: object) -> None:
        self.row_number = kwargs["row_number"]
        if self.row_number % TOLD_EACH == 0:
            self.tell(self.row_number)
        self.steps.append(Step(cell=self.names.cells.get(row["cell_pk"])))

    def find(self, row: dict) -> Member | None:
        """The member of the row; a row that is wrong in itself is not looked up."""
        self.faults = {name: [text] for name, text in self.wrong.get(self.row_number, {}).items()}
        said = {}
        for name in (*BASICS, "since"):
            try:
                said[name] = _READ[name](row[name])
            except ValueError as error:
                self.faults.setdefault(name, []).append(str(error))
        if not said.get("full_name") and "full_name" not in self.faults:
            self.faults["full_name"] = ["Thiếu họ và tên."]
        if self.faults:
            raise ValidationError(self.faults)
        self.said = said
        step = self.steps[-1]
        person = Person(
            said["full_name"],
            said["birth_date"],
            said["admitted_on"],
            said["card_number"],
            step.cell,
        )
        step.member = match(person, self.known, self.readable)
        if step.member is not None:
            self._take(step.member)
            step.before = {name: getattr(step.member, name) for name in BASICS}
        return copy(step.member)  # the step keeps the member as the book has it

    def skip_row(
        self,
        instance: Member,
        _original: Member | None,
        _row: dict,
        import_validation_errors: dict | None = None,
    ) -> bool:
        """Whether the member stands in the book as the row says already."""
        self.validate_instance(instance, import_validation_errors)
        step = self.steps[-1]
        return step.member is not None and not step.after and not step.office

    def validate_instance(
        self,
        instance: Member,
        import_validation_errors: dict | None = None,
        **_: object,
    ) -> None:
        if import_validation_errors:
            raise ValidationError(import_validation_errors)
        step = self.steps[-1]
        if step.entry or step.after or step.office:
            return  # looked at already, by skip_row
        if step.member and (step.member.pk, getattr(step.cell, "pk", 0)) in self.known.guests:
            step.before = {}
            step.notes.append("Đang sinh hoạt tạm thời tại đây: hồ sơ do chi bộ gốc giữ.")
            return
        faults = rules.faults_of_life(
            born=instance.birth_date,
            admitted=instance.admitted_on,
            official=instance.official_on,
            today=self.today,
        )
        if step.member is None:
            self._enter(instance, faults)
        else:
            self._compare(instance, faults)
        kind, other = self.said_of_office
        if other:
            step.notes.append(f"Không ghi chức vụ “{other}”: không phải chức vụ trong chi bộ.")
        if kind and step.cell and (fault := self.seats.take(step, kind, self.row_number)):
            faults["office"] = fault
        if faults:
            raise ValidationError({name: [text] for name, text in faults.items()})

    # --- A row against the roll --------------------------------------------------------------

    def _take(self, member: Member) -> None:
        first = self.taken.setdefault(member.pk, self.row_number)
        if first != self.row_number:
            raise ValidationError(
                {
                    "full_name": [
                        f"Trong tệp đồng chí này có hai dòng; dòng kia: {self.places[first]}."
                    ]
                }
            )

    def _enter(self, instance: Member, faults: dict) -> None:
        """Somebody new."""
        step = self.steps[-1]
        alike = (fold(instance.full_name), instance.birth_date, instance.admitted_on, step.cell.pk)
        first = self.fresh.setdefault(alike, self.row_number)
        if first != self.row_number:
            faults["full_name"] = f"Cùng tên, cùng ngày với dòng kia: {self.places[first]}."
        step.after = {name: value for name in BASICS if (value := getattr(instance, name))}
        entry = entry_of(
            instance, self.said_of_grade, step.cell, self.said["since"], self.since, self.today
        )
        step.entry = entry.values
        step.notes += entry.notes + _notes_of_days(self.said)
        if "admitted_on" not in faults:  # else the days that follow from it say it twice
            for name, text in entry.faults.items():
                faults.setdefault(name, text)

    def _compare(self, instance: Member, faults: dict) -> None:
        """Somebody known: where the member stands, and what differs."""
        step = self.steps[-1]
        home = self.known.home_of(step.member)
        if home is None:
            faults["full_name"] = (
                "Trong sổ đồng chí này không còn sinh hoạt ở chi bộ nào. Xin ghi “Chuyển sinh hoạt "
                "đến” ở trang của đồng chí, hoặc đính chính việc đã ghi."
            )
        elif home.pk not in self.readable:
            faults["card_number" if self.said["card_number"] else "full_name"] = (
                "Đồng chí này đang có tên ở một chi bộ ngoài phạm vi của đồng chí."
            )
        elif step.cell is None or home.pk != step.cell.pk:
            faults["cell"] = (
                f"Trong sổ đồng chí đang sinh hoạt tại {home}. Xin ghi việc chuyển sinh hoạt, hoặc "
                "sửa tên chi bộ trong tệp."
            )
        step.after = {
            name: getattr(instance, name)
            for name in BASICS
            if getattr(instance, name) != step.before[name]
        }
        step.before = {name: step.before[name] for name in step.after}
        step.notes += _notes_of_days({name: self.said[name] for name in step.after})
        self._hold_grade(step, faults)

    def _hold_grade(self, step: Step, faults: dict) -> None:
        """Recognition as official is an act with its document: no import makes it."""
        stands = self.known.grades.get(step.member.pk)
        probation = stands is not None and stands.kind == StandingKind.PROBATIONARY
        said = self.said_of_grade
        if probation and ("official_on" in step.after or said == StandingKind.OFFICIAL):
            name = "official_on" if "official_on" in step.after else "grade"
            faults.setdefault(
                name,
                "Trong sổ đồng chí còn dự bị. Xin ghi việc “Công nhận chính thức” trước, rồi nhập "
                "lại.",
            )
        elif not probation and said == StandingKind.PROBATIONARY:
            faults.setdefault("grade", "Trong sổ đồng chí đã là đảng viên chính thức.")

    def after_init_instance(self, _instance: Member, _new: bool, row: dict, **_: object) -> None:
        self.said_of_grade = values.grade_of(row["grade"])
        self.said_of_office = values.office_of(row["office"])


_READ: dict[str, Callable[[Plain], object]] = {
    **{name: RollResource.fields[name].widget.read for name in BASICS},
    "since": values.day_of,
}


def _or_empty(read: Callable[[Plain], str], value: Plain) -> str:
    try:
        return read(value)
    except ValueError:
        return ""


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return {name: list(messages) for name, messages in error.message_dict.items()}
    return {"": list(error.messages)}


def _notes_of_days(said: dict) -> list[str]:
    """Days of which the sheet knows the year or month alone."""
    return [
        f"Tệp chỉ ghi {'năm' if day.exact == 'year' else 'tháng và năm'} của "
        f"{Member._meta.get_field(name).verbose_name}: sổ ghi {day.day:%d/%m/%Y}."
        for name, day in said.items()
        if isinstance(day, Day) and day.exact != "day" and name != "since"
    ]
