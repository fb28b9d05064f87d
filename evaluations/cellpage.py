"""What the page of a cell's year shows, loaded once: the same queries whatever the size."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from cells.models import Cell
from evaluations import queries
from evaluations.figures import CellYear, MemberYear, cells_year, members_year
from evaluations.models import CapScope, CellRating, Level, MemberRating, Stage, Status
from evaluations.proposing import Cap, GradeLine, Norms, counts_of, grade_lines, reasons_of
from members.queries import homes_of
from members.rules import working_days


@dataclass(frozen=True)
class Step:
    """The next thing to do: what, and where."""

    words: str
    url: str
    icon: str = "arrow-right"
    posts: bool = False


@dataclass(frozen=True)
class Line:
    """One member who is rated, with the year and what is still asked for."""

    row: MemberRating
    year: MemberYear
    asked: list[str]


@dataclass
class CellPage:
    """A cell in a round."""

    part: CellRating
    rows: list[MemberRating]
    year: CellYear
    years: dict[int, MemberYear]
    remarks: dict[int, set[str]]
    homes: dict[int, Cell]
    today: date
    base: int

    @cached_property
    def norms(self) -> Norms:
        return Norms.of(self.part.round.regime)

    @cached_property
    def lines(self) -> list[Line]:
        """Those who are rated here."""
        return [
            Line(
                row,
                self.years[row.member_id],
                queries.needs_remark(row, self.remarks.get(row.pk, set())),
            )
            for row in self.rows
            if row.is_rated
        ]

    @cached_property
    def left_out(self) -> list[tuple[MemberRating, Cell | None]]:
        """Those who are not, with the cell that rates a member who is here for a time."""
        return [
            (row, self.homes.get(row.member_id) if row.status == Status.TEMPORARY_HERE else None)
            for row in self.rows
            if not row.is_rated
        ]

    @property
    def ready(self) -> int:
        return sum(bool(line.row.proposed) for line in self.lines)

    @property
    def reasons(self) -> list[str]:
        """Why the level of the cell is what it is."""
        return reasons_of(self.part, self.norms)

    @property
    def grades(self) -> list[GradeLine]:
        """What was said of each criterion of the cell."""
        return grade_lines(self.part, self.norms)

    @property
    def gates(self) -> list[tuple[str, bool]]:
        """The conditions of the cell's level, where somebody has looked at them."""
        return self.norms.gates_seen(self.part)

    @cached_property
    def cap(self) -> Cap:
        """How many may be excellent among the cell's own members, as proposed; what the committee
        means is told once it is ratified."""
        levels: dict[str, int] = {}
        for line in self.lines:
            level = line.row.ratified if self.part.round.is_ratified else line.row.proposed
            levels[level] = levels.get(level, 0) + 1
        return Cap(counts_of(levels), self.part.round.regime)

    @property
    def cap_advice(self) -> str:
        """Where the excess is settled."""
        if self.part.round.regime.cap_scope == CapScope.CELL:
            return "Tỷ lệ tính trong từng chi bộ; vượt thì Đảng ủy không công nhận được."
        return "Tỷ lệ tính trong toàn Đảng bộ; chi bộ đề nghị, Đảng ủy cân đối khi công nhận."

    @property
    def is_late(self) -> bool:
        by = self.part.round.cell_by
        return bool(by and self.today > by and not self.part.is_proposed and not self.part.is_over)

    @property
    def warnings(self) -> list[str]:
        """What an attentive reader would ask; nothing here blocks."""
        found = []
        if self.part.stage != Stage.WAITING and self.part.meeting_id is None:
            found.append("Chưa gắn hội nghị kiểm điểm vào phần này.")
        if self.part.meeting_id and self.part.secretary_chair_id is None:
            found.append("Chưa ghi ai chủ trì khi kiểm điểm bí thư (phó bí thư, chi ủy viên).")
        draft, meeting = self.part.draft_sent_on, self.part.meeting
        days = self.part.round.regime.draft_days
        if meeting and draft and working_days(draft, meeting.held_on) < days:
            found.append(f"Dự thảo báo cáo gửi trước hội nghị chưa đủ {days} ngày làm việc.")
        return found + self._not_looked_at

    @property
    def _not_looked_at(self) -> list[str]:
        """Levels that members are proposed for without what the regime asks of them."""
        rows = [line.row for line in self.lines if line.row.proposed]
        found = []
        blind = [row for row in rows if row.proposed == Level.EXCELLENT and row.gates_met is None]
        if blind and self.norms.gate_names(blind[0]):
            found.append(
                f"Chưa xem xét các điều kiện của {len(blind)} đồng chí đề nghị hoàn thành xuất sắc."
            )
        without = sum(row.points is None for row in rows)
        if without and self.part.round.regime.with_points:
            found.append(f"Chưa chấm điểm {without} đồng chí đã có mức đề nghị.")
        return found

    @property
    def next_step(self) -> Step | None:
        """What the secretary does next; None when it is up to the committee."""
        part = self.part
        if part.round.is_ratified or part.is_proposed or part.is_over:
            return None
        if part.proposed:
            return self._next_of_members()
        if part.ballots is not None:
            return self._to("collective-ballots", "Ghi mức hội nghị quyết định", "pencil")
        if part.stage == Stage.WAITING:
            return self._to("collective", "Viết báo cáo tập thể", "pencil")
        return self._to("collective-ballots", "Ghi phiếu xếp loại chi bộ", "check2-square")

    def _next_of_members(self) -> Step:
        """Counts first; where the votes gave no level, what the conference decided."""
        waiting = [line.row for line in self.lines if not line.row.proposed]
        uncounted = sum(row.ballots is None for row in waiting)
        if uncounted:
            words = f"Ghi phiếu đảng viên (còn {uncounted})"
            return self._to("member-ballots", words, "check2-square")
        if waiting:
            url = reverse("evaluations:review", args=[waiting[0].pk])
            return Step(f"Ghi mức của đồng chí {waiting[0].name}", url, "pencil")
        return self._to("submit", "Gửi đề nghị lên Đảng ủy", "send", posts=True)

    def _to(self, name: str, words: str, icon: str, *, posts: bool = False) -> Step:
        return Step(words, reverse(f"evaluations:{name}", args=[self.part.pk]), icon, posts)


def page_of(part: CellRating, *, today: date) -> CellPage:
    """Everything the page shows."""
    rows = list(
        part.members.select_related("member", "former_cell", "residence_cell").order_by(
            "member__sort_key", "pk"
        )
    )
    year = part.round.year
    guests = {row.member_id for row in rows if row.status == Status.TEMPORARY_HERE}
    return CellPage(
        part=part,
        rows=rows,
        year=cells_year([part.cell_id], year, today=today)[part.cell_id],
        years=members_year([row.member_id for row in rows], year, today=today),
        remarks=queries.remark_kinds(part),
        homes=homes_of(guests, part.round.rated_on),
        today=today,
        base=queries.voting_base_of(part, today),
    )
