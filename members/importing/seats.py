"""Offices in the cell that a list brings with it."""

from datetime import date

from members.importing.matching import Known
from members.importing.steps import Step
from members.models import OfficeKind, StandingKind


class Seats:
    """Who sits where by the book, and by the rows that came before."""

    def __init__(self, known: Known, since: date, places: list[str]) -> None:
        self.known, self.since, self.places = known, since, places
        self.secretaries: dict[int, int] = {}

    def take(self, step: Step, kind: str, number: int) -> str:
        """Notes in the step an office that the member does not hold yet; or says why not. Offices
        that the list does not tell stay as they are."""
        own = self.known.offices.get(step.cell.pk, {}).get(getattr(step.member, "pk", None))
        if own is not None and own.kind == kind:
            return ""
        if own is not None:
            return (
                f"Trong sổ đồng chí đang là {own.get_kind_display().lower()}. Xin ghi việc kiện "
                "toàn chức vụ ở trang chi bộ."
            )
        step.office = kind
        step.office_since = self._begins(step, kind)
        return self._fault(step, kind, number)

    def _fault(self, step: Step, kind: str, number: int) -> str:
        grade = step.entry.get("grade") or getattr(
            self.known.grades.get(getattr(step.member, "pk", None)), "kind", ""
        )
        if grade == StandingKind.PROBATIONARY:
            return "Đảng viên dự bị không giữ chức vụ trong chi bộ (Điều 3 Điều lệ Đảng)."
        if step.member is not None and step.member.pk in self.known.suspended:
            return "Đồng chí đang bị đình chỉ sinh hoạt nên không giữ chức vụ trong chi bộ."
        if kind != OfficeKind.SECRETARY:
            return ""
        sitting = self.known.secretary_of(step.cell)
        if sitting is not None:
            return f"Trong sổ bí thư là đồng chí {sitting}. Xin ghi việc kiện toàn chức vụ trước."
        first = self.secretaries.setdefault(step.cell.pk, number)
        if first != number:
            return f"Trong tệp chi bộ có hai bí thư; dòng kia: {self.places[first]}."
        return ""

    def _begins(self, step: Step, kind: str) -> date:
        """The day of the list, after all that the book says of this seat and this member."""
        first = [self.since, step.cell.founded or self.since]
        if step.entry:
            first.append(date.fromisoformat(step.entry["since"]))
        elif home := self.known.homes.get(step.member.pk):
            first.append(home.validity.lower)
        first.append(self.known.free_from(step.cell, kind, step.member) or self.since)
        return max(first)
