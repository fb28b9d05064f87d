"""The pages that signatures add to the book of a cell: what they hold, and that they stay."""

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import ProtectedError

from cells.fields import Derived
from meetings import models as book
from meetings.book import contents
from meetings.book.pages import page_hash
from meetings.models import Assignment, AssignmentState, BookPage, Meeting, Opinion, PageKind
from meetings.services import minutes
from tests.meetings.helpers import APRIL, MARCH, NOW, ready
from tests.meetings.test_triggers import PARTS


@pytest.fixture
def signed(cell_a, secretary_a):
    def sign(**plan) -> Meeting:
        return minutes.sign(ready(cell_a, secretary_a, **plan), now=NOW, by=secretary_a)

    return sign


def test_each_signature_adds_a_page_that_knows_the_one_before(signed, cell_a, secretary_a):
    meetings = [signed(day=MARCH, kind="extraordinary"), signed(day=APRIL, kind="extraordinary")]
    first, second = BookPage.objects.filter(cell=cell_a)
    assert [first.position, second.position] == [1, 2]
    assert [first.meeting, second.meeting] == meetings
    assert (first.kind, first.version, first.previous_hash) == (PageKind.MINUTES, 1, "")
    assert second.previous_hash == first.hash
    assert (first.made_at, first.made_by) == (NOW, secretary_a)
    for page in (first, second):
        assert page.hash == page_hash(page)
        assert len(page.hash) == 64


def test_each_cell_has_a_book_of_its_own(cell_a, cell_b, secretary_a, secretary_b):
    for cell, by in ((cell_a, secretary_a), (cell_b, secretary_b)):
        minutes.sign(ready(cell, by), now=NOW, by=by)
    assert list(BookPage.objects.values_list("position", "previous_hash")) == [(1, "")] * 2


def test_a_signature_that_fails_leaves_no_page(cell_a, secretary_a):
    meeting = ready(cell_a, secretary_a)
    with transaction.atomic():
        minutes.sign(meeting, now=NOW, by=secretary_a)
        transaction.set_rollback(True)
    assert not BookPage.objects.exists()


def test_the_page_covers_every_model_that_a_signature_closes(signed):
    page = BookPage.objects.get(meeting=signed())
    names = {model._meta.label for model in contents.guarded()}
    assert {f"meetings.{name}" for name in PARTS} <= names
    assert page.schema.covers.keys() == names | {"meetings.Meeting"}
    held = {label.split(".")[1] for label in page.fingerprints}
    assert held >= {"Meeting", "Attendance", "AgendaItem", "Opinion", "Resolution", "Assignment"}


def test_everything_of_a_row_is_covered_but_its_later_life():
    """Also of models that are not written yet: nothing is left out but what a trigger leaves open
    and what follows from other columns."""
    _, covers = contents.covered_by_minutes()
    triggers = {model._meta.label: trigger for model, trigger in contents.guarded().items()}
    for label, names in covers.items():
        fields = apps.get_model(label)._meta.concrete_fields
        left_out = {field.name for field in fields if field.attname not in names}
        later = {"state"} if label == "meetings.Meeting" else {*triggers[label].unless_only}
        computed = {one.name for one in fields if one.generated or isinstance(one, Derived)}
        assert left_out == later | computed, label
        assert names[0] == apps.get_model(label)._meta.pk.attname


def test_every_guarded_model_leads_to_its_meeting():
    paths = {model.__name__: contents.path_to_meeting(model) for model in contents.guarded()}
    assert paths["AssignmentHelper"] == "assignment__meeting"
    assert {path.split("__")[-1] for path in paths.values()} == {"meeting"}
    with pytest.raises(TypeError, match="no single way from Term"):
        contents.path_to_meeting(apps.get_model("cells.Term"))


def test_the_content_is_that_of_the_rows_and_their_later_life_is_none_of_it(signed):
    meeting = signed()
    page = BookPage.objects.get(meeting=meeting)

    def now() -> str:
        return contents.contents_of_minutes([meeting.pk], page.schema.covers)[meeting.pk].hash

    assert now() == page.content_hash
    work = Assignment.objects.filter(meeting=meeting)
    work.update(state=AssignmentState.DONE, closed_by=meeting)
    assert now() == page.content_hash
    with pgtrigger.ignore("meetings.Opinion:signed_stays"):
        Opinion.objects.update(text="Ngõ 3 sáng rồi.")
    assert now() != page.content_hash


def test_the_kept_rows_of_a_meeting_hash_to_its_content(signed):
    meeting = signed()
    page = BookPage.objects.get(meeting=meeting)
    kept = contents.whole_rows(meeting.pk, page.schema.covers)
    assert contents.content_of_kept(kept).hash == page.content_hash


def test_what_a_hash_covers_is_kept_with_the_page(signed):
    schema = BookPage.objects.get(meeting=signed()).schema
    assert (schema.digest, schema.covers) == contents.covered_by_minutes()


def test_a_field_that_is_gone_is_said_to_be_gone(signed):
    meeting = signed()
    for covers in ({"meetings.Opinion": ["id", "mood"]}, {"meetings.Mood": ["id"]}):
        with pytest.raises(contents.Unreadable):
            contents.contents_of_minutes([meeting.pk], covers)


# --- Pages stay -------------------------------------------------------------------------------


def raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "act",
    [
        lambda: BookPage.objects.update(position=9),
        lambda: BookPage.objects.all().delete(),
        lambda: BookPage.objects.first().save(),
        lambda: raw("UPDATE meetings_bookpage SET hash = ''"),
        lambda: raw("DELETE FROM meetings_bookpage"),
        lambda: raw("UPDATE meetings_bookschema SET covers = '{}'"),
        lambda: raw("DELETE FROM meetings_bookschema"),
    ],
)
def test_a_page_stays_whoever_writes(act, signed):
    signed()
    with pytest.raises(DatabaseError, match="pages of the book stay"), transaction.atomic():
        act()


@pytest.mark.parametrize(
    "change", [{"version": 2}, {"version": 2, "state": "open"}, {"state": "open"}], ids=str
)
def test_no_plain_update_opens_signed_minutes(change, signed):
    meeting = signed()
    with pytest.raises(DatabaseError, match="are signed"), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(
            **change, signed_at=None, signed_by=None, counts={}
        )


def test_the_version_of_open_minutes_is_no_bodys_to_change(cell_a, secretary_a):
    meeting = ready(cell_a, secretary_a)
    with pytest.raises(DatabaseError, match="keeps version"), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(version=2, minutes_number=4)


def test_a_meeting_with_a_page_cannot_be_removed(signed):
    with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
        signed().delete()


def test_the_later_models_are_no_part_of_the_signed_record():
    """What is added after the signature is a page of its own."""
    for model in (book.Addendum, book.BookPage):
        assert issubclass(model, models.Model)
        assert model not in contents.guarded()
