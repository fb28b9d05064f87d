"""How levels and offices are written on the pages of a round."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from evaluations import proposing
from evaluations.models import RemarkKind
from members.models import OfficeKind

register = template.Library()


@register.filter
def level_words(level: str) -> str:
    """'Hoàn thành tốt nhiệm vụ'; nothing for no level."""
    return proposing.label(level)


@register.filter
def level_short(level: str) -> str:
    """'Tốt', for tables."""
    return proposing.short(level)


@register.filter
def office_words(office: str) -> str:
    """'Bí thư'; nothing for no office."""
    return OfficeKind(office).label if office in OfficeKind.values else ""


@register.filter
def grade_input(field: BoundField, criterion: str) -> SafeString:
    """The choice of a grade in a row of the criteria, named for who hears the page."""
    attrs = {"class": "form-select", "aria-label": f"{criterion}: {field.label}"}
    if field.errors:
        attrs |= {"aria-invalid": "true", "class": f"{attrs['class']} is-invalid"}
    return field.as_widget(attrs=attrs)


@register.filter
def remark_words(kind: str) -> str:
    """'Nhận xét của chi bộ nơi cư trú'."""
    return RemarkKind(kind).label


@register.filter
def ballot_input(field: BoundField, name: str) -> SafeString:
    """A figure in a row of the ballots, named for who hears the page."""
    attrs = {"class": "form-control hmk-figure-input", "aria-label": f"{field.label}: {name}"}
    if field.errors:
        attrs |= {"aria-invalid": "true", "class": f"{attrs['class']} is-invalid"}
    return field.as_widget(attrs=attrs)
