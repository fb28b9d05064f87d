"""What a round prints: one function per document, from records to blocks."""

from evaluations.printing.ballots import ballot_papers, count_minutes
from evaluations.printing.closed import closed_paper, closed_words
from evaluations.printing.grades import grade_sheet
from evaluations.printing.lists import cell_list, ratified_list, summary
from evaluations.printing.polls import poll_minutes

__all__ = [
    "ballot_papers",
    "cell_list",
    "closed_paper",
    "closed_words",
    "count_minutes",
    "grade_sheet",
    "poll_minutes",
    "ratified_list",
    "summary",
]
