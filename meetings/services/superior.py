"""The score of the member of the committee above who follows the cell, after the signature."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts import scope
from accounts.models import User
from meetings.models import Meeting, SuperiorPoints, SuperiorScore
from meetings.queries import record_of
from meetings.score_rules import Mark
from meetings.scoring import Line, Sheet
from meetings.services.scores import NO_TABLE, refuse_points
from meetings.signals import superior_scored


@dataclass(frozen=True)
class Given:
    """Points for one criterion; `reason` where they differ from the cell's own."""

    points: Decimal | None
    reason: str = ""


def score(
    meeting: Meeting, *, given: dict[int, Given], note: str = "", now: datetime, by: User
) -> SuperiorScore:
    """Writes the superior's points for every criterion (by its id), total and level.

    Raises ValidationError keyed `points_ID` and `reason_ID`. Given anew, it replaces what was
    given before, which stays in the trail of the row.
    """
    with transaction.atomic():
        # Nobody changes the signed row: the lock lets two superiors take turns.
        book = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if not scope.cells_to_oversee(by).filter(pk=book.cell_id).exists():
            raise PermissionDenied
        if not book.is_signed:
            raise ValidationError("Cấp trên chấm điểm sau khi chi bộ đã ký biên bản.")
        sheet = record_of(book).score
        if sheet is None:
            raise ValidationError(NO_TABLE)
        _refuse(sheet, given)
        total = sheet.total_of([_mark(line, given) for line in sheet.lines])
        head, _ = SuperiorScore.objects.update_or_create(
            meeting=book,
            defaults={
                "total": total.points,
                "level": sheet.level_of(total),
                "note": note,
                "scored_by": by,
                "scored_by_name": by.full_name,
                "scored_at": now,
            },
        )
        _write(head, sheet, given)
        transaction.on_commit(lambda: superior_scored.send(Meeting, meeting=book), robust=True)
    return head


def _refuse(sheet: Sheet, given: dict[int, Given]) -> None:
    problems: dict[str, str] = {}
    for line in sheet.lines:
        key = line.criterion.pk
        one = given.get(key, Given(None))
        if not line.applies:
            continue
        if one.points is None:
            problems[f"points_{key}"] = "Xin cho điểm."
        elif problem := refuse_points(one.points, line.criterion, sheet.table):
            problems[f"points_{key}"] = problem
        elif line.points is not None and one.points != line.points and not one.reason.strip():
            problems[f"reason_{key}"] = "Điểm khác với điểm chi bộ chấm: xin nêu lý do."
    if problems:
        raise ValidationError(problems)


def _mark(line: Line, given: dict[int, Given]) -> Mark:
    one = line.criterion
    points = given[one.pk].points if line.applies else None
    return Mark(points, one.max_points, one.gate, one.thematic_only)


def _write(head: SuperiorScore, sheet: Sheet, given: dict[int, Given]) -> None:
    """Only what differs is written, so that the trail tells what was changed."""
    standing = {row.criterion_id: row for row in head.rows.all()}
    rows = []
    for line in sheet.lines:
        key = line.criterion.pk
        if not line.applies:
            continue
        one, old = given[key], standing.get(key)
        if old is None or (old.points, old.reason) != (one.points, one.reason):
            rows.append(
                SuperiorPoints(
                    score=head, criterion=line.criterion, points=one.points, reason=one.reason
                )
            )
    SuperiorPoints.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["score", "criterion"],
        update_fields=["points", "reason"],
    )
