"""How specific and how monotone each meeting of a cell is, by the rules that a signature asks."""

from collections import defaultdict, deque
from collections.abc import Set as AbstractSet

from hmk.demo.minutes import Sitting
from meetings import text_rules
from meetings.text_rules import COMPARED, Shingle


class Gauge:
    """Keeps the last three meetings of each kind, so that every text is read once."""

    def __init__(self) -> None:
        self.pages: dict[str, deque] = defaultdict(lambda: deque(maxlen=COMPARED))
        self.results: dict[str, deque] = defaultdict(lambda: deque(maxlen=COMPARED))

    def measure(self, sitting: Sitting, formulae: AbstractSet[Shingle]) -> None:
        """Notes both measures in the meeting, which from now on is one of the earlier ones."""
        meeting, kind = sitting.meeting, sitting.slot.kind
        pages, told = self.pages[kind], self.results[kind]
        page = text_rules.shingles_of(sitting.written)
        found = [one.result for one in sitting.found]
        earlier = [text for results in told for text in results]
        meeting.repetition = text_rules.repetition(page, pages, formulae=formulae)
        meeting.review_specificity = text_rules.specificity(found, earlier)
        pages.append(page)
        told.append([result.text for result in found])
