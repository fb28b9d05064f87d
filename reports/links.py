"""Addresses of a page that has hundreds of them."""

from collections.abc import Callable
from functools import cache

from django.urls import get_script_prefix, reverse

STAND_IN = 9_876_543_210


def numbered(name: str) -> Callable[[int], str]:
    """Gives the address of this name for an id: asked of the URLconf once, then the id put in."""
    before, after = _around(name, get_script_prefix())
    return lambda pk: f"{before}{pk}{after}"


@cache
def _around(name: str, _prefix: str) -> list[str]:
    return reverse(name, args=[STAND_IN]).split(str(STAND_IN))
