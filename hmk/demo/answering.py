"""What becomes of proposals: most are settled at the next regular meeting, some wait."""

from datetime import timedelta

from hmk.demo.calendar import add_months
from hmk.demo.copying import Copier
from hmk.demo.minutes import Sitting
from hmk.demo.phrases import Decks
from hmk.demo.places import Place
from hmk.demo.plan import SHOWN, Plan, Weakness
from hmk.demo.texts import plain
from meetings.models import MeetingKind, Opinion, OpinionKind, ProposalAnswer

SETTLED = {None: 0.8, Weakness.UNFINISHED: 0.2, Weakness.VAGUE: 0.5}
ANSWERS = plain("""
Bí thư đã báo cáo Đảng ủy ngày {ngay}, đang chờ trả lời bằng văn bản.
Đồng chí {lead} nhận việc, làm xong ngày {ngay}, đã báo lại người kiến nghị.
Đưa vào nhiệm vụ tháng này, đồng chí {lead} chủ trì, báo cáo tại kỳ sau.
Đã kiểm tra thực tế ngày {ngay}; chi bộ nhất trí làm theo kiến nghị.
Chưa đủ kinh phí trong năm; ghi vào dự toán năm sau, đã nói rõ với người kiến nghị.
Trả lời ngay tại cuộc họp: việc thuộc thẩm quyền cấp trên, chi bộ có văn bản gửi trong tháng.
Đồng chí {lead} đã gặp, trao đổi ngày {ngay}; hai bên thống nhất cách làm.
""")


class Desk:
    """The open proposals of one cell."""

    def __init__(self, plan: Plan, place: Place, copier: Copier):
        self.copier = copier
        self.decks = Decks(plan.random("answers", place.index))
        self.share = SETTLED.get(place.weakness, SETTLED[None])
        # The visitor's cell has something to settle: nothing is answered in its last two months.
        self.until = add_months(plan.this_month, -2) if place.spec.number == SHOWN else None
        self.open: list[Opinion] = []

    def settle(self, sitting: Sitting) -> None:
        """The regular meeting answers what was asked before; then its own proposals wait."""
        slot = sitting.slot
        if slot.kind == MeetingKind.REGULAR and (self.until is None or slot.month < self.until):
            waiting, self.open = self.open, []
            for proposal in waiting:
                if self.decks.rng.random() < self.share:
                    self._answer(proposal, sitting)
                else:
                    self.open.append(proposal)
        self.open += [one for one in sitting.said if one.kind == OpinionKind.PROPOSAL]

    def _answer(self, proposal: Opinion, sitting: Sitting) -> None:
        rng, asked_on = self.decks.rng, proposal.meeting.held_on
        days = max(1, (sitting.slot.day - asked_on).days - 1)
        words = {
            "ngay": f"{asked_on + timedelta(days=rng.randint(1, days)):%d/%m}",
            "lead": rng.choice(sitting.present.there).full_name,
        }
        self.copier.add(
            ProposalAnswer,
            opinion=proposal,
            meeting=sitting.meeting,
            asked=proposal.text,
            asked_on=asked_on,
            text=self.decks.text(ANSWERS, words),
        )
