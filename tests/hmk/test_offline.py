"""What the server says so that a browser may keep pages, and must forget them."""

import pytest
from django.test import Client
from django.urls import reverse


def test_the_worker_answers_for_the_whole_site_and_is_never_stale():
    response = Client().get("/sw.js")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in response["Content-Security-Policy"]


def test_the_page_without_network_names_nobody(db):
    response = Client().get(reverse("offline"))
    assert response.status_code == 200
    assert b"data-user" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_logout", "admin:logout"])
def test_sign_out_wipes_what_the_browser_kept(name, client_of, admin_user):
    client = client_of(admin_user)
    assert "Clear-Site-Data" not in client.get(reverse("home")).headers
    assert client.post(reverse(name))["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.django_db
def test_a_page_of_another_user_is_answered_as_signed_out(client_of, secretary_a, secretary_b):
    client = client_of(secretary_b)
    url = reverse("meetings:list")
    answer = client.get(url, headers={"X-HMK-User": str(secretary_a.pk)})
    assert answer.status_code == 401
    assert answer["X-Sign-In"] == reverse("account_login")
    assert client.get(url, headers={"X-HMK-User": str(secretary_b.pk)}).status_code == 200
    assert Client().get(url, headers={"X-HMK-User": "1"}).status_code == 401
