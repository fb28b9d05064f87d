"""Facts in words: why a cell stands on the list of those that need attention."""

from collections.abc import Callable

from cells.templatetags.vietnamese import short_date
from reports.measures import percent
from reports.models import CellMonth
from reports.rules import Reason, share

QUARTERS = ("I", "II", "III", "IV")


def month_words(fact: CellMonth) -> str:
    return f"tháng {fact.month:%m/%Y}"


def quarter_words(fact: CellMonth) -> str:
    return f"quý {QUARTERS[(fact.month.month - 1) // 3]}/{fact.month.year}"


def _came(fact: CellMonth) -> str:
    rate = percent(share(fact.present, fact.bound))
    return f"Dự họp {rate} ({fact.present}/{fact.bound} đồng chí thuộc diện dự)"


WORDS: dict[Reason, Callable[[CellMonth], str]] = {
    Reason.NOT_HELD: lambda f: f"Chưa họp thường kỳ {month_words(f)}",
    Reason.UNSIGNED: lambda f: f"Họp ngày {short_date(f.regular_on)}, chưa ký biên bản",
    Reason.SIGNED_LATE: lambda f: f"Ký biên bản ngày {short_date(f.signed_on)}, quá hạn",
    Reason.VAGUE: lambda f: (
        f"Đánh giá việc còn chung chung: {percent(f.review_specificity)} có kết quả cụ thể"
    ),
    Reason.MONOTONE: lambda f: f"Nội dung trùng {percent(f.repetition)} với ba kỳ trước",
    Reason.NO_THEMATIC: lambda f: (
        f"Hết {quarter_words(f)} mới có {f.thematic_in_quarter}/{f.thematic_required} chuyên đề"
    ),
    Reason.FEW_CAME: _came,
    Reason.UNEXCUSED: lambda f: f"{f.unexcused} đồng chí vắng không lý do",
    Reason.MANY_AWAY: lambda f: f"{f.away}/{f.members} đảng viên đi làm ăn xa",
    Reason.FEW_OFFICIAL: lambda f: f"Còn {f.official} đảng viên chính thức",
    Reason.NOT_DONE: lambda f: f"{f.done_on_time}/{f.due} việc đến kỳ báo cáo đã hoàn thành",
    Reason.OVERDUE: lambda f: f"{f.overdue_at_end} việc quá kỳ báo cáo chưa xong",
}
SHORT: dict[Reason, str] = {
    Reason.NOT_HELD: "chưa họp",
    Reason.UNSIGNED: "chưa ký biên bản",
    Reason.SIGNED_LATE: "ký muộn",
    Reason.VAGUE: "đánh giá chung chung",
    Reason.MONOTONE: "nội dung trùng lặp",
    Reason.NO_THEMATIC: "thiếu chuyên đề",
    Reason.FEW_CAME: "dự họp thấp",
    Reason.UNEXCUSED: "vắng không lý do",
    Reason.MANY_AWAY: "nhiều người đi xa",
    Reason.FEW_OFFICIAL: "ít đảng viên chính thức",
    Reason.NOT_DONE: "việc không hoàn thành",
    Reason.OVERDUE: "việc quá hạn",
}


def reasons_in_words(fact: CellMonth) -> list[str]:
    """Why the cell needs attention, the heaviest reason as the facts list them."""
    return [WORDS[Reason(name)](fact) for name in fact.reasons]


NEVER_MENDED = {Reason.UNSIGNED, Reason.NO_THEMATIC}
"""What stands against that month for good: nothing of this month takes it away."""
KNOWN_ANY_DAY = {Reason.MANY_AWAY, Reason.FEW_OFFICIAL, Reason.OVERDUE}
"""What shows without a meeting."""


def changes_in_words(now: list[str], before: list[str] | None, *, met: bool = True) -> str:
    """What is new on the list since the month before, and what is mended. Nothing that a meeting
    has to show is mended until the month has `met`, with signed minutes."""
    if before is None:
        return ""
    new = [SHORT[Reason(name)] for name in now if name not in before]
    left = [Reason(name) for name in before if name not in now]
    gone = [SHORT[one] for one in left if one not in NEVER_MENDED and (met or one in KNOWN_ANY_DAY)]
    parts = []
    if new:
        parts.append(f"mới: {', '.join(new)}")
    if gone:
        parts.append(f"đã khắc phục: {', '.join(gone)}")
    return "; ".join(parts) or ("" if left else "như tháng trước")
