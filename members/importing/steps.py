"""What becomes of a row."""

from dataclasses import dataclass, field
from datetime import date

from cells.models import Cell
from members.models import Member

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass
class Step:
    """What becomes of one row. `before` and `after` hold the basic data that change, by field."""

    outcome: str = ""
    member: Member | None = None
    cell: Cell | None = None
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    entry: dict = field(default_factory=dict)
    """Of somebody new: since, grade, grade_since (ISO days)."""
    office: str = ""
    office_since: date | None = None
    notes: list[str] = field(default_factory=list)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    """By field; "" for what is of the whole row."""
