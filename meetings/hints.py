"""What is said under the review of an assignment: whether it is specific, and how it could be."""

from dataclasses import dataclass

from meetings.examples import Example, Work, example_of
from meetings.record import DueAssignment, Record
from meetings.text_rules import FAULT_WORDS, Fault


@dataclass(frozen=True)
class Hint:
    """`words` says what is vague: empty while nothing is noted yet, and when all is said."""

    assignment: int
    noted: bool
    words: str
    example: Example
    empty: bool

    @property
    def is_specific(self) -> bool:
        return self.noted and not self.words


def hint_of(record: Record, due: DueAssignment) -> Hint:
    """The hint under the review, in the words of the assignment and for the status chosen."""
    assignment, review = due.assignment, due.review
    work = Work(
        task=assignment.task,
        lead=assignment.lead.full_name,
        due=assignment.due,
        heard_on=record.held_on,
        target=assignment.target,
        unit=assignment.unit,
    )
    faults = record.faults.get(assignment.pk, ())
    return Hint(
        assignment=assignment.pk,
        noted=review is not None,
        words="; ".join(_words(fault, assignment.target_text) for fault in faults),
        example=example_of(work, review.status if review else ""),
        empty=review is None or Fault.EMPTY in faults,
    )


def _words(fault: Fault, target: str) -> str:
    if fault == Fault.NO_FIGURE:
        return f"{FAULT_WORDS[fault]} {target}"
    return FAULT_WORDS[fault]
