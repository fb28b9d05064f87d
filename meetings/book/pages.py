"""A page of the book and its place in the chain."""

from meetings.book.canonical import canonical, digest
from meetings.models import BookPage

HASHED = (
    "cell_id", "position", "kind", "meeting_id", "version", "addendum_id", "reason", "schema_id",
    "content_hash", "fingerprints", "content", "made_at", "made_by_id", "previous_hash",
)  # fmt: skip


def page_hash(page: BookPage) -> str:
    """SHA-256 over everything that the page says, with the hash of the page before."""
    return digest([canonical(getattr(page, name)) for name in HASHED])


def chained(page: BookPage, *, after: tuple[int, str]) -> BookPage:
    """The page with its place: after the page of that position and hash, (0, "") for the first."""
    position, hashed = after
    page.position, page.previous_hash = position + 1, hashed
    page.hash = page_hash(page)
    return page
