"""Settings of the test run: the real ones on a throw-away database, quick and shut off."""

import os

# Set here, not in the shell: a developer's DEBUG or EMAIL_URL must not change what the tests see.
os.environ |= {
    "DEBUG": "0",
    "HTTPS": "0",
    "HMK_TESTING": "1",
    "SECRET_KEY": "only-for-tests-" + "0" * 40,
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "EMAIL_URL": "memorymail://",
    "CELERY_BROKER_URL": "",
}

from hmk.settings import *  # noqa: F403
from hmk.settings import DATABASES, LOGGING, STATIC_ROOT, VAR_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Processes that test side by side have a database each: what one sweeps, another may have just put.
MEDIA_ROOT = VAR_DIR / "media" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder
LOGGING["loggers"]["axes"] = {"level": "WARNING"}  # else it fills the report of every failure
