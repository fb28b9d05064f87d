"""Documents asked for by their number: "NQ 05", "nghị quyết số 5", "05-NQ/CB", "BB 12/2026"."""

import re
from dataclasses import dataclass

from cells.text import fold
from meetings.models import DocumentType

TYPES = {fold(word): kind for kind in DocumentType for word in (kind.label, kind.value)}
_TYPE = "(?P<type>" + "|".join(sorted(TYPES, key=len, reverse=True)) + ")"
_NUMBER = r"(?:so )?(?P<number>\d{1,4})"
NAMED = re.compile(rf"{_TYPE} ?{_NUMBER}(?: ?/ ?(?P<year>\d{{4}}))?")
OFFICIAL = re.compile(rf"{_NUMBER} ?- ?{_TYPE}(?: ?/ ?cb)?(?P<year>)")


@dataclass(frozen=True)
class Numbered:
    """A type of document and its number, perhaps the year."""

    document_type: DocumentType
    number: int
    year: int | None = None


def number_in(words: str) -> Numbered | None:
    """The document that the words name, if they name one and say nothing else."""
    plain = fold(words)
    found = NAMED.fullmatch(plain) or OFFICIAL.fullmatch(plain)
    if found is None:
        return None
    year = int(found["year"]) if found["year"] else None
    if year == 0:
        return None
    return Numbered(TYPES[found["type"]], int(found["number"]), year)
