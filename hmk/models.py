from django.db import models
from django.db.models.functions import Now


class Heartbeat(models.Model):
    """When a part that has no address of its own last gave a sign of life, by the database's clock.

    The worker's is written by a task that it ran, beat's by the beat process as it sends that task.
    """

    WORKER = "worker"
    BEAT = "beat"

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%d/%m/%Y %H:%M:%S}"

    @classmethod
    def give(cls, name: str) -> None:
        """Writes the sign of life now, in one statement."""
        cls.objects.bulk_create(
            [cls(name=name, at=Now())],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["at"],
        )
