"""The preview says what will be written; the run writes exactly that, once, and can be undone."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import queries, services
from members.importing import planning
from members.models import ImportRow, Member, MemberAct, RollImport, StandingKind
from members.services import imports, moves, standings
from members.timeline import timeline_of
from tests.factories import TODAY, AttendanceFactory, MeetingFactory, member_of
from tests.members import workbooks as make
from tests.members.importing import (
    LATER,
    NOW,
    confirmed,
    files_kept,
    outcomes,
    reasons,
    roll_now,
    rows,
    sent,
    undone,
    worked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def thao(cell_a) -> Member:
    """Nguyễn Hữu Thảo of PEOPLE, known already, without gender and with another telephone."""
    return member_of(
        cell_a, "Nguyễn Hữu Thảo", birth_date=date(1958, 5, 19), admitted_on=date(1985, 2, 3),
        official_on=date(1986, 2, 3), card_number="41.000001", phone="0912",
    )  # fmt: skip


def test_nothing_is_written_before_the_confirmation(secretary_a):
    before = roll_now()
    found = sent(make.workbook(), by=secretary_a)
    assert (found.state, found.new) == ("ready", 3)
    assert roll_now() == before


def test_new_members_stand_on_the_roll_from_the_day_that_was_said(secretary_a, cell_a):
    since = date(2026, 1, 1)
    confirmed(sent(make.workbook(), by=secretary_a, since=since))
    thao = Member.objects.get(card_number="41.000001")
    assert thao.memberships.get().validity.lower == since
    assert thao.standings.get().validity.lower == date(1986, 2, 3)
    assert thao.search_text == "nguyen huu thao 41.000001"
    assert thao.sort_key
    young = Member.objects.get(card_number="41.000003")
    assert young.memberships.get().validity.lower == date(2026, 3, 26), "not before admission"
    assert queries.figures_of(cell_a, since)["total"] == 8


def test_a_changed_row_says_field_by_field_what_changes(secretary_a, thao):
    found = sent(make.workbook(), by=secretary_a)
    plan = rows(found)[0].plan
    assert outcomes(found)["Nguyễn Hữu Thảo"] == "changed"
    assert (plan["before"], plan["after"]) == ({"gender": ""}, {"gender": "male"})
    assert plan["hidden"] == []


def test_an_empty_cell_takes_nothing_away(secretary_a, thao):
    confirmed(sent(make.workbook(), by=secretary_a))
    thao.refresh_from_db()
    assert (thao.gender, thao.phone) == ("male", "0912")


def test_the_year_alone_does_not_replace_a_day_that_is_known(secretary_a, thao):
    row = make.person("Nguyễn Hữu Thảo", birth=1958, admitted="02/1985", card="41.000001")
    assert outcomes(sent(make.workbook(row), by=secretary_a)) == {"Nguyễn Hữu Thảo": "same"}


def test_the_same_file_twice_changes_nothing(secretary_a):
    for content in (make.name_in_two_columns(), make.many_kinds_of_dates(), make.workbook()):
        confirmed(sent(content, by=secretary_a))
        before = roll_now()
        again = sent(content, by=secretary_a)
        assert (again.new, again.changed, again.refused) == (0, 0, 0), outcomes(again)
        assert not again.may_be_confirmed
        with pytest.raises(ValidationError):
            imports.confirm(again, seen=again.plan_hash, by=secretary_a)
        assert roll_now() == before


class TestMatching:
    def test_by_card_number_though_the_name_is_spelled_otherwise(self, secretary_a, thao):
        row = make.person("Nguyễn Hữu Thao Anh", birth="19/05/1958", card="41.000001")
        found = sent(make.workbook(row), by=secretary_a)
        assert rows(found)[0].plan["after"] == {"full_name": "Nguyễn Hữu Thao Anh"}
        confirmed(found)
        thao.refresh_from_db()
        assert thao.name_key == "nguyen huu thao anh"

    def test_a_card_number_of_somebody_else_is_refused(self, secretary_a, thao):
        row = make.person("Lê Văn Khác", birth="01/01/1970", card="41.000001")
        found = sent(make.workbook(row), by=secretary_a)
        assert "số thẻ này là của người khác" in reasons(found)[0]

    def test_by_name_birth_and_admission_without_a_card_number(self, secretary_a, thao):
        row = make.person("NGUYỄN HỮU THẢO", birth="19/05/1958", admitted="03/02/1985", card="77")
        found = sent(make.workbook(row), by=secretary_a)
        assert rows(found)[0].member == thao
        assert rows(found)[0].plan["after"] == {"card_number": "77"}

    def test_somebody_of_that_name_with_another_birth_date_is_new(self, secretary_a, thao):
        row = make.person("Nguyễn Hữu Thảo", birth="20/05/1958", admitted="03/02/1985")
        assert outcomes(sent(make.workbook(row), by=secretary_a)) == {"Nguyễn Hữu Thảo": "new"}

    def test_by_name_in_the_same_cell_where_dates_are_missing(self, secretary_a, thao):
        row = make.person("Nguyễn Hữu Thảo", office="Đảng viên", gender="Nam")
        assert rows(sent(make.workbook(row), by=secretary_a))[0].member == thao

    def test_two_of_that_name_are_told_apart_by_nobody(self, secretary_a, thao, cell_a):
        member_of(cell_a, "Nguyễn Hữu Thảo", birth_date=None, admitted_on=None, official_on=None)
        row = make.person("Nguyễn Hữu Thảo", gender="Nam")
        assert "2 hồ sơ cùng tên" in reasons(sent(make.workbook(row), by=secretary_a))[0]

    def test_somebody_of_another_cell_is_no_transfer(self, officer, thao, cell_b):
        found = sent(make.workbook(make.PEOPLE[0]), by=officer, cell=cell_b)
        assert "đang sinh hoạt tại Chi bộ Tổ dân phố 5" in reasons(found)[0]

    def test_who_has_left_is_not_entered_again(self, secretary_a, thao):
        moves.leave(
            thao, kind="transferred_out", day=date(2026, 5, 1), place="x", today=TODAY,
            by=secretary_a,
        )  # fmt: skip
        found = sent(make.workbook(make.PEOPLE[0]), by=secretary_a)
        assert "không còn sinh hoạt ở chi bộ nào" in reasons(found)[0]

    def test_recognition_is_an_act_and_no_import(self, secretary_a, cell_a):
        member_of(
            cell_a, "Lê Thị Dự", grade=StandingKind.PROBATIONARY, official_on=None, card_number="9"
        )
        found = sent(
            make.workbook(make.person("Lê Thị Dự", official="03/02/2026", card="9")), by=secretary_a
        )
        assert "“Công nhận chính thức”" in reasons(found)[0]


class TestRun:
    def test_the_run_writes_what_the_preview_said(self, secretary_a, thao):
        found = sent(make.workbook(), by=secretary_a)
        said = {row.title: row.plan["after"] for row in rows(found)}
        mark = planning.mark_of(rows(found))
        assert mark == found.plan_hash
        confirmed(found)
        for name, fields in said.items():
            member = Member.objects.get(full_name=name)
            assert {key: planning._iso(getattr(member, key)) for key in fields} == fields

    @pytest.mark.parametrize("how", ["edited", "entered", "moved"])
    def test_a_roll_that_changed_meanwhile_is_previewed_again(self, how, secretary_a, thao, cell_b):
        found = sent(make.workbook(), by=secretary_a)
        if how == "edited":
            services.change_member(thao, values={"gender": "female"}, today=TODAY, by=secretary_a)
        elif how == "entered":
            member_of(cell_b, "Người Khác", card_number="41.000002")
        else:
            thao.memberships.update(cell=cell_b)
        before = roll_now()
        confirmed(found)
        assert found.state == "ready"
        assert "đã thay đổi từ lúc xem trước" in found.message
        assert roll_now() == before
        if how == "edited":
            confirmed(found)
            assert found.state == "done"

    def test_a_preview_that_another_page_saw_is_not_confirmed(self, secretary_a):
        found = sent(make.workbook(), by=secretary_a)
        with pytest.raises(ValidationError):
            imports.confirm(found, seen="0" * 64, by=secretary_a)

    def test_confirmed_twice_is_written_once(self, secretary_a):
        found = sent(make.workbook(), by=secretary_a)
        imports.confirm(found, seen=found.plan_hash, by=secretary_a)
        imports.confirm(found, seen=found.plan_hash, by=secretary_a)
        worked(found)
        assert not imports.work(found.pk, now=NOW, today=TODAY)
        assert Member.objects.filter(card_number="41.000001").count() == 1
        imports.confirm(found, seen=found.plan_hash, by=secretary_a)

    def test_all_or_nothing(self, secretary_a, monkeypatch):
        found = sent(make.workbook(), by=secretary_a)
        before = roll_now()

        def breaks(*_, **__):
            raise ValidationError("x")

        monkeypatch.setattr("members.services.importing._record_parts", breaks)
        confirmed(found)
        assert found.state == "ready"
        assert roll_now() == before

    def test_it_stands_in_the_journal_of_each_member(self, secretary_a, thao):
        found = confirmed(sent(make.workbook(), by=secretary_a))
        assert found.act.kind == "imported"
        assert found.act.parts.count() == 3
        new = Member.objects.get(card_number="41.000002")
        entry = timeline_of(new)[0]
        assert entry.title == "Ghi vào danh sách"
        assert entry.act.part_of == found.act
        assert not entry.correctable
        assert any("Sinh hoạt chính thức tại Chi bộ Tổ dân phố 5" in line for line in entry.lines)
        assert timeline_of(thao)[0].lines == ["Ghi lại trong hồ sơ: giới tính"]

    def test_card_numbers_may_change_hands(self, secretary_a, cell_a):
        dates = {
            "birth_date": date(1960, 1, 1),
            "admitted_on": date(1990, 1, 1),
            "official_on": date(1991, 1, 1),
        }
        member_of(cell_a, "Trần Văn Một", card_number="42.1", **dates)
        member_of(
            cell_a, "Trần Văn Hai", card_number="42.2", **dates | {"birth_date": date(1961, 1, 1)}
        )
        first = make.workbook(
            make.person("Trần Văn Một", birth="01/01/1960", admitted="01/01/1990", card="42.9"),
            make.person("Trần Văn Hai", birth="01/01/1961", admitted="01/01/1990", card="42.8"),
        )
        found = confirmed(sent(first, by=secretary_a))
        assert found.state == "done"
        assert Member.objects.get(full_name="Trần Văn Một").card_number == "42.9"
        undone(found)
        assert Member.objects.get(full_name="Trần Văn Một").card_number == "42.1"


class TestUndo:
    def test_the_roll_is_as_before(self, secretary_a, thao, cell_a):
        roll = list(queries.roll(cell_a, TODAY).values_list("member", "kind", "validity", "grade"))
        found = undone(confirmed(sent(make.workbook(), by=secretary_a)))
        assert found.state == "undone"
        assert roll == list(
            queries.roll(cell_a, TODAY).values_list("member", "kind", "validity", "grade")
        )
        thao.refresh_from_db()
        assert thao.gender == ""
        assert not Member.objects.filter(card_number="41.000002").exists()
        assert MemberAct.objects.filter(corrects=found.act).count() == 1

    def test_the_file_may_be_imported_again_after_it(self, secretary_a):
        undone(confirmed(sent(make.workbook(), by=secretary_a)))
        again = confirmed(sent(make.workbook(), by=secretary_a))
        assert (again.state, again.new) == ("done", 3)

    def test_an_act_that_stands_on_it_is_named(self, secretary_a):
        found = confirmed(sent(make.workbook(), by=secretary_a))
        member = Member.objects.get(card_number="41.000001")
        act = standings.go_away(
            member, day=TODAY, until=None, ground="x", today=TODAY, by=secretary_a
        )
        before = roll_now()
        undone(found)
        assert found.state == "done"
        assert "Nguyễn Hữu Thảo đã được ghi “Đi làm ăn xa”" in found.message
        assert roll_now() == before
        services.correct(act, reason="x", today=TODAY, by=secretary_a)
        assert undone(found).state == "undone"

    def test_a_meeting_that_names_somebody_entered_stands_on_it(self, secretary_a, cell_a):
        found = confirmed(sent(make.workbook(), by=secretary_a))
        member = Member.objects.get(card_number="41.000001")
        AttendanceFactory(meeting=MeetingFactory(cell=cell_a), member=member)
        undone(found)
        assert found.state == "done"
        assert "Nguyễn Hữu Thảo đã có trong “" in found.message

    def test_an_act_on_another_matter_does_not_hinder(self, secretary_a, thao):
        found = confirmed(sent(make.workbook(make.PEOPLE[0]), by=secretary_a))
        standings.go_away(thao, day=TODAY, until=None, ground="x", today=TODAY, by=secretary_a)
        assert undone(found).state == "undone"

    def test_what_was_written_otherwise_since_is_not_overwritten(self, secretary_a, thao):
        found = confirmed(sent(make.workbook(), by=secretary_a))
        services.change_member(thao, values={"gender": "female"}, today=TODAY, by=secretary_a)
        undone(found)
        assert "ghi khác đi" in found.message

    def test_a_part_is_not_corrected_alone(self, secretary_a):
        found = confirmed(sent(make.workbook(), by=secretary_a))
        part = found.act.parts.first()
        with pytest.raises(ValidationError):
            services.correct(part, reason="x", today=TODAY, by=secretary_a)
        with pytest.raises(PermissionDenied):
            services.correct(found.act, reason="x", today=TODAY, by=secretary_a)

    def test_only_who_sent_it_undoes_it(self, secretary_a, officer):
        found = confirmed(sent(make.workbook(), by=secretary_a))
        with pytest.raises(PermissionDenied):
            imports.ask_undo(found, by=officer)


class TestWorkers:
    def test_a_claim_is_of_one_worker_until_its_lease_ends(self, secretary_a):
        found = imports.send(
            upload=make.upload(make.workbook()), cell=None, since=TODAY, now=NOW, by=secretary_a
        )
        assert imports.waiting(now=NOW) == [found.pk]
        assert imports.claim(found.pk, now=NOW)
        assert imports.waiting(now=NOW) == []
        assert not imports.work(found.pk, now=NOW, today=TODAY)
        assert imports.waiting(now=LATER) == [found.pk]
        assert worked(found, now=LATER).state == "ready"

    def test_who_was_taken_over_writes_nothing_any_more(self, secretary_a):
        found = sent(make.workbook(), by=secretary_a)
        imports.confirm(found, seen=found.plan_hash, by=secretary_a)
        slow = imports.claim(found.pk, now=NOW)
        worked(found, now=LATER)
        before = roll_now()
        imports._write(slow, now=LATER, today=TODAY)
        assert roll_now() == before

    def test_it_is_given_up_after_three_deaths(self, secretary_a):
        found = sent(make.workbook(), by=secretary_a)
        imports.confirm(found, seen=found.plan_hash, by=secretary_a)
        for number in range(3):
            assert imports.claim(found.pk, now=NOW + number * timedelta(minutes=7))
        worked(found, now=NOW + timedelta(hours=1))
        assert found.state == "ready"
        assert "không làm xong" in found.message

    def test_old_files_and_rows_go_and_the_journal_stays(self, secretary_a):
        found = confirmed(sent(make.workbook(), by=secretary_a))
        waiting = sent(make.many_kinds_of_dates(), by=secretary_a)
        assert files_kept() == 2
        connection.run_on_commit.clear()
        assert imports.clear_old(now=NOW + timedelta(days=29)) == 0
        assert imports.clear_old(now=NOW + timedelta(days=31)) == 2
        for _, run, *_ in connection.run_on_commit:
            run()
        assert files_kept() == 0
        assert not ImportRow.objects.exists()
        waiting.refresh_from_db()
        assert waiting.state == "dropped"
        found.refresh_from_db()
        assert (found.new, found.act.parts.count()) == (3, 3)
        assert undone(found).state == "undone"

    def test_what_was_dropped_leaves_no_file(self, secretary_a, django_capture_on_commit_callbacks):
        found = sent(make.workbook(), by=secretary_a)
        with django_capture_on_commit_callbacks(execute=True):
            imports.drop(found, now=NOW, by=secretary_a)
        assert files_kept() == 0
        assert RollImport.objects.get().state == "dropped"


def cost(number: int, by, start: int) -> list[int]:
    """The queries to read, write and take back so many new members."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    people = [
        make.person(
            f"Trần Thị {letters[n % 26]}",
            birth=1930 + n // 26,
            admitted=1985 + start,
            card=f"5{start}.{n}",
        )
        for n in range(number)
    ]
    spent = []
    with CaptureQueriesContext(connection) as captured:
        found = sent(make.workbook(*people), by=by)
        spent.append(len(captured))
        assert found.new == number, reasons(found)
        confirmed(found)
        assert found.state == "done"
        spent.append(len(captured))
        undone(found)
        assert found.state == "undone", found.message
        spent.append(len(captured))
    return spent


def test_twice_as_many_rows_cost_no_more_queries(secretary_a):
    cost(1, secretary_a, 0)
    assert cost(40, secretary_a, 1) == cost(80, secretary_a, 2)
