"""Django admin as a whole: every page opens, speaks Vietnamese, searches, tells its history."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from accounts.models import Role, RoleKind
from cells.admin_parts import PeriodField
from cells.models import Cell, Committee, Term
from meetings.models import MeetingRegime, Theme
from members.models import Member
from tests.factories import (
    CellFactory,
    CommitteeFactory,
    MeetingFactory,
    RoleFactory,
    TermFactory,
    member_of,
)

NO_INLINES = {"terms-TOTAL_FORMS": 0, "terms-INITIAL_FORMS": 0}


@pytest.fixture
def staff(client_of, admin_user):
    return client_of(admin_user)


def page(model, view: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


@pytest.fixture
def everything(cell_a, cell_b, secretary_a, admin_user):
    """At least one row of every model that admin shows."""
    MeetingFactory(cell=cell_a)
    Theme.objects.first().save()


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(admin.site._registry, key=str), ids=str)
def test_every_page_of_admin_opens(model, staff, everything):
    assert staff.get(page(model, "changelist")).status_code == 200
    assert staff.get(page(model, "changelist"), {"q": "tổ dân"}).status_code == 200
    row = model._default_manager.first()
    if row is not None:
        for view in ("change", "history", "delete"):
            expected = {200, 403} if view == "delete" else {200}
            assert staff.get(page(model, view, row.pk)).status_code in expected, view
    assert staff.get(page(model, "add")).status_code in {200, 403}


def shown_fields(model, admin_user, rf):
    """The fields on the page of a row and on those of its inlines, as the models declare them."""
    request = rf.get("/")
    request.user = admin_user
    page_of = admin.site._registry[model]
    for part in (page_of, *page_of.get_inline_instances(request)):
        declared = {field.name: field for field in part.model._meta.concrete_fields}
        for name in flatten_fieldsets(part.get_fieldsets(request)):
            if name in declared:
                yield declared[name]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model",
    sorted((one for one in admin.site._registry if one._meta.app_label != "auth"), key=str),
    ids=str,
)
def test_every_field_of_admin_is_named_in_vietnamese(model, admin_user, rf):
    unnamed = [
        str(field)
        for field in shown_fields(model, admin_user, rf)
        if field.verbose_name == field.name.replace("_", " ")
        or (field.help_text and str(field.help_text).isascii())
    ]
    assert unnamed == []


@pytest.mark.django_db
def test_admin_shows_these_and_no_others(staff):
    labels = {model._meta.label for model in admin.site._registry}
    assert labels == {
        "cells.Committee",
        "cells.Cell",
        "cells.Term",
        "accounts.User",
        "auth.Group",
        "members.Member",
        "members.Membership",
        "members.Standing",
        "members.Office",
        "members.MemberAct",
        "members.MemberLook",
        "members.RollImport",
        "meetings.MeetingRegime",
        "meetings.ScoringTable",
        "meetings.Theme",
        "evaluations.RatingRegime",
        "evaluations.Round",
        "evaluations.MemberRating",
        "evaluations.ConfidencePoll",
        "evaluations.FormTemplate",
        "reports.Letter",
        "reports.Report",
    }
    index = staff.get(reverse("admin:index")).content.decode()
    assert "Skip to main content" not in index
    for word in ("HMK – Quản trị", "Tổ chức đảng", "Tài khoản", "Đảng viên", "Bộ quy định"):
        assert word in index


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["to dan pho 5", "TỔ DÂN PHỐ 5", "pho 5 dan"])
def test_cells_are_found_with_and_without_diacritics(words, staff, cell_a, cell_b):
    found = staff.get(page(Cell, "changelist"), {"q": words}).context["cl"].queryset
    assert list(found) == [cell_a]


@pytest.mark.django_db
def test_autocomplete_finds_without_diacritics(staff, cell_a, cell_b):
    asked = {"term": "dan pho 5", "app_label": "accounts", "model_name": "role"}
    answer = staff.get(reverse("admin:autocomplete"), asked | {"field_name": "cell"}).json()
    assert [row["text"] for row in answer["results"]] == ["Chi bộ Tổ dân phố 5"]


def test_a_period_is_two_dates_in_vietnamese_order():
    field = PeriodField()
    form = field.widget.render("validity", DateRange(date(2025, 2, 3), None))
    assert 'value="03/02/2025"' in form
    assert "đến trước ngày" in form
    assert field.clean(["04/02/2025", ""]) == DateRange(date(2025, 2, 4), None)


@pytest.mark.parametrize(
    ("first", "end", "reason"),
    [
        ("", "04/02/2025", "Cần ngày bắt đầu."),
        ("04/02/2025", "04/02/2025", "Ngày kết thúc phải sau ngày bắt đầu."),
        ("05/02/2025", "04/02/2025", "Ngày kết thúc phải sau ngày bắt đầu."),
        ("", "", "nhập"),
        ("31/02/2025", "", "Ngày không có thật"),
    ],
)
def test_a_period_that_cannot_be_is_refused_at_the_field(first, end, reason):
    with pytest.raises(ValidationError) as refusal:
        PeriodField(required=True).clean([first, end])
    assert reason in " ".join(refusal.value.messages)


@pytest.mark.django_db
def test_a_new_committee_takes_its_place_in_the_tree(staff, committee):
    values = {"name": "Đảng bộ xã Mới", "committee_name": "Đảng ủy xã", "level": "x", "place": "y"}
    values["reserved_answer_days"] = 30
    answer = staff.post(
        page(Committee, "add"),
        values | {"treebeard_position": "first-child", "treebeard_ref_node": committee.pk},
    )
    assert answer.status_code == 302
    new = Committee.objects.get(name="Đảng bộ xã Mới")
    assert new.path.startswith(committee.path)
    assert new.search_text


@pytest.mark.django_db
def test_a_dragged_committee_moves_and_the_answer_is_vietnamese(
    staff, committee, another_committee
):
    answer = staff.post(
        page(Committee, "changelist") + "move/",
        {"node": another_committee.pk, "target": committee.pk, "relation": "child"},
    )
    assert answer.status_code == 200
    another_committee.refresh_from_db()
    committee.refresh_from_db()
    assert another_committee.path.startswith(committee.path)
    shown = staff.get(page(Committee, "changelist")).content.decode()
    assert "Đã chuyển vị trí của đảng bộ." in shown
    assert "Moved node" not in shown
    assert not any(Committee.objects.find_problems())


@pytest.mark.django_db
def test_a_committee_with_others_below_it_is_not_deleted(staff, upper_committee, cell_a):
    assert (
        staff.post(page(Committee, "delete", upper_committee.pk), {"post": "yes"}).status_code
        == 403
    )
    assert Committee.objects.filter(pk=upper_committee.pk).exists()


@pytest.mark.django_db
def test_a_committee_with_cells_is_not_deleted_and_admin_says_why(staff, cell_a):
    url = page(Committee, "delete", cell_a.committee_id)
    assert "được bảo vệ" in staff.get(url).content.decode()
    answer = staff.post(url, {"post": "yes"}, follow=True)
    assert answer.status_code == 200
    assert Committee.objects.filter(pk=cell_a.committee_id).exists()


@pytest.mark.django_db
def test_an_empty_committee_goes(staff, upper_committee):
    leaf = CommitteeFactory(parent=upper_committee)
    assert staff.post(page(Committee, "delete", leaf.pk), {"post": "yes"}).status_code == 302
    assert not Committee.objects.filter(pk=leaf.pk).exists()
    assert not any(Committee.objects.find_problems())


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Cell, Term, Theme])
def test_what_has_records_is_kept_one_by_one_and_in_bulk(model, staff, cell_a):
    theme = Theme.objects.first()
    MeetingFactory(cell=cell_a, theme=theme, term=cell_a.terms.get())
    row = {Cell: cell_a, Term: cell_a.terms.get(), Theme: theme}[model]
    staff.post(page(model, "delete", row.pk), {"post": "yes"})
    bulk = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    assert staff.post(page(model, "changelist"), bulk).status_code in {200, 302}
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.django_db
def test_what_the_confirmation_did_not_foresee_is_refused_in_words(staff, cell_a, monkeypatch):
    """A record may arrive between the confirmation page and the deletion."""
    monkeypatch.setattr(
        ModelAdmin, "get_deleted_objects", lambda *_: ([], {}, set(), []), raising=True
    )
    answer = staff.post(page(Cell, "delete", cell_a.pk), {"post": "yes"}, follow=True)
    assert "Không xóa được vì còn hồ sơ gắn với mục này" in answer.content.decode()
    assert Cell.objects.filter(pk=cell_a.pk).exists()


@pytest.mark.django_db
def test_two_who_add_the_same_at_once_get_words_not_a_fault(staff, cell_a, monkeypatch):
    monkeypatch.setattr(Cell, "validate_constraints", lambda *_, **__: None)
    values = {"committee": cell_a.committee_id, "name": cell_a.name, "kind": cell_a.kind}
    answer = staff.post(page(Cell, "add"), values | NO_INLINES, follow=True)
    assert "trái với dữ liệu đã có" in answer.content.decode()
    assert Cell.objects.filter(name=cell_a.name).count() == 1


@pytest.mark.django_db
def test_the_history_tells_who_changed_what(staff, admin_user, cell_a):
    values = {"committee": cell_a.committee_id, "name": "Chi bộ Mới", "kind": cell_a.kind}
    assert staff.post(page(Cell, "change", cell_a.pk), values | NO_INLINES).status_code == 302
    changes = staff.get(page(Cell, "history", cell_a.pk)).context["changes"]
    (latest,) = [change for change in changes if change.what == "Sửa chi bộ"]
    assert latest.by == "Quản Trị Viên (quantri)"
    assert latest.url == page(Cell, "change", cell_a.pk)
    told = {row.field: (row.before, row.after) for row in latest.differences}
    assert told["tên chi bộ"] == ("Chi bộ Tổ dân phố 5", "Chi bộ Mới")


@pytest.mark.django_db
def test_the_history_of_a_term_tells_its_period(staff, cell_a):
    term = cell_a.terms.get()
    (change,) = staff.get(page(Term, "history", term.pk)).context["changes"]
    assert change.what == "Ghi mới nhiệm kỳ"
    told = {row.field: row.after for row in change.differences}
    assert "03/08/2027" in told["thời gian"]


@pytest.mark.django_db
def test_the_history_of_a_cell_tells_of_its_terms_and_names_its_committee(staff, cell_a):
    changes = staff.get(page(Cell, "history", cell_a.pk)).context["changes"]
    assert {change.what for change in changes} == {"Ghi mới chi bộ", "Ghi mới nhiệm kỳ"}
    told = {row.field: row.after for change in changes for row in change.differences}
    assert told["đảng bộ"] == "Đảng bộ thị trấn Hương Thử"
    assert told["loại hình"] == "Tổ dân phố"
    assert "sort key" not in told


@pytest.mark.django_db
def test_members_are_looked_up_and_never_written(staff, cell_a):
    member = member_of(cell_a, "Trịnh Thị Ngọc Ánh")
    found = staff.get(page(Member, "changelist"), {"q": "ngoc anh"}).context["cl"].queryset
    assert list(found) == [member]
    shown = staff.get(page(Member, "change", member.pk))
    assert "Chi bộ Tổ dân phố 5" in shown.content.decode()
    assert not shown.context["has_change_permission"]
    for url in (page(Member, "change", member.pk), page(Member, "delete", member.pk)):
        assert staff.post(url, {"full_name": "Ai Khác", "post": "yes"}).status_code == 403
    assert staff.post(page(Member, "add"), {"full_name": "Ai Khác"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Cell, Term, Committee, Theme, MeetingRegime, Member])
def test_a_list_costs_the_same_for_few_rows_and_many(model, staff, committee):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            staff.get(page(model, "changelist"))
        return len(seen)

    def more() -> None:
        cell = CellFactory(committee=CommitteeFactory(parent=committee))
        TermFactory(cell=cell)
        member_of(cell)
        RoleFactory(cell=cell, kind=RoleKind.SECRETARY)

    more()
    queries()
    few = queries()
    for _ in range(3):
        more()
    assert queries() == few


def test_nothing_is_linked_that_admin_does_not_have():
    with pytest.raises(NoReverseMatch):
        page(Role, "changelist")
