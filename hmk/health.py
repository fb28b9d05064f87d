"""`/healthz`: whether database, broker, worker and beat work, for whoever watches over HMK.

It asks over connections of its own with timeouts of a second or two: a part that hangs must not
hang the answer. Details of a fault go to the log; strangers may read the answer.
"""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.models import F
from django.db.models.functions import Extract, Now
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu import Connection

from hmk.celery import app
from hmk.models import Heartbeat

log = logging.getLogger(__name__)

FRESH = 45.0
"""Seconds that a sign of life, given each 10 seconds, may be old."""
DATABASE_OPTIONS = {"connect_timeout": 2, "options": "-c statement_timeout=1000"}
BROKER_TIMEOUT = 1.0


@never_cache
@login_not_required
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    database, ages = ask_database()
    report = {
        "database": database,
        "broker": ask_broker(),
        "worker": judge(database, ages.get(Heartbeat.WORKER)),
        "beat": judge(database, ages.get(Heartbeat.BEAT)),
    }
    well = all(state == "ok" for state in report.values())
    response = JsonResponse(report, status=200 if well else 503)
    response._has_been_logged = True  # by us; Django would log each 503 as an error of ours
    return response


def ask_database() -> tuple[str, dict[str, float]]:
    """'ok' or the fault, and the ages of the signs of life in seconds."""
    own = connection.copy()
    own.settings_dict["OPTIONS"] = own.settings_dict["OPTIONS"] | DATABASE_OPTIONS
    ages = Heartbeat.objects.annotate(age=Extract(Now() - F("at"), "epoch"))
    sql, params = ages.values_list("name", "age").query.sql_with_params()
    try:
        with own.cursor() as cursor:
            cursor.execute(sql, params)
            return "ok", {name: float(age) for name, age in cursor.fetchall()}
    except Error as error:
        log.warning("healthz: database: %s", error)
        return f"does not answer ({type(error).__name__})", {}
    finally:
        own.close()


def ask_broker() -> str:
    options = app.conf.broker_transport_options | {
        "socket_timeout": BROKER_TIMEOUT,
        "socket_connect_timeout": BROKER_TIMEOUT,
    }
    line = Connection(
        app.conf.broker_write_url or app.conf.broker_url,
        connect_timeout=BROKER_TIMEOUT,
        transport_options=options,
    )
    # What this transport (Redis, AMQP …) raises when its server fails is known only to itself.
    faults = (*line.connection_errors, *line.channel_errors, OSError)
    transport = line.transport
    try:
        # Not line.connect(), which tries twice with two seconds between.
        transport.close_connection(transport.establish_connection())
    except faults as error:
        log.warning("healthz: broker: %s", error)
        return f"does not answer ({type(error).__name__})"
    return "ok"


def judge(database: str, age: float | None) -> str:
    if database != "ok":
        return "unknown, because the database does not answer"
    if age is None:
        return "has never given a sign of life"
    return "ok" if age < FRESH else f"last sign of life {age:.0f} seconds ago"
