from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import scope


def home(request: HttpRequest) -> HttpResponse:
    """Everybody's first page: the dashboard that is theirs, Django admin, or whom to ask."""
    if scope.kinds_of(request.user):
        return redirect("reports:overview")
    if request.user.is_staff:
        return redirect("admin:index")
    return render(request, "no_role.html")
