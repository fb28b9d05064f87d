"""Tells the workers that there is work. The rows in PostgreSQL say what; a message only wakes.

People wait for the answer while it is sent: a broker that is down or hangs may cost them about a
second and no more.
"""

import logging
from time import monotonic

from celery import Celery, Task
from kombu import pools
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds for each step of a sending; one that fails takes two of them at the most."""
BOUNDED = {
    "max_retries": 0,
    "socket_connect_timeout": PATIENCE,
    "socket_timeout": PATIENCE,
    # The same words of AMQP.
    "read_timeout": PATIENCE,
    "write_timeout": PATIENCE,
}
REST = 5.0
"""Seconds for which a process sends nothing after the broker took nothing, so that a request which
wakes for many things waits once."""


class Rest:
    """Until when (`monotonic`) this process leaves the broker alone."""

    until = 0.0


def wake(task: Task, *args: object) -> bool:
    """Sends the task, and says whether the broker took it.

    A broker that is down delays the work until the next sweep of beat and stops nobody.
    """
    if monotonic() < Rest.until:
        return False
    try:
        with _producers(task.app).acquire(block=True) as producer:
            task.apply_async(args, producer=producer, retry=False)
    except OperationalError as error:
        Rest.until = monotonic() + REST
        log.warning("the broker took no %s: %s", task.name, error)
        return False
    return True


def _producers(app: Celery) -> pools.ProducerPool:
    """Connections of our own: those of Celery try for many seconds, or wait for ever."""
    bounded = app.connection_for_write(connect_timeout=PATIENCE, transport_options=BOUNDED)
    return pools.producers[bounded]
