"""Work in the background. Thin and idempotent: fetch, call a service, log."""

import logging
from datetime import date

from celery import shared_task
from django.utils import timezone

from reports.services import facts

log = logging.getLogger(__name__)


@shared_task
def refresh_cell(cell_pk: int, since: str) -> None:
    """The facts of one cell from the month of `since` (ISO date) up to this month."""
    now = timezone.now()
    first = date.fromisoformat(since).replace(day=1)
    last = timezone.localdate(now).replace(day=1)
    if first <= last:
        facts.refresh(cells=[cell_pk], first=first, last=last, now=now)


@shared_task
def refresh_recent() -> None:
    """The facts that are behind the records, whatever messages were lost, and this month's."""
    written = facts.catch_up(now=timezone.now())
    log.info("facts: %s rows", written)
