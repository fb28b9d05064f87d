"""Work for the workers: thin, and the same when done twice."""

from celery import shared_task
from django.utils import timezone

from hmk.waking import wake
from members.services import imports


@shared_task
def work_on_import(pk: int) -> None:
    """Reads, writes or takes back an import, whatever it waits for."""
    now = timezone.now()
    imports.work(pk, now=now, today=timezone.localdate(now))


@shared_task
def sweep_imports() -> None:
    """Wakes a worker for each import that waits without one."""
    for pk in imports.waiting(now=timezone.now()):
        wake(work_on_import, pk)


@shared_task
def clear_imports() -> int:
    """Removes old files with what was read of them; says how many."""
    return imports.clear_old(now=timezone.now())
