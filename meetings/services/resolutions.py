"""Drafting a resolution from what the meeting has written down, and counting its vote."""

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.composing import compose
from meetings.models import DocumentType, Meeting, MeetingKind, Resolution, Subject
from meetings.queries import record_of
from meetings.services.base import current, open_book, put

SUBJECT_OF_KIND = {
    MeetingKind.REGULAR: Subject.MONTHLY,
    MeetingKind.THEMATIC: Subject.THEMATIC,
}


def draft(meeting: Meeting, *, by: User) -> Resolution:
    """A resolution put together from the results, the direction and the assignments so far."""
    with open_book(meeting, by=by) as book:
        subject = SUBJECT_OF_KIND.get(book.kind, Subject.OTHER)
        parts = compose(record_of(book), subject)
        return put(
            Resolution(meeting=book, document_type=DocumentType.RESOLUTION, subject=subject),
            parts,
        )


def recompose(meeting: Meeting, resolution: Resolution, *, by: User) -> Resolution:
    """Puts the text together anew from what the meeting has written down by now."""
    with open_book(meeting, by=by) as book:
        current(resolution, book)
        return put(resolution, compose(record_of(book), resolution.subject))


def change(meeting: Meeting, resolution: Resolution, *, values: dict, by: User) -> Resolution:
    """Rewrites text or votes before the minutes are signed."""
    with open_book(meeting, by=by) as book:
        current(resolution, book)
        kept = resolution.document_type
        if resolution.number is not None and values.get("document_type", kept) != kept:
            raise ValidationError({"document_type": "Văn bản đã có số nên giữ loại văn bản."})
        return put(resolution, values)


def remove(meeting: Meeting, resolution: Resolution, *, by: User) -> None:
    """Takes back a draft before the minutes are signed; what has a number stays in the book."""
    with open_book(meeting, by=by) as book:
        if Resolution.objects.filter(pk=resolution.pk, number__isnull=False).exists():
            raise ValidationError(
                "Văn bản đã có số nên không bỏ được. Nếu biểu quyết lại không thông qua, "
                "số vẫn giữ và văn bản được ghi là không có hiệu lực."
            )
        Resolution.objects.filter(pk=resolution.pk, meeting=book).delete()
