"""A ratification that was opened again is kept as it was printed, whatever changes afterwards."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import Cell, Committee
from documents.stored import from_data, to_data
from evaluations import roundpapers
from evaluations.models import ClosedRatification, MemberRating, Round
from evaluations.roundpapers import paper_of
from evaluations.services import cells
from evaluations.services import committee as service
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import NOW, C, E, G, opened, propose, rated
from tests.evaluations.test_printing import words as words_of

REASON = "Bỏ sót một đảng viên"


@pytest.fixture
def ratified(committee, officer, cell_a, cell_b, secretary_a, secretary_b) -> Round:
    round_ = opened(committee, officer)
    propose(round_.cell_ratings.get(cell=cell_a), [E, G, G, G, G, C], by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    service.ratify(round_, now=NOW, by=officer)
    return Round.objects.get(pk=round_.pk)


def reopened(round_: Round, by, *, reason: str = REASON) -> ClosedRatification:
    service.reopen(round_, reason=reason, now=NOW + timedelta(days=9), by=by)
    return round_.closed.order_by("-version").first()


def plain(data: object) -> object:
    """As the database gives JSON back."""
    return json.loads(json.dumps(data))


def test_the_list_printed_before_reopening_is_the_one_kept_afterwards(
    ratified, officer, cell_a, secretary_a
):
    before = {name: paper_of(ratified, name) for name in ("list", "summary")}
    client = signed_in(officer)
    address = reverse("evaluations:round-paper", args=[ratified.pk, "list", "docx"])
    assert client.get(address).status_code == 200
    kept = reopened(ratified, officer)
    # Everything that the list was made of changes afterwards.
    part = ratified.cell_ratings.get(cell=cell_a)
    row = rated(part)[0]
    row.refresh_from_db()
    cells.take_back(part, reason="Sửa lại", by=secretary_a)
    MemberRating.objects.filter(pk=row.pk).update(proposed=C, proposed_because="x", name="Tên Khác")
    cell_a.name = "Chi bộ đổi tên"
    cell_a.save()
    kept = ClosedRatification.objects.get(pk=kept.pk)
    for name, document in before.items():
        assert kept.papers[name] == plain(to_data(document))
    assert to_data(paper_of(Round.objects.get(pk=ratified.pk), "list")) != to_data(before["list"])
    assert from_data(kept.papers["list"]).title == before["list"].title


def test_it_is_read_and_printed_beside_the_new_one(ratified, officer, viewer):
    reopened(ratified, officer)
    client = signed_in(viewer)
    board = client.get(ratified.get_absolute_url()).content.decode()
    address = reverse("evaluations:closed", args=[ratified.pk, 1])
    assert address in board
    for words in (REASON, str(officer), "Các lần công nhận trước"):
        assert words in board
    page = client.get(address).content.decode()
    for words in (REASON, str(officer), "Hoàn thành xuất sắc", "không còn hiệu lực"):
        assert words in page
    for name in ("list", "summary"):
        for file_format in ("pdf", "docx"):
            paper = reverse("evaluations:closed-paper", args=[ratified.pk, 1, name, file_format])
            assert client.get(paper).status_code == 200
    wrong = reverse("evaluations:closed-paper", args=[ratified.pk, 1, "flags", "pdf"])
    assert client.get(wrong).status_code == 404
    assert client.get(reverse("evaluations:closed", args=[ratified.pk, 2])).status_code == 404


def test_the_new_list_says_which_one_it_replaces(ratified, officer):
    first = str(to_data(paper_of(ratified, "list")))
    assert "CÔNG NHẬN LẠI" not in first
    reopened(ratified, officer)
    service.ratify(ratified, now=NOW, by=officer)
    again = Round.objects.get(pk=ratified.pk)
    assert "CÔNG NHẬN LẠI LẦN 2 (thay kết quả lần 1)" in str(to_data(paper_of(again, "list")))
    reopened(again, officer, reason="Lần nữa")
    service.ratify(again, now=NOW, by=officer)
    assert list(again.closed.values_list("version", "reason")) == [(1, REASON), (2, "Lần nữa")]
    third = Round.objects.get(pk=ratified.pk)
    assert "LẦN 3 (thay kết quả lần 2)" in str(to_data(paper_of(third, "list")))


def test_a_cell_of_the_round_and_other_offices_do_not_read_it(
    ratified, officer, secretary_a, other_officer
):
    reopened(ratified, officer)
    address = reverse("evaluations:closed", args=[ratified.pk, 1])
    for user in (secretary_a, other_officer):
        assert signed_in(user).get(address).status_code == 404


def test_nobody_changes_or_removes_what_is_kept(ratified, officer):
    kept = reopened(ratified, officer)
    rows = ClosedRatification.objects.filter(pk=kept.pk)
    for write in (lambda: rows.update(reason="x"), rows.delete):
        with pytest.raises(OperationalError), transaction.atomic():
            write()


def test_a_refused_reopening_keeps_nothing(ratified, officer, secretary_a):
    for reason, by, fault in (
        (" ", officer, ValidationError),
        ("x", secretary_a, PermissionDenied),
    ):
        with pytest.raises(fault):
            service.reopen(ratified, reason=reason, now=NOW, by=by)
    assert not ClosedRatification.objects.exists()


def test_a_long_list_is_kept_in_the_parts_that_it_was_printed_in(ratified, officer, monkeypatch):
    monkeypatch.setattr(roundpapers, "LINES_A_PAPER", 7)
    kept = reopened(ratified, officer)
    assert set(kept.papers) == {"list", "list-2", "summary"}
    client = signed_in(officer)
    address = reverse("evaluations:closed", args=[ratified.pk, 1])
    first = client.get(address).content.decode()
    assert "Thị Mai" in first
    assert "Văn Trúc" not in first
    second = client.get(address, {"part": "list-2"}).content.decode()
    assert "Văn Trúc" in second
    assert "Thị Mai" not in second
    assert client.get(address, {"part": "summary"}).context["name"] == "list"
    for name, status in (("list-2", 200), ("list-3", 404)):
        paper = reverse("evaluations:closed-paper", args=[ratified.pk, 1, name, "docx"])
        assert client.get(paper).status_code == status


def test_keeping_a_list_costs_the_same_for_any_number_of_parts(ratified, monkeypatch):
    def cost(lines: int, papers: int) -> int:
        monkeypatch.setattr(roundpapers, "LINES_A_PAPER", lines)
        with CaptureQueriesContext(connection) as asked:
            assert len(roundpapers.to_keep(ratified)) == papers
        return len(asked)

    cost(7, 3)
    assert cost(7, 3) == cost(1000, 2)


def test_what_was_ratified_keeps_the_names_of_its_day(ratified, officer, committee, cell_a):
    """As the town became part of a commune: the result of the year before is not rewritten."""
    part = ratified.cell_ratings.get(cell=cell_a)
    old = (committee.name, committee.committee_name, cell_a.name)
    Committee.objects.filter(pk=committee.pk).update(
        name="Đảng bộ xã Hương Mới", committee_name="Đảng ủy xã Hương Mới"
    )
    Cell.objects.filter(pk=cell_a.pk).update(name="Chi bộ Thôn 5")
    fresh = Round.objects.select_related("committee", "regime").get(pk=ratified.pk)
    client = signed_in(officer)
    urls = [
        *(
            reverse("evaluations:round-paper", args=[fresh.pk, n, "docx"])
            for n in ("list", "summary")
        ),
        reverse("evaluations:cell-paper", args=[part.pk, "list", "docx"]),
    ]
    for url in urls:
        text = " ".join(words_of(client.get(url).content).split())
        assert "Hương Mới" not in text
        assert "HƯƠNG MỚI" not in text
        assert "Thôn 5" not in text
        assert old[0].upper() in text or old[1].upper() in text
    assert old[2] in words_of(client.get(urls[0]).content)
    service.reopen(fresh, reason="Bỏ sót một đảng viên", now=NOW, by=officer)
    kept = client.get(reverse("evaluations:closed", args=[fresh.pk, 1])).content.decode()
    assert "Chi bộ Thôn 5" not in kept
    assert "Chi bộ Thôn 5" in words_of(client.get(urls[0]).content)


def test_reopening_costs_the_same_for_any_number_of_members(committee, officer):
    def cost(number: int, year: int) -> int:
        cell = make.furnished_cell(committee, f"Chi bộ năm {year}")
        for one in range(number):
            make.member_of(cell, f"Trần Thị Số {one}")
        round_ = opened(committee, officer, year=year, rated_on=date(year, 12, 31))
        round_.member_ratings.filter(status="rated").update(proposed=G)
        round_.cell_ratings.update(proposed=G, stage="proposed", proposed_on=make.TODAY)
        service.ratify(round_, now=NOW, by=officer)
        with CaptureQueriesContext(connection) as asked:
            reopened(round_, officer)
        return len(asked)

    assert cost(0, 2024) == cost(30, 2025)
