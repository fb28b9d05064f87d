"""What makes a save safe on a poor network: compared under a lock, and added only once."""

import json
from collections.abc import Iterable
from datetime import timedelta
from functools import singledispatch
from hashlib import sha256

from django.db import models, transaction
from django.db.models.functions import Now

from meetings.models import Meeting, SentOnce

REMEMBERED = timedelta(days=60)
"""How long a browser may keep an addition before it sends it a second time."""


@singledispatch
def hold(row: models.Model) -> None:
    """Locks the meeting that the row belongs to, or else the row, until the transaction ends. An
    app whose services lock in another order says so for its rows."""
    if isinstance(row, Meeting):
        held = Meeting.objects.filter(pk=row.pk)
    elif getattr(row, "meeting_id", None):
        held = Meeting.objects.filter(pk=row.meeting_id)
    else:
        held = type(row)._base_manager.filter(pk=row.pk)
    held.select_for_update(of=["self"]).first()


@transaction.atomic
def first_time(sent: Iterable[tuple[str, list[str]]]) -> bool:
    """Whether these fields (name, values) come for the first time. Who sends the same at the same
    moment waits here for the other; taken back together with the write that they belong to."""
    content = json.dumps(sorted(sent))
    digest = sha256(content.encode()).hexdigest()
    SentOnce.objects.filter(at__lt=Now() - REMEMBERED).delete()
    _, new = SentOnce.objects.get_or_create(digest=digest)
    return new
