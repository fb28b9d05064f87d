"""What the meetings do when a term of their cell begins, when the cell goes over into another, and
when either proves to be a mistake."""

from datetime import date

from django.core.exceptions import ValidationError

from cells.models import Cell, Term
from meetings.models import AssignmentReview, Meeting, State, once_signed
from meetings.queries_work import open_work
from meetings.services.planning import take_back
from members.models import ActKind, MemberAct
from members.services.journal import Pen

TOLD = 10
"""More pieces of work than these are told by their number."""


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


def follow_merger(*, cell: Cell, into: Cell, day: date, pen: Pen, **_: object) -> None:
    """Plans of the merged cell from the day on are taken back; what has been recorded of such a
    day hinders the merger. Its open work is heard by the other cell from now on."""
    later = Meeting.objects.filter(cell=cell, planned_at__date__gte=day).order_by("planned_at")
    begun = later.exclude(state=State.PLANNED, version=1).first()
    if begun is not None:
        raise ValidationError(
            {"day": f"Chi bộ đã ghi buổi sinh hoạt ngày {begun.held_on:%d/%m/%Y}, sau ngày này."}
        )
    for meeting in later:
        pen.warnings.append(
            f"Hủy buổi đã dự kiến: {meeting.get_kind_display().lower()} ngày "
            f"{meeting.held_on:%d/%m/%Y}, vì chi bộ sáp nhập vào {into}."
        )
    take_back(later)
    work = list(open_work(cell, day))
    if work:
        tasks = "; ".join(str(one) for one in work[:TOLD])
        rest = f" và {len(work) - TOLD} việc khác" if len(work) > TOLD else ""
        pen.warnings.append(
            f"{len(work)} nhiệm vụ đang thực hiện chuyển sang {into} để đánh giá ở buổi sinh hoạt "
            f"tới: {tasks}{rest}."
        )


def leave_wrong_merger(*, act: MemberAct, **_: object) -> None:
    """Before a merger is taken back: refused once the other cell has heard of the cell's work."""
    if act.kind != ActKind.CELLS_MERGED:
        return
    heard = (
        AssignmentReview.objects.filter(
            meeting__cell=act.cell_to_id,
            assignment__cell=act.cell_from_id,
            meeting__planned_at__date__gte=act.day,
        )
        .select_related("meeting")
        .first()
    )
    if heard is not None:
        raise ValidationError(
            f"Buổi sinh hoạt ngày {heard.meeting.held_on:%d/%m/%Y} của {act.cell_to} đã đánh giá "
            f"nhiệm vụ của {act.cell_from}, nên không đính chính được."
        )
