"""What the meetings do when a term of their cell begins, or proves to be a mistake."""

from django.core.exceptions import ValidationError

from cells.models import Cell, Term
from meetings.models import Meeting, once_signed


def follow_new_term(*, cell: Cell, term: Term, **_: object) -> None:
    """Meetings from the day of the congress on, not signed yet, belong to the new term. A signed
    one has its numbers in the old term, so the congress cannot lie before it."""
    day = term.validity.lower
    later = Meeting.objects.filter(cell=cell, planned_at__date__gte=day).exclude(term=term)
    signed = later.filter(once_signed()).order_by("planned_at").first()
    if signed is not None:
        raise ValidationError(
            {
                "day": f"Biên bản ngày {signed.held_on:%d/%m/%Y} đã ký theo nhiệm kỳ trước, nên "
                "nhiệm kỳ mới không thể bắt đầu trước ngày đó."
            }
        )
    later.update(term=term)


def leave_wrong_term(*, changes: list[dict], **_: object) -> None:
    """Before a term is taken back: its meetings return to the one before, unless one is signed."""
    terms = [one for one in changes if one["model"] == Term._meta.label_lower]
    wrong = next((one["pk"] for one in terms if one["before"] is None), None)
    if wrong is None:
        return
    meetings = Meeting.objects.filter(term=wrong)
    if meetings.filter(once_signed()).exists():
        raise ValidationError("Đã có biên bản ký trong nhiệm kỳ này, nên không đính chính được.")
    before = next((one["pk"] for one in terms if one["before"] is not None), None)
    if before is None and meetings.exists():
        raise ValidationError("Đã có buổi sinh hoạt dự kiến trong nhiệm kỳ này; xin bỏ trước.")
    meetings.update(term=before)
