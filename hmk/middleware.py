"""What every request passes: no NUL to the database, no sign-in page inside a half-filled form,
nothing left in the browser at sign-out."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse


class RejectNulBytes:
    """Answers 400 to NUL characters in the path or the query; forms refuse them field by field."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        if "\x00" in request.path_info or any(
            "\x00" in value for values in request.GET.lists() for value in values[1]
        ):
            raise BadRequest("NUL")


class SayWhenSignedOut:
    """Answers 401 to a save whose session has ended, where a page would be sent to the sign-in.

    htmx would follow the redirect and put the sign-in page into the form. `X-Sign-In` holds the
    address; the script of the page keeps what was typed and offers it. A page says for whom it was
    made (`X-HMK-User`): when somebody else has signed in meanwhile, it is signed out too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.sign_in = resolve_url(settings.LOGIN_URL)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        of_page = request.headers.get("X-HMK-User")
        if of_page and of_page != str(request.user.pk):
            return self._signed_out()
        return None

    def _signed_out(self) -> HttpResponse:
        return HttpResponse(status=401, headers={"X-Sign-In": self.sign_in})

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        away = response.headers.get("Location", "").split("?")[0]
        if "HX-Request" in request.headers and away == self.sign_in:
            return self._signed_out()
        if request.method == "POST" and away == self.sign_in and not ends_session(request):
            # An address that only takes POST is no place to come back to: the page is.
            page = quote(urlsplit(request.headers.get("Referer", "/")).path)
            response.headers["Location"] = f"{self.sign_in}?next={page}"
        return response


def ends_session(request: HttpRequest) -> bool:
    """Whether the request is a sign-out, of a page or of Django admin."""
    ends = (reverse("account_logout"), reverse("admin:logout"))
    return request.method == "POST" and request.path in ends


class WipeAtSignOut:
    """Has the browser forget at sign-out what it kept to work without network."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if ends_session(request) and response.status_code < 400:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
