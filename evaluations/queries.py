"""Rounds, cells and members of a round as a user may see them, and what is counted of them."""

from datetime import date

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.fields.json import KeyTransform

from accounts import scope
from accounts.models import User
from cells.models import Cell, CellKind, Committee
from evaluations.models import (
    CellRating,
    ClosedRatification,
    ConfidencePoll,
    FormTemplate,
    MemberRating,
    RatingRegime,
    Remark,
    RemarkKind,
    ResultReceipt,
    ReviewFile,
    Round,
    RoundState,
    Stage,
    Status,
)
from evaluations.proposing import Cap, counts_of
from meetings.models import Meeting, MeetingKind
from meetings.queries import regime_on
from meetings.record import seat_of
from meetings.rules import Seat, voting_base
from members.models import Member, Membership, MembershipKind, StandingKind
from members.queries import roll


def rounds_of(user: User) -> QuerySet[Round]:
    """The rounds of the committees that the user reads, the latest first."""
    return (
        Round.objects.filter(committee__in=scope.committees_to_read(user))
        .select_related("committee", "regime")
        .order_by("-year", "committee__sort_key", "pk")
    )


def cell_ratings_of(user: User) -> QuerySet[CellRating]:
    """The parts of rounds that the user reads: those of the cells that the user reads."""
    return CellRating.objects.filter(cell__in=scope.cells_to_read(user)).select_related(
        "round__regime", "round__committee", "cell__committee", "meeting", "secretary_chair"
    )


def member_ratings_of(user: User) -> QuerySet[MemberRating]:
    """The same for members."""
    return MemberRating.objects.filter(
        cell_rating__cell__in=scope.cells_to_read(user)
    ).select_related(
        "round__regime", "round__committee", "cell_rating__cell__committee",
        "cell_rating__round__regime", "member", "former_cell", "residence_cell",
    )  # fmt: skip


LATEST_MONTH = 3
"""Until when in the new year somebody who opens a round means the one that has ended."""


def year_to_open(committee: Committee, today: date) -> int:
    """The year that the committee opens next: in the first months still the one before, unless it
    is open already."""
    ended = today.year - 1
    if today.month > LATEST_MONTH or committee.rounds.filter(year=ended).exists():
        return today.year
    return ended


def with_progress(ratings: QuerySet[CellRating]) -> QuerySet[CellRating]:
    """Each cell with `rated` (how many members are to be rated), `left` (how many are not),
    `ready` (how many have a proposed level), `reviewed` (how many self-reviews are in) and
    `received` (the cell has taken note of the result)."""
    rated = Q(members__status=Status.RATED)
    receipt = ResultReceipt.objects.filter(
        cell_rating=OuterRef("pk"), version=OuterRef("round__version")
    )
    return ratings.annotate(
        rated=Count("members", filter=rated),
        left=Count("members", filter=~rated & Q(members__isnull=False)),
        ready=Count("members", filter=rated & ~Q(members__proposed="")),
        reviewed=Count("members", filter=rated & ~Q(members__own_level="")),
        received=Exists(receipt),
    ).order_by("cell__sort_key", "pk")


def parts_in(round_: Round) -> QuerySet[CellRating]:
    """The parts of the cells that are rated: not of one that was dissolved by the day of the lists
    (merged, as a rule), but for a level that was ratified before."""
    over = Q(cell__dissolved__lte=round_.rated_on)
    return round_.cell_ratings.exclude(over & Q(ratified="") if round_.is_ratified else over)


def board_of(round_: Round) -> QuerySet[CellRating]:
    """Every cell of the round with its progress."""
    return with_progress(parts_in(round_).select_related("cell"))


def with_ratified(files: QuerySet[ReviewFile]) -> QuerySet[ReviewFile]:
    """Each file with `was_ratified`: it was there when a result opened again since was ratified."""
    closed = ClosedRatification.objects.filter(
        round=OuterRef("round"), ratified_at__gte=OuterRef("uploaded_at")
    )
    return files.annotate(was_ratified=Exists(closed))


# --- The voting base ------------------------------------------------------------------------------
def seats_of(rating: CellRating, day: date) -> list[Seat]:
    """Who belongs to the conference: as the roll call of the review meeting says, else the roll of
    the day, the exempted being absent."""
    if rating.meeting_id:
        called = [seat_of(row) for row in rating.meeting.attendances.all()]
        if called:
            return called
    return [
        Seat(
            official=place.grade == StandingKind.OFFICIAL,
            temporary=place.kind == MembershipKind.TEMPORARY,
            exempted=place.exempted,
            elsewhere=place.elsewhere,
            suspended=place.suspended,
            attends=not place.exempted,
        )
        for place in roll(rating.cell, day)
    ]


def voting_base_of(rating: CellRating, day: date) -> int:
    """Over how many a vote in the cell is counted (see `meetings.rules.in_voting_base`)."""
    regime = rating.meeting.regime if rating.meeting_id else regime_on(day)
    temporary = bool(regime and regime.temporary_members_vote)
    return voting_base(seats_of(rating, day), temporary_members_vote=temporary)


def review_meetings(rating: CellRating) -> QuerySet[Meeting]:
    """The review meetings of the cell for the year of the round."""
    year = rating.round.year
    return Meeting.objects.filter(
        cell=rating.cell_id,
        kind=MeetingKind.REVIEW,
        month__range=(date(year, 10, 1), date(year + 1, 2, 1)),
    ).order_by("-planned_at")


# --- The cap --------------------------------------------------------------------------------------
def _counts(rows: QuerySet, *by: str) -> dict:
    """Counts by level, of what the committee decided, else of what is proposed."""
    counted = rows.values(*by, "proposed", "ratified").annotate(number=Count("pk")).order_by()
    found: dict = {}
    for row in counted:
        key = tuple(row[name] for name in by)
        level = row["ratified"] or row["proposed"]
        levels = found.setdefault(key, {})
        levels[level] = levels.get(level, 0) + row["number"]
    return found


def levels_of(round_: Round) -> dict[str, int]:
    """How many members of the round stand at each level now ('' for none yet)."""
    rows = round_.member_ratings.filter(status=Status.RATED)
    return _counts(rows).get((), {})


def cell_levels_of(round_: Round) -> dict[str, int]:
    """The same for its cells."""
    return _counts(parts_in(round_)).get((), {})


def cap_of(round_: Round) -> Cap:
    """The cap over the whole round."""
    return Cap(counts_of(levels_of(round_)), round_.regime)


def caps_of_cells(round_: Round) -> list[tuple[str, Cap]]:
    """The cap in each cell by itself, with the name of the cell."""
    rows = round_.member_ratings.filter(status=Status.RATED)
    # By key as well: cells of two committees may have one name.
    found = _counts(rows, "cell_rating__cell__sort_key", "cell_rating", "cell_rating__cell__name")
    return [
        (name, Cap(counts_of(levels), round_.regime))
        for (*_, name), levels in sorted(found.items())
    ]


def levels_by_cell(round_: Round) -> dict[int, dict[str, int]]:
    """By key of the cell's part, how many members stand at each level."""
    rows = round_.member_ratings.filter(status=Status.RATED)
    return {key: levels for (key,), levels in _counts(rows, "cell_rating").items()}


# --- What else a page needs -----------------------------------------------------------------------
def needs_remark(row: MemberRating, kinds: set[str]) -> list[str]:
    """Which remarks the member still needs, of the kinds that are not there, in words."""
    found = []
    if row.elsewhere and RemarkKind.TEMPORARY not in kinds:
        found.append("Cần nhận xét của chi bộ nơi sinh hoạt tạm thời.")
    if row.former_cell_id and RemarkKind.FORMER not in kinds:
        found.append(f"Cần nhận xét của {row.former_cell} (chuyển đi trong năm).")
    if row.residence_cell_id and RemarkKind.RESIDENCE not in kinds:
        found.append(f"Đang xin nhận xét nơi cư trú của {row.residence_cell}.")
    return found


def asked_of(cells: QuerySet[Cell]) -> dict[str, QuerySet]:
    """The remarks that these cells owe on members who are rated elsewhere, by kind, as plain rows:
    who, of which cell, for which year, and whether it is there. Nothing else of the rating."""
    rated = MemberRating.objects.filter(status=Status.RATED)
    here = Membership.objects.filter(
        member=OuterRef("member"),
        kind=MembershipKind.TEMPORARY,
        validity__contains=OuterRef("round__rated_on"),
        cell__in=cells,
    )
    found = {
        RemarkKind.TEMPORARY: rated.filter(elsewhere=True)
        .annotate(asked_id=Subquery(here.values("cell")[:1]))
        .filter(asked_id__isnull=False),
        RemarkKind.FORMER: rated.filter(former_cell__in=cells).annotate(asked_id=F("former_cell")),
        RemarkKind.RESIDENCE: rated.filter(residence_cell__in=cells).annotate(
            asked_id=F("residence_cell")
        ),
    }
    return {kind.value: _asked(rows, kind) for kind, rows in found.items()}


def _asked(rows: QuerySet[MemberRating], kind: RemarkKind) -> QuerySet:
    there = Remark.objects.filter(rating=OuterRef("pk"), kind=kind)
    asked = Cell.objects.filter(pk=OuterRef("asked_id"))
    closed = Q(round__state=RoundState.RATIFIED) | Q(cell_rating__stage=Stage.PROPOSED)
    return (
        rows.annotate(
            asked_kind=Value(kind.value, output_field=CharField()),
            asked=Subquery(asked.values("name")[:1]),
            year=F("round__year"),
            home=F("cell_rating__cell__name"),
            due=F("round__cell_by"),
            closed=ExpressionWrapper(closed, output_field=BooleanField()),
            written=Exists(there.filter(by_cell=OuterRef("asked_id"))),
            on_paper=Exists(there.filter(by_cell=None)),
        )
        .order_by()
        .values(
            "pk", "name", "asked_kind", "asked_id", "asked", "year", "home", "due", "closed",
            "written", "on_paper",
        )
    )  # fmt: skip


def remarks_asked(user: User) -> QuerySet:
    """The same of the cells whose book the user keeps, the latest year first."""
    parts = list(asked_of(scope.cells_to_write(user)).values())
    return parts[0].union(*parts[1:], all=True).order_by("-year", "name", "pk", "asked_kind")


def may_say_of_residence(part: CellRating) -> QuerySet[Cell]:
    """The cells of places of residence in the round (HD 33-HD/BTCTW), without the own one."""
    return (
        cells_in(part.round)
        .filter(kind__in=[CellKind.RESIDENTIAL, CellKind.HAMLET])
        .exclude(pk=part.cell_id)
        .order_by("sort_key")
    )


def remark_kinds(rating: CellRating) -> dict[int, set[str]]:
    """By member's line, which remarks are there."""
    found: dict[int, set[str]] = {}
    rows = Remark.objects.filter(rating__cell_rating=rating).values_list("rating", "kind")
    for key, kind in rows:
        found.setdefault(key, set()).add(kind)
    return found


def who_may_chair(cell: Cell, day: date) -> list[Member]:
    """Who may chair while the secretary is reviewed: who else holds an office in the cell."""
    return [
        place.member for place in roll(cell, day) if place.office and place.office != "secretary"
    ]


def polls_of(user: User) -> QuerySet[ConfidencePoll]:
    """The confidence polls of the committees that the user reads."""
    return ConfidencePoll.objects.filter(
        committee__in=scope.committees_to_read(user)
    ).select_related("committee")


def template_for(kind: str, regime: RatingRegime) -> FormTemplate | None:
    """The form in use: that of the regime before the one for all; None for the one HMK brings."""
    return (
        FormTemplate.objects.filter(Q(regime=regime) | Q(regime=None), kind=kind, active=True)
        .order_by(F("regime_id").asc(nulls_last=True))
        .first()
    )


def stages_of(round_: Round) -> dict[str, int]:
    """How many cells stand at each stage."""
    counted = parts_in(round_).values_list("stage").annotate(number=Count("pk")).order_by()
    return dict(counted)


def statuses_of(round_: Round) -> dict[Status, int]:
    """How many lines there are of each kind: rated, or left out and why."""
    counted = dict(
        round_.member_ratings.values_list("status").annotate(number=Count("pk")).order_by()
    )
    return {status: counted[status] for status in Status if status in counted}


def changed_in(round_: Round) -> int:
    """How many cells and members the committee rates otherwise than proposed."""
    return sum(
        rows.exclude(ratified="").exclude(ratified=F("proposed")).count()
        for rows in (round_.cell_ratings, round_.member_ratings)
    )


def closed_in(round_: Round) -> QuerySet[ClosedRatification]:
    """The ratifications of the round that were opened again, the latest first, without their
    papers."""
    rows = round_.closed.select_related("ratified_by", "reopened_by").defer("papers")
    return rows.order_by("-version")


def lists_kept(row: ClosedRatification) -> list[str]:
    """The names of the papers that the list of a closed ratification makes, in their order."""
    named = Func(F("papers"), function="jsonb_object_keys", output_field=CharField())
    found = ClosedRatification.objects.filter(pk=row.pk).values_list(named, flat=True)
    lists = (name for name in found if name.startswith("list"))
    return sorted(lists, key=lambda name: (len(name), name))


def kept_paper(row: ClosedRatification, name: str) -> object:
    """One paper of a closed ratification as it is kept; None where there is none of that name."""
    rows = ClosedRatification.objects.filter(pk=row.pk)
    return rows.values_list(KeyTransform(name, "papers"), flat=True).get()


def cells_in(round_: Round) -> QuerySet[Cell]:
    """The cells that the round rates."""
    return Cell.objects.filter(ratings__round=round_)


def rated_in_cell(part: CellRating) -> QuerySet[MemberRating]:
    """Who is rated in the cell, by name, without the long texts."""
    rows = MemberRating.objects.filter(cell_rating=part, status=Status.RATED)
    return rows.defer("self_review", "comments").order_by("member__sort_key", "pk")


def rated_in(
    round_: Round, *, level: str | None = None, changed: bool = False, cell: Cell | None = None
) -> QuerySet[MemberRating]:
    """Who is rated in the round, by cell and name, without the long texts: of a level (ratified,
    else proposed), those whom the committee changed, of a cell."""
    rows = MemberRating.objects.filter(round=round_, status=Status.RATED)
    if level:
        rows = rows.filter(Q(ratified=level) | Q(ratified="", proposed=level))
    if changed:
        rows = rows.exclude(ratified="").exclude(ratified=F("proposed"))
    if cell:
        rows = rows.filter(cell_rating__cell=cell)
    return (
        rows.select_related("cell_rating__cell", "member")
        .defer("self_review", "comments")
        .order_by("cell_rating__cell__sort_key", "member__sort_key", "pk")
    )
