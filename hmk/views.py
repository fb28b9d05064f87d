from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import scope


def home(request: HttpRequest) -> HttpResponse:
    """Everybody's first page: the meetings they may see, or Django admin for who has no role."""
    if not scope.kinds_of(request.user) and request.user.is_staff:
        return redirect("admin:index")
    return redirect("meetings:list")
