"""The cell that owes a remark sees who asks and writes it itself; nothing else of the rating."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import queries
from evaluations.models import CellRating, MemberRating, Remark, RemarkKind, Round
from evaluations.services import cells
from members.models import MembershipKind, StandingKind
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import E, collective, opened, propose, rated

LIST = reverse("evaluations:remarks-asked")
SECRET = "Tự nhận còn nể nang"


@pytest.fixture
def guest(cell_a, cell_b):
    """Of cell A, for a time in cell B."""
    away = (StandingKind.TEMPORARILY_ELSEWHERE,)
    member = make.member_of(cell_a, "Trần Thị Khách", standings=away)
    make.MembershipFactory(member=member, cell=cell_b, kind=MembershipKind.TEMPORARY,
                           validity=(make.LONG_AGO, None))  # fmt: skip
    return member


@pytest.fixture
def round_(committee, officer, cell_a, cell_b, guest) -> Round:
    return opened(committee, officer)


@pytest.fixture
def part(round_, cell_a) -> CellRating:
    return round_.cell_ratings.get(cell=cell_a)


@pytest.fixture
def row(part, guest, secretary_a) -> MemberRating:
    found = part.members.get(member=guest)
    cells.review_member(found, values={"self_review": SECRET, "own_level": E}, by=secretary_a)
    return found


def write(row, kind="temporary") -> str:
    return reverse("evaluations:remark-write", args=[row.pk, kind])


def test_the_temporary_cell_sees_who_asks_and_writes_it(row, secretary_b, secretary_a):
    client = signed_in(secretary_b)
    page = client.get(LIST).content.decode()
    assert "Trần Thị Khách" in page
    assert "Chi bộ Tổ dân phố 5" in page or str(row.cell_rating.cell) in page
    typed = {"say-text": "Tham gia đầy đủ", "say-given_on": "10/12/2026"}
    assert client.post(write(row), typed).status_code == 302
    remark = row.remarks.get()
    assert (remark.kind, remark.by_cell.name, remark.issuer, remark.written_by) == (
        RemarkKind.TEMPORARY, remark.issuer, remark.by_cell.name, secretary_b
    )  # fmt: skip
    home = signed_in(secretary_a).get(row.get_absolute_url()).content.decode()
    assert "Tham gia đầy đủ" in home
    assert f"tự ghi ({secretary_b})" in home
    assert "Cần nhận xét của chi bộ nơi sinh hoạt tạm thời" not in home
    assert "đã ghi" in client.get(LIST).content.decode()


def test_it_sees_nothing_else_of_the_rating(row, part, round_, secretary_b):
    client = signed_in(secretary_b)
    for page in (client.get(LIST), client.get(write(row))):
        text = page.content.decode()
        assert page.status_code == 200
        for secret in (SECRET, E.label, "Phiếu"):
            assert secret not in text
    others = rated(part)[0]
    for name, key in (("member", row.pk), ("review", row.pk), ("residence", row.pk),
                      ("member-form", row.pk), ("cell", part.pk), ("member-ballots", part.pk),
                      ("collective-ballots", part.pk), ("round", round_.pk)):  # fmt: skip
        assert client.get(reverse(f"evaluations:{name}", args=[key])).status_code == 404
    for address in (write(others), write(row, "former"), write(row, "residence"),
                    write(row, "self_review")):  # fmt: skip
        assert client.get(address).status_code == 404
        assert client.post(address, {"say-text": "x"}).status_code == 404
    listed = list(queries.remarks_asked(secretary_b))
    assert [one["pk"] for one in listed] == [row.pk]
    assert not {"proposed", "ratified", "own_level", "valid"} & listed[0].keys()


@pytest.mark.parametrize("who", ["secretary_a", "overseer", "officer", "viewer", "admin_user"])
def test_nobody_else_writes_in_the_name_of_the_cell(request, row, cell_b, who):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        cells.say(row, kind="temporary", cell=cell_b, values={"text": "x"}, by=user)
    assert signed_in(user).post(write(row), {"say-text": "x"}).status_code == 404
    assert not Remark.objects.exists()


def test_a_cell_that_is_not_asked_says_nothing(part, cell_b, secretary_b):
    with pytest.raises(PermissionDenied):
        cells.say(rated(part)[0], kind="temporary", cell=cell_b, values={"text": "x"},
                  by=secretary_b)  # fmt: skip


def test_it_is_corrected_by_the_cell_alone_and_not_taken_back_by_the_home(
    row, cell_b, secretary_a, secretary_b
):
    cells.say(row, kind="temporary", cell=cell_b, values={"text": "Một"}, by=secretary_b)
    cells.say(row, kind="temporary", cell=cell_b, values={"text": "Hai"}, by=secretary_b)
    remark = row.remarks.get()
    assert remark.text == "Hai"
    with pytest.raises(ValidationError, match="tự ghi nên giữ nguyên"):
        cells.remove_remark(remark, by=secretary_a)
    typed = cells.add_remark(row, values={"kind": "temporary", "issuer": "Giấy", "text": "Giấy"},
                             by=secretary_a)  # fmt: skip
    assert (typed.by_cell, typed.written_by) == (None, secretary_a)
    cells.remove_remark(typed, by=secretary_a)


def test_two_tabs_of_the_cell_do_not_overwrite_each_other(row, cell_b, secretary_b):
    client = signed_in(secretary_b)
    seen = client.get(write(row)).content.decode().split('name="seen" value="')[1].split('"')[0]
    cells.say(row, kind="temporary", cell=cell_b, values={"text": "Bản kia"}, by=secretary_b)
    answer = client.post(write(row), {"say-text": "Bản này", "seen": seen})
    assert answer.status_code == 422
    assert "Bản kia" in answer.content.decode()
    assert row.remarks.get().text == "Bản kia"


def test_after_the_proposal_nothing_is_added(row, part, cell_b, secretary_a, secretary_b):
    collective(part, by=secretary_a)
    propose(part, by=secretary_a)
    with pytest.raises(ValidationError, match="đã gửi đề nghị"):
        cells.say(row, kind="temporary", cell=cell_b, values={"text": "x"}, by=secretary_b)
    assert signed_in(secretary_b).post(write(row), {"say-text": "x"}).url == LIST
    assert not Remark.objects.exists()


def test_a_cell_of_residence_is_asked_by_the_home_cell(row, cell_b, secretary_a, secretary_b):
    url = reverse("evaluations:residence", args=[row.pk])
    client = signed_in(secretary_a)
    assert client.get(url).status_code == 200
    wrong = make.CellFactory()
    assert client.post(url, {"residence-residence_cell": wrong.pk}).status_code == 422
    assert client.post(url, {"residence-residence_cell": cell_b.pk}).status_code == 302
    assert "Đang xin nhận xét nơi cư trú" in client.get(row.get_absolute_url()).content.decode()
    listed = {(one["pk"], one["asked_kind"]) for one in queries.remarks_asked(secretary_b)}
    assert listed == {(row.pk, "temporary"), (row.pk, "residence")}
    answer = signed_in(secretary_b).post(write(row, "residence"), {"say-text": "Gương mẫu"})
    assert answer.status_code == 302
    assert row.remarks.get().kind == RemarkKind.RESIDENCE


def test_a_former_cell_is_asked(row, cell_b, secretary_b):
    MemberRating.objects.filter(pk=row.pk).update(elsewhere=False, former_cell=cell_b)
    assert [one["asked_kind"] for one in queries.remarks_asked(secretary_b)] == ["former"]


def test_the_list_costs_the_same_for_twice_as_many(part, cell_b, secretary_b):
    client = signed_in(secretary_b)

    def cost(number: int) -> int:
        for one in rated(part)[:number]:
            MemberRating.objects.filter(pk=one.pk).update(residence_cell=cell_b)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    cost(1)
    assert cost(2) == cost(5)
