"""The calendar of a user: the page that gives its address, and the file under it."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import feed, queries_calendar
from meetings.models import CalendarToken
from meetings.services import calendar as service

SHOWN_ONCE = "calendar_token"


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Whether there is an address; a new one is shown once, right after it was made."""
    if request.method == "POST":
        request.session[SHOWN_ONCE] = service.renew(now=timezone.now(), by=request.user)
        return redirect("calendar:mine")
    token = request.session.pop(SHOWN_ONCE, None)
    address = token and request.build_absolute_uri(reverse("calendar:feed", args=[token]))
    page = {
        "standing": CalendarToken.objects.filter(user=request.user).first(),
        "address": address,
        "webcal": address and f"webcal://{address.split('://', 1)[1]}",
    }
    response = render(request, "meetings/calendar.html", page)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    service.revoke(by=request.user)
    messages.success(request, "Địa chỉ lịch đã bị hủy, không ai đọc được nữa.")
    return redirect("calendar:mine")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file of whoever was given the address; 404 for any other."""
    found = queries_calendar.reader(service.digest_of(token))
    if found is None:
        raise Http404
    today = timezone.localdate()
    content = feed.calendar_of(
        queries_calendar.meetings_for(found, today),
        queries_calendar.deadlines_for(found, today),
        host=request.get_host(),
        base=f"{request.scheme}://{request.get_host()}",
    )
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="sinh-hoat-chi-bo.ics"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
