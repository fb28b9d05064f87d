"""Work for the workers: thin, and the same when done twice."""

from celery import shared_task
from django.utils import timezone

from meetings.services import attachments


@shared_task(ignore_result=True)
def sweep_attachments() -> int:
    """Removes files that no row names; says how many."""
    return attachments.sweep(now=timezone.now())
