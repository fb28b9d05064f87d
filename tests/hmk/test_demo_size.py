"""The demonstration as a command: its sizes, its determinism, where it is refused."""

import hashlib
import json
from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts import scope
from accounts.models import User
from cells.models import Cell, CellKind, Committee
from hmk.demo.builder import build
from hmk.demo.phrases import expand
from hmk.demo.plan import Plan, PlanError
from meetings.models import (
    AgendaItem,
    Assignment,
    AssignmentReview,
    Attendance,
    Meeting,
    MeetingKind,
    Opinion,
    ProposalAnswer,
    Resolution,
    State,
)
from members.models import Member
from members.queries import roll
from tests.hmk.demo_town import (
    PASSWORD,
    TODAY,
    check_numbers,
    check_texts_change,
    taken_back,
)


# --- Size -----------------------------------------------------------------------------------------
def test_the_default_size_is_that_of_the_town(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock(), taken_back():
        build(Plan(TODAY), password=PASSWORD)
        assert Cell.objects.count() == 25
        groups = Cell.objects.filter(kind=CellKind.RESIDENTIAL)
        assert groups.count() == 19
        assert Committee.objects.get().committee_name == "Đảng ủy thị trấn Hương Khê"
        now = roll(Cell.objects.all(), TODAY).filter(kind="primary")
        assert 785 <= now.count() <= 800 == Member.objects.count()
        assert 600 < now.filter(cell__in=groups).count() < 660
        official = Counter(row.cell_id for row in now if row.grade == "official")
        assert sum(number < 9 for number in official.values()) == 2
        assert 3 <= min(official.values()) <= 4
        regular = Meeting.objects.filter(kind=MeetingKind.REGULAR)
        assert regular.count() == 25 * 25
        months = set(regular.values_list("month", flat=True))
        assert (min(months), max(months)) == (date(2024, 11, 1), date(2026, 11, 1))
        check_numbers()
        check_texts_change()


def test_a_seed_and_a_day_tell_everything(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        first, again, other = fingerprint(seed=7), fingerprint(seed=7), fingerprint(seed=8)
    assert first == again != other


def fingerprint(*, seed: int) -> str:
    """A digest over the content of the key tables, whatever the ids are."""
    with taken_back():
        build(Plan(TODAY, cells=6, members=90, months=3, seed=seed), password=PASSWORD)
        tables = [
            Member.objects.values_list("full_name", "birth_date", "card_number", "phone"),
            Meeting.objects.values_list("cell__name", "planned_at", "conclusion", "signed_at"),
            Meeting.objects.values_list("review_specificity", "repetition"),
            ProposalAnswer.objects.values_list("asked", "text"),
            Attendance.objects.values_list("member__card_number", "status", "reason"),
            AgendaItem.objects.values_list("position", "notes"),
            Opinion.objects.values_list("speaker__full_name", "kind", "text"),
            Resolution.objects.values_list("number", "yes", "results", "direction"),
            Assignment.objects.values_list("lead__full_name", "task", "due", "state"),
            AssignmentReview.objects.values_list("status", "achieved", "result"),
        ]
        dump = json.dumps([list(table.order_by("pk")) for table in tables], default=str)
        return hashlib.sha256(dump.encode()).hexdigest()


def test_more_cells_make_a_tree(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock(), taken_back():
        build(Plan(TODAY, cells=85, members=700, months=1), password=PASSWORD)
        assert Cell.objects.count() == 85
        assert Member.objects.count() == 700
        assert Counter(Committee.objects.values_list("depth", flat=True)) == {1: 1, 2: 3}
        leader = User.objects.get(username="lanhdao")
        assert scope.cells_to_read(leader).count() == 85
        office = User.objects.get(username="vanphong")
        assert scope.cells_to_read(office).count() == 25


@pytest.mark.parametrize("today", [date(2026, 3, 1), date(2025, 1, 30), date(2028, 2, 29)])
def test_any_day_can_be_today(today, django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock(), taken_back():
        build(Plan(today, cells=9, members=120, months=3), password=PASSWORD)
        assert not Meeting.objects.filter(signed_at__date__gt=today).exists()
        assert not Meeting.objects.filter(started_at__date__gt=today).exists()
        shown = Meeting.objects.get(cell__name="Chi bộ Tổ dân phố 5", state=State.PLANNED)
        assert shown.held_on == today


@pytest.mark.parametrize("size", [{"cells": 5}, {"cells": 30, "members": 100}, {"months": 0}])
def test_a_plan_that_cannot_be(size) -> None:
    with pytest.raises(PlanError):
        Plan(TODAY, **size)


# --- The command ----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_command_fills_once(settings, monkeypatch, capsys) -> None:
    settings.DEBUG = True
    monkeypatch.setenv("HMK_DEMO_PASSWORD", PASSWORD)
    size = {"cells": 6, "members": 60, "months": 1, "today": TODAY}
    call_command("demo", **size)
    assert "6 cells, 60 members" in capsys.readouterr().out
    assert User.objects.get(username="admin").check_password(PASSWORD)
    rows = Meeting.objects.count()
    with pytest.raises(CommandError, match="has cells already"):
        call_command("demo", **size)
    call_command("demo", if_empty=True, **size)
    assert "nothing was added" in capsys.readouterr().out
    assert Meeting.objects.count() == rows


@pytest.mark.django_db
def test_the_command_is_refused_where_it_would_be_a_hole(settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("demo")
    assert not Cell.objects.exists()


def test_the_command_names_what_is_wrong(settings, db) -> None:
    settings.DEBUG = True
    with pytest.raises(CommandError, match="at least 6 cells"):
        call_command("demo", cells=2)
    with pytest.raises(CommandError, match="no rule set"):
        call_command("demo", months=400, today=TODAY)


def test_the_little_grammar() -> None:
    rng = Plan(TODAY).random("grammar")
    assert expand("[3..3] hộ, [a|a] {n}", rng, {"n": 5}) == "3 hộ, a 5"
