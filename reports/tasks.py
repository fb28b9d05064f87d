"""Work in the background. Thin and idempotent: fetch, call a service, log."""

import logging
from datetime import date

from celery import shared_task
from django.utils import timezone

from reports.services import facts

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
