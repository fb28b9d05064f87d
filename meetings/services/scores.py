"""The cell scores its meeting: points by people, approval, and what a signature fixes."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.models import Criterion, Meeting, MeetingScore, Score, ScoringTable
from meetings.queries import record_of
from meetings.record import Record
from meetings.scoring import Line, Sheet
from meetings.services.base import chosen, open_book, put, refuse_strangers

NO_TABLE = "Chưa có bảng điểm cho ngày họp nên không chấm điểm."


def refuse_points(points: Decimal | None, criterion: Criterion, table: ScoringTable) -> str:
    """Why so many points cannot be given for the criterion; empty when they can."""
    if points is None:
        return ""
    if not 0 <= points <= criterion.max_points:
        return f"Điểm phải từ 0 đến {criterion.max_points.normalize():f}."
    if points % table.step:
        return "Chỉ cho nửa điểm hoặc điểm tròn." if table.half_points else "Chỉ cho điểm tròn."
    return ""


def mark(meeting: Meeting, criterion: Criterion, *, values: dict, by: User) -> Score:
    """Notes points, reason or remedy of one criterion; without points those computed count.

    Raises ValidationError on `points` that the criterion does not have.
    """
    with open_book(meeting, by=by) as book:
        sheet = _sheet(book)
        line = sheet.line_of(criterion.pk)
        if line is None:
            raise ValidationError("Bảng điểm của ngày họp đã đổi. Xin tải lại trang.")
        problem = refuse_points(values.get("points"), line.criterion, sheet.table)
        if problem:
            raise ValidationError({"points": problem})
        _head(book, sheet.table)
        return put(line.score or Score(meeting=book, criterion=line.criterion), values)


def fill(meeting: Meeting, *, by: User) -> int:
    """Full points for every criterion that people judge and have not judged; how many it were.

    What HMK computes is left to the record, also while the record cannot tell it yet.
    """
    with open_book(meeting, by=by) as book:
        sheet = _sheet(book)
        _head(book, sheet.table)
        open_lines = [
            line
            for line in sheet.lines
            if line.applies and line.proposal is None and line.said is None
        ]
        _write(
            book, ((line, {"points": line.criterion.max_points}) for line in open_lines), "points"
        )
        return len(open_lines)


def settle(meeting: Meeting, *, values: dict, by: User) -> MeetingScore:
    """Notes who kept the score and that the cell has approved it, unanimously or by `votes`.

    A complete total is remembered with the approval, so that a later change shows.
    """
    with open_book(meeting, by=by) as book:
        record = record_of(book)
        sheet = _sheet_in(record)
        refuse_strangers(book.cell, book.held_on, chosen(values, "scored_by", before=sheet.head))
        votes, voters = values.get("votes"), record.counts.voters_present
        if votes is not None and votes > voters:
            raise ValidationError(
                {"votes": f"Chỉ có {voters} đồng chí dự họp có quyền biểu quyết."}
            )
        head = _head(book, sheet.table)
        approved = values.get("approved", head.approved)
        votes = values.get("votes", head.votes)
        if approved:
            _refuse_approval(sheet, votes, voters)
        if "approved" in values:
            known = values["approved"] and sheet.is_complete
            values = values | {"approved_total": sheet.total.points if known else None}
        return put(head, values)


def _refuse_approval(sheet: Sheet, votes: int | None, voters: int) -> None:
    """Raises ValidationError where the cell cannot have approved: points are still to be given by
    people (what is computed may come with the end of the meeting), or half or fewer agree."""
    waiting = sum(
        line.applies and line.proposal is None and line.said is None for line in sheet.lines
    )
    if waiting:
        raise ValidationError(
            {"approved": f"Còn {waiting} tiêu chí chưa chấm; xin chấm đủ rồi mới thông qua."}
        )
    if votes is not None and votes * 2 <= voters:
        raise ValidationError(
            {"votes": f"Phải quá nửa trong {voters} đồng chí có quyền biểu quyết mới là thông qua."}
        )


def fix(record: Record) -> None:
    """At signing, before the state is set: what the record gave and why, total and level."""
    book, sheet = record.meeting, record.score
    if sheet is None:
        book.scores.all().delete()
        MeetingScore.objects.filter(meeting=book).delete()
        return
    head = _head(book, sheet.table)
    applying = [line for line in sheet.lines if line.applies]
    Score.objects.filter(meeting=book).exclude(
        criterion__in=[line.criterion.pk for line in applying]
    ).delete()
    _write(book, ((line, _fixed(line)) for line in applying), "computed", "basis")
    put(
        head,
        {
            "thematic": sheet.material.thematic,
            "total": sheet.total.points if sheet.is_complete else None,
            "level": sheet.level or "",
        },
    )


def _fixed(line: Line) -> dict:
    proposal = line.proposal
    return {
        "computed": proposal.points if proposal else None,
        "basis": proposal.basis if proposal else "",
    }


def _write(book: Meeting, rows: Iterable[tuple[Line, dict]], *fields: str) -> None:
    """Writes these fields of the rows, new or not, in one statement."""
    Score.objects.bulk_create(
        (Score(meeting=book, criterion=line.criterion, **values) for line, values in rows),
        update_conflicts=True,
        unique_fields=["meeting", "criterion"],
        update_fields=list(fields),
    )


def _sheet(book: Meeting) -> Sheet:
    return _sheet_in(record_of(book))


def _sheet_in(record: Record) -> Sheet:
    if record.score is None:
        raise ValidationError(NO_TABLE)
    return record.score


def _head(book: Meeting, table: ScoringTable) -> MeetingScore:
    """The head of the meeting's score. Another table, since the day was moved, begins anew."""
    head, _ = MeetingScore.objects.get_or_create(meeting=book, defaults={"table": table})
    if head.table_id != table.pk:
        Score.objects.filter(meeting=book).exclude(criterion__table=table).delete()
        put(head, {"table": table, "approved": False, "votes": None, "approved_total": None})
    return head
