"""Searches, as the tests of search make them."""

import pytest
from django.urls import reverse

SEARCH = reverse("search:page")


@pytest.fixture
def look(client_of, request):
    """Searches as one of the cast; gives the page."""

    def search(who, q: str, **filters):
        user = request.getfixturevalue(who) if isinstance(who, str) else who
        response = client_of(user).get(SEARCH, {"q": q, **filters})
        assert response.status_code == 200
        return response

    return search


def found(response) -> list:
    return [group.meeting or group.theme for group in response.context.get("groups", [])]
