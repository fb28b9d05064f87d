"""Marks around the words that were found, safe whatever the text holds."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Private characters: the database puts them in, and only a text between two of them is marked.
START, STOP = "\ue000", "\ue001"
MARKED = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
LEFT_OVER = str.maketrans("", "", START + STOP)


def marked(text: str) -> SafeString:
    """The text as HTML with <mark> around what stands between the marks; all else is escaped."""
    parts = MARKED.split(text)  # plain and marked ones by turns
    return format_html_join(
        "",
        "{}{}",
        (
            (plain.translate(LEFT_OVER), format_html("<mark>{}</mark>", hit) if hit else "")
            for plain, hit in zip(parts[::2], [*parts[1::2], ""], strict=True)
        ),
    )
