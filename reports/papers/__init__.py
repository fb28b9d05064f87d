"""What reports say: from the database to a snapshot, from a snapshot to blocks.

A snapshot is plain JSON with all figures, and only from it a paper is written, so that the same
report reads the same at any time. Names of speakers never come into it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from documents import formats, pdf
from documents.blocks import Document
from documents.formats import ReportFormat
from reports.models import Report, ReportKind
from reports.papers import cell_facts, cell_text, changes, committee_facts, committee_text
from reports.papers.base import OFFICE, OFFICES, PARTS, SIGNER, Paper, Part
from reports.papers.figures import Difference, differences

__all__ = [
    "OFFICE",
    "OFFICES",
    "PARTS",
    "SIGNER",
    "Difference",
    "Paper",
    "Part",
    "content",
    "differences",
    "head_on",
    "parts_that_differ",
    "snapshots",
    "typst_input",
    "write",
]

_CONTENTS = {
    ReportKind.CELL_MONTH: cell_text.content,
    ReportKind.COMMITTEE_MONTH: committee_text.content,
    ReportKind.COMMITTEE_YEAR: committee_text.content,
}


def content(paper: Paper) -> Document:
    """The report as a document."""
    return _CONTENTS[ReportKind(paper.kind)](paper)


def parts_that_differ(old: Paper, new: Paper) -> list[str]:
    """The headings of the parts of two versions of which they say different things."""
    return changes.parts_that_differ(old, new, content)


def write(paper: Paper, file_format: ReportFormat) -> bytes:
    """The report as a file; the same paper gives the same bytes."""
    return formats.write(content(paper), file_format)[0]


def typst_input(paper: Paper) -> tuple[str, datetime]:
    """What `documents.pdf.compiled` takes to make the PDF of the report: the bare work of Typst."""
    document = content(paper)
    return pdf.typst_input(document), document.created


def head_on(report: Report, day: date) -> dict[str, str]:
    """The head of the paper as of the day on which it is issued, and who signs a cell's."""
    if report.cell_id:
        return cell_facts.head_on(report.cell, day)
    return committee_facts.head_on(report.committee, day)


def snapshots(reports: Sequence[Report], *, now: datetime) -> dict[int, dict[str, Any]]:
    """The figures of each report by its key, in a number of queries that only grows with kinds and
    periods. Where there are no facts of the period, there is none."""
    of_cells = [report for report in reports if report.cell_id]
    of_committees = [report for report in reports if not report.cell_id]
    found: dict[int, dict[str, Any]] = {}
    if of_cells:
        found |= cell_facts.snapshots(of_cells, now=now)
    if of_committees:
        found |= committee_facts.snapshots(of_committees, now=now)
    return found
