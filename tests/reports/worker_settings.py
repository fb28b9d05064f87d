"""Settings of the workers that a test kills: its own database, broker and folder, short leases."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

CELERY_BROKER_URL = os.environ["WORKER_BROKER"]
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
MEDIA_ROOT = Path(os.environ["WORKER_MEDIA"])
REPORT_LEASE_SECONDS = 2
