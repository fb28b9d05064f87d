"""Two hands at once: the database refuses, the service says it in words."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from members import services, signals
from members.models import Standing, StandingKind
from members.services import base, basics, journal, standings
from tests.factories import TODAY, StandingFactory


def add_away(member, by):
    return standings.go_away(member, day=TODAY, until=None, ground="Làm thuê", today=TODAY, by=by)


@pytest.fixture
def unseen(monkeypatch):
    """What another transaction writes in the same moment: no check beforehand can see it."""

    def unseeing(row, faults=None):
        return None

    for module in (base, basics):
        monkeypatch.setattr(module, "check", unseeing)


def test_a_race_over_a_card_number_is_said_beside_the_field(
    unseen, member_a, member_b, secretary_a
):
    with pytest.raises(ValidationError) as refusal:
        services.change_member(
            member_a, values={"card_number": member_b.card_number}, today=TODAY, by=secretary_a
        )
    assert refusal.value.message_dict == {"card_number": ["Số thẻ này đã có ở một đảng viên khác."]}


def test_a_race_over_a_standing_is_said_beside_the_field(unseen, member_a, secretary_a):
    StandingFactory(member=member_a, kind=StandingKind.AWAY)
    with pytest.raises(ValidationError) as refusal:
        add_away(member_a, secretary_a)
    assert list(refusal.value.message_dict) == ["day"]


def test_any_other_fault_of_the_database_stays_a_fault(unseen, member_a, secretary_a):
    with pytest.raises(IntegrityError):
        services.change_member(member_a, values={"full_name": None}, today=TODAY, by=secretary_a)


def test_nothing_is_half_written(member_a, secretary_a, cell_a, monkeypatch):
    def fail(row):
        raise ValidationError("no")

    people = cell_a.memberships.count()
    monkeypatch.setattr(journal, "store", fail)
    with pytest.raises(ValidationError):
        services.add_member(
            cell=cell_a,
            values={"full_name": "Nguyễn Văn Nửa"},
            since=TODAY,
            grade="official",
            grade_since=TODAY,
            today=TODAY,
            by=secretary_a,
        )
    assert cell_a.memberships.count() == people
    assert not type(member_a).objects.filter(full_name="Nguyễn Văn Nửa").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_hands_one_wins_and_one_is_told(member_a, secretary_a):
    start = threading.Barrier(2)
    told = []

    def write():
        try:
            start.wait()
            add_away(member_a, secretary_a)
        except ValidationError as error:
            told.append(error.message_dict)
        finally:
            connection.close()

    hands = [threading.Thread(target=write) for _ in range(2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert Standing.objects.filter(member=member_a, kind=StandingKind.AWAY).count() == 1
    assert [list(errors) for errors in told] == [["day"]]


def test_history_says_who_did_it(member_a, secretary_a, client_of):
    client_of(secretary_a).post(
        f"/members/{member_a.pk}/edit/", {"full_name": "Hồ Thị Ước", "note": "x"}
    )
    event = member_a.events.order_by("-pgh_id").first()
    assert event.pgh_context.metadata["user"] == secretary_a.pk


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_undoes_no_act_and_silences_no_other(
    member_a, secretary_a, monkeypatch, expected_errors
):
    heard = []

    def fail(act, **_):
        raise RuntimeError("the floor above fell in")

    def hear(act, **_):
        heard.append(act.pk)

    monkeypatch.setattr(signals.roll_changed, "receivers", [])
    monkeypatch.setattr(signals.roll_changed, "sender_receivers_cache", {}, raising=False)
    signals.roll_changed.connect(fail)
    signals.roll_changed.connect(hear)
    act = add_away(member_a, secretary_a)
    assert heard == [act.pk]
    assert "the floor above fell in" in str(expected_errors[0].exc_info[1])
    assert member_a.standings.filter(kind=StandingKind.AWAY).exists()
