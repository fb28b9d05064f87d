"""The pages of a round: what they show to whom, and what they cost."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.models import CellRating, MemberRating, Round, Stage, Status
from evaluations.queries import year_to_open
from evaluations.services import cells, committee
from evaluations.views import rounds
from meetings.models import MeetingKind
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import (
    NOW,
    C,
    E,
    G,
    N,
    collective,
    counted,
    opened,
    propose,
    rated,
)


@pytest.fixture
def round_(committee, officer, cell_a, cell_b) -> Round:
    return opened(committee, officer)


@pytest.fixture
def part(round_, cell_a) -> CellRating:
    return round_.cell_ratings.get(cell=cell_a)


def text_of(client: Client, name: str, *args: object, status: int = 200) -> str:
    answer = client.get(reverse(f"evaluations:{name}", args=args))
    assert answer.status_code == status
    return answer.content.decode()


# --- The cell -------------------------------------------------------------------------------------
def test_the_page_of_a_cell_leads_from_step_to_step(part, secretary_a):
    client = signed_in(secretary_a)
    steps = []

    def step() -> None:
        page = text_of(client, "cell", part.pk)
        steps.append(page.split("hmk-actionbar")[1].split("</i>")[1].split("<")[0].strip())

    step()
    values = {"collective-self_review": "Chi bộ họp đủ 12 kỳ.", "collective-own_level": G,
              "collective-ballot_mode": "secret"}  # fmt: skip
    assert client.post(reverse("evaluations:collective", args=[part.pk]), values).status_code == 302
    step()
    collective(part, by=secretary_a)
    step()
    MemberRating.objects.filter(cell_rating=part).update(proposed=G)
    step()
    assert client.post(reverse("evaluations:submit", args=[part.pk])).status_code == 302
    part.refresh_from_db()
    assert part.stage == Stage.PROPOSED
    waits = "Chi bộ đã gửi đề nghị ngày "
    assert waits in text_of(client, "cell", part.pk)
    assert steps == [
        "Viết báo cáo tập thể", "Ghi phiếu xếp loại chi bộ", "Ghi phiếu đảng viên (còn 6)",
        "Gửi đề nghị lên Đảng ủy",
    ]  # fmt: skip


def next_step(client: Client, part: CellRating) -> str:
    page = text_of(client, "cell", part.pk)
    return page.split("hmk-actionbar")[1].split("</div>")[0]


def test_where_no_level_has_its_votes_the_next_step_is_what_the_conference_decided(
    part, secretary_a
):
    """Of five summoned two came: no level has more than half, and counting again helps nobody."""
    client = signed_in(secretary_a)
    few = {"issued": 2, "collected": 2, **counted(G, 2)}
    cells.count_collective(part, values=few, day=make.TODAY, by=secretary_a)
    assert "Ghi mức hội nghị quyết định" in next_step(client, part)
    collective(part, by=secretary_a)
    first, *others = rated(part)
    MemberRating.objects.filter(pk__in=[row.pk for row in others]).update(proposed=G)
    assert "Ghi phiếu đảng viên (còn 1)" in next_step(client, part)
    votes = {first.pk: counted(G, 2)}
    cells.count_members(part, issued=2, collected=2, votes=votes, day=make.TODAY, by=secretary_a)
    bar = next_step(client, part)
    assert f"Ghi mức của đồng chí {first.name}" in bar
    assert reverse("evaluations:review", args=[first.pk]) in bar
    assert "hội nghị quyết định" in text_of(client, "review", first.pk)


def test_a_draft_sent_over_the_weekend_is_sent_too_late(part, cell_a, secretary_a):
    """Three working days: from Thursday 10/12 to Monday 14/12 there are two."""
    meeting = make.MeetingFactory(
        cell=cell_a, kind=MeetingKind.REVIEW, month=date(2026, 12, 1),
        planned_at=make.at(date(2026, 12, 14)),
    )  # fmt: skip
    client, words = signed_in(secretary_a), "chưa đủ 3 ngày làm việc"
    for sent, late in ((date(2026, 12, 10), True), (date(2026, 12, 9), False)):
        values = {"meeting": meeting, "draft_sent_on": sent}
        cells.review_collective(part, values=values, by=secretary_a)
        assert (words in text_of(client, "cell", part.pk)) is late


def test_a_wrong_count_stays_in_the_form_with_its_fault(part, secretary_a):
    client = signed_in(secretary_a)
    collective(part, by=secretary_a)
    row = rated(part)[0]
    url = reverse("evaluations:member-ballots", args=[part.pk])
    typed = {"issued": "5", "collected": "5", f"{row.pk}-valid": "5", f"{row.pk}-votes_excellent":
             "1", f"{row.pk}-votes_good": "2", f"{row.pk}-votes_completed": "0",
             f"{row.pk}-votes_not_completed": "0"}  # fmt: skip
    answer = client.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Các mức cộng lại 3 phiếu, khác 5 phiếu hợp lệ." in page
    assert f'name="{row.pk}-votes_good" value="2"' in page
    typed[f"{row.pk}-votes_good"] = "4"
    assert client.post(url, typed).status_code == 302
    row.refresh_from_db()
    assert (row.votes_good, row.proposed) == (4, G)


@pytest.mark.parametrize("typed", ["-1", "năm", "99999", "1" * 400, "4.5", "\u0000"])
def test_what_is_no_figure_is_refused_in_words(part, secretary_a, typed):
    client = signed_in(secretary_a)
    data = {f"vote-{name}": typed for name in (
        "issued", "collected", "valid", "votes_excellent", "votes_good", "votes_completed",
        "votes_not_completed", "proposed")}  # fmt: skip
    answer = client.post(reverse("evaluations:collective-ballots", args=[part.pk]), data)
    assert answer.status_code == 422
    assert "hmk-error" in answer.content.decode() or "invalid" in answer.content.decode()


def test_texts_are_for_the_cell_and_the_office_not_for_who_only_looks(
    part, secretary_a, overseer, officer, viewer
):
    row = rated(part)[0]
    cells.review_member(row, values={"self_review": "Tôi nhận thiếu sót", "comments": "Nể nang"},
                        by=secretary_a)  # fmt: skip
    for user, sees in ((secretary_a, True), (overseer, True), (officer, True), (viewer, False)):
        page = text_of(signed_in(user), "member", row.pk)
        assert ("Tôi nhận thiếu sót" in page) == ("Nể nang" in page) == sees


def test_a_review_keeps_the_year_beside_it(part, secretary_a):
    client = signed_in(secretary_a)
    row = rated(part)[0]
    assert "ý kiến trong biên bản" in text_of(client, "review", row.pk)
    values = {"review-self_review": "Đã vận động 12 hộ.", "review-own_level": E,
              "review-common_points": "28,5", "review-result_points": "61"}  # fmt: skip
    assert client.post(reverse("evaluations:review", args=[row.pk]), values).status_code == 302
    row.refresh_from_db()
    assert (row.own_level, row.common_points, row.gates_met) == (E, Decimal("28.5"), None)


def test_a_form_filled_in_elsewhere_is_kept_with_the_review(part, secretary_a, viewer):
    client = signed_in(secretary_a)
    row = rated(part)[0]
    url = reverse("evaluations:member-attach", args=[row.pk])
    bad = client.post(url, {"file": SimpleUploadedFile("virus.exe", b"MZ")})
    assert bad.status_code == 422
    assert "Loại tệp này không nhận" in bad.content.decode()
    good = SimpleUploadedFile("ban-kiem-diem.pdf", b"%PDF-1.4 kiem diem")
    assert client.post(url, {"file": good}).status_code == 302
    again = SimpleUploadedFile("ban-kiem-diem.pdf", b"%PDF-1.4 kiem diem")
    assert "Tệp này đã có" in client.post(url, {"file": again}).content.decode()
    kept = row.files.get()
    assert kept.name in text_of(client, "member", row.pk)
    answer = client.get(reverse("evaluations:file", args=[kept.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 kiem diem"
    assert signed_in(viewer).get(reverse("evaluations:file", args=[kept.pk])).status_code == 403


# --- The committee --------------------------------------------------------------------------------
def test_in_the_first_months_the_year_that_has_ended_is_opened_first(committee, officer, cell_a):
    assert year_to_open(committee, date(2027, 3, 31)) == 2026
    assert year_to_open(committee, date(2027, 4, 1)) == 2027
    opened(committee, officer, year=2026, rated_on=date(2026, 12, 31))
    assert year_to_open(committee, date(2027, 1, 5)) == 2027


def test_a_year_is_opened_from_its_page(committee, officer, cell_a):
    client = signed_in(officer)
    page = text_of(client, "open")
    assert "Điều chưa chắc chắn" in page
    values = {"committee": committee.pk, "year": "2026", "rated_on": "31/12/2026",
              "cell_by": "15/12/2026", "ratify_by": "01/12/2026"}  # fmt: skip
    url = reverse("evaluations:open")
    refused = client.post(url, values)
    assert refused.status_code == 422
    assert "Hạn của chi bộ phải trước hạn công nhận." in refused.content.decode()
    values["ratify_by"] = "31/12/2026"
    answer = client.post(url, values)
    round_ = Round.objects.get()
    assert answer.url == round_.get_absolute_url()
    assert str(cell_a) in client.get(answer.url).content.decode()


def test_the_cap_is_said_with_its_figures_and_blocks(
    round_, part, cell_b, secretary_a, secretary_b, officer
):
    propose(part, [E, E, E, G, G, G], by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    client = signed_in(officer)
    for name in ("balance", "ratify", "round"):
        assert "vượt 1" in text_of(client, name, round_.pk)
    assert "Công nhận kết quả năm 2026</button>" not in text_of(client, "ratify", round_.pk)
    row = rated(part)[0]
    url = reverse("evaluations:member-decide", args=[row.pk])
    assert client.post(url, {"level": G, "reason": ""}).status_code == 422
    assert client.post(url, {"level": G, "reason": "Cân đối"}).status_code == 302
    assert client.post(reverse("evaluations:ratify", args=[round_.pk])).status_code == 302
    round_.refresh_from_db()
    assert round_.is_ratified


def test_cells_are_ranked_by_what_one_asks_for(round_, cell_a, cell_b, secretary_a, officer):
    for cell, status in ((cell_a, "unexcused"), (cell_b, "present")):
        meeting = make.MeetingFactory(cell=cell, month=date(2026, 3, 1))
        member = cell.memberships.first().member
        make.AttendanceFactory(meeting=meeting, member=member, status=status)
        make.marked_signed(meeting, by=secretary_a)
    CellRating.objects.filter(cell=cell_a).update(proposed=E)
    CellRating.objects.filter(cell=cell_b).update(proposed=N)
    client = signed_in(officer)

    def order(sort: str) -> list:
        answer = client.get(reverse("evaluations:balance", args=[round_.pk]), {"sort": sort})
        return [line.part.cell for line in answer.context["page"]]

    assert order("presence") == [cell_b, cell_a]
    for sort in ("level", "work", "score", "name", "nothing"):
        assert order(sort) == [cell_a, cell_b], sort


def test_a_long_list_is_compared_with_the_roll_when_one_asks(round_, cell_a, officer, monkeypatch):
    address = reverse("evaluations:ratify", args=[round_.pk])
    client = signed_in(officer)
    fits = "Danh sách khớp với sổ đảng viên."
    assert fits in client.get(address, {"compare": "1"}).content.decode()
    make.MembershipFactory(cell=cell_a)
    differs = "khác danh sách xếp loại ở 1 đồng chí"
    assert differs in client.get(address).content.decode()
    monkeypatch.setattr(rounds, "COMPARED_AT_ONCE", 5)
    page = client.get(address).content.decode()
    assert "chưa đối chiếu" in page
    assert differs not in page
    assert differs in client.get(address, {"compare": "1"}).content.decode()


def test_flags_are_shown_by_kind_and_page(round_, officer, monkeypatch):
    monkeypatch.setattr(rounds, "FLAGGED_SHOWN", 2)
    monkeypatch.setattr(rounds, "ROWS_A_PAGE", 3)
    rows = MemberRating.objects.filter(round=round_, status=Status.RATED)
    keys = list(rows.order_by("cell_rating__cell__sort_key", "member__sort_key", "pk")[:5])
    rows.filter(pk__in=[row.pk for row in keys]).update(proposed=N)
    client = signed_in(officer)
    page = text_of(client, "flags", round_.pk)
    assert [row.name in page for row in keys] == [True, True, False, False, False]
    assert "Xem cả 5 đồng chí" in page
    address = reverse("evaluations:flags", args=[round_.pk])
    second = client.get(address, {"kind": "failed", "page": "2"}).content.decode()
    assert [row.name in second for row in keys] == [False, False, False, True, True]
    assert "Trang 2 / 2" in second
    assert client.get(address, {"kind": "x"}).context["page"] is None


def test_the_result_is_told_to_the_cell(round_, part, cell_b, secretary_a, secretary_b, officer):
    propose(part, by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    committee.decide(part, level=C, reason="Còn việc quá hạn", by=officer)
    committee.decide(rated(part)[0], level=E, reason="Cân đối", by=officer)
    client = signed_in(secretary_a)
    page = text_of(client, "cell", part.pk)
    assert "Còn việc quá hạn" not in page
    assert "Xuất sắc: 0; nhiều nhất" in page, "what the committee means is not told by figures"
    committee.ratify(round_, now=NOW, by=officer)
    page = text_of(client, "cell", part.pk)
    assert "chi bộ hoàn thành nhiệm vụ" in page
    assert "Còn việc quá hạn" in page
    assert client.post(reverse("evaluations:received", args=[part.pk])).status_code == 302
    assert "đã nhận kết quả ngày" in text_of(client, "cell", part.pk)
    assert "chi bộ đã nhận" in text_of(signed_in(officer), "round", round_.pk)


def test_no_address_changes_a_ratified_level(round_, part, cell_b, secretary_a, secretary_b,
                                             officer, admin_user):  # fmt: skip
    propose(part, by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    committee.ratify(round_, now=NOW, by=officer)
    row = rated(part)[0]
    before = list(MemberRating.objects.order_by("pk").values("pk", "proposed", "ratified"))
    posts = {
        "member-decide": (row.pk, {"level": E, "reason": "x"}),
        "cell-decide": (part.pk, {"level": E, "reason": "x"}),
        "review": (row.pk, {"review-self_review": "x", "review-proposed": E,
                            "review-proposed_because": "x"}),
        "member-ballots": (part.pk, {"issued": 5, "collected": 5}),
        "take-back": (part.pk, {"reason": "x"}),
        "refresh": (round_.pk, {}),
        "ratify": (round_.pk, {}),
        "submit": (part.pk, {}),
    }  # fmt: skip
    for user in (secretary_a, officer, admin_user):
        client = signed_in(user)
        for name, (key, data) in posts.items():
            answer = client.post(reverse(f"evaluations:{name}", args=[key]), data)
            assert answer.status_code < 500
    assert list(MemberRating.objects.order_by("pk").values("pk", "proposed", "ratified")) == before


@pytest.mark.parametrize("name", ["round", "balance", "members", "flags", "ratify"])
def test_a_page_of_the_committee_costs_the_same_for_twice_as_much(committee, officer, name,
                                                                       monkeypatch):  # fmt: skip
    """As a round of a province does it, which compares no roll by itself."""
    monkeypatch.setattr(rounds, "COMPARED_AT_ONCE", 0)
    client = signed_in(officer)

    def cost(number: int, year: int) -> int:
        for _ in range(number):
            make.furnished_cell(committee, f"Chi bộ số {committee.cells.count()}")
        round_ = opened(committee, officer, year=year, rated_on=date(year, 12, 31))
        MemberRating.objects.filter(round=round_).update(proposed=G)
        with CaptureQueriesContext(connection) as asked:
            text_of(client, name, round_.pk)
        return sum(query["sql"].lstrip().startswith("SELECT") for query in asked)

    cost(1, 2023)
    assert cost(2, 2024) == cost(4, 2025) <= 15


def test_the_page_of_a_cell_costs_the_same_for_twice_as_many(committee, officer, cell_a,
                                                             secretary_a):  # fmt: skip
    client = signed_in(secretary_a)

    def cost(year: int) -> int:
        for number in range(6):
            make.member_of(cell_a, f"Trần Thị Số {number}")
        round_ = opened(committee, officer, year=year, rated_on=date(year, 12, 31))
        with CaptureQueriesContext(connection) as asked:
            text_of(client, "cell", round_.cell_ratings.get(cell=cell_a).pk)
        return len(asked)

    cost(2023)
    assert cost(2024) == cost(2025) <= 30
