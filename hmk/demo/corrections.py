"""What happens to a book after signatures: one cell adds an addendum, the minutes of another are
reopened and signed again. Done by the services, on top of what was copied."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from hmk.demo.places import Place
from hmk.demo.plan import HALF_FILLED, SHOWN, SIGNS_LATE, STILL_PLANNED, Plan
from meetings.models import Meeting, State
from meetings.services import addenda, minutes, record, reopening

BUSY = {SHOWN, HALF_FILLED, STILL_PLANNED, SIGNS_LATE}
ADDENDUM = {
    "reason": "Ghi sót một nội dung trong kết luận của chủ trì",
    "text": "Phần kết luận của chủ trì được bổ sung: giao thư ký chi bộ niêm yết kết quả sinh hoạt "
    "tại bảng tin trong ba ngày sau cuộc họp. Các nội dung khác của biên bản giữ nguyên.",
}
REASON = "Chi bộ báo ghi thiếu thời hạn trong phần kết luận của chủ trì"
AMENDED = "Các nhiệm vụ được giao báo cáo kết quả trước ngày 25 hằng tháng."


def correct(plan: Plan, places: Sequence[Place]) -> None:
    """Two quiet cells of the first committee each correct their last minutes."""
    quiet = [place for place in places if not place.weakness and place.spec.number not in BUSY]
    for place, act in zip(quiet, (_add, _reopen), strict=False):
        meeting = _last_signed(place)
        act(meeting, _soon_after(meeting, plan))


def _last_signed(place: Place) -> Meeting:
    """Nothing stands on it yet, and its pages are the last of the book."""
    return Meeting.objects.filter(cell=place.cell.pk, state=State.SIGNED).latest("signed_at")


def _soon_after(meeting: Meeting, plan: Plan) -> datetime:
    """The day after the signature, or the same evening when that day is still to come."""
    later = meeting.signed_at + timedelta(days=1)
    same_day = meeting.signed_at + timedelta(minutes=20)
    return later if timezone.localdate(later) <= plan.today else same_day


def _add(meeting: Meeting, moment: datetime) -> None:
    addenda.add(meeting, values=ADDENDUM, now=moment, by=meeting.signed_by)


def _reopen(meeting: Meeting, moment: datetime) -> None:
    office, secretary = User.objects.get(username="vanphong"), meeting.signed_by
    reopening.reopen(meeting, reason=REASON, now=moment, by=office)
    values = {"conclusion": f"{meeting.conclusion}\n{AMENDED}"}
    record.conduct(meeting, values=values, by=secretary)
    minutes.sign(meeting, now=moment + timedelta(minutes=15), by=secretary)
