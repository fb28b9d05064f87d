"""The roll of a cell, and members as a user may see them."""

from datetime import date, timedelta
from functools import reduce
from itertools import combinations
from operator import and_

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts import scope
from accounts.models import User
from cells.models import Cell, Term
from cells.text import fold
from members import rules
from members.models import (
    GRADES,
    MOVES,
    ActKind,
    Member,
    MemberAct,
    MemberLook,
    Membership,
    MembershipKind,
    Office,
    OfficeKind,
    RollImport,
    Standing,
    StandingKind,
)


def _standing(day: date, kind: str) -> Exists:
    return Exists(
        Standing.objects.filter(member=OuterRef("member"), kind=kind, validity__contains=day)
    )


def roll(cells: Cell | QuerySet[Cell] | list[int], day: date) -> QuerySet[Membership]:
    """The roll of a cell (or of several, perhaps by their keys) on a day, in name order.

    Each row is a membership with its member and, for that day: `grade` (official or
    probationary), `exempted`, `away`, `elsewhere`, `suspended` (booleans) and `office`
    (kind, or None).
    """
    in_cells = Q(cell=cells) if isinstance(cells, Cell) else Q(cell__in=cells)
    office = Office.objects.filter(
        member=OuterRef("member"), cell=OuterRef("cell"), validity__contains=day
    )
    return (
        Membership.objects.filter(in_cells, validity__contains=day)
        .select_related("member")
        .annotate(
            grade=Case(
                When(_standing(day, StandingKind.PROBATIONARY), then=Value("probationary")),
                default=Value("official"),
            ),
            exempted=_standing(day, StandingKind.EXEMPTED),
            away=_standing(day, StandingKind.AWAY),
            # Whoever is here temporarily is elsewhere only for the cell that sent the member.
            elsewhere=ExpressionWrapper(
                Q(kind=MembershipKind.PRIMARY)
                & Q(_standing(day, StandingKind.TEMPORARILY_ELSEWHERE)),
                output_field=BooleanField(),
            ),
            suspended=_standing(day, StandingKind.SUSPENDED),
            office=Subquery(office.values("kind")[:1]),
        )
        .order_by("cell__sort_key", "member__sort_key", "pk")
    )


def office_holder(cell: Cell, kind: OfficeKind, day: date) -> Member | None:
    """Who holds the office in the cell on the day."""
    return Member.objects.filter(
        offices__cell=cell, offices__kind=kind, offices__validity__contains=day
    ).first()


def members_of(
    user: User, *, day: date, words: str = "", cell: Cell | None = None, standing: str = ""
) -> QuerySet[Membership]:
    """The roll of every cell that the user may read, narrowed by words, cell or standing; in name
    order.

    Card numbers (digits) find members only where the user may see them.
    """
    # The keys first: a planner that sees them walks the members by their index, page by page.
    cells = scope.cells_to_read(user)
    keys = (cells if cell is None else cells.filter(pk=cell.pk)).values_list("pk", flat=True)
    rows = roll(list(keys), day).select_related("member", "cell")
    rows = rows.order_by("member__sort_key", "member_id", "pk")
    if words:
        rows = rows.filter(member__search_text__contains=fold(words))
        if any(char.isdigit() for char in words):
            insiders = scope.cells_with_names(user).values_list("pk", flat=True)
            rows = rows.filter(cell__in=list(insiders))
    return _standing_so(rows, standing) if standing else rows


def _standing_so(rows: QuerySet[Membership], standing: str) -> QuerySet[Membership]:
    """Rows of a roll with that grade, standing or kind of membership."""
    if standing == MembershipKind.TEMPORARY:
        return rows.filter(kind=standing)
    if standing in GRADES:
        return rows.filter(grade=standing)
    return rows.filter(**{standing: True})


def figures_of(cell: Cell, day: date) -> dict[str, int]:
    """How many of each are on the roll of the cell on the day, in one query.

    Temporary members count under `temporary` alone: they stay on the roll of their own cell.
    """
    primary = Q(kind=MembershipKind.PRIMARY)

    def counted(*conditions: Q | Exists) -> Count:
        return Count("pk", filter=reduce(and_, map(Q, conditions), primary))

    probationary = _standing(day, StandingKind.PROBATIONARY)
    return Membership.objects.filter(cell=cell, validity__contains=day).aggregate(
        total=counted(),
        official=counted(~probationary),
        probationary=counted(probationary),
        exempted=counted(_standing(day, StandingKind.EXEMPTED)),
        away=counted(_standing(day, StandingKind.AWAY)),
        elsewhere=counted(_standing(day, StandingKind.TEMPORARILY_ELSEWHERE)),
        suspended=counted(_standing(day, StandingKind.SUSPENDED)),
        temporary=Count("pk", filter=~primary),
    )


def with_heads(cells: QuerySet[Cell], day: date) -> QuerySet[Cell]:
    """Each cell with `secretary` (a name, or None), `members` (its roll), `official` (how many of
    these) and `has_committee` (a chi ủy) of the day."""
    secretary = Office.objects.filter(
        cell=OuterRef("pk"), kind=OfficeKind.SECRETARY, validity__contains=day
    )
    members = (
        Membership.objects.filter(
            cell=OuterRef("pk"), kind=MembershipKind.PRIMARY, validity__contains=day
        )
        .order_by()
        .values("cell")
        .annotate(number=Count("pk"))
    )
    official = members.filter(~Q(_standing(day, StandingKind.PROBATIONARY)))
    committee = Office.objects.filter(
        cell=OuterRef("pk"), kind=OfficeKind.COMMITTEE_MEMBER, validity__contains=day
    )
    return cells.annotate(
        secretary=Subquery(secretary.values("member__full_name")[:1]),
        members=Coalesce(Subquery(members.values("number")), 0),
        official=Coalesce(Subquery(official.values("number")), 0),
        has_committee=Exists(committee),
    )


def offices_of(cell: Cell, day: date) -> QuerySet[Office]:
    """Who holds which office in the cell on the day: secretary, deputies, committee members."""
    rank = Case(*(When(kind=kind, then=Value(n)) for n, kind in enumerate(OfficeKind.values)))
    return (
        Office.objects.filter(cell=cell, validity__contains=day)
        .select_related("member")
        .order_by(rank, "member__sort_key")
    )


def terms_of(cell: Cell) -> list[tuple[Term, list[Office]]]:
    """The terms of the cell, the latest first, each with the offices that fell into it, by rank."""
    rank = Case(*(When(kind=kind, then=Value(n)) for n, kind in enumerate(OfficeKind.values)))
    offices = list(
        Office.objects.filter(cell=cell)
        .select_related("member")
        .order_by(rank, "validity", "member__sort_key")
    )
    terms = Term.objects.filter(cell=cell).order_by("-validity")
    return [(term, [one for one in offices if _meet(one, term)]) for term in terms]


def _meet(office: Office, term: Term) -> bool:
    """Whether two periods have a day in common."""
    starts = max(office.validity.lower, term.validity.lower)
    ends = [day for day in (office.validity.upper, term.validity.upper) if day]
    return not ends or starts < min(ends)


def electable(cell: Cell, day: date) -> QuerySet[Member]:
    """The official members of the cell on the day, not suspended: who may hold an office."""
    unfit = Standing.objects.filter(
        member=OuterRef("pk"),
        kind__in=[StandingKind.PROBATIONARY, StandingKind.SUSPENDED],
        validity__contains=day,
    )
    return Member.objects.filter(
        ~Exists(unfit),
        memberships__cell=cell,
        memberships__kind=MembershipKind.PRIMARY,
        memberships__validity__contains=day,
    ).order_by("sort_key", "pk")


def in_office(cell: Cell, day: date) -> QuerySet[Member]:
    """Who holds an office in the cell on the day."""
    return (
        Member.objects.filter(offices__cell=cell, offices__validity__contains=day)
        .order_by("sort_key", "pk")
        .distinct()
    )


def journal_of_cell(cell: Cell) -> QuerySet[MemberAct]:
    """Congresses, mergers and offices of the cell that stand, the latest first."""
    kinds = [ActKind.CONGRESS, ActKind.CELLS_MERGED, ActKind.OFFICE, ActKind.OFFICE_ENDED]
    return (
        MemberAct.objects.filter(
            Q(cell_to=cell) | Q(cell_from=cell), kind__in=kinds, part_of__isnull=True
        )
        .select_related("member", "cell_from", "cell_to", "recorded_by", "correction__recorded_by")
        .order_by("-day", "-pk")
    )


def current_cell_of(member: Member, day: date) -> Cell | None:
    """The primary cell of the member on the day, else the last one; for a guest whose own cell
    HMK does not know, the cell that received the member."""
    primary = Case(When(memberships__kind=MembershipKind.PRIMARY, then=Value(0)), default=Value(1))
    return (
        Cell.objects.filter(memberships__member=member, memberships__validity__startswith__lte=day)
        .order_by(primary, "-memberships__validity__startswith")
        .first()
    )


def standing_acts(acts: QuerySet[MemberAct]) -> QuerySet[MemberAct]:
    """Of the acts those that stand: neither corrections nor corrected, alone or as a part."""
    return acts.filter(correction__isnull=True, part_of__correction__isnull=True).exclude(
        kind=ActKind.CORRECTION
    )


def waiting(acts: QuerySet[MemberAct]) -> QuerySet[MemberAct]:
    """Of the acts, the moves that the cell they go to has not answered yet."""
    answer = MemberAct.objects.filter(answers=OuterRef("pk"), correction__isnull=True)
    return acts.filter(
        ~Exists(answer),
        kind__in=MOVES,
        cell_to__isnull=False,
        changes=[],
        correction__isnull=True,
    )


def waiting_moves(user: User) -> QuerySet[MemberAct]:
    """The moves that wait to be answered by the cells the user reads, or that left them."""
    cells = scope.cells_to_read(user)
    return (
        waiting(MemberAct.objects.filter(Q(cell_to__in=cells) | Q(cell_from__in=cells)))
        .select_related("member", "cell_from", "cell_to")
        .order_by("day", "pk")
    )


def probation_due(user: User, today: date, *, within: int = 60) -> QuerySet[Membership]:
    """Those of `probation_in`, of the cells that the user reads."""
    return probation_in(scope.cells_to_read(user), today, within=within)


def probation_in(cells: QuerySet[Cell], today: date, *, within: int) -> QuerySet[Membership]:
    """Members on probation whose twelve months end within so many days, or have ended: each with
    `since`, when the probation began, the earliest first."""
    latest = rules.years_before(today + timedelta(days=within), 1)
    return (
        Membership.objects.filter(
            # One probation at a time, so that nobody stands here twice.
            member__standings__kind=StandingKind.PROBATIONARY,
            member__standings__validity__contains=today,
            member__standings__validity__startswith__lte=latest,
            cell__in=cells,
            kind=MembershipKind.PRIMARY,
            validity__contains=today,
        )
        .annotate(since=F("member__standings__validity__startswith"))
        .select_related("member", "cell")
        .order_by("since", "member__sort_key", "pk")
    )


def journal_of(member: Member) -> QuerySet[MemberAct]:
    """Every act on the member, and on the doubles that were merged into the member."""
    return (
        MemberAct.objects.filter(Q(member=member) | Q(member__merged_into=member))
        .select_related(
            "cell_from",
            "cell_to",
            "recorded_by",
            "correction__recorded_by",
            "part_of__correction__recorded_by",
            "member",
        )
        .order_by("-day", "-pk")
    )


def looks_of(user: User, *, words: str = "", kind: str = "") -> QuerySet[MemberLook]:
    """What the office of a committee may know: looks at members of its cells, and exports."""
    office = scope.cells_of_office(user)
    rows = MemberLook.objects.filter(
        Q(cell__in=office) | Q(committee__in=scope.committees_of_office(user))
    )
    if words:
        named = Q(member__search_text__contains=fold(words))
        rows = rows.filter(named | Q(user__search_text__contains=fold(words)))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("user", "member", "cell", "committee").order_by("-at", "-pk")


def imports_of(user: User) -> QuerySet[RollImport]:
    """The imports that the user has sent, the latest first."""
    return RollImport.objects.filter(made_by=user).select_related("cell")


def likely_doubles(user: User, *, limit: int = 200) -> list[tuple[Member, Member]]:
    """Pairs of records with one name and one birth date or day of admission, among the members of
    the cells whose roll the user keeps. At most `limit` records are looked at."""
    ours = Exists(
        Membership.objects.filter(member=OuterRef("pk"), cell__in=scope.cells_to_enrol(user))
    )
    alike = Member.objects.filter(
        Q(birth_date=OuterRef("birth_date")) | Q(admitted_on=OuterRef("admitted_on")),
        name_key=OuterRef("name_key"),
        merged_into__isnull=True,
    ).exclude(pk=OuterRef("pk"))
    rows = Member.objects.filter(ours, Exists(alike), merged_into__isnull=True)
    by_name: dict[str, list[Member]] = {}
    for row in rows.order_by("sort_key", "pk")[:limit]:
        by_name.setdefault(row.name_key, []).append(row)
    return [
        pair
        for people in by_name.values()
        for pair in combinations(people, 2)
        if _same_dates(*pair)
    ]


def _same_dates(one: Member, other: Member) -> bool:
    return bool(
        (one.birth_date and one.birth_date == other.birth_date)
        or (one.admitted_on and one.admitted_on == other.admitted_on)
    )


def homes_of(people: set[int], day: date) -> dict[int, Cell]:
    """The primary cell on the day of each of the members, by key; in one query."""
    rows = Membership.objects.filter(
        member__in=people, kind=MembershipKind.PRIMARY, validity__contains=day
    ).select_related("cell__committee")
    return {row.member_id: row.cell for row in rows}
