"""The papers of a meeting, from its record to blocks: minutes and resolutions.

Nothing here asks the database beyond the record. What is signed prints as fixed at signing, what
is not signed as a draft that says so.
"""

from meetings.printing.minutes_text import minutes
from meetings.printing.resolution_text import resolution

__all__ = ["minutes", "resolution"]
