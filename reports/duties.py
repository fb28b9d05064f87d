"""What each cell owes in a month and by when, as its facts tell it: done, due or late."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from cells.templatetags.vietnamese import short_date
from cells.text import figure
from evaluations.models import Level, RoundState, Stage
from meetings.models import MeetingKind, MeetingRegime
from meetings.rules import last_day
from reports.links import numbered
from reports.models import CellMonth, RegularState

QUARTER_MONTHS = 3


REGULAR = "Họp thường kỳ"
MINUTES = "Ký biên bản"
THEMATIC = "Chuyên đề của quý"
SUPERIOR = "Cấp trên chấm điểm"
RATING = "Xếp loại năm"
LABELS = (REGULAR, MINUTES, THEMATIC, SUPERIOR, RATING)


@dataclass(frozen=True)
class Duty:
    """One duty of a cell: `state` is done, due, late or neutral (nothing is owed); `link` leads to
    the act, where there is one."""

    label: str
    state: str
    words: str
    link: str = ""


@dataclass(frozen=True)
class Frame:
    """What the rules of the month say of days: the last one for the regular meeting, the days
    for minutes, the end of the quarter."""

    month: date
    today: date
    regular_by: date
    issue_days: int | None
    quarter_ends: date

    @classmethod
    def of(cls, month: date, regime: MeetingRegime | None, today: date) -> "Frame":
        """The frame of the month under the rule set of its last day."""
        latest = regime.latest_usual_day if regime else None
        return cls(
            month=month,
            today=today,
            regular_by=month.replace(day=latest) if latest else last_day(month),
            issue_days=regime.issue_days if regime else None,
            quarter_ends=end_of_quarter(month),
        )


def end_of_quarter(month: date) -> date:
    """The last day of the quarter in which the month lies."""
    last = (month.month - 1) // QUARTER_MONTHS * QUARTER_MONTHS + QUARTER_MONTHS
    return last_day(month.replace(month=last))


def duties_of(fact: CellMonth, frame: Frame, *, writes: bool) -> list[Duty]:
    """The duties of the cell in the month, in the order in which they fall. Only who `writes` the
    cell's book is led to plan a meeting."""
    return [
        _regular(fact, frame, writes=writes),
        _minutes(fact, frame),
        _thematic(fact, frame, writes=writes),
        _superior(fact),
        _rating(fact, frame),
    ]


def _gone(fact: CellMonth, by: date) -> bool:
    """Whether the cell was dissolved by that day, so that it owes nothing until then."""
    dissolved = getattr(fact, "dissolved", None)
    return dissolved is not None and dissolved <= by


def _founded_after(fact: CellMonth, day: date) -> bool:
    founded = getattr(fact, "founded", None)
    return founded is not None and founded > day


def _plan(fact: CellMonth, kind: str, *, writes: bool) -> str:
    return reverse("meetings:plan", args=[fact.cell_id, kind]) if writes else ""


def _regular(fact: CellMonth, frame: Frame, *, writes: bool) -> Duty:
    link = (
        numbered("meetings:detail")(fact.regular_id)
        if fact.regular_id
        else _plan(fact, MeetingKind.REGULAR, writes=writes)
    )
    if fact.held:
        late = f", muộn {fact.days_late} ngày" if fact.days_late else ""
        return Duty(REGULAR, "done", f"{short_date(fact.regular_on)}{late}", link)
    if _gone(fact, frame.regular_by):
        return Duty(REGULAR, "neutral", f"Đã giải thể ngày {short_date(fact.dissolved)}")
    if _founded_after(fact, frame.regular_by):
        return Duty(REGULAR, "neutral", f"Mới thành lập ngày {short_date(fact.founded)}", link)
    limit = short_date(frame.regular_by)
    if frame.today > frame.regular_by:
        return Duty(REGULAR, "late", f"Quá ngày {limit}", link)
    if fact.regular_state == RegularState.PLANNED:
        return Duty(REGULAR, "due", f"Đã lên kế hoạch; chậm nhất {limit}", link)
    return Duty(REGULAR, "due", f"Chậm nhất {limit}", link)


def _minutes(fact: CellMonth, frame: Frame) -> Duty:
    if not fact.held:
        return Duty(MINUTES, "neutral", "Sau buổi họp")
    link = numbered("meetings:detail")(fact.regular_id)
    if fact.signed_on:
        late = fact.signed_in_time is False
        return Duty(MINUTES, "done", short_date(fact.signed_on) + (", muộn" if late else ""), link)
    if frame.issue_days is None:
        return Duty(MINUTES, "due", "Chưa ký", link)
    limit = fact.regular_on + timedelta(days=frame.issue_days)
    return Duty(MINUTES, "late" if frame.today > limit else "due", f"Hạn {short_date(limit)}", link)


def _thematic(fact: CellMonth, frame: Frame, *, writes: bool) -> Duty:
    # What was held in a later month of the quarter counts for an earlier one too.
    held = getattr(fact, "thematic_by_now", None) or fact.thematic_in_quarter
    wanted = fact.thematic_required
    if held < wanted and _gone(fact, frame.quarter_ends):
        return Duty(THEMATIC, "neutral", f"Đã giải thể ngày {short_date(fact.dissolved)}")
    if not wanted:
        return Duty(THEMATIC, "neutral", "Không đặt")
    words = f"{held}/{wanted} buổi"
    if held >= wanted:
        return Duty(THEMATIC, "done", words)
    link = _plan(fact, MeetingKind.THEMATIC, writes=writes)
    state = "late" if frame.today > frame.quarter_ends else "due"
    return Duty(THEMATIC, state, f"{words}; hạn {short_date(frame.quarter_ends)}", link)


def _superior(fact: CellMonth) -> Duty:
    """The one duty that the committee owes the cell. No rule sets it a day, so it is never late."""
    if fact.score is None:
        return Duty(SUPERIOR, "neutral", "Sau khi chi bộ chấm")
    link = numbered("meetings:detail")(fact.regular_id)
    if fact.superior_score is None:
        return Duty(SUPERIOR, "due", f"Chi bộ {figure(fact.score)} điểm, chờ chấm", link)
    words = f"{figure(fact.superior_score)} điểm, {fact.get_superior_level_display()}"
    return Duty(SUPERIOR, "done", words, link)


def _rating(fact: CellMonth, frame: Frame) -> Duty:
    """The yearly rating, from the opening of its round until it is ratified, also over New Year:
    the cell proposes by a day."""
    rating = getattr(fact, "rating", None)
    if not rating:
        return Duty(RATING, "neutral", f"Chưa mở đợt năm {fact.month.year}")
    link = numbered("evaluations:cell")(rating["id"])
    if rating["state"] == RoundState.RATIFIED:
        level = Level(rating["level"]).label if rating["level"] else "không xếp loại"
        return Duty(RATING, "done", f"Đã công nhận: {level}", link)
    if rating["stage"] == Stage.PROPOSED:
        return Duty(RATING, "done", _of_year(rating, fact, "Chi bộ đã đề nghị"), link)
    limit = rating["by"] and date.fromisoformat(rating["by"])
    state = "late" if limit and frame.today > limit else "due"
    words = f"Hạn {short_date(limit)}" if limit else "Đang tiến hành"
    return Duty(RATING, state, _of_year(rating, fact, words), link)


def _of_year(rating: dict, fact: CellMonth, words: str) -> str:
    """The words, with the year where it is not that of the month."""
    if rating["year"] == fact.month.year:
        return words
    return f"Năm {rating['year']}: {words[0].lower()}{words[1:]}"
