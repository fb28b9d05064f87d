"""A guided act: a form, then what it will do in words, then the act itself."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from members.forms.base import TidyForm
from members.models import MemberAct
from members.services import Preview, preview

PREVIEW, EDIT = "preview", "edit"


def guided(
    request: HttpRequest,
    form: TidyForm,
    write: Callable[[], MemberAct],
    *,
    done: Callable[[MemberAct], HttpResponse],
    template: str = "members/act.html",
    **context: object,
) -> HttpResponse:
    """The page of an act. `write` records it from the cleaned form; `done` answers after it.

    Works by plain posts: `step` says whether to show what will change, to go back to the form, or
    (said by nothing) to write.
    """
    step = request.POST.get("step", "")
    shown: Preview | None = None
    if request.method == "POST" and step != EDIT and form.is_valid():
        try:
            if step != PREVIEW:
                return done(write())
            shown = preview(write)
        except ValidationError as error:
            form.refuse(error)
    return render(request, template, {"form": form, "preview": shown} | context)
