"""Settings of the workers that a test kills: its own database, broker and folder, short leases, a
beat that looks each second, letters that are written into a folder."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403
from tests.settings import CELERY_BEAT_SCHEDULE, DATABASES

# isort: split
from hmk.settings import CELERY_BROKER_TRANSPORT_OPTIONS  # noqa: F401 - the real ones

CELERY_BROKER_URL = os.environ["WORKER_BROKER"]
CELERY_BEAT_SCHEDULE = {
    name: CELERY_BEAT_SCHEDULE[name] | {"schedule": 1.0} for name in ("facts", "waiting", "letters")
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
MEDIA_ROOT = Path(os.environ["WORKER_MEDIA"])
REPORT_LEASE_SECONDS = 2
EMAIL_BACKEND = os.environ.get("WORKER_POST", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = MEDIA_ROOT / "letters"
