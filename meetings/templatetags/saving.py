"""What the page of a meeting says of what it saw."""

from django import template

from meetings.forms import MarkForm
from meetings.models import Attendance

register = template.Library()


@register.filter
def seen(row: Attendance) -> str:
    """The marks of a row of the roll call."""
    return MarkForm(instance=row).seen
