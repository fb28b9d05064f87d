"""Rule sets: the first ones, new dated versions, and the lock on those in use."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from meetings import seeds_themes
from meetings.models import AgendaLine, Meeting, MeetingKind, MeetingRegime, Section, Theme
from meetings.queries import regime_on
from meetings.services import planning, regimes
from tests.factories import MeetingFactory
from tests.meetings.helpers import blocks, planned

IN_USE = "in use"
SINCE = date(2027, 1, 1)


@pytest.fixture
def regime(db) -> MeetingRegime:
    """The rule set of today, in use nowhere."""
    return MeetingRegime.objects.get(code="R2026")


@pytest.fixture
def used(regime, cell_a) -> MeetingRegime:
    MeetingFactory(cell=cell_a)
    return regime


def refused() -> object:
    return pytest.raises(DatabaseError, match=IN_USE)


# --- The first ones ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_empty_database_has_rule_sets_with_agendas_and_themes():
    assert set(MeetingRegime.objects.values_list("code", flat=True)) == {"R2018", "R2025", "R2026"}
    for rules in MeetingRegime.objects.all():
        kinds = set(rules.agenda_lines.values_list("meeting_kind", flat=True))
        assert kinds == set(MeetingKind), rules
        rules.full_clean()
    assert Theme.objects.filter(committee=None, active=True).count() == len(seeds_themes.THEMES)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["R2018", "R2025", "R2026"])
@pytest.mark.parametrize("kind", MeetingKind)
def test_every_agenda_opens_proceeds_and_closes_in_this_order(code, kind):
    lines = AgendaLine.objects.filter(regime__code=code, meeting_kind=kind)
    sections = list(lines.order_by("position").values_list("section", flat=True))
    assert sections == sorted(sections, key=list(Section).index)
    assert set(sections) == set(Section)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2018, 7, 5), None),
        (date(2018, 7, 6), "R2018"),
        (date(2025, 10, 27), "R2018"),
        (date(2025, 10, 28), "R2025"),
        (date(2026, 1, 8), "R2025"),
        (date(2026, 1, 9), "R2026"),
        (date(2040, 1, 1), "R2026"),
    ],
)
def test_each_day_has_the_rule_set_in_force(day, code):
    found = regime_on(day)
    assert (found.code if found else None) == code


@pytest.mark.django_db
def test_seeding_again_changes_nothing(regime):
    regime.min_minutes = 100
    regime.save()
    Theme.objects.exclude(pk=Theme.objects.first().pk).delete()
    before = (MeetingRegime.objects.count(), AgendaLine.objects.count(), Theme.objects.count())
    regimes.seed()
    after = (MeetingRegime.objects.count(), AgendaLine.objects.count(), Theme.objects.count())
    assert after == before
    regime.refresh_from_db()
    assert regime.min_minutes == 100


@pytest.mark.django_db
def test_what_no_source_confirms_is_left_empty():
    old = MeetingRegime.objects.get(code="R2018")
    assert old.min_minutes is None
    assert set(MeetingRegime.objects.values_list("quorum_percent", flat=True)) == {None}
    assert set(
        MeetingRegime.objects.exclude(code="R2018").values_list("min_minutes", flat=True)
    ) == {90}


# --- New versions -----------------------------------------------------------------------------


def content(rules: MeetingRegime) -> dict:
    """All that a version hands on to its copy."""
    own = {"id", "code", "validity"}
    return {
        field.name: getattr(rules, field.name)
        for field in MeetingRegime._meta.concrete_fields
        if field.name not in own
    } | {
        "lines": list(
            rules.agenda_lines.values_list(
                "meeting_kind", "position", "section", "role", "title", "hint"
            )
        )
    }


def test_a_copy_has_everything_and_takes_over_on_its_day(used, admin_user):
    new = regimes.copy(used, code="R2027", since=SINCE, by=admin_user)
    used.refresh_from_db()
    new.refresh_from_db()
    assert content(new) == content(used)
    assert (used.validity.upper, new.validity.lower, new.validity.upper) == (SINCE, SINCE, None)
    assert regime_on(SINCE) == new
    assert regime_on(SINCE - timedelta(days=1)) == used


def test_a_copy_of_one_that_has_ended_ends_where_it_ended(db, admin_user):
    old = MeetingRegime.objects.get(code="R2018")
    new = regimes.copy(old, code="R2020", since=date(2020, 1, 1), by=admin_user)
    assert new.validity.upper == date(2025, 10, 28)


def test_a_meeting_keeps_the_rule_set_it_was_held_under(used, admin_user, cell_a):
    regimes.copy(used, code="R2026B", since=date(2026, 6, 1), by=admin_user)
    assert Meeting.objects.get(cell=cell_a).regime == used


def test_the_copy_is_free_to_change_while_nothing_uses_it(used, admin_user):
    new = regimes.copy(used, code="R2027", since=SINCE, by=admin_user)
    new.min_minutes = 100
    new.save()
    new.agenda_lines.first().delete()


@pytest.mark.parametrize("since", [date(2026, 1, 9), date(2026, 1, 8), date(2010, 1, 1)], ids=str)
def test_a_copy_that_would_leave_the_old_one_no_day_is_refused(since, regime, admin_user):
    with pytest.raises(ValidationError) as said, transaction.atomic():
        regimes.copy(regime, code="R2027", since=since, by=admin_user)
    assert "since" in said.value.message_dict
    regime.refresh_from_db()
    assert regime.validity.upper is None


@pytest.mark.parametrize("code", ["R2026", "", "x" * 21])
def test_a_copy_with_a_wrong_code_changes_nothing(code, regime, admin_user):
    with pytest.raises(ValidationError) as said, transaction.atomic():
        regimes.copy(regime, code=code, since=SINCE, by=admin_user)
    assert "code" in said.value.message_dict
    regime.refresh_from_db()
    assert regime.validity.upper is None
    assert MeetingRegime.objects.count() == 3


def test_two_rule_sets_never_hold_at_a_time(regime):
    double = MeetingRegime(code="X", validity=(SINCE, None), **{
        name: getattr(regime, name) for name in regimes.COPIED
    })  # fmt: skip
    with pytest.raises(ValidationError, match="Đã có bộ quy định khác"):
        double.full_clean()
    with pytest.raises(IntegrityError, match="regime_one_at_a_time"), transaction.atomic():
        double.save()


# --- In use -----------------------------------------------------------------------------------


def test_a_rule_set_not_in_use_changes_and_goes(regime):
    regime.min_minutes = 100
    regime.save()
    regime.agenda_lines.update(title="khác")
    regime.delete()
    assert not AgendaLine.objects.filter(regime=regime.pk).exists()


@pytest.mark.parametrize(
    "change",
    [{"min_minutes": 100}, {"code": "X"}, {"name": "khác"}, {"document_types": ["NQ"]}],
    ids=str,
)
def test_a_rule_set_in_use_does_not_change(change, used):
    with refused(), transaction.atomic():
        MeetingRegime.objects.filter(pk=used.pk).update(**change)
    for name, value in change.items():
        setattr(used, name, value)
    with refused(), transaction.atomic():
        used.save()


def test_the_end_of_a_rule_set_in_use_may_move(used):
    MeetingRegime.objects.filter(pk=used.pk).update(validity=(date(2026, 1, 9), SINCE))


def test_the_first_day_of_a_rule_set_in_use_stays(used):
    with refused(), transaction.atomic():
        MeetingRegime.objects.filter(pk=used.pk).update(validity=(date(2026, 2, 1), None))


def test_a_rule_set_in_use_is_not_deleted(used):
    with pytest.raises(models.ProtectedError):
        used.delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("DELETE FROM meetings_meetingregime WHERE id = %s", [used.pk])


def test_the_agenda_of_a_rule_set_in_use_stays(used, db):
    line = used.agenda_lines.first()
    free = AgendaLine.objects.filter(regime__code="R2018").first()
    lines = AgendaLine.objects
    new = {"meeting_kind": MeetingKind.REVIEW, "position": 99, "section": "closing", "title": "x"}
    for act in (
        lambda: lines.filter(pk=line.pk).update(title="khác"),
        lambda: lines.filter(pk=line.pk).delete(),
        lambda: lines.create(regime=used, **new),
        lambda: lines.filter(pk=free.pk).update(regime=used, position=98),
        lambda: lines.filter(pk=line.pk).update(regime=free.regime, position=98),
    ):
        with refused(), transaction.atomic():
            act()
    lines.create(regime=free.regime, **new)


def test_a_meeting_planned_under_rules_that_ended_is_put_under_the_new_ones(
    cell_a, secretary_a, admin_user
):
    meeting = planned(cell_a, secretary_a, day=date(2026, 12, 3))
    old = MeetingRegime.objects.get(code="R2026")
    new = regimes.copy(old, code="R2026B", since=date(2026, 12, 1), by=admin_user)
    ended = "Quy định sinh hoạt cho ngày họp đã đổi"
    assert any(ended in text for text in blocks(meeting))
    planning.renew_rules(meeting, by=secretary_a)
    meeting.refresh_from_db()
    assert meeting.regime == new
    assert not any(ended in text for text in blocks(meeting))
