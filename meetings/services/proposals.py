"""What became of the proposals that earlier meetings heard."""

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.models import Meeting, Opinion, OpinionKind, ProposalAnswer
from meetings.services.base import open_book, put

ANSWERED = "Kiến nghị này đã được giải quyết ở một kỳ họp khác."
NOT_HERE = "Ý kiến này không phải là kiến nghị của một kỳ họp trước của chi bộ."


def answer(meeting: Meeting, proposal: Opinion, *, text: str, by: User) -> ProposalAnswer | None:
    """Notes how the meeting settled a proposal of an earlier one; without a text the proposal is
    open again.

    Raises ValidationError when another meeting has settled it, or it is none of this cell.
    """
    with open_book(meeting, by=by) as book:
        # Two meetings of a cell may be open: whoever comes second sees the first one's answer.
        locked = Opinion.objects.select_for_update(no_key=True, of=("self",))
        row = locked.select_related("meeting").get(pk=proposal.pk)
        if not _may_answer(book, row):
            raise ValidationError(NOT_HERE)
        standing = ProposalAnswer.objects.filter(opinion=row).first()
        if standing and standing.meeting_id != book.pk:
            raise ValidationError(ANSWERED)
        if text:
            asked = {"asked": row.text, "asked_on": row.meeting.held_on}
            new = standing or ProposalAnswer(opinion=row, meeting=book)
            return put(new, {**asked, "text": text})
        if standing:
            standing.delete()
        return None


def _may_answer(book: Meeting, row: Opinion) -> bool:
    origin = row.meeting
    return (
        row.kind == OpinionKind.PROPOSAL
        and origin.cell_id == book.cell_id
        and origin.was_signed
        and origin.planned_at < book.planned_at
    )
