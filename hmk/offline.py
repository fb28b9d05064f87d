"""What a browser needs to open pages without network: the worker, and the page for the rest."""

from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@cache
def _worker() -> bytes:
    return (settings.BASE_DIR / "static" / "hmk" / "sw.js").read_bytes()


@login_not_required
@require_safe
def service_worker(_: HttpRequest) -> HttpResponse:
    """The script of the service worker, at the root, so that it may answer for every page."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def no_network(request: HttpRequest) -> HttpResponse:
    """What is shown without network in place of a page that was not kept."""
    return render(request, "offline.html")
