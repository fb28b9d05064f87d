"""One entry to the writers of documents."""

from typing import Literal

from documents.blocks import Document
from documents.docx import write_docx
from documents.pdf import write_pdf
from documents.workbook import write_workbook

Format = Literal["pdf", "docx"]
ReportFormat = Literal["pdf", "docx", "xlsx"]
"""What a paper of figures is written in: its tables also as a workbook."""

_WRITERS = {
    "pdf": (write_pdf, "application/pdf"),
    "docx": (
        write_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (
        write_workbook,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def write(document: Document, file_format: ReportFormat) -> tuple[bytes, str, str]:
    """The file, its content type and its suffix with the dot; KeyError on any other format."""
    writer, content_type = _WRITERS[file_format]
    return writer(document), content_type, f".{file_format}"


def content_type(file_format: ReportFormat) -> str:
    """The media type of the format; KeyError on any other."""
    return _WRITERS[file_format][1]
