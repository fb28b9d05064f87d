"""What a round prints: one function per document, from records to blocks."""

from evaluations.printing.ballots import ballot_papers, count_minutes
from evaluations.printing.closed import closed_paper, closed_words
from evaluations.printing.grades import grade_sheet
from evaluations.printing.head import issuer_of
from evaluations.printing.lists import Stretch, cell_list, ratified_list, summary
from evaluations.printing.polls import poll_minutes

__all__ = [
    "Stretch",
    "ballot_papers",
    "cell_list",
    "closed_paper",
    "closed_words",
    "count_minutes",
    "grade_sheet",
    "issuer_of",
    "poll_minutes",
    "ratified_list",
    "summary",
]
