"""`manage.py facts`: adds the facts of every cell and the sums of every committee up anew."""

import argparse
from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Min
from django.utils import timezone

from reports.boards import months_back
from reports.models import CellMonth
from reports.services.facts import refresh


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month like 2026-11") from None


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--since", type=_month, help="the first month (default: the first that has facts)"
        )

    def handle(self, **options: object) -> None:
        """A month at a time, so that a province needs no more room than its largest month."""
        now = timezone.now()
        last = timezone.localdate(now).replace(day=1)
        known = CellMonth.objects.aggregate(first=Min("month"))["first"]
        month, rows = options["since"] or known or last, 0
        while month <= last:
            rows += refresh(first=month, last=month, now=now)
            month = months_back(month, -1)
        self.stdout.write(f"{rows} cell months were added up anew.")
