"""The library of themes: what a committee keeps and its cells choose from."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import scope
from meetings import access, queries_themes
from meetings.forms import ThemeFilter, ThemeForm
from meetings.models import Theme
from meetings.services import themes
from meetings.views.common import refusal_of, written

THEMES_A_PAGE = 25


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """The themes; a secretary takes one into the plan, an officer keeps those of the committee."""
    form = ThemeFilter(request.GET, cells=scope.cells_to_read(request.user))
    asked = form.given()
    rows = queries_themes.library(
        request.user,
        cell=asked["cell"],
        words=asked.get("q", ""),
        field=asked.get("field", ""),
        retired=asked.get("state") == "retired",
    )
    own = scope.cells_to_write(request.user)
    page = {
        "page": Paginator(rows, THEMES_A_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "asked": asked,
        "kept": set(scope.committees_of_office(request.user).values_list("pk", flat=True)),
        "own_cell": own.filter(pk=asked["cell"].pk).first() if asked["cell"] else own.first(),
        "year": timezone.localdate().year,
    }
    return render(request, "meetings/themes.html", page)


def _theme_page(request: HttpRequest, theme: Theme | None) -> HttpResponse:
    """The form of a theme, new or not."""
    committees = list(scope.committees_of_office(request.user))
    if not committees:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = ThemeForm(data, instance=theme, prefix="theme", committees=committees)

    def write() -> None:
        values = form.all_values()
        if theme is None:
            themes.add(values=values, by=request.user)
        else:
            themes.change(theme, values=values, by=request.user)

    if request.method == "POST" and written(form, write):
        messages.success(request, "Đã lưu chuyên đề vào thư viện.")
        return redirect("meetings:themes")
    page = {"form": form, "theme": theme}
    return render(request, "meetings/theme_form.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def theme_add(request: HttpRequest) -> HttpResponse:
    """Puts a theme into the library of a committee."""
    return _theme_page(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def theme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes a theme of the library."""
    return _theme_page(request, access.theme_to_keep(request.user, pk))


@require_POST
def theme_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a theme out of use, or back into it."""
    theme = access.theme_to_keep(request.user, pk)
    active = request.POST.get("active") == "1"
    refusal = refusal_of(lambda: themes.retire(theme, active=active, by=request.user))
    if refusal:
        messages.error(request, refusal)
    else:
        done = "Đã đưa chuyên đề trở lại." if active else "Đã ngừng dùng chuyên đề."
        messages.success(request, done)
    return redirect("meetings:themes")
