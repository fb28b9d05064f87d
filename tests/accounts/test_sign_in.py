"""Signing in and out, locks, two factors: in Vietnamese, in the look of the house."""

import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from tests.factories import PASSWORD

LOGIN = reverse("account_login")
OUTSIDE = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_email_verification_sent",
)
INSIDE = (
    "account_logout",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
)


@pytest.fixture(autouse=True)
def _no_earlier_attempts():
    """Each test begins with a full allowance of attempts."""
    cache.clear()


@pytest.fixture(autouse=True)
def untranslated(monkeypatch) -> list[str]:
    """The texts that were asked for in Vietnamese and came back as they were."""
    missed = []
    plain = translation._trans.gettext

    def listening(message: str) -> str:
        text = plain(message)
        if text == message and re.search("[a-z]{3}", message):
            missed.append(message)
        return text

    monkeypatch.setattr(translation._trans, "gettext", listening)
    return missed


def sign_in(client, username, password=PASSWORD):
    return client.post(LOGIN, {"login": username, "password": password}, follow=True)


@pytest.mark.parametrize("name", OUTSIDE)
def test_pages_outside_speak_vietnamese(db, client, name, untranslated):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert "hmk-brandbar" in response.content.decode()
    assert untranslated == []


@pytest.mark.parametrize("name", INSIDE)
def test_pages_inside_speak_vietnamese(client, stranger, name, untranslated):
    sign_in(client, stranger.username)
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 200
    assert "hmk-brandbar" in response.content.decode()
    assert untranslated == []


def test_there_is_no_sign_up(db, client):
    page = client.get(reverse("account_signup")).content.decode()
    assert "<form" not in page
    assert "văn phòng Đảng ủy" in page
    client.post(reverse("account_signup"), {"username": "moi", "password1": PASSWORD})
    assert sign_in(client, "moi").context["user"].is_anonymous


def test_a_wrong_password_keeps_the_name(client, stranger, untranslated):
    page = sign_in(client, stranger.username, "sai").content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page
    assert f'value="{stranger.username}"' in page
    assert untranslated == []


@pytest.mark.parametrize("typed", ["", "\x00", "😀" * 1000, "a" * 200_000, "nguoi\x00la"])
def test_strange_names_are_refused_in_words(client, stranger, typed):
    response = client.post(LOGIN, {"login": typed, "password": PASSWORD})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_who_has_no_role_learns_whom_to_ask(client, stranger):
    page = sign_in(client, stranger.username).content.decode()
    assert "chưa được giao chi bộ" in page
    assert stranger.username in page


def test_staff_without_a_role_go_to_admin(client, admin_user):
    sign_in(client, admin_user.username)
    assert client.get("/").url == reverse("admin:index")


def test_five_wrong_passwords_lock_and_say_how_long(client, stranger, untranslated):
    for _ in range(5):
        response = sign_in(client, stranger.username, "sai")
    assert response.status_code == 429
    page = response.content.decode()
    assert "Xin thử lại sau 15 phút" in page
    assert "văn phòng Đảng ủy" in page
    assert sign_in(client, stranger.username).status_code == 429
    assert untranslated == []


def test_a_lock_holds_one_name_and_not_the_house(client, stranger, admin_user):
    for _ in range(5):
        sign_in(client, stranger.username, "sai")
    assert sign_in(client, admin_user.username).context["user"] == admin_user


def test_too_many_attempts_in_a_minute_are_asked_to_wait(client, stranger, untranslated):
    for _ in range(31):
        response = client.post(LOGIN, {"login": "", "password": ""})
    assert response.status_code == 429
    assert "Xin đợi một lát" in response.content.decode()
    assert untranslated == []


def test_signing_out_takes_a_post(client, stranger):
    sign_in(client, stranger.username)
    client.get(reverse("account_logout"))
    assert client.get("/").status_code == 200
    response = client.post(reverse("account_logout"), follow=True)
    assert "đã đăng xuất" in response.content.decode()
    assert client.get("/").url.startswith(LOGIN)


def test_the_password_is_changed(client, stranger, untranslated):
    sign_in(client, stranger.username)
    url = reverse("account_change_password")
    new = "khung-cua-so-mau-xanh"
    for typed in ("sai", "12345678", new):
        data = {"oldpassword": PASSWORD, "password1": typed, "password2": typed}
        response = client.post(url, data, follow=True)
    assert "Mật khẩu đã được đổi" in response.content.decode()
    client.post(reverse("account_logout"))
    assert sign_in(client, stranger.username, new).context["user"] == stranger
    assert untranslated == []


def test_a_forgotten_password_goes_to_a_known_address(client, stranger, untranslated):
    stranger.email = "nguoila@example.org"
    stranger.save()
    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=True, primary=True)
    response = client.post(
        reverse("account_reset_password"), {"email": stranger.email}, follow=True
    )
    assert "hệ thống đã gửi thư" in response.content.decode()
    letter = mail.outbox[0]
    assert "Lấy lại mật khẩu" in letter.subject
    link = re.search(r"http://testserver(\S+)", letter.body)[1]
    page = client.get(link, follow=True)
    new = "khung-cua-so-mau-xanh"
    done = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert "Mật khẩu đã được đổi" in done.content.decode()
    assert untranslated == []


def test_an_unknown_address_is_not_given_away(client, stranger, untranslated):
    response = client.post(
        reverse("account_reset_password"), {"email": "ai@example.org"}, follow=True
    )
    assert "hệ thống đã gửi thư" in response.content.decode()
    assert untranslated == []


def test_a_spent_link_says_so(db, client, untranslated):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"]))
    assert "không đúng hoặc đã dùng" in page.content.decode()
    page = client.get(reverse("account_confirm_email", args=["abc"]))
    assert "hết hạn" in page.content.decode()
    assert untranslated == []


class TestTwoFactors:
    @staticmethod
    def code(secret: str) -> str:
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    def test_switched_on_used_and_switched_off(self, client, stranger, untranslated):
        sign_in(client, stranger.username)
        activate = reverse("mfa_activate_totp")
        again = client.get(activate, follow=True)
        assert "xác nhận lại" in again.content.decode()
        scanned = client.post(
            again.request["PATH_INFO"] + f"?next={activate}", {"password": PASSWORD}, follow=True
        )
        assert "data:image/svg+xml" in scanned.content.decode()
        wrong = client.post(activate, {"code": "000000"})
        assert "Mã không đúng" in wrong.content.decode()
        secret = wrong.context["form"].secret
        assert secret in wrong.content.decode()
        assert client.post(activate, {"code": self.code(secret)}).status_code == 302
        for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
                     "mfa_deactivate_totp", "mfa_reauthenticate"):  # fmt: skip
            page = client.get(reverse(name), follow=True)
            assert page.status_code == 200, name
            assert "hmk-brandbar" in page.content.decode(), name
        assert client.get(reverse("mfa_download_recovery_codes")).status_code == 200
        client.post(reverse("account_logout"))
        asked = sign_in(client, stranger.username)
        assert "xác thực hai lớp" in asked.content.decode()
        assert client.get("/").status_code == 302
        codes = RecoveryCodes(stranger.authenticator_set.get(type="recovery_codes"))
        client.post(reverse("mfa_authenticate"), {"code": codes.get_unused_codes()[0]})
        assert client.get("/").status_code == 200
        client.post(reverse("mfa_deactivate_totp"), follow=True)
        assert untranslated == []

    def test_needs_the_second_one(self, client, stranger):
        TOTP.activate(stranger, "A" * 32)
        sign_in(client, stranger.username)
        assert client.get("/").url.startswith(LOGIN)


def test_the_session_lasts_eight_hours_from_the_last_visit(client, stranger):
    sign_in(client, stranger.username)
    client.get("/")
    assert client.cookies["sessionid"]["max-age"] in {"", 8 * 3600}
    assert client.session.get_expiry_age() <= 8 * 3600


def test_pages_carry_no_inline_script_or_style(client, stranger):
    sign_in(client, stranger.username)
    for name in ("home", *INSIDE):
        page = client.get(reverse(name)).content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page), name
        scripts = re.findall(r"<script(?![^>]*src=)(?![^>]*application/json)", page)
        assert scripts == [], name


def test_the_compiled_catalogue_follows_its_source():
    folder = Path(__file__).parents[2] / "hmk/locale/vi/LC_MESSAGES"
    source = (folder / "django.po").read_text()
    texts = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.MULTILINE)
    assert len(texts) > 100
    with translation.override("vi"):
        for message, text in texts:
            plain = [one.replace('\\"', '"').replace("\\n", "\n") for one in (message, text)]
            assert translation.gettext(plain[0]) == plain[1]
