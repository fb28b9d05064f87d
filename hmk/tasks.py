"""Signs of life of worker and beat, which `/healthz` reads; and the worker's death.

The task has a queue of its own (settings), so that a long line of reports does not make a busy
worker look dead.
"""

import logging
import signal

from celery import shared_task
from celery.signals import beat_init, before_task_publish, worker_process_init, worker_ready
from django.db import Error, close_old_connections

from hmk.models import Heartbeat
from hmk.services import children

log = logging.getLogger(__name__)


@shared_task
def heartbeat() -> None:
    Heartbeat.give(Heartbeat.WORKER)


@worker_ready.connect
def show_worker(**_: object) -> None:
    """Sends the new worker its first task, so that nobody waits for beat to find it well."""
    heartbeat.delay()


@worker_process_init.connect
def die_with_worker(**_: object) -> None:
    """A worker that was killed must not leave half a pool behind, still holding its tasks."""
    children.follow_parent(signal.SIGKILL)


@beat_init.connect
def watch_beat(**_: object) -> None:
    """From here on, and in the beat process only, sending the task is beat's own sign of life."""
    show_beat()
    before_task_publish.connect(show_beat, sender=heartbeat.name)


def show_beat(**_: object) -> None:
    close_old_connections()
    try:
        Heartbeat.give(Heartbeat.BEAT)
    except Error as error:
        # Beat must outlive the database: its schedule goes on, and /healthz tells of the rest.
        log.warning("beat cannot give its sign of life: %s", error)
