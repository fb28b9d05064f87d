"""The score on pages and on paper: what a secretary sees change, what the superior fills in, what
is printed in both formats."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from meetings import printing
from meetings.models import (
    AgendaItem,
    AgendaRole,
    Criterion,
    Meeting,
    MeetingKind,
    MeetingScore,
    Score,
    ScoringTable,
    SuperiorScore,
    ThematicPoints,
)
from meetings.services import minutes, scores, superior
from meetings.services.superior import Given
from tests.meetings.helpers import NOW, held, planned, ready, record_now
from tests.meetings.papers import in_order, minutes_text, resolution_text, said
from tests.meetings.sittings import read

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def browser(client_of, secretary_a):
    return client_of(secretary_a)


@pytest.fixture
def meeting(cell_a, secretary_a) -> Meeting:
    return held(planned(cell_a, secretary_a), secretary_a)


@pytest.fixture
def done(cell_a, secretary_a) -> Meeting:
    return minutes.sign(ready(cell_a, secretary_a), now=NOW, by=secretary_a)


def criterion(text: str) -> Criterion:
    return Criterion.objects.get(text__startswith=text)


def put(browser, meeting: Meeting, one: Criterion, *, htmx: bool = True, **values: str):
    """Saves these fields of a criterion as its form does."""
    data = {f"score-{one.pk}-{name}": value for name, value in values.items()}
    touched = {"touched": list(data)} if htmx else {}
    url = reverse("meetings:score", args=[meeting.pk, one.pk])
    return browser.post(url, data | touched, **(HTMX if htmx else {}))


# --- The workspace --------------------------------------------------------------------------------
class TestWorkspace:
    def test_the_section_shows_what_is_computed_with_its_reason(self, browser, meeting):
        page = browser.get(meeting.get_absolute_url()).content.decode()
        assert "6/6 đồng chí dự, 100%" in page
        assert "→ 4 điểm" in page
        assert "tự tính" in page
        assert "Tháng này không có chuyên đề: tính đủ 5 điểm" in page
        assert page.count('class="hmk-score-row"') == 28
        assert 'href="#score">Ghi ở phần riêng' in page

    def test_a_save_answers_with_the_total_and_the_line_alone(self, browser, meeting):
        content = criterion("Chuẩn bị nội dung")
        answer = put(browser, meeting, content, points="1").content.decode()
        assert 'id="score-total"' in answer
        assert f'id="score-state-{content.pk}"' in answer
        assert "xin nêu cách khắc phục" in answer
        other = criterion("Tập trung dân chủ")
        assert f'id="score-state-{other.pk}"' not in answer
        assert Score.objects.get(criterion=content).points == 1

    @pytest.mark.parametrize(
        ("typed", "words"),
        [("11", "Điểm phải từ 0 đến 10"), ("-1", "Điểm phải"), ("7,5", "Chỉ cho điểm tròn")],
    )
    def test_points_that_cannot_be_are_refused_beside_the_field(
        self, browser, meeting, typed, words
    ):
        content = criterion("Nội dung sinh hoạt thường kỳ")
        answer = put(browser, meeting, content, points=typed)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert not Score.objects.exists()

    @pytest.mark.parametrize("typed", ["bốn", "1e9", "NaN", "9" * 50])
    def test_what_is_no_figure_is_refused_without_a_fault(self, browser, meeting, typed):
        content = criterion("Nội dung sinh hoạt thường kỳ")
        assert put(browser, meeting, content, points=typed).status_code == 422

    def test_without_a_script_the_form_leads_back_to_its_section(self, browser, meeting):
        content = criterion("Chuẩn bị nội dung")
        answer = put(browser, meeting, content, htmx=False, points="2", remedy="")
        assert answer.url == f"{meeting.get_absolute_url()}#score"
        assert Score.objects.get().points == 2

    def test_a_stale_page_does_not_overwrite_other_points(self, browser, meeting, secretary_a):
        content = criterion("Chuẩn bị nội dung")
        page = browser.get(meeting.get_absolute_url()).content.decode()
        start = page.index(f"score-{content.pk}-points:")
        mark = page[start : page.index('"', start)]
        scores.mark(meeting, content, values={"points": Decimal(3)}, by=secretary_a)
        url = reverse("meetings:score", args=[meeting.pk, content.pk])
        name = f"score-{content.pk}-points"
        answer = browser.post(url, {name: "1", "touched": name, "seen": mark}, **HTMX)
        assert answer.status_code == 422
        assert "Bản đang có trong sổ" in answer.content.decode()
        assert Score.objects.get().points == 3

    def test_one_tap_fills_the_rest(self, browser, meeting):
        answer = browser.post(reverse("meetings:score-fill", args=[meeting.pk]), **HTMX)
        assert answer.content.decode().count("checked") >= 18
        assert Score.objects.count() == 19

    def test_the_approval_is_noted(self, browser, meeting):
        url = reverse("meetings:score-settle", args=[meeting.pk])
        data = {
            "settle-approved": "on",
            "settle-votes": "5",
            "touched": ["settle-approved", "settle-votes"],
        }
        early = browser.post(url, data, **HTMX)
        assert early.status_code == 422
        assert "xin chấm đủ rồi mới thông qua" in early.content.decode()
        browser.post(reverse("meetings:score-fill", args=[meeting.pk]), **HTMX)
        assert browser.post(url, data, **HTMX).status_code == 200
        head = MeetingScore.objects.get()
        assert (head.approved, head.votes) == (True, 5)
        refused = browser.post(url, data | {"settle-votes": "6"}, **HTMX)
        assert "Chỉ có 5 đồng chí" in refused.content.decode()

    def test_a_criterion_of_another_table_is_not_there(self, browser, meeting, committee):
        foreign = ScoringTable.objects.create(
            name="Bảng cũ", source="QĐ", validity=(date(2020, 1, 1), date(2021, 1, 1))
        )
        one = Criterion.objects.create(table=foreign, position=1, text="Chung", max_points=1)
        assert put(browser, meeting, one, points="1").status_code == 404
        assert browser.post(reverse("meetings:score", args=[meeting.pk, 999999])).status_code == 404

    def test_meetings_that_are_not_scored_have_no_section(self, browser, cell_a, secretary_a):
        thematic = planned(cell_a, secretary_a, kind=MeetingKind.THEMATIC)
        page = browser.get(thematic.get_absolute_url()).content.decode()
        assert 'id="score"' not in page
        sheet = browser.get(reverse("meetings:score-file", args=[thematic.pk, "pdf"]))
        assert sheet.status_code == 404

    def test_an_agenda_older_than_the_role_of_the_score_is_known_by_its_title(self, meeting):
        item = AgendaItem.objects.get(meeting=meeting, role=AgendaRole.SCORE)
        item.role = AgendaRole.NOTES
        assert item.part == AgendaRole.SCORE
        item.section = "opening"
        assert item.part == AgendaRole.NOTES


# --- The superior ---------------------------------------------------------------------------------
class TestSuperior:
    @pytest.fixture
    def above(self, client_of, overseer):
        return client_of(overseer)

    def filled(self, page) -> dict[str, str]:
        form = page.context["superior_form"]
        return {bound.html_name: bound.value() or "" for bound in form}

    def test_the_form_begins_with_the_points_of_the_cell(self, above, done):
        page = above.get(done.get_absolute_url())
        values = self.filled(page)
        content = criterion("Nội dung sinh hoạt thường kỳ")
        assert values[f"points_{content.pk}"] == "10"
        answer = above.post(reverse("meetings:superior-score", args=[done.pk]), values)
        assert answer.url == f"{done.get_absolute_url()}#score"
        assert SuperiorScore.objects.get().total == 97

    def test_a_refused_form_keeps_what_was_typed(self, above, done):
        content = criterion("Nội dung sinh hoạt thường kỳ")
        values = self.filled(above.get(done.get_absolute_url()))
        values |= {f"points_{content.pk}": "6", "note": "Cần cụ thể hơn"}
        answer = above.post(reverse("meetings:superior-score", args=[done.pk]), values)
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "Điểm khác với điểm chi bộ chấm: xin nêu lý do." in shown
        assert "Cần cụ thể hơn" in shown
        assert self.filled(answer)[f"points_{content.pk}"] == "6"
        assert not SuperiorScore.objects.exists()

    @pytest.mark.parametrize("who", ["secretary_a", "officer", "viewer"])
    def test_others_read_the_scores_and_find_no_form(self, request, client_of, done, who):
        page = client_of(request.getfixturevalue(who)).get(done.get_absolute_url())
        assert "superior_form" not in page.context
        assert "97 – Khá" in page.content.decode()

    def test_before_the_signature_there_is_nothing_to_score(self, above, meeting):
        answer = above.post(reverse("meetings:superior-score", args=[meeting.pk]), follow=True)
        assert "chưa có điểm để cấp trên chấm" in answer.content.decode()

    def test_the_list_of_what_waits(self, above, browser, done, overseer):
        url = reverse("meetings:waiting-for-score")
        assert "97 điểm, Khá" in above.get(url).content.decode()
        assert url in above.get(reverse("meetings:list")).content.decode()
        assert url not in browser.get(reverse("meetings:list")).content.decode()
        given = {
            line.criterion.pk: Given(line.points)
            for line in record_now(done).score.lines
            if line.applies
        }
        superior.score(done, given=given, now=NOW, by=overseer)
        assert "Không có buổi sinh hoạt nào chờ" in above.get(url).content.decode()

    def test_the_list_costs_the_same_for_twice_the_meetings(
        self, above, cell_a, secretary_a, django_assert_num_queries
    ):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                above.get(reverse("meetings:waiting-for-score"))
            return len(asked)

        minutes.sign(held(planned(cell_a, secretary_a), secretary_a), now=NOW, by=secretary_a)
        few = cost()
        for day in (date(2026, 8, 3), date(2026, 9, 3)):
            past = held(planned(cell_a, secretary_a, day=day), secretary_a)
            minutes.sign(past, now=NOW, by=secretary_a)
        assert cost() == few


# --- On paper -------------------------------------------------------------------------------------
class TestPrint:
    def test_minutes_and_resolution_tell_total_level_approval_and_remedies(self, done, secretary_a):
        told = (
            "Tổng điểm buổi sinh hoạt: 97/100 điểm, xếp loại Khá (chưa xếp Tốt vì chưa đủ điểm tối "
            "đa: đảng viên phát biểu ý kiến). Hội nghị nhất trí thông qua điểm."
        )
        remedy = "Đảng viên phát biểu ý kiến (2/5 điểm): Chủ trì gợi ý từng đồng chí phát biểu."
        in_order(
            minutes_text(done, secretary_a), "Chấm điểm, xếp loại", told, remedy, "Thư ký trình bày"
        )
        in_order(resolution_text(done, secretary_a), told, remedy, "T/M CHI BỘ")

    def test_the_votes_of_the_approval(self, cell_a, secretary_a):
        meeting = ready(cell_a, secretary_a)
        scores.settle(meeting, values={"votes": 4}, by=secretary_a)
        assert "thông qua điểm với 4/5 đồng chí" in minutes_text(meeting, secretary_a)

    def test_minutes_without_a_score_say_so(self, meeting, secretary_a):
        minutes.sign(meeting, now=NOW, by=secretary_a)
        assert "Chi bộ chưa chấm điểm buổi sinh hoạt." in minutes_text(meeting, secretary_a)

    def test_old_rules_know_no_score(self, cell_a, secretary_a):
        meeting = ready(cell_a, secretary_a, day=date(2025, 10, 20))
        text = minutes_text(meeting, secretary_a).lower()
        assert "chấm điểm" not in text
        assert "tổng điểm" not in text

    def sheet(self, meeting, by) -> str:
        return said(printing.score_sheet(read(meeting, by)))

    def test_the_sheet_has_both_columns_subtotals_grounds_and_signatures(
        self, done, secretary_a, overseer
    ):
        content = criterion("Nội dung sinh hoạt thường kỳ")
        given = {
            line.criterion.pk: Given(line.points)
            for line in record_now(done).score.lines
            if line.applies
        } | {content.pk: Given(Decimal(7), "Còn chung chung")}
        superior.score(done, given=given, note="Cần cụ thể hơn", now=NOW, by=overseer)
        in_order(
            self.sheet(done, secretary_a),
            "PHIẾU CHẤM ĐIỂM",
            "thường kỳ tháng 11/2026",
            "THỜI GIAN, THỜI LƯỢNG",
            "Nội dung sinh hoạt thường kỳ đầy đủ, cụ thể",
            "Tổng điểm",
            "Tháng không có chuyên đề: điểm chuyên đề được tính đủ.",
            "xếp loại Khá",
            "Căn cứ từ số liệu của buổi sinh hoạt:",
            "6/6 đồng chí dự, 100%, 4 điểm.",
            "94 điểm, xếp loại Khá, ngày 23/11/2026",
            "Còn chung chung.",
            "Cần cụ thể hơn.",
            "NGƯỜI CHẤM ĐIỂM",
            "CHỦ TRÌ HỘI NGHỊ",
            "CẤP ỦY VIÊN PHỤ TRÁCH CHI BỘ",
            overseer.full_name,
        )

    def test_the_sheet_of_a_draft_has_room_to_write(self, meeting, secretary_a):
        text = self.sheet(meeting, secretary_a)
        in_order(text, "DỰ THẢO (chưa ký)", "PHIẾU CHẤM ĐIỂM", "Chi bộ xếp loại: ...")

    @pytest.mark.parametrize("setting", ThematicPoints)
    def test_the_sheet_says_what_became_of_the_theme(self, meeting, secretary_a, setting):
        ScoringTable.objects.update(thematic_points=setting)
        assert "Tháng không có chuyên đề:" in self.sheet(meeting, secretary_a)

    def test_why_other_points_were_given_stands_on_the_sheet(self, meeting, secretary_a):
        one = criterion("Tỷ lệ đảng viên dự")
        values = {"points": Decimal(3), "reason": "Hai đồng chí đến muộn"}
        scores.mark(meeting, one, values=values, by=secretary_a)
        told = "6/6 đồng chí dự, 100%, 4 điểm; chi bộ cho 3 điểm, Hai đồng chí đến muộn."
        assert told in self.sheet(meeting, secretary_a)

    @pytest.mark.parametrize("file_format", ["pdf", "docx"])
    def test_the_file_is_served_to_readers(self, client_of, viewer, done, file_format):
        url = reverse("meetings:score-file", args=[done.pk, file_format])
        answer = client_of(viewer).get(url)
        assert answer.status_code == 200
        assert (
            f"phieu-cham-diem-chi-bo-to-dan-pho-5-2026-11-03.{file_format}"
            in (answer["Content-Disposition"])
        )
