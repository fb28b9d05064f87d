"""How a meeting measures up: the rules of `text_rules` asked of its record.

What counts as the words of a month is what the secretary writes in it: notes under the agenda,
opinions, the chair's conclusion. Not counted, with the reason:

- the opening, the roll call, the vote and the reading of the minutes: a ritual that is the same in
  each month by the form itself;
- titles and hints of the agenda, also where they are copied into the notes;
- results of reviews: that one is copied from another is what makes a review vague, and work in
  progress speaks of the same matter with good reason;
- the text of a resolution: it is composed of notes and conclusion, which would count twice.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from meetings import text_rules
from meetings.models import AgendaRole, Section
from meetings.record import Record

OWN_SECTIONS = (Section.PROCEEDING, Section.CLOSING)
OWN_ROLES = (AgendaRole.NOTES, AgendaRole.REVIEW, AgendaRole.ASSIGNMENTS)
OWN_WORDS = Q(section__in=OWN_SECTIONS, role__in=OWN_ROLES)


def is_own(section: str, role: str) -> bool:
    """Whether the notes under such an item of the agenda are words of the month; as OWN_WORDS."""
    return section in OWN_SECTIONS and role in OWN_ROLES


@dataclass(frozen=True)
class Piece:
    """A part of a text; `sources` names the earlier meetings that have it too, if any do."""

    text: str
    sources: str = ""


@dataclass(frozen=True)
class Marked:
    """A text of the meeting with what it repeats."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Monotony:
    """How much of the meeting's words the last three meetings have too: `share` from 0 to 1, None
    where it cannot be told; `texts` are those that repeat something."""

    share: Decimal | None
    compared: int
    texts: list[Marked]


def specificity_of(record: Record) -> Decimal | None:
    """Share of the reviewed assignments whose result is specific; None without a review."""
    told = [text for meeting in record.earlier for text in meeting.results]
    return text_rules.specificity([due.result for due in record.due if due.review], told)


def monotony_of(record: Record) -> Monotony:
    """The repetition of the record, with the passages to mark."""
    texts = _written(record)
    pages = [text_rules.shingles_of(meeting.texts) for meeting in record.earlier]
    formulae = text_rules.shingles_of(
        text for item in record.agenda for text in (item.title, item.hint)
    )
    titles = [meeting.title for meeting in record.earlier]
    marked = []
    for label, text in texts:
        passages = text_rules.repeated_passages(text, pages, formulae=formulae)
        if passages:
            marked.append(Marked(label, _pieces(text, passages, titles)))
    page = text_rules.shingles_of(text for _, text in texts)
    share = text_rules.repetition(page, pages, formulae=formulae)
    return Monotony(share, len(pages), marked)


def _written(record: Record) -> list[tuple[str, str]]:
    """The words of the month, each text with what it is; opinions without their speakers."""
    notes = [(item.title, item.notes) for item in record.agenda if is_own(item.section, item.role)]
    said = [(f"Ý kiến {number}", one.text) for number, one in enumerate(record.opinions, start=1)]
    return [*notes, *said, ("Kết luận của chủ trì", record.meeting.conclusion)]


def _pieces(text: str, passages: list[text_rules.Passage], titles: list[str]) -> list[Piece]:
    pieces, at = [], 0
    for passage in passages:
        pieces.append(Piece(text[at : passage.start]))
        named = ", ".join(titles[source] for source in passage.sources)
        pieces.append(Piece(text[passage.start : passage.end], named))
        at = passage.end
    pieces.append(Piece(text[at:]))
    return [piece for piece in pieces if piece.text]
