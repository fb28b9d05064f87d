"""One entry to the writers of documents."""

from typing import Literal

from documents.blocks import Document
from documents.docx import write_docx
from documents.pdf import write_pdf

Format = Literal["pdf", "docx"]

_WRITERS = {
    "pdf": (write_pdf, "application/pdf"),
    "docx": (
        write_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


def write(document: Document, file_format: Format) -> tuple[bytes, str, str]:
    """The file, its content type and its suffix with the dot; KeyError on any other format."""
    writer, content_type = _WRITERS[file_format]
    return writer(document), content_type, f".{file_format}"
