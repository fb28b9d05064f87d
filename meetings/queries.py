"""Every read of meetings that more than one place uses. The user comes first."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts import scope
from accounts.models import User
from cells.models import Cell
from meetings.models import (
    ATTENDING,
    Assignment,
    AssignmentReview,
    AssignmentState,
    Attendance,
    Meeting,
    MeetingKind,
    MeetingRegime,
    State,
    Theme,
)
from meetings.record import DueAssignment, Record, place_fields, seat_fields
from members.queries import roll


def regime_on(day: date) -> MeetingRegime | None:
    """The rule set in force on the day."""
    return MeetingRegime.objects.filter(validity__contains=day).first()


def regime_in_use() -> Exists:
    """Whether a meeting points to the rule set, to annotate rule sets with."""
    return Exists(Meeting.objects.filter(regime=OuterRef("pk")))


def meetings_of(user: User) -> QuerySet[Meeting]:
    """The meetings of the cells that the user may read, latest first."""
    return Meeting.objects.filter(cell__in=scope.cells_to_read(user)).select_related(
        "cell", "chair", "theme"
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
    """The themes that the cell's committee keeps, and the common ones."""
    return Theme.objects.filter(
        Q(committee__isnull=True) | Q(committee=cell.committee_id), active=True
    )


def record_of(meeting: Meeting) -> Record:
    """The meeting with all that belongs to it, in a number of queries that no roll changes."""
    attendances = list(
        Attendance.objects.filter(meeting=meeting)
        .select_related("member")
        .order_by("membership", "member__sort_key", "pk")
    )
    return Record(
        meeting=meeting,
        attendances=attendances,
        agenda=list(meeting.agenda_items.all()),
        due=_due(meeting),
        opinions=list(meeting.opinions.select_related("speaker")),
        resolutions=list(meeting.resolutions.all()),
        assignments=list(
            meeting.assignments.select_related("lead", "carried_from")
            .prefetch_related("helpers")
            .order_by("pk")
        ),
        roll_changes=[] if meeting.is_signed else roll_changes(meeting, attendances),
        same_day=_partner_that_day(meeting),
    )


def _due(meeting: Meeting) -> list[DueAssignment]:
    """The assignments that the meeting hears of: open ones of signed meetings before its day, and
    those that it has reviewed. Only a regular meeting must hear of them."""
    reviewed = Q(reviews__meeting=meeting)
    wanted = reviewed
    if meeting.kind == MeetingKind.REGULAR and not meeting.is_signed:
        wanted |= Q(
            cell=meeting.cell_id,
            state=AssignmentState.OPEN,
            meeting__state=State.SIGNED,
            given_on__lt=meeting.held_on,
        )
    assignments = (
        Assignment.objects.filter(wanted)
        .select_related("lead", "carried_to")
        .prefetch_related(
            Prefetch(
                "reviews",
                AssignmentReview.objects.filter(meeting=meeting),
                to_attr="reviews_here",
            )
        )
        .order_by("due", "pk")
        .distinct()
    )
    return [
        DueAssignment(
            assignment=assignment,
            review=next(iter(assignment.reviews_here), None),
            carried_to=getattr(assignment, "carried_to", None),
        )
        for assignment in assignments
    ]


def _partner_that_day(meeting: Meeting) -> Meeting | None:
    """The thematic meeting held on the day of a regular one, or the other way round."""
    partner = {
        MeetingKind.REGULAR: MeetingKind.THEMATIC,
        MeetingKind.THEMATIC: MeetingKind.REGULAR,
    }.get(meeting.kind)
    if partner is None:
        return None
    return Meeting.objects.filter(
        cell=meeting.cell_id, kind=partner, planned_at__date=meeting.held_on
    ).first()


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
