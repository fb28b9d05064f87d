"""Work in the background. Thin and idempotent: fetch, call a service, log."""

import logging
from datetime import date

from celery import shared_task
from django.utils import timezone

from hmk.waking import wake
from reports.queries.reminders import accounts_to_write
from reports.services import asking, facts, files, letters, making, reminders

log = logging.getLogger(__name__)


@shared_task
def refresh_cells(cells: list[int], since: str) -> None:
    """The facts of these cells from the month of `since` (ISO date) up to this month."""
    facts.refresh_since(cells, date.fromisoformat(since), now=timezone.now())


@shared_task
def refresh_recent() -> None:
    """The facts that are behind the records, whatever messages were lost, and this month's."""
    written = facts.catch_up(now=timezone.now())
    log.info("facts: %s rows", written)


@shared_task
def remind() -> None:
    """The reminders of the day, and the letters that tell them."""
    log.info("reminders: %s new", reminders.remind(now=timezone.now()))
    wake(mail_reminders)


@shared_task
def mail_reminders() -> None:
    """A letter for each account that has not been written of everything yet."""
    letters.settle(now=timezone.now())
    for user in accounts_to_write():
        wake(mail_one, user)


@shared_task
def mail_one(user: int) -> None:
    """What waits for one account."""
    letters.mail(user, now=timezone.now())


@shared_task
def start_reports() -> None:
    """The reports of the month that is over, and of the year when it is over, on fresh facts."""
    now = timezone.now()
    facts.catch_up(now=now)
    added = asking.start_due(now=now)
    asking.wake_workers(added)
    log.info("reports: %s to be made", added)


@shared_task
def build_reports() -> None:
    """Makes the reports that wait, and hands on when its time runs out."""
    done, more = making.work(clock=timezone.now)
    log.info("reports: %s made", done)
    if more:
        wake(build_reports)


@shared_task
def sweep_reports() -> None:
    """Wakes workers for what waits: messages may be lost, and workers with the rows they held."""
    asking.wake_workers(making.waiting(now=timezone.now()))


@shared_task
def tidy_reports() -> None:
    """Removes files that no report names."""
    log.info("reports: %s files removed", files.sweep(now=timezone.now()))
