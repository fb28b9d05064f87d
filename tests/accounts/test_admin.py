"""Accounts in Django admin: made, given roles, unlocked; and admin's sign-in is everybody's."""

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import Role, RoleKind, User
from tests.factories import PASSWORD, MeetingFactory, UserFactory, marked_signed

LIST = reverse("admin:accounts_user_changelist")
ADD = reverse("admin:accounts_user_add")
NEW_PASSWORD = "dong-song-la-ngan-sau"


def change(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def account_form(user: User, **values: object) -> dict:
    """What the change form of the account sends, with one line for a role."""
    return {
        "username": user.username,
        "full_name": user.full_name,
        "is_active": "on",
        "roles-TOTAL_FORMS": 1,
        "roles-INITIAL_FORMS": 0,
        "roles-0-user": user.pk,
    } | values


@pytest.fixture
def staff(client_of, admin_user):
    return client_of(admin_user)


@pytest.fixture
def clerk(client_of, db):
    """Staff with every right over accounts, but no superuser."""
    user = UserFactory(username="canbo", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="accounts").exclude(
            codename__contains="event"
        )
    )
    return client_of(user)


def test_admin_sends_to_the_sign_in_that_axes_and_the_second_factor_guard(db):
    for url in (reverse("admin:index"), reverse("admin:login"), LIST):
        answer = Client().get(url, follow=True)
        assert answer.redirect_chain[-1][0].startswith(reverse("account_login")), url
    answer = Client().post(reverse("admin:login"), {"username": "x", "password": "y"})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_who_is_not_staff_is_refused_and_not_asked_to_sign_in_again(client_of, secretary_a):
    assert client_of(secretary_a).get(reverse("admin:index"), follow=True).status_code == 403


def test_an_account_is_made_with_its_full_name(staff):
    answer = staff.post(
        ADD,
        {
            "username": "bithu-tdp09",
            "full_name": "Hồ Thị Thử",
            "usable_password": "true",
            "password1": NEW_PASSWORD,
            "password2": NEW_PASSWORD,
        },
    )
    user = User.objects.get(username="bithu-tdp09")
    assert answer.url == change(user)
    assert user.full_name == "Hồ Thị Thử"
    assert user.check_password(NEW_PASSWORD)
    assert not user.is_staff


def test_an_account_without_a_name_or_with_a_weak_password_is_not_made(staff):
    values = {"username": "x", "usable_password": "true", "password1": "12", "password2": "12"}
    errors = staff.post(ADD, values).context["adminform"].form.errors
    assert {"full_name", "password2"} <= set(errors)
    assert not User.objects.filter(username="x").exists()


def test_a_new_password_is_set(staff, stranger):
    url = reverse("admin:auth_user_password_change", args=[stranger.pk])
    staff.post(
        url, {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    )
    stranger.refresh_from_db()
    assert stranger.check_password(NEW_PASSWORD)


def test_accounts_are_found_without_diacritics(staff, overseer, officer):
    found = staff.get(LIST, {"q": "cao xuan giam"}).context["cl"].queryset
    assert list(found) == [overseer]


def test_a_role_is_given_on_the_page_of_the_account(staff, stranger, cell_a):
    values = {"roles-0-kind": RoleKind.SECRETARY, "roles-0-cell": cell_a.pk}
    assert staff.post(change(stranger), account_form(stranger, **values)).status_code == 302
    assert stranger.roles.get().cell == cell_a


@pytest.mark.parametrize("kind", RoleKind)
def test_a_role_at_the_wrong_place_is_refused_in_words(kind, staff, stranger, cell_a):
    of_cell = kind in {RoleKind.SECRETARY, RoleKind.OVERSEER}
    place = {"roles-0-committee": cell_a.committee_id} if of_cell else {"roles-0-cell": cell_a.pk}
    answer = staff.post(change(stranger), account_form(stranger, **{"roles-0-kind": kind} | place))
    assert "vai trò ở cấp ủy cần đúng một đảng bộ" in answer.content.decode()
    assert not stranger.roles.exists()


def test_the_history_of_an_account_tells_of_its_roles(staff, stranger, cell_a):
    values = {"roles-0-kind": RoleKind.SECRETARY, "roles-0-cell": cell_a.pk}
    staff.post(change(stranger), account_form(stranger, **values))
    page = staff.get(reverse("admin:accounts_user_history", args=[stranger.pk]))
    told = {change.what: change for change in page.context["changes"]}
    assert told["Ghi mới vai trò"].by == "Quản Trị Viên (quantri)"
    assert stranger.password not in page.content.decode()


def test_an_account_that_signed_minutes_is_kept(staff, secretary_a, cell_a):
    marked_signed(MeetingFactory(cell=cell_a), by=secretary_a)
    url = reverse("admin:accounts_user_delete", args=[secretary_a.pk])
    assert "được bảo vệ" in staff.get(url).content.decode()
    assert staff.post(url, {"post": "yes"}).status_code == 200
    assert User.objects.filter(pk=secretary_a.pk).exists()


def test_an_account_without_records_goes_with_its_roles(staff, overseer):
    url = reverse("admin:accounts_user_delete", args=[overseer.pk])
    assert staff.post(url, {"post": "yes"}).status_code == 302
    assert not Role.objects.filter(user=overseer.pk).exists()


def test_who_is_locked_out_is_let_in_again(staff, secretary_a):
    sign_in = {"login": secretary_a.username, "password": "sai"}
    for _ in range(5):
        Client().post(reverse("account_login"), sign_in)
    right = sign_in | {"password": PASSWORD}
    assert Client().post(reverse("account_login"), right).status_code != 302
    staff.post(LIST, {"action": "unlock", "_selected_action": secretary_a.pk})
    assert not AccessAttempt.objects.exists()
    assert Client().post(reverse("account_login"), right).status_code == 302


def test_the_second_factor_of_a_lost_phone_is_dropped(staff, secretary_a):
    Authenticator.objects.create(user=secretary_a, type=Authenticator.Type.TOTP, data={})
    staff.post(LIST, {"action": "drop_second_factor", "_selected_action": secretary_a.pk})
    assert not Authenticator.objects.exists()


def test_staff_cannot_raise_themselves_nor_touch_a_superuser(clerk, admin_user):
    me = User.objects.get(username="canbo")
    clerk.post(change(me), account_form(me, is_staff="on", is_superuser="on"))
    me.refresh_from_db()
    assert not me.is_superuser
    assert clerk.post(change(admin_user), account_form(admin_user)).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[admin_user.pk])
    assert clerk.get(password).status_code == 403
    delete = reverse("admin:accounts_user_delete", args=[admin_user.pk])
    assert clerk.post(delete, {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": admin_user.pk, "post": "yes"}
    clerk.post(LIST, bulk)
    Authenticator.objects.create(user=admin_user, type=Authenticator.Type.TOTP, data={})
    clerk.post(LIST, {"action": "drop_second_factor", "_selected_action": admin_user.pk})
    assert User.objects.filter(pk=admin_user.pk).exists()
    assert Authenticator.objects.filter(user=admin_user).exists()
