"""Builds the whole demonstration, committee by committee, in one transaction."""

from collections.abc import Callable
from datetime import time

from django.db import connection, transaction

from accounts.models import Role, User
from cells.models import Cell, Committee, Term
from hmk.demo import before, dissent, rating, scoring
from hmk.demo.accounts import door, followed, others, secretaries
from hmk.demo.binding import Binder
from hmk.demo.book import Book, Rules
from hmk.demo.calendar import at
from hmk.demo.copying import Copier
from hmk.demo.corrections import correct
from hmk.demo.imports import send_lists
from hmk.demo.journal import keep_journal, note_looks
from hmk.demo.people import populate, write_standings
from hmk.demo.places import committees, sizes, write_cells
from hmk.demo.plan import SHOWN, Plan, PlanError
from hmk.demo.reports import write_reports
from meetings.models import (
    AgendaItem,
    Assignment,
    AssignmentHelper,
    AssignmentReview,
    Attachment,
    Attendance,
    BookPage,
    Issuing,
    Meeting,
    MeetingScore,
    NoticeGiven,
    NumberSeries,
    Opinion,
    OpinionReading,
    Preparation,
    PreparationMember,
    PreparationTask,
    ProposalAnswer,
    ReservedFollowUp,
    Resolution,
    Score,
    State,
    SuperiorPoints,
    SuperiorScore,
    ThematicPlanLine,
)
from members.models import Member, MemberAct, MemberLook, Membership, Office, Standing
from reports.services import facts, reminders

# Parents first: constraints are checked after each statement.
PEOPLE = (Cell, Term, Member, Membership, Standing, Office, User, Role, MemberAct, MemberLook)
BOOKS = (
    Meeting,
    ThematicPlanLine,
    Preparation,
    PreparationMember,
    PreparationTask,
    NoticeGiven,
    Attachment,
    Attendance,
    AgendaItem,
    Opinion,
    ProposalAnswer,
    Resolution,
    Assignment,
    AssignmentHelper,
    AssignmentReview,
    MeetingScore,
    Score,
    NumberSeries,
    BookPage,
)
# What the database takes only once the minutes are signed.
SIGNED = (ReservedFollowUp, OpinionReading, Issuing, SuperiorScore, SuperiorPoints)
# The rows of so many cells are held in memory at a time.
CELLS_AT_ONCE = 15


def is_filled() -> bool:
    """Whether the database has cells already."""
    return Cell.objects.exists()


@transaction.atomic
def build(
    plan: Plan, *, password: str, told: Callable[[str], None] = lambda _: None
) -> dict[str, int]:
    """Writes everything, or nothing; gives the number of rows by model."""
    rule_sets = Rules.load()
    if not rule_sets.regimes or plan.first_month < rule_sets.regimes[0].validity.lower:
        raise PlanError("no rule set covers the first month; ask for fewer months")
    with connection.cursor() as cursor:
        # Deferred checks of millions of rows would pile up in the memory of the server.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    copier = Copier()
    binder = Binder(copier)
    entry = door(plan, password, copier)
    root, tree = committees(plan)
    wanted = sizes(plan, [spec for _, specs in tree for spec in specs])
    index = analysed = 0
    for committee, specs in tree:
        sized = list(zip(specs, wanted[index : index + len(specs)], strict=True))
        places = write_cells(plan, committee, sized, first_index=index, copier=copier)
        rolls = populate(plan, places, copier)
        write_standings(plan, places, rolls, copier)
        signers = secretaries(places, rolls, entry)
        keep_journal(plan, places, rolls, signers, copier)
        if index == 0:
            town, writers = places, signers
            readers = others(root, committee, places, entry)
            note_looks(plan, places, rolls, readers, copier)
        copier.write(*PEOPLE)
        reserved: list[Opinion] = []
        issued: list[Meeting] = []
        sheets: list[scoring.Sheet] = []
        for start in range(0, len(places), CELLS_AT_ONCE):
            batch = slice(start, start + CELLS_AT_ONCE)
            for place, roll in zip(places[batch], rolls[batch], strict=True):
                book = Book(plan, place, roll, rule_sets, signers[place.cell.id], copier)
                book.write()
                if index == 0 and place in followed(places):
                    sheets += book.assessor.sheets
            binder.bind()
            reserved += dissent.reserved_in(copier)
            issued += before.signed_in(copier)
            copier.write(*BOOKS)
        _sign([place.cell.id for place in places])
        days = committee.reserved_answer_days
        follow_ups = dissent.follow(plan, reserved, copier, answer_days=days)
        if index == 0:
            dissent.read(plan, follow_ups, copier)
            scoring.look_over(plan, sheets, readers[0], copier)
        shown = {place.cell.id for place in places if place.spec.number == SHOWN}
        before.issue(plan, issued, copier, punctual=shown)
        copier.write(*SIGNED)
        rating.rate(plan, committee, places, readers[1], signers)
        index += len(specs)
        if index >= 2 * analysed:
            _analyse()
            analysed = index
        told(f"{committee.name}: {index}/{len(wanted)}")
    copier.finish()
    correct(plan, town)
    here = next(place.cell for place in town if place.spec.number == SHOWN)
    send_lists(plan, here, secretary=writers[here.id], office=readers[1])
    told("Facts of cells and months")
    facts.refresh(first=plan.first_month, last=plan.this_month, now=at(plan.today, time(6)))
    reminders.remind(now=at(plan.today, time(6)))
    told("Reports")
    write_reports(plan, [place.cell for place in town], _above(root, tree[0][0]))
    return dict(copier.written)


def _above(root: Committee, town: Committee) -> list[Committee]:
    """The town and what stands above it."""
    return [root] if root.pk == town.pk else [town, root]


def _sign(cells: list[int]) -> None:
    """Closes every record whose signature is in: from here on the database refuses changes."""
    Meeting.objects.filter(cell__in=cells, signed_at__isnull=False).update(state=State.SIGNED)


def _analyse() -> None:
    """Tells the planner how full the meetings are: the triggers look them up for every row, by
    plans that were made while the table was empty, and nobody else can see the rows so far."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {Meeting._meta.db_table}")
