"""`manage.py demo`: fills an empty database with an invented committee and its meetings."""

import argparse
import os
from datetime import date
from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hmk.demo.builder import build, is_filled
from hmk.demo.plan import Plan, PlanError
from hmk.demo.reports import issue_reports
from hmk.services.run import DEMO_ACCOUNTS, DEMO_PASSWORD


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-11-23") from None


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cells", type=int, default=25)
        parser.add_argument("--members", type=int, default=800)
        parser.add_argument("--months", type=int, default=24, help="whole months before this one")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--today", type=_day, help="the day to build up to (default: today)")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there are cells already"
        )

    def handle(self, **options: object) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "The demonstration has known passwords; it is refused when DEBUG is off."
            )
        if is_filled():
            if options["if_empty"]:
                self.stdout.write("The database has cells already; nothing was added.")
                return
            raise CommandError("The database has cells already; an empty one is needed.")
        started = monotonic()
        try:
            plan = Plan(
                today=options["today"] or timezone.localdate(),
                **{name: options[name] for name in ("cells", "members", "months", "seed")},
            )
            password = os.environ.get("HMK_DEMO_PASSWORD") or DEMO_PASSWORD
            told = self.stdout.write if options["verbosity"] > 1 else lambda _: None
            rows = build(plan, password=password, told=told)
            issued = issue_reports(plan)
        except PlanError as error:
            raise CommandError(f"The demonstration cannot be built: {error}.") from error
        self._tell(rows, monotonic() - started)
        self.stdout.write(f"{issued} reports issued.")

    def _tell(self, rows: dict[str, int], seconds: float) -> None:
        self.stdout.write(
            f"{rows['cells.Cell']} cells, {rows['members.Member']} members, "
            f"{rows['meetings.Meeting']} meetings; {sum(rows.values())} rows in {seconds:.1f} s."
        )
        self.stdout.write(f"Accounts: {', '.join(DEMO_ACCOUNTS)} (password: HMK_DEMO_PASSWORD).")
