"""The papers of a meeting, from its record to blocks: minutes, resolutions, notice, lists, forms,
the score sheet; and the roll of a cell.

Nothing here asks the database beyond the record. What is signed prints as fixed at signing, what
is not signed as a draft that says so.
"""

from meetings.printing.blank_forms import blank_agenda, blank_roll
from meetings.printing.book_text import book
from meetings.printing.member_roll import member_roll
from meetings.printing.minutes_text import minutes
from meetings.printing.notice_text import message, notice
from meetings.printing.preparation_text import preparation
from meetings.printing.resolution_text import resolution
from meetings.printing.score_text import score_sheet
from meetings.printing.versions import closed_minutes, closed_resolutions, closed_words
from meetings.printing.work_lists import given_work, open_work

__all__ = [
    "blank_agenda",
    "blank_roll",
    "book",
    "closed_minutes",
    "closed_resolutions",
    "closed_words",
    "given_work",
    "member_roll",
    "message",
    "minutes",
    "notice",
    "open_work",
    "preparation",
    "resolution",
    "score_sheet",
]
