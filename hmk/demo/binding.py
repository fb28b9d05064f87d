"""Binds the books of the demonstration: the page of each signed record, from the rows in memory."""

from collections import defaultdict
from collections.abc import Callable
from operator import attrgetter, itemgetter

from django.db.models import Model

from hmk.demo.copying import Copier
from meetings.book.contents import Content, covered_by_minutes, path_to_meeting, signed_row
from meetings.book.pages import chained
from meetings.models import BookPage, BookSchema, Meeting, PageKind
from meetings.services.book import schema_row


class Binder:
    """Writes pages as `meetings.services.book` does, before anything is in the database: the
    values of a row are the same there and here."""

    def __init__(self, copier: Copier) -> None:
        self.copier = copier
        digest, self.covers = covered_by_minutes()
        self.schema: BookSchema = schema_row(digest, self.covers)

    def bind(self) -> None:
        """A page for every signed meeting that waits to be written, in the order of signatures."""
        signed = [row for row in self.copier.rows[Meeting] if row.signed_at]
        contents = self._contents({meeting.id for meeting in signed})
        ends: dict[int, tuple[int, str]] = defaultdict(lambda: (0, ""))
        for meeting in sorted(signed, key=lambda row: (row.signed_at, row.id)):
            content = contents[meeting.id]
            page = self.copier.add(
                BookPage,
                cell_id=meeting.cell_id,
                kind=PageKind.MINUTES,
                meeting=meeting,
                version=meeting.version,
                schema=self.schema,
                content_hash=content.hash,
                fingerprints=content.fingerprints,
                made_at=meeting.signed_at,
                made_by_id=meeting.signed_by_id,
            )
            chained(page, after=ends[meeting.cell_id])
            ends[meeting.cell_id] = page.position, page.hash

    def _contents(self, meetings: set[int]) -> dict[int, Content]:
        found = {pk: Content([]) for pk in meetings}
        for model in sorted(self.copier.rows, key=attrgetter("_meta.label")):
            names = self.covers.get(model._meta.label)
            if names:
                key_of = _key_of_meeting(model)
                for row in self.copier.rows[model]:
                    key = key_of(row)
                    if key in found:
                        values = itemgetter(*names)(row.__dict__)
                        found[key].rows.append(signed_row(model._meta.label, values))
        return found


def _key_of_meeting(model: type[Model]) -> Callable[[Model], int]:
    path = "id" if model is Meeting else f"{path_to_meeting(model)}_id"
    return attrgetter(path.replace("__", "."))
