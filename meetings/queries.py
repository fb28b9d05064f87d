"""Every read of meetings that more than one place uses. The user comes first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts import scope
from accounts.models import Role, RoleKind, User
from cells.models import Cell, Committee
from meetings.models import (
    ATTENDING,
    Addendum,
    AgendaItem,
    Assignment,
    AssignmentReview,
    AssignmentState,
    Attachment,
    Attendance,
    BookPage,
    Meeting,
    MeetingKind,
    MeetingRegime,
    NoticeGiven,
    Opinion,
    PageKind,
    Resolution,
    State,
    Theme,
    once_signed,
)
from meetings.queries_scores import materials_of
from meetings.queries_texts import answers_of, earlier_texts, proposals_before
from meetings.queries_work import of_cell
from meetings.record import DueAssignment, Record, place_fields, seat_fields
from members.queries import roll

Part = TypeVar("Part", bound=Model)


def regime_on(day: date) -> MeetingRegime | None:
    """The rule set in force on the day."""
    return MeetingRegime.objects.filter(validity__contains=day).first()


def regime_in_use() -> Exists:
    """Whether a meeting points to the rule set, to annotate rule sets with."""
    return Exists(Meeting.objects.filter(regime=OuterRef("pk")))


def meetings_of(user: User) -> QuerySet[Meeting]:
    """The meetings of the cells that the user may read, latest first."""
    return Meeting.objects.filter(cell__in=scope.cells_to_read(user)).select_related(
        "cell", "chair", "theme", "regime", "issuing"
    )


def next_to_finish(user: User) -> Meeting | None:
    """The earliest meeting that waits for its minutes in the cells whose book the user keeps."""
    return (
        Meeting.objects.filter(cell__in=scope.cells_to_write(user))
        .exclude(state=State.SIGNED)
        .select_related("cell")
        .order_by("planned_at", "pk")
        .first()
    )


def regular_meeting(cell: Cell, month: date) -> Meeting | None:
    """The regular meeting of the cell in the month (its first day), if there is one."""
    return Meeting.objects.filter(cell=cell, kind=MeetingKind.REGULAR, month=month).first()


def review_of(meeting: Meeting, assignment: Assignment) -> AssignmentReview | None:
    """What the meeting has noted of the assignment so far."""
    return AssignmentReview.objects.filter(assignment=assignment, meeting=meeting).first()


def themes_for(cell: Cell) -> QuerySet[Theme]:
    """The themes that the cell's committee or one above it keeps, and the common ones."""
    path, step = cell.committee.path, Committee.steplen
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    return Theme.objects.filter(
        Q(committee__isnull=True) | Q(committee__path__in=above), active=True
    )


def record_of(meeting: Meeting) -> Record:
    """The meeting with all that belongs to it, in a number of queries that no roll changes."""
    return records_of([meeting])[0]


def records_of(meetings: Sequence[Meeting]) -> list[Record]:
    """The same of many meetings, in their order: as many queries for a term as for one meeting.

    Only what is not signed yet costs a few more each: what it hears of, and how the roll differs.
    """
    attendances = _grouped(
        Attendance.objects.filter(meeting__in=meetings)
        .select_related("member")
        .order_by("membership", "member__sort_key", "pk")
    )
    agenda = _grouped(AgendaItem.objects.filter(meeting__in=meetings))
    opinions = _grouped(Opinion.objects.filter(meeting__in=meetings).select_related("speaker"))
    resolutions = _grouped(Resolution.objects.filter(meeting__in=meetings))
    assignments = _grouped(
        Assignment.objects.filter(meeting__in=meetings)
        .select_related("lead", "carried_from")
        .prefetch_related("helpers")
        .order_by("pk")
    )
    notices = _grouped(NoticeGiven.objects.filter(meeting__in=meetings))
    attachments = _grouped(Attachment.objects.filter(meeting__in=meetings))
    waiting = {one.pk: list(_waiting(one)) for one in meetings if not one.is_signed}
    due = _due_of(meetings, waiting)
    asked = {one.pk: proposals_before(one) for one in meetings if not one.is_signed}
    answers = answers_of(meetings, asked)
    partners = _partners_that_day(meetings)
    signed = [meeting for meeting in meetings if meeting.is_signed]
    addenda = _grouped(Addendum.objects.filter(meeting__in=signed, version=F("meeting__version")))
    reopenings = _reopenings(meetings)
    materials = materials_of(meetings)
    return [
        Record(
            meeting=meeting,
            attendances=attendances[meeting.pk],
            agenda=agenda[meeting.pk],
            due=due[meeting.pk],
            opinions=opinions[meeting.pk],
            resolutions=resolutions[meeting.pk],
            assignments=assignments[meeting.pk],
            roll_changes=(
                [] if meeting.is_signed else roll_changes(meeting, attendances[meeting.pk])
            ),
            same_day=partners.get(meeting.pk),
            notices=notices[meeting.pk],
            attachments=attachments[meeting.pk],
            earlier=[] if meeting.is_signed else earlier_texts(meeting),
            still_open=waiting.get(meeting.pk, []),
            proposals=asked.get(meeting.pk, []),
            answers=answers[meeting.pk],
            addenda=addenda[meeting.pk],
            reopenings=reopenings[meeting.pk],
            score_material=materials.get(meeting.pk),
        )
        for meeting in meetings
    ]


def _reopenings(meetings: Sequence[Meeting]) -> dict[int, list[BookPage]]:
    """The pages that closed earlier versions, without the versions themselves."""
    reopened = [meeting for meeting in meetings if meeting.version > 1]
    if not reopened:
        return _grouped(())
    pages = BookPage.objects.filter(meeting__in=reopened, kind=PageKind.REOPENING)
    return _grouped(pages.defer("content", "fingerprints").order_by("version"))


def _grouped(rows: Iterable[Part]) -> dict[int, list[Part]]:
    """The rows by their meeting."""
    found: dict[int, list[Part]] = defaultdict(list)
    for row in rows:
        found[row.meeting_id].append(row)
    return found


def _due_of(
    meetings: Sequence[Meeting], waiting: dict[int, list[Assignment]]
) -> dict[int, list[DueAssignment]]:
    """The assignments that each meeting hears of: those that it has reviewed, and before its
    signature a regular meeting also those that wait."""
    reviews = (
        AssignmentReview.objects.filter(meeting__in=meetings)
        .select_related("assignment__lead", "assignment__carried_to")
        .order_by("assignment__due", "assignment")
    )
    found = {
        pk: [_heard(review.assignment, review) for review in rows]
        for pk, rows in _grouped(reviews).items()
    }
    for meeting in meetings:
        heard = found.setdefault(meeting.pk, [])
        if meeting.kind == MeetingKind.REGULAR and not meeting.is_signed:
            known = {due.assignment.pk for due in heard}
            heard += [_heard(one, None) for one in waiting[meeting.pk] if one.pk not in known]
            heard.sort(key=lambda due: (due.assignment.due, due.assignment.pk))
    return found


def _heard(assignment: Assignment, review: AssignmentReview | None) -> DueAssignment:
    carried_to = getattr(assignment, "carried_to", None)
    return DueAssignment(assignment=assignment, review=review, carried_to=carried_to)


def _waiting(meeting: Meeting) -> QuerySet[Assignment]:
    """The open assignments of meetings before the day whose minutes have been signed. Only a
    regular meeting must hear of them."""
    return Assignment.objects.filter(
        of_cell(meeting.cell_id, meeting.held_on),
        once_signed("meeting__"),
        state=AssignmentState.OPEN,
        given_on__lt=meeting.held_on,
    ).select_related("lead", "carried_to")


def heard_in_signed(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Those of the assignments that signed minutes have heard of, or have handed out anew."""
    reviews = AssignmentReview.objects.filter(
        assignment=OuterRef("pk"), meeting__state=State.SIGNED
    )
    anew = Assignment.objects.filter(carried_from=OuterRef("pk"), meeting__state=State.SIGNED)
    return assignments.filter(Exists(reviews) | Exists(anew))


PARTNERS = {
    MeetingKind.REGULAR: MeetingKind.THEMATIC,
    MeetingKind.THEMATIC: MeetingKind.REGULAR,
}


def _partners_that_day(meetings: Sequence[Meeting]) -> dict[int, Meeting]:
    """For each meeting the thematic one held on the day of a regular one, or the other way
    round."""
    others = Meeting.objects.filter(
        cell__in={meeting.cell_id for meeting in meetings},
        kind__in=PARTNERS,
        planned_at__date__in={meeting.held_on for meeting in meetings},
    )
    # The latest planned comes first in the order of the model, and stands.
    there = {
        (other.cell_id, other.kind, timezone.localdate(other.planned_at)): other
        for other in reversed(others)
    }
    found = {
        meeting.pk: there.get((meeting.cell_id, PARTNERS.get(meeting.kind), meeting.held_on))
        for meeting in meetings
    }
    return {pk: partner for pk, partner in found.items() if partner}


def roll_changes(meeting: Meeting, attendances: list[Attendance]) -> list[str]:
    """Names of members whom the roll of the day has otherwise than the roll call."""
    noted = {
        row.member_id: (row.name or row.member.full_name, row.office, *seat_fields(row))
        for row in attendances
    }
    today = {
        place.member_id: (place.member.full_name, place.office or "", *place_fields(place))
        for place in roll(meeting.cell, meeting.held_on)
    }
    differing = {member for member, _ in noted.items() ^ today.items()}
    return sorted((today.get(member) or noted[member])[0] for member in differing)


def list_page(
    user: User, *, state: str | None = None, kind: str | None = None, cell: Cell | None = None
) -> QuerySet[Meeting]:
    """The list of meetings with how many `attended`: what is not signed first, the earliest
    planned first among it; then the signed ones, the last signed first."""
    there = (
        Attendance.objects.filter(meeting=OuterRef("pk"), status__in=ATTENDING)
        .order_by()
        .values("meeting")
        .annotate(number=Count("pk"))
    )
    # Counted row by row, so only for the page that is shown.
    rows = meetings_of(user).annotate(attended=Coalesce(Subquery(there.values("number")), 0))
    asked = {"state": state, "kind": kind, "cell": cell}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return rows.order_by(F("signed_at").desc(nulls_first=True), "planned_at", "pk")


def overseers_of(cell: Cell) -> list[str]:
    """The names of those who follow the cell from the committee above."""
    roles = Role.objects.filter(kind=RoleKind.OVERSEER, cell=cell, user__is_active=True)
    return list(roles.order_by("user__full_name").values_list("user__full_name", flat=True))


def next_to_issue(user: User) -> Meeting | None:
    """The earliest signed meeting whose documents have not gone out, where the rules set a day, in
    the cells whose book the user keeps."""
    return (
        Meeting.objects.filter(
            cell__in=scope.cells_to_write(user),
            state=State.SIGNED,
            regime__issue_days__isnull=False,
            issuing__isnull=True,
        )
        .select_related("cell")
        .order_by("planned_at", "pk")
        .first()
    )
