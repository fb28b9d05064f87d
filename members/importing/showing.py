"""A planned row in words, for the preview: what it brings, field by field, and what is wrong."""

from dataclasses import dataclass
from datetime import date

from members.importing.planning import LABELS, place_of
from members.models import Gender, ImportRow, OfficeKind, RowOutcome, StandingKind

SIGNS = {
    RowOutcome.NEW: ("done", "person-plus"),
    RowOutcome.CHANGED: ("due", "pencil"),
    RowOutcome.SAME: ("neutral", "check-lg"),
    RowOutcome.REFUSED: ("late", "exclamation-triangle-fill"),
}
DIFFERENT = "khác với sổ"
"""In place of the book's own word, for who does not see the particulars of the member."""


@dataclass(frozen=True)
class Field:
    """A field that the row writes. `before` is empty where the book has nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Shown:
    """A row as the preview shows it."""

    row: ImportRow
    place: str
    sign: tuple[str, str]
    fields: list[Field]
    notes: list[str]


def shown(row: ImportRow) -> Shown:
    plan = row.plan
    hidden, after = set(plan.get("hidden", [])), plan.get("after", {})
    fields = [
        Field(
            label,
            _before(plan["before"].get(name), hidden=name in hidden),
            _word(name, after[name]),
        )
        for name, label in LABELS.items()
        if name in after and (name != "full_name" or plan["before"])
    ]
    fields += _entry(plan.get("entry", {}))
    if office := plan.get("office"):
        fields.append(Field("Chức vụ", "", OfficeKind(office).label))
    sign = SIGNS[RowOutcome(row.outcome)]
    return Shown(row, place_of(row, ""), sign, fields, plan.get("notes", []))


def _before(value: object, *, hidden: bool) -> str:
    if hidden and value:
        return DIFFERENT
    return _word("", value)


def _entry(entry: dict[str, str]) -> list[Field]:
    if not entry:
        return []
    grade, since = StandingKind(entry["grade"]).label.lower(), _day(entry["grade_since"])
    return [
        Field("Có tên trong chi bộ", "", f"từ {_day(entry['since'])}"),
        Field("Đảng viên", "", f"{grade} từ {since}"),
    ]


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def _word(name: str, value: object) -> str:
    """A stored value as people write it."""
    if not value:
        return ""
    text = str(value)
    if text in Gender.values and name in {"gender", ""}:
        return Gender(text).label
    if len(text) == 10 and text[4] == text[7] == "-":
        return _day(text)
    return text
