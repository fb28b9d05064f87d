"""What is written before a meeting and after its signature: preparation, notice, issue."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import scope
from accounts.models import User
from meetings.models import (
    Attendance,
    Issuing,
    Meeting,
    NoticeGiven,
    Preparation,
    PreparationMember,
    PreparationTask,
)
from meetings.preparing import stamp_of
from meetings.services.base import open_book, put, refuse_strangers
from members.models import Member

NOT_YET = "Ngày này chưa đến."
OVERTAKEN = (
    "Nơi khác vừa ghi biên bản này khác đi, nên chưa ghi đè. Chép lại nội dung đã gõ, tải lại "
    "trang rồi ghép hai bản."
)


class NotSigned(Exception):
    """The minutes are not signed: nothing of them can be issued."""


def prepare(
    meeting: Meeting,
    *,
    values: dict,
    attending: list[Member],
    absent: list[Member],
    tasks: list[dict],
    seen: str | None = None,
    by: User,
) -> Preparation:
    """Writes the minutes of the preparation, all of them anew, and the date on the meeting.

    `values`: fields of Preparation; `tasks`: what, member, due of each; `seen`: the stamp of what
    the page showed, empty for none, so that nobody overwrites what somebody else wrote since.
    Raises ValidationError keyed by field.
    """
    with open_book(meeting, by=by) as book:
        standing = Preparation.objects.filter(meeting=book).first()
        if seen is not None and seen != stamp_of(standing):
            raise ValidationError(OVERTAKEN)
        people = [*attending, *absent]
        _refuse_time(book, values["held_at"])
        if not attending:
            raise ValidationError({"attending": "Chọn người dự họp chuẩn bị."})
        if not {values["chair"], values["minute_taker"]} <= set(attending):
            raise ValidationError(
                {"attending": "Chủ trì và người ghi biên bản phải có trong số người dự."}
            )
        named = {"attending": people, "tasks": [task["member"] for task in tasks]}
        refuse_strangers(book.cell, book.held_on, named)
        row = put(standing or Preparation(meeting=book), values)
        _write_people(row, book, attending, absent)
        _write_tasks(row, tasks)
        put(book, {"prepared_on": row.held_on})
    return row


def _refuse_time(book: Meeting, held_at: datetime) -> None:
    if held_at >= (book.started_at or book.planned_at):
        begin = timezone.localtime(book.started_at or book.planned_at)
        raise ValidationError(
            {"day": f"Họp chuẩn bị phải trước buổi họp ({begin:%H:%M ngày %d/%m/%Y})."}
        )


def _write_people(
    row: Preparation, book: Meeting, attending: list[Member], absent: list[Member]
) -> None:
    there = {member.pk for member in attending}
    seats = {seat.member_id: seat for seat in Attendance.objects.filter(meeting=book)}
    row.participants.all().delete()
    rows = []
    for member in [*attending, *absent]:
        seat = seats.get(member.pk)
        rows.append(
            PreparationMember(
                preparation=row,
                member=member,
                name=(seat.name if seat else "") or member.full_name,
                office=seat.office if seat else "",
                attends=member.pk in there,
            )
        )
    PreparationMember.objects.bulk_create(rows)


def _write_tasks(row: Preparation, tasks: list[dict]) -> None:
    row.tasks.all().delete()
    rows = [
        PreparationTask(preparation=row, position=position, **task)
        for position, task in enumerate(tasks, start=1)
    ]
    PreparationTask.objects.bulk_create(rows)


def unprepare(meeting: Meeting, *, by: User) -> None:
    """Takes back the minutes of the preparation, and with them its date."""
    with open_book(meeting, by=by) as book:
        Preparation.objects.filter(meeting=book).delete()
        put(book, {"prepared_on": None})


def note_notice(meeting: Meeting, *, values: dict, today: date, by: User) -> NoticeGiven:
    """Notes that the members were told of the meeting."""
    with open_book(meeting, by=by) as book:
        if values["given_on"] > today:
            raise ValidationError({"given_on": NOT_YET})
        if values["given_on"] > book.held_on:
            raise ValidationError(
                {"given_on": f"Báo họp phải trước hoặc trong ngày họp {book.held_on:%d/%m/%Y}."}
            )
        return put(NoticeGiven(meeting=book), values)


def withdraw_notice(meeting: Meeting, notice: NoticeGiven, *, by: User) -> None:
    """Takes back what was noted by mistake."""
    with open_book(meeting, by=by) as book:
        NoticeGiven.objects.filter(pk=notice.pk, meeting=book).delete()


def issue(meeting: Meeting, *, values: dict, today: date, by: User) -> Issuing:
    """Notes when and how the documents of a signed meeting went out; a second time puts it right.

    Raises NotSigned, PermissionDenied, ValidationError keyed by field.
    """
    with transaction.atomic():
        book = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        if not scope.cells_to_write(by).filter(pk=book.cell_id).exists():
            raise PermissionDenied
        if not book.is_signed:
            raise NotSigned
        day = values["issued_on"]
        if day > today:
            raise ValidationError({"issued_on": NOT_YET})
        if day < book.held_on:
            raise ValidationError(
                {"issued_on": f"Không thể trước ngày họp {book.held_on:%d/%m/%Y}."}
            )
        standing = Issuing.objects.filter(meeting=book).first()
        return put(standing or Issuing(meeting=book), values | {"recorded_by": by})
