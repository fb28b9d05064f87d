"""Grades of criteria on the pages of a cell, in print, in workbooks, in Django admin."""

import io

import pgtrigger
import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from evaluations.models import CellRating, RatingCriterion, RatingRegime
from evaluations.rules import GRADES
from evaluations.services import cells
from meetings.forms.seen import TWO_TEXTS
from tests import factories as make
from tests.cast import signed_in
from tests.evaluations.acting import E, G, counted, graded, opened, opened_in, rated
from tests.evaluations.tabs import Tab
from tests.evaluations.test_printing import text_of_pdf, words

XS, T, TB, K = GRADES
YEARS = [(2019, "XL2019"), (2023, "XL2023")]


@pytest.fixture(params=YEARS, ids=[code for _, code in YEARS])
def part(request, committee, officer, cell_a, cell_b) -> CellRating:
    """The cell in a round under each regime that weighs grades."""
    year, code = request.param
    round_ = opened_in(year, committee, officer)
    assert round_.regime.code == code
    return round_.cell_ratings.get(cell=cell_a)


def sent(prefix: str, field: str, grades: dict[str, str]) -> dict[str, str]:
    """Grades as the form sends them."""
    return {f"{prefix}-{field}-{key}": grade for key, grade in grades.items()}


def page_of(client: Client, name: str, pk: int) -> str:
    return client.get(reverse(f"evaluations:{name}", args=[pk])).content.decode()


def test_a_round_is_played_through_grades_on_the_pages(part, secretary_a):
    client = signed_in(secretary_a)
    own = graded(part, tasks=XS, others=XS)
    values = {"collective-own_level": E, "collective-ballot_mode": "secret"}
    url = reverse("evaluations:collective", args=[part.pk])
    assert client.get(url).content.decode().count("<select") == 8 + 4
    values |= sent("collective", "own_grades", own)
    assert client.post(url, values).status_code == 302
    url = reverse("evaluations:collective-ballots", args=[part.pk])
    form = client.get(url).content.decode()
    assert form.count("tự phân loại: Xuất sắc") == 8
    vote = {f"vote-{name}": value for name, value in counted(E, 5).items()}
    vote |= {"vote-issued": "5", "vote-collected": "5"}
    vote |= sent("vote", "meeting_grades", graded(part, tasks=T, others=T))
    assert client.post(url, vote).status_code == 302
    part.refresh_from_db()
    assert (part.own_grades, part.proposed) == (own, G)
    page = page_of(client, "cell", part.pk)
    assert "tiêu chí 6 Tốt, cần Xuất sắc; tiêu chí 7 Tốt, cần Xuất sắc." in page

    row = rated(part)[0]
    votes = {f"{row.pk}-{name}": value for name, value in counted(E, 5).items()}
    url = reverse("evaluations:member-ballots", args=[part.pk])
    assert client.post(url, votes | {"issued": 5, "collected": 5}).status_code == 302
    url = reverse("evaluations:review", args=[row.pk])
    review = {"review-self_review": "Đã vận động 12 hộ.", "review-own_level": E}
    review |= sent("review", "own_grades", graded(row, tasks=XS, others=T))
    given = graded(row, tasks=XS, others=T, at_7=TB)
    wrong = given | {next(iter(given)): "superb"}
    answer = client.post(url, review | sent("review", "meeting_grades", wrong))
    assert answer.status_code == 422
    form = answer.content.decode()
    assert "Tiêu chí 1: xin chọn mức trong danh sách." in form
    assert form.count('<option value="average" selected>') == 1
    review |= sent("review", "meeting_grades", given)
    assert client.post(url, review).status_code == 302
    row.refresh_from_db()
    assert (row.meeting_grades, row.proposed) == (given, G)
    page = page_of(client, "member", row.pk)
    assert "Chưa đủ để hoàn thành xuất sắc nhiệm vụ: tiêu chí 7 Trung bình, cần Xuất sắc." in page
    assert page.count('data-label="Hội nghị">Tốt') == 6

    refused = client.post(url, review | {"review-proposed": E})
    assert refused.status_code == 422
    assert "xin ghi lý do của hội nghị" in refused.content.decode()
    held = {"review-proposed": E, "review-proposed_because": "Việc chậm do mưa lũ"}
    assert client.post(url, review | held).status_code == 302
    row.refresh_from_db()
    assert row.proposed == E


def test_two_tabs_grade_different_criteria_and_never_undo_the_same(part, secretary_a):
    row = rated(part)[0]
    client = signed_in(secretary_a)
    one, other = (Tab(client, reverse("evaluations:review", args=[row.pk])) for _ in range(2))
    first, second = list(graded(row, tasks=T, others=T))[:2]
    assert one.saves(**{f"review-meeting_grades-{first}": T})[0] == 302
    assert other.saves(**{f"review-meeting_grades-{second}": XS})[0] == 302
    row.refresh_from_db()
    assert row.meeting_grades == {first: T, second: XS}
    status, page = other.saves(**{f"review-meeting_grades-{first}": K})
    assert status == 422
    assert TWO_TEXTS in page
    assert "bản của tôi Kém, trong sổ Tốt" in page
    row.refresh_from_db()
    assert row.meeting_grades[first] == T


def test_a_page_without_criteria_has_no_table_of_them(committee, officer, cell_a, secretary_a):
    round_ = opened(committee, officer)
    part = round_.cell_ratings.get(cell=cell_a)
    client = signed_in(secretary_a)
    row = rated(part)[0]
    for name, pk in (("cell", part.pk), ("member", row.pk), ("review", row.pk),
                     ("collective", part.pk), ("collective-ballots", part.pk)):  # fmt: skip
        assert "Phân loại từng tiêu chí" not in page_of(client, name, pk)
    url = reverse("evaluations:cell-paper", args=[part.pk, "grades", "pdf"])
    assert client.get(url).status_code == 404


def test_grades_are_printed(part, secretary_a, officer):
    row = rated(part)[0]
    grades = graded(row, tasks=XS, others=TB)
    cells.review_member(row, values={"own_grades": grades, "meeting_grades": grades},
                        by=secretary_a)  # fmt: skip
    collective_grades = graded(part, tasks=K, others=T)
    cells.review_collective(part, values={"own_grades": collective_grades}, by=secretary_a)
    client = signed_in(secretary_a)
    for file_format, read in (("docx", words), ("pdf", text_of_pdf)):
        url = reverse("evaluations:cell-paper", args=[part.pk, "grades", file_format])
        text = read(client.get(url).content)
        assert row.name in text
        assert text.split().count("TB") == 6
        assert "Kém" in text
    form = words(client.get(reverse("evaluations:member-form", args=[row.pk])).content)
    assert form.split("\n").count("Trung bình") == 12
    assert "Điểm tiêu chí chung" not in form
    form = words(client.get(reverse("evaluations:cell-form", args=[part.pk])).content)
    assert form.split("\n").count("Kém") == 2
    client = signed_in(officer)
    for name, number in (("members", 16), ("cells", 16)):
        heads = [cell.value for cell in sheet_of(client, part, name)[1]]
        assert sum(": hội nghị" in head or ": tự phân loại" in head for head in heads) == number
    assert "Trung bình" in str(
        [cell.value for line in sheet_of(client, part, "members") for cell in line]
    )


def sheet_of(client: Client, part: CellRating, name: str):
    url = reverse("evaluations:round-sheet", args=[part.round_id, name])
    content = b"".join(client.get(url).streaming_content)
    return load_workbook(io.BytesIO(content)).active


def test_forms_and_pages_cost_the_same_for_twice_as_many_criteria(part, secretary_a, cell_a):
    """Nor do twice as many members cost more: one query has the criteria."""
    client = signed_in(secretary_a)
    row = rated(part)[0]
    pages = [("cell", part.pk), ("member", row.pk), ("review", row.pk), ("collective", part.pk),
             ("collective-ballots", part.pk), ("member-ballots", part.pk)]  # fmt: skip

    def cost() -> list[int]:
        found = []
        for name, pk in pages:
            with CaptureQueriesContext(connection) as asked:
                page_of(client, name, pk)
            found.append(len(asked))
        return found

    before = cost()
    with pgtrigger.ignore("evaluations.RatingCriterion:rating_criterion_in_use_stays"):
        RatingCriterion.objects.bulk_create(
            RatingCriterion(regime=part.round.regime, subject=one.subject,
                            position=one.position + 50, group=one.group, text=f"{one.text} nữa")
            for one in part.round.regime.criteria.all()
        )  # fmt: skip
    for number in range(6):
        make.member_of(cell_a, f"Trần Thị Số {number}")
    assert cost() == before


def test_the_trail_keeps_grades_and_admin_shows_criteria(part, secretary_a, admin_user):
    row = rated(part)[0]
    for tasks in (XS, K):
        grades = graded(row, tasks=tasks, others=T)
        cells.review_member(row, values={"meeting_grades": grades}, by=secretary_a)
    kept = [event.meeting_grades for event in row.events.order_by("pgh_id")]
    assert kept[-2:] == [graded(row, tasks=XS, others=T), graded(row, tasks=K, others=T)]
    client = signed_in(admin_user)
    page = client.get(reverse("admin:evaluations_memberrating_change", args=[row.pk]))
    assert "6. Thực hiện chức trách, nhiệm vụ, công việc được giao: Kém" in page.content.decode()
    regime = part.round.regime
    url = reverse("admin:evaluations_ratingregime_change", args=[regime.pk])
    page = client.get(url).content.decode()
    assert "Tác phong, lề lối làm việc" in page
    assert "mỗi tiêu chí kết quả nhiệm vụ từ" in page.lower()


@pytest.mark.django_db
def test_criteria_of_a_regime_that_is_not_in_use_are_edited_in_admin(admin_user):
    regime = RatingRegime.objects.get(code="XL2018")
    client = signed_in(admin_user)
    url = reverse("admin:evaluations_ratingregime_change", args=[regime.pk])
    form = client.get(url).context["adminform"].form
    inlines = client.get(url).context["inline_admin_formsets"]
    values = _values(form)
    for inline in inlines:
        for one in [inline.formset.management_form, *inline.formset.forms]:
            values |= _values(one)
    key = next(name for name, value in values.items() if value == "Tư tưởng chính trị")
    values[key] = "Tư tưởng chính trị, lập trường"
    assert client.post(url, values).status_code == 302
    assert regime.criteria.filter(text="Tư tưởng chính trị, lập trường").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ['["01"]', '"Mẫu 01"', '{"member": 1}', '{"member": ["x"]}'])
def test_notes_and_forms_of_a_regime_are_words_by_name(admin_user, typed):
    regime = RatingRegime.objects.get(code="XL2018")
    client = signed_in(admin_user)
    url = reverse("admin:evaluations_ratingregime_change", args=[regime.pk])
    page = client.get(url).context
    values = _values(page["adminform"].form)
    for inline in page["inline_admin_formsets"]:
        for one in [inline.formset.management_form, *inline.formset.forms]:
            values |= _values(one)
    for name in ("notes", "forms"):
        answer = client.post(url, values | {name: typed})
        assert answer.status_code == 200
        assert "trong ngoặc kép" in str(answer.context["adminform"].form.errors[name])
    assert client.post(url, values | {"forms": '{"member": "Mẫu 2"}'}).status_code == 302


def _values(form: forms.BaseForm) -> dict[str, object]:
    """What a browser sends of the form as it stands."""
    found = {}
    for field in form:
        value = field.value()
        widget = field.field.widget
        if isinstance(widget, forms.MultiWidget):
            parts = value if isinstance(value, list) else widget.decompress(value)
            for part, one in zip(widget.widgets_names, parts, strict=True):
                found[f"{field.html_name}{part}"] = "" if one is None else one
        elif isinstance(value, bool):
            found |= {field.html_name: "on"} if value else {}
        else:
            found[field.html_name] = "" if value is None else value
    return found
