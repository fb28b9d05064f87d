"""The library of themes: what a committee keeps, what its cells take, what was treated when."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings import queries, queries_themes, seeds_themes
from meetings.models import ThematicPlanLine, Theme, ThemeField
from meetings.services import minutes, themes
from tests.factories import CellFactory, MeetingFactory, ThemeFactory, at
from tests.meetings.helpers import NOW, held, planned

pytestmark = pytest.mark.django_db
LIBRARY = reverse("meetings:themes")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(date(2026, 11, 2), 8, 0))


@pytest.fixture
def theme(committee) -> Theme:
    return ThemeFactory(committee=committee, title="Chỉnh trang ngõ xóm")


def treated(theme, cell, month: date, **values) -> None:
    MeetingFactory(
        cell=cell, kind="thematic", theme=theme, month=month, started_at=at(month), **values
    )


def shown(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_first_library_covers_what_cells_are_asked_to_treat():
    fields = {field for field, _, _ in seeds_themes.THEMES}
    assert fields >= {
        ThemeField.STUDY, ThemeField.PARTY, ThemeField.CULTURE, ThemeField.SECURITY,
        ThemeField.URBAN,
    }  # fmt: skip
    titles = " ".join(title for _, title, _ in seeds_themes.THEMES)
    for named in ("đời sống văn hóa", "an ninh trật tự ở khu dân cư", "văn minh đô thị", "Bác"):
        assert named in titles
    assert all(guidance for _, _, guidance in seeds_themes.THEMES)
    assert not Theme.objects.filter(committee=None, guidance="").exists()


def test_an_officer_keeps_the_themes_of_the_committee(client_of, officer, committee):
    browser = client_of(officer)
    sent = {"theme-title": "Nước sạch", "theme-field": "urban", "theme-guidance": "Bàn đường ống."}
    assert browser.post(reverse("meetings:theme-add"), sent).url == LIBRARY
    theme = Theme.objects.get(title="Nước sạch")
    assert (theme.committee, theme.guidance) == (committee, "Bàn đường ống.")
    again = browser.post(reverse("meetings:theme-add"), sent)
    assert again.status_code == 422
    assert "Đã có chuyên đề này." in shown(again)
    edit = reverse("meetings:theme-edit", args=[theme.pk])
    browser.post(edit, sent | {"theme-title": "Nước sạch ngõ 3"})
    theme.refresh_from_db()
    assert (theme.title, theme.search_text) == ("Nước sạch ngõ 3", "nuoc sach ngo 3")
    browser.post(reverse("meetings:theme-retire", args=[theme.pk]), {"active": "0"})
    assert "Nước sạch ngõ 3" not in shown(browser.get(LIBRARY))
    assert "Nước sạch ngõ 3" in shown(browser.get(LIBRARY, {"state": "retired"}))
    browser.post(reverse("meetings:theme-retire", args=[theme.pk]), {"active": "1"})
    assert "Nước sạch ngõ 3" in shown(browser.get(LIBRARY))


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""}, {"title": "x" * 251}, {"title": "a\x00"}, {"field": "x"},
        {"guidance": "x" * 2001},
    ],
)  # fmt: skip
def test_a_theme_with_a_fault_is_refused_at_its_field(client_of, officer, theme, values):
    sent = {"title": "Nước sạch", "field": "urban", "guidance": ""} | values
    sent = {f"theme-{name}": value for name, value in sent.items()}
    for url in (reverse("meetings:theme-add"), reverse("meetings:theme-edit", args=[theme.pk])):
        assert client_of(officer).post(url, sent).status_code == 422
    theme.refresh_from_db()
    assert theme.title == "Chỉnh trang ngõ xóm"


@pytest.mark.parametrize("who", ["secretary_a", "overseer", "viewer", "other_officer", "stranger"])
def test_nobody_else_keeps_them_and_common_ones_belong_to_no_office(request, theme, who, officer):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        themes.add(values={"committee": theme.committee, "title": "x", "field": "urban"}, by=by)
    with pytest.raises(PermissionDenied):
        themes.retire(theme, active=False, by=by)
    common = Theme.objects.filter(committee=None).first()
    with pytest.raises(PermissionDenied):
        themes.change(common, values={"title": "x"}, by=officer)


def test_a_theme_does_not_wander_to_a_committee_of_others(theme, another_committee, officer):
    with pytest.raises(PermissionDenied):
        themes.change(theme, values={"committee": another_committee}, by=officer)


def test_two_themes_of_one_name_are_refused_in_words(theme, officer):
    other = ThemeFactory(committee=theme.committee)
    with pytest.raises(ValidationError, match="Đã có chuyên đề này"):
        themes.change(other, values={"title": theme.title}, by=officer)


def test_cells_take_the_themes_of_every_committee_above(cell_a, upper_committee, another_committee):
    above = ThemeFactory(committee=upper_committee)
    beside = ThemeFactory(committee=another_committee)
    offered = set(queries.themes_for(cell_a))
    assert above in offered
    assert beside not in offered


def test_each_counts_the_meetings_of_the_cells_that_it_may_read(
    theme, cell_a, cell_b, cell_elsewhere, secretary_a, officer
):
    treated(theme, cell_a, date(2026, 3, 1))
    treated(theme, cell_b, date(2026, 8, 1))
    treated(theme, cell_elsewhere, date(2026, 9, 1))
    MeetingFactory(cell=cell_a, kind="thematic", theme=theme, month=date(2026, 10, 1))

    def figures(user, **asked):
        row = queries_themes.library(user, **asked).get(pk=theme.pk)
        return row.treated, row.last and timezone.localdate(row.last)

    assert figures(secretary_a) == (1, date(2026, 3, 1))
    assert figures(officer) == (2, date(2026, 8, 1))
    assert figures(officer, cell=cell_a) == (1, date(2026, 3, 1))
    assert queries_themes.library(secretary_a).last() == theme, "what was treated stands last"


def test_themes_are_found_without_diacritics_and_by_field(client_of, officer, theme):
    browser = client_of(officer)
    found = shown(browser.get(LIBRARY, {"q": "chinh trang NGO"}))
    assert theme.title in found
    assert "văn minh đô thị" not in found
    assert "Không có chuyên đề nào như vậy" in shown(browser.get(LIBRARY, {"q": "khong co dau"}))
    only = shown(browser.get(LIBRARY, {"field": "security"}))
    assert "ma túy" in only
    assert theme.title not in only
    for nonsense in ({"field": "x"}, {"cell": "x"}, {"page": "x"}, {"state": "x"}):
        assert browser.get(LIBRARY, nonsense).status_code == 200


def test_a_secretary_takes_a_theme_with_one_tap(client_of, secretary_a, cell_a, theme):
    browser = client_of(secretary_a)
    take = reverse("meetings:line-take", args=[cell_a.pk, 2026])
    assert take in shown(browser.get(LIBRARY))
    browser.post(take, {"theme": theme.pk})
    line = ThematicPlanLine.objects.get()
    assert (line.cell, line.theme, line.year, line.quarter) == (cell_a, theme, 2026, 4)
    again = browser.post(take, {"theme": theme.pk}, follow=True)
    assert "đã có chuyên đề đó" in shown(again)
    for wrong in ("", "x", "999999", ThemeFactory(committee=cell_a.committee, active=False).pk):
        assert browser.post(take, {"theme": wrong}).url == LIBRARY
    assert ThematicPlanLine.objects.count() == 1


def test_readers_find_no_button_to_take_or_to_keep(client_of, overseer, viewer, theme):
    for user in (overseer, viewer):
        page = shown(client_of(user).get(LIBRARY))
        assert theme.title in page
        assert "Đưa vào kế hoạch" not in page
        assert "Ngừng dùng" not in page


def test_minutes_that_were_signed_keep_the_title(client_of, secretary_a, cell_a, theme, officer):
    meeting = planned(cell_a, secretary_a, kind="thematic", theme=theme)
    meeting = minutes.sign(held(meeting, secretary_a), now=NOW, by=secretary_a)
    themes.change(theme, values={"title": "Tên mới"}, by=officer)
    meeting.refresh_from_db()
    assert meeting.theme_title == "Chỉnh trang ngõ xóm"
    browser = client_of(officer)
    for url in (meeting.get_absolute_url(), reverse("meetings:list")):
        assert "Chỉnh trang ngõ xóm" in shown(browser.get(url))
        assert "Tên mới" not in shown(browser.get(url))


def test_a_cell_may_treat_a_theme_of_its_own(secretary_a, cell_a):
    meeting = planned(cell_a, secretary_a, kind="thematic", theme=None, purpose="Nước sạch ngõ 3")
    meeting = minutes.sign(held(meeting, secretary_a), now=NOW, by=secretary_a)
    assert meeting.letterhead["theme"] == meeting.theme_title == "Nước sạch ngõ 3"


def test_more_themes_cost_no_more_queries(client_of, officer, committee, cell_a):
    browser = client_of(officer)

    def cost() -> int:
        browser.get(LIBRARY, {"q": "ngõ xóm"})
        with CaptureQueriesContext(connection) as asked:
            browser.get(LIBRARY, {"q": "ngõ xóm"})
        return len(asked)

    for one in ThemeFactory.create_batch(3, committee=committee):
        treated(one, cell_a, date(2026, 3, 1))
    few = cost()
    for one in ThemeFactory.create_batch(9, committee=committee):
        treated(one, CellFactory(committee=committee), date(2026, 4, 1))
    assert cost() == few <= 15
