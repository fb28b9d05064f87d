"""A year opened by mistake is taken back while nobody has entered anything, and never after."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import Cell
from evaluations.models import CellRating, MemberRating, RemarkKind, Round, Stage
from evaluations.services import cells, files, rounds
from evaluations.services import committee as service
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import NOW, G, opened, propose, rated

WHY = "Mở nhầm năm"


@pytest.fixture
def round_(committee, officer, cell_a, cell_b) -> Round:
    return opened(committee, officer)


@pytest.fixture
def part(round_, cell_a) -> CellRating:
    return round_.cell_ratings.get(cell=cell_a)


def events(model: str):
    return apps.get_model("evaluations", f"{model}Event").objects.filter(pgh_label="delete")


def test_it_goes_with_its_lists_and_the_trail_keeps_them_with_the_reason(round_, officer):
    lines, parts = round_.member_ratings.count(), round_.cell_ratings.count()
    rounds.withdraw(round_, reason=WHY, by=officer)
    for model in (Round, CellRating, MemberRating):
        assert not model.objects.exists()
    kept = events("Round").get()
    assert (kept.year, kept.opened_by_id) == (2026, officer.pk)
    assert kept.pgh_context.metadata["reason"] == WHY
    assert (events("CellRating").count(), events("MemberRating").count()) == (parts, lines)


def test_the_year_can_be_opened_again(round_, committee, officer):
    rounds.withdraw(round_, reason=WHY, by=officer)
    assert opened(committee, officer).cell_ratings.count() == 2


def own_level(part, by):
    MemberRating.objects.filter(pk=rated(part)[0].pk).update(own_level=G)


def comments(part, by):
    MemberRating.objects.filter(pk=rated(part)[0].pk).update(comments="Nhiệt tình")


def graded(part, by):
    MemberRating.objects.filter(pk=rated(part)[0].pk).update(own_grades={"1": "good"})


def ballots(part, by):
    MemberRating.objects.filter(pk=rated(part)[0].pk).update(issued=6)


def begun(part, by):
    CellRating.objects.filter(pk=part.pk).update(stage=Stage.COLLECTIVE)


def by_hand(part, by):
    CellRating.objects.filter(pk=part.pk).update(ballot_mode="hands")


def remark(part, by):
    values = {"kind": RemarkKind.RESIDENCE, "issuer": "Chi bộ Tổ 9", "text": "Gương mẫu"}
    cells.add_remark(rated(part)[0], values=values, by=by)


def attached(part, by):
    upload = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.4 bao cao")
    files.attach(part, None, upload=upload, now=NOW, by=by)


@pytest.mark.parametrize(
    ("enter", "words"),
    [
        (own_level, "của đảng viên"), (comments, "của đảng viên"), (graded, "của đảng viên"),
        (ballots, "của đảng viên"), (begun, "kiểm điểm tập thể"), (by_hand, "kiểm điểm tập thể"),
        (remark, "nhận xét"), (attached, "tệp đính kèm"),
        (lambda part, by: propose(part, by=by), "gửi đề nghị"),
    ],
)  # fmt: skip
def test_what_somebody_entered_holds_it(
    enter, words, round_, part, officer, secretary_a, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    assert rounds.entered(round_) == ""
    enter(part, secretary_a)
    with pytest.raises(ValidationError, match=words):
        rounds.withdraw(round_, reason=WHY, by=officer)
    assert Round.objects.filter(pk=round_.pk).exists()


def test_every_field_that_is_not_drawn_from_the_roll_counts_as_entered():
    """A new field is either set when a line is made, and named so, or people enter it."""
    for model in (CellRating, MemberRating):
        looked_at = str(rounds._is_entered(model))
        for field in model._meta.concrete_fields:
            asked = f"('{field.name}'" in looked_at or f"('{field.name}__isnull'" in looked_at
            assert asked != (field.name in rounds.FROM_THE_BEGINNING)


def test_a_ratified_year_and_one_opened_again_stay(
    round_, part, cell_b, officer, secretary_a, secretary_b
):
    propose(part, by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    service.ratify(round_, now=NOW, by=officer)
    with pytest.raises(ValidationError, match="đã được công nhận"):
        rounds.withdraw(round_, reason=WHY, by=officer)
    service.reopen(round_, reason="Sót", now=NOW + timedelta(days=1), by=officer)
    with pytest.raises(ValidationError, match="từng được công nhận"):
        rounds.withdraw(round_, reason=WHY, by=officer)


def test_only_the_office_of_the_committee_does_it_and_says_why(
    round_, officer, secretary_a, viewer, overseer, other_officer
):
    for user in (secretary_a, viewer, overseer, other_officer):
        with pytest.raises(PermissionDenied):
            rounds.withdraw(round_, reason=WHY, by=user)
    with pytest.raises(ValidationError) as refused:
        rounds.withdraw(round_, reason=" ", by=officer)
    assert "reason" in refused.value.message_dict
    assert Round.objects.exists()


def test_it_is_taken_back_on_its_page(round_, part, officer, secretary_a):
    client = signed_in(officer)
    address = reverse("evaluations:withdraw", args=[round_.pk])
    assert address in client.get(round_.get_absolute_url()).content.decode()
    assert "Danh sách của mọi chi bộ" in client.get(address).content.decode()
    CellRating.objects.filter(pk=part.pk).update(stage=Stage.COLLECTIVE)
    refused = client.post(address, {"reason": WHY})
    assert refused.status_code == 422
    assert "có chi bộ đã kiểm điểm tập thể" in refused.content.decode()
    assert WHY in refused.content.decode()
    assert address not in client.get(round_.get_absolute_url()).content.decode()
    CellRating.objects.filter(pk=part.pk).update(stage=Stage.WAITING)
    assert client.post(address, {"reason": WHY}).url == reverse("evaluations:overview")
    assert not Round.objects.exists()


def test_who_was_writing_meanwhile_is_told(round_, part, officer, secretary_a):
    row = MemberRating.objects.select_related("cell_rating").get(pk=rated(part)[0].pk)
    rounds.withdraw(round_, reason=WHY, by=officer)
    late = (
        lambda: cells.add_remark(row, values={"text": "x"}, by=secretary_a),
        lambda: rounds.refresh(round_, by=officer),
        lambda: rounds.withdraw(round_, reason=WHY, by=officer),
    )
    for write in late:
        with pytest.raises(ValidationError, match="đã bỏ đợt"):
            write()


def test_it_costs_the_same_for_any_number_of_members(committee, officer):
    def cost() -> int:
        for _ in range(2):
            make.furnished_cell(committee, f"Chi bộ số {Cell.objects.count()}")
        round_ = opened(committee, officer)
        with CaptureQueriesContext(connection) as asked:
            rounds.withdraw(round_, reason=WHY, by=officer)
        return len(asked)

    assert cost() == cost()


def test_a_year_is_not_opened_where_there_is_nobody_to_rate(committee, officer):
    with pytest.raises(ValidationError) as refused:
        opened(committee, officer)
    assert "không có chi bộ nào hoạt động ngày 31/12/2026" in str(refused.value.message_dict)
    assert "committee" in refused.value.message_dict
    assert not Round.objects.exists()


# --- The next step on the board -------------------------------------------------------------------
def board(client, round_, **words) -> str:
    return client.get(round_.get_absolute_url(), words).content.decode()


def test_the_board_leads_to_the_cells_that_wait_before_it_ratifies(
    round_, part, cell_a, cell_b, officer, secretary_a, secretary_b
):
    client = signed_in(officer)
    ratify = reverse("evaluations:ratify", args=[round_.pk])
    page = board(client, round_)
    assert 'class="btn btn-primary"\n             href="?missing=1"' in page
    assert f'class="btn btn-outline-secondary"\n           href="{ratify}"' in page
    propose(part, by=secretary_a)
    page = board(client, round_, missing="1")
    remind = reverse("reports:remind", args=[round_.committee_id])
    assert f"{remind}?about=rating&amp;cell={cell_b.pk}" in page
    asked = client.get(remind, {"about": "rating", "cell": cell_b.pk}).content.decode()
    assert "hoàn thành việc kiểm điểm, xếp loại" in asked
    assert str(cell_b) in page
    assert str(cell_a) not in page
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    for words in ({}, {"missing": "1"}):
        page = board(client, round_, **words)
        assert f'class="btn btn-primary"\n           href="{ratify}"' in page
        assert "missing=1" not in page
