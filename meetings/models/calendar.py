"""The secret address under which a phone reads somebody's meetings."""

from django.conf import settings
from django.db import models


class CalendarToken(models.Model):
    """The address of a user's calendar: only the SHA-256 of its secret part is kept, so that it
    can be shown once, and nobody reads it from the database. Revoked by deletion."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_token"
    )
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "địa chỉ lịch"
        verbose_name_plural = "địa chỉ lịch"

    def __str__(self) -> str:
        return str(self.user)
