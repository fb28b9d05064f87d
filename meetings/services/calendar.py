"""The secret address of a user's calendar: made, replaced, revoked."""

import hashlib
import secrets
from datetime import datetime

from accounts.models import User
from meetings.models import CalendarToken

BYTES = 32


def digest_of(token: str) -> str:
    """What is kept of the secret part. It is random and long: a plain SHA-256 cannot be guessed
    back, and is found by its index."""
    return hashlib.sha256(token.encode()).hexdigest()


def renew(*, now: datetime, by: User) -> str:
    """A new address for the user; the one before stops working. Gives the secret part, which
    nobody can read again."""
    token = secrets.token_urlsafe(BYTES)
    CalendarToken.objects.update_or_create(
        user=by, defaults={"digest": digest_of(token), "created_at": now}
    )
    return token


def revoke(*, by: User) -> None:
    """The address stops working."""
    CalendarToken.objects.filter(user=by).delete()
