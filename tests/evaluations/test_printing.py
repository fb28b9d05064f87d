"""What a round prints: the papers say what the rows say; forms can be replaced."""

import io
from datetime import date

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordFile
from openpyxl import load_workbook
from pypdf import PdfReader

from cells.models import Committee
from documents.docx import write_docx
from documents.formats import write
from evaluations import prescribed, roundpapers
from evaluations.models import FormKind, FormTemplate, MemberRating, RatingRegime, Round
from evaluations.printing.default_forms import default_form
from evaluations.printing.head import of_committee
from evaluations.queries import voting_base_of
from evaluations.services import cells, rounds, templates
from members.models import MembershipKind, StandingKind
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import NOW, E, G, opened, propose, rated


@pytest.fixture
def round_(committee, officer, cell_a, cell_b) -> Round:
    return opened(committee, officer)


@pytest.fixture
def part(round_, cell_a):
    return round_.cell_ratings.get(cell=cell_a)


def words(content: bytes) -> str:
    """The text of a Word file, tables and all."""
    found = WordFile(io.BytesIO(content))
    parts = [one.text for one in found.paragraphs]
    for table in found.tables:
        parts += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(parts)


def text_of_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def form_of(*paragraphs: str) -> SimpleUploadedFile:
    """A Word file with these paragraphs."""
    made, content = WordFile(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(content)
    return SimpleUploadedFile("mau.docx", content.getvalue())


# --- Prescribed forms -----------------------------------------------------------------------------
@pytest.mark.parametrize("kind", FormKind.values)
def test_each_form_that_hmk_brings_can_be_filled_in(kind):
    prescribed.check(write_docx(default_form(kind)))


def test_a_member_gets_the_form_filled_in(part, secretary_a):
    row = rated(part)[0]
    text = "Đã vận động 12 hộ.\nCòn vắng <2 buổi> & chậm {{ 7*7 }}"
    cells.review_member(row, values={"self_review": text, "own_level": G}, by=secretary_a)
    answer = signed_in(secretary_a).get(reverse("evaluations:member-form", args=[row.pk]))
    found = words(answer.content)
    assert row.name in found
    assert "Còn vắng <2 buổi> & chậm {{ 7*7 }}" in found
    assert "Hoàn thành tốt nhiệm vụ" in found
    assert "CHI BỘ TỔ DÂN PHỐ 5" in found


def test_the_form_of_an_administrator_replaces_it(part, secretary_a, admin_user):
    for regime, text in ((None, "Mẫu chung {{ ho_ten }}"), (part.round.regime, "Mẫu riêng")):
        for kind in (FormKind.MEMBER, FormKind.LEADER):
            templates.load(kind, regime, upload=form_of(text), now=NOW, by=admin_user)
    row = rated(part)[0]
    url = reverse("evaluations:member-form", args=[row.pk])
    client = signed_in(secretary_a)
    assert words(client.get(url).content).strip() == "Mẫu riêng"
    templates.retire(list(FormTemplate.objects.exclude(regime=None)), by=admin_user)
    assert words(client.get(url).content).strip() == f"Mẫu chung {row.name}"
    templates.retire(list(FormTemplate.objects.all()), by=admin_user)
    assert "BẢN KIỂM ĐIỂM" in words(client.get(url).content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ ho_ten ", "viết sai"),
        ("{{ mat_khau }}", "không biết: mat_khau"),
        ("{{ ho_ten.__class__.__mro__ }}", "không điền được"),
        ("{% for x in ho_ten %}", "viết sai"),
    ],
)
def test_a_form_that_cannot_be_filled_in_is_refused_in_words(admin_user, text, said):
    with pytest.raises(ValidationError) as refused:
        templates.load(FormKind.MEMBER, None, upload=form_of(text), now=NOW, by=admin_user)
    assert said in " ".join(refused.value.messages)
    assert not FormTemplate.objects.exists()


@pytest.mark.django_db
def test_only_administrators_load_forms(officer):
    with pytest.raises(PermissionDenied):
        templates.load(FormKind.MEMBER, None, upload=form_of("x"), now=NOW, by=officer)


def test_a_form_is_loaded_in_admin(admin_user):
    client = signed_in(admin_user)
    url = reverse("admin:evaluations_formtemplate_add")
    assert "so_buoi_hop" in client.get(url).content.decode()
    bad = client.post(url, {"kind": "member", "regime": "", "upload": form_of("{{ la }}")})
    assert "không biết: la" in bad.content.decode()
    good = {"kind": "member", "regime": "", "upload": form_of("{{ ho_ten }}")}
    assert client.post(url, good).status_code == 302
    assert client.post(url, good | {"upload": form_of("Mới {{ ho_ten }}")}).status_code == 302
    assert FormTemplate.objects.filter(active=True).count() == 1
    default = reverse("admin:evaluations_formtemplate_default", args=["member"])
    assert "BẢN KIỂM ĐIỂM" in words(client.get(default).content)


def test_a_form_says_in_words_that_no_work_was_due(part, secretary_a):
    url = reverse("evaluations:member-form", args=[rated(part)[0].pk])
    found = words(signed_in(secretary_a).get(url).content)
    assert "không có việc được giao đến hạn" in found
    assert "0/0" not in found


# --- Papers ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["ballots", "count", "list"])
def test_the_papers_of_a_cell_name_its_members(part, secretary_a, name):
    client = signed_in(secretary_a)
    for stage in (lambda: None, lambda: propose(part, [E, G, G, G, G, G], by=secretary_a)):
        stage()
        for file_format in ("pdf", "docx"):
            url = reverse("evaluations:cell-paper", args=[part.pk, name, file_format])
            answer = client.get(url)
            read = text_of_pdf if file_format == "pdf" else words
            found = " ".join(read(answer.content).split())
            for row in rated(part):
                assert row.name in found


def test_the_page_says_how_many_ballots_to_print_and_the_ballot_itself_does_not(part, secretary_a):
    client, base = signed_in(secretary_a), voting_base_of(part, timezone.localdate())
    page = client.get(part.get_absolute_url()).content.decode()
    assert base
    assert f"in {base} bản" in page
    url = reverse("evaluations:cell-paper", args=[part.pk, "ballots", "docx"])
    ballot = words(client.get(url).content)
    assert "Không phải ký tên" in ballot
    assert "bản:" not in ballot


def test_the_committee_prints_the_list_and_the_report(round_, part, cell_b, secretary_a,
                                                      secretary_b, officer):  # fmt: skip
    propose(part, [E, G, G, G, G, G], by=secretary_a)
    propose(round_.cell_ratings.get(cell=cell_b), by=secretary_b)
    client = signed_in(officer)
    url = reverse("evaluations:round-paper", args=[round_.pk, "list", "docx"])
    report_url = reverse("evaluations:round-paper", args=[round_.pk, "summary", "docx"])
    for paper in (url, report_url):
        assert "DỰ THẢO (chưa công nhận)" in words(client.get(paper).content)
    assert client.post(reverse("evaluations:ratify", args=[round_.pk])).status_code == 302
    found = words(client.get(url).content)
    assert "DỰ THẢO" not in found
    assert "T/M ĐẢNG ỦY\n" in found
    assert "Danh sách có 2 chi bộ, " in found, "what stands before the signature"
    assert all(row.name in found for row in rated(part))
    report = words(client.get(report_url).content)
    assert "DỰ THẢO" not in report
    assert "2/2 chi bộ hoàn thành tốt nhiệm vụ trở lên" in report
    for name, number in (("cells", 2), ("members", MemberRating.objects.count())):
        answer = client.get(reverse("evaluations:round-sheet", args=[round_.pk, name]))
        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        assert sheet.max_row == number + 1
    missing = reverse("evaluations:round-paper", args=[round_.pk, "nothing", "pdf"])
    assert client.get(missing).status_code == 404


def test_the_report_counts_nobody_twice(round_, part, cell_a, cell_b, officer):
    """Who is a guest in one cell is rated in the own one; who moved, where the member is now."""
    away, moved = rated(part)[2:4]
    make.StandingFactory(member=away.member, kind=StandingKind.TEMPORARILY_ELSEWHERE)
    make.MembershipFactory(member=away.member, cell=cell_b, kind=MembershipKind.TEMPORARY)
    moved.member.memberships.update(validity=(make.LONG_AGO, date(2026, 11, 1)))
    make.MembershipFactory(member=moved.member, cell=cell_b, validity=(date(2026, 11, 1), None))
    rounds.refresh(round_, by=officer)
    assert round_.member_ratings.count() == 14
    report = words(write(roundpapers.paper_of(round_, "summary"), "docx")[0])
    place = report.index("III. Diện xếp loại")
    assert "Cộng\n12\n" in report[place:]
    assert "Ngoài ra có 1 đảng viên sinh hoạt tạm thời" in report[place:]


def test_a_committee_signs_as_what_it_is(round_, officer):
    Committee.objects.update(committee_name="Huyện ủy Hương Khê")
    client = signed_in(officer)
    for name in ("list", "summary"):
        url = reverse("evaluations:round-paper", args=[round_.pk, name, "docx"])
        found = words(client.get(url).content)
        assert "T/M HUYỆN ỦY" in found
        assert ("-BC/HU" in found) == (name == "summary")


def test_a_long_list_is_printed_in_parts_cut_between_cells(round_, cell_a, cell_b, officer,
                                                           monkeypatch):  # fmt: skip
    monkeypatch.setattr(roundpapers, "LINES_A_PAPER", 7)
    client = signed_in(officer)
    board = client.get(round_.get_absolute_url()).content.decode()
    assert "Danh sách kết quả, 2 phần" in board
    whole = []
    for number, name in enumerate(("list", "list-2"), start=1):
        address = reverse("evaluations:round-paper", args=[round_.pk, name, "docx"])
        assert address in board
        found = words(client.get(address).content)
        assert f"Phần {number}/2" in found
        assert "Danh sách có 2 chi bộ, 12 đảng viên." in found
        assert f"{number}. Chi bộ Tổ dân phố" in found
        whole.append(found)
    for row in round_.member_ratings.filter(status="rated"):
        assert [row.name in found for found in whole].count(True) == 1, row.name
    missing = reverse("evaluations:round-paper", args=[round_.pk, "list-3", "pdf"])
    assert client.get(missing).status_code == 404


def test_a_round_without_cells_has_an_empty_list(round_, officer):
    MemberRating.objects.filter(cell_rating__round=round_).delete()
    round_.cell_ratings.all().delete()
    address = reverse("evaluations:round-paper", args=[round_.pk, "list", "docx"])
    assert "Danh sách có 0 chi bộ, 0 đảng viên." in words(signed_in(officer).get(address).content)


def test_a_committee_without_another_above_it_stands_alone_in_its_head(committee, upper_committee):
    day = NOW.date()
    assert of_committee(committee, day).letterhead().superior == upper_committee.name.upper()
    assert of_committee(upper_committee, day).letterhead().superior == ""


# --- Admin ----------------------------------------------------------------------------------------
def test_admin_only_looks_rounds_up(round_, admin_user, rf):
    request = rf.get("/")
    request.user = admin_user
    for model in (Round, MemberRating):
        page = admin.site._registry[model]
        assert not page.has_change_permission(request)
        assert not page.has_delete_permission(request)
        assert "delete_selected" not in page.get_actions(request)
    client = signed_in(admin_user)
    assert client.get("/admin/evaluations/memberrating/").status_code == 200
    row = MemberRating.objects.first()
    url = reverse("admin:evaluations_memberrating_change", args=[row.pk])
    assert client.post(url, {"ratified": E}).status_code == 403
    regime = RatingRegime.objects.get(code="XL2025")
    page = client.get(reverse("admin:evaluations_ratingregime_change", args=[regime.pk]))
    assert "Sao chép thành bản mới" in page.content.decode()
    copy = reverse("admin:evaluations_ratingregime_copy", args=[regime.pk])
    assert client.post(copy, {"code": "XL2027", "since": "2027"}).status_code == 302
    assert RatingRegime.objects.get(code="XL2027").norms.count() == 4
