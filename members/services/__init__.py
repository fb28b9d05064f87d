"""Every write on members: one transaction each, by someone who keeps the roll of their cell."""

from members.services.basics import BASICS, add_member, change_member, return_member
from members.services.journal import Preview, correct, preview

__all__ = [
    "BASICS",
    "Preview",
    "add_member",
    "change_member",
    "correct",
    "preview",
    "return_member",
]
