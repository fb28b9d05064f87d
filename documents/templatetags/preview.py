"""`{% load preview %}`: the blocks of a document for `documents/preview.html`."""

from django import template

from documents import preview
from documents.blocks import Document

register = template.Library()


@register.filter
def parts(document: Document) -> list[preview.Part]:
    """The blocks of the document as a template can show them."""
    return list(preview.parts(document))
