"""What cells and committees record: meetings with all that hangs on them, and what follows."""

from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from cells.models import Cell, Term
from evaluations.models import ClosedRatification, Round
from evaluations.roundpapers import to_keep
from meetings import models as book
from members.models import (
    MembershipKind,
    StandingKind,
)
from reports.models import Reminder, ReminderKind
from tests.factories.people import TODAY, CellFactory, TermFactory, UserFactory, at, member_of


class MeetingFactory(DjangoModelFactory):
    """The planned regular meeting of November 2026, under the rules and the term of that day."""

    class Meta:
        model = book.Meeting

    cell = factory.SubFactory(CellFactory)
    kind = book.MeetingKind.REGULAR
    month = date(2026, 11, 1)
    planned_at = factory.LazyAttribute(lambda o: at(o.month + timedelta(days=2)))
    place = "Nhà văn hóa tổ dân phố"
    term = factory.LazyAttribute(lambda o: _term_on(o.cell, o.month))
    regime = factory.LazyAttribute(
        lambda o: book.MeetingRegime.objects.get(validity__contains=o.month)
    )


def _term_on(cell: Cell, day: date) -> Term:
    term = Term.objects.filter(cell=cell, validity__contains=day).first()
    return term or TermFactory(cell=cell, validity=(date(day.year, 1, 1), date(day.year + 3, 1, 1)))


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = book.Attendance

    meeting = factory.SubFactory(MeetingFactory)
    member = factory.LazyAttribute(lambda o: member_of(o.meeting.cell))
    status = book.AttendanceStatus.PRESENT
    membership = MembershipKind.PRIMARY
    grade = StandingKind.OFFICIAL


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = book.Theme

    title = factory.Sequence(lambda n: f"Giữ gìn vệ sinh ngõ xóm {n}")
    field = book.ThemeField.URBAN


class PlanLineFactory(DjangoModelFactory):
    """A theme of the common library in the plan of the fourth quarter of 2026."""

    class Meta:
        model = book.ThematicPlanLine

    cell = factory.SubFactory(CellFactory)
    year = 2026
    quarter = 4
    theme = factory.SubFactory(ThemeFactory)


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = book.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 100)
    section = book.Section.PROCEEDING
    title = "Đánh giá việc thực hiện nhiệm vụ tháng trước"


class OpinionFactory(DjangoModelFactory):
    class Meta:
        model = book.Opinion

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    speaker = factory.LazyAttribute(lambda o: member_of(o.meeting.cell))
    text = "Đề nghị sửa đường điện ngõ 3 trước mùa mưa."


class ReminderFactory(DjangoModelFactory):
    """Something that `user` is told of `cell`, and has not seen."""

    class Meta:
        model = Reminder

    kind = ReminderKind.NOT_HELD
    subject = factory.Sequence("{}".format)
    text = "Quá ngày mà chưa họp thường kỳ."
    made_at = factory.LazyFunction(lambda: at(TODAY))


class FollowUpFactory(DjangoModelFactory):
    """A reserved opinion of signed minutes, recorded on the day of the signature; `opinion` must
    be one."""

    class Meta:
        model = book.ReservedFollowUp

    recorded_on = factory.LazyAttribute(lambda o: timezone.localdate(o.opinion.meeting.signed_at))
    due_on = factory.LazyAttribute(lambda o: o.recorded_on + timedelta(days=30))


class ResolutionFactory(DjangoModelFactory):
    class Meta:
        model = book.Resolution

    meeting = factory.SubFactory(MeetingFactory)
    abstract = "Nghị quyết sinh hoạt thường kỳ"


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = book.Assignment

    meeting = factory.SubFactory(MeetingFactory)
    cell = factory.LazyAttribute(lambda o: o.meeting.cell)
    lead = factory.LazyAttribute(lambda o: member_of(o.meeting.cell))
    task = "Vận động các hộ ngõ 3 góp tiền lắp đèn đường"
    given_on = factory.LazyAttribute(lambda o: o.meeting.held_on)
    due = factory.LazyAttribute(lambda o: o.given_on + timedelta(days=20))
    report_month = date(2026, 12, 1)


class AssignmentHelperFactory(DjangoModelFactory):
    class Meta:
        model = book.AssignmentHelper

    assignment = factory.SubFactory(AssignmentFactory)
    member = factory.LazyAttribute(lambda o: member_of(o.assignment.cell))


class AssignmentReviewFactory(DjangoModelFactory):
    class Meta:
        model = book.AssignmentReview

    meeting = factory.SubFactory(MeetingFactory)
    assignment = factory.LazyAttribute(lambda o: AssignmentFactory(meeting=o.meeting))
    status = book.ReviewStatus.DONE
    result = "Đã lắp 12 bóng đèn, 28/30 hộ góp tiền."


class ProposalAnswerFactory(DjangoModelFactory):
    class Meta:
        model = book.ProposalAnswer

    meeting = factory.SubFactory(MeetingFactory)
    opinion = factory.LazyAttribute(lambda o: OpinionFactory(meeting=o.meeting, kind="proposal"))
    asked = factory.LazyAttribute(lambda o: o.opinion.text)
    asked_on = factory.LazyAttribute(lambda o: o.opinion.meeting.held_on)
    text = "Đã sửa xong đường điện ngõ 3."


class PreparationFactory(DjangoModelFactory):
    class Meta:
        model = book.Preparation

    meeting = factory.SubFactory(MeetingFactory)
    held_at = factory.LazyAttribute(lambda o: o.meeting.planned_at - timedelta(days=2))
    place = "Nhà bí thư chi bộ"
    chair = factory.LazyAttribute(lambda o: member_of(o.meeting.cell))
    minute_taker = factory.LazyAttribute(lambda o: member_of(o.meeting.cell))


class NoticeGivenFactory(DjangoModelFactory):
    class Meta:
        model = book.NoticeGiven

    meeting = factory.SubFactory(MeetingFactory)
    given_on = factory.LazyAttribute(lambda o: o.meeting.held_on - timedelta(days=2))
    way = book.NoticeWay.PHONE


class AttachmentFactory(DjangoModelFactory):
    """A row whose file is nowhere on disk; the service keeps real ones."""

    class Meta:
        model = book.Attachment

    meeting = factory.SubFactory(MeetingFactory)
    file = factory.Sequence(lambda n: f"attachments/00/{n:032x}")
    name = "chuyen-de.pdf"
    content_type = "application/pdf"
    size = 1000
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = factory.LazyAttribute(lambda o: o.meeting.planned_at - timedelta(days=2))


class MeetingScoreFactory(DjangoModelFactory):
    class Meta:
        model = book.MeetingScore

    meeting = factory.SubFactory(MeetingFactory)
    table = factory.LazyFunction(lambda: book.ScoringTable.objects.get())


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = book.Score

    meeting = factory.SubFactory(MeetingFactory)
    criterion = factory.LazyFunction(lambda: book.Criterion.objects.first())
    points = 1


def marked_signed(meeting: book.Meeting, *, by: User, number: int = 1) -> book.Meeting:
    """The meeting with the columns of a signature filled in, past the service and its checklist.

    For tests of what a signed meeting refuses; what signing itself does is the service's.
    """
    meeting.started_at = meeting.planned_at
    meeting.ended_at = meeting.planned_at + timedelta(minutes=100)
    meeting.chair = meeting.chair or member_of(meeting.cell)
    meeting.minute_taker = meeting.minute_taker or member_of(meeting.cell)
    meeting.minutes_number = number
    meeting.signed_at = meeting.ended_at
    meeting.signed_by = by
    meeting.state = book.State.SIGNED
    meeting.save()
    return meeting


def closed_ratification(round_: Round, *, by: User) -> ClosedRatification:
    """The round as if it had been ratified once and opened again."""
    return ClosedRatification.objects.create(
        round=round_, version=1, ratified_at=at(TODAY), ratified_by=by, reason="Bỏ sót",
        reopened_at=at(TODAY), reopened_by=by, papers=to_keep(round_),
    )  # fmt: skip
