"""Django admin shows the rating and never goes round it: no page, action or bulk edit changes what
is ratified, and where a page would, the database refuses."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse

from evaluations.models import (
    CellRating,
    ClosedRatification,
    ConfidencePoll,
    LevelNorm,
    MemberRating,
    RatingRegime,
    Remark,
    ReviewFile,
    Round,
)
from evaluations.services import committee as service
from evaluations.services import polls
from tests.cast import signed_in
from tests.evaluations.acting import NOW, E, G, held, opened, propose, rated

ADMINS = {
    model: site
    for model, site in admin.site._registry.items()
    if model._meta.app_label == "evaluations"
}
LOOKED_UP = [Round, MemberRating, ConfidencePoll]
RATINGS = (Round, CellRating, MemberRating, RatingRegime, LevelNorm)


@pytest.fixture
def ratified(committee, officer, cell_a, cell_b, secretary_a, secretary_b) -> Round:
    round_ = opened(committee, officer)
    part = round_.cell_ratings.get(cell=cell_a)
    row = rated(part)[0]
    Remark.objects.create(round=round_, rating=row, kind="residence", issuer="x", text="x")
    ReviewFile.objects.create(round=round_, cell_rating=part, file="reviews/00/x", name="x.pdf",
                              content_type="application/pdf", size=1, sha256="0" * 64,
                              uploaded_by=secretary_a, uploaded_at=NOW)  # fmt: skip
    propose(part, by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    poll = held(committee, by=officer)
    each = {"high": 20, "middle": 10, "low": 0, "invalid": 0}
    polls.count(poll, counts={line.pk: each for line in poll.lines.all()}, by=officer)
    polls.close(poll, now=NOW, by=officer)
    return service.ratify(round_, now=NOW, by=officer)


@pytest.fixture
def client(admin_user) -> Client:
    return signed_in(admin_user)


def url(model, page: str, *args: object) -> str:
    return reverse(f"admin:evaluations_{model._meta.model_name}_{page}", args=args)


def everything() -> dict:
    return {model: list(model.objects.order_by("pk").values()) for model in RATINGS}


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model.__name__)
def test_each_list_and_page_opens_in_vietnamese(client, ratified, model):
    page = client.get(url(model, "changelist"))
    assert page.status_code == 200
    text = page.content.decode()
    assert str(model._meta.verbose_name_plural).lower() in text.lower()
    for english in ("Select ", "Add ", "Change ", "Delete "):
        assert english not in text
    row = model.objects.first()
    if row is not None:
        assert client.get(url(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", LOOKED_UP, ids=lambda model: model.__name__)
def test_nothing_is_added_changed_or_deleted_there(client, ratified, model):
    before, row = everything(), model.objects.first()
    assert row is not None
    assert client.post(url(model, "add"), {"year": 2020}).status_code == 403
    assert client.post(url(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert client.post(
        url(model, "change", row.pk), {"ratified": E, "proposed": E, "reason": "x", "state": "open"}
    ).status_code in {403, 405}
    assert everything() == before


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model.__name__)
def test_no_action_or_edit_of_a_list_changes_what_is_ratified(client, ratified, model):
    before = everything()
    rows = [str(pk) for pk in model.objects.values_list("pk", flat=True)[:50]]
    names = {name for name, _ in ADMINS[model].get_action_choices(_asked(client, model))}
    for name in {*names, "delete_selected"} - {""}:
        sent = {"action": name, ACTION_CHECKBOX_NAME: rows, "post": "yes", "index": "0"}
        assert client.post(url(model, "changelist"), sent).status_code < 500
    edited = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": rows[:1] or "1",
              "form-0-ratified": E, "form-0-proposed": E, "_save": "1"}  # fmt: skip
    assert client.post(url(model, "changelist"), edited).status_code < 500
    assert everything() == before


def _asked(client: Client, model):
    return client.get(url(model, "changelist")).wsgi_request


def test_nothing_of_a_list_is_editable_there():
    assert [site for site in ADMINS.values() if site.list_editable] == []


def test_a_regime_in_use_is_shown_and_not_edited(client, ratified):
    before, regime = everything(), ratified.regime
    assert client.post(url(RatingRegime, "change", regime.pk), {"cap_percent": 90}).status_code in {
        302, 403, 405
    }  # fmt: skip
    assert client.post(url(RatingRegime, "delete", regime.pk), {"post": "yes"}).status_code != 302
    assert everything() == before


WRITES = {
    "update": lambda rows: rows.update(**{_first_field(rows.model): _value_of(rows)}),
    "bulk_update": lambda rows: rows.model.objects.bulk_update(
        list(rows), [_first_field(rows.model)]
    ),
    "save": lambda rows: rows.first().save(),
    "delete": lambda rows: rows._raw_delete(rows.db),
}


def _first_field(model) -> str:
    """A field that says something of the level, else the first that is no key."""
    names = [field.name for field in model._meta.concrete_fields if not field.is_relation]
    return next(name for name in ("reason", "ratified", "text", "name", "state", *names)
                if name in names)  # fmt: skip


def _value_of(rows) -> object:
    return rows.values_list(_first_field(rows.model), flat=True).first() or "x"


OF_A_ROUND = [
    model
    for model in apps.get_app_config("evaluations").get_models()
    if any(trigger.name in {"ratified_stays", "ratified_round_stays", "append_only"}
           for trigger in getattr(model._meta, "triggers", []))
]  # fmt: skip


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("model", OF_A_ROUND, ids=lambda model: model.__name__)
def test_the_database_refuses_whoever_goes_round_the_pages(ratified, officer, model, write):
    if model is ClosedRatification:
        service.reopen(ratified, reason="Bỏ sót", now=NOW, by=officer)
        service.ratify(ratified, now=NOW, by=officer)
    rows = model.objects.all()
    assert rows.exists()
    before = list(rows.order_by("pk").values())
    with pytest.raises(OperationalError), transaction.atomic():
        WRITES[write](rows)
    assert list(rows.order_by("pk").values()) == before


def test_no_row_is_added_to_a_ratified_round(ratified):
    copy = MemberRating.objects.filter(round=ratified, ratified=G).first()
    copy.pk, copy.status, copy.ratified = None, "gone", ""
    with pytest.raises(OperationalError), transaction.atomic():
        MemberRating.objects.bulk_create([copy])


def test_every_model_of_a_round_is_kept_by_a_trigger():
    """Whoever adds one that hangs on a round has to say what keeps it."""
    hang = {
        model for model in apps.get_app_config("evaluations").get_models()
        if any(field.related_model in {Round, CellRating, MemberRating}
               for field in model._meta.concrete_fields if field.is_relation)
        and not hasattr(model, "pgh_tracked_model")
    }  # fmt: skip
    told = {"ResultReceipt"}  # says that a cell took note of the result, after it stands
    assert {model.__name__ for model in hang} - told <= {model.__name__ for model in OF_A_ROUND}
