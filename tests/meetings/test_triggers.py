"""What is signed stays as it was signed, whichever way somebody writes."""

import threading
import time
from collections.abc import Callable
from datetime import date

import pgtrigger
import pytest
from django.db import DatabaseError, connection, models, transaction

from meetings import models as book
from meetings.triggers import PartOfSignedMeeting
from tests import factories as make

SIGNED = "are signed"
PARTS: dict[str, tuple[Callable, dict]] = {
    # model: (factory, a harmless change)
    "Attendance": (make.AttendanceFactory, {"reason": "ốm"}),
    "AgendaItem": (make.AgendaItemFactory, {"notes": "thêm"}),
    "Opinion": (make.OpinionFactory, {"text": "khác"}),
    "Resolution": (make.ResolutionFactory, {"abstract": "khác"}),
    "Assignment": (make.AssignmentFactory, {"task": "khác"}),
    "ProposalAnswer": (make.ProposalAnswerFactory, {"text": "khác"}),
    "AssignmentReview": (make.AssignmentReviewFactory, {"result": "khác"}),
    "Preparation": (make.PreparationFactory, {"conclusion": "khác"}),
    "NoticeGiven": (make.NoticeGivenFactory, {"note": "khác"}),
    "Attachment": (make.AttachmentFactory, {"name": "khac.pdf"}),
    "MeetingScore": (make.MeetingScoreFactory, {"votes": 3}),
    "Score": (make.ScoreFactory, {"remedy": "khác"}),
}

AFTER_THE_SIGNATURE = {"Addendum", "BookPage", "Issuing", "SuperiorScore", "ThematicPlanLine"}
"""Models that point to a meeting, and are no part of its minutes."""


def refused() -> object:
    return pytest.raises(DatabaseError, match=SIGNED)


@pytest.fixture
def meeting(cell_a):
    return make.MeetingFactory(cell=cell_a)


@pytest.fixture
def other(cell_a):
    """Another meeting of the cell, still open."""
    return make.MeetingFactory(cell=cell_a, month=date(2026, 10, 1))


@pytest.fixture(params=PARTS)
def part(request, meeting):
    factory, change = PARTS[request.param]
    row = factory(meeting=meeting)
    row.change = change
    return row


def try_all(row: models.Model, change: dict) -> list[Callable]:
    """Every way to change or remove a row."""
    table = row._meta.db_table
    (name, value), rows = next(iter(change.items())), type(row)._base_manager.filter(pk=row.pk)

    def by_save() -> None:
        setattr(row, name, value)
        row.save()

    def by_bulk_update() -> None:
        setattr(row, name, value)
        type(row)._base_manager.bulk_update([row], [name])

    def raw(sql: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, [*values, row.pk])

    return [
        by_save,
        by_bulk_update,
        lambda: rows.update(**change),
        lambda: raw(f"UPDATE {table} SET {name} = %s WHERE id = %s", value),
        rows.delete,
        row.delete,
        lambda: raw(f"DELETE FROM {table} WHERE id = %s"),
    ]


def test_every_part_of_a_meeting_has_the_trigger():
    parts = {
        model.__name__
        for model in (getattr(book, name) for name in book.__all__)
        if isinstance(model, type)
        and issubclass(model, models.Model)
        and any(
            isinstance(field, models.ForeignKey)
            and field.related_model is book.Meeting
            and field.name == "meeting"
            for field in model._meta.fields
        )
    }
    guarded = {
        model.__name__
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, PartOfSignedMeeting)
    }
    assert parts - AFTER_THE_SIGNATURE <= guarded
    assert parts - AFTER_THE_SIGNATURE == PARTS.keys()


@pytest.mark.parametrize("way", range(7))
def test_a_part_of_an_open_meeting_changes_freely(part, way):
    with transaction.atomic():
        try_all(part, part.change)[way]()


@pytest.mark.parametrize("way", range(7))
def test_a_part_of_a_signed_meeting_does_not_change(part, way, meeting, secretary_a):
    make.marked_signed(meeting, by=secretary_a)
    act = try_all(part, part.change)[way]
    with refused(), transaction.atomic():
        act()


@pytest.mark.parametrize("name", PARTS)
def test_nothing_is_added_to_a_signed_meeting(name, meeting, other, secretary_a):
    row = PARTS[name][0](meeting=other)
    make.marked_signed(meeting, by=secretary_a)
    row.pk = None
    row.meeting = meeting
    with refused(), transaction.atomic():
        row.save()
    with refused(), transaction.atomic():
        type(row)._base_manager.bulk_create([row])


def test_a_part_is_moved_neither_out_of_a_signed_meeting_nor_into_it(
    part, meeting, other, secretary_a
):
    rows = type(part)._base_manager.filter(pk=part.pk)
    rows.update(meeting=other)
    make.marked_signed(other, by=secretary_a)
    with refused(), transaction.atomic():
        rows.update(meeting=meeting)
    rows = type(part)._base_manager.filter(pk=PARTS[type(part).__name__][0](meeting=meeting).pk)
    with refused(), transaction.atomic():
        rows.update(meeting=other)


@pytest.mark.parametrize("way", range(7))
@pytest.mark.parametrize(
    "change", [{"conclusion": "khác"}, {"state": "open"}, {"minutes_number": 9}], ids=str
)
def test_a_signed_meeting_changes_in_no_column(change, way, meeting, secretary_a):
    make.marked_signed(meeting, by=secretary_a)
    with refused(), transaction.atomic():
        try_all(meeting, change)[way]()
    meeting.refresh_from_db()
    assert meeting.is_signed


def test_helpers_of_a_signed_assignment_stay(meeting, other, secretary_a):
    helper = make.AssignmentHelperFactory(assignment=make.AssignmentFactory(meeting=meeting))
    elsewhere = make.AssignmentHelperFactory(assignment=make.AssignmentFactory(meeting=other))
    make.marked_signed(meeting, by=secretary_a)
    new = make.member_of(meeting.cell)
    rows = book.AssignmentHelper.objects
    for act in (
        lambda: rows.filter(pk=helper.pk).update(member=new),
        lambda: rows.filter(pk=helper.pk).delete(),
        lambda: helper.assignment.helpers.add(new),
        lambda: helper.assignment.helpers.clear(),
        lambda: rows.filter(pk=elsewhere.pk).update(assignment=helper.assignment),
        lambda: rows.filter(pk=helper.pk).update(assignment=elsewhere.assignment),
    ):
        with refused(), transaction.atomic():
            act()
    elsewhere.assignment.helpers.add(new)


def test_the_later_life_of_an_assignment_goes_on_and_only_that(meeting, other, secretary_a):
    assignment = make.AssignmentFactory(meeting=meeting)
    make.marked_signed(meeting, by=secretary_a)
    rows = book.Assignment.objects.filter(pk=assignment.pk)
    rows.update(state=book.AssignmentState.DONE, closed_by=other)
    rows.update(state=book.AssignmentState.OPEN, closed_by=None)
    with refused(), transaction.atomic():
        rows.update(state=book.AssignmentState.DONE, closed_by=other, task="khác")
    for field in book.Assignment._meta.concrete_fields:
        if field.name in {"id", "state", "closed_by", "meeting", "cell", "lead", "carried_from"}:
            continue
        value = {"task": "x", "target": 3, "unit": "hộ"}.get(field.name, date(2027, 1, 1))
        with refused(), transaction.atomic():
            rows.update(**{field.name: value})


def test_a_later_meeting_reviews_an_assignment_of_a_signed_one(meeting, other, secretary_a):
    assignment = make.AssignmentFactory(meeting=other)
    make.marked_signed(other, by=secretary_a)
    review = make.AssignmentReviewFactory(meeting=meeting, assignment=assignment)
    review.delete()


# --- Two at once ------------------------------------------------------------------------------


class Writer(threading.Thread):
    """Acts in a connection of its own, and keeps what came of it."""

    def __init__(self, act: Callable[[], object]):
        super().__init__(daemon=True)
        self.act = act
        self.pid: int | None = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            connection.ensure_connection()
            self.pid = connection.connection.info.backend_pid
            self.act()
        except DatabaseError as error:
            self.error = error
        finally:
            connection.close()

    def waits(self) -> bool:
        """Whether it comes to wait for a lock, before it is done."""
        end = time.monotonic() + 20
        while self.is_alive() and time.monotonic() < end:
            if self.pid:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT cardinality(pg_blocking_pids(%s))", [self.pid])
                    if cursor.fetchone()[0]:
                        return True
            time.sleep(0.01)
        return False


def speak(meeting: book.Meeting, speaker: object) -> Callable[[], object]:
    return lambda: book.Opinion.objects.create(
        meeting_id=meeting.pk, speaker=speaker, position=1, text="Nói thêm lúc đang ký."
    )


@pytest.mark.django_db(transaction=True)
def test_who_writes_while_another_signs_waits_and_is_refused(meeting, secretary_a):
    writer = Writer(speak(meeting, make.member_of(meeting.cell)))
    with transaction.atomic():
        make.marked_signed(meeting, by=secretary_a)
        writer.start()
        assert writer.waits()
    writer.join(20)
    assert SIGNED in str(writer.error)
    assert not meeting.opinions.exists()


@pytest.mark.django_db(transaction=True)
def test_control_without_the_trigger_the_word_slips_into_the_signed_minutes(meeting, secretary_a):
    """If this fails, the test above proves nothing: the race would not be there to win."""
    act = speak(meeting, make.member_of(meeting.cell))

    def unguarded() -> None:
        with pgtrigger.ignore("meetings.Opinion:signed_stays"):
            act()

    writer = Writer(unguarded)
    with transaction.atomic():
        make.marked_signed(meeting, by=secretary_a)
        writer.start()
        assert writer.waits()
    writer.join(20)
    assert writer.error is None
    assert meeting.opinions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_signs_while_another_writes_waits_for_what_is_written(meeting, secretary_a):
    speaker = make.member_of(meeting.cell)
    seen: list[int] = []

    def sign() -> None:
        with transaction.atomic():
            make.marked_signed(meeting, by=secretary_a)
            seen.append(book.Opinion.objects.filter(meeting=meeting).count())

    signer = Writer(sign)
    with transaction.atomic():
        speak(meeting, speaker)()
        signer.start()
        assert signer.waits()
    signer.join(20)
    assert signer.error is None
    assert seen == [1]
