"""Settings, all from the environment. A wrong value stops the start with one line (`hmk.env`)."""

from pathlib import Path

import pghistory
from celery.schedules import crontab
from kombu import Queue
from whitenoise.compress import Compressor

from hmk import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("HMK_VAR", str(BASE_DIR / "var")))

# `make run` makes this a link to a short folder where the path is too long for a socket.
SOCKETS = (VAR_DIR / "run").resolve()

DEBUG = env.flag("DEBUG", False)
TESTING = env.flag("HMK_TESTING", False)
SECRET_KEY = env.secret_key(debug=DEBUG)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "hmk",
    "reports",
    "evaluations",
    "meetings",
    "members",
    "accounts",
    "cells",
    "documents",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "treebeard",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hmk.middleware.RejectNulBytes",
    "hmk.middleware.SayWhenSignedOut",
    "hmk.middleware.WipeAtSignOut",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hmk.urls"
WSGI_APPLICATION = "hmk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reports.context.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Data -------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", socket_dir=SOCKETS)}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR_DIR / "media")))

# Every tracked row leaves a trail of what it was, also when it is taken away.
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange()),
    pghistory.DeleteEvent(),
)

# --- Work in the background -------------------------------------------------------------------
CELERY_BROKER_URL = env.broker("CELERY_BROKER_URL", socket_dir=SOCKETS)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest task; a message lost with its worker comes back 10 s after that.
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 3,
    # A broker that hangs, or went without a word, must not hold beat and worker for ever.
    "socket_timeout": 10,
}
# How long a worker may hold reports without a sign of life before another takes them over.
REPORT_LEASE_SECONDS = env.number("REPORT_LEASE_SECONDS", 60)
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
# A queue for each kind of work: a long line of reports keeps no fact and no mail waiting.
CELERY_TASK_QUEUES = [Queue(name) for name in ("celery", "heartbeat", "facts", "reports", "mail")]
CELERY_TASK_ROUTES = {
    "hmk.tasks.heartbeat": {"queue": "heartbeat"},
    "reports.tasks.refresh_*": {"queue": "facts"},
    "reports.tasks.remind": {"queue": "facts"},
    "reports.tasks.mail_*": {"queue": "mail"},
    "reports.tasks.*_reports": {"queue": "reports"},
}
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "hmk.tasks.heartbeat", "schedule": 10.0, "options": {"expires": 30}},
    "facts": {
        "task": "reports.tasks.refresh_recent",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "imports": {
        "task": "members.tasks.sweep_imports",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "old-imports": {
        "task": "members.tasks.clear_imports",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 3600},
    },
    "reminders": {
        "task": "reports.tasks.remind",
        "schedule": crontab(hour=6, minute=0),
        "options": {"expires": 6 * 3600},
    },
    # Letters that a server of mail refused go out with one of the next rounds.
    "letters": {
        "task": "reports.tasks.mail_reminders",
        "schedule": 900.0,
        "options": {"expires": 900},
    },
    # The 2nd and 3rd only make up for a machine that was off on the 1st; the second time adds none.
    "reports": {
        "task": "reports.tasks.start_reports",
        "schedule": crontab(day_of_month="1-3", hour=5, minute=30),
        "options": {"expires": 12 * 3600},
    },
    "waiting": {
        "task": "reports.tasks.sweep_reports",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "sweep-files": {
        "task": "reports.tasks.tidy_reports",
        "schedule": crontab(hour=3, minute=25),
        "options": {"expires": 3600},
    },
    "sweep": {
        "task": "meetings.tasks.sweep_attachments",
        "schedule": crontab(hour=3, minute=10),
        "options": {"expires": 3600},
    },
    "sweep-reviews": {
        "task": "evaluations.tasks.sweep_reviews",
        "schedule": crontab(hour=3, minute=15),
        "options": {"expires": 3600},
    },
}

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # django-axes counts the failures
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "HMK"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = True
# Members on their way between two cells are shown as late after so many working days. The sources
# disagree (30 or 60); nothing is ever blocked by it.
TRANSFER_WORKING_DAYS = env.number("TRANSFER_WORKING_DAYS", 30)
# The days at which badges of the Party are handed over (mục 18 Hướng dẫn 01-HD/TW, 2021, which
# allows others too), as (month, day).
BADGE_ROUNDS = env.days_of_year("BADGE_ROUNDS", ["03/02", "19/05", "02/09", "07/11"])

# Behind proxies the address that is locked out is the one that the outermost of them saw.
PROXY_COUNT = env.number("PROXY_COUNT", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT
AXES_CLIENT_IP_CALLABLE = "accounts.client_ip.client_ip"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["hmk.formats"]

# --- Files served -----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", BASE_DIR / "node_modules/bootstrap/dist/css"),
    ("vendor/bootstrap-icons", BASE_DIR / "node_modules/bootstrap-icons/font"),
    ("vendor/htmx", BASE_DIR / "node_modules/htmx.org/dist"),
    ("vendor/chart.js", BASE_DIR / "node_modules/chart.js/dist"),
    ("vendor/be-vietnam-pro", BASE_DIR / "node_modules/@fontsource/be-vietnam-pro"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
DOCUMENT_FONT_DIR = BASE_DIR / "node_modules/@expo-google-fonts/tinos"

# --- Safety -----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "worker-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
HTTPS = env.flag("HTTPS", not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "hmk.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# What is longer is counted and let go, so that the form can say how long it was; see hmk.uploads.
UPLOAD_MOST_BYTES = 10 * 1024 * 1024
UPLOAD_MOST_OF_A_BODY = 100 * 1024 * 1024
IMPORT_MOST_BYTES = min(env.number("IMPORT_MOST_MB", 10) * 1024 * 1024, UPLOAD_MOST_BYTES)
# Files of members that were sent to be imported are personal data: removed after so many days.
IMPORT_KEEP_DAYS = env.number("IMPORT_KEEP_DAYS", 30)
FILE_UPLOAD_HANDLERS = ["hmk.uploads.BoundedUploads"]
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750

globals().update(env.email("EMAIL_URL", debug=DEBUG))
EMAIL_TIMEOUT = 30  # seconds; without it a server of mail that hangs holds a worker for ever
# Where letters lead back to, such as https://hmk.example.vn; without it they name no addresses.
SITE_URL = env.text("SITE_URL", "").rstrip("/")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "hmk@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.server": {"propagate": True, "handlers": []}},
}
