"""Tells the workers that there is work. The rows in PostgreSQL say what; a message only wakes."""

import logging

from celery import Task
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def wake(task: Task, *args: object) -> bool:
    """Sends the task, and says whether the broker took it.

    A broker that is down delays the work until the next sweep of beat and stops nobody.
    """
    try:
        task.apply_async(args, retry=False)
    except OperationalError as error:
        log.warning("the broker took no %s: %s", task.name, error)
        return False
    return True
