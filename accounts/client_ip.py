"""From which address a request came, when proxies stand before us."""

from django.conf import settings
from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The address that the outermost of our own proxies saw.

    Each proxy adds one entry at the right of X-Forwarded-For; what stands further left was
    written by the client and says nothing.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    own = settings.PROXY_COUNT
    if own and len(hops) >= own and hops[-own].strip():
        return hops[-own].strip()
    return request.META.get("REMOTE_ADDR", "")
