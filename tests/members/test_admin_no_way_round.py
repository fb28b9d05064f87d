"""Django admin is no way round the rules: whatever is posted to whatever address of the members and
the cells there, the roll, its ranges, its journal, terms and offices stay as they were.

The addresses are taken from the registry: a model that is shown tomorrow is walked tomorrow.
"""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from cells.models import Cell, Term
from members.models import Member, MemberAct, MemberLook, Membership, Office, Standing
from members.services import standings
from tests.factories import TODAY, CellFactory, member_of

pytestmark = pytest.mark.django_db
APPS = {"members", "cells"}
KEPT = (Member, Membership, Standing, Office, MemberAct, Term)
"""What acts alone write."""
MODELS = sorted((model for model in admin.site._registry if model._meta.app_label in APPS), key=str)
VIEWS = ("add", "change", "delete", "history", "changelist")


def kept() -> list:
    """All that must stay, and of the cells what an act writes."""
    return [list(model.objects.order_by("pk").values()) for model in KEPT] + [
        list(Cell.objects.order_by("pk").values("pk", "dissolved", "merged_into"))
    ]


@pytest.fixture
def staff(client_of, admin_user):
    return client_of(admin_user)


@pytest.fixture
def book(cell_a, cell_b, secretary_a, member_a):
    standings.go_away(member_a, day=TODAY, until=None, ground="x", today=TODAY, by=secretary_a)


def filled_in(browser, url: str) -> dict:
    """What the form of the page would send, every text and date in it changed."""
    page = browser.get(url)
    form = page.context and page.context.get("adminform")
    if not form:
        return {}
    values = {}
    for name, field in form.form.fields.items():
        value = form.form.initial.get(name, field.initial)
        for part, one in zip(("", "_0", "_1"), (value, "01/01/2021", "01/01/2022"), strict=True):
            values[f"{name}{part}"] = "" if one is None else one
    for formset in page.context.get("inline_admin_formsets", []):
        prefix = formset.formset.prefix
        values |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0}
        values |= {f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
        values |= {f"{prefix}-0-name": "lậu", f"{prefix}-0-validity_0": "01/01/2018"}
    return values


def ranges(model) -> dict:
    """What a form of that model would take, were there one."""
    cell = Cell.objects.first()
    member = Member.objects.first()
    return {
        "member": member.pk, "cell": cell.pk, "kind": "official", "name": "2018-2020",
        "full_name": "Người Lậu", "validity_0": "01/01/2018", "validity_1": "01/01/2019",
        "day": "01/01/2018", "committee": cell.committee_id, "dissolved": "01/01/2026",
        "merged_into": Cell.objects.last().pk,
    }  # fmt: skip


def posts(model, browser) -> Iterator[tuple[str, dict]]:
    """Every address of the model with what may be posted to it."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    keys = [row.pk for row in model.objects.all()[:3]]
    for view in VIEWS:
        for key in [None] if view in {"add", "changelist"} else keys:
            try:
                url = reverse(f"{name}_{view}", args=[key] if key else [])
            except NoReverseMatch:
                continue
            yield url, {"post": "yes"}
            yield url, ranges(model)
            yield url, filled_in(browser, url)
            yield url, ranges(model) | filled_in(browser, url)
            yield url, filled_in(browser, url) | ranges(model)
    listed = reverse(f"{name}_changelist")
    actions = {"delete_selected", *dict(admin.site._registry[model].actions or ())}
    for action in actions:
        yield listed, {"action": action, "_selected_action": keys, "post": "yes"}


def test_the_walk_sees_all_of_them():
    assert {model.__name__ for model in MODELS} == {
        "Committee", "Cell", "Term", "Member", "Membership", "Standing", "Office", "MemberAct",
        "MemberLook",
        "RollImport",
    }  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nothing_posted_there_changes_the_roll(model, staff, book):
    before, answered = kept(), 0
    looks = MemberLook.objects.exclude(kind="page").count()
    for url, data in list(posts(model, staff)):
        response = staff.post(url, data)
        assert response.status_code < 500, url
        answered += response.status_code in {200, 302, 403}
        assert kept() == before, f"{url} {data}"
    assert answered > 3
    assert MemberLook.objects.exclude(kind="page").count() == looks


class TestCell:
    def post(self, staff, cell, **changes):
        url = reverse("admin:cells_cell_change", args=[cell.pk])
        return staff.post(url, filled_in(staff, url) | changes)

    def test_is_renamed_there(self, staff, book, cell_a):
        assert self.post(staff, cell_a, name="Chi bộ Tổ dân phố Năm").status_code == 302
        cell_a.refresh_from_db()
        assert cell_a.name == "Chi bộ Tổ dân phố Năm"

    def test_is_not_founded_after_its_roll_began(self, staff, book, cell_a):
        answer = self.post(staff, cell_a, founded="01/01/2024")
        assert "Sổ của chi bộ đã ghi từ ngày 01/01/2020" in answer.content.decode()
        assert self.post(staff, cell_a, founded="01/01/2019").status_code == 302

    def test_is_not_dissolved_while_its_book_goes_on(self, staff, committee):
        cell = CellFactory(committee=committee)
        member_of(cell, until=TODAY)
        answer = self.post(staff, cell, dissolved="01/01/2024")
        assert "Sổ của chi bộ còn ghi đến ngày 23/11/2026" in answer.content.decode()
        assert self.post(staff, cell, dissolved="23/11/2026").status_code == 302

    def test_a_new_one_has_no_term_of_an_administrator(self, staff, committee):
        url = reverse("admin:cells_cell_add")
        data = filled_in(staff, url) | {
            "committee": committee.pk, "name": "Chi bộ Mới", "kind": "hamlet",
            "terms-TOTAL_FORMS": 1, "terms-INITIAL_FORMS": 0,
            "terms-0-name": "lậu", "terms-0-validity_0": "01/01/2018",
        }  # fmt: skip
        assert staff.post(url, data).status_code == 302
        assert not Term.objects.filter(cell__name="Chi bộ Mới").exists()


def test_a_term_leads_to_the_page_that_writes_it(staff, book, cell_a):
    term = Term.objects.get(cell=cell_a)
    page = staff.get(reverse("admin:cells_term_change", args=[term.pk])).content.decode()
    assert reverse("cells:offices", args=[cell_a.pk]) in page
    assert "validity_0" not in page
