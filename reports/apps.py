from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Tổng hợp, báo cáo"

    def ready(self) -> None:
        from evaluations.signals import round_ratified
        from meetings import signals
        from members.signals import roll_changed
        from reports import receivers

        signals.minutes_signed.connect(receivers.minutes_signed)
        signals.minutes_reopened.connect(receivers.minutes_reopened)
        signals.superior_scored.connect(receivers.superior_scored)
        roll_changed.connect(receivers.roll_changed)
        round_ratified.connect(receivers.round_ratified)
