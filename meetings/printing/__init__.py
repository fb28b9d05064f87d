"""The papers of a meeting, from its record to blocks: minutes and resolutions.

Nothing here asks the database beyond the record. What is signed prints as fixed at signing, what
is not signed as a draft that says so.
"""

from meetings.printing.minutes_text import minutes
from meetings.printing.resolution_text import resolution
from meetings.printing.versions import closed_minutes, closed_resolutions, closed_words

__all__ = ["closed_minutes", "closed_resolutions", "closed_words", "minutes", "resolution"]
