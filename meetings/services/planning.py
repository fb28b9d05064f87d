"""Planning a meeting: its rules, its term, its agenda and its roll."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from accounts import scope
from accounts.models import User
from cells.models import Cell
from cells.queries import in_being, term_on
from meetings import queries, rules
from meetings.models import (
    AgendaItem,
    AgendaLine,
    Attachment,
    Meeting,
    MeetingKind,
    Preparation,
    State,
    ThematicPlanLine,
)
from meetings.services import attachments, roll, yearplan
from meetings.services.base import chosen, open_book, put, refuse_strangers
from meetings.yearplan_rules import Quarter
from members.models import Member, OfficeKind
from members.queries import office_holder
from members.queries import roll as roll_on


class AlreadyPlanned(Exception):
    """The cell has its regular meeting of that month; `meeting` is it."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(str(meeting))
        self.meeting = meeting


def proposal(cell: Cell, kind: str, *, line: ThematicPlanLine | None = None, today: date) -> dict:
    """What the plan form offers: the next regular date without a meeting, the usual place and
    time, the secretary (else the deputy) in the chair, the minute taker of the last meeting; of
    a line of the year's plan also its theme and presenter, on a day of its quarter."""
    day, treated = today, {}
    if kind == MeetingKind.REGULAR:
        day = _next_regular_date(cell, today)
    if line is not None:
        day = max(today, Quarter(line.year, line.quarter).middle_of_first_month)
        treated = {"theme": line.theme, "purpose": line.title, "presenter": line.presenter}
    still_here = roll_on(cell, day).values("member")
    last = Meeting.objects.filter(cell=cell, minute_taker__in=still_here).first()
    return {
        "day": day,
        "clock": cell.usual_time,
        "place": cell.usual_place,
        "chair": _usual_chair(cell, day),
        "minute_taker": last.minute_taker if last else None,
        **treated,
    }


def _next_regular_date(cell: Cell, today: date) -> date:
    month = today.replace(day=1)
    held = set(
        Meeting.objects.filter(cell=cell, kind=MeetingKind.REGULAR, month__gte=month).values_list(
            "month", flat=True
        )
    )
    while month in held:
        month = rules.next_month(month)
    regime = queries.regime_on(month)
    return rules.usual_date(
        month, regime_day=regime.usual_day if regime else None, cell_day=cell.usual_day
    )


def _usual_chair(cell: Cell, day: date) -> Member | None:
    return office_holder(cell, OfficeKind.SECRETARY, day) or office_holder(
        cell, OfficeKind.DEPUTY, day
    )


def _bearings(cell: Cell, planned_at: datetime) -> dict:
    """The term, the rules and the month that the day belongs to, or ValidationError on `day`."""
    day = timezone.localdate(planned_at)
    if not in_being(day).filter(pk=cell.pk).exists():
        raise ValidationError({"day": f"Ngày {day:%d/%m/%Y} chi bộ chưa có hoặc đã giải thể."})
    term = term_on(cell, day)
    if term is None:
        raise ValidationError({"day": f"Ngày {day:%d/%m/%Y} không thuộc nhiệm kỳ nào của chi bộ."})
    regime = queries.regime_on(day)
    if regime is None:
        raise ValidationError({"day": f"Không có quy định sinh hoạt cho ngày {day:%d/%m/%Y}."})
    return {"term": term, "regime": regime, "month": day.replace(day=1)}


def plan(
    *, cell: Cell, kind: str, values: dict, line: ThematicPlanLine | None = None, by: User
) -> Meeting:
    """Plans a meeting, with the agenda of its rules and the roll of its day.

    `values`: planned_at and any other field of the plan; `line`: what a thematic meeting treats
    of the plan of the year. Raises AlreadyPlanned for a second regular meeting of a month,
    ValidationError keyed by field for the rest.
    """
    if not scope.cells_to_write(by).filter(pk=cell.pk).exists():
        raise PermissionDenied
    with transaction.atomic():
        # The row of the cell stands for the month: two plans at once take turns here.
        Cell.objects.select_for_update().get(pk=cell.pk)
        bearings = _bearings(cell, values["planned_at"])
        _refuse_second(cell, kind, bearings["month"])
        _refuse_foreign(cell, values, standing=line)
        meeting = put(Meeting(cell=cell, kind=kind), {**bearings, **values})
        _write_agenda(meeting)
        roll.write(meeting)
        yearplan.tie(meeting, line=line)
    return meeting


def _refuse_second(cell: Cell, kind: str, month: date, but: int | None = None) -> None:
    if kind != MeetingKind.REGULAR:
        return
    standing = queries.regular_meeting(cell, month)
    if standing and standing.pk != but:
        raise AlreadyPlanned(standing)


def _refuse_foreign(
    cell: Cell, values: dict, *, standing: Meeting | ThematicPlanLine | None = None
) -> None:
    """Chair, minute taker and presenter are of the cell, the theme is one that it may treat; what
    stands already is not asked again."""
    day = timezone.localdate(values["planned_at"])
    before = standing if isinstance(standing, Meeting) else None
    people = chosen(values, "chair", "minute_taker", "presenter", before=before)
    refuse_strangers(cell, day, people)
    yearplan.refuse_theme(cell, values, before=standing)


def _write_agenda(meeting: Meeting) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=line.position,
            section=line.section,
            role=line.role,
            title=line.title,
            hint=line.hint,
        )
        for line in AgendaLine.objects.filter(
            regime=meeting.regime_id, meeting_kind=meeting.kind
        ).order_by("position")
    )


def replan(meeting: Meeting, *, values: dict, by: User) -> Meeting:
    """Changes the plan. Another day may bring other rules, and then their agenda, as long as
    nothing is written under the old one; the roll follows the day until the meeting starts."""
    with open_book(meeting, by=by) as book:
        values = {"planned_at": book.planned_at} | values
        if Preparation.objects.filter(meeting=book).exists():
            values.pop("prepared_on", None)  # the minutes of the preparation say it
        Cell.objects.select_for_update(no_key=True).get(pk=book.cell_id)
        bearings = _bearings(book.cell, values["planned_at"])
        if book.version > 1 and bearings["term"] != book.term:
            reason = (
                "Biên bản đã có số trong nhiệm kỳ của ngày họp cũ; ngày mới thuộc nhiệm kỳ khác."
            )
            raise ValidationError({"day": reason})
        _refuse_foreign(book.cell, values, standing=book)
        _refuse_second(book.cell, book.kind, bearings["month"], but=book.pk)
        moved = timezone.localdate(values["planned_at"]) != book.held_on
        other_rules = bearings["regime"].pk != book.regime_id
        put(book, {**bearings, **values, **_moved_times(book, values["planned_at"])})
        if other_rules and not book.agenda_items.exclude(notes="").exists():
            book.agenda_items.all().delete()
            _write_agenda(book)
        yearplan.tie(book)
        if moved and book.state == State.PLANNED:
            roll.renew(book)
    return book


def renew_rules(meeting: Meeting, *, by: User) -> Meeting:
    """Puts a meeting that was planned under rules that ended since under those of its day."""
    return replan(meeting, values={}, by=by)


def _moved_times(book: Meeting, planned_at: datetime) -> dict:
    """The times already noted, on the new day: a meeting has one day."""
    day = timezone.localdate(planned_at)
    return {
        name: timezone.make_aware(datetime.combine(day, timezone.localtime(moment).time()))
        for name in ("started_at", "ended_at")
        if (moment := getattr(book, name)) is not None
    }


def cancel(meeting: Meeting, *, by: User) -> None:
    """Takes back a plan. What has been started stays in the book."""
    with open_book(meeting, by=by) as book:
        if book.state != State.PLANNED:
            raise ValidationError("Cuộc họp đã bắt đầu ghi, không bỏ được nữa.")
        take_back(Meeting.objects.filter(pk=book.pk))


def take_back(plans: QuerySet[Meeting]) -> None:
    """Removes plans with all that was prepared for them; rights and states were checked.

    Raises ValidationError for a plan that a floor above refers to.
    """
    files = Attachment.objects.filter(meeting__in=plans)
    attachments.drop_files(files.values_list("file", flat=True))
    try:
        plans.delete()
    except ProtectedError as refused:
        kinds = sorted({str(row._meta.verbose_name) for row in refused.protected_objects})
        raise ValidationError(
            f"Cuộc họp đang gắn với phần {', '.join(kinds)} nên chưa bỏ được. Xin bỏ gắn ở đó "
            "trước, rồi bỏ cuộc họp."
        ) from None
