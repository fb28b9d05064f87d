"""Tables of points in Django admin: edited until used, then copied, also for one committee."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from meetings.models import Criterion, Meeting, MeetingScore, ScoringTable
from meetings.queries_scores import table_on
from meetings.services import scores, scoring_tables
from tests.meetings.helpers import NOVEMBER, held, planned
from tests.meetings.test_admin import form_of

TABLES = reverse("admin:meetings_scoringtable_changelist")


def url(view: str, table: ScoringTable) -> str:
    return reverse(f"admin:meetings_scoringtable_{view}", args=[table.pk])


@pytest.fixture
def staff(client_of, admin_user):
    return client_of(admin_user)


@pytest.fixture
def table(db) -> ScoringTable:
    return ScoringTable.objects.get()


@pytest.fixture
def used(table, cell_a, secretary_a) -> ScoringTable:
    scores.fill(held(planned(cell_a, secretary_a), secretary_a), by=secretary_a)
    return table


def test_a_table_not_in_use_is_edited_with_its_criteria(staff, table):
    values = form_of(staff.get(url("change", table)))
    values |= {"thematic_points": "rescale", "criteria-0-text": "Họp đủ giờ"}
    assert staff.post(url("change", table), values).status_code == 302
    table.refresh_from_db()
    assert table.thematic_points == "rescale"
    assert table.criteria.filter(text="Họp đủ giờ", position=1).exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"criteria-3-max_points": "4"}, "phải là 100, đang là 101"),
        ({"criteria-0-steps": "từ 90 được 4"}, "Không đọc được"),
        ({"criteria-0-steps": "≥ 90: 6"}, "vượt điểm tối đa"),
        ({"criteria-0-steps": ""}, "Mức điểm ghi cho tiêu chí"),
        ({"criteria-3-steps": "≥ 90: 2"}, "Mức điểm ghi cho tiêu chí"),
        ({"criteria-1-position": "1"}, "trùng"),
        ({"fair_from": "95"}, "phải giảm dần"),
    ],
)
def test_a_table_that_cannot_be_is_refused_in_words(changes, words, staff, table):
    values = form_of(staff.get(url("change", table))) | changes
    page = staff.post(url("change", table), values)
    assert page.status_code == 200
    assert words in page.content.decode()
    table.refresh_from_db()
    assert table.fair_from == 70
    assert sum(table.criteria.values_list("max_points", flat=True)) == 100


def test_a_table_in_use_is_only_read_and_admin_says_why(staff, used):
    page = staff.get(url("change", used))
    assert "giữ nguyên điểm" in page.content.decode()
    assert not page.context["has_change_permission"]
    assert staff.post(url("change", used), {"good_from": 80}).status_code == 403
    assert staff.post(url("delete", used), {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": used.pk, "post": "yes"}
    assert staff.post(TABLES, bulk).status_code in {200, 302}
    assert ScoringTable.objects.filter(pk=used.pk, good_from=90).exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda table: ScoringTable.objects.filter(pk=table.pk).update(good_from=80),
        lambda table: ScoringTable.objects.filter(pk=table.pk).update(
            validity=(date(2020, 1, 1), None)
        ),
        lambda table: table.criteria.filter(position=1).update(max_points=1),
        lambda table: table.criteria.filter(position=1).delete(),
        lambda table: Criterion.objects.create(table=table, position=99, text="x", max_points=1),
    ],
)
def test_the_database_keeps_a_table_in_use_as_it_is(change, used):
    with pytest.raises(DatabaseError, match="in use"), transaction.atomic():
        change(used)


def test_a_table_in_use_is_copied_to_a_new_version_from_a_day_on(staff, used, cell_a):
    form = {"name": "Bảng điểm 2027", "since": "01/01/2027", "committee": ""}
    answer = staff.post(url("copy", used), form, follow=True)
    new = ScoringTable.objects.get(name="Bảng điểm 2027")
    assert answer.redirect_chain == [(url("change", new), 302)]
    assert table_on(cell_a, date(2026, 12, 31)) == used
    assert table_on(cell_a, date(2027, 1, 1)) == new
    kept = ("position", "group", "text", "max_points", "measure", "steps", "gate", "thematic_only")
    assert [*new.criteria.values_list(*kept)] == [*used.criteria.values_list(*kept)]
    assert new.source == used.source


def test_a_committee_takes_the_common_table_as_its_own(staff, used, committee, cell_a):
    form = {"name": "Bảng của thị trấn", "since": "01/06/2026", "committee": committee.pk}
    staff.post(url("copy", used), form)
    own = ScoringTable.objects.get(committee=committee)
    assert table_on(cell_a, NOVEMBER) == own
    used.refresh_from_db()
    assert used.validity.upper is None
    assert MeetingScore.objects.get().table == used


@pytest.mark.parametrize("since", ["01/01/2020", "28/10/2025", ""])
def test_a_version_must_begin_within_the_old_one(since, staff, used):
    page = staff.post(url("copy", used), {"name": "Mới", "since": since})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"since"}
    assert ScoringTable.objects.count() == 1


def test_only_who_may_add_tables_copies_them(used, secretary_a):
    with pytest.raises(PermissionDenied):
        scoring_tables.copy(
            used, name="Mới", since=date(2027, 1, 1), committee=None, by=secretary_a
        )


def test_two_tables_of_a_committee_never_serve_one_day(table):
    twin = ScoringTable(name="Hai", source="QĐ", validity=(date(2026, 1, 1), None))
    with pytest.raises(ValidationError, match="Đã có bảng điểm khác"):
        twin.full_clean()


def test_the_first_table_is_written_once(table):
    scoring_tables.seed()
    assert ScoringTable.objects.count() == 1
    assert not Meeting.objects.exists()
