"""The only way a view gets what a dashboard or report is about: 404 to strangers, 403 to those who
may read but not act."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accounts import scope
from accounts.models import RoleKind, User
from cells.models import Cell, Committee
from reports.models import BUILT, Reminder, Report


def committee_and_office(user: User, pk: int) -> tuple[Committee, bool]:
    """The committee, if it is at or below one of the user's roles, and whether the user is its
    office."""
    held = scope.held_by(user)
    committee = Committee.objects.filter(pk=pk).first()
    if committee is None or not held.reads(committee):
        raise Http404
    return committee, held.keeps(committee)


def committee_to_read(user: User, pk: int) -> Committee:
    """The committee, if it is at or below one of the user's roles."""
    return committee_and_office(user, pk)[0]


def committee_of_office(user: User, pk: int) -> Committee:
    """The committee, if the user is its office: 403 to those who only read it."""
    committee, office = committee_and_office(user, pk)
    if not office:
        raise PermissionDenied
    return committee


def reminder_of(user: User, pk: int) -> Reminder:
    """One of the user's own reminders."""
    reminder = Reminder.objects.filter(user=user, pk=pk).first()
    if reminder is None:
        raise Http404
    return reminder


def _of(cells: QuerySet, committees: QuerySet) -> Q:
    """The reports of these cells and committees."""
    return Q(Exists(cells.filter(pk=OuterRef("cell")))) | Q(
        Exists(committees.filter(pk=OuterRef("committee")))
    )


def _at_or_below(paths: list[str]) -> Q:
    """The reports of the committees at these paths and of all below them."""
    allowed = Q(pk__in=[])
    for path in paths:
        below = Committee.objects.filter(path__startswith=path)
        allowed |= Q(cell__in=Cell.objects.filter(committee__in=below)) | Q(committee__in=below)
    return allowed


def reports_of(user: User) -> QuerySet[Report]:
    """The reports that the user may read: those of the own and followed cells, those at or below
    the own committee. Leaders, who make none, see what is built. Asks the roles at once: the
    answer is good for one page."""
    held = scope.held_by(user)
    works_with = Q(cell__in=held.cells(RoleKind.SECRETARY, RoleKind.OVERSEER))
    works_with |= _at_or_below(held.paths(RoleKind.OFFICER))
    reads = _at_or_below(held.paths(RoleKind.VIEWER)) & Q(state__in=BUILT)
    return Report.objects.filter(works_with | reads)


def report_to_read(user: User, pk: int) -> Report:
    """The report, if the user may read it."""
    report = (
        reports_of(user)
        .filter(pk=pk)
        .select_related("cell__committee", "committee", "asked_by", "issued_by", "term")
        .first()
    )
    if report is None:
        raise Http404
    return report


def buildable(user: User, reports: QuerySet[Report]) -> QuerySet[Report]:
    """Those that the user may have made: of the own cell, or below the own office."""
    return reports.filter(_of(scope.cells_to_enrol(user), scope.committees_of_office(user)))


def issuable(user: User, reports: QuerySet[Report]) -> QuerySet[Report]:
    """Those that the user writes and issues: a cell's by its secretary, a committee's by its
    office."""
    return reports.filter(_of(scope.cells_to_write(user), scope.committees_of_office(user)))


def may_build(user: User, report: Report) -> bool:
    return buildable(user, Report.objects.filter(pk=report.pk)).exists()


def may_issue(user: User, report: Report) -> bool:
    return issuable(user, Report.objects.filter(pk=report.pk)).exists()


def refuse_builder(user: User, report: Report) -> None:
    """Raises PermissionDenied for who may not have the report made."""
    if not may_build(user, report):
        raise PermissionDenied


def refuse_issuer(user: User, report: Report) -> None:
    """Raises PermissionDenied for who may not write and issue the report."""
    if not may_issue(user, report):
        raise PermissionDenied


def report_to_build(user: User, pk: int) -> Report:
    """The report, if the user may have it made."""
    report = report_to_read(user, pk)
    refuse_builder(user, report)
    return report


def report_to_issue(user: User, pk: int) -> Report:
    """The report, if the user writes and issues it."""
    report = report_to_read(user, pk)
    refuse_issuer(user, report)
    return report
