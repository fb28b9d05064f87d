"""What every page knows of its reader."""

from functools import cache

from django.http import HttpRequest

from reports import queries


def navigation(request: HttpRequest) -> dict:
    """`role_kinds`, and `unseen`: how many reminders wait. Asked once, and only if it is shown."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    found = cache(lambda: queries.roles_and_unseen(user))
    return {"role_kinds": lambda: found()[0], "unseen": lambda: found()[1]}
