"""What can be found: which texts of which models, and what it is called where it is shown."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db import models
from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Cast, Concat

from cells.search import CONFIG
from meetings.models import (
    AgendaItem,
    Assignment,
    AssignmentReview,
    Meeting,
    Opinion,
    OpinionKind,
    Resolution,
    Theme,
)
from reports.search.marks import START, STOP

SNIPPET = {
    "config": CONFIG,
    "start_sel": START,
    "stop_sel": STOP,
    "max_words": 30,
    "min_words": 12,
    "short_word": 0,
    "max_fragments": 2,
    "fragment_delimiter": " … ",
}
WHOLE = {"config": CONFIG, "start_sel": START, "stop_sel": STOP, "highlight_all": True}
NOTHING = Value("", output_field=TextField())


class Kind(models.TextChoices):
    """What a reader may narrow a search to."""

    MINUTES = "minutes", "Biên bản"
    OPINIONS = "opinions", "Ý kiến phát biểu"
    RESOLUTIONS = "resolutions", "Nghị quyết, văn bản"
    ASSIGNMENTS = "assignments", "Nhiệm vụ và kết quả"
    THEMES = "themes", "Chuyên đề"
    MEMBERS = "members", "Đảng viên"


@dataclass(frozen=True)
class Source:
    """Texts of one model that are searched together, by one index."""

    kind: Kind
    model: type[models.Model]
    fields: tuple[str, ...]
    """As the index names them (`cells.search.text_index`)."""

    meeting: str = "meeting__"
    """The way to the meeting that the text belongs to; empty when the row is one, None without."""

    heading: str = ""
    """The field that is shown whole, with its hits marked."""

    code: str = ""
    """The field whose label says what it is."""

    number: str = ""

    def shown(self, query: SearchQuery) -> dict[str, models.Expression]:
        """The columns `heading`, `code`, `number` and `text` of a hit."""
        heading = SearchHeadline(self.heading, query, **WHOLE) if self.heading else NOTHING
        return {
            "heading": heading,
            "code": F(self.code) if self.code else NOTHING,
            "number": F(self.number) if self.number else Cast(Value(None), models.IntegerField()),
            "text": self._text(query),
        }

    def _text(self, query: SearchQuery) -> models.Expression:
        others = [name for name in self.fields if name != self.heading]
        if not others:
            return NOTHING
        parts = [part for name in others for part in (Value("\n"), F(name))][1:]
        whole = Concat(*parts, output_field=TextField()) if len(parts) > 1 else parts[0]
        text = SearchHeadline(whole, query, **SNIPPET)
        if self.model is not Opinion:
            return text
        # Whoever reads a reserved opinion is noted down, in the minutes and not here.
        return Case(When(kind=OpinionKind.RESERVED, then=NOTHING), default=text)


SOURCES: dict[str, Source] = {
    "agenda": Source(Kind.MINUTES, AgendaItem, ("title", "notes"), heading="title"),
    "meeting": Source(Kind.MINUTES, Meeting, ("purpose", "guests", "conclusion"), meeting=""),
    "opinion": Source(Kind.OPINIONS, Opinion, ("text",), code="kind"),
    "resolution": Source(
        Kind.RESOLUTIONS,
        Resolution,
        ("abstract", "results", "direction", "execution"),
        heading="abstract",
        code="document_type",
        number="number",
    ),
    "assignment": Source(Kind.ASSIGNMENTS, Assignment, ("task",)),
    "review": Source(Kind.ASSIGNMENTS, AssignmentReview, ("result",), code="status"),
    "treated": Source(Kind.THEMES, Meeting, ("theme__title",), meeting="", heading="theme__title"),
    "theme": Source(Kind.THEMES, Theme, ("title",), meeting=None, heading="title"),
}
