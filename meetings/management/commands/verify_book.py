"""`manage.py verify_book`: proves the chain of the bound books, from the rows as they stand."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cells.models import Cell
from meetings.book.verifying import check


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--cell", type=int, help="the number of one cell")
        which.add_argument("--all", action="store_true", help="every cell")

    def handle(self, **options: object) -> None:
        """Names the first page of each book that does not fit; the exit code is 1 if one does."""
        cells = Cell.objects.all()
        if not options["all"]:
            cells = cells.filter(pk=options["cell"])
            if not cells:
                raise CommandError(f"There is no cell {options['cell']}.")
        books = pages = wrong = 0
        for checked in check(cells):
            books, pages = books + 1, pages + checked.pages
            if checked.first:
                wrong += 1
                more = len(checked.misfits) - 1
                rest = f" (và {more} chỗ khác)" if more else ""
                self.stdout.write(f"{checked.cell}: {checked.first.text}{rest}")
            elif options["verbosity"] > 1:
                self.stdout.write(f"{checked.cell}: {checked.pages} trang, khớp")
        if wrong:
            raise CommandError(f"{wrong}/{books} sổ không khớp ({pages} trang).")
        self.stdout.write(f"{books} sổ, {pages} trang: tất cả đều khớp.")
