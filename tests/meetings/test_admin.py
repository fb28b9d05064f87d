"""Rule sets and themes in Django admin: copied, locked while in use, deleted only when unused."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import MeetingRegime, Theme
from tests.factories import MeetingFactory, UserFactory

REGIMES = reverse("admin:meetings_meetingregime_changelist")


def url(view: str, regime: MeetingRegime) -> str:
    return reverse(f"admin:meetings_meetingregime_{view}", args=[regime.pk])


@pytest.fixture
def staff(client_of, admin_user):
    return client_of(admin_user)


@pytest.fixture
def regime(db) -> MeetingRegime:
    return MeetingRegime.objects.get(code="R2026")


@pytest.fixture
def used(regime, cell_a) -> MeetingRegime:
    MeetingFactory(cell=cell_a)
    return regime


def form_of(page) -> dict:
    """What the change form would send back unchanged."""
    values = {}
    forms = [page.context["adminform"].form]
    for formset in page.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for bound in form:
            data = bound.value()
            if hasattr(bound.field.widget, "decompress") and not isinstance(data, list):
                data = bound.field.widget.decompress(data)
            if bound.name == "validity":
                for index, day in enumerate(data):
                    values[f"{bound.html_name}_{index}"] = f"{day:%d/%m/%Y}" if day else ""
            elif data not in (None, False):
                values[bound.html_name] = data
    return values


def test_a_rule_set_not_in_use_is_edited_with_its_agenda(staff, regime):
    values = form_of(staff.get(url("change", regime)))
    values |= {
        "min_minutes": 100,
        "agenda_lines-0-title": "Chào cờ",
        "document_types": ["NQ", "BB"],
    }
    assert staff.post(url("change", regime), values).status_code == 302
    regime.refresh_from_db()
    assert regime.min_minutes == 100
    assert regime.document_types == ["NQ", "BB"]
    assert regime.agenda_lines.filter(title="Chào cờ").exists()


def test_a_rule_set_in_use_is_only_read_and_admin_says_why(staff, used):
    page = staff.get(url("change", used))
    assert not page.context["has_change_permission"]
    shown = page.content.decode()
    assert "không sửa, không xóa được" in shown
    assert "Sao chép thành bản mới" in shown
    assert "từ 09/01/2026 đến nay" in shown
    assert "Nghị quyết, Quyết định" in shown
    assert 'name="_save"' not in shown
    assert staff.post(url("change", used), {"min_minutes": 1}).status_code == 403
    assert staff.get(url("delete", used)).status_code == 403
    assert staff.post(url("delete", used), {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": used.pk, "post": "yes"}
    assert staff.post(REGIMES, bulk).status_code in {200, 302}
    assert MeetingRegime.objects.filter(pk=used.pk, min_minutes=90).exists()


def test_a_meeting_that_comes_while_the_form_is_open_makes_it_a_refusal_in_words(
    staff, used, monkeypatch
):
    monkeypatch.setattr("meetings.admin_versions.is_in_use", lambda _: False)
    values = form_of(staff.get(url("change", used))) | {"min_minutes": 100}
    page = staff.post(url("change", used), values, follow=True)
    assert "hãy sao chép thành bản mới" in page.content.decode()
    used.refresh_from_db()
    assert used.min_minutes == 90


def test_a_rule_set_in_use_is_copied_to_a_new_dated_version(staff, used):
    answer = staff.post(url("copy", used), {"code": "R2027", "since": "01/01/2027"}, follow=True)
    new = MeetingRegime.objects.get(code="R2027")
    assert answer.redirect_chain == [(url("change", new), 302)]
    assert new.validity.lower == date(2027, 1, 1)
    assert "Đã tạo bản mới R2027" in answer.content.decode()
    assert answer.context["has_change_permission"]
    changes = staff.get(url("history", used)).context["changes"]
    assert "31/12/2026" in str(changes[0]) or "01/01/2027" in str(changes[0])


@pytest.mark.parametrize(
    ("code", "since", "words"),
    [
        ("R2018", "01/01/2027", "đã có rồi"),
        ("R2027", "01/01/2020", "nằm trong thời gian của bộ quy định cũ"),
        ("", "01/01/2027", "nhập"),
        ("R2027", "", "nhập"),
        ("R2027", "32/01/2027", "Ngày"),
    ],
)
def test_a_copy_that_cannot_be_is_explained_at_its_field(code, since, words, staff, used):
    page = staff.post(url("copy", used), {"code": code, "since": since})
    assert page.status_code == 200
    assert words in str(page.context["form"].errors)
    assert MeetingRegime.objects.count() == 3
    used.refresh_from_db()
    assert used.validity.upper is None


def test_a_rule_set_that_is_not_there_cannot_be_copied(staff):
    assert staff.get(REGIMES.rstrip("/") + "/99999/copy/").status_code == 302


def test_staff_without_the_right_copy_nothing(client_of, used):
    clerk = UserFactory(is_staff=True)
    page = client_of(clerk).post(url("copy", used), {"code": "X", "since": "01/01/2027"})
    assert page.status_code == 403
    assert MeetingRegime.objects.count() == 3


def test_a_theme_in_use_is_kept_and_admin_says_why(staff, cell_a):
    theme = Theme.objects.first()
    MeetingFactory(cell=cell_a, theme=theme)
    delete = reverse("admin:meetings_theme_delete", args=[theme.pk])
    assert "được bảo vệ" in staff.get(delete).content.decode()
    staff.post(delete, {"post": "yes"})
    assert Theme.objects.filter(pk=theme.pk).exists()


def test_a_theme_not_in_use_goes_and_one_of_the_same_title_is_refused(staff, db):
    theme, other = Theme.objects.all()[:2]
    page = staff.post(
        reverse("admin:meetings_theme_add"), {"title": other.title, "field": other.field}
    )
    assert "Đã có chuyên đề này." in page.content.decode()
    staff.post(reverse("admin:meetings_theme_delete", args=[theme.pk]), {"post": "yes"})
    assert not Theme.objects.filter(pk=theme.pk).exists()
