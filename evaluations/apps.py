from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _seed(**_: object) -> None:
    from evaluations.services import regimes

    regimes.seed()


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = "Kiểm điểm, xếp loại"

    def ready(self) -> None:
        from evaluations import receivers
        from members.signals import roll_changed

        post_migrate.connect(_seed, sender=self)
        roll_changed.connect(receivers.roll_changed)
