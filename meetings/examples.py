"""One example of a specific result, built from the words of the assignment itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from cells.text import figure
from meetings import rules
from meetings.models import ReviewStatus

LONGEST_TASK = 90  # characters of the task in the sentence


@dataclass(frozen=True)
class Work:
    """The words of an assignment, on the day on which its result is heard."""

    task: str
    lead: str
    due: date
    heard_on: date
    target: Decimal | None = None
    unit: str = ""

    @property
    def topic(self) -> str:
        """The task as the head of a sentence: one line, cut at a word, without its full stop."""
        line = " ".join(self.task.split()).rstrip(".;:, ")
        if len(line) <= LONGEST_TASK:
            return line
        return line[:LONGEST_TASK].rsplit(" ", 1)[0].rstrip(".;:, ")

    @property
    def done_on(self) -> str:
        return _day(min(self.due, self.heard_on))

    @property
    def next_date(self) -> str:
        """The day to promise: the deadline while it is ahead, else the next end of a month."""
        tomorrow = self.heard_on + timedelta(days=1)
        return _day(self.due if self.due >= tomorrow else rules.last_day(tomorrow))

    @property
    def deadline(self) -> str:
        return _day(self.due)

    def amount(self, value: Decimal) -> str:
        return f"{figure(value)} {self.unit}".strip()

    @property
    def half(self) -> Decimal:
        """A believable part of the target: about two thirds of it, whole where the target is."""
        assert self.target is not None
        step = Decimal(1) if self.target == self.target.to_integral() else Decimal("0.01")
        return (self.target * 2 / 3).quantize(step, ROUND_DOWN)


@dataclass(frozen=True)
class Example:
    """The example with everything said, and the same with blanks in square brackets to fill in."""

    sentence: str
    template: str


def example_of(work: Work, status: str) -> Example:
    """What could be written of the work with that status; as of work done where none is chosen."""
    with_target, without = _WRITERS.get(status, _WRITERS[ReviewStatus.DONE])
    tell = without if work.target is None else with_target
    sentence, template = tell(work)
    head = f"{work.topic}: "
    return Example(head + sentence, head + template)


def _done_target(work: Work) -> tuple[str, str]:
    target = work.amount(work.target)
    end = f"(thời hạn {work.deadline}); đồng chí {work.lead} chủ trì"
    return (
        f"đạt {figure(work.target)}/{target}, xong ngày {work.done_on} {end}, "
        "có danh sách kèm theo.",
        f"đạt [mấy]/{target}, xong ngày [ngày] {end}, [đã làm những gì].",
    )


def _done(work: Work) -> tuple[str, str]:
    return (
        f"xong ngày {work.done_on} (thời hạn {work.deadline}); đồng chí {work.lead} cùng 4 đảng "
        "viên làm trong 2 buổi, không còn việc dở.",
        f"xong ngày [ngày] (thời hạn {work.deadline}); đồng chí {work.lead} cùng [ai] làm "
        "[những gì, mấy buổi], còn lại [việc gì].",
    )


def _going_on_target(work: Work) -> tuple[str, str]:
    rest = work.amount(work.target - work.half)
    target = work.amount(work.target)
    return (
        f"mới đạt {figure(work.half)}/{target}, còn {rest} chưa làm kịp; đồng chí {work.lead} "
        f"làm tiếp, xong trước ngày {work.next_date}.",
        f"mới đạt [mấy]/{target}, còn [mấy] vì [lý do]; đồng chí {work.lead} làm tiếp, xong trước "
        "ngày [ngày].",
    )


def _going_on(work: Work) -> tuple[str, str]:
    return (
        f"đã bàn và chia việc cho 4 đảng viên, còn phần đi làm thực tế; đồng chí {work.lead} hẹn "
        f"xong trước ngày {work.next_date}.",
        f"đã làm được [phần nào], còn [phần nào] vì [lý do]; đồng chí {work.lead} hẹn xong trước "
        "ngày [ngày].",
    )


def _not_done_target(work: Work) -> tuple[str, str]:
    target = work.amount(work.target)
    return (
        f"chưa làm được, mới 0/{target}, vì trùng đợt mưa kéo dài; đồng chí {work.lead} làm lại, "
        f"xong trước ngày {work.next_date}.",
        f"chưa làm được, mới [mấy]/{target}, vì [lý do]; đồng chí {work.lead} làm lại, xong trước "
        "ngày [ngày], cần [ai giúp việc gì].",
    )


def _not_done(work: Work) -> tuple[str, str]:
    return (
        f"chưa làm được vì trùng đợt mưa kéo dài; đồng chí {work.lead} làm lại, xong trước ngày "
        f"{work.next_date}.",
        f"chưa làm được vì [lý do]; đồng chí {work.lead} làm lại, xong trước ngày [ngày], cần "
        "[ai giúp việc gì].",
    )


def _dropped(work: Work) -> tuple[str, str]:
    return (
        f"thôi thực hiện từ ngày {work.done_on} vì cấp trên đã giao đơn vị khác làm; đồng chí "
        f"{work.lead} đã bàn giao phần đang làm dở.",
        f"thôi thực hiện từ ngày [ngày] vì [lý do]; đồng chí {work.lead} đã bàn giao [việc gì, "
        "cho ai].",
    )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


_Writer = Callable[[Work], tuple[str, str]]
_WRITERS: dict[str, tuple[_Writer, _Writer]] = {
    ReviewStatus.DONE: (_done_target, _done),
    ReviewStatus.IN_PROGRESS: (_going_on_target, _going_on),
    ReviewStatus.NOT_DONE: (_not_done_target, _not_done),
    ReviewStatus.DROPPED: (_dropped, _dropped),
}
