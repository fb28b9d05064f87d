"""What the pages of a round share."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from meetings.views.common import refusal_of, written


def form_page(
    request: HttpRequest,
    form: forms.Form,
    write: Callable[[], object],
    *,
    title: str,
    about: str,
    back: str,
    done: str,
    then: str | Model,
    template: str = "evaluations/form.html",
    **more: object,
) -> HttpResponse:
    """A page with one form: written and sent on, or shown again with what is wrong."""
    if request.method == "POST" and written(form, write):
        messages.success(request, done)
        return redirect(then)
    page = {"form": form, "title": title, "about": about, "back": back} | more
    return render(request, template, page, status=422 if form.errors else 200)


def one_click(
    request: HttpRequest, write: Callable[[], object], *, done: str, then: str | Model
) -> HttpResponse:
    """A write without a form: its refusal is said in words on the page it came from."""
    refusal = refusal_of(write)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, done)
    return redirect(then)
