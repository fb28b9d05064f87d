"""What every page knows of its reader."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts import scope


def navigation(request: HttpRequest) -> dict:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"role_kinds": SimpleLazyObject(lambda: scope.kinds_of(user))}
