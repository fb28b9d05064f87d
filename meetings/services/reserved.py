"""Reserved opinions after the signature: recorded, forwarded, answered; and who reads them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import scope
from accounts.models import User
from cells.models import Cell
from meetings.models import Meeting, Opinion, OpinionKind, OpinionReading, ReservedFollowUp
from meetings.services.base import put

SIGNED_ONCE = "Ý kiến bảo lưu đã vào biên bản ký nên không xóa, không đổi loại được."


def follow(meeting: Meeting, opinions: Iterable[Opinion], *, now: datetime) -> None:
    """Begins to follow each reserved opinion, inside the transaction that signed its meeting.

    An opinion that was signed before and reopened keeps the way that it has gone.
    """
    day = timezone.localdate(now)
    due = day + timedelta(days=meeting.cell.committee.reserved_answer_days)
    ReservedFollowUp.objects.bulk_create(
        (
            ReservedFollowUp(opinion=opinion, recorded_on=day, due_on=due)
            for opinion in opinions
            if opinion.kind == OpinionKind.RESERVED
        ),
        ignore_conflicts=True,
    )


def refuse_if_followed(opinion: Opinion, *, kind: str | None = None) -> None:
    """Raises ValidationError where a reserved opinion of once signed minutes would be taken out
    of them, or by another `kind` be no reserved one any more."""
    if (
        kind == OpinionKind.RESERVED
        or not ReservedFollowUp.objects.filter(opinion=opinion).exists()
    ):
        return
    raise ValidationError({"kind": SIGNED_ONCE} if kind else SIGNED_ONCE)


@contextmanager
def _followed(follow_up: ReservedFollowUp, cells: QuerySet[Cell]) -> Iterator[ReservedFollowUp]:
    """The follow-up, locked, for somebody to whom its cell belongs."""
    with transaction.atomic():
        locked = ReservedFollowUp.objects.select_for_update().get(pk=follow_up.pk)
        if not cells.filter(meetings__opinions=locked.opinion_id).exists():
            raise PermissionDenied
        yield locked


def forward(
    follow_up: ReservedFollowUp, *, values: dict, today: date, by: User
) -> ReservedFollowUp:
    """Notes that the opinion went up: by the secretary, or by who has received it above, since a
    member may also report it without the cell. `values`: forwarded_on, forwarded_to,
    forwarded_note."""
    cells = scope.cells_to_write(by) | scope.cells_to_answer(by)
    with _followed(follow_up, cells) as locked:
        if locked.answered_on:
            raise ValidationError("Ý kiến này đã được trả lời, không sửa việc chuyển nữa.")
        _in_order("forwarded_on", values["forwarded_on"], after=locked.recorded_on, today=today)
        return put(locked, values)


def answer(follow_up: ReservedFollowUp, *, values: dict, today: date, by: User) -> ReservedFollowUp:
    """Notes what the committee above answers. `values`: answered_on, answered_by, answer."""
    with _followed(follow_up, scope.cells_to_answer(by)) as locked:
        if locked.forwarded_on is None:
            raise ValidationError("Xin ghi ngày nhận ý kiến ở mục chuyển cấp trên trước.")
        _in_order("answered_on", values["answered_on"], after=locked.forwarded_on, today=today)
        return put(locked, values)


def _in_order(field: str, day: date, *, after: date, today: date) -> None:
    if day < after:
        raise ValidationError({field: f"Ngày này không thể trước {after:%d/%m/%Y}."})
    if day > today:
        raise ValidationError({field: "Ngày này còn ở phía trước."})


def note_readings(opinions: Iterable[Opinion], *, how: str, now: datetime, by: User) -> None:
    """Notes that `by` was shown the reserved ones among the opinions, in one statement; a second
    look on the same day adds nothing."""
    readings = [
        OpinionReading(opinion=opinion, user=by, day=timezone.localdate(now), at=now, how=how)
        for opinion in opinions
        if opinion.kind == OpinionKind.RESERVED
    ]
    if readings:
        OpinionReading.objects.bulk_create(readings, ignore_conflicts=True)
