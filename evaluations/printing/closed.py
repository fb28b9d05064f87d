"""A ratification that was opened again, as it was printed, marked as no longer in force."""

from dataclasses import replace

from django.utils import timezone

from documents.blocks import Document, Paragraph
from documents.stored import from_data
from documents.wording import short_date
from evaluations.models import ClosedRatification
from meetings.printing.words import one_line


def closed_words(row: ClosedRatification) -> str:
    """'Kết quả công nhận lần 1 ngày 20/12/2026 (…), đã mở lại ngày 05/01/2027. Lý do: …'"""
    ratified, reopened = (
        short_date(timezone.localdate(moment)) for moment in (row.ratified_at, row.reopened_at)
    )
    return (
        f"Kết quả công nhận lần {row.version} ngày {ratified} ({one_line(str(row.ratified_by))}), "
        f"đã mở lại ngày {reopened} ({one_line(str(row.reopened_by))}), không còn hiệu lực. "
        f"Lý do: {one_line(row.reason)}."
    )


def closed_paper(row: ClosedRatification, kept: object) -> Document:
    """One of its papers (see `documents.stored`) under its letterhead, with the mark."""
    document = from_data(kept)
    mark = Paragraph(
        closed_words(row), indent=False, align="center", bold=True, keep_with_next=True
    )
    return replace(document, blocks=[document.blocks[0], mark, *document.blocks[1:]])
