"""Filters of the search, and documents found by their number."""

from datetime import date, timedelta

import pytest

from meetings.models import MeetingKind
from tests import factories as make
from tests.reports.searching import SEARCH, found, look

__all__ = ["look"]


class TestFilters:
    @pytest.fixture
    def two(self, cell_a, cell_b):
        """The same words in two cells, a year apart, in meetings of two kinds."""
        early = make.MeetingFactory(cell=cell_a, month=date(2025, 11, 1))
        late = make.MeetingFactory(
            cell=cell_b, month=date(2026, 11, 1), kind=MeetingKind.EXTRAORDINARY
        )
        make.AgendaItemFactory(meeting=early, notes="Làm kênh nội đồng")
        make.AssignmentFactory(meeting=late, task="Làm kênh nội đồng")
        return early, late

    def test_by_cell(self, look, officer, two, cell_a):
        assert set(found(look(officer, "kênh nội đồng"))) == set(two)
        assert found(look(officer, "kênh nội đồng", cell=cell_a.pk)) == [two[0]]

    @pytest.mark.parametrize(
        ("kind", "which"),
        [("minutes", 0), ("assignments", 1), ("regular", 0), ("extraordinary", 1)],
    )
    def test_by_kind_of_text_or_of_meeting(self, look, officer, two, kind, which):
        assert found(look(officer, "kênh nội đồng", kind=kind)) == [two[which]]

    @pytest.mark.parametrize("kind", ["resolutions", "opinions", "themes", "members", "review"])
    def test_other_kinds_hold_nothing(self, look, officer, two, kind):
        assert found(look(officer, "kênh nội đồng", kind=kind)) == []

    def test_by_period_with_both_its_days(self, look, officer, two):
        early, late = two
        day = f"{late.held_on:%d/%m/%Y}"
        assert found(look(officer, "kênh nội đồng", since=day, until=day)) == [late]
        before = f"{late.held_on - timedelta(days=1):%d/%m/%Y}"
        assert found(look(officer, "kênh nội đồng", until=before)) == [early]

    def test_another_cell_cannot_be_asked_for(self, look, officer, cell_elsewhere, two):
        elsewhere = make.MeetingFactory(cell=cell_elsewhere)
        make.AgendaItemFactory(meeting=elsewhere, notes="Làm kênh nội đồng")
        response = look(officer, "kênh nội đồng", cell=cell_elsewhere.pk)
        assert found(response) == []
        assert response.context["form"].errors["cell"]

    @pytest.mark.parametrize(
        ("asked", "field"),
        [
            ({"q": "x" * 201}, "q"),
            ({"q": "!!! … ???"}, "q"),
            ({"q": "-đường"}, "q"),
            ({"q": '-"đường điện" -rác'}, "q"),
            ({"q": "😀"}, "q"),
            ({"q": "a", "since": "31/02/2026"}, "since"),
            ({"q": "a", "until": "01/01/0001"}, "until"),
            ({"q": "a", "until": "31/12/9999"}, "until"),
            ({"q": "a", "since": "02/01/2026", "until": "01/01/2026"}, "until"),
            ({"q": "a", "kind": "ghost"}, "kind"),
            ({"q": "a", "cell": "9" * 30}, "cell"),
        ],
    )
    def test_what_cannot_be_searched_is_said_beside_its_field(
        self, look, officer, two, asked, field
    ):
        response = look(officer, **asked)
        assert list(response.context["form"].errors) == [field]
        assert "invalid-feedback" in response.content.decode()
        assert "groups" not in response.context

    def test_a_nul_is_refused_before_it_comes_so_far(self, client_of, officer, two):
        assert client_of(officer).get(SEARCH, {"q": "a\x00"}).status_code == 400

    def test_without_words_the_page_says_how_to_ask(self, client_of, officer):
        assert "Tìm được gì ở đây" in client_of(officer).get(SEARCH).content.decode()


class TestNumbers:
    @pytest.fixture
    def numbered(self, cell_a, secretary_a):
        """A signed meeting with the minutes number 9 and the resolution number 5."""
        meeting = make.MeetingFactory(cell=cell_a)
        make.ResolutionFactory(
            meeting=meeting, abstract="Về thu gom rác", number=5, passed=True, term=meeting.term
        )
        return make.marked_signed(meeting, by=secretary_a, number=9)

    @pytest.mark.parametrize(
        "words",
        ["NQ 05", "nq5", "Nghị quyết số 5", "05-NQ/CB", "Số 05-NQ/CB", "nghi quyet 5/2026"],
    )
    def test_a_resolution_by_its_number(self, look, numbered, words):
        assert look("officer", words).context["documents"] == [
            ("Số 05-NQ/CB: Về thu gom rác", numbered)
        ]

    @pytest.mark.parametrize("words", ["BB 9", "Biên bản số 09", "bb 9/2026", "09-BB/CB"])
    def test_minutes_by_their_number(self, look, numbered, words):
        assert look("viewer", words).context["documents"] == [
            ("Biên bản số 9, sinh hoạt thường kỳ tháng 11/2026", numbered)
        ]

    @pytest.mark.parametrize("words", ["NQ 6", "KL 5", "BB 9/2025", "BB 9/0000", "NQ 05 rác", "5"])
    def test_another_number_names_nothing(self, look, numbered, words):
        assert look("officer", words).context["documents"] == []
