"""What a search finds, for whom, and how it is shown."""

import unicodedata
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import MeetingKind, OpinionKind, Theme
from reports.search import queries
from tests import factories as make
from tests.reports.searching import SEARCH, found, look

__all__ = ["look"]


CAST = ("secretary_a", "overseer", "officer", "viewer")
OUTSIDE = ("secretary_b", "other_officer", "stranger", "admin_user")
WITHOUT_NAMES = ("officer", "viewer")


@pytest.fixture
def meeting(cell_a, secretary_a):
    """A signed regular meeting of cell A with one text of each kind."""
    meeting = make.MeetingFactory(
        cell=cell_a,
        month=date(2026, 10, 1),
        conclusion="Giao chi ủy theo dõi việc trồng hoa giấy.",
    )
    make.AgendaItemFactory(meeting=meeting, notes="Đã đổ bê tông tuyến mương thoát nước ngõ 7.")
    speaker = make.member_of(cell_a, "Nguyễn Phạm Tường Vi")
    make.OpinionFactory(meeting=meeting, speaker=speaker, text="Kiến nghị lắp loa truyền thanh.")
    make.ResolutionFactory(
        meeting=meeting, abstract="Nghị quyết xây nhà văn hóa", direction="Vận động hiến đất."
    )
    given_out = make.AssignmentFactory(meeting=meeting, task="Rà soát hộ cận nghèo")
    make.AssignmentReviewFactory(
        meeting=meeting, assignment=given_out, result="Đã khảo sát 14 gia đình chính sách."
    )
    return make.marked_signed(meeting, by=secretary_a, number=9)


TEXTS = {
    "agenda": "mương thoát nước",
    "meeting": "trồng hoa giấy",
    "opinion": "loa truyền thanh",
    "resolution": "nhà văn hóa",
    "further down a resolution": "hiến đất",
    "assignment": "hộ cận nghèo",
    "review": "gia đình chính sách",
}


class TestWords:
    @pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
    def test_every_text_of_the_minutes_is_found(self, look, meeting, words):
        response = look("secretary_a", words)
        assert found(response) == [meeting]
        marks = [f"<mark>{word}</mark>" for word in words.split()]
        shown = response.content.decode().lower()
        assert all(mark in shown for mark in marks)

    @pytest.mark.parametrize(
        "words",
        [
            "muong thoat nuoc",
            "MƯƠNG THOÁT",
            unicodedata.normalize("NFD", "mương thoát nước"),
            '"thoát nước"',
            '"thoat nuoc"',
            "nước mương",
            "biển OR mương",
            "mương -biển",
        ],
    )
    def test_with_or_without_diacritics_and_in_phrases(self, look, meeting, words):
        assert found(look("officer", words)) == [meeting]

    @pytest.mark.parametrize("words", ['"nước thoát"', "mương biển", "mương -nước", "mươn"])
    def test_other_words_find_nothing_and_the_page_says_what_to_do(self, look, meeting, words):
        response = look("officer", words)
        assert found(response) == []
        assert "Xin thử ít từ hơn" in response.content.decode()

    def test_the_same_diacritics_come_first(self, look, cell_a, secretary_a):
        """Though the other meeting is later and says it twice."""
        exact, other = (
            make.MeetingFactory(cell=cell_a, month=date(2026, month, 1)) for month in (3, 4)
        )
        make.AgendaItemFactory(meeting=exact, notes="Đồng chí Dương báo cáo công tác chi bộ.")
        make.AgendaItemFactory(meeting=other, notes="Sửa đường. Quét đường.")
        assert found(look(secretary_a, "dương", kind="minutes")) == [exact, other]
        assert found(look(secretary_a, "đường", kind="minutes")) == [other, exact]
        assert found(look(secretary_a, "duong", kind="minutes")) == [other, exact]

    def test_words_that_stand_together_come_first(self, look, cell_a, secretary_a):
        apart, together = (
            make.MeetingFactory(cell=cell_a, month=date(2026, month, 1)) for month in (4, 3)
        )
        make.AgendaItemFactory(
            meeting=apart, notes="Môi người một việc, ai cũng lo đến trường cho các cháu đi học."
        )
        make.AgendaItemFactory(
            meeting=together, notes="Bàn việc vệ sinh môi trường, các đồng chí đều nhất trí cao."
        )
        assert found(look(secretary_a, "moi truong", kind="minutes")) == [together, apart]

    def test_a_theme_is_found_in_the_library_and_where_it_was_treated(
        self, look, cell_a, committee, another_committee, secretary_a
    ):
        theme = Theme.objects.create(committee=committee, title="Làng biển kiểu mẫu", field="urban")
        Theme.objects.create(committee=another_committee, title="Làng biển xa", field="urban")
        treated = make.MeetingFactory(cell=cell_a, kind=MeetingKind.THEMATIC, theme=theme)
        assert set(found(look(secretary_a, "lang bien"))) == {theme, treated}
        assert found(look(secretary_a, "lang bien", since="01/01/2026")) == [treated]


class TestWhoFindsWhat:
    @pytest.mark.parametrize("who", CAST)
    @pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
    def test_who_reads_the_cell_finds_it(self, look, meeting, who, words):
        assert found(look(who, words)) == [meeting]

    @pytest.mark.parametrize("who", OUTSIDE)
    @pytest.mark.parametrize("words", [*TEXTS.values(), "BB 9", "Tường Vi"])
    def test_nobody_else_does(self, look, meeting, who, words):
        shown = look(who, words)
        assert found(shown) == []
        assert not shown.context.get("documents")
        assert "Tổ dân phố 5" not in shown.content.decode()
        assert "Phạm Tường Vi" not in shown.content.decode()

    @pytest.mark.parametrize("who", CAST)
    def test_a_draft_is_found_by_whoever_may_open_it(self, look, client_of, request, cell_a, who):
        draft = make.MeetingFactory(cell=cell_a, conclusion="Chốt danh sách quỹ khuyến học")
        assert (
            client_of(request.getfixturevalue(who)).get(draft.get_absolute_url()).status_code == 200
        )
        assert found(look(who, "quỹ khuyến học")) == [draft]

    @pytest.mark.parametrize("who", CAST)
    def test_the_name_of_a_speaker_finds_no_opinion(self, look, meeting, who):
        assert found(look(who, "Nguyễn Phạm Tường Vi")) == []

    @pytest.mark.parametrize("who", WITHOUT_NAMES)
    def test_an_opinion_that_is_found_bears_no_name(self, look, meeting, who):
        shown = look(who, "loa truyền thanh").content.decode()
        assert "<mark>loa</mark>" in shown
        assert "Tường Vi" not in shown

    @pytest.mark.parametrize("who", WITHOUT_NAMES)
    def test_a_guest_who_spoke_is_not_found(self, look, cell_a, who):
        meeting = make.MeetingFactory(cell=cell_a)
        make.OpinionFactory(meeting=meeting, speaker=None, guest="Khổng Tú Uyên", text="Đồng ý.")
        assert found(look(who, "Khổng Tú Uyên")) == []

    @pytest.mark.parametrize("who", CAST)
    def test_a_reserved_opinion_is_read_in_the_minutes_only(self, look, cell_a, who):
        """There each reading is noted down."""
        meeting = make.MeetingFactory(cell=cell_a)
        make.OpinionFactory(
            meeting=meeting, kind=OpinionKind.RESERVED, text="Không tán thành bán ao làng."
        )
        response = look(who, "ao làng")
        assert found(response) == [meeting]
        shown = response.content.decode()
        assert "Ý kiến bảo lưu" in shown
        assert "tán thành" not in shown
        assert "<mark>" not in shown


class TestMembers:
    @pytest.mark.parametrize("who", CAST)
    @pytest.mark.parametrize("words", ["Hồ Thị Mai Dung", "mai dung", '"Mai Dung"'])
    def test_found_by_name(self, look, cell_a, who, words):
        rows = look(who, words).context["members"]
        assert [row.member.full_name for row in rows] == ["Hồ Thị Mai Dung"]

    def test_found_by_card_number_only_where_it_may_be_seen(self, look, cell_a, viewer, overseer):
        member = make.member_of(cell_a, "Trần Thị Riêng", card_number="40.777123")
        assert [row.member for row in look(overseer, "40.777123").context["members"]] == [member]
        response = look(viewer, "40.777123")
        assert response.context["members"] == []
        assert "Riêng" not in response.content.decode()

    @pytest.mark.parametrize("who", CAST)
    def test_neither_birth_date_nor_card_number_is_shown(self, look, cell_a, who):
        make.member_of(
            cell_a, "Trần Thị Riêng", card_number="40.777123", birth_date=date(1951, 7, 13)
        )
        shown = look(who, "Trần Thị Riêng").content.decode()
        assert "Trần Thị Riêng</a>" in shown
        assert "777123" not in shown
        assert "1951" not in shown

    def test_more_than_fit_lead_to_the_list(self, look, cell_a, officer):
        for number in range(8):
            make.member_of(cell_a, f"Tạ Văn {'Ưng' * (number + 1)}")
        response = look(officer, "ta van")
        assert len(response.context["members"]) == 6
        assert f"{reverse('members:list')}?q=ta%20van" in response.content.decode()


class TestThePage:
    def test_hits_of_one_meeting_stand_under_it(self, look, cell_a, secretary_a):
        meeting = make.MeetingFactory(cell=cell_a)
        for number in range(5):
            make.AgendaItemFactory(meeting=meeting, title=f"Mục {number}", notes="Nạo vét hồ sen")
        response = look(secretary_a, "hồ sen")
        (group,) = response.context["groups"]
        assert len(group.snippets) == 3
        assert group.more == 2
        assert response.context["hits"] == 5
        assert "và 2 chỗ khác" in response.content.decode()

    def test_pages_keep_the_question(self, look, cell_a, officer):
        for month in range(1, 13):
            meeting = make.MeetingFactory(cell=cell_a, month=date(2026, month, 1))
            make.AgendaItemFactory(meeting=meeting, notes="Nạo vét hồ sen")
        first, second = (look(officer, "hồ sen", page=page) for page in (1, 2))
        assert len(found(first)) == 10
        assert len(found(second)) == 2
        assert len({*found(first), *found(second)}) == 12
        assert "?q=h%E1%BB%93+sen&amp;page=2" in first.content.decode()

    def test_equally_good_hits_come_with_the_latest_first(self, look, cell_a, officer):
        meetings = [
            make.MeetingFactory(cell=cell_a, month=date(2026, month, 1)) for month in (5, 9, 2)
        ]
        for meeting in meetings:
            make.AgendaItemFactory(meeting=meeting, notes="Nạo vét hồ sen")
        assert found(look(officer, "hồ sen")) == [meetings[1], meetings[0], meetings[2]]

    @pytest.mark.parametrize("words", ["script", "mương", '"><script>alert(1)</script>'])
    def test_markup_in_texts_and_questions_stays_text(self, look, cell_a, officer, words):
        bad = '<script>alert(1)</script> mương & "kênh" <img src=x onerror=alert(2)> \ue000x\ue001'
        meeting = make.MeetingFactory(cell=cell_a, conclusion=bad)
        make.AgendaItemFactory(meeting=meeting, title="<b>mương</b> script", notes=bad)
        make.OpinionFactory(meeting=meeting, text=bad)
        make.ResolutionFactory(meeting=meeting, abstract="<i>mương</i> script")
        shown = look(officer, words).content.decode()
        for tag in ("<script>alert", "<img src=x", "<b>", "<i>mương"):
            assert tag not in shown
        if words == "mương":
            assert "&lt;b&gt;<mark>mương</mark>&lt;/b&gt;" in shown

    def test_too_many_hits_are_cut_and_the_page_says_so(self, look, meeting, officer, monkeypatch):
        monkeypatch.setattr(queries, "MOST", 2)
        for number in range(3):
            other = make.MeetingFactory(cell=meeting.cell, month=date(2026, number + 1, 1))
            make.AgendaItemFactory(meeting=other, notes="Nạo vét hồ sen")
        response = look(officer, "hồ sen")
        assert len(found(response)) == 2
        assert "chỉ hiện các chỗ mới nhất" in response.content.decode()

    def test_what_was_taken_away_meanwhile_is_left_out(self, look, cell_a, officer, monkeypatch):
        meeting = make.MeetingFactory(cell=cell_a)
        item = make.AgendaItemFactory(meeting=meeting, notes="Nạo vét hồ sen")
        hits = queries.hits
        monkeypatch.setattr(queries, "hits", lambda *a: (hits(*a), meeting.delete())[0])
        assert found(look(officer, "hồ sen")) == []
        assert not type(item).objects.filter(pk=item.pk).exists()

    def test_the_number_of_queries_does_not_grow_with_the_hits(
        self, client_of, cell_a, cell_b, officer
    ):
        client = client_of(officer)

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(SEARCH, {"q": "hồ sen"}).status_code == 200
            return len(captured)

        def fill(year: int) -> None:
            for month in range(3, 8):
                for cell in (cell_a, cell_b):
                    meeting = make.MeetingFactory(cell=cell, month=date(year, month, 1))
                    make.AgendaItemFactory(meeting=meeting, notes="Nạo vét hồ sen")
                    make.OpinionFactory(meeting=meeting, text="Nạo vét hồ sen")
                    make.ResolutionFactory(meeting=meeting, abstract="Nạo vét hồ sen")
                    make.member_of(cell, f"Hồ Sen {'a' * month}")

        fill(2026)
        client.get(SEARCH)  # the first visit writes the session
        few = cost()
        fill(2025)
        assert cost() == few

    @settings(
        max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
    )
    @given(
        words=st.text(
            st.one_of(
                st.sampled_from("\"-|&!():*'\\%_<>/ \ue000\ue001đĐươNQ5"),
                st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
            ),
            max_size=60,
        )
    )
    def test_any_words_get_an_answer(self, client_of, meeting, officer, words):
        assert client_of(officer).get(SEARCH, {"q": words}).status_code == 200
