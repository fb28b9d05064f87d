"""What was sent to be added, so that a second sending of the same adds nothing."""

from django.db import models
from django.db.models.functions import Now


class SentOnce(models.Model):
    """An addition that was written. The answer may be lost on the way; the page sends again."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        verbose_name = "nội dung đã nhận"
        verbose_name_plural = "nội dung đã nhận"

    def __str__(self) -> str:
        return self.digest
