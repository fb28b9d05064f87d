"""Notes who from outside the cell looks at a member, on every page of that member."""

from django.http import HttpRequest
from django.utils.timezone import localdate, now

from members import access
from members.models import Member
from members.queries import current_cell_of
from members.services.looks import note_look


def looked_at(request: HttpRequest, *members: Member) -> None:
    """To be called by each view that shows the members' data to whoever may read them."""
    today = localdate()
    for member in members:
        cell = current_cell_of(member, today)
        if cell is not None and access.looks_from_outside(request.user, member, day=today):
            note_look(member, cell=cell, day=today, at=now(), by=request.user)
