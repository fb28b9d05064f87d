"""The proof of the chain: whatever was tampered with in signed minutes or in the book is found."""

from collections.abc import Callable
from datetime import date

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from cells.models import Cell
from meetings import models as book
from meetings.book import contents, verifying
from meetings.book.verifying import check
from meetings.models import BookPage, BookSchema, Meeting, PageKind
from meetings.services import minutes, record
from meetings.services.book import bind_minutes
from tests import factories as make
from tests.meetings.helpers import (
    APRIL,
    MARCH,
    NOVEMBER,
    NOW,
    given_and_signed,
    held,
    member,
    planned,
    ready,
    voted,
)
from tests.meetings.test_triggers import PARTS

PLACE = "trang 2, biên bản số 2 họp ngày 03/04/2026"


def sign(cell, by, **plan) -> Meeting:
    return minutes.sign(ready(cell, by, **plan), now=NOW, by=by)


ELSEWHERE: dict[str, Callable[[Meeting], object]] = {
    # Parts of a meeting that lead to it by another part.
    "AssignmentHelper": lambda meeting: make.AssignmentHelperFactory(
        assignment=make.AssignmentFactory(meeting=meeting)
    ),
    "PreparationMember": lambda meeting: book.PreparationMember.objects.create(
        preparation=meeting.preparation, member=meeting.chair, name="Lê Thị Mai An"
    ),
    "PreparationTask": lambda meeting: book.PreparationTask.objects.create(
        preparation=meeting.preparation, position=1, member=meeting.chair, what="Báo cáo kết quả"
    ),
}


def put_rows(meeting: Meeting) -> None:
    """A row in every part of the minutes."""
    for factory, _ in PARTS.values():
        factory(meeting=meeting)
    for write in ELSEWHERE.values():
        write(meeting)


@pytest.fixture
def signed(cell_a, secretary_a) -> list[Meeting]:
    """Three signed meetings of cell A, past the service and its checklist; the second has a row
    in every part of the minutes."""
    meetings = []
    for number, month in enumerate((3, 4, 11), start=1):
        meeting = make.MeetingFactory(
            cell=cell_a,
            month=date(2026, month, 1),
            chair=member(cell_a, "An"),
            minute_taker=member(cell_a, "Bình"),
        )
        if number == 2:
            put_rows(meeting)
        make.marked_signed(meeting, by=secretary_a, number=number)
        bind_minutes(meeting, at=NOW, by=secretary_a)
        meetings.append(meeting)
    return meetings


def found(cell: Cell) -> list[str]:
    (checked,) = check(Cell.objects.filter(pk=cell.pk))
    return [misfit.text for misfit in checked.misfits]


def tamper(act: Callable[[], object]) -> None:
    """Acts as somebody who may switch the triggers off."""
    with pgtrigger.ignore():
        act()


def test_books_that_nobody_touched_fit(signed, cell_a, cell_b, secretary_b, capsys):
    sign(cell_b, secretary_b)
    assert [(one.pages, one.fits, one.first) for one in check(Cell.objects.all())] == [
        (3, True, None),
        (1, True, None),
    ]
    call_command("verify_book", all=True)
    assert "2 sổ, 4 trang: tất cả đều khớp." in capsys.readouterr().out


# --- Rows -------------------------------------------------------------------------------------


def rows_of(model, meeting: Meeting):
    path = "pk" if model is Meeting else contents.path_to_meeting(model)
    return model._base_manager.filter(**{path: meeting.pk})


def another(field: models.Field, value: object) -> object:
    """Something else that the column takes."""
    if isinstance(field, models.ForeignKey):
        return field.related_model._base_manager.exclude(pk=value).first().pk
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value[:-1]}{'x' if value[-1:] != 'x' else 'y'}"
    return (value or 0) + 1


def changed(model, meeting: Meeting) -> int:
    """The id of a row of the part whose words, figures or person were changed."""
    row = rows_of(model, meeting).last()
    names = contents.covered_by_minutes()[1][model._meta.label][1:]
    fields = [model._meta.get_field(name) for name in names]
    own = [one for one in fields if one.name not in {"meeting", *PARENTS}]
    words = [one for one in own if isinstance(one, models.CharField | models.TextField)]
    said = [one for one in words if getattr(row, one.attname)]
    first = (said or words or own)[0]
    values = {first.attname: another(first, getattr(row, first.attname))}
    tamper(lambda: model._base_manager.filter(pk=row.pk).update(**values))
    return row.pk


PARENTS = {"assignment", "preparation"}
MODELS = [Meeting, *sorted(contents.guarded(), key=lambda model: model.__name__)]


def test_every_part_of_the_minutes_is_tampered_with_below():
    """A new part needs its factory in test_triggers, or a line in ELSEWHERE."""
    assert {*PARTS, *ELSEWHERE} == {model.__name__ for model in contents.guarded()}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_changed_row_is_named(model, signed, cell_a):
    pk = changed(model, signed[1])
    (text,) = found(cell_a)
    name = f"{model._meta.verbose_name} ({model.__name__} {pk})"
    assert text == f"{PLACE}: {name} khác bản đã ký"


@pytest.mark.parametrize("model", MODELS[1:], ids=lambda model: model.__name__)
def test_a_removed_row_is_named(model, signed, cell_a):
    row = rows_of(model, signed[1]).last()
    with transaction.atomic(), connection.cursor() as cursor:
        # Rows that point to it stay behind, as when somebody removes one by hand.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [row.pk])
        cursor.execute("SET session_replication_role = DEFAULT")
        (text,) = found(cell_a)
        transaction.set_rollback(True)
    assert text.startswith(PLACE)
    assert f"({model.__name__} {row.pk}) đã bị xóa" in text


def test_an_added_row_is_named(signed, cell_a):
    def add() -> None:
        opinion = make.OpinionFactory(meeting=signed[1])
        added.append(opinion.pk)

    added: list[int] = []
    tamper(add)
    assert found(cell_a) == [f"{PLACE}: ý kiến (Opinion {added[0]}) được thêm sau khi ký"]


def test_many_changed_rows_are_counted(signed, cell_a):
    tamper(lambda: [make.OpinionFactory(meeting=signed[1]) for _ in range(5)])
    assert found(cell_a)[0].endswith("được thêm sau khi ký; và 2 chỗ khác")


def test_the_later_life_of_work_and_of_people_is_none_of_it(cell_a, secretary_a):
    work = sign(cell_a, secretary_a, day=MARCH).assignments.get()
    later = held(planned(cell_a, secretary_a), secretary_a)
    dropped = {"status": "dropped", "result": "Thôi."}
    record.review(later, work, values=dropped, by=secretary_a)
    minutes.sign(later, now=NOW, by=secretary_a)
    work.refresh_from_db()
    assert work.state == "dropped"
    someone = member(cell_a, "Em")
    someone.full_name = "Tên Mới"
    someone.save()
    assert found(cell_a) == []


# --- Pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"made_at": NOW.replace(year=2025)},
        {"content_hash": "0" * 64},
        {"fingerprints": {}},
        {"version": 2},
        {"hash": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_page_is_named(change, signed, cell_a):
    tamper(lambda: BookPage.objects.filter(position=2).update(**change))
    assert found(cell_a)[0].startswith(PLACE)
    assert found(cell_a)[0].endswith("trang sổ đã bị sửa sau khi lập")


def test_a_page_that_is_hashed_anew_breaks_the_link_of_the_next(signed, cell_a):
    page = BookPage.objects.get(position=2)
    page.made_at = NOW.replace(year=2025)
    page.hash = verifying.page_hash(page)
    tamper(page.save)
    assert found(cell_a) == [
        "trang 3, biên bản số 3 họp ngày 03/11/2026: không nối tiếp với trang trước"
    ]


def test_a_page_torn_out_of_the_middle_is_missed(signed, cell_a):
    tamper(lambda: BookPage.objects.filter(position=2)._raw_delete("default"))
    first, second = found(cell_a)
    assert first == "thiếu trang 2"
    assert second == "biên bản số 2 họp ngày 03/04/2026 đã ký nhưng không có trang trong sổ"


def test_a_page_torn_off_the_end_is_missed(signed, cell_a):
    tamper(lambda: BookPage.objects.filter(position=3)._raw_delete("default"))
    assert found(cell_a) == [
        "biên bản số 3 họp ngày 03/11/2026 đã ký nhưng không có trang trong sổ"
    ]


def test_swapped_pages_are_named(signed, cell_a):
    def swap() -> None:
        for old, new in ((2, 9), (3, 2), (9, 3)):
            BookPage.objects.filter(position=old).update(position=new)

    tamper(swap)
    assert found(cell_a)[0].startswith("trang 2, biên bản số 3 họp ngày 03/11/2026")
    assert len(found(cell_a)) == 2


def test_minutes_opened_past_the_service_are_named(signed, cell_a):
    tamper(lambda: Meeting.objects.filter(pk=signed[1].pk).update(state="open", signed_at=None))
    assert found(cell_a) == [
        f"{PLACE}: biên bản không còn là bản đã ký mà sổ không có trang mở lại"
    ]


def test_a_list_of_fields_that_was_cut_is_named(signed, cell_a):
    schema = BookSchema.objects.get()
    covers = schema.covers | {"meetings.Opinion": ["id"]}
    tamper(lambda: BookSchema.objects.update(covers=covers))
    assert len(found(cell_a)) == 3
    assert "danh mục trường của mã kiểm tra đã bị sửa" in found(cell_a)[0]


# --- As the house grows -----------------------------------------------------------------------


def test_a_page_made_before_a_field_was_added_still_fits(cell_a, secretary_a, monkeypatch):
    """The list of fields is that of its day: here the models then had no `dues` and no guests."""
    today = contents.covered_by_minutes()

    def before() -> tuple[str, dict]:
        covers = {label: list(names) for label, names in today[1].items()}
        covers["meetings.Meeting"].remove("dues")
        del covers["meetings.AssignmentHelper"]
        return contents.digest(covers), covers

    with monkeypatch.context() as patch:
        patch.setattr("meetings.services.book.covered_by_minutes", before)
        old = sign(cell_a, secretary_a, day=MARCH)
    new = sign(cell_a, secretary_a, day=NOVEMBER, kind="extraordinary")
    assert BookSchema.objects.count() == 2
    assert found(cell_a) == []
    for meeting in (old, new):
        tamper(lambda pk=meeting.pk: Meeting.objects.filter(pk=pk).update(dues="partly"))
    (text,) = found(cell_a)
    assert f"(Meeting {new.pk}) khác bản đã ký" in text


def test_a_field_that_was_taken_away_is_said_to_be_gone(cell_a, secretary_a, monkeypatch):
    """Nothing is proved then, and the check says so instead of failing."""
    sign(cell_a, secretary_a)

    def gone(*_):
        raise contents.Unreadable("meetings.Mood")

    monkeypatch.setattr(verifying, "contents_of_minutes", gone)
    (text,) = found(cell_a)
    assert text.endswith("không đối chiếu được, vì hệ thống không còn meetings.Mood")


# --- The command ------------------------------------------------------------------------------


def test_the_command_names_the_first_page_and_fails(signed, cell_a, cell_b, capsys):
    tamper(lambda: Meeting.objects.filter(pk=signed[1].pk).update(conclusion="Khác."))
    tamper(lambda: Meeting.objects.filter(pk=signed[2].pk).update(conclusion="Khác."))
    with pytest.raises(CommandError, match="1/1 sổ không khớp"):
        call_command("verify_book", cell=cell_a.pk)
    told = capsys.readouterr().out
    assert f"Chi bộ Tổ dân phố 5: {PLACE}: cuộc họp (Meeting {signed[1].pk}) khác bản đã ký" in told
    assert "(và 1 chỗ khác)" in told
    call_command("verify_book", cell=cell_b.pk, verbosity=2)
    assert "Chi bộ Tổ dân phố 12: 0 trang, khớp" in capsys.readouterr().out


def test_the_command_needs_to_know_which_book(db):
    with pytest.raises(CommandError, match="required"):
        call_command("verify_book")
    with pytest.raises(CommandError, match="There is no cell 77"):
        call_command("verify_book", cell=77)


def test_a_minutes_page_made_past_the_service_is_a_gap(cell_a, secretary_a):
    given_and_signed(cell_a, secretary_a)
    assert found(cell_a) == [
        "biên bản số 900 họp ngày 03/03/2026 đã ký nhưng không có trang trong sổ"
    ]


def test_a_longer_book_costs_no_more_queries(cell_a, secretary_a):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert found(cell_a) == []
        return len(asked)

    sign(cell_a, secretary_a, day=MARCH)
    one = cost()
    for day in (APRIL, NOVEMBER):
        meeting = held(planned(cell_a, secretary_a, day=day, kind="extraordinary"), secretary_a)
        voted(meeting, secretary_a)
        minutes.sign(meeting, now=NOW, by=secretary_a)
    assert BookPage.objects.filter(kind=PageKind.MINUTES).count() == 3
    assert cost() == one < 30
