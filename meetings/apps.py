from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _seed(**_: object) -> None:
    from meetings.services import regimes, scoring_tables

    regimes.seed()
    scoring_tables.seed()


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Sinh hoạt chi bộ"

    def ready(self) -> None:
        from meetings import receivers
        from members import signals

        post_migrate.connect(_seed, sender=self)
        signals.cell_merging.connect(receivers.follow_merger)
        signals.roll_correcting.connect(receivers.leave_wrong_merger)
        signals.term_opened.connect(receivers.follow_new_term)
        signals.roll_correcting.connect(receivers.leave_wrong_term)
